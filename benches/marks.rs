//! Marks: to take them up at a start, from the columns that were kept and from the journals, and what one key costs. Against a plain
//! read of the journals, of which nine in ten articles are marked read. At 10,000 and 100,000 articles; with DATELINE_BENCH_1M set at a
//! million too.

#![allow(clippy::expect_used, reason = "all of it is a bench")]

#[path = "../tests/common/corpus.rs"]
mod corpus;

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::index::{Index, Ledgers, Place, Row, Wish};
use dateline::store::marks::{Entry, Mark, Moment, Verb, write_line};

/// A journal that says of nine in ten articles that they are read, in the order of the list.
fn journal(index: &Index, folder: &Path) {
    let mut lines = b"dateline marks 1\n".to_vec();
    for row in (0..index.len() as u32).filter(|row| row % 10 != 5).map(Row) {
        let at = Moment(1_790_000_000_000_000 + u64::from(row.0));
        write_line(&mut lines, at, &Entry::Mark { verb: Verb::Read, id: index.id(row) }, index.title(row));
    }
    let at = Moment(1_791_000_000_000_000);
    write_line(&mut lines, at, &Entry::Baseline { place: "store".into(), until: None }, "");
    fs::create_dir_all(folder).expect("a folder for the journal");
    fs::write(folder.join("0123456789abcdef-1.marks"), lines).expect("the journal");
}

fn marks(c: &mut Criterion) {
    let mut sizes = vec![10_000, 100_000];
    sizes.extend(std::env::var_os("DATELINE_BENCH_1M").map(|_| 1_000_000));
    for count in sizes {
        let index = corpus::index(count);
        let dir = tempfile::tempdir().expect("a folder");
        let folder = dir.path().join("marks");
        journal(&index, &folder);
        let kept = Some(dir.path().join("kept.marks"));
        let place = Place { folder: Some(folder.clone()), store: "store".into(), ..Place::default() };
        let open = |place: &Place| {
            let mut ledgers = Ledgers::default();
            let heard = ledgers.open(&index, place, &[]);
            assert!(heard.is_some_and(|heard| heard.is_ok()), "the journals are read");
            ledgers
        };
        let with_kept = Place { kept, ..place.clone() };
        open(&with_kept).keep().expect("the columns are kept");
        let mut group = c.benchmark_group(format!("marks/{count}"));
        group.sample_size(10);
        group.bench_function("a plain read of the journals", |b| {
            b.iter(|| black_box(fs::read(folder.join("0123456789abcdef-1.marks"))));
        });
        group.bench_function("from the journals", |b| b.iter(|| black_box(open(&place))));
        group.bench_function("from what was kept", |b| b.iter(|| black_box(open(&with_kept))));
        let mut ledgers = open(&with_kept);
        // As the screen does, which shows the last answer.
        let mut shown = ledgers.marks();
        group.bench_function("a key", |b| {
            b.iter(|| {
                let mut rows = [Row(7)].into_iter();
                let done =
                    ledgers.wish(&index, &mut rows, &|_| &[], Wish::Toggle(Mark::Star), Moment(1_792_000_000_000_000));
                shown = ledgers.marks();
                black_box(done)
            });
        });
        group.finish();
    }
}

criterion_group!(benches, marks);
criterion_main!(benches);
