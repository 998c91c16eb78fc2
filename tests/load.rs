//! A whole store, from its files to an index.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "common/corpus.rs"]
mod corpus;

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline::index::{Batch, Builder, Cache, Index, Job, Report, Scope, Snapshot, load};
use dateline::store::{Stamp, Store};

fn snapshots(dir: &Path, threads: usize, stop: bool) -> Vec<Snapshot> {
    let told = RefCell::new(Vec::new());
    let store = Store::open(dir).unwrap();
    let tell = |report| match report {
        Report::Snapshot(snapshot) => told.borrow_mut().push(snapshot),
        Report::Folders(_) => {}
        other => panic!("{other:?}"),
    };
    load(&Job {
        store: &store,
        cache: &Cache::none(),
        threads,
        stop: &AtomicBool::new(stop),
        clock: Stamp::clock,
        tell: &tell,
    });
    told.into_inner()
}

fn last(dir: &Path, threads: usize) -> Snapshot {
    snapshots(dir, threads, false).pop().unwrap()
}

fn titles(index: &Index) -> Vec<&str> {
    index.rows(&Scope::All).iter().map(|&row| index.title(row)).collect()
}

#[test]
fn a_small_store_is_told_whole_at_the_end_with_its_topics_first() {
    let dir = tempfile::tempdir().unwrap();
    corpus::write(dir.path(), 20, 1).unwrap();
    // How often it is told before depends on how fast this machine is.
    let Snapshot { index, read, listed, done, .. } = last(dir.path(), 2);
    assert!(done && read == 20 && listed == 20);
    let described: Vec<&str> = index.topics().iter().filter(|t| t.described).map(|t| &*t.name).collect();
    assert_eq!(described.len(), corpus::TOPICS.len());
    assert_eq!(described[0], corpus::TOPICS[0].1);
}

#[test]
fn any_number_of_threads_gives_the_same_index_and_one_end() {
    let dir = tempfile::tempdir().unwrap();
    corpus::write(dir.path(), 1_300, 7).unwrap();
    let told = snapshots(dir.path(), 3, false);
    assert_eq!(told.iter().filter(|snapshot| snapshot.done).count(), 1);
    assert!(told.windows(2).all(|pair| pair[0].read <= pair[1].read && pair[0].read <= pair[0].listed));
    let (three, one) = (&told.last().unwrap().index, last(dir.path(), 1).index);
    assert_eq!(**three, *one);
    let totals = one.totals();
    assert_eq!((totals.files, totals.not_articles, totals.problems), (1_300, 4, 5));
    assert_eq!(one.problems().len(), 5);
}

#[test]
fn what_is_read_from_files_is_what_was_meant() {
    let dir = tempfile::tempdir().unwrap();
    corpus::write(dir.path(), 300, 3).unwrap();
    let read = last(dir.path(), 2).index;
    let mut batch = Batch::default();
    let broken = |path: &Path| read.problems().iter().any(|(problem, _)| problem == path);
    for (path, article) in corpus::articles(300, 3) {
        if !broken(&path) && fs::exists(dir.path().join(&path)).unwrap() {
            batch.push(&article, false, &path);
        }
    }
    let mut builder = Builder::default();
    builder.add(batch);
    let meant = builder.finish();
    assert_eq!(titles(&read), titles(&meant));
    for (&a, &b) in read.rows(&Scope::All).iter().zip(meant.rows(&Scope::All)) {
        assert_eq!((read.id(a), read.date(a), read.heat(a)), (meant.id(b), meant.date(b), meant.heat(b)));
        assert_eq!(
            (read.outlet(a), read.kind(a), read.category(a)),
            (meant.outlet(b), meant.kind(b), meant.category(b))
        );
        assert_eq!((read.coverage(a), read.path(a)), (meant.coverage(b), meant.path(b)));
        assert!(read.topics_of(a).eq(meant.topics_of(b)));
    }
}

#[test]
fn a_stopped_load_says_nothing() {
    let dir = tempfile::tempdir().unwrap();
    corpus::write(dir.path(), 5, 1).unwrap();
    assert!(snapshots(dir.path(), 2, true).is_empty());
}

#[test]
fn the_corpus_is_the_same_for_its_seed_and_shaped_like_real_stores() {
    let (path, text) = corpus::file(5, 42);
    assert_eq!((path, text.clone()), corpus::file(5, 42));
    assert_ne!(text, corpus::file(5, 43).1);
    let bytes: usize = (0..2_000).map(|n| corpus::file(n, 42).1.len()).sum();
    assert!((1_300..1_500).contains(&(bytes / 2_000)), "{} bytes a file", bytes / 2_000);
    let letters: usize = corpus::articles(2_000, 42).iter().map(|(_, a)| a.title.chars().count()).sum();
    assert!((65..72).contains(&(letters / 2_000)), "{} letters a title", letters / 2_000);
}
