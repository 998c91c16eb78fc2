//! What was typed, cut into words, conditions and signs. It knows how they are written and not what they mean.

use super::expr::Span;
use super::field::{FIELDS, Field};

/// What ends a word that is not quoted.
pub(super) const WORD_END: [char; 3] = [' ', '(', ')'];

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Token {
    pub span: Span,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Item(Item),
}

/// A word or a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Item {
    /// What stands before a colon.
    pub field: Option<String>,
    /// `>=` and the like, `'`, `^`.
    pub mark: String,
    pub text: String,
    pub quoted: bool,
    /// Quoted, and the mark at its end stands.
    pub closed: bool,
    /// The value stands in brackets, which no field takes.
    pub is_bracket: bool,
    /// Where the value begins, its mark and quotation mark with it.
    pub value: usize,
}

impl Token {
    /// The word or condition that it is.
    pub fn item(self) -> Option<Item> {
        if let Kind::Item(item) = self.kind { Some(item) } else { None }
    }

    /// The word that stands at the end of what was typed, if a field or a sign may still be made of it.
    pub fn may_become_more<'t>(&self, typed: &'t str) -> Option<&'t str> {
        let word = typed.get(self.span.clone()).filter(|_| self.span.end == typed.len())?;
        let begun = word.to_ascii_lowercase();
        let is_bare = matches!(&self.kind, Kind::Item(item) if item.field.is_none());
        let mut names = FIELDS.iter().map(|(name, _)| *name).chain(["and", "or", "not"]);
        names.any(|name| is_bare && name.starts_with(&begun)).then_some(word)
    }
}

/// A number or a date that lacks its colon, `heat>60`: its field, and what follows that.
pub(super) fn without_colon(word: &str) -> Option<(&'static str, &str)> {
    let (name, value) = word.split_at(word.find(['>', '<', '='])?);
    let field = Field::named(name).filter(|field| matches!(field, Field::Number(_) | Field::Date(_)))?;
    Some((field.name(), value))
}

/// Cuts what was typed into tokens.
pub(in crate::search) fn tokens(text: &str) -> Vec<Token> {
    let mut scan = Scan { text, at: 0, depth: 0 };
    std::iter::from_fn(|| scan.token()).collect()
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    fn token(&mut self) -> Option<Token> {
        self.at += self.rest().len() - self.rest().trim_start().len();
        let (start, first) = (self.at, self.peek()?);
        let kind = match first {
            '(' => {
                self.skip(first);
                self.depth += 1;
                Kind::Open
            }
            ')' => {
                self.skip(first);
                self.depth = self.depth.saturating_sub(1);
                Kind::Close
            }
            // Something stands after it, or is still to come.
            '-' if self.rest()[1..].starts_with(|c: char| !c.is_whitespace()) || self.rest().trim_end() == "-" => {
                self.skip(first);
                Kind::Not
            }
            _ => self.word(),
        };
        Some(Token { span: start..self.at, kind })
    }

    fn word(&mut self) -> Kind {
        let bare = self.rest();
        let bare = &bare[..bare.find(|c: char| c.is_whitespace() || c == ')').unwrap_or(bare.len())];
        let operator = match bare {
            "and" | "AND" => Some(Kind::And),
            "or" | "OR" | "|" | "||" => Some(Kind::Or),
            "not" | "NOT" => Some(Kind::Not),
            _ => None,
        };
        if let Some(operator) = operator {
            self.at += bare.len();
            return operator;
        }
        let field = self.field();
        let value = self.at;
        let marks: &[&str] = if field.is_some() { &[">=", "<=", ">", "<", "=", "'", "^"] } else { &["'", "^"] };
        let mark = marks.iter().find(|mark| self.rest().starts_with(**mark)).copied().unwrap_or_default();
        self.at += mark.len();
        let quoted = self.peek().is_some_and(is_quote);
        let is_bracket = field.is_some() && self.peek() == Some('(');
        let (text, closed) = if quoted { self.quoted() } else { (self.bare(is_bracket), false) };
        Kind::Item(Item { field, mark: mark.to_owned(), text, quoted, closed, is_bracket, value })
    }

    /// A name and the colon behind it; an address has none.
    fn field(&mut self) -> Option<String> {
        let rest = self.rest();
        let (name, value) = rest.split_once(':')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_name || value.starts_with("//") {
            return None;
        }
        // A word that ends with a colon is a word, unless it is a field's name.
        if Field::named(name).is_none() && value.chars().next().is_none_or(char::is_whitespace) {
            return None;
        }
        let name = name.to_owned();
        self.at += name.len() + 1;
        Some(name)
    }

    /// To a blank, but for those in a `bracket`; or to a bracket's end whose beginning does not stand in it.
    fn bare(&mut self, bracket: bool) -> String {
        let mut text = String::new();
        let mut open = 0usize;
        while let Some(c) = self.peek() {
            if c.is_whitespace() && !(bracket && open > 0) || c == ')' && open == 0 {
                break;
            }
            open = if c == '(' { open + 1 } else { open - usize::from(c == ')') };
            self.skip(c);
            match self.peek().filter(|_| c == '\\') {
                Some(c) => {
                    self.skip(c);
                    text.push(c);
                }
                None => text.push(c),
            }
        }
        text
    }

    /// What stands to the next quotation mark or to the end, and whether there was one.
    fn quoted(&mut self) -> (String, bool) {
        let mut text = String::new();
        if let Some(c) = self.peek() {
            self.skip(c);
        }
        while let Some(c) = self.peek() {
            self.skip(c);
            match c {
                c if is_quote(c) => return (text, true),
                '\\' => {
                    if let Some(c) = self.peek() {
                        self.skip(c);
                        text.push(c);
                    }
                }
                c => text.push(c),
            }
        }
        (text, false)
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}
