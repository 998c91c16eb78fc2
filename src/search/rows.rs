//! The rows of an answer: a list that the index keeps, as it is, or rows that were found. A list of a million costs nothing until
//! some of it is looked at.

use std::sync::Arc;

use super::order::AHEAD;
use crate::index::{Index, List, Row, Scope};
use crate::model::Timestamp;

/// Rows in an order. Cheap to copy.
#[derive(Debug, Clone)]
pub enum Rows {
    /// All of a part of a store, newest first.
    Kept(Kept),
    Found(Arc<Vec<Row>>),
}

/// A list of an index, with the dates that are ahead of now moved behind the others: dated, ahead, undated.
#[derive(Debug, Clone)]
pub struct Kept {
    index: Arc<Index>,
    list: List,
    /// So many stand first as written, and are dated ahead of now.
    ahead: usize,
    dated: usize,
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
        let (rows, dated) = (index.rows_in(list), index.dated_in(list));
        let limit = now.seconds().saturating_add(AHEAD);
        let is_ahead = |row: &Row| index.date(*row).is_some_and(|date| date.seconds() > limit);
        // None are, nearly always: so from the top, and in growing steps.
        let mut end = 1;
        while end < dated && rows.get(end - 1).is_some_and(is_ahead) {
            end *= 2;
        }
        let ahead = rows[..end.min(dated)].partition_point(is_ahead);
        Rows::Kept(Kept { index: index.clone(), list, ahead, dated })
    }

    pub fn len(&self) -> usize {
        match self {
            Rows::Kept(kept) => kept.rows().len(),
            Rows::Found(rows) => rows.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, at: usize) -> Option<Row> {
        match self {
            Rows::Kept(kept) => kept.rows().get(kept.turned(at)).copied(),
            Rows::Found(rows) => rows.get(at).copied(),
        }
    }

    /// Where a row stands. A binary search in a list that is kept, else a pass over the rows.
    pub fn position(&self, row: Row) -> Option<usize> {
        match self {
            Rows::Kept(kept) => Some(kept.turned_back(kept.rows().binary_search(&row).ok()?)),
            Rows::Found(rows) => rows.iter().position(|&other| other == row),
        }
    }

    /// In their order, from both ends, and fast: a million take a millisecond.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Row> {
        self.pieces().into_iter().flatten().copied()
    }

    /// What stands one after the other.
    fn pieces(&self) -> [&[Row]; 3] {
        match self {
            Rows::Found(rows) => [rows, &[], &[]],
            Rows::Kept(kept) => {
                let rows = kept.rows();
                let dated = kept.dated.min(rows.len());
                let ahead = kept.ahead.min(dated);
                [&rows[ahead..dated], &rows[..ahead], &rows[dated..]]
            }
        }
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Rows) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Rows {}

impl Kept {
    fn rows(&self) -> &[Row] {
        self.index.rows_in(self.list)
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
