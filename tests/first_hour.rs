//! The first hour with the program, in a real terminal: the sample, one's own store, an editor, a browser in the terminal, every size of
//! screen, and the same place on the next morning.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::Made;
use common::pty::{Pty, command, with_all_headlines_first};
use portable_pty::CommandBuilder;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const SIZE: (u16, u16) = (120, 36);

/// A program for the tests' PATH.
fn script(home: &Path, name: &str, lines: &str) {
    let bin = home.join("bin");
    fs::create_dir_all(&bin).unwrap();
    fs::write(bin.join(name), format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
}

/// The program with those scripts first on its PATH.
fn program(home: &Path, arguments: &[&str]) -> CommandBuilder {
    with_all_headlines_first(home);
    let mut command = command(home, arguments);
    command.env("PATH", format!("{}:{}", home.join("bin").display(), std::env::var("PATH").unwrap_or_default()));
    command
}

fn forty() -> Made {
    let mut made = Made::new();
    for n in 1..=40 {
        let topic = if n % 4 == 0 { "Rivers" } else { "Hills" };
        let body: String = (1..30).map(|line| format!("Line {line} of {n}.\n\n")).collect();
        let front = format!(
            "title: Walk number {n}\nexcerpt: Excerpt {n}.\npublishedDateTime: 2021-03-{:02}T10:00:00Z\n\
             originalUrl: https://example.com/{n}\ntopics: [{topic}]",
            n % 28 + 1
        );
        made = made.file(&format!("_news/{n:02}.md"), &format!("---\n{front}\n---\n{body}"));
    }
    made
}

fn quit(mut pty: Pty, key: &str) {
    pty.keys(key);
    assert_eq!(pty.end().0, 0);
}

/// Waits until `text` has left the screen. After Esc this is needed: with the next key it would be Alt.
fn wait_gone(pty: &Pty, text: &str) {
    pty.wait(&format!("{text:?} leave"), |output| (!output.grid.screen().contents().contains(text)).then_some(()));
}

#[test]
fn the_first_hour_goes_without_a_surprise() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let store = forty();
    let path = store.path().to_string_lossy().into_owned();
    script(
        home,
        "xdg-open",
        &format!("printf '%s' \"$1\" > {0}.part && mv {0}.part {0}", home.join("opened").display()),
    );
    // The first start: the sample, and how to open a store of one's own.
    let pty = Pty::start(program(home, &[]), SIZE);
    assert!(pty.wait_for("1 of ").contains("All"));
    pty.wait_for("dateline DIR");
    quit(pty, "q");
    // One's own store; a topic, a search in it, an article, the original.
    let mut pty = Pty::start(program(home, &[&path]), SIZE);
    pty.wait_for("1 of 40");
    pty.keys("tRivers\r");
    pty.wait_for("1 of 10");
    pty.keys("/number 2");
    pty.wait_for("of 10");
    pty.keys("\r");
    pty.wait_for("“number 2”");
    pty.keys("j");
    pty.wait_for("2 of ");
    pty.keys("o");
    pty.wait_for("Opened https://example.com/");
    pty.keys("\r\x04");
    let before = pty.wait_for("Esc headlines");
    let reading = before.lines().find(|line| line.contains("Line ")).unwrap().trim().to_owned();
    quit(pty, "Q");
    assert!(fs::read_to_string(home.join("opened")).unwrap().starts_with("https://example.com/"));
    // The next morning, without a word: the same store, topic, search, article and line of it.
    let pty = Pty::start(program(home, &[]), SIZE);
    let after = pty.wait_for(&reading);
    for kept in ["Rivers", "“number 2”", "2 of "] {
        assert!(after.contains(kept), "{kept}:\n{after}");
    }
    quit(pty, "Q");
    // The store did not change by all that.
    assert_eq!(fs::read_dir(store.path().join("_news")).unwrap().count(), 40);
}

#[test]
fn the_editor_gets_the_terminal_and_the_file_and_then_the_screen_is_whole_and_the_file_read_again() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let store = forty();
    // An editor that shows itself, waits for a key of its own, and changes the headline.
    script(
        home,
        "nano",
        "echo \"NANO $1\"; head -1 \"$2\"; read answer; sed -i 's/Walk number 27$/Walk at night/' \"$2\"",
    );
    let mut command = program(home, &[&store.path().to_string_lossy()]);
    command.env("EDITOR", "nano");
    let mut pty = Pty::start(command, SIZE);
    pty.wait_for("1 of 40");
    pty.wait_for("Line 1 of 27.");
    pty.keys("e");
    let screen = pty.wait_for("NANO +1");
    assert!(!screen.contains("Walk number"), "{screen}");
    // Keys typed now are the editor's, also those that mean something to the reader.
    pty.keys("jq\n");
    let screen = pty.wait_for("Walk at night");
    assert!(screen.contains("1 of 40") && screen.contains("Walk number 26") && !screen.contains("NANO"), "{screen}");
    quit(pty, "q");
}

