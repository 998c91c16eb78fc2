//! The rows of an answer: a list that the index keeps, as it is, or rows that were found. A list of a million costs nothing until
//! some of it is looked at.

use std::sync::Arc;

use super::order::AHEAD;
use crate::index::{Index, List, Row, Scope};
use crate::model::Timestamp;
use crate::story::Stories;

/// Rows in an order. Cheap to copy.
#[derive(Debug, Clone)]
pub enum Rows {
    /// All of a part of a store, newest first.
    Kept(Kept),
    Found(Arc<Vec<Row>>),
    /// A list in which a story has been unfolded.
    Unfolded(Arc<Unfolded>),
    /// A list with places in it at which no row stands: for what is said between rows.
    Parted(Arc<Vec<Option<Row>>>),
}

/// Rows with some more below one of them.
#[derive(Debug, Clone)]
pub struct Unfolded {
    rows: Rows,
    /// Where in `rows` the one is that stands for the others.
    at: usize,
    others: Vec<Row>,
}

/// A list of an index, with the dates that are ahead of now moved behind the others: dated, ahead, undated.
#[derive(Debug, Clone)]
pub struct Kept {
    of: Source,
    /// So many stand first as written, and are dated ahead of now.
    ahead: usize,
    dated: usize,
}

#[derive(Debug, Clone)]
enum Source {
    List(Arc<Index>, List),
    /// One row a story.
    Fronts(Stories),
}

impl Default for Rows {
    fn default() -> Rows {
        Rows::Found(Arc::default())
    }
}

impl Rows {
    /// Everything in `scope`, newest first. Looks at as many dates as the logarithm of those ahead of `now`.
    pub fn newest(index: &Arc<Index>, scope: &Scope, now: Timestamp) -> Rows {
        let list = index.list(scope);
        let dated = index.dated_in(list);
        Rows::Kept(Kept::new(Source::List(index.clone(), list), index, dated, now))
    }

    /// The same of everything, one row a story.
    pub fn newest_stories(index: &Index, stories: &Stories, now: Timestamp) -> Rows {
        Rows::Kept(Kept::new(Source::Fronts(stories.clone()), index, stories.fronts_dated(), now))
    }

    /// The list with `others` below the row at `at`.
    #[must_use]
    pub fn unfolded(self, at: usize, others: Vec<Row>) -> Rows {
        if at >= self.len() || others.is_empty() {
            return self;
        }
        Rows::Unfolded(Arc::new(Unfolded { rows: self, at, others }))
    }

    /// The list as it is without what has been unfolded.
    #[must_use]
    pub fn folded(&self) -> Rows {
        if let Rows::Unfolded(unfolded) = self { unfolded.rows.clone() } else { self.clone() }
    }

    /// Where what has been unfolded stands: the row that stands for it, and those below that.
    pub fn unfolding(&self) -> Option<std::ops::Range<usize>> {
        if let Rows::Unfolded(unfolded) = self {
            Some(unfolded.at..unfolded.at + unfolded.others.len() + 1)
        } else {
            None
        }
    }

    /// How many places it has: as many as rows, but for a list that is parted.
    pub fn len(&self) -> usize {
        match self {
            Rows::Kept(kept) => kept.rows().len(),
            Rows::Found(rows) => rows.len(),
            Rows::Unfolded(unfolded) => unfolded.rows.len() + unfolded.others.len(),
            Rows::Parted(places) => places.len(),
        }
    }

    /// How many rows.
    pub fn count(&self) -> usize {
        match self {
            Rows::Unfolded(unfolded) => unfolded.rows.count() + unfolded.others.len(),
            Rows::Parted(places) => places.iter().flatten().count(),
            rows => rows.len(),
        }
    }

