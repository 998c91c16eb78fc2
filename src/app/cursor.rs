//! The one list logic: which row is selected and which row stands on top. It knows no rows, only how many there are and how
//! many fit; topics, headlines, help and pickers all move by it.

/// A place in a list of `len` rows seen through a window of `height` rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    selected: usize,
    top: usize,
}

impl Cursor {
    pub fn selected(&self) -> usize {
        self.selected
    }

    pub fn top(&self) -> usize {
        self.top
    }

    /// Moves by `by` rows, stopping at the ends.
    pub fn step(&mut self, by: isize, len: usize, height: usize) {
        self.select(self.selected.saturating_add_signed(by), len, height);
    }

    /// Moves by pages: the window moves with the selection, so that a page shows what the last one did not.
    pub fn page(&mut self, by: isize, len: usize, height: usize) {
        self.top = self.top.saturating_add_signed(by);
        self.step(by, len, height);
    }

    pub fn select(&mut self, row: usize, len: usize, height: usize) {
        self.selected = row;
        self.fit(len, height);
    }

    /// Selects `row` and, where the list allows it, puts it on line `line` of the window.
    pub fn place(&mut self, row: usize, line: usize, len: usize, height: usize) {
        self.top = row.saturating_sub(line);
        self.select(row, len, height);
    }

    /// The line of the window the selection stands on.
    pub fn line(&self) -> usize {
        self.selected.saturating_sub(self.top)
    }

    /// Brings the selection into the list and the window around the selection, moving the window as little as it can.
    /// Some rows of what comes next stay in sight where there is room.
    pub fn fit(&mut self, len: usize, height: usize) {
        self.selected = self.selected.min(len.saturating_sub(1));
        let height = height.max(1);
        let margin = (height / 5).min(2);
        let lowest = (self.selected + margin + 1).saturating_sub(height);
        let highest = self.selected.saturating_sub(margin);
        self.top = self.top.clamp(lowest.min(highest), highest).min(len.saturating_sub(height));
    }

    /// Selects a row; the window follows when it is fitted the next time.
    pub fn stand_at(&mut self, row: usize) {
        self.selected = row;
    }

    /// Moves the window to the end of the list, as far as the selection stays in sight.
    pub fn show_end(&mut self, len: usize, height: usize) {
        self.top = self.top.max(len.saturating_sub(height)).min(self.selected);
    }

    /// The rows in sight.
    pub fn window(&self, len: usize, height: usize) -> std::ops::Range<usize> {
        self.top.min(len)..(self.top + height).min(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_step_past_the_end_stops_at_the_last_row() {
        let mut cursor = Cursor::default();
        cursor.step(99, 10, 4);
        assert_eq!((cursor.selected(), cursor.top()), (9, 6));
        cursor.step(-99, 10, 4);
        assert_eq!((cursor.selected(), cursor.top()), (0, 0));
    }

    #[test]
    fn two_rows_of_what_comes_stay_in_sight() {
        let mut cursor = Cursor::default();
        cursor.step(8, 100, 10);
        assert_eq!((cursor.selected(), cursor.top()), (8, 1));
    }

    #[test]
    fn a_page_moves_window_and_selection_together() {
        let mut cursor = Cursor::default();
        cursor.step(5, 100, 10);
        cursor.page(10, 100, 10);
        assert_eq!((cursor.selected(), cursor.top()), (15, 10));
    }

    #[test]
    fn a_placed_row_stands_on_its_line() {
        let mut cursor = Cursor::default();
        cursor.place(50, 4, 100, 10);
        assert_eq!(cursor.line(), 4);
    }

    proptest! {
        #[test]
        fn the_selection_is_always_in_the_list_and_in_sight(
            moves in proptest::collection::vec((-30isize..30, any::<bool>()), 0..40), len in 0usize..60, height in 0usize..20
        ) {
            let mut cursor = Cursor::default();
            for (by, page) in moves {
                if page { cursor.page(by, len, height) } else { cursor.step(by, len, height) }
                prop_assert!(cursor.selected() < len.max(1));
                prop_assert!(cursor.line() < height.max(1));
                prop_assert!(cursor.top() <= len.saturating_sub(height.max(1)));
            }
        }
    }
}
