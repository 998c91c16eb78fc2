//! A question written as one would type it. What is written is read as the same question.

use std::fmt::{self, Display, Formatter, Write};

use super::expr::{Condition, Expr, How, Query, Word};
use super::field::{Field, SORTS, name_of};
use super::tokens::{WORD_END, without_colon};
use super::when::Dates;

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut between = "";
        if !self.expr.is_anything() {
            // What follows must hold whatever is chosen of it.
            let wraps = matches!(self.expr, Expr::Any(_)) && (self.sort.is_some() || self.limit.is_some());
            if wraps {
                write!(f, "({})", self.expr)?
            } else {
                write!(f, "{}", self.expr)?
            }
            between = " ";
        }
        if let Some((order, _)) = &self.sort {
            write!(f, "{between}sort:{}", name_of(SORTS, *order))?;
            between = " ";
        }
        match self.limit {
            Some(limit) => write!(f, "{between}limit:{limit}"),
            None => Ok(()),
        }
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Expr::All(parts) => joined(f, parts, " ", |part| matches!(part, Expr::Any(_))),
            Expr::Any(parts) => joined(f, parts, " or ", |_| false),
            Expr::Not(inner) if matches!(**inner, Expr::All(_) | Expr::Any(_)) => write!(f, "-({inner})"),
            Expr::Not(inner) => write!(f, "-{inner}"),
            Expr::Word(word) => write!(f, "{word}"),
            Expr::Is(condition) => write!(f, "{condition}"),
        }
    }
}

fn joined(f: &mut Formatter<'_>, parts: &[Expr], between: &str, wraps: impl Fn(&Expr) -> bool) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        if wraps(part) { write!(f, "({part})")? } else { write!(f, "{part}")? }
    }
    Ok(())
}

impl Display for Word {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.how {
            How::Fuzzy => bare(f, &self.text),
            How::Exact => quoted(f, &self.text),
            How::Begins => {
                f.write_char('^')?;
                quoted(f, &self.text)
            }
        }
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Text(of, word) => write!(f, "{}:{word}", Field::Text(*of).name()),
            Condition::Name(of, word) => write!(f, "{}:{word}", Field::Name(*of).name()),
            Condition::Number(of, from, to) => {
                write!(f, "{}:", Field::Number(*of).name())?;
                match (from, to) {
                    (Some(from), Some(to)) if from == to => write!(f, "{from}"),
                    (Some(from), Some(to)) => write!(f, "{from}..{to}"),
                    (Some(from), None) => write!(f, ">={from}"),
                    (None, Some(to)) => write!(f, "<={to}"),
                    (None, None) => Ok(()),
                }
            }
            Condition::Date(bound, dates) => write!(f, "{}:{}", Field::Date(*bound).name(), Written(*dates)),
            Condition::Flag(flag) => {
                let (field, name) = flag.name();
                write!(f, "{field}:{name}")
            }
        }
    }
}

struct Written(Dates);

impl Display for Written {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.0.from, self.0.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (from, to) => {
                from.map_or(Ok(()), |from| write!(f, "{from}"))?;
                f.write_str("..")?;
                to.map_or(Ok(()), |to| write!(f, "{to}"))
            }
        }
    }
}

/// What would be read as something else is marked.
fn bare(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    let is_operator = matches!(text, "and" | "AND" | "or" | "OR" | "not" | "NOT");
    let lacks_colon = without_colon(text).is_some();
    for (at, c) in text.chars().enumerate() {
        let is_mark =
            at == 0 && (is_operator || matches!(c, '-' | '\'' | '^' | '|' | '>' | '<' | '=' | '“' | '”' | '„'));
        let is_sign = lacks_colon && matches!(c, '>' | '<' | '=');
        if is_mark || is_sign || c.is_whitespace() || WORD_END.contains(&c) || matches!(c, '"' | '\\' | ':') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    Ok(())
}

fn quoted(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        if matches!(c, '"' | '\\' | '“' | '”' | '„') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}
