//! The whole store at once, for what lists without a screen: read to its end, then asked. It shows nothing while it reads.

use crate::index::{self, Index, Row, Scope};
use crate::model::Timestamp;
use crate::search::{self, Order, Query, Request};
use crate::store::Store;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

/// Reads every file of the store.
pub(super) fn whole(store: &Store) -> Arc<Index> {
    let last: Mutex<Arc<Index>> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    index::load(store, threads, &AtomicBool::new(false), &|snapshot| {
        *last.lock().unwrap_or_else(PoisonError::into_inner) = snapshot.index;
    });
    last.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The rows of a part of it that have the words, in that order.
pub(super) fn rows(index: &Arc<Index>, scope: &Scope, query: &Query, order: Order, now: Timestamp) -> Arc<[Row]> {
    let (index, scope, query) = (index.clone(), scope.clone(), query.clone());
    let mut rows: Arc<[Row]> = Arc::new([]);
    let request = Request { generation: 0, index, scope, query, order, now };
    search::run(&request, &|| false, &mut |results| rows = results.rows);
    rows
}
