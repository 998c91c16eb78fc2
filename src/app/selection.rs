//! The rows of a list that are selected to be marked or opened together: ranges that were closed, and one that follows the cursor. It
//! is of one list, and gone with it.

use std::ops::Range;

/// Selected rows, by where they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Where the open range began.
    anchor: Option<usize>,
    closed: Vec<Range<usize>>,
}

impl Selection {
    pub fn is_empty(&self) -> bool {
        *self == Selection::default()
    }

    /// Begins a range at the cursor, or ends the one that was begun.
    pub fn toggle(&mut self, cursor: usize) {
        match self.anchor.take() {
            None => self.anchor = Some(cursor),
            Some(anchor) => self.closed.push(span(anchor, cursor)),
        }
    }

    pub fn all(&mut self, len: usize) {
        *self = Selection { anchor: None, closed: vec![span(0, len.saturating_sub(1))] };
    }

    pub fn has(&self, at: usize, cursor: usize) -> bool {
        self.ranges(cursor).any(|range| range.contains(&at))
    }

    fn ranges(&self, cursor: usize) -> impl Iterator<Item = Range<usize>> {
        self.closed.iter().cloned().chain(self.anchor.map(|anchor| span(anchor, cursor)))
    }

    /// In the order of the list, each once, of a list of `len` rows.
    pub fn places(&self, cursor: usize, len: usize) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = self.ranges(cursor).collect();
        ranges.sort_by_key(|range| range.start);
        let mut places: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            let range = range.start.min(len)..range.end.min(len);
            match places.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => places.push(range),
            }
        }
        places
    }

    pub fn count(&self, cursor: usize, len: usize) -> usize {
        self.places(cursor, len).iter().map(ExactSizeIterator::len).sum()
    }
}

fn span(a: usize, b: usize) -> Range<usize> {
    a.min(b)..a.max(b) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_meet_are_one_and_the_open_one_follows_the_cursor() {
        let mut selection = Selection::default();
        selection.toggle(5);
        assert!(selection.has(3, 3) && selection.has(5, 3) && !selection.has(6, 3));
        selection.toggle(3);
        selection.toggle(7);
        assert_eq!(selection.places(6, 100), [span(3, 7)]);
        assert_eq!(selection.places(9, 100), [3..6, 7..10]);
        assert_eq!(selection.count(9, 8), 4);
        selection.all(4);
        assert_eq!((selection.count(0, 4), selection.has(3, 0)), (4, true));
        assert!(!selection.is_empty() && Selection::default().is_empty());
    }
}
