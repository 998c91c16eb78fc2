//! The linear reader: commands in, lines out, nothing a screen reader would stumble over.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::{Made, pty};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// What it says to some lines of input; the prompt stands before each answer.
fn said(home: &Path, arguments: &[&str], input: &str, env: &[(&str, &str)]) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .env_clear()
        .envs(pty::environment(home))
        .envs(env.iter().copied())
        .current_dir(home)
        .arg("--plain")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    text
}

fn on_made(input: &str, env: &[(&str, &str)]) -> String {
    let home = tempfile::tempdir().unwrap();
    let mut made = Made::new();
    for n in 1..=12 {
        let topic = if n == 3 { "Rivers" } else { "Hills" };
        let front = format!(
            "title: Walk number {n}\nexcerpt: Excerpt {n}.\npublishedDateTime: 2021-03-{n:02}T10:00:00Z\n\
             originalUrl: https://example.com/{n}\ntopics: [{topic}]\nprovider: {{name: The Daily}}"
        );
        made = made.file(&format!("{n}.md"), &format!("---\n{front}\n---\nFirst of {n}.\n\n- an item\n"));
    }
    said(home.path(), &[&made.path().to_string_lossy()], input, env)
}

#[test]
fn it_says_the_newest_headlines_numbered_and_goes_on_when_asked() {
    let text = on_made("\nn\np\n", &[]);
    assert!(
        text.contains(
            ": 12 headlines, newest first. h lists the commands.\n1. 12 Mar 2021, The Daily: Walk number 12\n"
        ),
        "{text}"
    );
    assert!(text.contains("2 more; n goes on."), "{text}");
    assert!(text.contains("> 11. 2 Mar 2021, The Daily: Walk number 2\n12. "), "{text}");
    assert!(text.contains("That is the end."), "{text}");
}

#[test]
fn a_number_reads_that_article_in_the_order_one_wants_to_hear_it() {
    let text = on_made("2\nl\n", &[]);
    let article = "> Walk number 11\nThe Daily, Thu 11 Mar 2021, 10:00\nTopics: Hills\nExcerpt 11.\nFirst of 11.\n- an item\n\
        The original is at example.com; o opens it, y says its address.\n> 1. 12 Mar";
    assert!(text.contains(article), "{text}");
    assert!(on_made("99\n", &[]).contains("There is no headline 99 here; there are 12."));
}

#[test]
fn it_searches_goes_to_a_topic_and_orders() {
    let text = on_made("/number 7\n/\nt\nt riv\ns oldest\n", &[]);
    assert!(text.contains(": 1 headline matches “number 7”, best first."), "{text}");
    assert!(text.contains("> All, 12\nHills, 11\nRivers, 1\n"), "{text}");
    assert!(text.contains("> Rivers: 1 headline, newest first."), "{text}");
    assert!(text.contains("> Rivers: 1 headline, oldest first."), "{text}");
}

#[test]
fn what_is_not_understood_is_said_with_the_way_to_help() {
    let text = on_made("dance\nh\no\n", &[]);
    assert!(text.contains("“dance” is no command. h lists the commands."), "{text}");
    assert!(text.contains("/words: search"), "{text}");
    assert!(text.contains("No article has been read yet; say a number first."), "{text}");
}

#[test]
fn o_opens_the_original_and_y_says_its_address() {
    let dir = tempfile::tempdir().unwrap();
    let (script, opened) = (dir.path().join("browser"), dir.path().join("opened"));
    std::fs::write(&script, format!("#!/bin/sh\nprintf '%s' \"$1\" > {}\n", opened.display())).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    let text = on_made("3\no\ny 1\n", &[("BROWSER", &script.to_string_lossy())]);
    assert!(text.contains("> Opened https://example.com/10\n> https://example.com/12\n"), "{text}");
    assert_eq!(std::fs::read_to_string(opened).unwrap(), "https://example.com/10");
    let text = on_made("o 3\n", &[("BROWSER", "/nonexistent/x")]);
    assert!(text.contains("The address is https://example.com/10"), "{text}");
}

#[test]
fn the_sample_is_read_to_its_end_without_a_stumble() {
    let home = tempfile::tempdir().unwrap();
    let numbers: String = (1..=41).map(|n| format!("{n}\n\n\n")).collect();
    let text = said(home.path(), &[], &numbers, &[]);
    assert!(text.starts_with("Sample: 41 headlines, newest first."), "{text}");
}
