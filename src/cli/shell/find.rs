//! From the words of a command to an answer: the one place where a command of the shell makes a query and asks it. It shows nothing.

use super::mistakes::told;
use super::words::typed;
use super::{Around, Asked};
use crate::cli::whole::{self, Whole};
use crate::index::{Index, Marks, Row, Scope};
use crate::model::ArticleId;
use crate::model::text::MAX_LINE;
use crate::search::query::{Condition, Expr, Numbers};
use crate::search::{Order, Query, Request, Rows, Scorer};
use crate::story::Stories;
use std::cell::OnceCell;
use std::sync::Arc;

/// What was found in an index, all of it, in order.
pub(super) struct Answer {
    pub index: Arc<Index>,
    /// The one that was kept before it.
    before: Option<Arc<Index>>,
    rows: Rows,
    /// Of that index, once they are asked for.
    marks: OnceCell<Marks>,
    stories: OnceCell<Stories>,
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
    let typed = typed(words);
    let is_long = |text: &str| text.chars().count() > MAX_LINE;
    if is_long(&typed) || words.iter().any(|word| is_long(word)) {
        return Err(format!("a query has {MAX_LINE} characters at most; ask for less at once"));
    }
    // Nothing more is typed.
    let query = Query::parse_whole(&typed);
    if query.mistakes.is_empty() { Ok(query) } else { Err(told(&typed, &query.mistakes)) }
}

/// Whether nothing is asked of an article, so that all there are would be found.
pub(super) fn is_of_all(words: &[String], asked: &Asked) -> Result<bool, String> {
    let query = query_of(words)?;
    Ok(query.expr.is_anything() && query.limit.is_none() && asked.limit.is_none())
}

/// Asks for `words`, in the order that was asked for, else in that which they ask for, else the newest first, of the store as it is now.
pub(super) fn find(around: &Around<'_>, words: &[String], asked: &Asked) -> Result<Answer, String> {
    Ok(answer(around, query_of(words)?, (asked, Order::Newest, false), read))
}

/// The same, else the best match first, where there is something to match.
pub(super) fn find_best(around: &Around<'_>, words: &[String], asked: &Asked) -> Result<Answer, String> {
    let query = query_of(words)?;
    if query.is_empty() {
        return Err("there are no words to look for; say what to find".to_owned());
    }
    Ok(answer(around, query, (asked, Order::Best, false), read))
}

/// As [`find`], in an index that is `kept`, and read only once nothing is wrong with the words.
pub(super) fn find_in(
    kept: impl FnOnce(&Around<'_>) -> Whole,
    around: &Around<'_>,
    words: &[String],
) -> Result<Answer, String> {
    Ok(answer(around, query_of(words)?, (&Asked::default(), Order::Newest, false), kept))
}

/// As [`find`], but one article stands for each story, and only for one that several articles or outlets tell: its lead, where that is
/// found, else the first that is.
pub(super) fn find_stories(around: &Around<'_>, words: &[String], asked: &Asked) -> Result<Answer, String> {
    let mut query = query_of(words)?;
    let several = [Numbers::Story, Numbers::Outlets].map(|of| Expr::Is(Condition::Number(of, Some(2), None)));
    query.expr = Expr::all([query.expr].into_iter().chain(Expr::any(several)));
    Ok(answer(around, query, (asked, Order::Newest, true), read))
}

fn read(around: &Around<'_>) -> Whole {
    whole::read(around.store, around.cache)
}

/// `as_stories`: one row stands for each story.
fn answer(
    around: &Around<'_>,
    mut query: Query,
    (asked, usual, as_stories): (&Asked, Order, bool),
    read: impl FnOnce(&Around<'_>) -> Whole,
) -> Answer {
    // An option goes before what the words say.
    if asked.sort.is_some() {
        query.sort = None;
    }
    if asked.limit.is_some() {
        query.limit = None;
    }
    let order = asked.sort.map(Order::from).or(query.order()).unwrap_or(usual);
    let is_ranked = order == Order::Best && query.is_ranked();
    let mut answer = Answer { most: asked.limit.unwrap_or(usize::MAX), ..Answer::of(read(around), Vec::new()) };
    let store = whole::store_for(&query, around.store);
    let request = whole::request(&answer.index, &Scope::All, &query, order, around.clock);
    let mut request = Request { store, as_stories, ..request };
    // Who does not ask for them does not pay for them.
    if query.asks_for_marks() || order == Order::Seen {
        request.marks = answer.marks(around).clone();
    }
    if query.asks_for_stories() {
        request.stories = answer.stories(around).clone();
    }
    answer.rows = whole::results(&request).rows;
    answer.scorer = if is_ranked { Scorer::new(&request) } else { None };
    answer
}

/// The articles of these ids, where the words are nothing but ids; why not, where one is not there.
pub(super) fn by_ids(around: &Around<'_>, words: &[String]) -> Option<Result<Answer, String>> {
    let ids: Vec<ArticleId> = words.iter().map(|word| ArticleId::from_hex(word)).collect::<Option<_>>()?;
    if ids.is_empty() {
        return None;
    }
    let whole = read(around);
    let row =
        |id: &ArticleId| whole.index.row_of(*id).ok_or_else(|| format!("no article of the store has the id {id}"));
    let rows: Result<Vec<Row>, String> = ids.iter().map(row).collect();
    Some(rows.map(|rows| Answer::of(whole, rows)))
}

impl Answer {
    fn of(Whole { index, before }: Whole, mut rows: Vec<Row>) -> Answer {
        let mut seen = std::collections::HashSet::new();
        rows.retain(|row| seen.insert(*row));
        let rows = Rows::Found(Arc::new(rows));
        let (marks, stories) = Default::default();
        Answer { index, before, rows, marks, stories, scorer: None, most: usize::MAX }
    }

    /// Some of its rows, with marks of their own.
    pub fn narrowed(self, rows: Vec<Row>, marks: Marks) -> Answer {
        let Answer { index, before, stories, .. } = self;
        Answer { marks: OnceCell::from(marks), stories, ..Answer::of(Whole { index, before }, rows) }
    }

    /// How many there are, whatever the limit.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The marks of its index; read only now, if the question did not ask for any.
    pub fn marks(&self, around: &Around<'_>) -> &Marks {
        self.marks.get_or_init(|| around.marks.of(&self.index))
    }

    /// The stories of its index; found only now, if the question did not ask for any.
    pub fn stories(&self, around: &Around<'_>) -> &Stories {
        self.stories.get_or_init(|| around.stories.of(&self.index, self.before.as_ref(), around.store))
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
