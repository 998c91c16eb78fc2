//! Texts far longer than any article: their first page costs what it shows, and every line of them can be reached.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::pty::{Pty, command};
use common::{Made, Reader};
use dateline::app::Event;
use dateline::store::{Outcome, Store, Want};

const LINES: usize = 40_000;

fn long() -> Made {
    let body: String = (1..=LINES).map(|line| format!("Paragraph {line} of many.\n\n")).collect();
    Made::new().file("long.md", &format!("---\ntitle: Long\npublishedDateTime: 2021-01-01\n---\n{body}"))
}

fn shows(reader: &Reader, line: usize) -> bool {
    reader.screen().contains(&format!("Paragraph {line} of many."))
}

#[test]
fn the_end_the_middle_and_every_page_of_a_long_text_can_be_reached() {
    let made = long();
    let mut reader = Reader::open(made.path(), (100, 40));
    reader.keys("<Enter>");
    assert!(shows(&reader, 1));
    reader.keys("G");
    assert!(shows(&reader, LINES), "{}", reader.screen());
    reader.keys("gg");
    assert!(shows(&reader, 1));
    // Page by page no line is left out.
    let mut reader = Reader::open(made.path(), (100, 40));
    let mut next = 1;
    reader.keys("<Enter>z");
    for _ in 0..60 {
        let screen = reader.screen();
        for line in screen.lines().filter_map(|line| line.trim().strip_prefix("Paragraph ")) {
            let number: usize = line.split(' ').next().unwrap().parse().unwrap();
            assert!(number <= next, "{number} after {next}:\n{screen}");
            next = next.max(number + 1);
        }
        reader.keys(" ");
    }
    assert!(next > 1_000, "{next}");
}

#[test]
fn words_far_down_are_found() {
    let made = Made::new().file(
        "long.md",
        &format!(
            "---\ntitle: About a needle\npublishedDateTime: 2021-01-01\n---\n{}The needle lies here.\n",
            "hay and hay\n\n".repeat(20_000)
        ),
    );
    let mut reader = Reader::open(made.path(), (100, 40));
    reader.keys("/needle<Enter><Esc><Enter>nn");
    assert!(reader.screen().contains("The needle lies here."), "{}", reader.screen());
}

#[test]
fn matches_are_gone_through_after_the_page_has_become_shorter() {
    let words = "some words that wrap ".repeat(60);
    let made = Made::new().file(
        "a.md",
        &format!("---\ntitle: About a needle\npublishedDateTime: 2021-01-01\n---\n{words}\n\nThe needle lies here.\n"),
    );
    let mut reader = Reader::open(made.path(), (60, 20));
    reader.keys("/needle<Enter><Esc><Enter>nn");
    for size in [(200, 60), (60, 20), (40, 10)] {
        reader.resize(size.0, size.1).keys("NnNN");
        assert!(!reader.screen().is_empty());
    }
}

#[test]
fn one_line_of_megabytes_is_shown_from_its_beginning_to_its_end() {
    let body = format!("begin {} end", "word ".repeat(400_000));
    let made =
        Made::new().file("line.md", &format!("---\ntitle: One line\npublishedDateTime: 2021-01-01\n---\n{body}\n"));
    let mut reader = Reader::open(made.path(), (100, 40));
    assert!(reader.screen().contains("begin word"));
    assert!(reader.keys("<Enter>G").screen().contains("word end"), "{}", reader.screen());
}

#[test]
fn one_comes_back_to_the_line_one_left_off_at_far_down() {
    let made = long();
    let mut before = Reader::open(made.path(), (100, 40));
    before.keys("<Enter>G<C-u><C-u>");
    let after = Reader::recalling(made.path(), (100, 40), before.app.memory());
    assert_eq!(after.screen(), before.screen());
}

#[test]
fn the_beginning_of_a_long_file_is_the_beginning_of_all_of_it() {
    let made = long();
    let store = Store::open(made.path()).unwrap();
    let article = |outcome| match outcome {
        Outcome::Shown(parsed) => parsed.article,
        Outcome::Skipped(note) => panic!("{note:?}"),
    };
    let path = std::path::Path::new("long.md");
    let (first, whole) = (article(store.beginning(path)), article(store.article(path, Want::Whole)));
    assert!(first.body.more && !whole.body.more);
    let len = first.body.blocks.len();
    assert!((500..5_000).contains(&len), "{len}");
    assert_eq!(first.body.blocks[..len - 1], whole.body.blocks[..len - 1]);
    let short = Made::new().article("short.md", "title: Short");
    let outcome = Store::open(short.path()).unwrap().beginning("short.md".as_ref());
    assert!(!article(outcome).body.more);
}

#[test]
fn what_is_asked_for_while_the_rest_is_read_is_done_when_it_is_there() {
    let made = long();
    let store = Store::open(made.path()).unwrap();
    let mut reader = Reader::open(made.path(), (100, 40));
    let id = reader.app.memory().article.map(|(id, _)| id);
    reader.keys("jk<Enter>");
    let id = id.or_else(|| reader.app.memory().article.map(|(id, _)| id)).unwrap();
    let article = |outcome| match outcome {
        Outcome::Shown(parsed) => Ok(Box::new(parsed.article)),
        Outcome::Skipped(note) => Err(note),
    };
    let path = std::path::Path::new("long.md");
    reader.send(Event::Article(id, article(store.beginning(path))));
    reader.keys("G");
    assert!(!shows(&reader, LINES));
    reader.send(Event::Article(id, article(store.article(path, Want::Whole))));
    assert!(shows(&reader, LINES), "{}", reader.screen());
}

#[test]
fn in_the_program_the_end_of_a_long_text_is_one_key_away() {
    let home = tempfile::tempdir().unwrap();
    let made = long();
    let mut pty = Pty::start(command(home.path(), &[&made.path().to_string_lossy()]), (100, 40));
    pty.wait_for("Paragraph 1 of many.");
    pty.keys("\rG");
    pty.wait_for(&format!("Paragraph {LINES} of many."));
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
}
