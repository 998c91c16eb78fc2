//! The house as a test: who may import whom, what every file opens with, how long it may be.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Every module of `src/` with those it may name. A floor sees the floors below it and the wings; a wing sees `model`
/// and the wings before it.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("store", &["model"]),
    ("index", &["model", "store"]),
    ("story", &["model", "store", "index", "written"]),
    ("search", &["model", "store", "index", "story", "written"]),
    ("written", &["model"]),
    ("theme", &["model", "written"]),
    ("input", &["model", "written"]),
    ("config", &["model", "written", "theme", "input"]),
    ("app", &["model", "store", "index", "story", "search", "theme", "input", "config"]),
    ("ui", &["model", "index", "story", "search", "theme", "input", "config", "app"]),
    ("runtime", &["model", "store", "index", "story", "search", "theme", "input", "config", "app", "ui"]),
    (
        "cli",
        &["model", "store", "index", "story", "search", "written", "theme", "input", "config", "app", "ui", "runtime"],
    ),
];

/// What a module must do without, by the words that would betray it.
const MUST_NOT_SAY: &[(&str, &[&str])] = &[
    ("model", &["std::fs", "std::thread", "crossterm", "ratatui", "SystemTime", "Instant"]),
    ("index", &["crossterm", "ratatui", "SystemTime"]),
    ("story", &["std::fs", "crossterm", "ratatui", "SystemTime"]),
    ("search", &["std::fs", "crossterm", "ratatui", "SystemTime"]),
    ("app", &["std::fs", "std::thread", "crossterm", "SystemTime", "Instant", "println!", "std::env"]),
    ("ui", &["std::fs", "std::thread", "crossterm", "SystemTime", "Instant", "std::env"]),
];

