//! From the words of a command to an answer: the one place where a command of the shell makes a query and asks it. It shows nothing.

use super::{Around, Asked};
use crate::cli::whole;
use crate::index::{Index, Row, Scope};
use crate::search::{Order, Query, Request, Results, Scorer};
use std::sync::Arc;

/// What was found in an index, all of it, in order.
pub(super) struct Answer {
    pub index: Arc<Index>,
    results: Results,
    /// Where the order is how well the words match.
    scorer: Option<Scorer>,
    most: usize,
}

/// One article that was found.
pub(super) struct Hit {
    pub row: Row,
    /// Its place, 1 the best, where the order is how well the words match.
    pub rank: Option<usize>,
    pub score: Option<u16>,
}

/// What the words ask for; why not, where there is a mistake in them: a program that asks for more than it means is worse off than
/// one that is told.
pub(super) fn query_of(words: &[String]) -> Result<Query, String> {
    let typed = words.join(" ");
    let query = Query::parse(&typed);
    match query.mistakes.first() {
        None => Ok(query),
        Some(mistake) => Err(format!("{} (in “{typed}”)", mistake.says)),
    }
}

/// Asks for `words`, in the order that was asked for, else in that which they ask for, else in `usual`.
pub(super) fn find(around: &Around<'_>, words: &[String], asked: &Asked, usual: Order) -> Result<Answer, String> {
    let mut query = query_of(words)?;
    if asked.sort.is_some() {
        query.sort = None;
    }
    let order = asked.sort.map(Order::from).or(query.order()).unwrap_or(usual);
    let is_ranked = order == Order::Best && query.is_ranked();
    let index = whole::whole(around.store, around.cache);
    let store = whole::store_for(&query, around.store);
    let request = Request { store, ..whole::request(&index, &Scope::All, &query, order, around.clock) };
    let results = whole::results(&request);
    let scorer = if is_ranked { Scorer::new(&request) } else { None };
    Ok(Answer { index, results, scorer, most: asked.limit.unwrap_or(usize::MAX) })
}

impl Answer {
    /// How many there are, whatever the limit.
    pub fn len(&self) -> usize {
        self.results.rows.len()
    }

    /// Those within the limit.
    pub fn hits(&self) -> impl Iterator<Item = Hit> {
        let mut scorer = self.scorer.clone();
        self.results.rows.iter().take(self.most).enumerate().map(move |(at, row)| Hit {
            row,
            rank: scorer.is_some().then_some(at + 1),
            score: scorer.as_mut().and_then(|scorer| scorer.score(row)),
        })
    }
}
