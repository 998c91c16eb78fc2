//! What a key asks of the whole list: another topic, another order. Each against a plain copy of the rows that come of it. At 10,000
//! and 100,000 articles; with DATELINE_BENCH_1M set at a million too.

#[path = "../tests/common/corpus.rs"]
mod corpus;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::index::{Index, Scope};
use dateline::model::Timestamp;
use dateline::search::{Order, Query, Request, Results, run};

fn answer(index: &Arc<Index>, scope: &Scope, order: Order) -> Option<Results> {
    let request = Request {
        generation: 0,
        index: Arc::clone(index),
        marks: dateline::index::Marks::default(),
        stories: dateline::story::Stories::default(),
        as_stories: false,
        scope: scope.clone(),
        query: Query::default(),
        order,
        now: Timestamp(1_790_000_000),
        zone: jiff::tz::TimeZone::UTC,
        store: None,
    };
    let mut last = None;
    run(&request, &|| false, &mut |results| last = Some(results));
    last
}

fn change(c: &mut Criterion) {
    let mut sizes = vec![10_000, 100_000];
    sizes.extend(std::env::var_os("DATELINE_BENCH_1M").map(|_| 1_000_000));
    for count in sizes {
        let index = corpus::index(count);
        let topic = Scope::Topic(corpus::TOPICS[0].1.into());
        let mut group = c.benchmark_group(format!("change/{count}"));
        group.sample_size(20);
        group.bench_function("a copy of all rows", |b| b.iter(|| black_box(index.rows(&Scope::All).to_vec())));
        group.bench_function("to a topic", |b| b.iter(|| black_box(answer(&index, &topic, Order::Newest))));
        for (name, order) in [
            ("to oldest", Order::Oldest),
            ("to heat", Order::Heat),
            ("to title", Order::Title),
            ("to outlet", Order::Outlet),
        ] {
            group.bench_function(name, |b| b.iter(|| black_box(answer(&index, &Scope::All, order))));
        }
        group.finish();
    }
}

criterion_group!(benches, change);
criterion_main!(benches);
