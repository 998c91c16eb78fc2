//! The program without its screen: plain lines, errors, precedence of stores.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::{Made, pty};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_clear().envs(pty::environment(home)).current_dir(home);
    command
}

fn run(home: &Path, arguments: &[&str], env: &[(&str, &str)]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } =
        program(home).args(arguments).envs(env.iter().copied()).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

fn store(title: &str) -> Made {
    Made::new().article(
        "_news/2021-05-31-a.md",
        &format!("title: {title}\npublishedDateTime: 2021-05-31T07:00:00Z\nprovider: {{name: The Daily}}"),
    )
}

#[test]
fn without_a_terminal_the_headlines_are_plain_lines_of_date_outlet_and_title() {
    let home = tempfile::tempdir().unwrap();
    let store = store("Hello, reader").article("b.md", "title: Undated");
    let (code, out, err) = run(home.path(), &[&store.path().to_string_lossy()], &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out, "2021-05-31\tThe Daily\tHello, reader\n----------\t\tUndated\n");
}

#[test]
fn without_arguments_it_shows_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let (code, out, err) = run(home.path(), &[], &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.lines().count() >= 30, "{out}");
}

#[test]
fn the_sample_is_shown_where_the_cache_cannot_be_written() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("cache"), "a file in the way").unwrap();
    let (code, out, _) = run(home.path(), &[], &[]);
    assert_eq!(code, Some(0));
    assert!(out.lines().count() >= 30, "{out}");
}

#[test]
fn argument_goes_before_environment_before_configuration_before_the_last_one_before_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let [a, b, c] = ["Argument", "Environment", "Configuration"].map(store);
    let path = |made: &Made| made.path().to_string_lossy().into_owned();
    let (a, b, c) = (path(&a), path(&b), path(&c));
    std::fs::create_dir_all(home.path().join("config/dateline")).unwrap();
    let config = home.path().join("config/dateline/config.toml");
    std::fs::write(&config, format!("store = {c:?}\n")).unwrap();
    let title = |arguments: &[&str], env: &[(&str, &str)]| {
        let out = run(home.path(), arguments, env).1;
        out.lines().next().unwrap_or_default().rsplit('\t').next().unwrap_or_default().to_owned()
    };
    assert_eq!(title(&[&a], &[("DATELINE_STORE", &b)]), "Argument");
    assert_eq!(title(&[], &[("DATELINE_STORE", &b)]), "Environment");
    assert_eq!(title(&[], &[]), "Configuration");
    assert!(run(home.path(), &["--sample"], &[("DATELINE_STORE", &b)]).1.lines().count() >= 30);
}

#[test]
fn a_store_that_is_not_there_is_an_error_with_its_path_and_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let (code, out, err) = run(home.path(), &["/nonexistent/store"], &[]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("/nonexistent/store") && err.starts_with("dateline: "), "{err}");
}

#[test]
fn a_file_is_no_store() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    std::fs::write(&file, "").unwrap();
    let (code, _, err) = run(home.path(), &[&file.to_string_lossy()], &[]);
    assert_eq!(code, Some(2));
    assert!(err.contains("folder"), "{err}");
}

#[test]
fn a_mistake_in_the_configuration_is_said_with_its_line_and_the_rest_applies() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("config/dateline")).unwrap();
    let store = store("Still read");
    let text = format!("store = {:?}\nthem = \"dark\"\n", store.path());
    std::fs::write(home.path().join("config/dateline/config.toml"), text).unwrap();
    let (code, out, err) = run(home.path(), &[], &[]);
    assert_eq!(code, Some(0));
    assert!(out.contains("Still read"));
    assert!(err.contains("config.toml:2") && err.contains("theme"), "{err}");
}

#[test]
fn a_wrong_value_in_the_configuration_is_shown_with_a_caret_and_nothing_starts() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("config/dateline")).unwrap();
    let file = home.path().join("config/dateline/config.toml");
    std::fs::write(&file, "them = \"dark\"\n\ntheme = 12\nmouse = \"no\"\n").unwrap();
    let (code, out, err) = run(home.path(), &["--sample"], &[]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    let first = format!("dateline: {}:3:9: theme cannot be a number", file.display());
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines[..3], [first.as_str(), "  3 | theme = 12", "    |         ^^"], "{err}");
    assert!(lines[3].starts_with("    = write theme = "), "{err}");
    assert!(lines[4].contains("config.toml:4:9: mouse cannot be a text") && lines.len() == 8, "{err}");
}

