//! The marks of every index that is in use: the one that is listed, and a newer one that waits to be. What is said goes into all.

use std::io;
use std::sync::Arc;

use super::asked::{Done, Others, Place, Wish};
use super::columns::Marks;
use super::ledger::Ledger;
use crate::index::{Index, Row};
use crate::model::{ArticleId, Timestamp};
use crate::store::marks::{Heard, Moment, Verb, Way};

/// Of a store that is visited for the first time so much is unread, counted from its newest article.
const FIRST_VISIT: i64 = 7 * 24 * 60 * 60;
/// A date further ahead of now is none to count from, in seconds.
const AHEAD: i64 = 24 * 60 * 60;

/// The ledgers of one store, that of the newest index last.
#[derive(Debug, Default)]
pub struct Ledgers {
    pub(super) all: Vec<Ledger>,
}

impl Ledgers {
    /// Opens the marks of a new index, unless it is known. What was said so far is in it; `told` are lines that no journal has yet.
    /// Tells how it went with the journals, where they were read.
    pub fn open(&mut self, index: &Arc<Index>, place: &Place, told: &[Arc<Done>]) -> Option<io::Result<Heard>> {
        if self.all.iter().any(|ledger| Arc::ptr_eq(ledger.index(), index)) {
            return None;
        }
        let (ledger, heard) = Ledger::open(index.clone(), place.clone(), told);
        self.all.push(ledger);
        Some(heard)
    }

    /// Looks whether what was kept for the newest index is sound; see [`Ledger::verify`].
    pub fn verify(&mut self, told: &[Arc<Done>]) -> Option<io::Result<Heard>> {
        self.all.last_mut()?.verify(told)
    }

    /// Only the newest index, and the one that is `listed`, are in use.
    pub fn keep_in_use(&mut self, listed: &Arc<Index>) {
        let newest = self.all.len().saturating_sub(1);
        let mut nth = 0..;
        self.all.retain(|ledger| nth.next() == Some(newest) || Arc::ptr_eq(ledger.index(), listed));
    }

    /// The first visit to a store does not begin with all of it unread: everything but the newest week of it counts as read.
    /// Nothing where there was a visit before, or nothing is there. Where `is_known` is not so, because the journals can't be read,
    /// it is so for now, and not said.
    pub fn first_visit(&mut self, now: Moment, is_known: bool) -> Option<Done> {
        self.agree();
        let ledger = self.all.last_mut().filter(|ledger| !ledger.has_baseline())?;
        let limit = now.timestamp().seconds().saturating_add(AHEAD);
        let dates = ledger.index().dates();
        let newest = dates.get(dates.partition_point(|&date| date > limit)).copied().filter(|&date| date > i64::MIN)?;
        let until = Some(Timestamp(newest - FIRST_VISIT));
        if !is_known {
            ledger.suppose(until);
            return None;
        }
        let done = ledger.lay(until, None, now);
        self.others_follow(self.all.len() - 1, &done);
        Some(done)
    }

    /// Each index with its marks.
    pub fn marks(&self) -> Vec<(Arc<Index>, Marks)> {
        self.all.iter().map(|ledger| (ledger.index().clone(), ledger.marks().clone())).collect()
    }

    /// Marks rows of `index` as wished. `None` where there is nothing to be marked.
    pub fn wish(
        &mut self,
        index: &Arc<Index>,
        rows: &mut dyn Iterator<Item = Row>,
        others: &Others<'_>,
        wish: Wish,
        now: Moment,
    ) -> Option<Done> {
        self.agree();
        if let Some(at) = self.all.iter().position(|ledger| Arc::ptr_eq(ledger.index(), index)) {
            let done = self.all[at].wish(rows, others, wish, now)?;
            self.others_follow(at, &done);
            return Some(done);
        }
        let at = self.all.len().checked_sub(1)?;
        let newest = self.all[at].index().clone();
        // An index that is not in use any more: its stories are not either.
        let mut rows = rows.filter_map(|row| newest.row_of(index.id(row)));
        let done = self.all[at].wish(&mut rows, &|_| &[], wish, now)?;
        self.others_follow(at, &done);
        Some(done)
    }

    /// Says `changes`, which take a step back or take it again.
    pub fn change(&mut self, changes: &[(ArticleId, Verb)], of: Option<(Way, Moment)>, now: Moment) -> Option<Done> {
        self.agree();
        let at = self.all.len().checked_sub(1)?;
        let done = self.all[at].change(changes, of, now)?;
        self.others_follow(at, &done);
        Some(done)
    }

    /// See [`Ledger::lay`].
    pub fn lay(&mut self, until: Option<Timestamp>, of: Option<(Way, Moment)>, now: Moment) -> Option<Done> {
        self.agree();
        let at = self.all.len().checked_sub(1)?;
        let done = self.all[at].lay(until, of, now);
        self.others_follow(at, &done);
        Some(done)
    }

    /// What is said next is later than anything that any of them knows.
    fn agree(&mut self) {
        let latest = self.all.iter().map(Ledger::latest).max().unwrap_or_default();
        self.all.iter_mut().for_each(|ledger| ledger.know(latest));
    }

    fn others_follow(&mut self, at: usize, done: &Done) {
        let others = self.all.iter_mut().enumerate().filter(|(other, _)| *other != at);
        others.for_each(|(_, ledger)| ledger.follow(done));
    }

    /// Takes in what the journals say by now, and again what they do not have yet (`told`); whether that shows, and how it went for
    /// the newest.
    pub fn catch_up(&mut self, told: &[Arc<Done>]) -> io::Result<(bool, Heard)> {
        let (mut shows, mut last) = (false, Heard::default());
        for ledger in &mut self.all {
            let (other, heard) = ledger.catch_up(told)?;
            shows |= other;
            last = heard;
        }
        Ok((shows, last))
    }

    /// Keeps the newest for the next start.
    pub fn keep(&mut self) -> io::Result<()> {
        self.all.last_mut().map_or(Ok(()), Ledger::keep)
    }
}
