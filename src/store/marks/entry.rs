//! What the lines of a journal say, and the steps they make up. How they are written is `line`'s; what they come to, of
//! [`Registers`](super::Registers).

use super::{Moment, Verb};
use crate::model::{ArticleId, Timestamp};

/// What one line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Mark {
        verb: Verb,
        id: ArticleId,
    },
    /// What is in the store at `place` and was published at or before `until` counts as read unless it is marked; with no time,
    /// no longer. The latest for a place stands. The place is raw: compared, and cleaned by whoever shows it.
    Baseline {
        place: String,
        until: Option<Timestamp>,
    },
    /// The other lines of this moment in the file undo the step of that one.
    Undo(Moment),
    /// They do it again.
    Redo(Moment),
}

/// All that was said at one moment in one file: a keypress, over however many articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub at: Moment,
    /// In the order of the lines.
    pub changes: Vec<(ArticleId, Verb)>,
    pub baseline: Option<(String, Option<Timestamp>)>,
    /// Where it undoes another step, or does it again: that one.
    pub of: Option<(Way, Moment)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Undo,
    Redo,
}

impl Step {
    /// One of a single line.
    pub(super) fn of(at: Moment, entry: Entry) -> Step {
        let mut step = Step { at, changes: Vec::new(), baseline: None, of: None };
        step.add(entry);
        step
    }

    pub(super) fn add(&mut self, entry: Entry) {
        match entry {
            Entry::Mark { verb, id } => self.changes.push((id, verb)),
            Entry::Baseline { place, until } => self.baseline = Some((place, until)),
            Entry::Undo(step) => self.of = Some((Way::Undo, step)),
            Entry::Redo(step) => self.of = Some((Way::Redo, step)),
        }
    }
}
