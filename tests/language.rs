//! The ten lines of the language stand wherever it is taught, the same everywhere.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::desk::program;
use common::{Made, Reader};
use dateline::search::{EXAMPLE, LANGUAGE, taught};

const README: &str = include_str!("../README.md");

fn told(arguments: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let output = program(home.path(), arguments).env("DATELINE_STORE", "/nonexistent").output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_help_of_the_program_and_of_list_teach_the_language_in_ten_lines() {
    for arguments in [&["--help"][..], &["-h"], &["help"], &["list", "--help"], &["help", "list"]] {
        let help = told(arguments);
        assert!(help.contains(&taught()) && help.contains(EXAMPLE), "{arguments:?}: {help}");
    }
    for command in ["search", "stories", "show", "open", "mark", "count"] {
        let help = told(&[command, "--help"]);
        assert!(help.contains("list"), "{command} leads to the language: {help}");
    }
}

#[test]
fn the_readme_teaches_the_same_ten_lines() {
    let lines = taught().lines().map(|line| format!("  {line}\n")).collect::<String>();
    assert!(README.contains(&lines), "the README has other lines than\n{lines}");
    assert!(README.contains(&format!("    {EXAMPLE}\n")));
}

#[test]
fn the_keys_of_the_reader_show_the_language_below_them_and_words_find_in_it() {
    let made = Made::new().article("a.md", "title: One");
    for columns in [80, 100] {
        let mut reader = Reader::open(made.path(), (columns, 120));
        let screen = reader.keys("?").screen();
        let words: Vec<&str> = screen.split_whitespace().filter(|word| *word != "│").collect();
        let shown = words.join(" ");
        for (write, says) in LANGUAGE {
            let line = format!("{write} {says}");
            assert!(shown.contains(&line), "{line}\n{screen}");
        }
        assert!(reader.keys("/coverage").screen().contains("has:coverage -has:video"), "{}", reader.screen());
    }
}

/// As people see a manual page: without the marks of its format.
fn plain(manual: &str) -> String {
    let text = manual.replace("\\-", "-").replace("\\*(Aq", "'").replace("\\(aq", "'").replace("\\'", "'");
    text.lines().map(|line| format!("{}\n", line.trim_start_matches("\\&"))).collect()
}

#[test]
fn the_manual_holds_the_language_in_lines_of_their_own() {
    for arguments in [&["man"][..], &["man", "list"]] {
        let manual = plain(&told(arguments));
        for line in taught().lines() {
            assert!(manual.lines().any(|there| there == line), "{line}\n{manual}");
        }
    }
}

#[test]
fn completions_offer_the_orders() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = told(&["completions", shell]);
        assert!(text.contains("sort"), "{shell}");
        if matches!(shell, "bash" | "zsh" | "fish") {
            let orders = ["newest", "oldest", "heat", "quality", "title", "outlet", "seen", "relevance", "articles"];
            assert!(orders.iter().all(|order| text.contains(order)), "{shell}: {text}");
        }
    }
    let bash = told(&["completions", "bash"]);
    assert!(bash.contains("\"newest oldest heat quality title outlet seen relevance\""), "{bash}");
}
