//! A story unfolded in the list: its other articles stand below the one that stands for it. One at a time.

use super::Articles;
use crate::index::Row;

impl Articles {
    /// A story that was unfolded is so in the new list too, where it still is one.
    pub(super) fn unfold_again(&mut self) {
        let Some(id) = self.unfolded else { return };
        let others = self.index.row_of(id).and_then(|row| {
            let story = self.stories.of(row)?;
            let mut others: Vec<Row> =
                self.stories.members(story).iter().copied().filter(|&other| other != row).collect();
            others.reverse();
            Some((self.rows.position(row)?, others))
        });
        match others {
            Some((at, others)) => self.rows = std::mem::take(&mut self.rows).unfolded(at, others),
            None => self.unfolded = None,
        }
    }

    /// Shows `others` below the selected row.
    pub fn unfold(&mut self, others: Vec<Row>, height: usize) {
        let Some(row) = self.selected() else { return };
        self.drop_selection();
        let (at, line) = (self.cursor.selected(), self.cursor.line());
        self.unfolded = Some(self.index.id(row));
        self.rows = self.rows.folded().unfolded(at, others);
        self.listed += 1;
        self.cursor.place(at, line, self.rows.len(), height);
    }

    /// The selected row is of the story that is unfolded.
    pub fn is_unfolded_here(&self) -> bool {
        self.rows.unfolding().is_some_and(|unfolding| unfolding.contains(&self.cursor.selected()))
    }

    /// Folds the story that is unfolded. Was one of its rows selected, the row that stands for it is.
    pub fn fold(&mut self, height: usize) {
        let Some(unfolding) = self.rows.unfolding() else { return };
        let (at, line) = (self.cursor.selected(), self.cursor.line());
        let is_in = unfolding.contains(&at);
        let to = match at {
            at if is_in => at.min(unfolding.start),
            at if at >= unfolding.end => at + 1 - unfolding.len(),
            at => at,
        };
        self.drop_selection();
        self.unfolded = None;
        self.rows = self.rows.folded();
        self.listed += 1;
        self.cursor.place(to, line.saturating_sub(if is_in { at - to } else { 0 }), self.rows.len(), height);
    }
}
