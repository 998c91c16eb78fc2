//! Searches that are kept under a name, from the box to the topics and back; and conditions taken from the row at hand.

#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod common;

use common::pty::{Pty, command};
use common::{Made, NOW, Reader};
use dateline::app::Event;
use dateline::model::Timestamp;
use insta::assert_snapshot;
use std::fs;

const SIZE: (u16, u16) = (120, 36);

const TWO: &str = "# mine\n[[search]]\nname = \"Robots\"\nquery = \"robot\"\n\n# two\n[[search]]\nname = \"Films\"\nquery = \"type:video\"\n";

/// Six articles of two outlets and two topics, one a day, the first the newest.
fn store() -> Made {
    let titles =
        ["Robots learn to walk", "A robot taxi waits", "Hardware for all", "Walk on", "Chips and more", "Quiet day"];
    titles.iter().enumerate().fold(Made::new(), |made, (n, title)| {
        let (outlet, topic) = if n % 2 == 0 { ("Reuters", "AI in Autos") } else { ("The Verge", "Hardware") };
        made.article(
            &format!("_news/{n}.md"),
            &format!(
                "title: {title}\npublishedDateTime: 2021-01-{:02}\nprovider: {{name: {outlet}}}\ntopics: [{topic}, Second]\ntype: {}",
                20 - n,
                if n == 1 { "video" } else { "article" }
            ),
        )
    })
    .article("_news/bare.md", "title: Bare")
}

fn reader(made: &Made) -> Reader {
    Reader::open(made.path(), SIZE)
}

fn with_two(made: &Made) -> Reader {
    let mut reader = reader(made);
    reader.write_searches(TWO);
    reader
}

/// The heading's or the box's line.
fn heading(reader: &Reader) -> String {
    reader.screen().lines().next().unwrap().split('│').nth(1).unwrap().trim().to_owned()
}

/// The topics as they stand on the screen, blanks made one.
fn topics(reader: &Reader) -> Vec<String> {
    let screen = reader.screen();
    let line = |line: &str| line.split('│').next().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    screen
        .lines()
        .map(line)
        .take_while(|line| !line.contains("Outlets"))
        .filter(|line| !line.is_empty() && line != "Front page")
        .collect()
}

fn file(reader: &Reader) -> String {
    fs::read_to_string(reader.searches_file()).unwrap_or_default()
}

#[test]
fn a_search_kept_from_the_box_stands_at_the_top_of_the_topics_with_its_count() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/robot type:video<C-s>");
    let screen = reader.screen();
    assert!(screen.contains("Keep this search as") && screen.contains("> robot"), "{screen}");
    reader.keys("<C-u>Moving robots<Enter>");
    assert_eq!(reader.last_line(), "Kept as “Moving robots”; it stands at the top of the topics.");
    assert_eq!(topics(&reader)[..2], ["/ Moving robots 1", "All 7"], "{}", reader.screen());
    assert_eq!(file(&reader), "[[search]]\nname = \"Moving robots\"\nquery = \"robot type:video\"\n");
    assert!(heading(&reader).contains("/ robot type:video"), "the box stays open: {}", heading(&reader));
    reader.keys("<Enter>");
    assert!(heading(&reader).starts_with("Moving robots  “robot type:video”"), "{}", heading(&reader));
}

#[test]
fn the_part_of_the_store_that_is_searched_is_kept_with_the_search() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("thardware<Enter>/robot or walk<C-s><Enter>");
    assert!(file(&reader).contains("query = '(robot or walk) topic:\"Hardware\"'"), "{}", file(&reader));
    assert_eq!(topics(&reader)[0], "/ robot or walk 2", "{}", reader.screen());
}

#[test]
fn an_empty_box_has_nothing_to_keep_and_esc_goes_back_to_the_box() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/<C-s>");
    assert_eq!(reader.last_line(), "There is nothing to keep: the box is empty.");
    reader.keys("walk<C-s><Esc>");
    assert!(heading(&reader).starts_with("/ walk") && file(&reader).is_empty(), "{}", reader.screen());
    reader.keys("<C-s><C-u><Enter>");
    assert_eq!(reader.last_line(), "It needs a name.");
}

#[test]
fn a_name_that_is_there_is_replaced_and_told_before_and_after() {
    let made = store();
    let mut reader = with_two(&made);
    reader.keys("/walk<C-s><C-u>Robots");
    assert!(reader.screen().contains("In place of “robot”."), "{}", reader.screen());
    reader.keys("<Enter>");
    assert_eq!(reader.last_line(), "Kept as “Robots”, in place of what it was.");
    assert_eq!(file(&reader), TWO.replace("\"robot\"", "\"walk\""));
    reader.keys("<Esc>u");
    assert_eq!((reader.last_line().as_str(), file(&reader).as_str()), ("“Robots” is what it was before.", TWO));
}

