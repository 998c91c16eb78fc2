//! Marks from a shell: asked for, set, taken back and counted, and what of all that is written where.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::Made;
use common::desk::Desk;
use common::pty::Pty;
use dateline::store::marks::{Journal, Machine};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Ten walks, a day apart, the newest of 20 November: of a store that nobody has visited 4 to 10 are unread.
fn ten() -> Desk {
    Desk::new((1..=10).fold(Made::new(), |made, n| {
        let front = format!(
            "title: Walk number {n}\npublishedDateTime: 2026-11-{:02}T10:00:00Z\noriginalUrl: https://example.com/{n}\n\
             provider: {{name: Morning Star}}",
            n + 10
        );
        made.article(&format!("_news/{n:02}.md"), &front)
    }))
}

/// The numbers of the walks that are listed.
fn walks(list: &str) -> Vec<u32> {
    list.lines().map(|line| line.rsplit(' ').next().unwrap().parse().unwrap()).collect()
}

fn listed(desk: &Desk, query: &[&str]) -> Vec<u32> {
    walks(&desk.out(&[&["list"], query].concat()))
}

fn folder(desk: &Desk) -> PathBuf {
    desk.home.path().join("state/dateline/marks")
}

/// The lines of all journals, by file, without their moments, ids and first lines.
fn journals(desk: &Desk) -> BTreeMap<String, Vec<String>> {
    let Ok(entries) = fs::read_dir(folder(desk)) else { return BTreeMap::new() };
    let files =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "marks"));
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        if words[1] == "baseline" { "baseline".to_owned() } else { format!("{} {}", words[1], words[3..].join(" ")) }
    };
    let lines = |path: &Path| fs::read_to_string(path).unwrap().lines().skip(1).map(line).collect();
    files.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), lines(&path))).collect()
}

/// Every file of the store: its bytes and when it was written.
fn as_it_is(dir: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(as_it_is(&path));
        } else {
            let written = path.metadata().unwrap().modified().unwrap();
            files.insert(path.clone(), (fs::read(&path).unwrap(), written));
        }
    }
    files
}

#[test]
fn a_store_that_nobody_has_visited_is_as_on_a_first_visit_and_nothing_is_written_for_that() {
    let desk = ten();
    assert_eq!(listed(&desk, &["is:unread"]), [10, 9, 8, 7, 6, 5, 4]);
    assert_eq!(desk.out(&["count", "is:unread"]), "7\n");
    assert_eq!(listed(&desk, &["is:read"]), [3, 2, 1]);
    assert_eq!(walks(&desk.out(&["search", "walk", "is:read", "--sort", "oldest"])), [1, 2, 3]);
    assert_eq!(desk.json(&["list", "--json"])["articles"][9]["read"], true);
    assert!(!folder(&desk).exists() && !desk.home.path().join("state/dateline/machine").exists());
}

#[test]
fn mark_marks_what_is_found_and_not_so_yet_and_says_how_many() {
    let desk = ten();
    assert_eq!(desk.out(&["mark", "read", "since:2026-11-19"]), "2 headlines marked read.\n");
    assert_eq!(listed(&desk, &["is:unread"]), [8, 7, 6, 5, 4]);
    // Of these three two are read.
    assert_eq!(desk.out(&["mark", "read", "since:2026-11-18"]), "1 headline marked read.\n");
    assert_eq!(desk.out(&["mark", "star", "number", "sort:oldest", "limit:2"]), "2 headlines starred.\n");
    assert_eq!(listed(&desk, &["is:starred"]), [2, 1]);
    assert!(desk.out(&["show", "is:starred"]).starts_with("# Walk number 2\n"));
    assert_eq!(
        desk.run(&["open", "is:starred"]).2,
        "dateline: 2 articles match; say more, or --first for the best of them\n"
    );
    assert_eq!(desk.out(&["mark", "later", "--limit", "1"]), "1 headline kept for later.\n");
    assert_eq!(listed(&desk, &["is:later or is:starred", "sort:oldest"]), [1, 2, 10]);
    let journals = journals(&desk);
    assert_eq!(journals.len(), 1);
    let expected = [
        "baseline",
        "read Walk number 10",
        "read Walk number 9",
        "read Walk number 8",
        "star Walk number 1",
        "star Walk number 2",
        "later Walk number 10",
    ];
    assert_eq!(journals.values().next().unwrap(), &expected);
}

