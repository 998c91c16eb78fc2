//! The front page on the screen: an edition with sections and an end, which stays as it is for a visit. Keys in, screen out. How stories
//! are ranked is tested where that is done.

#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod common;

use common::pty::{Pty, command};
use common::{Made, NOW, Reader};
use dateline::app::{Event, Memory, Pointer, Symbols};
use dateline::index::Touched;
use dateline::input::Keymap;
use std::path::Path;

const SIZE: (u16, u16) = (130, 48);

fn on_front() -> Memory {
    Memory { front: true, ..Memory::default() }
}

fn begun(dir: &Path, size: (u16, u16), memory: Memory) -> Reader {
    Reader::with(dir, size, Symbols::unicode(), Keymap::builtin(), memory).with_marks(NOW)
}

/// One who begins on the front page, with nothing read.
fn reader_of(made: &Made, size: (u16, u16)) -> Reader {
    let mut reader = begun(made.path(), size, on_front()).telling();
    reader.load();
    // The marks of a first visit are taken back, and there is another edition without them.
    reader.keys("ur");
    reader
}

fn reader(made: &Made) -> Reader {
    reader_of(made, SIZE)
}

fn front_matter(n: u32) -> String {
    let topic = ["Rail", "Harbours", "Chess"][n as usize % 3];
    let titles = ["Tram", "Ferry", "Gambit", "Tunnel", "Quay", "Endgame", "Viaduct", "Crane", "Rook"];
    format!(
        "title: \"{} {n} in the news\"\nexcerpt: What is said of it.\npublishedDateTime: 2026-11-{:02}T{:02}:00:00Z\nheat: {}\n\
         originalUrl: https://site{n}.example/{n}\nprovider: {{name: Paper {}}}\ntopics: [{topic}]",
        titles[n as usize % 9],
        22 - n % 3,
        n % 24,
        30 + n * 7 % 40,
        n % 5,
    )
}

/// Thirty articles of three topics, each a story of its own.
fn store() -> Made {
    (0..30).fold(Made::new(), |made, n| made.article(&format!("_news/{n:02}.md"), &front_matter(n)))
}

fn write(made: &Made, path: &str, front: &str) {
    std::fs::write(made.path().join(path), format!("---\n{front}\n---\n")).unwrap();
}

fn touched(reader: &mut Reader, path: &str) {
    reader.send(Event::StoreTouched(Touched::Files(vec![path.into()])));
}

fn heading(reader: &Reader) -> String {
    let screen = reader.screen();
    let line = screen.lines().next().unwrap();
    line.split_once('│').map_or(line, |(_, list)| list).trim().to_owned()
}

/// The list's lines, without what moves with the cursor.
fn list(reader: &Reader) -> Vec<String> {
    let screen = reader.screen();
    let lines = screen.lines().skip(2).filter_map(|line| Some(line.split_once('│')?.1.to_owned()));
    lines.take_while(|line| !line.starts_with('─')).map(|line| line.trim_start_matches('▌').trim().to_owned()).collect()
}

fn screen(reader: &Reader) -> String {
    let screen = reader.screen();
    let Some(at) = screen.find(".tmp") else { return screen };
    screen.replace(&screen[at..at + 10], "some-store")
}

#[test]
fn it_has_sections_and_an_end_at_every_size() {
    let made = store();
    for (name, size) in [("180x50", (180, 50)), ("100x30", (100, 30)), ("60x20", (60, 20)), ("40x10", (40, 10))] {
        let mut reader = reader_of(&made, size);
        insta::assert_snapshot!(format!("front_{name}"), screen(&reader));
        reader.keys("G");
        insta::assert_snapshot!(format!("end_{name}"), screen(&reader));
    }
}

