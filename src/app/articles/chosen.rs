//! The rows of the list that are selected together. What is done with them is not said here.

use super::Articles;
use crate::app::selection::Selection;
use crate::index::Row;
use crate::search::Rows;
use std::sync::Arc;

impl Articles {
    /// Begins or ends a range of selected rows.
    pub fn select_range(&mut self) {
        if !self.rows.is_empty() {
            self.selection.toggle(self.cursor.selected());
        }
    }

    pub fn select_all(&mut self) {
        if !self.rows.is_empty() {
            self.selection.all(self.rows.len());
        }
    }

    /// How many rows are selected, where any are.
    pub fn selection(&self) -> Option<usize> {
        (!self.selection.is_empty()).then(|| self.count_selected())
    }

    pub fn is_selected(&self, at: usize) -> bool {
        self.selection.has(at, self.cursor.selected())
    }

    pub fn drop_selection(&mut self) {
        self.selection = Selection::default();
    }

    /// The selected rows, or else the one under the cursor.
    pub fn chosen(&self) -> Option<Rows> {
        if self.selection.is_empty() {
            return self.selected().map(|row| Rows::Found(Arc::new(vec![row])));
        }
        let places = self.selection.places(self.cursor.selected(), self.rows.len());
        match &places[..] {
            [all] if *all == (0..self.rows.len()) => Some(self.rows.clone()),
            places => {
                let rows: Vec<Row> = places.iter().cloned().flatten().filter_map(|at| self.rows.get(at)).collect();
                (!rows.is_empty()).then(|| Rows::Found(Arc::new(rows)))
            }
        }
    }

    /// Places without a row are passed over.
    fn count_selected(&self) -> usize {
        let (at, len) = (self.cursor.selected(), self.rows.len());
        if self.rows.count() == len {
            return self.selection.count(at, len);
        }
        self.selection.places(at, len).into_iter().flatten().filter(|at| self.rows.get(*at).is_some()).count()
    }
}
