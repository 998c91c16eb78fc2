//! Marking without a terminal: keys in, marks on the screen out, and what would be in the journal.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::{Made, NOW, Reader};
use dateline::app::{Event, Memory, Symbols};
use dateline::config::MarkRead;
use dateline::input::Keymap;
use dateline::model::Timestamp;
use dateline::store::marks::{Mark, Moment, Step, Verb, Way};

const SIZE: (u16, u16) = (124, 30);

/// Ten articles, a day apart, the newest of 20 November; two outlets, two topics.
fn ten() -> Made {
    (1..=10).fold(Made::new(), |made, n| {
        let outlet = if n % 2 == 0 { "Evening Post" } else { "Morning Star" };
        let topic = if n % 5 == 0 { "Rivers" } else { "Hills" };
        let front = format!(
            "title: Walk number {n}\nexcerpt: Excerpt {n}.\npublishedDateTime: 2026-11-{:02}T10:00:00Z\n\
             originalUrl: https://example.com/{n}\nprovider:\n  name: {outlet}\ntopics: [{topic}]",
            n + 10
        );
        made.article(&format!("_news/{n:02}.md"), &front)
    })
}

/// The lines of the list that stand for headlines, with their marks.
fn rows(reader: &Reader) -> Vec<String> {
    let list = |line: &str| {
        let at = line.find("Walk number")?;
        let end = line[at..].find("  ").map_or(line.len(), |end| at + end);
        let marks: String = line[..at].chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
        Some(format!("{}{}", marks.trim_start_matches(['│', '▌']), &line[at + "Walk number ".len()..end]))
    };
    let screen = reader.screen();
    let list_end = screen.lines().position(|line| line.contains("───")).unwrap_or(usize::MAX);
    screen.lines().take(list_end).filter_map(list).collect()
}

fn unread(reader: &Reader) -> Vec<String> {
    rows(reader).iter().filter(|row| row.contains('●')).map(|row| row.rsplit(' ').next().unwrap().to_owned()).collect()
}

/// What stands beside a line of the topics.
fn beside(reader: &Reader, topic: &str) -> String {
    let line = reader.screen().lines().find(|line| line.split('│').next().unwrap().contains(topic)).unwrap().to_owned();
    line.split('│').next().unwrap().split(topic).nth(1).unwrap().trim().to_owned()
}

fn reader(made: &Made) -> Reader {
    Reader::marking(made.path(), SIZE)
}

#[test]
fn the_first_visit_begins_with_the_newest_week_of_the_store_unread() {
    let made = ten();
    let mut reader = reader(&made);
    assert_eq!(unread(&reader), ["10", "9", "8", "7", "6", "5", "4"]);
    assert!(reader.last_line().starts_with("First visit: only the newest week is unread (7). u makes all unread."));
    assert_eq!(
        (beside(&reader, "Unread"), beside(&reader, "Hills"), beside(&reader, "Rivers")),
        ("7".into(), "5".into(), "2".into())
    );
    assert_eq!(reader.journal(), ["baseline store"]);
    reader.keys("u");
    assert_eq!(unread(&reader).len(), 10);
    assert!(
        reader.last_line().starts_with("Undone: everything up to 13 Nov 2026 counts as read."),
        "{}",
        reader.last_line()
    );
    reader.keys("U");
    assert_eq!(unread(&reader).len(), 7);
}

#[test]
fn keys_mark_the_row_and_take_the_mark_off() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("sjbjm");
    assert_eq!(rows(&reader)[..3], ["●★ 10", "●» 9", "   8"]);
    assert_eq!(
        (beside(&reader, "Unread"), beside(&reader, "Starred"), beside(&reader, "Later")),
        ("6".into(), "1".into(), "1".into())
    );
    reader.keys("mkbks");
    assert_eq!(rows(&reader)[..3], ["●  10", "●  9", "●  8"]);
    assert_eq!(
        reader.journal()[1..],
        [
            "star Walk number 10",
            "later Walk number 9",
            "read Walk number 8",
            "unread Walk number 8",
            "done Walk number 9",
            "unstar Walk number 10"
        ]
    );
}