#[test]
fn a_browser_that_reads_in_the_terminal_gets_it_and_gives_it_back() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let store = forty();
    script(home, "w3m", "echo \"W3M $1\"; read answer; exit 0");
    let mut command = program(home, &[&store.path().to_string_lossy()]);
    command.env("BROWSER", "w3m");
    let mut pty = Pty::start(command, SIZE);
    pty.wait_for("Line 1 of 27.");
    pty.keys("o");
    let screen = pty.wait_for("W3M https://example.com/27");
    assert!(!screen.contains("Walk number"), "{screen}");
    pty.keys("jjj\n");
    let screen = pty.wait_for("Opened https://example.com/27");
    assert!(screen.contains("1 of 40"), "{screen}");
    // One pane, where the file has to be read first: no key is taken from the browser either.
    pty.resize((50, 20));
    pty.wait("the narrow screen", |output| (!output.grid.screen().contents().contains("│")).then_some(()));
    pty.keys("jo");
    pty.wait_for("W3M https://example.com/");
    pty.keys("q\n");
    pty.wait_for("Opened https://example.com/");
    quit(pty, "q");
}

#[test]
fn without_a_display_and_a_launcher_the_whole_address_is_shown() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let store = forty();
    let mut command = program(home, &[&store.path().to_string_lossy()]);
    command.env_remove("DISPLAY");
    command.env("PATH", home.join("bin"));
    let mut pty = Pty::start(command, SIZE);
    pty.wait_for("Line 1 of 27.");
    pty.keys("o");
    let screen = pty.wait_for("There is no display here");
    assert!(screen.contains("https://example.com/27") && screen.contains("y copies it"), "{screen}");
    pty.keys("y");
    pty.wait_for("Sent to the terminal’s clipboard: https://example.com/27");
    pty.keys("\x1b");
    wait_gone(&pty, "y copies it");
    quit(pty, "Q");
}

#[test]
fn every_size_of_screen_shows_the_selected_headline_or_says_what_it_needs() {
    let home = tempfile::tempdir().unwrap();
    let store = forty();
    let mut pty = Pty::start(program(home.path(), &[&store.path().to_string_lossy()]), SIZE);
    pty.wait_for("1 of 40");
    pty.keys("jjj");
    pty.wait_for("4 of 40");
    for size in [(180, 50), (150, 40), (124, 36), (110, 30), (80, 24), (60, 20), (59, 15), (40, 10), (30, 8), (300, 90)]
    {
        pty.resize(size);
        pty.wait(&format!("{size:?}"), |output| {
            let screen = output.grid.screen();
            let text = screen.contents();
            (text.contains("Walk number 24") && text.contains("4 of 40")).then_some(())
        });
    }
    pty.resize((20, 5));
    pty.wait_for("Dateline needs 30");
    pty.resize(SIZE);
    pty.wait_for("4 of 40");
    quit(pty, "q");
}

#[test]
fn after_a_prefix_key_the_menu_comes_by_itself() {
    let home = tempfile::tempdir().unwrap();
    let store = forty();
    let mut pty = Pty::start(program(home.path(), &[&store.path().to_string_lossy()]), SIZE);
    pty.wait_for("1 of 40");
    pty.keys("S");
    pty.wait_for("hottest first");
    pty.keys("o");
    pty.wait_for("oldest");
    pty.keys(";");
    pty.wait_for("─ Open ");
    pty.keys("\x1b");
    wait_gone(&pty, "─ Open ");
    quit(pty, "q");
}

#[test]
fn suspended_it_gives_the_terminal_back_and_takes_it_again() {
    let home = tempfile::tempdir().unwrap();
    let store = forty();
    let mut shell = CommandBuilder::new("/bin/bash");
    let program = env!("CARGO_BIN_EXE_dateline");
    shell.args(["--norc", "-i"]);
    shell.env_clear();
    for (name, value) in common::pty::environment(home.path()) {
        shell.env(name, value);
    }
    shell.env("PS1", "shell> ");
    let mut pty = Pty::start(shell, SIZE);
    pty.wait_for("shell> ");
    pty.keys(&format!("'{program}' '{}'\n", store.path().display()));
    pty.wait_for("1 of 40");
    pty.keys("jj");
    pty.wait_for("3 of 40");
    pty.keys("\x1a");
    pty.wait_for("Stopped");
    pty.keys("fg\n");
    pty.wait_for("3 of 40");
    pty.keys("q");
    pty.wait("the shell", |output| (!output.grid.screen().alternate_screen()).then_some(()));
    pty.keys("exit\n");
    pty.end();
}

