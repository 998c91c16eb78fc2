//! What tastes are of, made ready for one index, and what those of an edition do with an article. They rank nothing.

use std::collections::HashSet;

use super::phrase::Phrase;
use super::taste::Taste;
use super::window::{is_shown, stands};
use crate::index::{Index, Row};
use crate::model::{Of, Says, fold};
use crate::story::Stories;

/// What a taste is of.
#[derive(Debug)]
pub(super) enum Subject<'a> {
    /// Folded.
    Outlet(String),
    /// With those below it.
    Topics(HashSet<&'a str>),
    Word(Phrase),
}

impl<'a> Subject<'a> {
    pub fn new(index: &'a Index, of: &Of) -> Subject<'a> {
        match of {
            Of::Outlet(name) => Subject::Outlet(fold(name)),
            Of::Topic(name) => Subject::Topics(topics(index, &fold(name))),
            Of::Word(word) => Subject::Word(Phrase::new(word)),
        }
    }

    fn is_outlet(&self) -> bool {
        matches!(self, Subject::Outlet(_))
    }

    /// Whether an article is of that.
    pub fn has(&self, index: &Index, row: Row) -> bool {
        match self {
            Subject::Outlet(folded) => !folded.is_empty() && is_called(index.outlet(row), folded),
            Subject::Topics(topics) => !topics.is_empty() && index.topics_of(row).any(|topic| topics.contains(topic)),
            Subject::Word(phrase) => phrase.is_in(index.folded(row)),
        }
    }

    /// Something of the store is called so; a word may come at any time.
    pub fn is_known(&self, index: &Index) -> bool {
        match self {
            Subject::Outlet(folded) => index.outlets().iter().any(|outlet| is_called(&outlet.name, folded)),
            Subject::Topics(topics) => !topics.is_empty(),
            Subject::Word(_) => true,
        }
    }

    /// Whether the story of `row`, which stands for it, is left out where this is muted, by that alone.
    pub fn hides(&self, index: &Index, stories: &Stories, row: Row) -> bool {
        if self.is_outlet() {
            let may = |row: Row| is_shown(index, row) && !self.has(index, row);
            return stands(index, stories, row, may).is_none();
        }
        self.has(index, row)
    }
}

/// The topics of that name, or, where there is none, of that label; and all below them.
fn topics<'a>(index: &'a Index, folded: &str) -> HashSet<&'a str> {
    let nodes = index.topics();
    let has_name = nodes.iter().any(|topic| is_called(&topic.name, folded));
    let mut is_in = Vec::with_capacity(nodes.len());
    for topic in nodes {
        let it = is_called(if has_name { &topic.name } else { &topic.label }, folded);
        // What is above stands before.
        is_in.push(it || topic.parent.and_then(|above| is_in.get(above)).is_some_and(|&above| above));
    }
    nodes.iter().zip(is_in).filter(|(_, is_in)| *is_in).map(|(topic, _)| &*topic.name).collect()
}

fn is_called(name: &str, folded: &str) -> bool {
    if name.is_ascii() { name.eq_ignore_ascii_case(folded) } else { fold(name) == folded }
}

/// The tastes of an edition.
#[derive(Debug)]
pub(super) struct Tastes<'a> {
    index: &'a Index,
    /// Muted outlets; and what else is muted.
    outlets: Vec<Subject<'a>>,
    others: Vec<Subject<'a>>,
    weighs: Vec<(Subject<'a>, &'a Of, i16)>,
}

impl<'a> Tastes<'a> {
    pub fn new(index: &'a Index, tastes: &'a [Taste]) -> Tastes<'a> {
        let mutes = tastes.iter().filter(|taste| taste.says == Says::Mute);
        let mutes = mutes.map(|taste| Subject::new(index, &taste.of));
        let (outlets, others) = mutes.partition(Subject::is_outlet);
        let weighed = |taste: &'a Taste| match taste.says {
            Says::Weigh(points) => Some((Subject::new(index, &taste.of), &taste.of, points)),
            Says::Mute => None,
        };
        Tastes { index, outlets, others, weighs: tastes.iter().filter_map(weighed).collect() }
    }

    /// An article may stand for its story.
    pub fn may_stand(&self, row: Row) -> bool {
        is_shown(self.index, row) && !self.outlets.iter().any(|outlet| outlet.has(self.index, row))
    }

    /// What it stands for is left out.
    pub fn mute(&self, row: Row) -> bool {
        self.others.iter().any(|subject| subject.has(self.index, row))
    }

    /// The points that are given or taken, and for what.
    pub fn weigh(&self, row: Row) -> impl Iterator<Item = (&'a Of, i32)> {
        let those = self.weighs.iter().filter(move |(subject, ..)| subject.has(self.index, row));
        those.map(|(_, of, points)| (*of, i32::from(*points)))
    }
}
