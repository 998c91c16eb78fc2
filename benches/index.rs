//! A store from its files to an index, against a plain read of the same files; and the index alone, against pushing the
//! titles on a list.

#![expect(clippy::unwrap_used, reason = "a bench may fail")]

#[path = "../tests/common/corpus.rs"]
mod corpus;

use std::cell::Cell;
use std::fs;
use std::hint::black_box;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::index::{Batch, Builder, Cache, Job, Report, load};
use dateline::model::Note;
use dateline::store::{FoundFile, ReadLimit, Stamp, Store, Visitor, walk};

const FILES: usize = 10_000;

/// Reads each file and does nothing with it.
#[derive(Default)]
struct Plain {
    buffer: Vec<u8>,
    bytes: usize,
}

impl Visitor for Plain {
    fn file(&mut self, file: FoundFile<'_>) {
        if file.read(&mut self.buffer, ReadLimit::Headline).is_ok() {
            self.bytes += self.buffer.len();
        }
    }

    fn problem(&mut self, _path: &Path, _note: Note) {}
}

fn whole(c: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    corpus::write(dir.path(), FILES, 1).unwrap();
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let store = Store::open(dir.path()).unwrap();
    let mut group = c.benchmark_group(format!("store/{FILES}"));
    group.sample_size(20);
    group.bench_function("plain read, this walk", |b| {
        b.iter(|| {
            walk(&store, threads, &AtomicBool::new(false), Plain::default)
                .iter()
                .map(|plain| plain.bytes)
                .sum::<usize>()
        });
    });
    group.bench_function("plain read, std, one thread", |b| {
        let paths: Vec<PathBuf> = ["_news", "_archive/_news", "_learning"]
            .iter()
            .flat_map(|folder| fs::read_dir(dir.path().join(folder)).unwrap())
            .map(|entry| entry.unwrap().path())
            .collect();
        b.iter(|| paths.iter().map(|path| fs::read(path).unwrap().len()).sum::<usize>());
    });
    group.bench_function("load", |b| {
        b.iter(|| {
            let rows = Cell::new(0);
            let tell = |report| {
                if let Report::Snapshot(snapshot) = report {
                    rows.set(snapshot.index.len());
                }
            };
            load(&Job {
                store: &store,
                cache: &Cache::none(),
                threads,
                stop: &AtomicBool::new(false),
                clock: Stamp::clock,
                tell: &tell,
            });
            black_box(rows.get())
        });
    });
    group.finish();
}

fn build(c: &mut Criterion) {
    for count in [10_000, 100_000] {
        let articles = corpus::articles(count, 1);
        let batch = || {
            let mut batch = Batch::default();
            articles.iter().for_each(|(path, article)| batch.push(article, false, path));
            batch
        };
        let mut group = c.benchmark_group(format!("index/{count}"));
        group.sample_size(20);
        group.bench_function("a list of titles", |b| {
            b.iter(|| black_box(articles.iter().map(|(_, article)| article.title.clone()).collect::<Vec<String>>()));
        });
        group.bench_function("fill a batch", |b| b.iter(batch));
        group.bench_function("build", |b| {
            b.iter_batched(
                || {
                    let mut builder = Builder::default();
                    builder.add(batch());
                    builder
                },
                |builder| black_box(builder.finish()),
                criterion::BatchSize::LargeInput,
            );
        });
        group.finish();
    }
}

criterion_group!(benches, whole, build);
criterion_main!(benches);
