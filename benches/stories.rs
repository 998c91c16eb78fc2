//! Stories found in a whole index and again after a hundredth of it has changed, against a pass that only folds every title; and an edition
//! of the front page, without and with thirty words muted, against a look at the ten thousand newest dates. At 10,000 and 100,000 articles;
//! with DATELINE_BENCH_1M set at a million too.

#![allow(clippy::expect_used, reason = "all of it is a bench")]

#[path = "../tests/common/corpus.rs"]
mod corpus;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::index::{Row, Scope};
use dateline::model::{Of, Says, Timestamp, fold};
use dateline::story::front::{Edition, Taste, Weights};
use dateline::story::{Apart, gather};

const WEIGHTS: Weights = Weights { heat: 35, quality: 10, outlets: 20, fresh: 25, unread: 10, half_life: 24 };
/// As many as an edition looks at, at most.
const LOOKED_AT: usize = 10_000;

fn stories(c: &mut Criterion) {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let mut sizes = vec![10_000, 100_000];
    sizes.extend(std::env::var_os("DATELINE_BENCH_1M").map(|_| 1_000_000));
    for count in sizes {
        let index = corpus::index(count);
        let found = |before| gather(&index, before, threads, &|| false).expect("it is not stopped");
        let stories = found(None).stories(&Apart::default(), None);
        let mut group = c.benchmark_group(format!("stories/{count}"));
        group.sample_size(10);
        group.bench_function("every title folded", |b| {
            b.iter(|| (0..index.len() as u32).map(|row| fold(index.title(Row(row))).len()).sum::<usize>());
        });
        group.bench_function("found", |b| b.iter(|| black_box(found(None))));
        group.bench_function("found again, nothing changed", |b| b.iter(|| black_box(found(Some(&stories)))));
        let ties = found(None);
        group.bench_function("made of their ties", |b| b.iter(|| black_box(ties.stories(&Apart::default(), None))));
        group.bench_function("the newest dates", |b| {
            let rows = index.rows(&Scope::All);
            b.iter(|| rows.iter().take(LOOKED_AT).filter_map(|&row| index.date(row)).map(Timestamp::seconds).max());
        });
        let now = index.rows(&Scope::All).first().and_then(|&row| index.date(row)).expect("the newest has a date");
        let edition = |tastes: &[Taste]| Edition::of(&index, &stories, None, now, &WEIGHTS, tastes);
        group.bench_function("an edition", |b| b.iter(|| black_box(edition(&[]))));
        let word = |n: usize| Taste { of: Of::Word(format!("word{n}")), says: Says::Mute };
        let tastes: Vec<Taste> = (0..30).map(word).collect();
        group.bench_function("an edition, thirty words muted", |b| b.iter(|| black_box(edition(&tastes))));
        let made = edition(&[]);
        let of = Of::Word("river".to_owned());
        group.bench_function("what a word would hide", |b| b.iter(|| made.would_hide(&index, &stories, &of)));
        group.finish();
    }
}

criterion_group!(benches, stories);
criterion_main!(benches);
