//! Stories on the screen: one row for each, unfolded in place, their coverage and timeline, why they are one; and what marking one marks.
//! Keys in, screen out.

#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod common;

use common::{Made, NOW, Reader};
use dateline::app::{Memory, Symbols};
use dateline::input::Keymap;

const SIZE: (u16, u16) = (130, 40);

fn article(made: Made, at: &str, outlet: &str, title: &str, time: &str, more: &str) -> Made {
    made.article(
        &format!("_news/{at}.md"),
        &format!(
            "title: \"{title}\"\npublishedDateTime: {time}\noriginalUrl: https://{at}.example/1\nprovider: {{name: {outlet}}}{more}"
        ),
    )
}

/// A story of four articles of three outlets, which a fourth one tells on the web, and two articles that are alone.
fn store() -> Made {
    let related = "\nrelated:\n- {title: Elsewhere too, originalUrl: \"https://web.example/9\", provider: {name: Web Weekly}}\n- {title: x, originalUrl: \"https://beta.example/1\", provider: {name: Beta}}\n- {title: y, originalUrl: \"https://gamma.example/1\", provider: {name: Gamma}}\n- {title: z, originalUrl: \"https://delta.example/1\", provider: {name: Alpha}}";
    let made = article(Made::new(), "alpha", "Alpha", "Dam at Ollen breaks", "2026-11-20T08:00:00Z", related);
    let made = article(made, "beta", "Beta", "Dam at Ollen breaks", "2026-11-20T09:30:00Z", "\nquality: 44");
    let made = article(made, "gamma", "Gamma", "UPDATE: Dam at Ollen breaks", "2026-11-21T07:00:00Z", "");
    let made = article(made, "delta", "Alpha", "Valley below the dam is under water", "2026-11-21T10:00:00Z", "");
    let made = article(made, "chess", "Chess Post", "Title match ends in a draw", "2026-11-22T10:00:00Z", "");
    article(made, "old", "Old Post", "A quiet day", "2026-11-02T10:00:00Z", "")
}

#[test]
fn how_many_others_tell_it_is_seen_beside_a_headline_that_is_too_long_and_whether_only_the_web_has_them() {
    let long = "Rescuers reach the last of the villages in the valley below the dam that broke at Ollen on Friday";
    let related = "\nrelated:\n- {title: x, originalUrl: \"https://x.example/9\", provider: {name: X}}\n- {title: y, originalUrl: \"https://y.example/9\", provider: {name: Y}}";
    let made = article(store(), "long", "Delta", long, "2026-11-22T11:00:00Z", related);
    for (size, web, mixed) in
        [((130, 40), "+2 web", "+3, 1 web"), ((60, 20), "+2 web", "+3, 1 web"), ((30, 8), "+2", "+3")]
    {
        for symbols in [Symbols::unicode(), Symbols::ascii()] {
            let mut reader = Reader::with_symbols(made.path(), size, symbols).with_marks(NOW).telling();
            reader.load();
            let first = reader.line_with("Rescuers").unwrap();
            let lead = reader.line_with("Dam at Ollen").unwrap();
            let end = |line: &str| line.trim_end().trim_end_matches(" new").to_owned();
            assert!(first.trim_end().ends_with(web) && first.contains("Rescuers"), "{}", reader.screen());
            assert!(end(&lead).contains(mixed), "{}", reader.screen());
        }
    }
}

fn reader(made: &Made) -> Reader {
    let mut reader = Reader::unread(made.path(), SIZE).with_marks(NOW).telling();
    reader.load();
    // Nothing is read.
    reader.keys("u");
    reader
}

/// The screen, whatever the store's folder is called.
fn screen(reader: &Reader) -> String {
    let screen = reader.screen();
    let Some(at) = screen.find(".tmp") else { return screen };
    screen.replace(&screen[at..at + 10], "some-store")
}

/// The lines of the list, from the rail on.
fn rows(reader: &Reader) -> Vec<String> {
    let screen = reader.screen();
    let list = screen.lines().skip(2).filter_map(|line| Some(line.split_once('│')?.1.to_owned()));
    list.take_while(|line| !line.starts_with('─'))
        .map(|line| line.trim_end().trim_start_matches('▌').to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn heading(reader: &Reader) -> String {
    reader.screen().lines().next().unwrap().split_once('│').unwrap().1.trim().to_owned()
}

#[test]
fn a_story_is_one_row_and_unfolds_in_place() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("j");
    assert!(heading(&reader).contains("3 stories, 6 articles"), "{}", heading(&reader));
    insta::assert_snapshot!("folded", screen(&reader));
    reader.keys("c");
    insta::assert_snapshot!("unfolded", screen(&reader));
    assert!(heading(&reader).ends_with("2 of 3"), "{}", heading(&reader));
    reader.keys("jj");
    assert!(reader.selected().contains("3 Alpha") || reader.selected().contains("2 Gamma"), "{}", reader.selected());
    assert!(heading(&reader).ends_with("2 of 3"));
    reader.keys("c");
    assert_eq!(rows(&reader).len(), 3);
    assert!(reader.selected().contains("Dam at Ollen breaks"), "the row that stands for it is selected again");
    reader.keys("jc");
    assert!(reader.last_line().contains("Nobody else tells this story here."), "{}", reader.last_line());
}

#[test]
fn an_article_tells_its_coverage_with_what_only_the_web_has_and_how_the_headline_changed() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jlz");
    insta::assert_snapshot!("coverage", screen(&reader));
}

