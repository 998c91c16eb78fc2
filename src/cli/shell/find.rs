//! From the words of a command to an answer: the one place where a command of the shell makes a query and asks it. It shows nothing.

use super::Asked;
use crate::cli::whole;
use crate::index::{Index, Row, Scope};
use crate::model::Timestamp;
use crate::search::{Order, Query, Results};
use std::sync::Arc;

/// What was found in an index, all of it, in order.
pub(super) struct Answer {
    pub index: Arc<Index>,
    results: Results,
    /// The order is how well the words match.
    ranked: bool,
    most: usize,
}

/// One article that was found.
pub(super) struct Hit {
    pub row: Row,
    /// Its place, 1 the best, where the order is how well the words match.
    pub rank: Option<usize>,
    pub score: Option<u16>,
}

pub(super) fn query_of(words: &[String]) -> Query {
    Query::parse(&words.join(" "))
}

/// Asks for `words`, in the order that was asked for, else in `usual`.
pub(super) fn find(index: Arc<Index>, words: &[String], asked: &Asked, usual: Order, now: Timestamp) -> Answer {
    let query = query_of(words);
    let order = asked.sort.map_or(usual, Order::from);
    let results = whole::results(&index, &Scope::All, &query, order, now);
    let ranked = order == Order::Best && !query.is_empty();
    Answer { index, results, ranked, most: asked.limit.unwrap_or(usize::MAX) }
}

impl Answer {
    /// How many there are, whatever the limit.
    pub fn len(&self) -> usize {
        self.results.rows.len()
    }

    /// Those within the limit.
    pub fn hits(&self) -> impl Iterator<Item = Hit> {
        let scores = scores(&self.results).filter(|_| self.ranked);
        self.results.rows.iter().take(self.most).enumerate().map(move |(at, row)| Hit {
            row,
            rank: self.ranked.then_some(at + 1),
            score: scores.and_then(|scores| scores.get(at).copied()),
        })
    }
}

/// How well each row matches, in the order of the rows; nothing where the search does not say.
fn scores(_: &Results) -> Option<&[u16]> {
    None
}
