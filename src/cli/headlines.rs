//! The headlines as plain lines, newest first: date, outlet and title, parted by tabs. For pipes and for terminals that can do no more.

use super::whole::{rows, whole};
use crate::app::Clock;
use crate::index::{Cache, Index, Row, Scope};
use crate::search::{Order, Query};
use crate::store::Store;
use std::io::{self, BufWriter, Write};

/// Reads the whole store and writes a line a headline. A closed pipe is an error of kind `BrokenPipe`.
pub fn headlines(store: &Store, cache: &Cache, order: Order, clock: &Clock, out: impl Write) -> io::Result<()> {
    let index = whole(store, cache);
    let mut out = BufWriter::new(out);
    for row in rows(&index, &Scope::All, &Query::default(), order, clock).iter() {
        headline(&index, row, clock, &mut out)?;
    }
    out.flush()
}

/// One headline's line.
pub(super) fn headline(index: &Index, row: Row, clock: &Clock, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", line(index, row, clock))
}

pub(super) fn line(index: &Index, row: Row, clock: &Clock) -> String {
    format!("{}\t{}\t{}", clock.iso_day(index.date(row)), index.outlet(row), index.title(row))
}