const LONGEST: usize = 500;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// A file's code without its comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The modules of this crate that a piece of code names.
fn named(code: &str) -> Vec<String> {
    let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    let after = |rest: &str| rest.chars().take_while(is_name).collect::<String>();
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` in a macro is the same crate; `mycrate::` is another word.
        if at > 0 && code[..at].chars().next_back().is_some_and(|c| is_name(&c)) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => names.push(after(rest)),
            Some(group) => {
                let group = group.split('}').next().unwrap_or_default();
                names.extend(group.split(',').map(|part| after(part.trim())));
            }
        }
    }
    names
}

#[test]
fn every_module_names_only_what_lies_below_it() {
    let mut wrong = Vec::new();
    for (module, allowed) in MAY_NAME {
        for path in rust_files(&root().join("src").join(module)) {
            for name in named(&code(&path)) {
                let known = MAY_NAME.iter().any(|(other, _)| *other == name);
                if known && name != *module && !allowed.contains(&name.as_str()) {
                    wrong.push(format!("{} names {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_src_has_its_place_in_the_house() {
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let known = MAY_NAME.iter().any(|(module, _)| *module == name) || name == "main" || name == "lib";
        assert!(known, "src/{name} is not in tests/architecture.rs");
    }
}

#[test]
fn the_app_and_what_lies_below_it_do_without_terminal_clock_and_threads() {
    let mut wrong = Vec::new();
    for (module, words) in MUST_NOT_SAY {
        for path in rust_files(&root().join("src").join(module)) {
            // A test may take the time or look at a terminal's grid.
            let code = code(&path);
            let code = code.split("#[cfg(test)]").next().unwrap_or_default();
            wrong.extend(words.iter().filter(|w| code.contains(**w)).map(|w| format!("{} says {w}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_what_it_is_and_none_is_over_500_lines() {
    let mut wrong = Vec::new();
    for dir in ["src", "tests", "benches"] {
        for path in rust_files(&root().join(dir)) {
            let text = fs::read_to_string(&path).unwrap();
            if !text.starts_with("//! ") {
                wrong.push(format!("{} does not open with //!", path.display()));
            }
            let lines = text.lines().count();
            if lines > LONGEST {
                wrong.push(format!("{} has {lines} lines", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_a_door_plate_stands_in_mod_rs() {
    for path in rust_files(&root().join("src")) {
        if path.file_name().is_some_and(|name| name == "mod.rs") {
            let code = code(&path);
            assert!(!code.contains("fn ") && !code.contains("struct "), "{} holds more than its docs", path.display());
        }
    }
}

#[test]
fn this_test_sees_names_in_groups_and_paths() {
    assert_eq!(named("use crate::{app::App, ui};\ncrate::model::text::x(); mycrate::store::y"), ["app", "ui", "model"]);
}

#[test]
fn only_the_file_that_maps_files_is_not_safe() {
    let mut unsafe_files = Vec::new();
    for path in rust_files(&root().join("src")) {
        let code = code(&path);
        if code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "unsafe") {
            unsafe_files.push(path.strip_prefix(root().join("src")).unwrap().to_string_lossy().into_owned());
        }
    }
    assert_eq!(unsafe_files, ["index/segment/map.rs"]);
}

/// Where bytes, or a file's name, become text. Each of these cleans it, or says why it need not; no other file may.
const ROADS: &[(&str, Option<&str>)] = &[
    ("app/open.rs", None),
    ("app/page/build.rs", None),
    ("app/view/popup/problems.rs", None),
    ("cli/check/record.rs", None),
    ("cli/check/run.rs", None),
    ("cli/marked.rs", None),
    ("cli/marks.rs", None),
    ("cli/place.rs", Some("a key of the memory; the name that is shown is the store's, cleaned")),
    ("cli/plain/session.rs", None),
    ("cli/shell/choose.rs", None),
    ("cli/shell/open.rs", None),
    ("cli/shell/record.rs", None),
    ("cli/shell/show.rs", None),
    ("cli/shell/stats.rs", None),
    ("config/error.rs", None),
    ("config/file.rs", Some("what it reads is parsed; `written` cleans what it quotes")),
    ("index/text.rs", None),
    ("runtime/browser.rs", None),
    ("runtime/editor.rs", Some("a program's name, compared; a command, cleaned by who says it")),
    ("runtime/foreground.rs", Some("a program's name, cleaned by who says it")),
    ("runtime/jobs.rs", None),
    ("runtime/log.rs", None),
    ("runtime/marker.rs", None),
    ("runtime/report.rs", None),
    ("search/needle.rs", Some("an index’s texts, compared and never shown")),
    ("store/body.rs", Some("`page` cleans every block it makes of it")),
    ("store/folder.rs", None),
    ("store/marks/folder.rs", None),
    ("store/marks/line.rs", Some("a time, parsed; a place, compared and cleaned by who shows it")),
    ("store/names.rs", None),
    ("store/pace.rs", Some("numbers of the system's, parsed")),
    ("store/parse.rs", Some("the front matter's text, whose values `fields` cleans one by one")),
    ("store/topics.rs", None),
];

/// Who may write to the terminal or to standard output and error.
const MOUTHS: &[&str] = &["cli/start.rs", "main.rs", "runtime/browser.rs", "runtime/report.rs", "runtime/terminal.rs"];

#[test]
fn there_is_no_road_from_a_file_to_the_terminal_but_through_the_gate() {
    let mut wrong = Vec::new();
    for path in rust_files(&root().join("src")) {
        let name = path.strip_prefix(root().join("src")).unwrap().to_string_lossy().into_owned();
        let code = code(&path);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let says = |words: &[&str]| words.iter().any(|word| code.contains(word));
        if says(&["to_string_lossy(", "from_utf8_lossy(", "from_utf8(", "from_utf8_unchecked(", "read_to_string("]) {
            match ROADS.iter().find(|(road, _)| *road == name) {
                None => wrong.push(format!("{name} turns bytes into text")),
                Some((_, None)) if !says(&["safe_line(", "safe_body(", "safe_line_cow(", "is_clean("]) => {
                    wrong.push(format!("{name} does not clean what it reads"));
                }
                Some(_) => {}
            }
        }
        if says(&["stdout(", "stderr(", "print!(", "println!(", "/dev/tty"]) && !MOUTHS.contains(&name.as_str()) {
            wrong.push(format!("{name} writes to the terminal"));
        }
        if says(&["raw_name("]) && !["store/folder.rs", "store/article.rs", "index/job.rs"].contains(&name.as_str()) {
            wrong.push(format!("{name} uses the store's uncleaned name"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all: Vec<String> = rust_files(&root().join("src"))
        .iter()
        .map(|path| path.strip_prefix(root().join("src")).unwrap().to_string_lossy().into_owned())
        .collect();
    for road in ROADS.iter().map(|(road, _)| *road).chain(MOUTHS.iter().copied()) {
        assert!(all.iter().any(|name| name == road), "{road} is there no longer");
    }
}