    /// The next place from `from` on, or, not `onward`, before it, at which a row stands that `is_it`. Fast, as [`Rows::iter`] is.
    pub fn find(&self, from: usize, onward: bool, mut is_it: impl FnMut(Row) -> bool) -> Option<usize> {
        if let Rows::Parted(_) = self.folded() {
            let mut is_there = |at: &usize| self.get(*at).is_some_and(&mut is_it);
            return if onward {
                (from..self.len()).find(&mut is_there)
            } else {
                (0..from.min(self.len())).rev().find(&mut is_there)
            };
        }
        if onward {
            self.iter().skip(from).position(is_it).map(|by| from + by)
        } else {
            let after = self.len().saturating_sub(from);
            self.iter().rev().skip(after).position(is_it).map(|by| from - 1 - by)
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, at: usize) -> Option<Row> {
        match self {
            Rows::Kept(kept) => kept.rows().get(kept.turned(at)).copied(),
            Rows::Found(rows) => rows.get(at).copied(),
            Rows::Unfolded(unfolded) => unfolded.get(at),
            Rows::Parted(places) => places.get(at).copied().flatten(),
        }
    }

    /// Where a row stands. A binary search in a list that is kept, else a pass over the rows.
    pub fn position(&self, row: Row) -> Option<usize> {
        match self {
            Rows::Kept(kept) => Some(kept.turned_back(kept.rows().binary_search(&row).ok()?)),
            Rows::Found(rows) => rows.iter().position(|&other| other == row),
            Rows::Unfolded(unfolded) => unfolded.position(row),
            Rows::Parted(places) => places.iter().position(|&other| other == Some(row)),
        }
    }

    /// In their order, from both ends, and fast: a million take a millisecond.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Row> {
        self.pieces().into_iter().flatten().copied()
    }

    /// What stands one after the other.
    fn pieces(&self) -> Vec<&[Row]> {
        match self {
            Rows::Found(rows) => vec![rows],
            Rows::Unfolded(unfolded) => unfolded.pieces(),
            Rows::Parted(places) => places.iter().map(Option::as_slice).collect(),
            Rows::Kept(kept) => {
                let rows = kept.rows();
                let dated = kept.dated.min(rows.len());
                let ahead = kept.ahead.min(dated);
                vec![&rows[ahead..dated], &rows[..ahead], &rows[dated..]]
            }
        }
    }
}

impl Source {
    fn rows(&self) -> &[Row] {
        match self {
            Source::List(index, list) => index.rows_in(*list),
            Source::Fronts(stories) => stories.fronts(),
        }
    }
}

impl Unfolded {
    fn get(&self, at: usize) -> Option<Row> {
        match at.checked_sub(self.at + 1) {
            None => self.rows.get(at),
            Some(below) if below < self.others.len() => self.others.get(below).copied(),
            Some(below) => self.rows.get(self.at + 1 + below - self.others.len()),
        }
    }

    fn position(&self, row: Row) -> Option<usize> {
        if let Some(below) = self.others.iter().position(|&other| other == row) {
            return Some(self.at + 1 + below);
        }
        let at = self.rows.position(row)?;
        Some(if at > self.at { at + self.others.len() } else { at })
    }

    fn pieces(&self) -> Vec<&[Row]> {
        let mut pieces = Vec::new();
        let mut before = match &self.rows {
            Rows::Parted(places) => places.iter().take(self.at + 1).flatten().count(),
            _ => self.at + 1,
        };
        for piece in self.rows.pieces() {
            let (above, below) = piece.split_at(before.min(piece.len()));
            pieces.push(above);
            if before > 0 && before <= piece.len() {
                pieces.push(&self.others[..]);
            }
            before -= above.len();
            pieces.push(below);
        }
        pieces
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Rows) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Rows {}

impl Kept {
    /// `dated` of them stand first.
    fn new(of: Source, index: &Index, dated: usize, now: Timestamp) -> Kept {
        let rows = of.rows();
        let limit = now.seconds().saturating_add(AHEAD);
        let is_ahead = |row: &Row| index.date(*row).is_some_and(|date| date.seconds() > limit);
        // None are, nearly always: so from the top, and in growing steps.
        let mut end = 1;
        while end < dated && rows.get(end - 1).is_some_and(is_ahead) {
            end *= 2;
        }
        let ahead = rows[..end.min(dated)].partition_point(is_ahead);
        Kept { of, ahead, dated }
    }

