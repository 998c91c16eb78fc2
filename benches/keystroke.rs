//! One keystroke: a search over every headline, in order, against a bare pass of the matcher over the same texts; and a search in
//! excerpts against a bare pass of a substring search over them.

#![expect(clippy::unwrap_used, reason = "a bench may fail")]

#[path = "../tests/common/corpus.rs"]
mod corpus;

use std::hint::black_box;
use std::num::NonZero;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use dateline::index::{Batch, Builder, Index, Row, Scope};
use dateline::model::Timestamp;
use dateline::search::{Order, Query, Request, Searcher, run};
use neo_frizbee::{CaseMatching, Config, Matcher, Pattern};

/// As people type them: a first letter, a word, two, letters left out, and nothing found.
const QUERIES: &[&str] = &["c", "crash", "robots crash", "rbts sfty", "zzzqx"];

/// What is looked for in excerpts: often there, and never.
const TEXTS: &[&str] = &["robot", "zqxy"];

fn index(count: usize) -> Arc<Index> {
    let mut batch = Batch::default();
    corpus::articles(count, 1).iter().for_each(|(path, article)| batch.push(article, false, path));
    let mut builder = Builder::default();
    builder.add(batch);
    Arc::new(builder.finish())
}

fn keystroke(c: &mut Criterion) {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    for count in [10_000, 100_000] {
        let index = index(count);
        let titles: Vec<&str> = index.rows(&Scope::All).iter().map(|&row: &Row| index.folded(row)).collect();
        let mut group = c.benchmark_group(format!("keystroke/{count}"));
        group.sample_size(30);
        for &text in QUERIES {
            group.bench_function(BenchmarkId::new("bare frizbee", text), |b| {
                let config = Config { casing: CaseMatching::Ignore, ..Config::default() };
                b.iter(|| {
                    let patterns: Vec<Pattern> = text.split(' ').map(Pattern::from).collect();
                    black_box(Matcher::from_patterns(&patterns, &config).match_list_parallel(&titles, threads))
                });
            });
            let ask = |text: &str| Request {
                generation: 0,
                index: Arc::clone(&index),
                marks: dateline::index::Marks::default(),
                stories: dateline::story::Stories::default(),
                as_stories: false,
                scope: Scope::All,
                query: Query::parse(text),
                order: Order::Best,
                now: Timestamp(1_790_000_000),
                zone: jiff::tz::TimeZone::UTC,
                store: None,
            };
            group.bench_function(BenchmarkId::new("search", text), |b| {
                b.iter(|| {
                    let mut last = None;
                    run(&ask(text), &|| false, &mut |results| last = Some(results));
                    black_box(last.unwrap())
                });
            });
            if text.len() > 1 {
                group.bench_function(BenchmarkId::new("typed on", text), |b| {
                    let before = &text[..text.len() - 1];
                    b.iter_batched_ref(
                        || {
                            let mut searcher = Searcher::default();
                            searcher.run(&ask(before), &|| false, &mut |_| {});
                            searcher
                        },
                        |searcher| {
                            let mut last = None;
                            searcher.run(&ask(text), &|| false, &mut |results| last = Some(results));
                            black_box(last.unwrap())
                        },
                        criterion::BatchSize::LargeInput,
                    );
                });
            }
        }
        group.finish();
    }
}

fn texts(c: &mut Criterion) {
    for count in [10_000, 100_000] {
        let index = index(count);
        let excerpts: Vec<&str> = index.rows(&Scope::All).iter().map(|&row| index.excerpt(row)).collect();
        let mut group = c.benchmark_group(format!("text/{count}"));
        group.sample_size(30);
        for &word in TEXTS {
            group.bench_function(BenchmarkId::new("bare memmem", word), |b| {
                let finder = memchr::memmem::Finder::new(word);
                b.iter(|| black_box(excerpts.iter().filter(|text| finder.find(text.as_bytes()).is_some()).count()));
            });
            group.bench_function(BenchmarkId::new("search", word), |b| {
                let request = Request {
                    generation: 0,
                    index: Arc::clone(&index),
                    marks: dateline::index::Marks::default(),
                    stories: dateline::story::Stories::default(),
                    as_stories: false,
                    scope: Scope::All,
                    query: Query::parse(&format!("text:{word}")),
                    order: Order::Newest,
                    now: Timestamp(1_790_000_000),
                    zone: jiff::tz::TimeZone::UTC,
                    store: None,
                };
                b.iter(|| {
                    let mut last = None;
                    run(&request, &|| false, &mut |results| last = Some(results));
                    black_box(last.unwrap())
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, keystroke, texts);
criterion_main!(benches);
