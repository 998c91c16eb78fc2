//! `dateline check`: what it tells, in which order, and how it ends; and what it tells of every hostile file.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::hostile::{cases, is_state, path_of, unlock, unpack};
use common::{Made, pty};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::Read;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn program(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_clear().envs(pty::environment(home)).current_dir(home).args(arguments).stdin(Stdio::null());
    command
}

/// Exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let home = tempfile::tempdir().unwrap();
    let output = program(home.path(), arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn checked(made: &Made, options: &[&str]) -> (i32, String, String) {
    let path = made.path().to_string_lossy().into_owned();
    run(&[&["check", &path], options].concat())
}

fn records(made: &Made) -> Vec<Value> {
    checked(made, &["--json"]).1.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn healthy() -> Made {
    Made::new()
        .article("a.md", "title: One\npublishedDateTime: 2021-01-02T03:04:05Z\noriginalUrl: https://example.com/1")
        .file("README.md", "No front matter.\n")
        .file("empty.md", "")
}

#[test]
fn a_healthy_store_ends_with_0_and_says_nothing_but_the_count() {
    let (code, out, err) = checked(&healthy(), &["--strict"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert_eq!(err, "dateline: 3 files: 1 article, 0 with notes, 2 not articles, 0 errors\n");
}

#[test]
fn every_problem_is_a_line_of_path_line_code_and_reason_in_the_order_of_paths() {
    let made = healthy()
        .file("z.md", "---\ntitle: [\n---\n")
        .article("m/odd.md", "title: Odd\nheat: hot\nquality: []\npublishedDateTime: 2299-01-01")
        .file("b\nc.md", "---\ntitle: Never closed\n");
    let (code, out, _) = checked(&made, &[]);
    let begins: Vec<String> = out.lines().map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(code, 1);
    assert_eq!(
        begins,
        ["b c.md:1 E-UNTERMINATED", "m/odd.md N-FUTURE", "m/odd.md:3 N-TYPE", "m/odd.md:4 N-TYPE", "z.md:3 E-YAML"],
        "{out}"
    );
}

#[test]
fn wrong_values_alone_end_with_0_and_with_1_where_one_is_strict() {
    let made = healthy().article("odd.md", "title: Odd\nheat: hot");
    assert_eq!(checked(&made, &[]).0, 0);
    assert_eq!(checked(&made, &["--strict"]).0, 1);
}

#[test]
fn a_store_that_is_not_there_ends_with_2() {
    let (code, out, err) = run(&["check", "/nonexistent/store"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("/nonexistent/store: there is no such folder"), "{err}");
}

#[test]
fn the_command_goes_before_a_folder_of_its_name() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("check")).unwrap();
    std::fs::write(home.path().join("check/a.md"), "---\ntitle: In the folder\n---\n").unwrap();
    let out = |arguments: &[&str]| String::from_utf8(program(home.path(), arguments).output().unwrap().stdout).unwrap();
    assert_eq!(out(&["check", "--json", "check"]).lines().count(), 1);
    assert!(out(&["check", "--json"]).lines().count() > 30, "the sample");
    assert_eq!(out(&["./check"]), "----------\t\tIn the folder\n");
}

#[test]
fn the_command_goes_before_a_folder_behind_options_too() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("check")).unwrap();
    std::fs::write(home.path().join("check/a.md"), "---\ntitle: In the folder\n---\n").unwrap();
    std::fs::write(home.path().join("own.toml"), "").unwrap();
    for arguments in
        [&["--config", "own.toml", "check"], &["--sample", "check", "--json"], &["check", "--json", "--sample"]]
    {
        let output = program(home.path(), arguments).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && err.ends_with(" 0 errors\n"), "{arguments:?}: {err}");
    }
    for arguments in [&["--plain", "check"][..], &["check", "check", "--plain"], &["check", "a", "b"], &[".", "check"]]
    {
        let output = program(home.path(), arguments).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{arguments:?}");
    }
}

#[test]
fn the_last_store_that_is_gone_is_said_and_the_sample_is_checked() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("state/dateline")).unwrap();
    std::fs::write(home.path().join("state/dateline/state.toml"), "version = 1\nstore = \"/nonexistent/s\"\n").unwrap();
    let output = program(home.path(), &["check"]).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(err.starts_with("dateline: /nonexistent/s: there is no such folder") && err.lines().count() == 2, "{err}");
}

