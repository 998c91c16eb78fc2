//! From a question to what each row is asked: names become numbers, dates moments, texts sets of rows. It looks at no row itself.

use std::sync::Arc;

use super::check::{Check, Text};
use super::filter::Node;
use super::matcher::Matcher;
use super::needle::Needle;
use super::pass::{Stale, pass};
use super::query::{Bound, Condition, Expr, Flag, Names, Numbers, Texts, Word};
use super::{Request, names};
use crate::index::Sort;
use crate::model::Timestamp;
use crate::store::marks::Moment;
use crate::story::Stories;

/// Details that one thread looks through at a time.
const PIECE: usize = 4_096;

/// Makes a question ready for the index of its request.
pub(super) struct Compiler<'r, 's> {
    pub request: &'r Request,
    pub stale: &'s Stale<'s>,
}

impl Compiler<'_, '_> {
    /// `None` if `stale` said so meanwhile.
    pub fn node(&self, expr: &Expr) -> Option<Node> {
        Some(match expr {
            Expr::All(parts) => self.all(parts)?,
            Expr::Any(parts) => {
                let nodes: Vec<Node> = parts.iter().map(|part| self.node(part)).collect::<Option<_>>()?;
                let is_of_titles = nodes.iter().any(Node::is_of_titles);
                Node::Any(nodes, is_of_titles)
            }
            // What must not be there must not be there as a word; letters here and there are in most titles.
            Expr::Not(inner) => Node::Not(Box::new(self.node(&as_it_stands(inner))?)),
            Expr::Word(_) => self.all(std::slice::from_ref(expr))?,
            Expr::Is(Condition::Text(Texts::All, word)) => {
                let needle = Needle::new(word);
                Node::Text(Arc::new(Text { details: self.details(Texts::Excerpt, &needle)?, needle }))
            }
            Expr::Is(condition) => Node::Check(Arc::new(self.check(condition)?)),
        })
    }

    fn all(&self, parts: &[Expr]) -> Option<Node> {
        let words: Vec<&Word> =
            parts.iter().filter_map(|part| if let Expr::Word(word) = part { Some(word) } else { None }).collect();
        let others = parts.iter().filter(|part| !matches!(part, Expr::Word(_)));
        let mut nodes: Vec<Node> = others.map(|part| self.node(part)).collect::<Option<_>>()?;
        if !words.is_empty() {
            nodes.push(Node::Titles(Box::new(Matcher::new(words.iter().copied()))));
        }
        // The matcher minds no case: that is asked of the few it lets through.
        let cased = words.iter().filter(|word| word.minds_case());
        nodes.extend(cased.map(|word| Node::Check(Arc::new(Check::Title(Needle::new(word))))));
        nodes.sort_by_key(Node::cost);
        Some(if nodes.len() == 1 { nodes.remove(0) } else { Node::All(nodes) })
    }

    fn check(&self, condition: &Condition) -> Option<Check> {
        let Request { index, now, zone, marks, stories, as_stories, .. } = self.request;
        Some(match condition {
            Condition::Text(Texts::Title, word) => Check::Title(Needle::new(word)),
            Condition::Text(Texts::Path, word) => Check::Path(Needle::new(word)),
            Condition::Text(of, word) => Check::Details(self.details(*of, &Needle::new(word))?),
            Condition::Name(of, word) => {
                let sort = sort(*of);
                let chosen = names::chosen(index, sort, word);
                if sort == Sort::Topics {
                    Check::Topics(index.with_those_below(&chosen))
                } else {
                    let mut names = vec![false; chosen.iter().max().map_or(0, |&most| most as usize + 1)];
                    chosen.iter().for_each(|&number| names[number as usize] = true);
                    Check::Name(sort, names)
                }
            }
            Condition::Number(of, from, to) => {
                let (from, to) = (from.unwrap_or(i32::MIN), to.unwrap_or(i32::MAX));
                match of {
                    Numbers::Story | Numbers::Outlets => Check::Story(*of, from, to, stories.clone()),
                    _ => Check::Number(*of, from, to),
                }
            }
            Condition::Date(Bound::Seen, dates) => {
                let (from, to) = dates.span(*now, zone);
                Check::Seen(Moment::of(Timestamp(from)), Moment::of(Timestamp(to)), marks.clone())
            }
            Condition::Date(bound, dates) => {
                let (from, to) = bound.of(dates.span(*now, zone));
                Check::Date(from, to)
            }
            Condition::Flag(Flag::Mark(mark)) => {
                Check::Mark(*mark, marks.clone(), if *as_stories { stories.clone() } else { Stories::default() })
            }
            Condition::Flag(Flag::Lead) => Check::Lead(stories.clone()),
            Condition::Flag(flag) => Check::Flag(*flag),
        })
    }

    /// For each number of details whether they have the text.
    fn details(&self, of: Texts, needle: &Needle) -> Option<Vec<bool>> {
        let index = &*self.request.index;
        let is_in = |number: usize| {
            let details = || index.details_at(number);
            match of {
                Texts::Domain => needle.is_in(details().domain) || needle.is_in(host(details().address)),
                Texts::Url => needle.is_in(details().address),
                Texts::Author => details().authors().any(|author| needle.is_in(author)),
                Texts::Tag => details().tags().any(|tag| needle.is_in(tag)),
                Texts::Excerpt | Texts::All | Texts::Title | Texts::Path => needle.is_in(index.excerpt_at(number)),
            }
        };
        let numbers: Vec<u32> = (0..index.details_len() as u32).collect();
        pass(&numbers, PIECE, self.stale, || {
            |_, piece: &[u32], found: &mut Vec<bool>| {
                found.extend(piece.iter().map(|&number| is_in(number as usize)));
            }
        })
    }
}

/// Words as they stand, wherever they are in it.
fn as_it_stands(expr: &Expr) -> Expr {
    match expr {
        Expr::All(parts) => Expr::All(parts.iter().map(as_it_stands).collect()),
        Expr::Any(parts) => Expr::Any(parts.iter().map(as_it_stands).collect()),
        Expr::Not(inner) => Expr::Not(Box::new(as_it_stands(inner))),
        Expr::Word(word) => Expr::Word(word.as_it_stands()),
        Expr::Is(condition) => Expr::Is(condition.clone()),
    }
}

pub(super) fn sort(names: Names) -> Sort {
    match names {
        Names::Provider => Sort::Outlets,
        Names::Topic => Sort::Topics,
        Names::Category => Sort::Categories,
        Names::Type => Sort::Kinds,
    }
}

/// The host of an address.
fn host(address: &[u8]) -> &[u8] {
    let rest = memchr::memmem::find(address, b"://").map_or(address, |at| &address[at + 3..]);
    &rest[..rest.iter().position(|byte| b"/?#".contains(byte)).unwrap_or(rest.len())]
}
