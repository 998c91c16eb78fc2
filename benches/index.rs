//! A store's index: opened to a first screen, built from all files, refreshed with nothing, a hundredth and all of them changed; each
//! against its limit in the same run, which is a plain read of all files, or a look at each. At 10,000 and 100,000 files; with
//! DATELINE_BENCH_1M set at a million too.

#![expect(clippy::unwrap_used, reason = "a bench may fail")]

#[path = "../tests/common/corpus.rs"]
mod corpus;

use std::cell::RefCell;
use std::fs;
use std::hint::black_box;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::index::{Cache, Index, Job, Report, Scope, Touched, load, refresh};
use dateline::model::{Note, Timestamp};
use dateline::search::Rows;
use dateline::store::{FoundFile, ReadLimit, Stamp, Store, Visitor, walk};

/// Lines of a tall screen.
const SCREEN: usize = 50;
const SEED: u64 = 1;

/// What is done with each file, and no more.
#[derive(Clone, Copy)]
enum Limit {
    Stat,
    Read,
}

struct Plain {
    limit: Limit,
    buffer: Vec<u8>,
    done: u64,
}

impl Visitor for Plain {
    fn file(&mut self, file: FoundFile<'_>) {
        self.done += match self.limit {
            Limit::Stat => file.stamp().map_or(0, |stamp| stamp.size),
            Limit::Read => file.read(&mut self.buffer, ReadLimit::Headline).map_or(0, |_| self.buffer.len() as u64),
        };
    }

    fn problem(&mut self, _path: &Path, _note: Note) {}
}

fn plain(store: &Store, limit: Limit) -> u64 {
    let make = || Plain { limit, buffer: Vec::new(), done: 0 };
    walk(store, threads(), &AtomicBool::new(false), make).iter().map(|plain| plain.done).sum()
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// An hour on: the files were not written just now.
fn later() -> i64 {
    Stamp::clock() + 3_600_000_000_000
}

/// Does the work; the last index that is told of.
fn told(store: &Store, cache: &Cache, work: impl FnOnce(&Job<'_>)) -> Arc<Index> {
    let last = RefCell::new(Arc::default());
    let tell = |report| {
        if let Report::Snapshot(snapshot) = report {
            *last.borrow_mut() = snapshot.index;
        }
    };
    let stop = AtomicBool::new(false);
    work(&Job { store, cache, threads: threads(), stop: &stop, clock: later, tell: &tell });
    last.into_inner()
}

/// What a first screen asks of an index.
fn first_screen(index: &Arc<Index>) -> usize {
    let rows = Rows::newest(index, &Scope::All, Timestamp(1_795_435_200));
    let line = |row| index.title(row).len() + index.outlet(row).len() + usize::from(index.coverage(row));
    let lines: usize = rows.iter().take(SCREEN).map(line).sum();
    lines + index.topics().len() + index.categories().len() + rows.len()
}

/// Writes every `nth` file of the store anew, with another title.
fn change(dir: &Path, files: usize, nth: usize) {
    for number in (0..files).step_by(nth) {
        let (path, text) = corpus::file(number, SEED);
        fs::write(dir.join(path), text.replacen("title: \"", "title: \"Anew ", 1)).unwrap();
    }
}

fn index(c: &mut Criterion) {
    let mut sizes = vec![10_000, 100_000];
    sizes.extend(std::env::var_os("DATELINE_BENCH_1M").map(|_| 1_000_000));
    for files in sizes {
        let dir = tempfile::tempdir().unwrap();
        let folder = |name: &str| -> PathBuf { dir.path().join(name) };
        corpus::write(&folder("store"), files, SEED).unwrap();
        let store = Store::open(folder("store")).unwrap();
        let cache = Cache::at(folder("cache"));
        let whole = told(&store, &cache, load);
        let mut group = c.benchmark_group(format!("index/{files}"));
        group.sample_size(10).measurement_time(Duration::from_secs(if files > 10_000 { 10 } else { 3 }));
        group.bench_function("a look at each file", |b| b.iter(|| plain(&store, Limit::Stat)));
        group.bench_function("a plain read of each file", |b| b.iter(|| plain(&store, Limit::Read)));
        group.bench_function("open to a first screen", |b| {
            b.iter(|| first_screen(&Arc::new(cache.open(&store).unwrap().unwrap())));
        });
        group.bench_function("build, nothing kept", |b| b.iter(|| told(&store, &Cache::none(), load)));
        group.bench_function("build, written", |b| {
            b.iter(|| {
                let fresh = folder("fresh");
                let index = told(&store, &Cache::at(&fresh), load);
                fs::remove_dir_all(fresh).unwrap();
                index
            });
        });
        let refreshed = |index: &Arc<Index>| {
            black_box(told(&store, &cache, |job| refresh(job, index, &Touched::Everything)));
        };
        group.bench_function("refresh, nothing changed", |b| b.iter(|| refreshed(&whole)));
        // Once is enough: they differ from that index for ever.
        change(&folder("store"), files, 100);
        group.bench_function("refresh, 1% changed", |b| b.iter(|| refreshed(&whole)));
        change(&folder("store"), files, 1);
        group.bench_function("refresh, all changed", |b| b.iter(|| refreshed(&whole)));
        group.finish();
    }
}

criterion_group!(benches, index);
criterion_main!(benches);
