//! The front page on the screen: an edition with sections and an end. Keys in, screen out. How stories are ranked is tested where that is
//! done, and what becomes of an edition in the course of a visit in `front_visit`.

#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod common;

use common::front::*;
use common::{Made, Reader};
use dateline::app::{Event, Memory, Pointer};

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
fn w_tells_where_variety_put_a_story_before_one_that_has_more_points() {
    let one = |made: Made, (n, outlet, heat): (usize, &str, usize)| {
        let front = format!(
            "title: Story {n}\npublishedDateTime: 2026-11-22T10:00:00Z\nprovider: {{name: {outlet}}}\nheat: {heat}"
        );
        made.article(&format!("_news/{n}.md"), &front)
    };
    let all = [(1, "Ant", 60), (2, "Ant", 60), (3, "Bee", 59), (4, "Cow", 40)];
    let made = all.into_iter().fold(Made::new(), one);
    let mut reader = reader(&made);
    reader.keys("jw");
    let says = |reader: &Reader, words: &str| words.split(' ').all(|word| reader.screen().contains(word));
    assert!(says(&reader, "stands before No. 3: within 50 points, and of another outlet."), "{}", reader.screen());
    reader.keys("<Esc>jw");
    assert!(says(&reader, "stands after No. 2: within 50 points, and of another outlet."), "{}", reader.screen());
    reader.keys("<Esc>jw");
    assert!(!reader.screen().contains("points, and"), "{}", reader.screen());
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
fn it_has_a_row_for_each_story_whatever_the_lists_have() {
    let mut made = store();
    for (n, outlet) in ["Alpha", "Beta", "Gamma"].iter().enumerate() {
        let front = format!(
            "title: Dam at Ollen breaks above the old town\npublishedDateTime: 2026-11-22T1{n}:30:00Z\nheat: 99\n\
             originalUrl: https://{outlet}.example/d\nprovider: {{name: {outlet}}}"
        );
        made = made.article(&format!("_news/dam{n}.md"), &front);
    }
    let mut reader = reader(&made);
    reader.keys("Ss");
    assert!(reader.last_line().starts_with("The front page has a row for each story"), "{}", reader.last_line());
    reader.keys("tall<Enter>Ssgf");
    assert!(reader.selected().contains("Ollen") && reader.selected().contains("+2"), "{}", reader.screen());
    reader.keys("c");
    assert!(reader.screen().contains("2 Gamma"), "{}", reader.screen());
    reader.keys("cm");
    reader.keys("tall<Enter>Ss");
    let of_it = list(&reader).into_iter().filter(|line| line.contains("Ollen")).collect::<Vec<_>>();
    assert!(of_it.len() == 1 && !of_it[0].contains('●') && !of_it[0].contains("new"), "{of_it:?}");
}

#[test]
fn the_box_over_it_counts_headlines() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/");
    assert!(heading(&reader).ends_with("23 of 23"), "{}", heading(&reader));
}

#[test]
fn a_click_on_a_name_selects_what_is_below_it_from_wherever_one_is_and_two_open_nothing() {
    let made = store();
    let mut reader = reader(&made);
    let is_name = |line: &str| line.split_once('│').is_some_and(|(_, list)| list.trim() == "Harbours");
    let name = |reader: &Reader| reader.screen().lines().position(is_name).unwrap() as u16;
    reader.keys("ggjjjjjjjjjjjjj");
    let first = reader.selected();
    for from in ["gg", "G"] {
        reader.keys(from);
        let y = name(&reader);
        reader.send(Event::Pointer(Pointer::Click { x: 50, y }));
        assert_eq!(reader.selected(), first);
    }
    let y = name(&reader);
    reader.send(Event::Pointer(Pointer::DoubleClick { x: 50, y }));
    assert!(reader.opened.is_empty());
}

#[test]
fn where_the_selected_one_goes_the_next_that_stays_is_selected() {
    let made = store();
    let mut reader = reader(&made);
    // All of the first section but its last is read.
    reader.keys("mjmjmjmjmjmjm");
    let next = {
        reader.keys("j");
        let next = reader.selected();
        reader.keys("k");
        next
    };
    reader.keys("tall<Enter>gfjjjj.");
    let title = |row: &str| row.split_once(" in the news").unwrap().0.rsplit("  ").next().unwrap().to_owned();
    assert_eq!(title(&reader.selected()), title(&next), "{}", reader.screen());
}