#[test]
fn the_cursor_stands_on_headlines_only_and_the_heading_tells_where() {
    let made = store();
    let mut reader = reader(&made);
    assert!(
        heading(&reader).starts_with("Front page  Edition of 23 November 2026 · Top stories"),
        "{}",
        heading(&reader)
    );
    assert!(heading(&reader).ends_with("1 of 23"), "{}", heading(&reader));
    for n in 2..=23 {
        reader.keys("j");
        assert!(reader.selected().contains("in the news"), "{}", reader.selected());
        assert!(heading(&reader).ends_with(&format!("{n} of 23")), "{}", heading(&reader));
    }
    assert!(!heading(&reader).contains("Top stories"));
    reader.keys("j");
    assert!(heading(&reader).ends_with("23 of 23"));
    let lines = list(&reader);
    let at = lines.iter().position(|line| line == "You are up to date.").unwrap();
    assert_eq!(lines[at + 1], "The rest is under All.");
    reader.keys("<Space><Space>");
    assert_eq!(reader.last_line(), "You are up to date. The rest is under All.");
    for n in (1..23).rev() {
        reader.keys("k");
        assert!(heading(&reader).ends_with(&format!("{n} of 23")), "{}", heading(&reader));
    }
}

#[test]
fn a_click_on_the_name_of_a_section_selects_its_first_headline() {
    let made = store();
    let mut reader = reader(&made);
    let text = reader.screen();
    let (y, line) =
        text.lines().enumerate().skip(4).find(|(_, line)| line.contains("Chess") && !line.contains("news")).unwrap();
    let x = line.find("Chess").unwrap();
    let x = if x < 20 { 50 } else { x };
    let y = text
        .lines()
        .enumerate()
        .position(|(at, line)| at >= y && line.split('│').nth(1).is_some_and(|l| l.trim() == "Chess"))
        .unwrap();
    reader.send(Event::Pointer(Pointer::Click { x: x as u16, y: y as u16 }));
    assert!(reader.selected().contains("in the news") && heading(&reader).contains("· Chess"), "{}", reader.screen());
}

#[test]
fn what_comes_meanwhile_waits_for_the_next_edition() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jj");
    let before = list(&reader);
    let front = front_matter(3).replace("heat: ", "heat: 9").replace("Tunnel 3", "Volcano 3").replace("site3", "new");
    write(&made, "_news/new.md", &front);
    touched(&mut reader, "_news/new.md");
    assert_eq!(list(&reader), before);
    assert!(heading(&reader).contains("1 new   3 of 23"), "{}", heading(&reader));
    // Neither going to the top nor to all headlines and back brings it in.
    reader.keys("gg");
    assert!(!reader.screen().contains("Volcano"));
    reader.keys("gfjj");
    assert_eq!(list(&reader), before);
    reader.keys("thcall<Esc>r");
    assert!(reader.last_line().contains("1 new. The next edition: 1 other story."), "{}", reader.last_line());
    assert!(list(&reader)[0].contains("Volcano 3") && heading(&reader).contains("1 of 2"), "{}", reader.screen());
    reader.keys("r");
    assert_eq!(reader.last_line(), "The next edition has the same stories.");
}

#[test]
fn what_is_read_stays_where_it_stands_until_the_next_edition() {
    let made = store();
    let mut reader = reader(&made);
    let titles = |reader: &Reader| -> Vec<String> {
        list(reader)
            .iter()
            .filter_map(|line| Some(line.split_once(" in the news")?.0.rsplit("  ").next()?.to_owned()))
            .collect()
    };
    let before = titles(&reader);
    reader.keys("mjmjm");
    assert_eq!(titles(&reader), before);
    // Elsewhere and back: the same page.
    reader.keys("tall<Enter>j");
    assert!(!heading(&reader).starts_with("Front page"));
    reader.keys("gf");
    assert_eq!(titles(&reader), before);
    let count = |reader: &Reader| reader.screen().lines().next().unwrap().split('│').next().unwrap().trim().to_owned();
    assert!(count(&reader).ends_with("20"), "{}", count(&reader));
    reader.keys("r");
    assert_ne!(titles(&reader), before, "what is unread goes before what is as good");
}

