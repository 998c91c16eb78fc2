//! One question answered: the rows of a part of the store that have the words, in order, slice by slice. It starts no
//! thread that outlives it; that is [`super::Worker`].

use std::borrow::Cow;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;

use super::filter::Filter;
use super::order::{Hit, arrange};
use super::pass::{Stale, pass_into};
use super::texts::Texts;
use super::{Order, Query, Rows, base, together};
use crate::index::{Index, Marks, Row, Scope};
use crate::model::Timestamp;
use crate::store::Store;
use crate::story::Stories;

/// What a slice should take.
const SLICE: Duration = Duration::from_millis(16);
/// The least time between two partial results. The first come as soon as there are any; of the others few are worth their time.
const PAUSE: Duration = Duration::from_millis(100);
/// Rows of the first slice, before it is known how fast this machine is; and bounds for the others.
const FIRST_ROWS: usize = 1 << 16;
const LEAST_ROWS: usize = 1 << 13;
const MOST_ROWS: usize = 1 << 22;

/// Rows that one thread takes at a time: some 50 µs of work, and what may pass before a stale pass ends.
const CHUNK: usize = 2_048;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Request {
    /// Comes back with the results, so that old ones can be told from new.
    pub generation: u64,
    pub index: Arc<Index>,
    /// Of that index; none where nothing is known of any.
    pub marks: Marks,
    /// Of that index; of none where they are not known.
    pub stories: Stories,
    /// One row stands for each story, not for each article.
    pub as_stories: bool,
    pub scope: Scope,
    pub query: Query,
    pub order: Order,
    /// Dates more than a day ahead of it stand with the undated. What `today` is goes by it too, and by the reader's zone.
    pub now: Timestamp,
    pub zone: TimeZone,
    /// Whose articles' texts are looked into, where the question asks for that; without it only titles and excerpts are.
    pub store: Option<Arc<Store>>,
}

impl Request {
    /// The order of what is found: that which the question itself asks for goes before.
    fn order(&self) -> Order {
        self.query.order().unwrap_or(self.order)
    }

    /// The answer, where it is one that the index keeps: everything, newest first.
    pub fn at_once(&self) -> Option<Results> {
        let is_all = self.query.expr.is_anything() && self.query.limit.is_none();
        let is_kept = is_all && matches!(self.order(), Order::Newest | Order::Best);
        if !is_kept || self.as_stories && self.scope != Scope::All {
            return None;
        }
        let articles = self.index.rows(&self.scope).len();
        let rows = if self.as_stories {
            Rows::newest_stories(&self.index, &self.stories, self.now)
        } else {
            Rows::newest(&self.index, &self.scope, self.now)
        };
        Some(Results {
            generation: self.generation,
            articles,
            of: rows.len(),
            rows,
            done: true,
            texts: None,
            ..Results::default()
        })
    }
}

/// What is found, so far or in the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    pub generation: u64,
    /// Of the request's index, in the request's order.
    pub rows: Rows,
    /// Articles that were found: more than rows where those stand for stories.
    pub articles: usize,
    /// Rows in the scope, with the words or without.
    pub of: usize,
    /// Else there will be more: these come from the newest part alone, or from titles and excerpts.
    pub done: bool,
    /// How many texts have been looked into, of how many.
    pub texts: Option<(usize, usize)>,
    /// The last word, which is still being typed, would have left nothing: these are without it.
    pub passed_over: bool,
    /// What is to be said of the question: names in it that nothing has.
    pub notes: Vec<String>,
}

/// Answers one request: some partial results, if it takes long, then the final ones. Asks `stale` every 50 µs or so, and
/// ends without a word more once it says yes.
pub fn run(request: &Request, stale: &Stale<'_>, publish: &mut dyn FnMut(Results)) {
    Searcher::default().run(request, stale, publish);
}

/// Answers requests one after another, and remembers what the last one left: where the next query only narrows it, that
/// is all there is to look at.
#[derive(Debug, Default)]
pub struct Searcher {
    last: Option<Survivors>,
    slicing: Slicing,
}

