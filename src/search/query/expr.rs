//! A question as a tree: words and conditions, joined. Made by [`Query::parse`] and written back by its `Display`; the two agree.

use super::mistake::Mistake;
use super::{Dates, Flag, Names, Numbers, Texts};
use crate::model::fold;
use crate::search::Order;
use crate::search::query::field::Bound;

/// A range of bytes in what was typed.
pub type Span = std::ops::Range<usize>;

/// What was typed, understood as far as it can be.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// What an article must be.
    pub expr: Expr,
    /// `sort:`; where it stands.
    pub sort: Option<(Order, Span)>,
    /// `limit:`.
    pub limit: Option<usize>,
    /// What was not understood: it is as if it had not been typed.
    pub mistakes: Vec<Mistake>,
    /// The word at the end is still being typed and may become a field or a sign, `prov`, `-ty`, `o`.
    pub last: Option<LastWord>,
}

/// A word of which it is not known yet what it will be.
#[derive(Debug, Clone, PartialEq)]
pub struct LastWord {
    pub text: String,
    /// What an article must be without that word.
    pub without: Expr,
}

/// The same question, however it was typed.
impl PartialEq for Query {
    fn eq(&self, other: &Query) -> bool {
        (&self.expr, self.order(), self.limit) == (&other.expr, other.order(), other.limit)
    }
}

/// What an article must be.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// All of these; of none, anything. Never one, and never another `All` in it.
    All(Vec<Expr>),
    /// One of these at least: two or more, and never another `Any` in it.
    Any(Vec<Expr>),
    Not(Box<Expr>),
    /// In its title.
    Word(Word),
    Is(Condition),
}

impl Default for Expr {
    fn default() -> Expr {
        Expr::All(Vec::new())
    }
}

/// A piece of text to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As typed where it has an upper-case letter, for then that counts; else folded. Never empty.
    pub text: String,
    pub how: How,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Its letters in their order, with gaps.
    Fuzzy,
    /// As it stands.
    Exact,
    /// As it stands, at the beginning.
    Begins,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Text(Texts, Word),
    /// A name: fuzzy, or just this one.
    Name(Names, Word),
    /// From and to, both included. What is not known is neither.
    Number(Numbers, Option<i32>, Option<i32>),
    Date(Bound, Dates),
    Flag(Flag),
}

impl Word {
    /// `None` where nothing is left of it once it is folded.
    pub fn new(text: &str, how: How) -> Option<Word> {
        let text = if has_upper(text) { text.to_owned() } else { fold(text) };
        (!text.trim().is_empty()).then_some(Word { text, how })
    }

    /// An upper-case letter makes case count.
    pub fn minds_case(&self) -> bool {
        has_upper(&self.text)
    }

    /// As it is looked for in folded text.
    pub fn folded(&self) -> String {
        fold(&self.text)
    }

    /// A fuzzy word as it stands: what must not be there must not be there as a word, not as letters here and there.
    #[must_use]
    pub fn as_it_stands(&self) -> Word {
        let how = if self.how == How::Fuzzy { How::Exact } else { self.how };
        Word { how, ..self.clone() }
    }
}

fn has_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
}

impl Expr {
    /// All of `parts`, each once.
    pub fn all(parts: impl IntoIterator<Item = Expr>) -> Expr {
        let mut all: Vec<Expr> = Vec::new();
        for part in parts {
            let inner = if let Expr::All(inner) = part { inner } else { vec![part] };
            inner.into_iter().for_each(|part| {
                if !all.contains(&part) {
                    all.push(part);
                }
            });
        }
        if all.len() == 1 { all.remove(0) } else { Expr::All(all) }
    }

    /// One of `parts`; what asks for nothing is none. `None` where nothing is left.
    pub fn any(parts: impl IntoIterator<Item = Expr>) -> Option<Expr> {
        let mut any: Vec<Expr> = Vec::new();
        for part in parts {
            match part {
                Expr::Any(inner) => any.extend(inner),
                part if part.is_anything() => {}
                part => any.push(part),
            }
        }
        if any.len() > 1 { Some(Expr::Any(any)) } else { any.pop() }
    }

    #[must_use]
    pub fn negated(self) -> Expr {
        match self {
            Expr::Not(inner) => *inner,
            other => Expr::Not(Box::new(other)),
        }
    }

    /// Every article is it.
    pub fn is_anything(&self) -> bool {
        matches!(self, Expr::All(parts) if parts.is_empty())
    }