#[test]
fn a_topic_that_cannot_be_read_is_an_error_and_one_without_a_name_only_where_one_is_strict() {
    let broken = healthy().file("_data/topics/00-x.yaml", "name: [");
    let (code, out, err) = checked(&broken, &[]);
    assert!(code == 1 && out.starts_with("_data/topics/00-x.yaml") && out.contains(": E-YAML: "), "{out}");
    assert!(err.ends_with(" 1 error\n"), "{err}");
    let nameless = healthy().file("_data/topics/00-x.yaml", "shortname: X\n");
    let (code, out, err) = checked(&nameless, &[]);
    assert!(code == 0 && out.starts_with("_data/topics/00-x.yaml: N-NOTITLE: "), "{out}");
    assert!(err.contains(" 1 with notes, ") && err.ends_with(" 0 errors\n"), "{err}");
    assert_eq!(checked(&nameless, &["--strict"]).0, 1);
}

#[test]
fn a_folder_of_topics_that_is_none_is_told_once() {
    let made = healthy();
    std::fs::create_dir(made.path().join("_data")).unwrap();
    std::os::unix::fs::symlink("..", made.path().join("_data/topics")).unwrap();
    let (code, out, _) = checked(&made, &[]);
    assert_eq!((code, out.lines().count()), (1, 1), "{out}");
    assert!(out.starts_with("_data/topics: E-LINKDIR: "), "{out}");
}

#[test]
fn what_is_wrong_with_the_text_is_told_too() {
    let made = healthy().file("bell.md", "---\ntitle: Bell\n---\nA bell\u{7}\n");
    assert!(checked(&made, &[]).1.starts_with("bell.md: N-CTRL: "));
}

/// More than a chunk of them.
#[test]
fn three_thousand_files_come_in_the_order_of_their_paths_each_time() {
    let dir = tempfile::tempdir().unwrap();
    common::corpus::write(dir.path(), 3_000, 3).unwrap();
    let told = run(&["check", "--json", &dir.path().to_string_lossy()]).1;
    let paths: Vec<String> =
        told.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["path"].to_string()).collect();
    assert!(paths.len() >= 3_000 && paths.is_sorted_by(|a, b| a < b));
    assert!(run(&["check", "--json", &dir.path().to_string_lossy()]).1 == told);
}

#[test]
fn a_newline_in_a_files_name_stays_on_one_line_and_its_bytes_are_told() {
    let records = records(&Made::new().article("a\nb\u{1b}[31m.md", "title: T"));
    assert_eq!(records.len(), 1);
    assert!(!records[0]["path"].as_str().unwrap().contains(['\n', '\u{1b}']));
    assert_eq!(common::hostile::bytes_of(&records[0]["path_b64"]), b"a\nb\x1b[31m.md");
}

#[test]
fn a_record_has_every_key_of_its_version() {
    let made = Made::new().file(
        "_news/2021-01-02-a.md",
        "---\ntitle: One\nheat: 12\ntopics: [A, B]\nprovider: {name: The Daily}\noriginalUrl: https://example.com/1\nquality: x\n---\n\
         First.\n\nSecond.\n",
    );
    let records = records(&made);
    let record = &records[0];
    let mut expected = json!({
        "version": 1, "path": "_news/2021-01-02-a.md", "path_b64": "X25ld3MvMjAyMS0wMS0wMi1hLm1k", "state": "shown+note", "code": "N-TYPE",
        "line": 7, "title": "One", "published": "2021-01-02T00:00:00Z", "heat": 12, "topics": ["A", "B"], "provider": "The Daily",
        "open": ["allow", "https://example.com/1"], "body_head": "First.\nSecond.",
    });
    for key in ["message", "id", "notes"] {
        expected[key] = record[key].clone();
    }
    assert_eq!(*record, expected);
    assert_eq!(record["notes"][0]["line"], 7);
}

#[test]
fn a_duplicate_has_a_record_of_its_own_with_the_same_id() {
    let front = "title: Twice\noriginalUrl: https://example.com/1";
    let records = records(&Made::new().article("_news/a.md", front).article("_archive/_news/a.md", front));
    assert_eq!(records.len(), 2);
    assert_eq!(records[0]["id"], records[1]["id"]);
    assert_eq!(records[0]["path"], "_archive/_news/a.md");
}