/// The rows that had the words, in row order.
#[derive(Debug)]
struct Survivors {
    /// Weak: an index that was replaced is not kept for this.
    index: Weak<Index>,
    scope: Scope,
    query: Query,
    stories: Stories,
    now: Timestamp,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Slicing {
    first: usize,
    most: usize,
    pause: Duration,
}

impl Default for Slicing {
    fn default() -> Slicing {
        Slicing { first: FIRST_ROWS, most: MOST_ROWS, pause: PAUSE }
    }
}

impl Searcher {
    /// With small slices and no pause between what is told.
    #[cfg(test)]
    pub(super) fn sliced(rows: usize) -> Searcher {
        Searcher { last: None, slicing: Slicing { first: rows, most: rows, pause: Duration::ZERO } }
    }

    /// As [`run`], every word counted.
    pub(super) fn run_whole(&mut self, request: &Request, stale: &Stale<'_>, publish: &mut dyn FnMut(Results)) {
        let Request { generation, index, scope, query, .. } = request;
        if let Some(results) = request.at_once() {
            return publish(results);
        }
        let together = request.as_stories.then_some(&request.stories);
        let of = match together {
            // Known since they were gathered.
            Some(stories) if *scope == Scope::All => stories.fronts().len(),
            _ => together::count(index.rows(scope), together),
        };
        let mut tell = |hits: Vec<Hit>, done: bool, texts: Option<(usize, usize)>| {
            let articles = hits.len();
            let order = request.order();
            let mut rows = together::together(arrange(request, hits, order, query.is_ranked()), order, together);
            rows.truncate(query.limit.unwrap_or(usize::MAX));
            let rows = Rows::Found(Arc::new(rows));
            publish(Results { generation: *generation, rows, articles, of, done, texts, ..Results::default() });
        };
        if query.expr.is_anything() {
            tell(index.rows(scope).iter().map(|&row| Hit { row, score: 0 }).collect(), true, None);
            return;
        }
        let last = self.last.take().filter(|last| last.serves(request));
        let rows = last.as_ref().map_or_else(|| base::rows(request), |last| Cow::Borrowed(&*last.rows));
        let Some(filter) = Filter::new(request, stale) else { return };
        let look = || {
            let mut filter = filter.clone();
            move |_: usize, rows: &[Row], hits: &mut Vec<Hit>| {
                filter.scores(index, rows, &mut |row, score| hits.push(Hit { row, score }));
            }
        };
        let mut rest: &[Row] = &rows;
        // Room for all, which is no memory until it is written to: growing would copy what is there.
        let mut hits: Vec<Hit> = Vec::with_capacity(rows.len());
        let mut size = self.slicing.first;
        let mut told: Option<(Instant, Duration)> = None;
        loop {
            let (slice, later) = rest.split_at(size.min(rest.len()));
            rest = later;
            let begun = Instant::now();
            if !pass_into(&mut hits, slice, CHUNK, stale, look) {
                return;
            }
            if rest.is_empty() {
                break;
            }
            size = next_size(slice.len(), begun.elapsed()).min(self.slicing.most);
            // Putting many in order takes time too: it may take no more than a quarter of all.
            if told.is_none_or(|(at, took)| at.elapsed() >= self.slicing.pause.max(took * 4)) {
                let begun = Instant::now();
                tell(hits.clone(), false, None);
                told = Some((Instant::now(), begun.elapsed()));
            }
        }
        let Some(texts) = Texts::new(request, &filter, &rows, stale) else { return };
        if texts.is_empty() {
            let rows = hits.iter().map(|hit| hit.row).collect();
            let (index, scope, query) = (Arc::downgrade(index), scope.clone(), query.clone());
            let stories = request.stories.clone();
            self.last = Some(Survivors { index, scope, query, stories, now: request.now, rows });
            return tell(hits, true, None);
        }
        tell(hits.clone(), false, Some((0, texts.len())));
        texts.look(&hits, stale, &mut |hits, done| tell(hits, done == texts.len(), Some((done, texts.len()))));
    }
}

impl Survivors {
    fn serves(&self, request: &Request) -> bool {
        std::ptr::eq(self.index.as_ptr(), Arc::as_ptr(&request.index))
            && self.scope == request.scope
            && request.query.narrows(&self.query)
            && !self.query.asks_for_marks()
            && request.stories.is(&self.stories)
            && (request.now == self.now || !request.query.is_relative())
    }
}

/// So many rows as take [`SLICE`], if `rows` took `took`.
fn next_size(rows: usize, took: Duration) -> usize {
    let size = rows as u128 * SLICE.as_nanos() / took.as_nanos().max(1);
    size.clamp(LEAST_ROWS as u128, MOST_ROWS as u128) as usize
}