#[test]
fn a_selection_is_marked_together_and_undone_together() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("jvjj");
    assert!(reader.screen().contains("3 selected of 10"), "{}", reader.screen());
    reader.keys("m");
    assert_eq!(unread(&reader), ["10", "6", "5", "4"]);
    assert!(reader.last_line().starts_with("3 headlines marked read. u takes it back."), "{}", reader.last_line());
    reader.keys("u");
    assert_eq!(unread(&reader).len(), 7);
    assert!(reader.last_line().starts_with("Undone: 3 headlines marked read."), "{}", reader.last_line());
    reader.keys("<C-r>");
    assert_eq!(unread(&reader).len(), 4);
    // All of the list; where some are starred, all become so, and where all are, none.
    reader.keys("s<C-a>s");
    assert_eq!(beside(&reader, "Starred"), "10");
    reader.keys("<C-a>s");
    assert_eq!(beside(&reader, "Starred"), "");
    // A selection is dropped by Esc before anything else is.
    reader.keys("vj<Esc>");
    assert!(!reader.screen().contains("selected of"));
}

#[test]
fn opening_marks_read_and_passing_over_does_not() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("jjkj");
    assert_eq!(unread(&reader).len(), 7);
    reader.keys("<Enter>");
    assert_eq!(unread(&reader), ["10", "9", "7", "6", "5", "4"]);
    // From article to article: who stays in one reads it.
    reader.keys("J");
    assert_eq!(unread(&reader).len(), 6);
    reader.stay();
    assert_eq!(unread(&reader), ["10", "9", "6", "5", "4"]);
    assert!(reader.app.reads().is_none());
    // What the reader says goes before what follows from staying.
    reader.keys("m");
    assert!(reader.app.reads().is_none());
    assert_eq!(unread(&reader), ["10", "9", "7", "6", "5", "4"]);
    // Nor does a popup make the reader forget it.
    reader.keys("?<Esc>");
    assert!(reader.app.reads().is_none());
    // In the list nobody is in an article.
    reader.keys("<Esc>J");
    assert!(reader.app.reads().is_none());
    // The original.
    reader.keys("o");
    assert_eq!(reader.opened, ["https://example.com/6"]);
    assert_eq!(unread(&reader), ["10", "9", "7", "5", "4"]);
}

#[test]
fn space_reads_an_article_to_its_end_and_goes_on_to_what_is_unread() {
    let made = ten().file(
        "_news/11.md",
        &format!("---\ntitle: A long walk\npublishedDateTime: 2026-11-21\n---\n{}", "Step by step.\n\n".repeat(40)),
    );
    let mut reader = reader(&made);
    reader.keys(" ");
    assert!(reader.line_with("A long walk").unwrap().contains('●'), "{}", reader.screen());
    reader.keys(&" ".repeat(12));
    assert!(!reader.line_with("A long walk").unwrap().contains("● "), "{}", reader.screen());
    // What is read already is passed over.
    let made = ten();
    let mut reader = Reader::marking(made.path(), SIZE);
    reader.keys("jmk ");
    assert!(reader.selected().contains("number 8"), "{}", reader.screen());
}

#[test]
fn what_marks_read_is_the_readers_choice() {
    let made = ten();
    for (mark_read, opened, stayed) in [(MarkRead::Open, 6, 6), (MarkRead::Read, 7, 6), (MarkRead::Never, 7, 7)] {
        let mut reader = Reader::choosing(made.path(), SIZE, mark_read).with_marks(NOW);
        reader.load();
        reader.keys("<Enter>");
        assert_eq!(unread(&reader).len(), opened, "{mark_read:?}");
        if reader.app.reads().is_some() {
            reader.stay();
        }
        assert_eq!(unread(&reader).len(), stayed, "{mark_read:?}");
        // It is in the history in any case.
        reader.keys("<Esc>T").keys("t").keys("History<Enter>");
        assert_eq!(rows(&reader).len(), 1, "{}", reader.screen());
    }
}