#[test]
fn what_is_no_article_has_a_record_and_what_is_hidden_has_none() {
    let made = healthy().file(".hidden.md", "---\ntitle: x\n---\n").file("picture.png", "x");
    let states: Vec<_> = records(&made).iter().map(|r| format!("{} {} {}", r["path"], r["state"], r["code"])).collect();
    assert_eq!(
        states,
        [r#""README.md" "skipped" "E-NOFM""#, r#""a.md" "shown" """#, r#""empty.md" "skipped" "E-EMPTY""#]
    );
}

#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    let home = tempfile::tempdir().unwrap();
    let dir = tempfile::tempdir().unwrap();
    common::corpus::write(dir.path(), 3_000, 1).unwrap();
    let mut child = program(home.path(), &["check", "--json", &dir.path().to_string_lossy()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut some = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

/// What is wrong with a record, in one line.
fn judge(case: &Value, record: Option<&Value>) -> Result<(), String> {
    let Some(record) = record else {
        return if is_state(case, "ignored", &[]) { Ok(()) } else { Err("has no record".to_owned()) };
    };
    let state = record["state"].as_str().unwrap();
    let title = record["title"].as_str();
    let codes: Vec<&str> = match record["notes"].as_array() {
        Some(notes) => notes.iter().map(|note| note["code"].as_str().unwrap()).collect(),
        None => vec![record["code"].as_str().unwrap()],
    };
    let is_expected = is_state(case, state, &codes) && (state == "skipped" || case["title"].as_str() == title);
    let is_accepted = case["accept"].as_array().into_iter().flatten().any(|accept| match state {
        "skipped" => accept[0] == state && accept[1].as_str() == codes.first().copied(),
        _ => {
            accept[0] == state
                && accept[1].as_str() == title
                && accept[2].as_str().is_none_or(|code| codes.contains(&code))
        }
    });
    if !is_expected && !is_accepted {
        return Err(format!("is {state} {codes:?} {title:?}"));
    }
    if state == "skipped" {
        return Ok(());
    }
    let open = match record["open"][0].as_str().unwrap() {
        "allow" => json!(["allow", record["open"][1]]),
        _ => json!([format!("refuse:{}", record["open"][1].as_str().unwrap()), null]),
    };
    for (key, found) in [
        ("date", &record["published"]),
        ("heat", &record["heat"]),
        ("topics", &record["topics"]),
        ("provider", &record["provider"]),
        ("open", &open),
    ] {
        if case.get(key).is_some_and(|expected| expected != found) {
            return Err(format!("{key} is {found}, not {}", case[key]));
        }
    }
    let head = record["body_head"].as_str().unwrap();
    match case["body_contains"].as_str() {
        // What stands further down is not told.
        Some(words) if head.chars().count() < 150 && !head.contains(words) => {
            Err(format!("the body lacks {words:?}: {head:?}"))
        }
        _ => Ok(()),
    }
}

/// A character that no terminal may see.
fn is_bad(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{e000}'..='\u{f8ff}')
}

#[test]
fn every_hostile_file_is_told_of_as_it_must_be() {
    let home = tempfile::tempdir().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let cases = cases();
    unpack(&cases, dir.path());
    let is_root = rustix::process::geteuid().is_root();
    let mut command = program(home.path(), &["check", "--json", &dir.path().to_string_lossy()]);
    if is_root {
        command = as_nobody(home.path(), dir.path());
    }
    let output = command.output().unwrap();
    unlock(dir.path());
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut records: HashMap<PathBuf, Value> = HashMap::new();
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let bytes = common::hostile::bytes_of(&record["path_b64"]);
        for text in texts(&record) {
            assert!(!text.chars().any(is_bad), "{text:?} of {}", record["path"]);
        }
        assert!(records.insert(PathBuf::from(std::ffi::OsString::from_vec(bytes)), record).is_none(), "{line}");
    }
    let mut faults = Vec::new();
    for case in &cases {
        let record = records.remove(&path_of(case));
        if let Err(fault) = judge(case, record.as_ref()) {
            faults.push(format!("{}: {fault}, for {}", case["id"], case["tests"]));
        }
    }
    faults.extend(records.keys().map(|path| format!("{}: no case", path.display())));
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The same for an ordinary user, where the tests are run by root, who may read everything.
fn as_nobody(home: &Path, store: &Path) -> Command {
    const NOBODY: u32 = 65_534;
    let copy = home.join("dateline");
    std::fs::copy(env!("CARGO_BIN_EXE_dateline"), &copy).unwrap();
    for path in [home, store, &copy] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new(copy);
    command.env_clear().envs(pty::environment(home)).current_dir(home).stdin(Stdio::null());
    command.args(["check", "--json"]).arg(store).uid(NOBODY).gid(NOBODY);
    command
}

/// Every text of a record.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(map) => map.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
