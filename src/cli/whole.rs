//! The whole store at once, for what lists without a screen: read to its end, then asked. It shows nothing while it reads.

use crate::app::Clock;
use crate::index::{self, Cache, Index, Job, Marks, Report, Scope};
use crate::search::{self, Order, Query, Request, Results, Rows};
use crate::store::{Stamp, Store};
use crate::story::Stories;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

/// A store that was read to its end.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub index: Arc<Index>,
    /// As it was kept before, if it was.
    pub before: Option<Arc<Index>>,
}

/// Reads every file of the store.
pub(super) fn whole(store: &Store, cache: &Cache) -> Arc<Index> {
    read(store, cache).index
}

/// The same, with what was known of it.
pub(super) fn read(store: &Store, cache: &Cache) -> Whole {
    let all: Mutex<Whole> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let tell = |report: Report| match report {
        Report::Snapshot(snapshot) => {
            let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
            if snapshot.whole && !snapshot.done {
                all.before = Some(snapshot.index.clone());
            }
            all.index = snapshot.index;
        }
        Report::Folders(_) => {}
        Report::Doubted(doubt) => tracing::warn!("what was kept of the store is not used: {doubt}"),
        Report::NotKept(error) => tracing::warn!("the index could not be kept: {error}"),
    };
    index::load(&Job { store, cache, threads, stop: &AtomicBool::new(false), clock: Stamp::clock, tell: &tell });
    all.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The rows of a part of it that have the words, in that order.
pub(super) fn rows(index: &Arc<Index>, scope: &Scope, query: &Query, order: Order, clock: &Clock) -> Rows {
    results(&request(index, scope, query, order, clock)).rows
}

/// The store for a question that looks into texts: a handle of its own, opened only where it is needed.
pub(super) fn store_for(query: &Query, store: &Store) -> Option<Arc<Store>> {
    query.looks_into_texts().then(|| Store::open(store.root()).ok().map(Arc::new)).flatten()
}

/// A question about a part of it.
pub(super) fn request(index: &Arc<Index>, scope: &Scope, query: &Query, order: Order, clock: &Clock) -> Request {
    let (index, scope, query) = (index.clone(), scope.clone(), query.clone());
    let marks = Marks::default();
    Request {
        generation: 0,
        index,
        marks,
        stories: Stories::default(),
        as_stories: false,
        scope,
        query,
        order,
        now: clock.now,
        zone: clock.zone.clone(),
        store: None,
    }
}

/// The whole answer to it.
pub(super) fn results(request: &Request) -> Results {
    let mut last = Results { done: true, ..Results::default() };
    search::run(request, &|| false, &mut |results| last = results);
    last
}
