//! `dateline mark`: says of all that a query finds that it is read, starred, for later, or no longer so. It says nothing of what is so
//! already, and all of it in one step or none.

use std::io::{self, Write};

use clap::ValueEnum;

use super::find::{Answer, Hit, by_ids, find, is_of_all};
use super::{Around, Asked, Form, Outcome, list};
use crate::app::plural;
use crate::index::{Row, Wish};
use crate::store::marks::Verb;

/// What is said of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Said {
    Read,
    Unread,
    Star,
    Unstar,
    Later,
    // For later no longer.
    Done,
}

/// What is to be marked, and how much of it is meant.
#[derive(Debug, Clone, Copy)]
pub struct Marking {
    pub said: Said,
    /// The whole store may be meant.
    pub all: bool,
    /// Only told, not done.
    pub dry: bool,
}

/// Marks what is found and not so yet, and tells how many those are.
pub(super) fn mark(
    marking: Marking,
    words: &[String],
    (asked, form): (&Asked, Option<Form>),
    around: &Around<'_>,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    let answer = match by_ids(around, words) {
        Some(Ok(answer)) => answer,
        Some(Err(why)) => return Ok(Outcome::Nothing(Some(why))),
        None => match is_of_all(words, asked) {
            Ok(true) if !marking.all => {
                let why = "that is every article of the store; say which, or --all if all are meant".to_owned();
                return Ok(Outcome::Unclear(why));
            }
            Ok(_) => match find(around, words, asked) {
                Ok(answer) => answer,
                Err(why) => return Ok(Outcome::Unclear(why)),
            },
            Err(why) => return Ok(Outcome::Unclear(why)),
        },
    };
    let (mut ledgers, heard) = around.marks.open(&answer.index);
    let heard = match heard {
        Ok(heard) => heard,
        Err(why) => return Ok(Outcome::Unclear(why)),
    };
    let marks = ledgers.marks().pop().map(|(_, marks)| marks).unwrap_or_default();
    let verb = marking.said.verb();
    let found: Vec<Hit> = answer.hits().collect();
    let rows: Vec<Row> =
        found.iter().map(|hit| hit.row).filter(|&row| marks.has(row, verb.mark()) != verb.sets()).collect();
    if !rows.is_empty() && !marking.dry {
        // The first marks of a store are a visit to it. Where a journal can't be read, it may say of one.
        let visit = if heard.unread.is_empty() { ledgers.first_visit(around.marks.now(), true) } else { None };
        let done =
            ledgers.wish(&answer.index, &mut rows.iter().copied(), &|_| &[], Wish::Set(verb), around.marks.now());
        let lines: Vec<u8> = visit.into_iter().chain(done).flat_map(|done| done.lines).collect();
        if let Err(why) = around.marks.append(&lines) {
            return Ok(Outcome::Unclear(why));
        }
    }
    let now = ledgers.marks().pop().map(|(_, marks)| marks).unwrap_or_default();
    let answer = answer.narrowed(rows, now);
    tell(marking, &answer, form, around, out)?;
    Ok(match (answer.len(), found.len()) {
        (0, 0) => Outcome::Nothing(Some("nothing is found".to_owned())),
        (0, found) => {
            let all = plural(found, "headline", "headlines");
            let verb = if found == 1 { "is" } else { "are" };
            Outcome::Nothing(Some(format!("nothing to do: {all} found, which {verb} {} already", marking.said.so())))
        }
        _ => Outcome::Fine,
    })
}

/// How many, and for people which; in a form for programs, which.
fn tell(
    marking: Marking,
    answer: &Answer,
    form: Option<Form>,
    around: &Around<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if form.is_some() {
        return list::write(answer, form, around, out);
    }
    if answer.len() == 0 {
        return Ok(());
    }
    if marking.dry && around.terminal.output {
        list::write(answer, None, around, out)?;
    }
    let headlines = plural(answer.len(), "headline", "headlines");
    let would = if marking.dry { "would be " } else { "" };
    writeln!(out, "{headlines} {would}{}.", marking.said.done())
}

impl Said {
    fn verb(self) -> Verb {
        match self {
            Said::Read => Verb::Read,
            Said::Unread => Verb::Unread,
            Said::Star => Verb::Star,
            Said::Unstar => Verb::Unstar,
            Said::Later => Verb::Later,
            Said::Done => Verb::Done,
        }
    }

    /// What was done to headlines.
    fn done(self) -> &'static str {
        match self {
            Said::Read => "marked read",
            Said::Unread => "marked unread",
            Said::Star => "starred",
            Said::Unstar => "unstarred",
            Said::Later => "kept for later",
            Said::Done => "taken off what is for later",
        }
    }

    /// What headlines are then.
    fn so(self) -> &'static str {
        match self {
            Said::Read => "read",
            Said::Unread => "unread",
            Said::Star => "starred",
            Said::Unstar => "not starred",
            Said::Later => "for later",
            Said::Done => "not for later",
        }
    }
}