#[test]
fn choosing_a_search_lists_its_results_and_going_on_leaves_it() {
    let made = store();
    let mut reader = with_two(&made);
    assert_eq!(topics(&reader)[..3], ["/ Robots 2", "/ Films 1", "All 7"], "{}", reader.screen());
    reader.keys("hk");
    assert!(heading(&reader).starts_with("Films  “type:video”") && heading(&reader).ends_with("1 of 1"));
    reader.keys("k<Enter>j");
    assert!(heading(&reader).starts_with("Robots") && heading(&reader).ends_with("2 of 2"), "{}", heading(&reader));
    reader.keys("hjj");
    assert!(!heading(&reader).contains('“') && heading(&reader).ends_with("1 of 7"), "{}", heading(&reader));
    // Back through places, as from anywhere else.
    reader.keys("<Enter>H");
    assert!(heading(&reader).starts_with("Robots"), "{}", heading(&reader));
    reader.keys("h");
    assert!(topics(&reader)[0].starts_with("▌/ Robots"), "{}", reader.screen());
    reader.keys("<Esc>");
    assert!(!heading(&reader).contains("Robots"), "{}", heading(&reader));
    assert!(reader.keys("h").screen().contains("▌  All"), "{}", reader.screen());
}

#[test]
fn a_search_is_left_for_a_topic_without_its_words() {
    let made = store();
    let mut reader = with_two(&made);
    reader.keys("hkjj");
    reader.keys("hk");
    reader.keys("ggj");
    assert!(heading(&reader).starts_with("Robots"), "{}", heading(&reader));
    reader.keys("jjjjj");
    assert!(heading(&reader).ends_with("of 3") && !heading(&reader).contains('“'), "{}", reader.screen());
}

