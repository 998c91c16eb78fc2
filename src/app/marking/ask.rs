//! What is asked of whoever keeps the marks, and the answer. The answering itself stands here too: it needs no thread and no file.

use std::sync::Arc;

use crate::app::undo::Way;
use crate::index::{Done, Index, Ledgers, Marks, Row, Scope, Wish};
use crate::model::{ArticleId, Timestamp};
use crate::search::Rows;
use crate::store::marks::{self, Moment, Verb};
use crate::story::Stories;

/// Something to be marked.
#[derive(Debug, Clone)]
pub enum Ask {
    /// Rows of that index.
    Mark { index: Arc<Index>, rows: Rows, with: Together, wish: Wish, aloud: bool },
    /// A step taken back, or taken again.
    Step(Way, MarkStep),
}

/// Which articles are read together: those of a story, where one row stands for it.
#[derive(Debug, Clone, Default)]
pub struct Together {
    pub stories: Stories,
    /// These have a row of their own.
    pub alone: Vec<Row>,
}

impl Together {
    fn others(&self, row: Row) -> &[Row] {
        let story = self.stories.of(row).filter(|_| !self.alone.contains(&row));
        story.map_or(&[], |story| self.stories.members(story))
    }
}

/// What takes a step back, or does it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkStep {
    /// When the step was taken first.
    pub of: Moment,
    /// What is to be said of which article.
    pub changes: Arc<[(ArticleId, Verb)]>,
    /// Up to which date everything is to count as read; nothing where that is to stay.
    pub baseline: Option<Option<Timestamp>>,
}

/// The marks as they are now, of every index that is in use, and what came of what was asked.
#[derive(Debug)]
pub struct Answer {
    pub marks: Vec<(Arc<Index>, Marks)>,
    pub answered: Option<Answered>,
}

/// What came of it.
#[derive(Debug)]
pub enum Answered {
    /// Nothing: all was so already. Where it was asked aloud, that is told.
    Nothing { aloud: bool },
    Done {
        way: Way,
        /// What was said now.
        step: MarkStep,
        /// What takes it back, where anything does.
        back: Option<MarkStep>,
        aloud: bool,
    },
    /// The first visit to this store: all but the newest of it counts as read.
    FirstVisit { unread: usize, back: MarkStep },
}

impl Ask {
    /// Carries it out, at `now`. What was done is also for the journal.
    pub fn answer(self, ledgers: &mut Ledgers, now: Moment) -> (Answer, Option<Done>) {
        let (way, of, aloud, done) = match self {
            Ask::Mark { index, rows, with, wish, aloud } => {
                ledgers.keep_in_use(&index);
                let done = ledgers.wish(&index, &mut rows.iter(), &|row| with.others(row), wish, now);
                (Way::Do, None, aloud, done)
            }
            Ask::Step(way, step) => {
                let of = match way {
                    Way::Do => None,
                    Way::Undo => Some((marks::Way::Undo, step.of)),
                    Way::Redo => Some((marks::Way::Redo, step.of)),
                };
                let done = match step.baseline {
                    Some(until) => ledgers.lay(until, of, now),
                    None => ledgers.change(&step.changes, of, now),
                };
                (way, Some(step.of), true, done)
            }
        };
        let answered = match &done {
            None => Answered::Nothing { aloud },
            Some(done) => {
                let (step, back) = MarkStep::of(done, of);
                Answered::Done { way, step, back, aloud }
            }
        };
        (Answer { marks: ledgers.marks(), answered: Some(answered) }, done)
    }
}

impl MarkStep {
    /// What was done, as a step, and what takes it back. `of` is when it was done first, if it was done before.
    pub fn of(done: &Done, of: Option<Moment>) -> (MarkStep, Option<MarkStep>) {
        let of = of.unwrap_or(done.at);
        let step = |changes: Vec<(ArticleId, Verb)>, baseline| MarkStep { of, changes: changes.into(), baseline };
        let (before, after) = done.baseline.map_or((None, None), |(before, after)| (Some(before), Some(after)));
        let back: Vec<(ArticleId, Verb)> =
            done.changes.iter().filter_map(|&(id, verb)| Some((id, verb.inverse()?))).collect();
        let is_something = before.is_some() || !back.is_empty();
        (step(done.changes.clone(), after), is_something.then(|| step(back, before)))
    }
}

impl Answer {
    /// What a first visit leads to.
    pub fn first_visit(ledgers: &Ledgers, done: &Done) -> Answer {
        let (_, back) = MarkStep::of(done, None);
        let marks = ledgers.marks();
        let unread = marks.last().map_or(0, |(index, marks)| marks.unread(index, &Scope::All));
        let answered = back.map(|back| Answered::FirstVisit { unread, back });
        Answer { marks, answered }
    }
}