#[test]
fn brackets_go_from_unread_to_unread() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("jvjm").keys("gg]");
    assert!(reader.selected().contains("number 7"), "{}", reader.screen());
    reader.keys("[");
    assert!(reader.selected().contains("number 10"), "{}", reader.screen());
    reader.keys("[");
    assert!(reader.last_line().starts_with("No headline before this one is unread."));
    reader.keys("G]");
    assert!(reader.last_line().starts_with("No headline after this one is unread."));
    // Opened, and on.
    reader.keys("ggO");
    assert_eq!(reader.opened, ["https://example.com/10"]);
    assert!(reader.selected().contains("number 7"), "{}", reader.screen());
}

#[test]
fn all_of_a_list_is_marked_as_it_was_when_it_was_asked() {
    let made = ten();
    let mut reader = reader(&made);
    // Nothing filters the list: it asks.
    reader.keys("M");
    assert!(reader.screen().contains("Mark 7 headlines read?"), "{}", reader.screen());
    reader.keys("n");
    assert_eq!(unread(&reader).len(), 7);
    // A search does: it does not ask.
    reader.keys("/'9<Enter>M");
    assert!(reader.last_line().starts_with("“Walk number 9” marked read."), "{}", reader.last_line());
    reader.keys("<Esc>");
    assert_eq!(unread(&reader), ["10", "8", "7", "6", "5", "4"]);
    reader.keys("My");
    assert_eq!(unread(&reader), [""; 0]);
    assert!(reader.last_line().starts_with("6 headlines marked read."), "{}", reader.last_line());
    reader.keys("M");
    assert!(reader.last_line().starts_with("All of this list is read."));
    reader.keys("uu");
    assert_eq!(unread(&reader).len(), 7);
}

#[test]
fn what_is_read_is_hidden_and_the_row_just_read_stays() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys(".");
    assert_eq!(rows(&reader).len(), 7);
    assert!(reader.screen().contains("unread only"), "{}", reader.screen());
    reader.keys("jmj");
    assert_eq!(rows(&reader).len(), 7);
    // Neither another order nor a look at the store takes it away.
    reader.keys("Sor");
    assert_eq!(rows(&reader).len(), 7, "{}", reader.screen());
    // Another list does.
    reader.keys("/walk<Enter><Esc>");
    assert_eq!(rows(&reader).len(), 6, "{}", reader.screen());
    reader.keys(".");
    assert_eq!(rows(&reader).len(), 10);
}