#[test]
fn another_file_of_configuration_can_be_named_by_an_option_or_a_variable() {
    let home = tempfile::tempdir().unwrap();
    let [a, b] = ["By option", "By variable"].map(store);
    let write = |name: &str, made: &Made| {
        let file = home.path().join(name);
        std::fs::write(&file, format!("store = {:?}\n", made.path())).unwrap();
        file.to_string_lossy().into_owned()
    };
    let (option, variable) = (write("a.toml", &a), write("b.toml", &b));
    assert!(run(home.path(), &["--config", "a.toml"], &[("DATELINE_CONFIG", &variable)]).1.contains("By option"));
    assert!(run(home.path(), &["--config", &option], &[]).1.contains("By option"));
    assert!(run(home.path(), &[], &[("DATELINE_CONFIG", &variable)]).1.contains("By variable"));
    let (code, _, err) = run(home.path(), &["--config", "c.toml"], &[]);
    assert_eq!(code, Some(2));
    assert!(err.contains("c.toml: there is no such file"), "{err}");
}

#[test]
fn the_files_of_defaults_are_printed() {
    let home = tempfile::tempdir().unwrap();
    let printed = |arguments: &[&str], env: &[(&str, &str)]| {
        let (code, out, err) = run(home.path(), arguments, env);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        out
    };
    assert_eq!(printed(&["--print-config"], &[]), include_str!("../assets/config.toml"));
    assert_eq!(printed(&["--print-config", "config"], &[]), include_str!("../assets/config.toml"));
    assert_eq!(printed(&["--print-config", "keymap"], &[]), include_str!("../assets/keymap.toml"));
    assert_eq!(printed(&["--print-config", "theme"], &[]), include_str!("../assets/themes/terminal.toml"));
    let light = printed(&["--print-config", "theme"], &[("DATELINE_THEME", "gruvbox-light")]);
    assert_eq!(light, include_str!("../assets/themes/gruvbox-light.toml"));
    assert_eq!(run(home.path(), &["--print-config", "colours"], &[]).0, Some(2));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let home = tempfile::tempdir().unwrap();
    let dir = tempfile::tempdir().unwrap();
    common::corpus::write(dir.path(), 3_000, 3).unwrap();
    let mut child = program(home.path()).arg(dir.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn version_and_help_are_told() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(run(home.path(), &["--version"], &[]).1, format!("dateline {}\n", env!("CARGO_PKG_VERSION")));
    let help = run(home.path(), &["--help"], &[]).1;
    assert!(help.contains("--sample") && help.contains("DIR"), "{help}");
}

#[test]
fn reading_a_store_changes_nothing_in_it() {
    let home = tempfile::tempdir().unwrap();
    let store = store("Untouched");
    let before = listing(store.path());
    run(home.path(), &[&store.path().to_string_lossy()], &[]);
    assert_eq!(listing(store.path()), before);
}

/// Everything below a folder with its size and times.
fn listing(dir: &Path) -> Vec<String> {
    let mut list = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let meta = path.symlink_metadata().unwrap();
        list.push(format!("{} {} {:?} {:?}", path.display(), meta.len(), meta.modified(), meta.permissions()));
        if meta.is_dir() {
            list.extend(listing(&path));
        }
    }
    list.sort();
    list
}

#[test]
fn a_damaged_or_newer_memory_is_ignored_and_said_in_the_log_only() {
    for damaged in ["version = 1\nstore = [", "version = 99\n"] {
        let home = tempfile::tempdir().unwrap();
        let state = home.path().join("state/dateline");
        std::fs::create_dir_all(&state).unwrap();
        std::fs::write(state.join("state.toml"), damaged).unwrap();
        let (code, out, err) = run(home.path(), &[], &[]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        assert!(out.lines().count() >= 30, "the sample");
        let log = std::fs::read_to_string(state.join("dateline.log")).unwrap();
        assert!(log.contains("WARN") && log.contains("what was remembered is ignored"), "{log}");
        assert_eq!(std::fs::read_to_string(state.join("state.toml")).unwrap(), damaged);
    }
    let home = tempfile::tempdir().unwrap();
    run(home.path(), &[], &[]);
    assert!(!home.path().join("state").exists(), "nothing to say, nothing written");
}