#[test]
fn the_opposite_takes_a_mark_back() {
    let desk = ten();
    for (on, off, query, said) in [
        ("read", "unread", "is:read", "1 headline marked unread.\n"),
        ("star", "unstar", "is:starred", "1 headline unstarred.\n"),
        ("later", "done", "is:later", "1 headline taken off what is for later.\n"),
    ] {
        let before = desk.out(&["count", query]);
        desk.out(&["mark", on, "\"number 7\""]);
        assert_ne!(desk.out(&["count", query]), before, "{on}");
        assert_eq!(desk.out(&["mark", off, "\"number 7\""]), said);
        assert_eq!(desk.out(&["count", query]), before, "{off}");
    }
}

#[test]
fn a_dry_run_says_what_would_be_and_writes_nothing() {
    let desk = ten();
    assert_eq!(desk.out(&["mark", "read", "--dry-run", "since:2026-11-19"]), "2 headlines would be marked read.\n");
    let (code, bytes) = desk.pty(&["mark", "read", "--dry-run", "since:2026-11-19"], &[("NO_COLOR", "1")]).end();
    let screen = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
    assert_eq!(code, 0);
    assert_eq!(
        lines,
        [
            "2026-11-20  Morning Star  Walk number 10",
            "2026-11-19  Morning Star  Walk number 9",
            "2 headlines would be marked read."
        ]
    );
    assert_eq!(desk.out(&["count", "is:unread"]), "7\n");
    assert!(!folder(&desk).exists());
}

#[test]
fn programs_are_told_what_was_marked_in_the_forms_of_list() {
    let desk = ten();
    let told = desk.json(&["mark", "star", "number 4", "--json"]);
    let articles = told["articles"].as_array().unwrap();
    assert_eq!((&told["version"], articles.len()), (&Value::from(1), 1));
    assert_eq!((&articles[0]["starred"], &articles[0]["read"]), (&Value::from(true), &Value::from(false)));
    assert_eq!(desk.json(&["list", "--json", "is:starred"])["articles"], told["articles"]);
    // By its id; more than one may be named.
    let id = articles[0]["id"].as_str().unwrap();
    assert_eq!(desk.out(&["mark", "unstar", "--tsv", id, id]).split('\t').next(), Some(id));
    assert_eq!(desk.out(&["list", "is:starred"]), "");
    let (code, out, err) = desk.run(&["mark", "star", id, &"0".repeat(32)]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("dateline: no article of the store has the id 0000"), "{err}");
    assert_eq!(desk.out(&["count", "is:starred"]), "0\n");
}

#[test]
fn where_there_is_nothing_to_mark_that_is_said_and_it_ends_with_1() {
    let desk = ten();
    assert_eq!(desk.run(&["mark", "read", "zzz"]), (1, String::new(), "dateline: nothing is found\n".to_owned()));
    let says = "dateline: nothing to do: 3 headlines found, which are read already\n".to_owned();
    assert_eq!(desk.run(&["mark", "read", "before:2026-11-14"]), (1, String::new(), says));
    let (code, out, _) = desk.run(&["mark", "read", "zzz", "--json"]);
    assert_eq!((code, out.as_str()), (1, "{\"version\":1,\"articles\":[\n]}\n"));
    assert!(!folder(&desk).exists(), "nothing was said");
}