#[test]
fn a_hangup_ends_it_with_the_place_kept() {
    let home = tempfile::tempdir().unwrap();
    let store = forty();
    let mut pty = Pty::start(program(home.path(), &[&store.path().to_string_lossy()]), SIZE);
    pty.wait_for("1 of 40");
    pty.keys("jjjj");
    pty.wait_for("5 of 40");
    pty.signal("HUP");
    assert_eq!(pty.end().0, 128 + 1);
    let pty = Pty::start(program(home.path(), &[]), SIZE);
    pty.wait_for("5 of 40");
    quit(pty, "q");
}

#[test]
fn an_edit_of_the_configuration_is_taken_in_while_the_reader_runs() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let store = forty();
    let mut pty = Pty::start(program(home, &[&store.path().to_string_lossy()]), SIZE);
    pty.wait_for("1 of 40");
    pty.keys("a");
    pty.wait_for("a is not bound here");
    let folder = home.join("config/dateline");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("keymap.toml"), "[global]\na = \"help\"\n").unwrap();
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    loop {
        pty.keys("a");
        let screen = pty.wait("an answer", |output| {
            let screen = output.grid.screen().contents();
            (screen.contains("not bound") || screen.contains("Keys in the headlines")).then_some(screen)
        });
        if screen.contains("Keys in the headlines") {
            break;
        }
        assert!(std::time::Instant::now() < end, "{screen}");
        // One key at a time: what waits in the terminal would have to be answered before the end.
        pty.keys("j");
        wait_gone(&pty, "not bound");
    }
    quit(pty, "Q");
}

#[test]
fn a_wrong_value_written_while_the_reader_runs_is_told_and_the_old_configuration_kept() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let store = forty();
    let folder = home.join("config/dateline");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("keymap.toml"), "[global]\na = \"help\"\n").unwrap();
    let mut pty = Pty::start(program(home, &[&store.path().to_string_lossy()]), SIZE);
    pty.wait_for("1 of 40");
    fs::write(folder.join("keymap.toml"), "[global]\na = \"hlep\"\n").unwrap();
    let screen = pty.wait_for("stays as it was.");
    assert!(screen.contains("keymap.toml:2") && screen.contains("did you mean help?"), "{screen}");
    pty.keys("a");
    pty.wait_for("Keys in the headlines");
    quit(pty, "Q");
    // At a start it is an error, before anything is drawn.
    let pty = Pty::start(program(home, &[&store.path().to_string_lossy()]), SIZE);
    let (code, bytes) = pty.end();
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(code, 2);
    assert!(text.contains("2 | a = \"hlep\"") && text.contains("^^^^") && !text.contains("\u{1b}[?1049h"), "{text}");
}

#[test]
fn without_the_mouse_no_report_of_it_is_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let store = forty();
    for (config, asks) in [("mouse = false", false), ("", true)] {
        let folder = home.path().join("config/dateline");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("config.toml"), config).unwrap();
        let mut pty = Pty::start(program(home.path(), &[&store.path().to_string_lossy()]), SIZE);
        pty.wait_for("1 of 40");
        pty.keys("q");
        let (_, bytes) = pty.end();
        assert_eq!(String::from_utf8_lossy(&bytes).contains("\u{1b}[?1002h"), asks, "{config}");
    }
}

#[test]
fn a_store_that_vanishes_is_said_and_waited_for_and_what_was_read_stays() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let made = forty();
    let (store, away) = (home.join("walks"), home.join("away"));
    fs::create_dir(&store).unwrap();
    fs::rename(made.path().join("_news"), store.join("_news")).unwrap();
    let mut pty = Pty::start(program(home, &[&store.to_string_lossy()]), SIZE);
    pty.wait_for("1 of 40");
    pty.wait_for("Line 1 of 27.");
    fs::rename(&store, &away).unwrap();
    let screen = pty.wait_for("The store is gone; waiting for it.");
    assert!(screen.contains("Walk number 26"), "{screen}");
    // To ask for it again changes nothing while it is not there.
    pty.keys("rj");
    let screen = pty.wait_for("2 of 40");
    assert!(screen.contains("waiting for it"), "{screen}");
    pty.keys("k");
    pty.wait_for("1 of 40");
    fs::write(
        away.join("_news/41.md"),
        "---\ntitle: While it was away\npublishedDateTime: 2021-03-28T11:00:00Z\n---\n",
    )
    .unwrap();
    fs::rename(&away, &store).unwrap();
    let screen = pty.wait_for("2 of 41");
    assert!(screen.contains("While it was away") && !screen.contains("is gone"), "{screen}");
    quit(pty, "q");
}
