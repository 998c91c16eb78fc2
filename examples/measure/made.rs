//! A made store on disk: written on every core, then changed, added to and taken from as a store is from one day to the
//! next. What an article says is the corpus' business; here is only which files there are. It touches no folder that it
//! did not make.

#![allow(dead_code, reason = "each example uses a part")]

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::corpus;

/// Stands hidden in the store, where no reader looks, so that a later run knows what is there.
const NOTE: &str = ".corpus";

/// The files that are there: those with these numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    seed: u64,
    numbers: Range<usize>,
    /// How often it was changed.
    round: u64,
}

impl Made {
    /// Writes a new store. A folder with something in it is left alone.
    pub fn write(dir: &Path, files: usize, seed: u64) -> io::Result<Made> {
        fs::create_dir_all(dir)?;
        if fs::read_dir(dir)?.next().is_some() {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is not empty", dir.display())));
        }
        corpus::folders(dir)?;
        let made = Made { seed, numbers: 0..files, round: 0 };
        made.files(dir, "written", files, |n| Some(corpus::file(n, seed)))?;
        made.keep(dir)
    }

    /// The made store in a folder; an error where there is none.
    pub fn read(dir: &Path) -> io::Result<Made> {
        let text = fs::read_to_string(dir.join(NOTE))
            .map_err(|error| io::Error::new(error.kind(), format!("{} is no made store: {error}", dir.display())))?;
        let numbers: Vec<u64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        match numbers[..] {
            [seed, first, end, round] => Ok(Made { seed, numbers: first as usize..end as usize, round }),
            _ => Err(io::Error::new(io::ErrorKind::InvalidData, format!("{}/{NOTE} is not understood", dir.display()))),
        }
    }

    pub fn files_there(&self) -> usize {
        self.numbers.len()
    }

    /// Rewrites `count` articles, spread over the store, with another title, excerpt and heat; path and address stay.
    pub fn touch(&mut self, dir: &Path, count: usize) -> io::Result<()> {
        let (there, count) = (self.numbers.len(), count.min(self.numbers.len()));
        self.round += 1;
        let (seed, round, first) = (self.seed, self.round, self.numbers.start);
        // Every `there / count`-th, from another one on each time: spread, and none twice.
        let from = corpus::Rng::new(seed ^ round).below(there);
        self.files(dir, "changed", count, |n| {
            let at = (from + (n as u128 * there as u128 / count as u128) as usize) % there;
            corpus::is_article(first + at).then(|| corpus::changed(first + at, seed, round))
        })?;
        self.clone().keep(dir).map(drop)
    }

    /// Writes `count` new ones. As of all, their dates are anywhere.
    pub fn add(&mut self, dir: &Path, count: usize) -> io::Result<()> {
        let (seed, end) = (self.seed, self.numbers.end);
        self.files(dir, "added", count, |n| Some(corpus::file(end + n, seed)))?;
        self.numbers.end += count;
        self.clone().keep(dir).map(drop)
    }

    /// Removes the `count` that were written first; as dates are dealt at random, they are spread over the lists.
    pub fn remove(&mut self, dir: &Path, count: usize) -> io::Result<()> {
        let count = count.min(self.numbers.len());
        let (seed, first) = (self.seed, self.numbers.start);
        (0..count).into_par_iter().try_for_each(|n| fs::remove_file(dir.join(corpus::file(first + n, seed).0)))?;
        self.numbers.start += count;
        self.clone().keep(dir).map(drop)
    }

    fn keep(self, dir: &Path) -> io::Result<Made> {
        let Made { seed, numbers, round } = &self;
        fs::write(dir.join(NOTE), format!("{seed} {} {} {round}\n", numbers.start, numbers.end))?;
        Ok(self)
    }

    /// Writes what `file` gives for 0 up to `count`, and says now and then how far it is.
    fn files(
        &self,
        dir: &Path,
        what: &str,
        count: usize,
        file: impl Fn(usize) -> Option<(std::path::PathBuf, String)> + Sync,
    ) -> io::Result<()> {
        const OFTEN: usize = 20_000;
        let done = AtomicUsize::new(0);
        (0..count).into_par_iter().try_for_each(|n| {
            if let Some((path, text)) = file(n) {
                fs::write(dir.join(path), text)?;
            }
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(OFTEN) {
                eprintln!("{}: {done} of {count} {what}", dir.display());
            }
            Ok(())
        })
    }
}