#[test]
fn digits_open_the_pages_of_an_unfolded_story_and_mark_what_they_open() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("j2");
    assert!(reader.last_line().contains("2 is not bound here."), "{}", reader.last_line());
    reader.keys("c12");
    assert_eq!(reader.opened, ["https://beta.example/1", "https://gamma.example/1"]);
    let rows = rows(&reader);
    let is_unread: Vec<bool> = rows[1..5].iter().map(|row| row.contains('●')).collect();
    assert_eq!(is_unread, [true, false, false, true], "{rows:#?}");
    reader.keys("9");
    assert!(reader.last_line().contains("There is no 9 here."));
}

#[test]
fn marking_the_row_of_a_story_marks_all_of_it_once_and_one_key_takes_it_back() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jm");
    let marked = |reader: &mut Reader| {
        reader.keys("c");
        let unread = rows(reader)[1..5].iter().filter(|row| row.contains('●')).count();
        reader.keys("c");
        unread
    };
    assert_eq!(marked(&mut reader), 0);
    reader.keys("u");
    assert_eq!(marked(&mut reader), 4);
    // Below the row that stands for the story each article is one of its own.
    reader.keys("cjm");
    assert_eq!(rows(&reader)[1..5].iter().filter(|row| row.contains('●')).count(), 3);
    // The whole again: what is left is marked, not unmarked.
    reader.keys("kmc");
    assert_eq!(marked(&mut reader), 0);
    reader.keys("u");
    assert_eq!(marked(&mut reader), 3);
}

#[test]
fn reading_the_row_of_a_story_reads_all_of_it_and_history_has_what_was_opened() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jo");
    assert_eq!(rows(&reader).iter().filter(|row| row.contains('●')).count(), 2, "{}", reader.screen());
    reader.keys("/is:read<Enter>");
    assert_eq!(rows(&reader).len(), 1);
    assert!(heading(&reader).contains("1 story, 4 articles"), "{}", heading(&reader));
    reader.keys("<Esc>/is:seen<Enter>");
    assert_eq!(rows(&reader).len(), 1);
    assert!(!heading(&reader).contains("articles"), "only one was opened: {}", heading(&reader));
}

#[test]
fn an_outlet_that_joins_later_is_told_and_does_not_make_the_story_unread() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jm");
    let made = article(
        made,
        "late",
        "Late Post",
        "Ollen after the flood",
        "2026-11-22T08:00:00Z",
        "\nrelated:\n- {title: t, originalUrl: \"https://alpha.example/1\"}",
    );
    reader.keys("r");
    let row = rows(&reader).into_iter().find(|row| row.contains("Dam at Ollen")).unwrap();
    assert!(row.ends_with("+4, 1 web +1 new") && !row.contains('●'), "{row}");
    reader.keys("/is:unread<Enter>");
    assert_eq!(rows(&reader).len(), 2, "{}", reader.screen());
    // Marking the story once more reads what has joined.
    reader.keys("<Esc>");
    reader.keys("ggjm");
    let row = rows(&reader).into_iter().find(|row| row.contains("Dam at Ollen")).unwrap();
    assert!(row.ends_with("+4, 1 web"), "{row}");
    drop(made);
}

#[test]
fn a_search_that_matches_a_member_shows_its_headline_and_every_article_can_have_a_row() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/valley<Enter>");
    assert!(rows(&reader)[0].contains("Valley below the dam is under water"), "{}", reader.screen());
    reader.keys("c");
    assert_eq!(rows(&reader).len(), 4);
    reader.keys("<Esc>");
    reader.keys("Ss");
    assert!(reader.last_line().contains("Every article has a row of its own."));
    assert_eq!(rows(&reader).len(), 6);
    assert!(!heading(&reader).contains("stories"));
    reader.keys("c");
    assert!(reader.last_line().contains("S s puts stories together"), "{}", reader.last_line());
    let memory = reader.app.memory();
    assert!(memory.plain);
    let mut next = Reader::with(made.path(), SIZE, Symbols::unicode(), Keymap::builtin(), memory).telling();
    next.load();
    assert_eq!(rows(&next).len(), 6);
    next.keys("Ss");
    assert_eq!(rows(&next).len(), 3);
    assert!(!next.app.memory().plain && !Memory::default().plain);
}

#[test]
fn why_tells_for_each_article_how_it_came_into_its_story() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jw");
    insta::assert_snapshot!("why", screen(&reader));
    reader.keys("jjjjG");
    reader.keys("w");
    assert!(!reader.screen().contains("Why this is one story"));
    reader.keys("jw");
    assert!(reader.last_line().contains("Nobody else tells this story here."), "{}", reader.last_line());
}

#[test]
fn stories_that_come_after_the_list_keep_the_selected_article_where_it_is_told() {
    let made = store();
    let mut reader = Reader::unread(made.path(), SIZE);
    reader.load();
    assert_eq!(rows(&reader).len(), 6);
    reader.keys("jj");
    assert!(reader.selected().contains("UPDATE: Dam"), "{}", reader.selected());
    // They are found once the store is looked at again.
    let mut reader = reader.telling();
    reader.keys("r");
    assert_eq!(rows(&reader).len(), 3);
    assert!(reader.selected().contains("Dam at Ollen breaks"), "{}", reader.selected());
}

#[test]
fn a_story_fits_any_screen() {
    let made = store();
    for size in [(60, 20), (40, 10), (80, 24), (180, 50)] {
        let mut reader = Reader::unread(made.path(), size).with_marks(NOW).telling();
        reader.load();
        reader.keys("ujc");
        insta::assert_snapshot!(format!("unfolded_{}x{}", size.0, size.1), screen(&reader));
    }
}
