//! The front page as a list: its rows, with what is said between them. Which rows they are, and whether there is a page at all, is
//! decided elsewhere.

use super::{Anchor, Articles};
use crate::app::front::{Between, Page};
use crate::index::{Index, Row, Scope};
use crate::search::{Results, Rows};
use crate::story::Stories;
use std::sync::Arc;

impl Articles {
    /// The reader is on the front page, or would be if there were one already.
    pub fn wants_front(&self) -> bool {
        self.front && self.query.trim().is_empty()
    }

    /// The front page is what is listed.
    pub fn is_front(&self) -> bool {
        self.wants_front() && self.coming.is_some()
    }

    /// Goes to the front page, from its top.
    pub fn set_front(&mut self) {
        self.set_scope(Scope::All);
        self.front = true;
    }

    /// Begins there, as soon as there is one.
    pub fn start_at_front(&mut self, front: bool) {
        self.front = front;
    }

    /// Stays with all headlines, where the reader has moved in them meanwhile.
    pub fn stay_with_all(&mut self) {
        self.front = false;
    }

    /// The reader has moved in what is listed.
    pub fn is_touched(&self) -> bool {
        self.touched
    }

    /// Lists a page, whatever was asked before. `index` and `stories` are those it is of.
    pub fn show_page(&mut self, page: Page, index: &Arc<Index>, stories: Stories, height: usize) {
        self.generation += 1;
        self.asked = index.clone();
        self.stories = stories;
        let rows = page.rows();
        let results = Results {
            generation: self.generation,
            articles: rows.count(),
            of: rows.count(),
            rows,
            done: true,
            texts: None,
            ..Results::default()
        };
        self.hold_a_neighbour(&results.rows, index);
        self.coming = Some(page);
        self.take(results, height);
    }

    /// Does the selected row leave the page, the next one that stays is selected, or the one before.
    fn hold_a_neighbour(&mut self, rows: &Rows, index: &Arc<Index>) {
        let at = self.cursor.selected();
        let Some(row) = self.selected().filter(|_| self.page.is_some() && Arc::ptr_eq(&self.index, index)) else {
            return;
        };
        if self.anchor == Anchor::Top || rows.position(row).is_some() {
            return;
        }
        let stays = |row: Row| {
            rows.position(row).is_some()
                || self.stories.of(row).is_some_and(|story| {
                    self.stories.members(story).iter().any(|&member| rows.position(member).is_some())
                })
        };
        let place = self.rows.find(at, true, stays).or_else(|| self.rows.find(at, false, stays));
        if let Some(row) = place.and_then(|place| self.rows.get(place)) {
            self.anchor = Anchor::Article(self.index.id(row), self.cursor.line());
        }
    }

    /// What is said at a place where no row stands.
    pub fn said_at(&self, at: usize) -> Option<&Between> {
        self.page.as_ref()?.said_at(self.folded(at))
    }

    /// The section of the page in which the selected row stands.
    pub fn section(&self) -> Option<&str> {
        self.page.as_ref()?.section_at(self.folded(self.cursor.selected()))
    }

    /// Where a place stands once nothing is unfolded.
    fn folded(&self, at: usize) -> usize {
        match self.rows.unfolding() {
            Some(unfolding) if at >= unfolding.end => at + 1 - unfolding.len(),
            Some(unfolding) => at.min(unfolding.start),
            None => at,
        }
    }

    /// Which row of the list is selected, counted from 0: what has been unfolded does not count, nor what stands between rows.
    pub fn place_in_list(&self) -> usize {
        let at = self.folded(self.cursor.selected());
        self.page.as_ref().map_or(at, |page| page.rows_before(at))
    }

    /// From a place without a row to the next one that has one, on in the direction from `before`; back where there is none.
    pub(super) fn stand_on_a_row(&mut self, before: usize) {
        let at = self.cursor.selected();
        if self.page.is_none() || self.rows.get(at).is_some() {
            return;
        }
        let onward = at >= before;
        let any = |onward| self.rows.find(at, onward, |_| true);
        if let Some(to) = any(onward).or_else(|| any(!onward)) {
            self.cursor.stand_at(to);
        }
    }

    /// Brings the selection into sight; at the last row, what is said below it too.
    pub fn fit(&mut self, height: usize) {
        let len = self.rows.len();
        self.cursor.fit(len, height);
        let at = self.cursor.selected();
        if self.page.is_some() && len > 0 && self.rows.find(at + 1, true, |_| true).is_none() {
            self.cursor.show_end(len, height);
        }
    }
}
