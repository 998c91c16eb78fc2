//! One file's front matter to an article, against `serde_yaml` reading the same front matter to a plain value; and each half
//! of the way by itself: the scanner alone, the parser's events alone, and a headline without the scanner.

#![expect(clippy::unwrap_used, reason = "a bench may fail")]

#[path = "../tests/common/corpus.rs"]
mod corpus;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::store::{Source, Want, parse, parse_by_events, readers};

fn files(c: &mut Criterion) {
    let files: Vec<_> =
        (0..200).map(|number| corpus::file(number, 1)).filter(|(_, text)| !text.contains("title: [")).collect();
    let front: Vec<&str> = files
        .iter()
        .filter_map(|(_, text)| text.strip_prefix("---\n")?.split_once("\n---\n").map(|(yaml, _)| yaml))
        .collect();
    let mut group = c.benchmark_group("parse");
    group.throughput(Throughput::Elements(files.len() as u64));
    group.bench_function("serde_yaml, to a value", |b| {
        b.iter(|| {
            front.iter().for_each(|yaml| {
                black_box(serde_yaml::from_str::<serde_yaml::Value>(yaml).unwrap());
            });
        });
    });
    for (name, read) in
        [("scan alone", readers::is_sure as fn(&str) -> bool), ("event tree", readers::is_read_by_events)]
    {
        group.bench_function(name, |b| {
            b.iter(|| {
                front.iter().for_each(|yaml| {
                    assert!(black_box(read(yaml)));
                });
            });
        });
    }
    group.bench_function("headline, by events", |b| {
        b.iter(|| {
            files.iter().for_each(|(path, text)| {
                let source = Source { bytes: text.as_bytes(), path, store_name: "bench" };
                black_box(parse_by_events(&source, Want::Headline));
            });
        });
    });
    for (name, want) in [("headline", Want::Headline), ("whole", Want::Whole)] {
        group.bench_function(name, |b| {
            b.iter(|| {
                files.iter().for_each(|(path, text)| {
                    black_box(parse(&Source { bytes: text.as_bytes(), path, store_name: "bench" }, want));
                });
            });
        });
    }
    group.finish();
}

criterion_group!(benches, files);
criterion_main!(benches);
