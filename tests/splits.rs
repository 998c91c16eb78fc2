//! How the screen is divided, the mouse, the cursor, and what the last line and the rail say. Keys in, screen out.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::daily::twelve;
use common::{Made, Reader};
use dateline::app::{Event, Pointer};

const SIZE: (u16, u16) = (120, 36);

fn reader(made: &Made) -> Reader {
    Reader::open(made.path(), SIZE)
}

#[test]
fn backslash_sets_headlines_and_article_side_by_side_from_150_columns_on() {
    let made = twelve();
    let mut reader = Reader::open(made.path(), (160, 40));
    let side =
        |reader: &Reader| reader.screen().lines().any(|line| line.matches("Headline crater number 12").count() == 2);
    assert!(side(&reader), "most of these have a text:\n{}", reader.screen());
    assert!(!side(reader.keys("\\")), "{}", reader.screen());
    assert!(side(reader.keys("\\")));
    reader.resize(140, 40).keys("\\");
    assert_eq!(reader.last_line(), "Side by side needs 150 columns.");
    let short = Made::new().article("a.md", "title: Only a headline\npublishedDateTime: 2021-01-01");
    assert!(!Reader::open(short.path(), (160, 40)).screen().lines().any(|l| l.matches("Only a headline").count() == 2));
}

/// The row of the line between list and article.
fn rule_of(reader: &Reader) -> u16 {
    reader.screen().lines().position(|line| line.contains("│────")).unwrap() as u16
}

#[test]
fn the_splits_move_by_keys_and_are_kept() {
    let made = twelve();
    let mut reader = reader(&made);
    let before = rule_of(&reader);
    reader.keys("--");
    assert_eq!(rule_of(&reader), before - 2);
    reader.keys("+");
    assert_eq!(rule_of(&reader), before - 1);
    let wide = reader.screen();
    reader.keys(">>");
    assert_ne!(reader.screen(), wide);
    let memory = reader.app.memory();
    let screen = reader.screen();
    assert_eq!(rule_of(&Reader::recalling(made.path(), SIZE, memory)), rule_of(&reader), "{screen}");
    reader.keys("=");
    assert_eq!(rule_of(&reader), before);
    let mut wide = Reader::open(made.path(), (160, 40));
    let stacked = wide.keys("\\").screen();
    assert_eq!(wide.keys(">>+=").screen(), stacked, "side by side or stacked is not a split");
    reader.resize(50, 20).keys("+");
    assert_eq!(reader.last_line(), "There is only one pane here.");
}

#[test]
fn a_drag_moves_the_line_that_was_taken_and_nothing_else() {
    let made = twelve();
    let mut reader = reader(&made);
    let before = rule_of(&reader);
    let selected = reader.selected();
    reader.click(60, before);
    reader.send(Event::Pointer(Pointer::Drag { x: 61, y: before + 4 }));
    assert_eq!(rule_of(&reader), before + 4, "{}", reader.screen());
    reader.send(Event::Pointer(Pointer::Release));
    reader.send(Event::Pointer(Pointer::Drag { x: 61, y: before }));
    assert_eq!(rule_of(&reader), before + 4);
    let divider = reader.screen().lines().next().unwrap().chars().position(|c| c == '│').unwrap() as u16;
    reader.click(divider, 5);
    reader.send(Event::Pointer(Pointer::Drag { x: divider + 7, y: 9 }));
    let now = reader.screen().lines().next().unwrap().chars().position(|c| c == '│').unwrap() as u16;
    assert_eq!(now, divider + 7);
    assert_eq!(reader.selected(), selected);
}

#[test]
fn a_double_click_on_a_headline_opens_its_original() {
    let made = twelve();
    let mut reader = reader(&made);
    let row = reader.screen().lines().position(|line| line.contains("number 8")).unwrap() as u16;
    reader.click(60, row);
    assert!(reader.opened.is_empty());
    reader.send(Event::Pointer(Pointer::DoubleClick { x: 60, y: row }));
    assert_eq!(reader.opened, ["https://example.com/8"]);
}

#[test]
fn a_click_chooses_in_a_list_that_lies_over_the_panes() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("tp");
    let (y, line) = reader
        .screen()
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("Perigee  "))
        .map(|(y, l)| (y, l.to_owned()))
        .unwrap();
    let x = line.chars().position(|c| c == 'P').unwrap() as u16;
    reader.click(x, y as u16);
    reader.send(Event::Pointer(Pointer::DoubleClick { x, y: y as u16 }));
    assert!(reader.screen().contains("1 of 4"), "{}", reader.screen());
}

#[test]
fn the_article_alone_is_clean_to_select() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("z");
    let screen = reader.screen();
    assert!(!screen.lines().take(35).any(|line| line.contains(['│', '─', '▌'])), "{screen}");
}

#[test]
fn the_real_cursor_rests_on_the_selected_row_or_where_one_types() {
    let made = twelve();
    let mut reader = reader(&made);
    let row_of =
        |reader: &Reader, text: &str| reader.screen().lines().position(|line| line.contains(text)).unwrap() as u16;
    reader.keys("jjj");
    assert_eq!(reader.app.view().cursor.unwrap().1, row_of(&reader, "number 9"));
    reader.keys("hj");
    assert_eq!(reader.app.view().cursor.unwrap(), (0, row_of(&reader, "▌  Mars")));
    reader.keys("l/crat");
    let (x, y) = reader.app.view().cursor.unwrap();
    let line = reader.screen().lines().nth(usize::from(y)).unwrap().to_owned();
    assert!(line.chars().take(usize::from(x)).collect::<String>().ends_with("/ crat"), "{line}");
    reader.keys("<Esc>tab");
    let (x, y) = reader.app.view().cursor.unwrap();
    let line = reader.screen().lines().nth(usize::from(y)).unwrap().to_owned();
    assert!(line.chars().take(usize::from(x)).collect::<String>().ends_with("> ab"), "{line}");
}

#[test]
fn a_click_on_a_sections_head_opens_it_and_takes_a_message_away() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("o");
    assert!(reader.last_line().contains("Opened"));
    let row = reader.screen().lines().position(|line| line.contains("Outlets")).unwrap() as u16;
    reader.click(3, row);
    assert!(reader.screen().contains("Perigee   ") && !reader.last_line().contains("Opened"), "{}", reader.screen());
    reader.click(3, row);
    assert!(!reader.screen().contains("  Perigee   "), "{}", reader.screen());
}

#[test]
fn where_nothing_is_found_the_last_line_says_what_enter_does_then() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("tMars<Enter>/zzzz");
    assert!(reader.last_line().contains("Enter search everywhere"), "{}", reader.last_line());
    reader.keys("<Enter>");
    assert!(!reader.last_line().contains("Enter"), "{}", reader.last_line());
}

#[test]
fn in_another_order_than_by_date_a_date_stands_where_it_is_another_than_above() {
    let mut made = Made::new();
    for (n, day) in [(1, 3), (2, 9), (3, 27)] {
        made = made.article(&format!("{n}.md"), &format!("title: Title {n}\npublishedDateTime: 2021-05-{day:02}"));
    }
    let screen = reader(&made).keys("St").screen();
    assert_eq!(screen.matches("May’21").count(), 1, "{screen}");
}
