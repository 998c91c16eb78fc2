//! Marks by row: a byte each, and when those were seen that were. Copies share what they hold until one of them is changed.

use std::sync::Arc;

use super::bits::Bits;
use super::counts::Counts;
use crate::index::{Index, Row, Scope};
use crate::model::ArticleId;
use crate::store::marks::{Mark, Moment};

/// Counts as read, whether that was said of the article itself or of all before a date.
pub(super) const READ: u8 = 1;
pub(super) const STARRED: u8 = 1 << 1;
pub(super) const LATER: u8 = 1 << 2;
/// First seen since the last visit.
pub(super) const NEW: u8 = 1 << 3;
/// Read or unread was said of the article itself.
pub(super) const SAID: u8 = 1 << 4;

/// Rows that stay in a list though they are marked otherwise meanwhile.
const MOST_HELD: usize = 5_000;

/// When an article was last opened or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub row: Row,
    pub at: Moment,
}

/// The marks of one index's rows. Without any, everything is unread; a row of another index is, too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    pub(super) bits: Bits,
    /// By row.
    pub(super) seen: Arc<Vec<Seen>>,
    pub(super) counts: Arc<Counts>,
}

impl Marks {
    pub(super) fn of(bits: Bits, seen: Vec<Seen>, counts: Counts) -> Marks {
        Marks { bits, seen: Arc::new(seen), counts: Arc::new(counts) }
    }

    fn bits(&self, row: Row) -> u8 {
        self.bits.get(row.at()).copied().unwrap_or_default()
    }

    pub fn is_read(&self, row: Row) -> bool {
        self.bits(row) & READ != 0
    }

    pub fn is_starred(&self, row: Row) -> bool {
        self.bits(row) & STARRED != 0
    }

    pub fn is_later(&self, row: Row) -> bool {
        self.bits(row) & LATER != 0
    }

    /// First seen since the last visit.
    pub fn is_new(&self, row: Row) -> bool {
        self.bits(row) & NEW != 0
    }

    /// Whether a row has the mark, said or not.
    pub fn has(&self, row: Row, mark: Mark) -> bool {
        match mark {
            Mark::Read => self.is_read(row),
            Mark::Star => self.is_starred(row),
            Mark::Later => self.is_later(row),
            Mark::Seen => self.seen(row).is_some(),
        }
    }

    /// Whether what a row has of a mark was said of the article itself.
    pub(super) fn is_said(&self, row: Row, mark: Mark) -> bool {
        mark != Mark::Read || self.bits(row) & SAID != 0
    }

    /// When it was last opened or read, where it was. A binary search.
    pub fn seen(&self, row: Row) -> Option<Moment> {
        let at = self.seen.binary_search_by_key(&row, |seen| seen.row).ok()?;
        Some(self.seen[at].at)
    }

    /// All that were opened or read, by row.
    pub fn all_seen(&self) -> &[Seen] {
        &self.seen
    }

    /// The unread articles of a part of the store. Costs a look at its name.
    pub fn unread(&self, index: &Index, scope: &Scope) -> usize {
        self.counts.unread_in(index.list(scope))
    }

    pub fn starred(&self) -> usize {
        self.counts.starred as usize
    }

    pub fn later(&self) -> usize {
        self.counts.later as usize
    }

    /// The unread ones of those first seen since the last visit.
    pub fn unread_new(&self) -> usize {
        self.counts.new as usize
    }

    /// The same, but that what was marked since a list was made is as it was then, so that it stays in the list: `listed` are the index
    /// of that list, the marks it was made by, and those of that index now. Where that is very much, it is let go. The counts stay.
    #[must_use]
    pub fn as_listed(&self, index: &Index, listed: (&Index, &Marks, &Marks)) -> Marks {
        let (before, then, now) = listed;
        let is_same = then.bits.are(&now.bits) || then.bits.len() != now.bits.len();
        let rows = then.bits.iter().zip(now.bits.iter()).zip(0..).filter(|((a, b), _)| !is_same && a != b);
        let changed: Vec<(ArticleId, u8)> =
            rows.map(|((&was, _), row)| (before.id(Row(row)), was)).take(MOST_HELD + 1).collect();
        let mut marks = self.clone();
        for (id, was) in changed.iter().filter(|_| changed.len() <= MOST_HELD) {
            if let Some(row) = index.row_of(*id) {
                marks.bits.to_mut()[row.at()] = *was;
            }
        }
        marks
    }

    /// Sets what is said of a row; `true` where it shows. Of one that is not there nothing is said.
    pub(super) fn set(&mut self, index: &Index, row: Row, mark: Mark, on: bool) -> bool {
        let before = self.bits(row);
        self.set_uncounted(row, mark, on);
        let after = self.bits(row);
        if (before ^ after) & !SAID == 0 {
            return false;
        }
        Arc::make_mut(&mut self.counts).shift(index, row, before, after);
        true
    }

    /// The same without counting; [`Marks::recount`] is to follow.
    pub(super) fn set_uncounted(&mut self, row: Row, mark: Mark, on: bool) {
        let (bit, said) = match mark {
            Mark::Read => (READ, SAID),
            Mark::Star => (STARRED, 0),
            Mark::Later => (LATER, 0),
            Mark::Seen => return,
        };
        if let Some(bits) = self.bits.to_mut().get_mut(row.at()) {
            *bits = if on { *bits | bit } else { *bits & !bit } | said;
        }
    }

    pub(super) fn recount(&mut self, index: &Index) {
        self.counts = Arc::new(Counts::of(index, &self.bits));
    }

    /// Says when a row was seen, if that is later than is known.
    pub(super) fn see(&mut self, row: Row, at: Moment) -> bool {
        match self.seen.binary_search_by_key(&row, |seen| seen.row) {
            Ok(place) if self.seen[place].at >= at => return false,
            Ok(place) => Arc::make_mut(&mut self.seen)[place].at = at,
            Err(place) => Arc::make_mut(&mut self.seen).insert(place, Seen { row, at }),
        }
        true
    }
}