    /// The parts that must all be so.
    pub fn parts(&self) -> &[Expr] {
        match self {
            Expr::All(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }

    /// Whether `is` holds for any condition in it.
    pub fn mentions(&self, is: &dyn Fn(&Condition) -> bool) -> bool {
        match self {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().any(|part| part.mentions(is)),
            Expr::Not(inner) => inner.mentions(is),
            Expr::Word(_) => false,
            Expr::Is(condition) => is(condition),
        }
    }

    fn words<'e>(&'e self, found: &mut Vec<&'e Word>) {
        match self {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| part.words(found)),
            Expr::Word(word) | Expr::Is(Condition::Text(Texts::Title | Texts::All, word)) => found.push(word),
            Expr::Not(_) | Expr::Is(_) => {}
        }
    }

    /// A word whose letters may stand anywhere, case aside.
    fn loose(&self) -> Option<&str> {
        match self {
            Expr::Word(word) if word.how == How::Fuzzy && !word.minds_case() => Some(&word.text),
            _ => None,
        }
    }
}

impl Query {
    /// Every title matches, and nothing is said of order or number.
    pub fn is_empty(&self) -> bool {
        self.expr.is_anything() && self.sort.is_none() && self.limit.is_none()
    }

    /// The same, of that only.
    pub fn narrow(&mut self, part: Expr) {
        let all = |expr: &mut Expr| *expr = Expr::all([std::mem::take(expr), part.clone()]);
        all(&mut self.expr);
        self.last.iter_mut().for_each(|last| all(&mut last.without));
    }

    /// The order that was asked for.
    pub fn order(&self) -> Option<Order> {
        self.sort.as_ref().map(|(order, _)| *order)
    }

    /// Titles may match it better or worse.
    pub fn is_ranked(&self) -> bool {
        fn has_word(expr: &Expr) -> bool {
            match expr {
                Expr::All(parts) | Expr::Any(parts) => parts.iter().any(has_word),
                Expr::Word(_) => true,
                Expr::Not(_) | Expr::Is(_) => false,
            }
        }
        has_word(&self.expr)
    }

    /// The words that are looked for in titles and texts, to be lit there.
    pub fn words(&self) -> Vec<&Word> {
        let mut words = Vec::new();
        self.expr.words(&mut words);
        words
    }

    /// The words that all stand in the title, in the order in which they were typed.
    pub fn title_words(&self) -> impl Iterator<Item = &Word> {
        self.expr.parts().iter().filter_map(|part| if let Expr::Word(word) = part { Some(word) } else { None })
    }

    /// Whether all that matches this query surely matches `earlier` too: each of its words is spelled, with gaps, by one of
    /// these, and each of its other parts is one of these.
    pub fn narrows(&self, earlier: &Query) -> bool {
        // Those taken down are among the rows only where they are asked for.
        if self.asks_for_removed() != earlier.asks_for_removed() {
            return false;
        }
        let (new, old) = (self.expr.parts(), earlier.expr.parts());
        old.iter().all(|old| match old.loose() {
            Some(word) => new.iter().filter_map(Expr::loose).any(|new| spells(new, word)),
            None => new.contains(old),
        })
    }

    /// It goes by stories: what it finds depends on which articles are one.
    pub fn asks_for_stories(&self) -> bool {
        self.expr.mentions(&|condition| {
            matches!(condition, Condition::Number(Numbers::Story | Numbers::Outlets, ..) | Condition::Flag(Flag::Lead))
        })
    }

    /// Articles that were taken down may be found.
    pub fn asks_for_removed(&self) -> bool {
        self.expr.mentions(&|condition| matches!(condition, Condition::Flag(Flag::Removed)))
    }

    /// Marks are part of it, so that what it finds may be something else after every key.
    pub fn asks_for_marks(&self) -> bool {
        let is = |condition: &Condition| {
            matches!(condition, Condition::Flag(Flag::Mark(_)) | Condition::Date(Bound::Seen, _))
        };
        self.expr.mentions(&is)
    }

    /// Texts of articles are part of it.
    pub fn looks_into_texts(&self) -> bool {
        self.expr.mentions(&|condition| matches!(condition, Condition::Text(Texts::All, _)))
    }

    /// What it means depends on the day.
    pub fn is_relative(&self) -> bool {
        self.expr.mentions(&|condition| matches!(condition, Condition::Date(_, dates) if dates.is_relative()))
    }
}

/// Whether the characters of `word` stand in `text` in their order.
pub(in crate::search) fn spells(text: &str, word: &str) -> bool {
    let mut rest = text.chars();
    word.chars().all(|wanted| rest.any(|c| c == wanted))
}
