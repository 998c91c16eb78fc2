//! The files an index was made of, each by its stamp: which are still there as they were. It opens none of them.

use std::sync::atomic::{AtomicU64, Ordering};

use super::Index;
use super::parts::Parts;
use super::stamp::UNKNOWN;

/// All files of an index by their stamps: of rows, then those without, then those with problems.
///
/// A table of the stamps themselves, open addressing, so that a file is found by one look into memory that is far away: 16 to 32
/// bytes a file while a store is looked at, made in some milliseconds for a million.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    stamps: [&'a [u64]; 3],
    /// A stamp at or after the place it says itself, with [`SEEN`] once its file was seen; 0 where nothing is.
    table: Vec<AtomicU64>,
}

/// A bit that no stamp has.
const SEEN: u64 = 1;

impl<'a> Known<'a> {
    pub fn new(index: &'a Index) -> Known<'a> {
        let Parts { columns, others, problems, .. } = index.parts();
        let stamps = [columns.stamps, others.stamps, problems.stamps()];
        let files = stamps.iter().map(|part| part.len()).sum::<usize>();
        let mut table = Vec::new();
        table.resize_with((files * 2).next_power_of_two(), AtomicU64::default);
        let mask = table.len() - 1;
        for &stamp in stamps.into_iter().flatten().filter(|stamp| is_stamp(**stamp)) {
            let mut at = start(stamp) & mask;
            while !matches!(*table[at].get_mut(), 0) && *table[at].get_mut() != stamp {
                at = (at + 1) & mask;
            }
            *table[at].get_mut() = stamp;
        }
        Known { stamps, table }
    }

    /// The place of a stamp, and what stands there.
    fn find(&self, stamp: u64) -> Option<(&AtomicU64, u64)> {
        let mask = self.table.len() - 1;
        let mut at = start(stamp) & mask;
        while is_stamp(stamp) {
            match self.table[at].load(Ordering::Relaxed) {
                0 => return None,
                there if there & !SEEN == stamp => return Some((&self.table[at], there)),
                _ => at = (at + 1) & mask,
            }
        }
        None
    }

    /// Whether a file with that stamp is known; then it is as it was.
    pub fn see(&self, stamp: u64) -> bool {
        let found = self.find(stamp);
        if let Some((place, there)) = found {
            place.store(there | SEEN, Ordering::Relaxed);
        }
        found.is_some()
    }

    pub fn has_seen(&self, stamp: u64) -> bool {
        self.find(stamp).is_some_and(|(_, there)| there & SEEN != 0)
    }

    /// For each file of a row whether it was seen; then for each without; then for each with a problem.
    pub fn seen(&self) -> [Vec<bool>; 3] {
        self.stamps.map(|part| part.iter().map(|&stamp| self.has_seen(stamp)).collect())
    }
}

/// Damage may bring any number.
fn is_stamp(stamp: u64) -> bool {
    stamp != UNKNOWN && stamp & SEEN == 0
}

/// Where a stamp stands in a table that has room for all numbers.
fn start(stamp: u64) -> usize {
    (stamp >> 1) as usize
}