    fn rows(&self) -> &[Row] {
        self.of.rows()
    }

    /// Where what is shown at `at` stands in the list.
    fn turned(&self, at: usize) -> usize {
        let now = self.dated - self.ahead;
        match at {
            at if at < now => at + self.ahead,
            at if at < self.dated => at - now,
            at => at,
        }
    }

    /// Where what stands at `at` in the list is shown.
    fn turned_back(&self, at: usize) -> usize {
        match at {
            at if at < self.ahead => at + self.dated - self.ahead,
            at if at < self.dated => at - self.ahead,
            at => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::index_of;

    fn all(rows: &Rows) -> Vec<u32> {
        rows.iter().map(|row| row.0).collect()
    }

    #[test]
    fn what_is_unfolded_stands_below_its_row_in_any_list_and_is_found_there() {
        let index = index_of(&["a".into(), "b".into(), "c".into(), "d".into()]);
        let kept = Rows::newest(&index, &Scope::All, Timestamp(0));
        let found = Rows::Found(Arc::new(kept.iter().collect()));
        for rows in [kept, found] {
            for at in 0..rows.len() {
                let base = all(&rows);
                let unfolded = rows.clone().unfolded(at, vec![Row(7), Row(8)]);
                let expected = [&base[..=at], &[7, 8], &base[at + 1..]].concat();
                assert_eq!(all(&unfolded), expected);
                assert_eq!(unfolded.len(), expected.len());
                let got: Vec<u32> = (0..9).map_while(|at| unfolded.get(at)).map(|row| row.0).collect();
                assert_eq!(got, expected);
                for (place, row) in expected.iter().enumerate() {
                    assert_eq!(unfolded.position(Row(*row)), Some(place));
                }
                assert_eq!(unfolded.unfolding(), Some(at..at + 3));
                assert_eq!(all(&unfolded.folded()), base);
                assert!(unfolded.iter().rev().map(|row| row.0).eq(expected.into_iter().rev()));
            }
            assert_eq!(rows.clone().unfolded(9, vec![Row(1)]), rows);
        }
    }

    #[test]
    fn a_parted_list_has_places_without_a_row_and_unfolds_like_any_other() {
        let places = [Some(Row(3)), None, None, Some(Row(1)), Some(Row(2)), None];
        let parted = Rows::Parted(Arc::new(places.to_vec()));
        assert_eq!((all(&parted), parted.len(), parted.count()), (vec![3, 1, 2], 6, 3));
        assert_eq!((parted.get(1), parted.get(3), parted.position(Row(2))), (None, Some(Row(1)), Some(4)));
        let unfolded = parted.clone().unfolded(3, vec![Row(7), Row(8)]);
        assert_eq!((all(&unfolded), unfolded.len(), unfolded.count()), (vec![3, 1, 7, 8, 2], 8, 5));
        assert_eq!(unfolded.position(Row(2)), Some(6));
        assert_eq!(all(&unfolded.folded()), [3, 1, 2]);
    }

    #[test]
    fn the_next_row_is_found_from_any_place_in_both_directions() {
        let parted = Rows::Parted(Arc::new(vec![Some(Row(3)), None, Some(Row(1)), Some(Row(2)), None]));
        let found = Rows::Found(Arc::new(vec![Row(3), Row(1), Row(2)]));
        let is_odd = |row: Row| row.0 % 2 == 1;
        assert_eq!((parted.find(1, true, is_odd), parted.find(3, true, is_odd)), (Some(2), None));
        assert_eq!((parted.find(2, false, is_odd), parted.find(0, false, is_odd)), (Some(0), None));
        assert_eq!((found.find(1, true, is_odd), found.find(2, true, is_odd)), (Some(1), None));
        assert_eq!((found.find(1, false, is_odd), found.find(3, false, is_odd)), (Some(0), Some(1)));
        assert_eq!(parted.unfolded(2, vec![Row(5)]).find(3, true, is_odd), Some(3));
    }
}
