//! The files an index was made of, each by its stamp: which are still there as they were. It opens none of them.

use std::sync::atomic::{AtomicBool, Ordering};

use super::Index;
use super::parts::Parts;
use super::stamp::UNKNOWN;

/// All files of an index by their stamps. Files are numbered: those of rows, then those without, then those with problems.
///
/// A table of numbers, open addressing: it takes 8 to 16 bytes a file while a store is looked at, and is made in some
/// milliseconds for a million.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    stamps: [&'a [u64]; 3],
    /// A file's number and one, at or after the place its stamp says; 0 where nothing is.
    table: Vec<u32>,
    seen: Vec<AtomicBool>,
}

impl<'a> Known<'a> {
    pub fn new(index: &'a Index) -> Known<'a> {
        let Parts { columns, others, problems, .. } = index.parts();
        let stamps = [columns.stamps, others.stamps, problems.stamps()];
        let files = stamps.iter().map(|part| part.len()).sum::<usize>();
        let mut table = vec![0u32; (files * 2).next_power_of_two()];
        let mask = table.len() - 1;
        for (&stamp, number) in stamps.into_iter().flatten().zip(1u32..).filter(|(stamp, _)| **stamp != UNKNOWN) {
            let mut at = stamp as usize & mask;
            while table[at] != 0 {
                at = (at + 1) & mask;
            }
            table[at] = number;
        }
        let mut seen = Vec::new();
        seen.resize_with(files, AtomicBool::default);
        Known { stamps, table, seen }
    }

    /// The number of the file with that stamp.
    pub fn find(&self, stamp: u64) -> Option<usize> {
        let mask = self.table.len() - 1;
        let mut at = stamp as usize & mask;
        while stamp != UNKNOWN && self.table[at] != 0 {
            let number = self.table[at] as usize - 1;
            if self.stamp(number) == Some(stamp) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Whether a file with that stamp is known; then it is as it was.
    pub fn see(&self, stamp: u64) -> bool {
        let found = self.find(stamp);
        if let Some(number) = found {
            self.seen[number].store(true, Ordering::Relaxed);
        }
        found.is_some()
    }

    pub fn has_seen(&self, stamp: u64) -> bool {
        self.find(stamp).is_some_and(|number| self.seen[number].load(Ordering::Relaxed))
    }

    fn stamp(&self, mut number: usize) -> Option<u64> {
        for part in self.stamps {
            match part.get(number) {
                Some(stamp) => return Some(*stamp),
                None => number -= part.len(),
            }
        }
        None
    }

    /// For each file of a row whether it was seen; then for each without; then for each with a problem.
    pub fn seen(&self) -> [Vec<bool>; 3] {
        let mut all = self.seen.iter().map(|seen| seen.load(Ordering::Relaxed));
        self.stamps.map(|part| all.by_ref().take(part.len()).collect())
    }
}
