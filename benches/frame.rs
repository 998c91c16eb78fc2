//! One frame, and one key that moves: the view model of the rows in sight and its painting, against a paragraph of
//! the same cells set by ratatui alone. Neither writes to a terminal.

#![allow(clippy::expect_used, reason = "a bench that can not begin has nothing to say")]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{Reader, corpus};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Paragraph, Widget};
use std::hint::black_box;

const SIZE: (u16, u16) = (120, 36);

fn frame(c: &mut Criterion) {
    let mut group = c.benchmark_group("frame 120x36");
    for articles in [1_000, 10_000] {
        let dir = tempfile::tempdir().expect("a temporary folder");
        corpus::write(dir.path(), articles, 1).expect("the store is written");
        let mut reader = Reader::open(dir.path(), SIZE);
        let text = reader.screen();
        let area = Rect::new(0, 0, SIZE.0, SIZE.1);
        group.bench_function(format!("baseline: the same text as one paragraph, {articles}"), |b| {
            b.iter_batched(
                || Buffer::empty(area),
                |mut buffer| {
                    Paragraph::new(text.as_str()).render(area, &mut buffer);
                    black_box(buffer)
                },
                BatchSize::SmallInput,
            );
        });
        group.bench_function(format!("view and paint, {articles} articles"), |b| b.iter(|| black_box(reader.buffer())));
        group.bench_function(format!("j, its article's file, view and paint, {articles} articles"), |b| {
            b.iter(|| {
                reader.keys("jk");
                black_box(reader.buffer())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, frame);
criterion_main!(benches);
