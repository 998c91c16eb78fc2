//! The headlines as plain lines, newest first: date, outlet and title, parted by tabs. For pipes and for terminals that can do no more.

use crate::app::Clock;
use crate::index::{self, Index, Scope};
use crate::search::{self, Order, Query, Request};
use crate::store::Store;
use std::io::{self, BufWriter, Write};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

/// Reads the whole store and writes a line a headline. A closed pipe is an error of kind `BrokenPipe`.
pub fn headlines(store: &Store, order: Order, clock: &Clock, out: impl Write) -> io::Result<()> {
    let last: Mutex<Arc<Index>> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    index::load(store, threads, &AtomicBool::new(false), &|snapshot| {
        *last.lock().unwrap_or_else(PoisonError::into_inner) = snapshot.index;
    });
    let index = last.into_inner().unwrap_or_else(PoisonError::into_inner);
    let request = Request {
        generation: 0,
        index: index.clone(),
        scope: Scope::All,
        query: Query::parse(""),
        order,
        now: clock.now,
    };
    let mut rows: Arc<[index::Row]> = Arc::new([]);
    search::run(&request, &|| false, &mut |results| rows = results.rows);
    let mut out = BufWriter::new(out);
    for &row in rows.iter() {
        writeln!(out, "{}\t{}\t{}", clock.iso_day(index.date(row)), index.outlet(row), index.title(row))?;
    }
    out.flush()
}
