//! Marks in a real terminal: on the disk, after a kill, with two readers at once, where they can't be written. The store stays as it was.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::Made;
use common::pty::{Pty, command, with_all_headlines_first};
use dateline::store::marks::{Entry, Heard, Positions, Verb, read};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const SIZE: (u16, u16) = (124, 36);

fn store() -> Made {
    (1..=20).fold(Made::new(), |made, n| {
        let front = format!(
            "title: Walk number {n:02}\npublishedDateTime: 2026-10-{n:02}T10:00:00Z\noriginalUrl: https://example.com/{n}"
        );
        made.file(&format!("_news/{n:02}.md"), &format!("---\n{front}\n---\n{}", "A step.\n\n".repeat(n * 4)))
    })
}

fn start(home: &Path, store: &Made) -> Pty {
    with_all_headlines_first(home);
    let pty = Pty::start(command(home, &[&store.path().to_string_lossy()]), SIZE);
    pty.wait_for("of 20");
    pty
}

fn folder(home: &Path) -> PathBuf {
    home.join("state/dateline/marks")
}

/// How often each verb is said of articles, and what was heard besides.
fn said(folder: &Path) -> (BTreeMap<&'static str, usize>, Heard) {
    let mut said = BTreeMap::new();
    let heard = read(folder, &mut Positions::default(), &mut |told| {
        if let Entry::Mark { verb, .. } = told.entry {
            *said.entry(verb.name()).or_default() += 1;
        }
    });
    (said, heard.unwrap())
}

/// Waits for a condition that has nothing to do with a screen.
fn until(what: &str, mut is: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !is() {
        assert!(Instant::now() < end, "never: {what}");
        std::thread::yield_now();
    }
}

fn has(folder: &Path, verb: Verb, times: usize) -> bool {
    said(folder).0.get(verb.name()) == Some(&times)
}

fn row<'a>(screen: &'a str, n: &str) -> &'a str {
    let row = screen.lines().find(|line| line.contains(&format!("Walk number {n}"))).unwrap_or_default();
    // The topics beside it have signs of their own.
    row.split_once('│').map_or(row, |(_, row)| row)
}

fn wait_for_mark(pty: &Pty, n: &str, mark: &str) {
    pty.wait(&format!("{mark} at {n}"), |output| row(&output.grid.screen().contents(), n).contains(mark).then_some(()));
}

#[test]
fn what_was_marked_is_there_after_a_kill_and_can_still_be_undone() {
    let (home, store) = (tempfile::tempdir().unwrap(), store());
    let folder = folder(home.path());
    let mut pty = start(home.path(), &store);
    pty.keys("sjbjm");
    wait_for_mark(&pty, "19", "»");
    until("three lines on the disk", || {
        has(&folder, Verb::Star, 1) && has(&folder, Verb::Later, 1) && has(&folder, Verb::Read, 1)
    });
    pty.signal("KILL");
    pty.end();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let journal = fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path()).next().unwrap();
    assert_eq!((mode(&journal), mode(&folder)), (0o600, 0o700));
    let mut pty = start(home.path(), &store);
    wait_for_mark(&pty, "20", "★");
    wait_for_mark(&pty, "19", "»");
    assert!(!row(&pty.wait_for("of 20"), "18").contains('●'));
    // The first thing that is undone is the last that was done, though another run did it.
    // (As soon as the reader has been told of it: nothing on the screen says when.)
    loop {
        pty.keys("u");
        let is_undone = pty.wait("an answer", |output| {
            let screen = output.grid.screen().contents();
            (screen.contains("Undone:") || screen.contains("nothing to undo")).then(|| screen.contains("Undone:"))
        });
        if is_undone {
            break;
        }
        pty.keys("j");
        pty.wait("the answer go", |output| {
            (!output.grid.screen().contents().contains("nothing to undo")).then_some(())
        });
    }
    wait_for_mark(&pty, "18", "●");
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
    assert!(has(&folder, Verb::Unread, 1));
}

#[test]
fn a_kill_at_any_moment_leaves_journals_that_read() {
    let (home, store) = (tempfile::tempdir().unwrap(), store());
    let folder = folder(home.path());
    let mut kept = 0;
    for round in 0..10 {
        let mut pty = start(home.path(), &store);
        pty.keys(&"sjbj".repeat(round + 1));
        if round % 2 == 0 {
            until("something on the disk", || said(&folder).0.values().sum::<usize>() > kept);
        }
        pty.signal("KILL");
        pty.end();
        let (verbs, heard) = said(&folder);
        let now = verbs.values().sum::<usize>();
        assert!(now >= kept, "nothing that was there is gone");
        assert_eq!((heard.damaged, heard.unread), (0, vec![]));
        kept = now;
    }
    let pty = start(home.path(), &store);
    let screen = pty.wait_for("of 20");
    assert!(!screen.contains("can’t"), "{screen}");
}

