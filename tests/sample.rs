//! The sample store: whole, without a single problem, and showing everything the reader can show.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::Reader;
use dateline::index::{Flags, Index, Scope};
use std::sync::Arc;

fn index() -> Arc<Index> {
    let mut reader = Reader::unread(common::sample_dir(), (120, 36));
    reader.load();
    reader.snapshots().pop().unwrap().index
}

#[test]
fn it_has_thirty_articles_or_more_and_no_problem() {
    let index = index();
    assert!(index.len() >= 30, "{}", index.len());
    assert!(index.problems().is_empty());
    assert_eq!(index.totals().duplicates, 0);
    assert_eq!(index.totals().not_articles, 1, "its README");
}

#[test]
fn its_topics_are_a_tree_of_three_levels_with_some_that_only_articles_name() {
    let index = index();
    assert_eq!(index.topics().iter().map(|node| node.depth).max(), Some(2));
    assert!(index.topics().iter().any(|node| !node.described));
    assert!(index.topics().iter().filter(|node| node.described).all(|node| node.count > 0));
}

#[test]
fn it_shows_a_video_a_course_one_held_back_an_estimated_date_and_coverage_of_several_outlets() {
    let index = index();
    let rows = index.rows(&Scope::All);
    let any = |what: &str, test: &dyn Fn(dateline::index::Row) -> bool| {
        assert!(rows.iter().any(|&row| test(row)), "no {what}");
    };
    any("video", &|row| index.kind(row) == "video");
    any("course", &|row| index.kind(row) == "course");
    any("one held back", &|row| index.flags(row).has(Flags::HELD_BACK));
    any("estimated date", &|row| index.flags(row).has(Flags::ESTIMATED));
    any("undated one", &|row| index.date(row).is_none());
    any("wide coverage", &|row| index.coverage(row) >= 3);
    any("body", &|row| index.flags(row).has(Flags::BODY));
    let in_script =
        |from: char, to: char| rows.iter().any(|&row| index.title(row).chars().any(|c| (from..=to).contains(&c)));
    assert!(in_script('\u{3040}', '\u{30ff}'), "a Japanese title");
    assert!(in_script('\u{590}', '\u{6ff}'), "a title from right to left");
    assert!(in_script('\u{1f300}', '\u{1faff}'), "a title with an emoji");
    assert!(rows.iter().any(|&row| index.title(row).chars().count() >= 150), "a long title");
}

#[test]
fn every_article_opens_and_draws_at_every_layout() {
    for size in [(180, 50), (80, 24), (40, 10)] {
        let mut reader = Reader::sample(size);
        let count = index().len();
        for _ in 0..count {
            assert!(!reader.keys("<Enter>").screen().trim().is_empty());
            assert!(!reader.screen().contains("can’t be read"), "{}", reader.screen());
            reader.keys("<Esc>j");
        }
    }
}
