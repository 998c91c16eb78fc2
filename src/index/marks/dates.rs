//! What follows for an article from its dates: it counts as read for its age, or is new since the last visit.

use std::sync::Arc;

use super::asked::Done;
use super::columns::{Marks, NEW, READ, SAID};
use crate::index::Index;
use crate::model::Timestamp;
use crate::store::marks::{Entry, Moment};

/// Everything published up to a date counts as read, unless something was said of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Baseline {
    /// Of the line that says so; zero where none does.
    pub at: Moment,
    pub until: Option<Timestamp>,
}

impl Baseline {
    pub fn hear_done(&mut self, done: &Done) {
        if let Some((_, until)) = done.baseline
            && done.at >= self.at
        {
            *self = Baseline { at: done.at, until };
        }
    }

    /// The latest line wins.
    pub fn hear(&mut self, at: Moment, entry: &Entry, store: &str) {
        if let Entry::Baseline { place, until } = entry
            && place == store
            && at >= self.at
        {
            *self = Baseline { at, until: *until };
        }
    }
}

impl Marks {
    /// What was not said of an article itself follows from its date, if it was there when that baseline was laid: what comes later was
    /// never seen, however old it is. An undated one is old. The counts are to be taken anew.
    pub(super) fn lay(&mut self, index: &Index, baseline: Baseline) {
        let until = baseline.until.map(Timestamp::seconds);
        // One that is only supposed is as of now.
        let laid = if baseline.at == Moment::default() { i64::MAX } else { baseline.at.timestamp().seconds() };
        let rows = Arc::make_mut(&mut self.bits).iter_mut().zip(index.dates()).zip(index.first_seen());
        for ((bits, &date), &added) in rows {
            if *bits & SAID == 0 {
                let is_read = until.is_some_and(|until| date <= until) && i64::from(added) <= laid;
                *bits = if is_read { *bits | READ } else { *bits & !READ };
            }
        }
    }

    /// What was first seen since the last visit; of what was there when the store was first read, what was published between that and
    /// `now`. Counts those alone: a start waits for it.
    pub(super) fn find_new(&mut self, index: &Index, since: Option<Timestamp>, now: Option<Timestamp>) {
        let since = since.map(Timestamp::seconds);
        let now = now.map_or(i64::MAX, Timestamp::seconds);
        let rows = Arc::make_mut(&mut self.bits).iter_mut().zip(index.first_seen()).zip(index.dates());
        for ((bits, &added), &date) in rows {
            let (first_seen, now) = if added == 0 { (date, now) } else { (i64::from(added), i64::MAX) };
            let is_new = since.is_some_and(|since| first_seen > since) && first_seen <= now;
            *bits = if is_new { *bits | NEW } else { *bits & !NEW };
        }
        self.count_new(index);
    }
}
