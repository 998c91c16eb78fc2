//! What a store costs whoever looks at all of it: a stat of every file, a read of every file, by this program's own walk.
//! It keeps nothing of what it reads.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use dateline::model::Note;
use dateline::store::{FoundFile, ReadLimit, Store, Visitor, walk};

/// Reads each file as far as its headline may reach, which is the whole of nearly all.
#[derive(Default)]
struct Reads {
    buffer: Vec<u8>,
    files: usize,
}

impl Visitor for Reads {
    fn file(&mut self, file: FoundFile<'_>) {
        self.files += usize::from(file.read(&mut self.buffer, ReadLimit::Headline).is_ok());
    }

    fn problem(&mut self, _path: &Path, _note: Note) {}
}

/// Asks each for its size and time.
#[derive(Default)]
struct Stats {
    files: usize,
}

impl Visitor for Stats {
    fn file(&mut self, file: FoundFile<'_>) {
        self.files += usize::from(file.stamp().is_ok());
    }

    fn problem(&mut self, _path: &Path, _note: Note) {}
}

pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// How many files there are, and how long a stat of each takes.
pub fn stat(store: &Path) -> anyhow::Result<(usize, Duration)> {
    let begun = Instant::now();
    let store = Store::open(store)?;
    let files = walk(&store, cores(), &AtomicBool::new(false), Stats::default).iter().map(|seen| seen.files).sum();
    Ok((files, begun.elapsed()))
}

/// How many can be read, and how long a read of each takes.
pub fn read(store: &Path, threads: usize) -> anyhow::Result<(usize, Duration)> {
    let begun = Instant::now();
    let store = Store::open(store)?;
    let files = walk(&store, threads, &AtomicBool::new(false), Reads::default).iter().map(|seen| seen.files).sum();
    Ok((files, begun.elapsed()))
}