#[test]
fn a_mistake_or_no_query_marks_nothing_and_all_must_be_asked_for() {
    let desk = ten();
    let (code, out, err) = desk.run(&["mark", "read", "is:unred"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("dateline: no is: “unred”; did you mean unread?"), "{err}");
    for empty in [&["mark", "read"][..], &["mark", "read", " "], &["mark", "read", "sort:oldest"]] {
        let (code, out, err) = desk.run(empty);
        assert_eq!((code, out.as_str()), (2, ""), "{empty:?}");
        assert_eq!(err, "dateline: that is every article of the store; say which, or --all if all are meant\n");
    }
    assert_eq!(desk.run(&["mark", "eaten", "walk"]).0, 2);
    assert!(!folder(&desk).exists());
    assert_eq!(desk.out(&["mark", "unread", "--all"]), "3 headlines marked unread.\n");
    assert_eq!(desk.out(&["count", "is:unread"]), "10\n");
}

#[test]
fn marks_that_cannot_be_saved_are_not_set_and_that_is_an_error() {
    let desk = ten();
    fs::create_dir_all(folder(&desk).parent().unwrap()).unwrap();
    fs::write(folder(&desk), "a file in the way").unwrap();
    let (code, out, err) = desk.run(&["mark", "read", "walk"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("marks can’t be read: ") && err.contains("/state/dateline/marks"), "{err}");
    // Questions are answered as well as they can be, and what is wrong is said.
    let (code, out, err) = desk.run(&["list", "is:unread"]);
    assert_eq!((code, out.lines().count(), err.lines().count()), (0, 7, 1), "{err}");
    fs::remove_file(folder(&desk)).unwrap();
    fs::create_dir(desk.home.path().join("state/dateline/machine")).unwrap();
    let (code, out, err) = desk.run(&["mark", "read", "walk"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("dateline: nothing is marked, for it can’t be saved: "), "{err}");
    assert_eq!(desk.out(&["count", "is:unread"]), "7\n");
}

#[test]
fn a_journal_that_another_holds_is_left_to_it() {
    let desk = ten();
    desk.out(&["mark", "star", "\"number 1\""]);
    let machine = Machine::of(&desk.home.path().join("state/dateline")).unwrap();
    let mut held = Journal::new(folder(&desk), machine);
    let name = held.open().unwrap().to_owned();
    desk.out(&["mark", "star", "\"number 5\""]);
    let journals = journals(&desk);
    assert_eq!(journals.len(), 2);
    assert_eq!(journals[&name], ["baseline", "star Walk number 10", "star Walk number 1"]);
    assert_eq!(journals.values().filter(|lines| lines == &&["star Walk number 5"]).count(), 1);
    // What the other says counts at once.
    let line = "2026-11-30T10:00:00.000000Z";
    let id = desk.json(&["list", "--json", "\"number 8\""])["articles"][0]["id"].as_str().unwrap().to_owned();
    held.append(format!("{line} star {id}\n").as_bytes()).unwrap();
    assert_eq!(listed(&desk, &["is:starred"]), [10, 8, 5, 1]);
}

/// Waits until a headline has its star on the screen.
fn starred(reader: &Pty, title: &str) {
    reader.wait("the star", |output| {
        let screen = output.grid.screen().contents();
        screen.lines().any(|line| line.contains('★') && line.contains(title)).then_some(())
    });
}

#[test]
fn an_open_reader_shows_what_a_shell_marks_and_a_shell_what_a_reader_marked() {
    let desk = ten();
    let mut reader = desk.pty(&[], &[]);
    reader.wait_for("First visit");
    assert_eq!(desk.out(&["mark", "star", "\"number 9\""]), "1 headline starred.\n");
    starred(&reader, "Walk number 9");
    reader.keys("s");
    starred(&reader, "Walk number 10");
    reader.keys("q");
    assert_eq!(reader.end().0, 0);
    assert_eq!(listed(&desk, &["is:starred"]), [10, 9]);
    assert_eq!(desk.out(&["count", "is:unread"]), "7\n");
}

#[test]
fn what_was_opened_last_stands_first_where_one_sorts_by_it() {
    let desk = ten();
    let ids: Vec<String> = ["\"number 3\"", "\"number 8\""]
        .map(|query| desk.json(&["list", "--json", query])["articles"][0]["id"].as_str().unwrap().to_owned())
        .into();
    fs::create_dir_all(folder(&desk)).unwrap();
    let lines = format!(
        "dateline marks 1\n2026-11-21T10:00:00.000000Z seen {}\n2026-11-22T10:00:00.000000Z seen {}\n",
        ids[1], ids[0]
    );
    fs::write(folder(&desk).join("other.marks"), lines).unwrap();
    assert_eq!(listed(&desk, &["is:seen", "sort:seen"]), [3, 8]);
    assert_eq!(listed(&desk, &["--sort", "seen", "--limit", "3"]), [3, 8, 10]);
    assert_eq!(listed(&desk, &["seen:2026-11-21"]), [8]);
}

#[test]
fn new_is_what_came_since_the_last_visit_and_nothing_where_there_was_none() {
    let desk = ten();
    assert_eq!(desk.out(&["count", "is:new"]), "0\n");
    let state = desk.home.path().join("state/dateline/state.toml");
    fs::create_dir_all(state.parent().unwrap()).unwrap();
    let store = desk.store.path().to_string_lossy();
    let place = format!(
        "version = 1\n[[place]]\nstore = {store:?}\nsince = \"2026-11-17T00:00:00Z\"\nleft = \"2026-11-18T20:00:00Z\"\n"
    );
    fs::write(&state, &place).unwrap();
    assert_eq!(listed(&desk, &["is:new"]), [10, 9]);
    assert_eq!(fs::read_to_string(&state).unwrap(), place, "to ask is no visit");
}

#[test]
fn what_is_wrong_with_a_journal_is_said_once_and_costs_only_itself() {
    let desk = ten();
    desk.out(&["mark", "star", "\"number 9\""]);
    let other = folder(&desk).join("other.marks");
    fs::write(&other, "dateline marks 1\nno line\n2026-11-21T10:00:00.000000Z star\n").unwrap();
    let (code, out, err) = desk.run(&["list", "is:starred or is:later", "--json"]);
    assert_eq!((code, out.matches("\"id\"").count()), (0, 1));
    assert_eq!(err, "dateline: 2 lines in the journals of marks can’t be understood; they are kept as they are\n");
    fs::write(&other, "dateline marks 7\n2026-11-21T10:00:00.000000Z adore x\n").unwrap();
    let (code, _, err) = desk.run(&["list", "is:starred"]);
    assert_eq!(code, 0);
    assert!(err.contains("other.marks was written by a newer Dateline"), "{err}");
    // Who does not ask for marks is not told of them.
    assert_eq!(desk.run(&["list", "walk"]).2, "");
}

#[test]
fn count_is_one_number_and_looks_at_no_file_of_the_store_once_it_is_known() {
    let desk = ten();
    assert_eq!(desk.out(&["count"]), "10\n");
    assert_eq!(desk.out(&["count", "zzz"]), "0\n");
    assert_eq!(desk.out(&["count", "walk", "since:2026-11-19"]), "2\n");
    assert_eq!(desk.run(&["count", "heat:hot x"]).0, 2);
    fs::write(desk.store.path().join("new.md"), "---\ntitle: New\n---\n").unwrap();
    assert_eq!(desk.out(&["count"]), "10\n", "as it was kept");
    assert_eq!(desk.out(&["list"]).lines().count(), 11);
    assert_eq!(desk.out(&["count"]), "11\n");
    fs::write(desk.store.path().join("newer.md"), "---\ntitle: Newer\n---\n").unwrap();
    assert_eq!(desk.out(&["count", "--no-cache"]), "12\n");
    let path = desk.store.path().to_string_lossy().into_owned();
    assert_eq!(desk.out(&["count", "--store", &path, "title:walk"]), "10\n");
}

#[test]
fn the_columns_of_marks_are_kept_once_and_then_left_alone() {
    let desk = ten();
    desk.out(&["mark", "read", "number 5"]);
    desk.out(&["count", "is:unread"]);
    let kept = || {
        let cache =
            fs::read_dir(desk.home.path().join("cache/dateline/index")).unwrap().map(|entry| entry.unwrap().path());
        let path = cache.filter(|path| path.extension().is_some_and(|e| e == "marks")).last().unwrap();
        (path.metadata().unwrap().modified().unwrap(), fs::read(&path).unwrap())
    };
    let before = kept();
    assert_eq!(desk.out(&["count", "is:unread"]), desk.out(&["count", "is:unread", "--no-cache"]));
    desk.out(&["list", "--json"]);
    assert_eq!(kept(), before);
    desk.out(&["mark", "read", "number 6"]);
    assert_eq!(desk.out(&["count", "is:unread"]), desk.out(&["count", "is:unread", "--no-cache"]));
    assert_ne!(kept(), before);
}

#[test]
fn nothing_of_the_store_is_touched() {
    let desk = ten();
    let before = as_it_is(desk.store.path());
    for command in
        [&["mark", "read", "walk"][..], &["mark", "star", "--all"], &["count", "is:unread"], &["list", "is:new"]]
    {
        desk.out(command);
    }
    assert_eq!(as_it_is(desk.store.path()), before);
}

#[test]
fn the_lines_of_the_plain_reader_ask_for_marks_as_they_are_then() {
    let desk = ten();
    desk.out(&["mark", "star", "\"number 4\""]);
    let mut command = desk.command(&["--plain"]);
    command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"/is:starred\n/is:unread sort:oldest\n").unwrap();
    let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(said.contains("1 headline matches “is:starred”"), "{said}");
    assert!(said.contains("7 headlines match “is:unread sort:oldest”, oldest first."), "{said}");
}

#[test]
fn every_command_that_the_readme_gives_is_understood() {
    let desk = ten();
    let shell =
        include_str!("../README.md").split("\n## From the shell\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let given = shell.lines().filter_map(|line| line.strip_prefix("    dateline "));
    // Without what is said of it, or is another program's.
    let commands = given.map(|line| line.split(['#', '|']).next().unwrap()).filter(|line| !line.contains("DIR"));
    let commands: Vec<Vec<String>> = commands.map(|line| shell_words::split(line).unwrap()).collect();
    assert!(commands.len() > 8, "{commands:?}");
    for command in commands.iter().filter(|command| command[0] != "open") {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let output = desk.command(&words).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_some_and(|code| code < 2), "{words:?}: {told}");
    }
}
