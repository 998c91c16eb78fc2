//! From the words of a command to an answer: the one place where a command of the shell makes a query and asks it. It shows nothing.

use super::{Around, Asked};
use crate::cli::whole;
use crate::index::{Index, Marks, Row, Scope};
use crate::model::ArticleId;
use crate::search::{Order, Query, Request, Rows, Scorer};
use std::cell::OnceCell;
use std::sync::Arc;

/// What was found in an index, all of it, in order.
pub(super) struct Answer {
    pub index: Arc<Index>,
    rows: Rows,
    /// Of that index, once they are asked for.
    marks: OnceCell<Marks>,
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

/// Whether nothing is asked of an article, so that all there are would be found.
pub(super) fn is_of_all(words: &[String], asked: &Asked) -> Result<bool, String> {
    let query = query_of(words)?;
    Ok(query.expr.is_anything() && query.limit.is_none() && asked.limit.is_none())
}

/// Asks for `words`, in the order that was asked for, else in that which they ask for, else in `usual`, of the store as it is now.
pub(super) fn find(around: &Around<'_>, words: &[String], asked: &Asked, usual: Order) -> Result<Answer, String> {
    ask(around, words, asked, usual, |around| whole::whole(around.store, around.cache))
}

/// The same of an index that is made once nothing is wrong with the words.
pub(super) fn ask(
    around: &Around<'_>,
    words: &[String],
    asked: &Asked,
    usual: Order,
    index: impl FnOnce(&Around<'_>) -> Arc<Index>,
) -> Result<Answer, String> {
    let mut query = query_of(words)?;
    if asked.sort.is_some() {
        query.sort = None;
    }
    let order = asked.sort.map(Order::from).or(query.order()).unwrap_or(usual);
    let is_ranked = order == Order::Best && query.is_ranked();
    let index = index(around);
    let store = whole::store_for(&query, around.store);
    let marks = OnceCell::new();
    let mut request = Request { store, ..whole::request(&index, &Scope::All, &query, order, around.clock) };
    // Who does not ask for them does not pay for them.
    if query.asks_for_marks() || order == Order::Seen {
        request.marks = marks.get_or_init(|| around.marks.of(&index)).clone();
    }
    let rows = whole::results(&request).rows;
    let scorer = if is_ranked { Scorer::new(&request) } else { None };
    Ok(Answer { index, rows, marks, scorer, most: asked.limit.unwrap_or(usize::MAX) })
}

/// The articles of these ids, where the words are nothing but ids; why not, where one is not there.
pub(super) fn by_ids(around: &Around<'_>, words: &[String]) -> Option<Result<Answer, String>> {
    let ids: Vec<ArticleId> = words.iter().map(|word| ArticleId::from_hex(word)).collect::<Option<_>>()?;
    if ids.is_empty() {
        return None;
    }
    let index = whole::whole(around.store, around.cache);
    let row = |id: &ArticleId| index.row_of(*id).ok_or_else(|| format!("no article of the store has the id {id}"));
    let rows: Result<Vec<Row>, String> = ids.iter().map(row).collect();
    Some(rows.map(|rows| Answer::of(index, rows)))
}

impl Answer {
    fn of(index: Arc<Index>, mut rows: Vec<Row>) -> Answer {
        let mut seen = std::collections::HashSet::new();
        rows.retain(|row| seen.insert(*row));
        let rows = Rows::Found(Arc::new(rows));
        Answer { index, rows, marks: OnceCell::new(), scorer: None, most: usize::MAX }
    }

    /// Some of its rows, with marks of their own.
    pub fn narrowed(self, rows: Vec<Row>, marks: Marks) -> Answer {
        Answer { marks: OnceCell::from(marks), ..Answer::of(self.index, rows) }
    }

    /// How many there are, whatever the limit.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The marks of its index; read only now, if the question did not ask for any.
    pub fn marks(&self, around: &Around<'_>) -> &Marks {
        self.marks.get_or_init(|| around.marks.of(&self.index))
    }

    /// Those within the limit.
    pub fn hits(&self) -> impl Iterator<Item = Hit> {
        let mut scorer = self.scorer.clone();
        self.rows.iter().take(self.most).enumerate().map(move |(at, row)| Hit {
            row,
            rank: scorer.is_some().then_some(at + 1),
            score: scorer.as_mut().and_then(|scorer| scorer.score(row)),
        })
    }
}
