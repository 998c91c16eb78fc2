//! What follows for an article from its dates: it counts as read for its age, or is new since the last visit.

use std::sync::Arc;

use super::asked::Done;
use super::columns::{Marks, NEW, READ, SAID};
use crate::index::{Flags, Index, Row};
use crate::model::Timestamp;
use crate::store::marks::{Entry, Moment};

/// Rows that are looked at together.
const PIECE: usize = 1024;

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
        let rows = self.bits.to_mut().iter_mut().zip(index.dates()).zip(index.first_seen());
        for ((bits, &date), &added) in rows {
            if *bits & SAID == 0 {
                let is_read = until.is_some_and(|until| date <= until) && i64::from(added) <= laid;
                *bits = if is_read { *bits | READ } else { *bits & !READ };
            }
        }
    }

    /// What was first seen since the last visit; of what was there when the store was first read, what was published between that and
    /// `now`. Counts those alone, and copies nothing where there are none: a start waits for it.
    pub(super) fn find_new(&mut self, index: &Index, since: Option<Timestamp>, now: Option<Timestamp>) {
        let new = new(index, since.map(Timestamp::seconds), now.map_or(i64::MAX, Timestamp::seconds));
        if !new.is_empty() || self.bits.iter().any(|bits| bits & NEW != 0) {
            let bits = self.bits.to_mut();
            bits.iter_mut().for_each(|bits| *bits &= !NEW);
            for row in &new {
                if let Some(bits) = bits.get_mut(row.at()) {
                    *bits |= NEW;
                }
            }
        }
        let is_unread = |row: &&Row| !self.is_read(**row) && !index.flags(**row).has(Flags::REMOVED);
        let unread = new.iter().filter(is_unread).count() as u32;
        Arc::make_mut(&mut self.counts).new = unread;
    }
}

/// The rows of [`Marks::find_new`]. Of the dates it looks at those it is about, and of when articles were first seen at all, which are
/// four bytes each.
fn new(index: &Index, since: Option<i64>, now: i64) -> Vec<Row> {
    let Some(since) = since else { return Vec::new() };
    let (dates, added) = (index.dates(), index.first_seen());
    // Newest first, and the undated last.
    let until = dates.partition_point(|&date| date > since);
    let published = dates.partition_point(|&date| date > now).min(until)..until;
    let from_the_first = published.filter(|&at| added.get(at) == Some(&0));
    // Most stores hold many that were there at first, and all of a piece were.
    let pieces = added.chunks(PIECE).enumerate().filter(|(_, piece)| {
        let latest = piece.iter().fold(0, |latest, &added| latest.max(added));
        i64::from(latest) > since
    });
    let later = pieces.flat_map(|(nth, piece)| piece.iter().zip(nth * PIECE..));
    let later = later.filter(|(added, _)| **added != 0 && i64::from(**added) > since).map(|(_, at)| at);
    from_the_first.chain(later).map(|at| Row(at as u32)).collect()
}