#[test]
fn the_picker_offers_searches_and_goes_to_one() {
    let made = store();
    let mut reader = with_two(&made);
    reader.keys("thardware<Enter>tfilm");
    assert!(reader.line_with("▌ Films").unwrap().ends_with("search  1"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert!(heading(&reader).starts_with("Films") && reader.selected().contains("robot taxi"), "{}", reader.screen());
    assert!(reader.keys("h").screen().contains("▌/ Films"), "{}", reader.screen());
    reader.keys("/<C-Up>");
    assert!(heading(&reader).starts_with("/ type:video"), "{}", heading(&reader));
}

#[test]
fn a_removed_search_comes_back_to_its_place_with_its_comments_and_goes_again() {
    let made = store();
    let mut reader = with_two(&made);
    reader.keys("hkxr");
    assert_eq!(reader.last_line(), "Removed “Films”. u brings it back.");
    assert!(!file(&reader).contains("Films") && !file(&reader).contains("# two") && file(&reader).contains("# mine"));
    assert_eq!(topics(&reader)[..2], ["/ Robots 2", "▌ All 7"]);
    reader.keys("u");
    assert_eq!((reader.last_line().as_str(), file(&reader).as_str()), ("“Films” is back.", TWO));
    assert_eq!(topics(&reader)[..2], ["/ Robots 2", "▌/ Films 1"]);
    reader.keys("U");
    assert_eq!(reader.last_line(), "Removed “Films”. u brings it back.");
    reader.keys("U");
    assert_eq!(reader.last_line(), "There is nothing to do again.");
    reader.keys("uu");
    assert_eq!(reader.last_line(), "There is nothing to undo.");
    assert_eq!(file(&reader), TWO);
}

#[test]
fn keeping_can_be_undone_too() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/walk<C-s><Enter><Enter>u");
    assert_eq!(reader.last_line(), "“walk” is kept no longer.");
    assert_eq!(topics(&reader)[0], "All 7");
    assert!(heading(&reader).contains("“walk”"), "what is listed stays: {}", heading(&reader));
    reader.keys("<C-r>");
    assert_eq!(reader.last_line(), "Kept as “walk”; it stands at the top of the topics.");
    assert_eq!(topics(&reader)[0], "/ walk 2", "{}", reader.screen());
}

#[test]
fn x_elsewhere_than_on_a_search_says_how_one_is_kept() {
    let made = store();
    let mut reader = with_two(&made);
    reader.keys("hxr");
    assert!(reader.last_line().contains("no search that is kept. C-s in the box keeps one."), "{}", reader.last_line());
    reader.keys("kx");
    assert!(reader.linger().screen().contains("r remove this search"), "{}", reader.screen());
}

#[test]
fn a_search_is_changed_in_the_box_and_kept_under_its_name() {
    let made = store();
    let mut reader = with_two(&made);
    reader.keys("hkxe");
    assert!(heading(&reader).starts_with("/ type:video"), "{}", heading(&reader));
    reader.keys("<Space>taxi<C-s>");
    assert!(reader.screen().contains("> Films"), "{}", reader.screen());
    reader.keys("<Enter><Enter>");
    assert_eq!(file(&reader), TWO.replace("type:video", "type:video taxi"));
    assert!(heading(&reader).starts_with("Films"), "{}", heading(&reader));
}

#[test]
fn an_edit_of_the_file_is_taken_in_and_what_is_listed_of_it_follows() {
    let made = store();
    let mut reader = with_two(&made);
    reader.keys("hk");
    assert!(heading(&reader).ends_with("1 of 1"));
    reader.keys("k");
    reader.write_searches(&TWO.replace("\"robot\"", "\"walk\"").replace("Films", "Pictures"));
    assert!(heading(&reader).starts_with("Robots  “walk”"), "{}", heading(&reader));
    assert_eq!(topics(&reader)[..3], ["▌/ Robots 2", "/ Pictures 1", "All 7"], "{}", reader.screen());
}

#[test]
fn a_mistake_in_a_search_is_told_when_it_is_opened_and_stands_under_the_box() {
    let made = store();
    let mut reader = reader(&made);
    reader.write_searches("[[search]]\nname = \"Wrong\"\nquery = \"provder:x walk\"\n");
    assert_eq!(topics(&reader)[0], "/ Wrong 2");
    reader.keys("hk");
    assert_eq!(reader.last_line(), "In “Wrong”: no field “provder”; did you mean provider?");
    reader.keys("xe");
    let screen = reader.screen();
    assert!(screen.lines().nth(1).unwrap().contains("no field “provder”"), "{screen}");
}

#[test]
fn a_file_with_a_mistake_is_not_written_over_and_nothing_is_kept() {
    let made = store();
    let mut reader = reader(&made);
    fs::write(reader.searches_file(), "[[search]]\nname = \"Half\"\n").unwrap();
    reader.keys("/walk<C-s><Enter>");
    let screen = reader.screen();
    assert!(screen.contains("searches.toml:1:1: this search has no query"), "{screen}");
    assert_eq!(file(&reader), "[[search]]\nname = \"Half\"\n");
    assert_eq!(topics(&reader)[0], "All 7");
}

#[test]
fn counts_follow_the_store() {
    let made = store();
    let mut reader = with_two(&made);
    let made = made.article("_news/new.md", "title: Another robot\npublishedDateTime: 2021-02-01");
    reader.keys("r");
    assert_eq!(topics(&reader)[0], "/ Robots 3", "{}", reader.screen());
    drop(made);
}

#[test]
fn what_a_search_of_days_finds_is_counted_anew_on_another_day() {
    let made = store().article("_news/late.md", "title: Late\npublishedDateTime: 2026-11-22");
    let mut reader = reader(&made);
    reader.write_searches("[[search]]\nname = \"Lately\"\nquery = \"since:1d\"\n");
    assert_eq!(topics(&reader)[0], "/ Lately 1");
    reader.send(Event::Time(Timestamp(NOW.0 + 86_400)));
    reader.keys("j");
    assert_eq!(topics(&reader)[0], "/ Lately 0");
}

#[test]
fn before_it_is_known_no_count_is_shown() {
    let made = store();
    let mut reader = Reader::unread(made.path(), SIZE);
    reader.write_searches(TWO);
    assert_eq!(topics(&reader)[..2], ["/ Robots", "/ Films"], "{}", reader.screen());
    reader.load();
    assert_eq!(topics(&reader)[..2], ["/ Robots 2", "/ Films 1"], "{}", reader.screen());
}

#[test]
fn f_adds_what_the_row_is_to_the_box_and_shows_it_at_once() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jfo");
    assert!(heading(&reader).starts_with("/ provider:\"The Verge\"") && heading(&reader).contains("3 of 7"));
    reader.keys("<Enter>fd");
    assert!(heading(&reader).starts_with("/ provider:\"The Verge\" on:2021-01-19"), "{}", heading(&reader));
    reader.keys("<Enter>fk");
    assert!(heading(&reader).contains("on:2021-01-19 type:\"video\"") && heading(&reader).contains("1 of 7"));
    reader.keys("<Esc>");
    assert!(heading(&reader).contains("“provider:\"The Verge\" on:2021-01-19”"), "{}", heading(&reader));
    reader.keys("<Esc>/robot or walk<Enter>ft");
    assert!(heading(&reader).starts_with("/ (robot or walk) topic:\""), "{}", heading(&reader));
}

