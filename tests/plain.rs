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
        The original is at example.com; o opens it, y says its address.\n> ";
    assert!(text.contains(article), "{text}");
    assert!(on_made("99\n", &[]).contains("There is no headline 99 here; there are 12."));
}

#[test]
fn it_searches_goes_to_a_topic_and_orders() {
    let text = on_made("/number 7\n/\nt\nt riv\ns oldest\n", &[]);
    assert!(text.contains(": 1 headline matches “number 7”, best first."), "{text}");
    assert!(text.contains("> All, 12\nHills, 11\nRivers, 1\noutlet The Daily, 12\n"), "{text}");
    assert!(text.contains("> Rivers: 1 headline, newest first."), "{text}");
    assert!(text.contains("> Rivers: 1 headline, oldest first."), "{text}");
}

#[test]
fn enter_goes_on_from_an_article_to_the_headlines_after_those_one_had() {
    let text = on_made("1\n\n", &[]);
    assert!(text.contains("says its address.\n> 11. 2 Mar 2021"), "{text}");
    let text = on_made("n\n11\nl\np\n", &[]);
    assert!(text.contains("says its address.\n> "), "{text}");
    assert!(text.contains(": 12 headlines, newest first.\n11. 2 Mar 2021, The Daily: Walk number 2\n"), "{text}");
    assert!(text.contains("\n> 1. 12 Mar 2021"), "{text}");
}

#[test]
fn a_long_text_is_read_in_pages_and_back() {
    let home = tempfile::tempdir().unwrap();
    let paragraphs: String = (1..=25).map(|n| format!("Paragraph {n}.\n\n")).collect();
    let made = Made::new().file("a.md", &format!("---\ntitle: Long\nexcerpt: An excerpt.\n---\n{paragraphs}"));
    let text = said(home.path(), &[&made.path().to_string_lossy()], "1\n\np\nn\nn\nn\np\n", &[]);
    assert!(text.contains("Long\nundated\nAn excerpt.\nParagraph 1.\n"), "{text}");
    assert!(text.contains("Paragraph 7.\n19 more; n goes on.\n> Paragraph 8.\n"), "{text}");
    assert!(text.contains("Paragraph 17.\n9 more; n goes on.\n> Long\n"), "{text}");
    assert!(text.contains("There is no address.\n> That is the end. l says the headlines again.\n"), "{text}");
}

#[test]
fn in_a_search_only_its_order_is_chosen_and_a_slash_leaves_all_of_it() {
    let text = on_made("t hills\n/walk\ns oldest\n/\n/zzz\n", &[]);
    assert!(text.contains("> Hills: 11 headlines match “walk”, best first.\n"), "{text}");
    assert!(text.contains("> Hills: 11 headlines match “walk”, oldest first.\n1. 1 Mar 2021"), "{text}");
    assert!(text.contains(": 12 headlines, newest first.\n1. 12 Mar 2021"), "{text}");
    assert!(text.contains("0 headlines match “zzz”, best first.\n/ alone goes back to all headlines.\n"), "{text}");
}

#[test]
fn a_name_said_whole_goes_there_before_a_likely_one() {
    let home = tempfile::tempdir().unwrap();
    let made = Made::new()
        .article("a.md", "title: A\ntopics: [Artificial Intelligence]")
        .article("b.md", "title: B\ntopics: [Artificial Intelligence]\nprovider: {name: ai}");
    let text = said(home.path(), &[&made.path().to_string_lossy()], "t AI\nt intell\nt zzz\n", &[]);
    assert!(text.contains("> ai: 1 headline, newest first."), "{text}");
    assert!(text.contains("> Artificial Intelligence: 2 headlines"), "{text}");
    assert!(text.contains("> No topic, category, type or outlet matches “zzz”. t lists them."), "{text}");
}

