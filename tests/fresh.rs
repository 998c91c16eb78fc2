//! A store that changes while one reads in it: keys and changes in, screen out. Nothing moves by itself; what has changed is announced
//! and waits.

#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod common;

use common::{Made, Reader};
use dateline::app::Event;
use dateline::index::{Cache, Touched};
use std::path::Path;

const SIZE: (u16, u16) = (120, 36);

/// Ten dated articles, the newest first: `Headline 9` down to `Headline 0`.
fn store() -> Made {
    (0..10).fold(Made::new(), |made, n| {
        made.article(
            &format!("_news/{n}.md"),
            &format!("title: Headline {n}\npublishedDateTime: 2026-11-{:02}\ntopics: [News]", n + 1),
        )
    })
}

fn write(store: &Made, path: &str, title: &str, day: u8) {
    let text = format!("---\ntitle: {title}\npublishedDateTime: 2026-11-{day:02}\n---\n");
    std::fs::write(store.path().join(path), text).unwrap();
}

fn touched(reader: &mut Reader, paths: &[&str]) {
    reader.send(Event::StoreTouched(Touched::Files(paths.iter().map(Into::into).collect())));
}

fn heading(reader: &Reader) -> String {
    reader.screen().lines().next().unwrap().to_owned()
}

#[test]
fn new_articles_are_announced_and_nothing_moves_until_one_goes_to_the_top() {
    let store = store();
    let mut reader = Reader::open(store.path(), SIZE);
    reader.keys("jj");
    let before = reader.screen();
    write(&store, "_news/new.md", "Fresh from the wire", 20);
    write(&store, "_news/new-2.md", "Another one", 19);
    touched(&mut reader, &["_news/new-2.md", "_news/new.md"]);
    assert!(heading(&reader).contains("2 new   3 of 10"), "{}", heading(&reader));
    // All but the heading, and the counts of the topics.
    let list = |screen: &str| {
        screen.lines().skip(1).map(|line| line.get(31..).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list(&reader.screen()), list(&before));
    reader.keys("gg");
    assert!(reader.selected().contains("Fresh from the wire"), "{}", reader.screen());
    assert!(heading(&reader).contains("1 of 12") && !heading(&reader).contains("2 new"), "{}", heading(&reader));
}

#[test]
fn r_takes_in_what_was_announced_and_keeps_the_selected_line() {
    let store = store();
    let mut reader = Reader::open(store.path(), SIZE);
    reader.keys("jjj");
    assert!(reader.selected().contains("Headline 6"));
    write(&store, "_news/new.md", "Fresh from the wire", 20);
    touched(&mut reader, &["_news/new.md"]);
    reader.keys("r");
    assert!(reader.selected().contains("Headline 6"), "{}", reader.screen());
    assert!(heading(&reader).contains("5 of 11"), "{}", heading(&reader));
    assert_eq!(reader.last_line().split("  ").next().unwrap(), "1 new.");
    reader.keys("r");
    assert_eq!(reader.last_line().split("  ").next().unwrap(), "Nothing has changed.");
}

#[test]
fn an_edit_is_announced_as_a_change_and_a_search_shows_it() {
    let store = store();
    let mut reader = Reader::open(store.path(), SIZE);
    write(&store, "_news/4.md", "Corrected headline", 5);
    touched(&mut reader, &["_news/4.md"]);
    assert!(heading(&reader).contains("1 changed"), "{}", heading(&reader));
    assert!(reader.line_with("Headline 4").is_some());
    // What is asked anew is answered by what is known now.
    reader.keys("/corrected");
    assert!(reader.selected().contains("Corrected headline"), "{}", reader.screen());
    reader.keys("<Esc>");
    assert!(reader.line_with("Headline 4").is_none() && !heading(&reader).contains("changed"), "{}", reader.screen());
}

#[test]
fn a_change_while_another_is_looked_for_is_looked_for_afterwards() {
    let store = store();
    let mut reader = Reader::open(store.path(), SIZE);
    // The first question is not answered yet.
    let effects = reader.app.update(Event::StoreTouched(Touched::Files(vec!["_news/a.md".into()])));
    assert_eq!(effects.len(), 1);
    assert!(reader.app.update(Event::StoreTouched(Touched::Files(vec!["_news/b.md".into()]))).is_empty());
    write(&store, "_news/a.md", "One", 20);
    write(&store, "_news/b.md", "Two", 21);
    effects.into_iter().for_each(|effect| reader.run(effect));
    assert!(heading(&reader).contains("2 new"), "{}", heading(&reader));
}

#[test]
fn what_is_new_is_announced_before_there_is_an_index_of_it_and_comes_to_who_went_to_the_top_for_it() {
    let store = store();
    for goes in [true, false] {
        let mut reader = Reader::open(store.path(), SIZE);
        let (path, title) = if goes { ("_news/a.md", "Early") } else { ("_news/b.md", "Earlier") };
        write(&store, path, title, 20);
        let looks = reader.app.update(Event::StoreTouched(Touched::Files(vec![path.into()]))).pop().unwrap();
        let mut told = reader.looked(looks);
        let last = told.pop().unwrap();
        told.into_iter().for_each(|snapshot| reader.send(Event::Snapshot(snapshot)));
        assert!(heading(&reader).contains("1 new   1 of"), "{}", heading(&reader));
        assert!(reader.line_with(title).is_none());
        if goes {
            reader.keys("gg");
        }
        reader.send(Event::Snapshot(last));
        assert_eq!(reader.selected().contains(title), goes, "{}", reader.screen());
        assert_eq!(heading(&reader).contains("1 new   1 of"), !goes, "{}", heading(&reader));
    }
}

#[test]
fn the_excerpt_stands_there_before_the_file_is_read() {
    let store = Made::new()
        .article("_news/a.md", "title: Cable joins two continents\nexcerpt: It took three ships and a summer.");
    let mut reader = Reader::unread(store.path(), SIZE);
    reader.cache = Cache::none();
    for snapshot in reader.snapshots() {
        // The effects are not carried out: no file is read.
        drop(reader.app.update(Event::Snapshot(snapshot)));
    }
    let screen = reader.screen();
    assert!(screen.contains("It took three ships and a summer."), "{screen}");
}

#[test]
fn where_one_has_not_moved_a_start_ends_at_the_newest() {
    let store = store();
    let cache = tempfile::tempdir().unwrap();
    let open = |path: &Path| {
        let mut reader = Reader::unread(path, SIZE);
        reader.cache = Cache::at(cache.path());
        reader
    };
    open(store.path()).load();
    write(&store, "_news/new.md", "Fresh from the wire", 20);
    let mut reader = open(store.path());
    let snapshots = reader.snapshots();
    assert!(snapshots[0].whole && !snapshots[0].done, "what was kept comes first");
    let mut snapshots = snapshots.into_iter();
    reader.send(Event::Snapshot(snapshots.next().unwrap()));
    assert!(reader.selected().contains("Headline 9"), "{}", reader.screen());
    snapshots.for_each(|snapshot| reader.send(Event::Snapshot(snapshot)));
    assert!(reader.selected().contains("Fresh from the wire"), "{}", reader.screen());
    assert!(reader.last_line().starts_with("1 new."), "{}", reader.last_line());
    // Who has moved stays where they are.
    write(&store, "_news/newer.md", "Fresher still", 21);
    let mut reader = open(store.path());
    let mut snapshots = reader.snapshots().into_iter();
    reader.send(Event::Snapshot(snapshots.next().unwrap()));
    reader.keys("j");
    let held = reader.selected();
    snapshots.for_each(|snapshot| reader.send(Event::Snapshot(snapshot)));
    assert_eq!(reader.selected(), held);
    assert!(heading(&reader).contains("3 of 12"), "{}", heading(&reader));
}

#[test]
fn while_a_store_is_first_read_how_far_and_how_fast_is_told() {
    let store = store();
    let mut reader = Reader::unread(store.path(), SIZE);
    let mut snapshot = reader.snapshots().pop().unwrap();
    (snapshot.whole, snapshot.done) = (false, false);
    (snapshot.read, snapshot.listed, snapshot.rate) = (31_204, 48_000, 62_000);
    reader.send(Event::Snapshot(snapshot));
    let line = reader.last_line();
    assert!(line.contains("31,204 of about 48,000") && line.ends_with("62,000/s"), "{line}");
}