#[test]
fn read_headlines_can_be_hidden_and_then_the_page_says_that_all_is_read() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("mj.");
    assert!(heading(&reader).contains("unread only") && heading(&reader).ends_with("of 22"), "{}", heading(&reader));
    reader.keys("m");
    assert!(heading(&reader).ends_with("of 22"), "what is read meanwhile stays: {}", heading(&reader));
    reader.keys("M");
    reader.keys("tall<Enter>gf");
    let screen = reader.screen();
    assert!(screen.contains("You are up to date: all of the front page is read."), "{screen}");
    assert!(screen.contains(". shows it."), "{screen}");
    reader.keys(".");
    assert!(heading(&reader).ends_with("1 of 23"), "{}", heading(&reader));
}

#[test]
fn all_of_it_is_marked_read_without_a_question() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("M");
    assert!(
        reader.last_line().starts_with("23 articles marked read") || reader.last_line().contains("23"),
        "{}",
        reader.last_line()
    );
    reader.keys("<C-a>");
    assert!(heading(&reader).ends_with("23 selected of 23"), "{}", heading(&reader));
}

#[test]
fn w_tells_the_parts_of_a_score() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jw");
    insta::assert_snapshot!("why", screen(&reader));
}

#[test]
fn a_search_begun_there_is_one_of_everything_and_esc_comes_back_to_it() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jj");
    let (before, selected) = (list(&reader), reader.selected());
    reader.keys("/crane");
    assert!(heading(&reader).contains("of 30"), "{}", heading(&reader));
    reader.keys("<Enter>");
    assert!(!heading(&reader).starts_with("Front page"), "{}", heading(&reader));
    reader.keys("<Esc>");
    assert_eq!(
        (list(&reader).len(), reader.selected().contains("Crane")),
        (before.len(), reader.selected().contains("Crane"))
    );
    reader.keys("gfjj/crane<Esc>");
    assert_eq!((list(&reader), reader.selected()), (before.clone(), selected));
    // There and back again, as from any place.
    reader.keys("tall<Enter>H");
    assert!(heading(&reader).starts_with("Front page"), "{}", heading(&reader));
    assert_eq!(list(&reader), before);
    reader.keys("L");
    assert!(!heading(&reader).starts_with("Front page"), "{}", heading(&reader));
}

#[test]
fn it_has_an_order_of_its_own() {
    let made = store();
    let mut reader = reader(&made);
    let before = list(&reader);
    reader.keys("So");
    assert!(
        reader.last_line().starts_with("The front page has an order of its own; w tells why"),
        "{}",
        reader.last_line()
    );
    assert_eq!(list(&reader), before);
}

#[test]
fn it_stands_first_in_the_topics_and_is_a_place_to_go_to() {
    let made = store();
    let mut reader = begun(made.path(), SIZE, Memory::default()).telling();
    reader.load();
    assert!(!heading(&reader).starts_with("Front page"));
    reader.keys("hgg");
    assert!(heading(&reader).starts_with("Front page"), "{}", reader.screen());
    reader.keys("j");
    assert!(heading(&reader).starts_with("Unread"), "{}", heading(&reader));
    reader.keys("ggl");
    assert!(heading(&reader).starts_with("Front page"));
    reader.keys("tall<Enter>tfront<Enter>");
    assert!(heading(&reader).starts_with("Front page"), "{}", heading(&reader));
    assert!(reader.app.memory().front && !begun(made.path(), SIZE, Memory::default()).app.memory().front);
}

#[test]
fn a_story_below_a_section_unfolds_there() {
    let mut made = store();
    for (n, outlet) in ["Alpha", "Beta", "Gamma"].iter().enumerate() {
        made = made.article(
            &format!("_news/dam{n}.md"),
            &format!(
                "title: Dam at Ollen breaks above the old town\npublishedDateTime: 2026-11-22T0{n}:30:00Z\noriginalUrl: https://{outlet}.example/d\n\
                 provider: {{name: {outlet}}}\ntopics: [Rail]\nheat: 90"
            ),
        );
    }
    let mut reader = reader(&made);
    let at = |reader: &Reader| list(reader).iter().position(|line| line.contains("Dam at Ollen"));
    for _ in 0..30 {
        if reader.selected().contains("Dam at Ollen") {
            break;
        }
        reader.keys("j");
    }
    let (place, before) = (heading(&reader), list(&reader));
    assert!(reader.selected().contains("+2"), "{}", reader.screen());
    reader.keys("c");
    assert_eq!((at(&reader).is_some(), list(&reader).len()), (true, before.len()));
    assert_eq!(heading(&reader), place);
    let below = list(&reader);
    let first = at(&reader).unwrap();
    assert!(below[first + 1].contains("1 Beta") && below[first + 2].contains("2 Gamma"), "{below:#?}");
    reader.keys("jjj");
    assert!(reader.selected().contains("in the news"), "{}", reader.screen());
    reader.keys("kc");
    assert_eq!(list(&reader), before);
}