#[test]
fn the_lists_of_marks_stand_at_the_top_of_the_topics() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("sjjb").keys("<Enter><Esc>").keys("jj<Enter><Esc>");
    let go = |reader: &mut Reader, name: &str| {
        reader.keys("t").keys(name).keys("<Enter>");
        rows(reader).iter().map(|row| row.rsplit(' ').next().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(go(&mut reader, "Unread"), "10 9 7 5 4");
    assert_eq!(go(&mut reader, "Starred"), "10");
    assert_eq!(go(&mut reader, "Later"), "8");
    // The last seen first.
    assert_eq!(go(&mut reader, "History"), "6 8");
    assert!(reader.screen().contains("History  by when seen"), "{}", reader.screen());
    // They are nobody's to remove.
    reader.keys("hxr");
    assert!(reader.last_line().contains("History is everybody’s"), "{}", reader.last_line());
    // With a search of one's own in it.
    reader.keys("l/is:unread topic:rivers<Enter>");
    assert_eq!(rows(&reader).len(), 2, "{}", reader.screen());
}

#[test]
fn what_came_since_the_last_visit_is_new() {
    let made = ten();
    let since = Timestamp::parse("2026-11-18T12:00:00Z").unwrap();
    let mut reader = Reader::unread(made.path(), SIZE).with_marks(since);
    reader.load();
    assert_eq!(beside(&reader, "Since last visit"), "2");
    // One of long ago that comes now is new too, and unread: nobody has seen it.
    let late = "---\ntitle: Walk number 0\npublishedDateTime: 2026-11-03\n---\n";
    std::fs::write(made.path().join("_news/00.md"), late).unwrap();
    reader.keys("r");
    assert_eq!(beside(&reader, "Since last visit"), "3");
    reader.keys("/is:new<Enter>");
    assert_eq!(rows(&reader).len(), 3, "{}", reader.screen());
    assert_eq!(unread(&reader), ["10", "9", "0"]);
    // What says it is of tomorrow did not come since.
    let made = ten().article("_news/t.md", "title: Walk number 99\npublishedDateTime: 2026-11-30");
    let mut reader = Reader::unread(made.path(), SIZE).with_marks(since);
    reader.load();
    assert_eq!(beside(&reader, "Since last visit"), "2");
}

#[test]
fn what_is_hidden_is_not_missing_from_the_lists_of_marks() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("sm.tStarred<Enter>");
    assert_eq!(rows(&reader), [" ★ 10"], "{}", reader.screen());
    assert!(!reader.screen().contains("unread only"), "{}", reader.screen());
    reader.keys("tLater<Enter>");
    assert!(
        reader.screen().contains("Nothing is kept for later.")
            && reader.screen().contains("b on a headline puts it here.")
    );
    reader.keys("<Esc>M").keys("y.").keys(".");
    assert!(
        reader.screen().contains("All of it is read.") && reader.screen().contains(". shows it."),
        "{}",
        reader.screen()
    );
}

#[test]
fn what_is_marked_is_told_where_no_row_shows_it() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("sb");
    assert!(reader.last_line().starts_with("“Walk number 10” kept for later."), "{}", reader.last_line());
    reader.keys("<Enter>z");
    assert!(reader.screen().contains("★ starred, » for later"), "{}", reader.screen());
    reader.keys("s");
    assert!(!reader.screen().contains("★ starred"), "{}", reader.screen());
    assert!(reader.last_line().starts_with("Star taken off “Walk number 10”."), "{}", reader.last_line());
    // Nobody selects what is not in sight.
    reader.keys("<C-a>");
    assert!(reader.last_line().starts_with("Headlines are selected in their list"), "{}", reader.last_line());
    reader.keys("m");
    assert_eq!(reader.journal().iter().filter(|line| line.starts_with("unread")).count(), 1);
}

#[test]
fn what_is_not_there_any_more_can_be_undone_too() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("s");
    std::fs::remove_file(made.path().join("_news/10.md")).unwrap();
    reader.keys("ru");
    assert!(reader.last_line().starts_with("Undone: 1 headline starred."), "{}", reader.last_line());
    assert_eq!(reader.journal().last().unwrap(), "unstar");
}

#[test]
fn marks_follow_an_article_that_moves_and_the_reader_stays_where_he_is() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("jjs");
    std::fs::create_dir(made.path().join("_archive")).unwrap();
    std::fs::rename(made.path().join("_news/08.md"), made.path().join("_archive/8.md")).unwrap();
    reader.keys("r");
    assert!(reader.selected().contains("number 8"), "{}", reader.screen());
    assert_eq!(rows(&reader)[2], "●★ 8");
}

#[test]
fn what_was_marked_before_a_restart_of_the_same_day_can_be_undone() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("jm");
    let [_, step] = &reader.marks.as_ref().unwrap().done[..] else { panic!("two steps") };
    let (at, changes) = (step.at, step.changes.clone());
    let undone = Step { at: Moment(at.0 + 1), changes: vec![(changes[0].0, Verb::Star)], baseline: None, of: None };
    let taken_back = Step {
        at: Moment(at.0 + 2),
        of: Some((Way::Undo, undone.at)),
        changes: vec![(changes[0].0, Verb::Unstar)],
        baseline: None,
    };
    // Another reader, that is told what was done today.
    let earlier = vec![Step { at, changes, baseline: None, of: None }, undone, taken_back];
    let mut again = Reader::unread(made.path(), SIZE).with_marks(NOW);
    again.marks.as_mut().unwrap().done.clone_from(&reader.marks.as_ref().unwrap().done);
    again.load();
    again.send(Event::Earlier(earlier));
    assert_eq!(unread(&again).len(), 6);
    again.keys("u");
    assert_eq!(unread(&again).len(), 7);
    assert!(again.last_line().starts_with("Undone: “Walk number 9” marked read."), "{}", again.last_line());
    again.keys("UU");
    assert_eq!(rows(&again)[1], " ★ 9");
}