#[test]
fn two_readers_at_once_see_each_others_marks_and_none_is_lost() {
    let (home, store) = (tempfile::tempdir().unwrap(), store());
    let folder = folder(home.path());
    let (mut one, mut two) = (start(home.path(), &store), start(home.path(), &store));
    one.keys("s");
    wait_for_mark(&two, "20", "★");
    two.keys("jb");
    wait_for_mark(&two, "19", "»");
    until("it is on the disk", || has(&folder, Verb::Later, 1));
    wait_for_mark(&one, "19", "»");
    // What one takes off, the other sees go.
    two.keys("ks");
    one.wait("the star go", |output| (!row(&output.grid.screen().contents(), "20").contains('★')).then_some(()));
    one.keys("Q");
    one.end();
    // One ends, another begins and folds what that left, while the second goes on.
    let mut three = start(home.path(), &store);
    two.keys("jjs");
    wait_for_mark(&three, "18", "★");
    three.keys("jjjs");
    wait_for_mark(&two, "17", "★");
    two.keys("Q");
    three.keys("Q");
    assert_eq!((two.end().0, three.end().0), (0, 0));
    let pty = start(home.path(), &store);
    for (n, mark) in [("19", "»"), ("18", "★"), ("17", "★")] {
        wait_for_mark(&pty, n, mark);
    }
    assert_eq!(said(&folder).1.damaged, 0);
}

#[test]
fn where_marks_cannot_be_written_that_is_said_and_quitting_asks_until_they_can_be() {
    let (home, store) = (tempfile::tempdir().unwrap(), store());
    fs::create_dir_all(home.path().join("config/dateline")).unwrap();
    // A file where the folder should be.
    let place = home.path().join("place");
    fs::write(&place, "").unwrap();
    let config = format!("marks = {:?}\n", place.join("marks"));
    fs::write(home.path().join("config/dateline/config.toml"), config).unwrap();
    let mut pty = start(home.path(), &store);
    pty.keys("s");
    wait_for_mark(&pty, "20", "★");
    pty.wait_for("Marks are not being saved");
    pty.keys("jQ");
    pty.wait_for("Quit, though marks are not saved?");
    pty.keys("n");
    pty.wait_for("marks not saved");
    pty.keys("b");
    fs::remove_file(&place).unwrap();
    // It is tried again by itself.
    pty.wait_for("Marks are saved again.");
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
    let (said, _) = said(&place.join("marks"));
    assert_eq!((said.get("star"), said.get("later")), (Some(&1), Some(&1)));
}

#[test]
fn a_folder_that_vanishes_is_made_again_with_what_was_in_it() {
    let (home, store) = (tempfile::tempdir().unwrap(), store());
    let folder = folder(home.path());
    let mut pty = start(home.path(), &store);
    pty.keys("s");
    until("it is on the disk", || has(&folder, Verb::Star, 1));
    fs::remove_dir_all(&folder).unwrap();
    pty.keys("jb");
    until("both are", || has(&folder, Verb::Star, 1) && has(&folder, Verb::Later, 1));
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn a_long_reading_leaves_the_store_as_it_was() {
    let (home, store) = (tempfile::tempdir().unwrap(), store());
    let all = || {
        let mut all = Vec::new();
        let mut folders = vec![store.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                let what = path.symlink_metadata().unwrap();
                let bytes = if what.is_dir() { Vec::new() } else { fs::read(&path).unwrap() };
                all.push((path.clone(), what.ino(), what.mtime_nsec(), what.ctime_nsec(), bytes));
                folders.extend(what.is_dir().then_some(path));
            }
        }
        all.sort();
        all
    };
    let before = all();
    let mut pty = start(home.path(), &store);
    pty.keys("sjbjmjvjjs\r");
    pty.keys("    JKJh/is:unread\r");
    pty.wait_for("Unread  newest");
    pty.keys("My.r");
    pty.keys("uuuUUQ");
    assert_eq!(pty.end().0, 0);
    assert_eq!(all(), before);
}

#[test]
fn marks_that_were_never_saved_do_not_come_back_as_if_they_were() {
    let (home, store) = (tempfile::tempdir().unwrap(), store());
    let folder = folder(home.path());
    let mut pty = start(home.path(), &store);
    pty.keys("b");
    until("it is on the disk", || has(&folder, Verb::Later, 1));
    let away = home.path().join("away");
    fs::rename(&folder, &away).unwrap();
    fs::write(&folder, "").unwrap();
    pty.keys("js");
    pty.wait_for("Marks are not being saved");
    pty.keys("Q");
    pty.wait_for("Quit, though marks are not saved?");
    pty.keys("y");
    assert_eq!(pty.end().0, 0);
    fs::remove_file(&folder).unwrap();
    fs::rename(&away, &folder).unwrap();
    let pty = start(home.path(), &store);
    wait_for_mark(&pty, "20", "»");
    assert!(!pty.wait_for("of 20").contains("★ Walk"));
}