#[test]
fn coverage_and_links_are_named_with_their_hosts_and_what_is_not_opened_says_why() {
    let home = tempfile::tempdir().unwrap();
    let front = "title: Story\nexcerpt: A long walk along the river and back again by the hills.\noriginalUrl: 'javascript:alert(1)'\n\
        type: video\nlength: PT13M57S\nwebUrl: https://site.example/a\nactions: [{url: https://files.example/x.zip, type: download, title: Tools}]\n\
        related: [{title: Same story, webUrl: https://other.example/b, provider: {name: Other}, publishedDateTime: 2021-05-30}, {title: Nowhere}]";
    let body = "A long walk along the river and back again by the hills. See [the map](https://map.example/m).";
    let made = Made::new().file("a.md", &format!("---\n{front}\n---\n{body}\n"));
    let text = said(home.path(), &[&made.path().to_string_lossy()], "1\no\ny\n", &[]);
    let article = "> Story\nundated, video 13:57\nA long walk along the river and back again by the hills. See the map.\n\
        Coverage 1: Other, 30 May 2021: Same story (other.example)\n\
        Coverage 2: unnamed outlet: Nowhere (no address)\n\
        Link, web page: site.example\nLink, download, Tools: files.example\nLink, the map: map.example\n\
        The original is not opened: the address is not http or https.\n\
        > Not opened: the address is not http or https (javascript:alert(1)).\n";
    assert!(text.contains(article), "{text}");
}

#[test]
fn a_line_without_end_or_of_strange_bytes_is_one_unknown_command() {
    let text = on_made(&format!("{}\nbe\u{1b}[2Jep\nq", "x".repeat(300_000)), &[]);
    assert_eq!(text.matches("is no command. h lists the commands.").count(), 2, "{text}");
}

#[test]
fn the_store_is_the_last_one_from_then_on_and_one_that_is_not_there_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let made = Made::new().article("a.md", "title: Remembered");
    said(home.path(), &[&made.path().to_string_lossy()], "", &[]);
    assert!(said(home.path(), &[], "q\n", &[]).contains("1. undated: Remembered\n"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_clear().envs(pty::environment(home.path())).args(["--plain", "/nonexistent/x"]).stdin(Stdio::null());
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]));
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
fn c_and_a_number_open_the_same_story_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let made = Made::new().article(
        "a.md",
        "title: Here\noriginalUrl: https://example.com/a\nrelated:\n- {title: There, webUrl: https://other.example/b}\n- {title: Nowhere}",
    );
    let input = "c 1\n1\nc 1\nc 2\nc 3\nc x\n";
    let text = said(home.path(), &[&made.path().to_string_lossy()], input, &[("BROWSER", "true")]);
    for line in [
        "> No article has been read yet; say a number first.",
        "> Opened https://other.example/b",
        "> It has no address.",
        "> There is no 3 in its coverage; it has 2.",
        "> Say c and the number of the coverage.",
    ] {
        assert!(text.contains(line), "{line}:\n{text}");
    }
}

#[test]
fn the_sample_is_read_to_its_end_without_a_stumble() {
    let home = tempfile::tempdir().unwrap();
    let numbers: String = (1..=44).map(|n| format!("{n}\n\n\n")).collect();
    let text = said(home.path(), &[], &numbers, &[]);
    assert!(text.starts_with("Sample: 44 headlines, newest first."), "{text}");
}

#[test]
fn f_says_the_front_page_in_sections_to_its_end_and_a_number_reads_from_it() {
    let text = on_made("f\nn\nn\n2\n/\n", &[]);
    assert!(text.contains("> Front page: Edition of 12 March 2021, 12 headlines.\nTop stories:\n1. 12 Mar 2021, The Daily: Walk number 12\n"), "{text}");
    assert!(text.contains("\n8. ") && text.contains("\nHills:\n9. "), "{text}");
    assert!(text.contains("> Hills:\n11. "), "what a page begins in is said: {text}");
    assert!(text.contains("> You are up to date. / alone goes to all headlines.\n"), "{text}");
    assert!(text.contains("Walk number 11") && text.contains("12 headlines, newest first."), "{text}");
}

#[test]
fn all_that_is_wrong_or_unfinished_in_a_search_is_said_and_the_rest_is_searched_for() {
    let text = on_made("/number 3 provder:x since:2021-13 heat:>\n", &[]);
    let said = [
        "Not understood: no field “provder”; did you mean provider?\nNot understood: “2021-13” is no date; ",
        "\nNot understood: “>” is no number; write 60, >60, <=60 or 50..80\nThe rest is searched for.\n",
        ": 1 headline matches",
    ];
    assert!(said.iter().all(|said| text.contains(said)), "{text}");
}