#[test]
fn marks_that_are_not_saved_are_told_and_quitting_asks() {
    let made = ten();
    let mut reader = reader(&made);
    reader.send(Event::MarksKept(Err("/marks (disk full)".into())));
    assert!(reader.last_line().starts_with("Marks are not being saved: /marks (disk full)"), "{}", reader.last_line());
    // Told once, and not with every attempt.
    reader.keys("j");
    reader.send(Event::MarksKept(Err("/marks (disk full)".into())));
    assert!(!reader.last_line().starts_with("Marks are"), "{}", reader.last_line());
    assert!(reader.screen().contains("marks not saved"), "{}", reader.screen());
    reader.keys("Q");
    assert!(reader.screen().contains("Quit, though marks are not saved?") && !reader.quit, "{}", reader.screen());
    reader.keys("n");
    reader.send(Event::MarksKept(Ok(())));
    assert!(reader.last_line().starts_with("Marks are saved again."), "{}", reader.last_line());
    reader.keys("Q");
    assert!(reader.quit);
}

#[test]
fn many_originals_are_opened_only_when_asked_twice() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("vjo");
    assert_eq!(reader.opened.len(), 2);
    reader.keys("<C-a>o");
    assert!(reader.screen().contains("Open 10 pages in the browser?"), "{}", reader.screen());
    reader.keys("<Esc>");
    assert_eq!(reader.opened.len(), 2);
    reader.keys("<C-a>oy");
    assert_eq!(reader.opened.len(), 12);
    // And on.
    reader.keys("ggvjO");
    assert_eq!(reader.opened.len(), 14);
}

#[test]
fn without_colour_and_in_ascii_marks_are_told_apart() {
    let made = ten();
    let mut reader =
        Reader::with(made.path(), SIZE, Symbols::ascii(), Keymap::builtin(), Memory::default()).with_marks(NOW);
    reader.load();
    reader.keys("sjb");
    let line = |text: &str| reader.screen().lines().find(|line| line.contains(text)).unwrap().to_owned();
    assert!(line("number 10").contains("o* Walk") && line("number 9").contains("o^ Walk"), "{}", reader.screen());
    assert_eq!(Verb::Star.mark(), Mark::Star);
}

#[test]
fn a_second_file_of_the_same_address_carries_the_marks() {
    let made = ten();
    let mut reader = reader(&made);
    reader.keys("s");
    // It comes again under another name, and the first one goes.
    let again = "---\ntitle: Walk number 10, told again\npublishedDateTime: 2026-11-20T12:00:00Z\noriginalUrl: http://EXAMPLE.com/10#top\n---\n";
    std::fs::write(made.path().join("_news/again.md"), again).unwrap();
    std::fs::remove_file(made.path().join("_news/10.md")).unwrap();
    reader.keys("r");
    assert!(reader.line_with("told again").unwrap().contains("●★"), "{}", reader.screen());
}

#[test]
fn what_is_marked_shows_at_a_glance_in_any_size() {
    let made = ten();
    for (width, height) in [(124, 24), (80, 20), (40, 10)] {
        let mut reader = Reader::marking(made.path(), (width, height));
        reader.keys("sjbjmjvj");
        insta::assert_snapshot!(
            format!("marks_{width}x{height}"),
            common::text_of(&reader.buffer()).replace(&reader.store_name(), "walks")
        );
    }
}
