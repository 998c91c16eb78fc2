//! Whole screens of the sample, at every layout's size and in every pane, without a terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::{Made, Reader};
use insta::assert_snapshot;

/// The screen after a script of keys, on the sample.
fn sample(size: (u16, u16), keys: &str) -> String {
    Reader::sample(size).keys(keys).screen()
}

#[test]
fn wide_180x50() {
    assert_snapshot!(sample((180, 50), ""));
}

#[test]
fn wide_124x36() {
    assert_snapshot!(sample((124, 36), "jjj"));
}

#[test]
fn medium_120x36() {
    assert_snapshot!(sample((120, 36), "jj"));
}

#[test]
fn medium_100x30_topics_are_a_drawer() {
    assert_snapshot!(sample((100, 30), "T"));
}

#[test]
fn narrow_80x24() {
    assert_snapshot!(sample((80, 24), "j"));
}

#[test]
fn narrow_60x20() {
    assert_snapshot!(sample((60, 20), "j"));
}

#[test]
fn one_pane_40x10_list() {
    assert_snapshot!(sample((40, 10), "j"));
}

#[test]
fn one_pane_40x10_article() {
    assert_snapshot!(sample((40, 10), "j<Enter>"));
}

#[test]
fn one_pane_30x8_topics() {
    assert_snapshot!(sample((30, 8), "h"));
}

#[test]
fn below_30x8_one_plain_line_says_so() {
    assert_eq!(sample((29, 20), "").trim(), "Dateline needs 30 x 8");
    assert_eq!(sample((80, 7), "").trim(), "Dateline needs 30 x 8");
}

#[test]
fn an_article_with_a_long_body_alone() {
    assert_snapshot!(sample((100, 40), "/dinner placemat<Enter>z"));
}

#[test]
fn coverage_links_and_facts_beside_the_article() {
    assert_snapshot!(sample((140, 44), "/ceefax goes dark<Enter><Enter>"));
}

#[test]
fn the_search_box_while_typing() {
    assert_snapshot!(sample((120, 30), "/wire"));
}

#[test]
fn the_keys_of_the_list() {
    assert_snapshot!(sample((100, 40), "?"));
}

#[test]
fn the_menu_of_orders() {
    let mut reader = Reader::sample((80, 24));
    assert_snapshot!(reader.keys("S").linger().screen());
}

#[test]
fn the_picker_of_topics_and_outlets() {
    assert_snapshot!(sample((100, 30), "tterm"));
}

#[test]
fn an_empty_store_says_what_an_article_is() {
    let made = Made::new();
    let text = Reader::open(made.path(), (80, 24)).screen();
    assert!(text.contains("There are no articles in"), "{text}");
    assert!(text.contains("front matter"), "{text}");
}

#[test]
fn a_missing_folder_is_said_in_the_list() {
    let text = Reader::open("/nonexistent/news".as_ref(), (80, 24)).screen();
    assert!(text.contains("/nonexistent/news"), "{text}");
}

#[test]
fn one_article_is_a_whole_store() {
    let made =
        Made::new().article("_news/2021-01-02-one.md", "title: The only one\npublishedDateTime: 2021-01-02T03:04:05Z");
    assert_snapshot!(Reader::open(made.path(), (80, 20)).screen().replace(&store_name(&made), "STORE"));
}

#[test]
fn before_the_store_is_read_there_is_a_screen_already() {
    let text = Reader::unread(common::sample_dir(), (80, 24)).screen();
    assert!(text.contains("Reading"), "{text}");
}

fn store_name(made: &Made) -> String {
    made.path().file_name().unwrap().to_string_lossy().into_owned()
}
