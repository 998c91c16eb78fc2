//! One frame, and one key that moves: the view model of the rows in sight and its painting, against a paragraph of
//! the same cells set by ratatui alone. Neither writes to a terminal. The articles are made in memory, so that only
//! their number differs: what one of the groups' parts costs at 10,000 it costs at 1,000,000 (`DATELINE_BENCH_1M=1`).

#![allow(clippy::expect_used, reason = "a bench that can not begin has nothing to say")]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{Reader, corpus};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use dateline::app::Event;
use dateline::index::{Batch, Builder, Changes, Snapshot};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Paragraph, Widget};
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

const SIZE: (u16, u16) = (120, 36);
const SEED: u64 = 1;
/// Of so many of the newest articles there are files, for the article pane.
const FILES: usize = 100;

/// So many articles as the loader would give them, and the numbers of the newest, newest first.
fn snapshot(count: usize) -> (Snapshot, Vec<usize>) {
    let mut batch = Batch::default();
    let mut dated = Vec::with_capacity(count);
    for number in 0..count {
        let (path, article) = corpus::article(number, SEED);
        batch.push(&article, false, &path);
        dated.push((article.published, number));
    }
    let mut builder = Builder::default();
    builder.add(batch);
    let index = Arc::new(builder.finish());
    dated.sort_by(|a, b| b.cmp(a));
    let newest = dated.iter().take(FILES).map(|(_, number)| *number).collect();
    let changes = Changes::default();
    (Snapshot { index, whole: true, read: count, rate: 0, listed: count, changes, done: true }, newest)
}

/// A reader of so many articles, over a folder that holds the files of the newest.
fn reader(dir: &Path, count: usize) -> Reader {
    let (snapshot, newest) = snapshot(count);
    corpus::folders(dir).expect("the folders are made");
    for number in newest {
        let (path, text) = corpus::file(number, SEED);
        fs::write(dir.join(path), text).expect("the file is written");
    }
    let mut reader = Reader::unread(dir, SIZE);
    reader.send(Event::Snapshot(snapshot));
    reader
}

fn frame(c: &mut Criterion) {
    let mut group = c.benchmark_group("frame 120x36");
    let million = std::env::var_os("DATELINE_BENCH_1M").map(|_| 1_000_000);
    for articles in [10_000, 100_000].into_iter().chain(million) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let mut reader = reader(dir.path(), articles);
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
        for (keys, what) in [("jk", "j and k, the articles' files"), ("<C-d><C-u>", "C-d and C-u, the articles' files")]
        {
            group.bench_function(format!("{what}, view and paint, {articles} articles"), |b| {
                b.iter(|| {
                    reader.keys(keys);
                    black_box(reader.buffer())
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, frame);
criterion_main!(benches);