#[test]
fn the_topic_of_f_is_the_first_that_is_not_the_lists_own_or_asked_for_already() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("ft");
    assert!(heading(&reader).starts_with("/ topic:\"AI in Autos\""), "{}", heading(&reader));
    reader.keys("<Enter>ft");
    assert!(heading(&reader).starts_with("/ topic:\"AI in Autos\" topic:\"Second\""), "{}", heading(&reader));
    reader.keys("<Enter>ft");
    assert_eq!(reader.last_line(), "All of this list is topic:\"AI in Autos\" already.");
    reader.keys("<Esc>thardware<Enter>ft");
    assert!(heading(&reader).starts_with("/ topic:\"Second\""), "{}", heading(&reader));
}

#[test]
fn f_says_so_where_the_row_has_no_such_value_or_all_have_it() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("fo<Enter>fo");
    assert_eq!(reader.last_line(), "All of this list is provider:\"Reuters\" already.");
    reader.keys("<Esc>G");
    for (keys, says) in [("fo", "outlet"), ("fd", "date"), ("fk", "type")] {
        assert!(reader.keys(keys).last_line().contains(says), "{}", reader.last_line());
    }
    assert_eq!(reader.keys("ft").last_line(), "This article is in no topic to filter by.");
}

#[test]
fn the_menu_of_f_names_the_values_at_hand() {
    let made = store();
    let mut reader = reader(&made);
    let screen = reader.keys("jf").linger().screen();
    assert!(screen.contains("t topic:\"Hardware\"    o provider:\"The Verge\"    d on:2021-01-19"), "{screen}");
    // In the article as well, where it goes back to the list.
    reader.keys("<Esc><Enter>fo");
    assert!(heading(&reader).starts_with("/ provider:\"The Verge\""), "{}", heading(&reader));
}

#[test]
fn in_a_terminal_a_search_is_written_counted_and_its_file_watched() {
    let (home, made) = (tempfile::tempdir().unwrap(), store());
    let mut pty = Pty::start(command(home.path(), &[&made.path().to_string_lossy()]), SIZE);
    pty.wait_for("1 of 7");
    pty.keys("/robot");
    pty.wait_for("2 of 7");
    // Ctrl-S.
    pty.keys("\u{13}");
    pty.wait_for("Keep this search as");
    pty.keys("\r");
    let screen = pty.wait_for("it stands at the top of the topics.");
    assert!(screen.contains("/ robot"), "{screen}");
    let file = home.path().join("config/dateline/searches.toml");
    assert_eq!(fs::read_to_string(&file).unwrap(), "[[search]]\nname = \"robot\"\nquery = \"robot\"\n");
    pty.keys("\r");
    pty.wait_for("1 of 2");
    fs::write(&file, "[[search]]\nname = \"Walks\"\nquery = \"walk\"\n").unwrap();
    pty.wait_for("/ Walks                2");
    fs::write(&file, "[[search]]\nname = 3\nquery = \"walk\"\n").unwrap();
    let screen = pty.wait_for("stays as it was.");
    assert!(screen.contains("searches.toml:2") && screen.contains("/ Walks"), "{screen}");
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn a_bad_search_is_told_at_the_start_with_its_file_and_line_and_stays_in_the_file() {
    let (home, made) = (tempfile::tempdir().unwrap(), store());
    let file = home.path().join("config/dateline/searches.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let good = "# mine\n[[search]]\nname = \"Walks\"\nquery = \"walk\"\n\n[[search]]\nname = \"Half\"\n";
    for (bad, told) in [
        ("query = \"\"\n", "searches.toml:8:9: query is empty"),
        ("query = \"robot\n", "searches.toml:8:"),
        ("query = 3\n", "searches.toml:8:9: query cannot be a number"),
        ("", "searches.toml:6:1: this search has no query"),
    ] {
        let text = format!("{good}{bad}");
        fs::write(&file, &text).unwrap();
        let mut pty = Pty::start(command(home.path(), &[&made.path().to_string_lossy()]), (160, 40));
        pty.wait_for("/ Walks");
        // What a first visit has to say waits.
        pty.wait_for("●");
        pty.wait_for(told);
        pty.keys("Q");
        assert_eq!(pty.end().0, 0);
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
}

#[test]
fn two_searches_at_the_top_of_the_topics() {
    let mut reader = Reader::sample(SIZE);
    reader.write_searches(
        "[[search]]\nname = \"Terminals since 2020\"\nquery = \"terminal since:2020\"\n\n[[search]]\nname = \"Videos\"\nquery = \"type:video\"\n",
    );
    assert_snapshot!(reader.keys("hkk").screen());
}