#[test]
fn until_its_stories_are_known_all_headlines_stand_there_and_who_reads_in_them_is_left_there() {
    let made = store();
    let mut reader = begun(made.path(), SIZE, on_front());
    reader.load();
    assert!(heading(&reader).starts_with("Front page  all headlines until it is made"), "{}", heading(&reader));
    let mut other = begun(made.path(), SIZE, on_front());
    other.load();
    other.keys("jj");
    let before = list(&other);
    for reader in [&mut reader, &mut other] {
        reader.find_stories_now();
    }
    assert!(heading(&reader).starts_with("Front page  Edition of"), "{}", heading(&reader));
    assert_eq!(list(&other), before);
    assert_eq!(other.last_line(), "The front page is made: it stands first in the topics.");
    assert!(!heading(&other).starts_with("Front page"), "{}", heading(&other));
    other.keys("gf");
    assert!(heading(&other).starts_with("Front page  Edition of"), "{}", heading(&other));
}

#[test]
fn of_an_old_store_the_edition_is_an_old_one_and_what_is_held_back_is_not_on_it() {
    let made = (0..4).fold(Made::new(), |made, n| {
        let published = if n == 2 { "false" } else { "true" };
        made.article(
            &format!("_news/{n}.md"),
            &format!("title: Old news {n}\npublishedDateTime: 2021-06-0{}\npublished: {published}", n + 1),
        )
    });
    let reader = reader(&made);
    assert!(heading(&reader).starts_with("Front page  Edition of 4 June 2021"), "{}", heading(&reader));
    let list = list(&reader);
    assert!(
        list.iter().any(|line| line.contains("Old news 3")) && !list.iter().any(|line| line.contains("Old news 2")),
        "{}",
        reader.screen()
    );
}

#[test]
fn a_store_with_nothing_for_it_says_so() {
    let made = Made::new().article("_news/1.md", "title: Held back\npublishedDateTime: 2026-11-01\npublished: false");
    let mut reader = reader(&made);
    assert!(reader.screen().contains("Nothing here is for the front page."), "{}", reader.screen());
    reader.keys("jkG<Space>wcmM");
    assert!(!reader.quit);
    let empty = Made::new();
    assert!(self::reader(&empty).screen().contains("There are no articles in"));
}

#[test]
fn a_visit_begins_there_and_within_four_hours_where_one_left_off() {
    let (home, made) = (tempfile::tempdir().unwrap(), store());
    let start = || Pty::start(command(home.path(), &[&made.path().to_string_lossy()]), (120, 40));
    let mut pty = start();
    pty.wait_for("Front page  Edition of 22 November 2026");
    pty.keys("tharbours\r");
    pty.wait_for("of 10");
    pty.keys("jj");
    pty.wait_for("3 of 10");
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
    let mut pty = start();
    pty.wait_for("3 of 10");
    pty.keys("gfj");
    pty.wait_for("2 of 23");
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
    let state = home.path().join("state/dateline/state.toml");
    let text = std::fs::read_to_string(&state).unwrap();
    assert!(text.contains("scope = [\"front\"]"), "{text}");
    // Long ago: another visit.
    let line = text.lines().find(|line| line.starts_with("left = ")).unwrap();
    std::fs::write(
        &state,
        text.replace(line, "left = \"2026-01-01T00:00:00Z\"").replace("[\"front\"]", "[\"topic\", \"Rail\"]"),
    )
    .unwrap();
    let mut pty = start();
    pty.wait_for("Front page  Edition of 22 November 2026");
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
}
