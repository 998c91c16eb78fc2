//! The front page in the course of a visit: where one begins, what moves it and what does not, its next edition. Keys and changes in,
//! screen out.

#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod common;

use common::front::*;
use common::pty::{Pty, command};
use common::{Made, Reader};
use dateline::app::Memory;

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

/// A first run that is left with the third headline under Harbours.
fn left_under_harbours() -> (tempfile::TempDir, Made) {
    let (home, made) = (tempfile::tempdir().unwrap(), store());
    let mut pty = Pty::start(command(home.path(), &[&made.path().to_string_lossy()]), (120, 40));
    pty.wait_for("Front page  Edition of 22 November 2026");
    pty.keys("tharbours\r");
    pty.wait_for("of 10");
    pty.keys("jj");
    pty.wait_for("3 of 10");
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
    (home, made)
}

#[test]
fn a_visit_begins_there_and_within_four_hours_where_one_left_off() {
    let (home, made) = left_under_harbours();
    let start = || Pty::start(command(home.path(), &[&made.path().to_string_lossy()]), (120, 40));
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

/// A second run with that `start`, after one that was left with the third headline under Harbours: just now, or long ago.
fn begun_again(start: &str, long_ago: bool) -> (Pty, tempfile::TempDir, Made) {
    let (home, made) = left_under_harbours();
    if long_ago {
        let state = home.path().join("state/dateline/state.toml");
        let text = std::fs::read_to_string(&state).unwrap();
        let line = text.lines().find(|line| line.starts_with("left = ")).unwrap();
        std::fs::write(&state, text.replace(line, "left = \"2026-01-01T00:00:00Z\"")).unwrap();
    }
    let config = home.path().join("config/dateline");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), format!("start = \"{start}\"\n")).unwrap();
    (Pty::start(command(home.path(), &[&made.path().to_string_lossy()]), (120, 40)), home, made)
}

#[test]
fn start_all_begins_with_all_headlines_from_the_newest_on_however_lately_one_left_off() {
    for long_ago in [false, true] {
        let (mut pty, _home, _made) = begun_again("all", long_ago);
        let screen = pty.wait_for("1 of 30");
        assert!(!screen.contains("Edition of"), "{screen}");
        pty.keys("Q");
        assert_eq!(pty.end().0, 0);
    }
}

#[test]
fn start_last_begins_where_one_left_off_however_long_ago_that_is() {
    for long_ago in [false, true] {
        let (mut pty, _home, _made) = begun_again("last", long_ago);
        let screen = pty.wait_for("3 of 10");
        assert!(screen.lines().next().unwrap().contains("Harbours"), "{screen}");
        pty.keys("Q");
        assert_eq!(pty.end().0, 0);
    }
}

#[test]
fn start_front_begins_on_the_front_page_however_lately_one_left_off() {
    for long_ago in [false, true] {
        let (mut pty, _home, _made) = begun_again("front", long_ago);
        pty.wait_for("Front page  Edition of 22 November 2026");
        pty.wait_for("1 of 23");
        pty.keys("Q");
        assert_eq!(pty.end().0, 0);
    }
}

#[test]
fn r_makes_the_next_edition_wherever_one_has_been_meanwhile() {
    let made = store();
    for been in ["/crane<Esc>", "tall<Enter>H", "tall<Enter>jjgf", "/crane<Enter><Esc>", "?<Esc>", "hjk"] {
        let mut reader = reader(&made);
        reader.keys(been);
        reader.keys("r");
        assert_eq!(reader.last_line(), "The next edition has the same stories.", "{been}");
        assert!(heading(&reader).starts_with("Front page  Edition of"), "{been}: {}", heading(&reader));
    }
}

#[test]
fn esc_out_of_a_search_that_the_last_run_left_goes_to_the_page() {
    let made = store();
    let memory = Memory { query: "crane".to_owned(), ..on_front() };
    let mut reader = begun(made.path(), SIZE, memory).telling();
    reader.load();
    assert!(heading(&reader).contains("“crane”"), "{}", heading(&reader));
    reader.keys("<Esc>");
    assert!(heading(&reader).starts_with("Front page  Edition of"), "{}", heading(&reader));
}

#[test]
fn a_refresh_that_ends_elsewhere_tells_what_came_and_leaves_the_edition() {
    let made = store();
    let mut reader = reader(&made);
    let before = list(&reader);
    write(&made, "_news/new.md", &front_matter(3).replace("Tunnel 3", "Volcano 3").replace("site3", "new"));
    touched(&mut reader, "_news/new.md");
    reader.keys("tall<Enter>r");
    assert!(!reader.last_line().contains("edition"), "{}", reader.last_line());
    assert!(heading(&reader).contains("of 31"), "{}", heading(&reader));
    reader.keys("gf");
    assert_eq!(list(&reader), before);
}

#[test]
fn what_was_announced_is_told_by_r_though_something_else_has_changed_meanwhile() {
    let made = store();
    let mut reader = reader(&made);
    write(&made, "_news/new.md", &front_matter(3).replace("Tunnel 3", "Volcano 3").replace("site3", "new"));
    touched(&mut reader, "_news/new.md");
    assert!(heading(&reader).contains("1 new"), "{}", heading(&reader));
    write(&made, "_news/04.md", &front_matter(4).replace("What is said", "All that is said"));
    reader.keys("r");
    assert!(reader.last_line().starts_with("1 new, 1 changed. "), "{}", reader.last_line());
}

#[test]
fn a_restart_within_the_visit_finds_the_same_page_and_the_same_place_in_it() {
    let made = store();
    let mut first = reader(&made);
    first.keys("mjjmjmjjj");
    let (before, selected) = (list(&first), first.selected());
    let memory = first.app.memory();
    assert!(memory.edition.is_some() && memory.front);
    write(
        &made,
        "_news/new.md",
        &front_matter(3).replace("heat: ", "heat: 9").replace("Tunnel 3", "Volcano 3").replace("site3", "new"),
    );
    std::fs::remove_file(made.path().join("_news/12.md")).unwrap();
    let mut again = begun(made.path(), SIZE, memory).telling();
    again.load();
    let titles = |lines: &[String]| -> Vec<String> {
        let title = |line: &String| Some(line.split_once(" in the news")?.0.rsplit("  ").next()?.to_owned());
        lines.iter().filter_map(title).filter(|title| !title.ends_with(" 12")).collect()
    };
    let (now, then) = (titles(&list(&again)), titles(&before));
    assert!(now.starts_with(&then), "{now:?} {then:?} {} {}", first.screen(), again.screen());
    assert_eq!(titles(&[again.selected()]), titles(&[selected]));
    again.keys("w");
    assert!(again.screen().contains("points."), "{}", again.screen());
    again.keys("<Esc>r");
    assert!(list(&again)[0].contains("Volcano 3"), "{}", again.screen());
}
