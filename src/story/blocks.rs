//! An index cut by date into blocks of a fortnight, so that what has changed in one of them costs the ties of that block and of the
//! one after it, and no others. A block begins and ends at dates alone: which rows share one does not depend on how many there are.

use std::ops::Range;

use xxhash_rust::xxh3::Xxh3;

use super::rule::WINDOW;
use crate::index::{Index, Row};

/// Seconds of a block: no two articles of one story lie further apart than a block and the one before it.
const LENGTH: i64 = 14 * 24 * 60 * 60;
const _: () = assert!(WINDOW <= LENGTH, "a story must fit into two blocks");

/// The rows of some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Days since 1970, in blocks.
    pub number: i64,
    pub rows: Range<u32>,
    /// Another one for other articles or files, zero where a file is to be read again and so nobody knows.
    pub print: u64,
}

/// The blocks that have rows, newest first. The undated are in none.
pub(super) fn blocks(index: &Index) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut open, mut is_known): (Option<(i64, u32)>, bool) = (None, true);
    let mut hash = Xxh3::new();
    let mut close = |open: Option<(i64, u32)>, end: u32, hash: &mut Xxh3, is_known: bool| {
        if let Some((number, start)) = open {
            let print = if is_known { hash.digest().max(1) } else { 0 };
            blocks.push(Block { number, rows: start..end, print });
        }
        hash.reset();
    };
    let mut end = 0;
    for row in (0..index.len() as u32).map(Row) {
        let Some(date) = index.date(row) else { break };
        let number = date.seconds().div_euclid(LENGTH);
        if open.is_none_or(|(before, _)| before != number) {
            close(open, row.0, &mut hash, is_known);
            (open, is_known) = (Some((number, row.0)), true);
        }
        let stamp = index.stamp(row);
        is_known &= stamp != 0;
        hash.update(&index.id(row).0);
        hash.update(&stamp.to_le_bytes());
        end = row.0 + 1;
    }
    close(open, end, &mut hash, is_known);
    blocks
}
