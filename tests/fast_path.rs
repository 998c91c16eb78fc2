//! The two ways to read front matter, held against each other: on the sample, on the hostile files, on any store that
//! `DATELINE_TEST_STORE` names (several are parted by `:`), and on front matter made up here, most of it nearly what the
//! scanner takes. It judges neither of them right; `tests/hostile.rs` does.
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

#[allow(dead_code, reason = "what must come of the cases is not judged here")]
#[path = "common/hostile.rs"]
mod hostile;

use std::collections::HashSet;
use std::env;
use std::fs;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

use dateline::index::{Batch, Builder, Row};
use dateline::model::ArticleId;
use dateline::store::{FrontMatter, Outcome, Source, Want, parse, parse_by_events, readers, sample};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// How many files there were, and of how many of those with front matter the scanner was sure.
#[derive(Debug, Default)]
struct Tally {
    fronts: usize,
    sure: usize,
}

/// Every file below `root` that can be read, as `Whole` and as `Headline`.
fn compare(root: &Path) -> Tally {
    let mut tally = Tally::default();
    let mut waiting = vec![root.to_owned()];
    while let Some(path) = waiting.pop() {
        let Ok(meta) = fs::symlink_metadata(&path) else { continue };
        if meta.is_dir() {
            waiting.extend(fs::read_dir(&path).into_iter().flatten().map(|entry| entry.unwrap().path()));
        } else if meta.is_file() && !meta.file_type().is_fifo() && meta.len() < 4 << 20 {
            let Ok(bytes) = fs::read(&path) else { continue };
            compare_file(&path, &bytes, &mut tally);
        }
    }
    tally
}

fn compare_file(path: &Path, bytes: &[u8], tally: &mut Tally) {
    let source = Source { bytes, path, store_name: "store" };
    for want in [Want::Whole, Want::Headline] {
        let (one, other) = (parse(&source, want), parse_by_events(&source, want));
        assert_eq!(elsewhere(&one), elsewhere(&other), "{}", path.display());
        assert_eq!(one, other, "{}", path.display());
    }
    if let Ok(parts) = FrontMatter::find(bytes) {
        let yaml = String::from_utf8_lossy(parts.yaml);
        assert_eq!(readers::difference(&yaml), None, "{}", path.display());
        tally.fronts += 1;
        tally.sure += usize::from(readers::is_sure(&yaml));
    }
}

/// What an index makes of the story elsewhere: ids and outlets.
fn elsewhere(outcome: &Outcome) -> Vec<(Option<ArticleId>, String)> {
    let Outcome::Shown(parsed) = outcome else { return Vec::new() };
    let (mut batch, mut builder) = (Batch::default(), Builder::default());
    batch.push(&parsed.article, parsed.has_body, Path::new("a.md"));
    builder.add(batch);
    let index = builder.finish();
    index.related(Row(0)).map(|one| (one.id, index.outlet_name(one.outlet).to_owned())).collect()
}

#[test]
fn the_sample_is_read_alike_both_ways_and_most_of_it_by_the_scanner() {
    let dir = tempfile::tempdir().unwrap();
    sample::unpack(dir.path()).unwrap();
    let tally = compare(dir.path());
    assert!(tally.fronts >= 30 && tally.sure * 10 >= tally.fronts * 9, "{tally:?}");
}

#[test]
fn the_hostile_files_are_read_alike_both_ways() {
    let dir = tempfile::tempdir().unwrap();
    hostile::unpack(&hostile::cases(), dir.path());
    let tally = compare(dir.path());
    hostile::unlock(dir.path());
    assert!(tally.fronts >= 200, "{tally:?}");
}

#[test]
fn any_store_that_is_named_is_read_alike_both_ways() {
    for root in env::split_paths(&env::var_os("DATELINE_TEST_STORE").unwrap_or_default()) {
        if root != PathBuf::new() {
            let tally = compare(&root);
            eprintln!("{}: sure of {} of {}", root.display(), tally.sure, tally.fronts);
        }
    }
}

/// A file as stores hold them.
const REAL: &str = r#"category: news
title: "Ports reopen: ships wait, says the 'Harbour Post' #1"
excerpt: "Two harbours opened on Monday... \"We wait\", a captain said."
publishedDateTime: 2021-12-28T18:36:00Z
originalUrl: https://www.harbourpost.example/news/ports?id=1&x=y#top
webUrl: 'https://www.harbourpost.example/news/it''s'
type: article
quality: 24
heat: -1
published: false

provider:
  name: The Harbour Post
  domain: harbourpost.example
  images:
    - url: "https://img.example/a-50x50.png"
      width: 50
      height: 50

topics:
  - Ports
  - Trade & Ships
tags:
- sea
- "land"

images:
  - url: https://img.example/1.jpg
    width: 1200
    isCached: true

related:
  - title: "Ships – wait"
    publishedDateTime: 2021-12-28T02:28:00Z
    type: article
    provider:
      name: C
      images:
        - url: /c.png
          width: 8
    quality: 44
  - title: Plain ones: none
    webUrl: "https://c.example/"
updatedDateTime:
secured: "AAAA+/==;FcY9Cf2gKMVYiWtKVignEw=="
"#;

#[test]
fn the_scanner_is_sure_of_a_file_as_stores_hold_them() {
    let real = REAL.replace("Plain ones: none", "Plain ones");
    for yaml in [&real, &real.replace('\n', "\r\n"), &real.trim_end().to_owned()] {
        assert!(readers::is_sure(yaml));
        assert_eq!(readers::difference(yaml), None);
    }
    assert!(!readers::is_sure(REAL));
}

/// What a mutation puts somewhere.
const PIECES: &[&str] = &[
    " ",
    "  ",
    "\t",
    "#",
    " #",
    "# c",
    ":",
    ": ",
    ":\n",
    "- ",
    "-",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\"",
    "'",
    "''",
    "\\",
    "\\\"",
    "\\n",
    "\\x41",
    "\\u00e9",
    "\\ud800",
    "\\q",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!t ",
    "|",
    "|\n",
    ">\n  ",
    "%",
    "@",
    "`",
    "?",
    "? ",
    "---",
    "...",
    "\n---\n",
    "\n...\n",
    "<<",
    "<<: ",
    "~",
    "null",
    "é",
    "字",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{a0}",
    "\u{1}",
    "\0",
    "\u{7f}",
    "a",
    "A: b",
    "a:b",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n  - ",
    "\n key: v",
    "key:\n  - ",
    "- - ",
    "--",
    "-1",
    "a: ",
    "\n\"a\": b",
    "\ntitle: again\n",
    "\n# a comment\n",
    "\n  # a comment\n",
    " # a comment",
    "0x1F",
    "()",
    "=",
    "<",
    ">",
    ";",
    "a b: c",
];

/// A change of a text.
#[derive(Debug, Clone)]
enum Change {
    Insert(Index, &'static str),
    Remove(Index, usize),
    Replace(Index, &'static str),
    Indent(Index),
    Outdent(Index),
    Twice(Index),
    Drop(Index),
    Swap(Index, Index),
    Windows,
    Mixed(Index),
    End(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        4 => (at(), select(PIECES)).prop_map(|(at, piece)| Change::Insert(at, piece)),
        2 => (at(), 1..4_usize).prop_map(|(at, len)| Change::Remove(at, len)),
        4 => (at(), select(PIECES)).prop_map(|(at, piece)| Change::Replace(at, piece)),
        3 => at().prop_map(Change::Indent),
        3 => at().prop_map(Change::Outdent),
        1 => at().prop_map(Change::Twice),
        2 => at().prop_map(Change::Drop),
        1 => (at(), at()).prop_map(|(a, b)| Change::Swap(a, b)),
        1 => Just(Change::Windows),
        1 => at().prop_map(Change::Mixed),
        2 => at().prop_map(Change::End),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    if chars.is_empty() {
        return text.to_owned();
    }
    match change {
        Change::Insert(at, piece) => {
            let at = at.index(chars.len());
            chars.splice(at..at, piece.chars());
            return chars.into_iter().collect();
        }
        Change::Remove(at, len) => {
            let at = at.index(chars.len());
            chars.drain(at..(at + len).min(text.chars().count()));
            return chars.into_iter().collect();
        }
        Change::Replace(at, piece) => {
            let at = at.index(chars.len());
            chars.splice(at..=at, piece.chars());
            return chars.into_iter().collect();
        }
        Change::Indent(at) => lines[at.index(text.lines().count())].insert(0, ' '),
        Change::Outdent(at) => {
            let line = &mut lines[at.index(text.lines().count())];
            if line.starts_with(' ') {
                line.remove(0);
            }
        }
        Change::Twice(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at].clone());
        }
        Change::Drop(at) => {
            lines.remove(at.index(lines.len()));
        }
        Change::Swap(a, b) => {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        Change::Windows => return text.replace('\n', "\r\n"),
        Change::Mixed(at) => {
            let at = at.index(lines.len());
            lines[at] = lines[at].replace('\n', "\r\n");
        }
        Change::End(at) => return chars[..at.index(chars.len())].iter().collect(),
    }
    lines.concat()
}

/// Scalars of every style, and what only looks like one.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zA-Z0-9é/][a-zA-Z0-9 .,/'&é]{0,12}",
        2 => "\"[a-z #:',é]{0,12}\"|'[a-z #:\",é]{0,12}'",
        3 => "[a-zA-Z0-9 .,/:#'&é-]{0,16}",
        2 => "[!-~é ]{0,8}",
        2 => "[a-z \\\\n\\\\t#:'-]{0,10}".prop_map(|text| format!("\"{text}\"")),
        2 => "([a-z #:\"\\\\-]|''){0,10}".prop_map(|text| format!("'{text}'")),
        1 => select(vec![
            "https://a.example/x?y=1#z", "2021-12-28T18:36:00Z", "-1", "12.5", "true", "~", "null", "", " ", "'", "\"", "[a, b]", "{a: b}",
            "[]", "{}", "&x a", "*x", "!!str 1", "|\n  text\n  more", ">-\n  a\n  b\n\n  c", "a\n  b", "\"a\n  b\"", "'a\n\n b'", "a # b", "a: b",
            "a:", "- a", "? a", "\"a\" # c", "\"a\" b", "\"\\u0041\\x7a\\/\"", "\"\\0\"", "\"\\e\\_\"", "'a' ", "a\t", "\ta", "\"a\tb\"", "---", "...",
            "--- a", "%a", "@a", "`a`", ", a", "] a", "\n  a", "\n- a", "\n  - a\n  - b", "\n  x: y", "\n  x: y\n z: w", "-a", "--", "-", "-é",
        ]).prop_map(str::to_owned),
    ]
}

/// Lines of all kinds at odd indents.
fn line() -> impl Strategy<Value = String> {
    let indent = prop_oneof![4 => Just(0), 3 => Just(2), 2 => Just(4), 1 => 0..9_usize];
    let key = select(vec![
        "a", "b", "title", "topics", "x-y", "1", "a b", "\"q\"", "'q'", "<<", "é", "?", "-", "null", "~", "k.l", "_",
        "a", "&a a",
    ]);
    let head = prop_oneof![
        6 => key.clone().prop_map(|key| format!("{key}:")),
        3 => Just("-".to_owned()),
        2 => key.prop_map(|key| format!("- {key}:")),
        1 => select(vec!["", "#", "- -", "-  ", "- -  a:", "? ", "&a", "!t", "---", "..."]).prop_map(str::to_owned),
    ];
    let blank = prop_oneof![8 => Just(" "), 1 => Just(""), 1 => Just("  "), 1 => Just("\t")];
    let end = prop_oneof![12 => Just("\n"), 1 => Just("\r\n"), 1 => Just(" \n"), 1 => Just("\n\n"), 1 => Just("\n   \n"), 1 => Just("\n# c\n"), 1 => Just("\r")];
    (indent, head, blank, prop_oneof![2 => value(), 1 => Just(String::new())], end)
        .prop_map(|(indent, head, blank, value, end)| format!("{:indent$}{head}{blank}{value}{end}", ""))
}

/// Well-formed maps and lists in one another, with now and then a line that is not.
fn block(depth: usize) -> BoxedStrategy<Vec<String>> {
    let scalar = value().prop_map(|value| vec![value]);
    if depth == 0 {
        return scalar.boxed();
    }
    let inner = || prop_oneof![3 => value().prop_map(|value| vec![value]), 2 => block(depth - 1)];
    let nested = |head: &str, inner: Vec<String>, step: usize| {
        if inner.len() == 1 {
            return vec![format!("{head} {}", inner[0])];
        }
        let mut lines = vec![head.to_owned()];
        lines.extend(inner.iter().map(|line| format!("{:step$}{line}", "")));
        lines
    };
    let map = proptest::collection::vec(("[a-e]|title|heat", inner(), 1..4_usize), 1..5).prop_map(move |entries| {
        entries.into_iter().flat_map(|(key, inner, step)| nested(&format!("{key}:"), inner, step)).collect()
    });
    let list = proptest::collection::vec((inner(), 1..4_usize), 1..4).prop_map(|items| {
        let mut lines = Vec::new();
        for (inner, step) in items {
            let mut inner = inner.into_iter();
            lines.push(format!("-{:step$}{}", "", inner.next().unwrap_or_default()));
            lines.extend(inner.map(|line| format!(" {:step$}{line}", "")));
        }
        lines
    });
    let list_at_key = ("[a-e]", proptest::collection::vec(value(), 1..4)).prop_map(|(key, items)| {
        let mut lines = vec![format!("{key}:")];
        lines.extend(items.iter().map(|item| format!("- {item}")));
        lines
    });
    prop_oneof![3 => map, 2 => list, 1 => list_at_key].boxed()
}

/// An item of `related` with addresses and a provider in every style.
fn entry() -> impl Strategy<Value = String> {
    // Most of them such that the scanner is sure of the whole.
    let address = prop_oneof![
        9 => select(vec![
            "https://a.example/x?y=1#z", "\"https://A.example:443/x/\"", "'http://b.example/it''s?utm_source=q'", "https://own.example",
            "/relative", "javascript:alert(1)", "", "~", "\"https://\\u0061.example/x\"", "\"https://a.example/?a=1&amp;b=2\"",
            "https://b.example/é",
        ]),
        1 => select(vec!["https://a.example/x # c", "[a]", "{a: b}", "&x https://a.example/", ">-\n      https://a.example/x"]),
    ];
    let name = prop_oneof![
        9 => select(vec!["BBC", "bbc", "\"B&amp;B\"", "'It''s'", "", "~", "é"]).prop_map(str::to_owned),
        1 => value(),
    ];
    let url = (select(vec!["originalUrl", "webUrl", "ampWebUrl", "cdnAmpWebUrl", "originalUrl"]), address);
    let provider = (
        select(vec!["provider:\n      name: ", "provider: ", "provider:\n      domain: ", "provider:\n    - name: "]),
        name,
    );
    let line = prop_oneof![
        3 => url.prop_map(|(key, address)| format!("{key}: {address}")),
        2 => provider.prop_map(|(key, name)| format!("{key}{name}")),
        1 => "[a-zA-Zé]{0,6}".prop_map(|title| format!("title: {title}")),
    ];
    proptest::collection::vec(line, 1..5).prop_map(|mut lines| {
        let mut keys = HashSet::new();
        lines.retain(|line| keys.insert(line.split(':').next().map(str::to_owned)));
        let heads = std::iter::once("  - ").chain(std::iter::repeat("    "));
        heads.zip(lines).map(|(head, line)| format!("{head}{line}\n")).collect()
    })
}

/// Front matter of three kinds: nearly real, well-formed, and soup.
fn front_matter() -> impl Strategy<Value = String> {
    let real = proptest::collection::vec(change(), 1..4).prop_map(|changes| {
        changes.iter().fold(REAL.replace("Plain ones: none", "Plain ones"), |text, change| changed(&text, change))
    });
    let formed = (block(4), any::<bool>()).prop_map(|(lines, ended)| lines.join("\n") + if ended { "\n" } else { "" });
    let formed_and_changed = (formed.clone(), change()).prop_map(|(text, change)| changed(&text, &change));
    let soup = proptest::collection::vec(line(), 0..7).prop_map(|lines| lines.concat());
    prop_oneof![real, formed, formed_and_changed, soup]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_500, ..ProptestConfig::default() })]

    #[test]
    fn the_scanner_says_what_the_parser_says_or_nothing(yaml in front_matter()) {
        prop_assert_eq!(readers::difference(&yaml), None);
        let file = format!("---\n{yaml}\n---\n");
        let source = Source { bytes: file.as_bytes(), path: Path::new("_news/a.md"), store_name: "store" };
        prop_assert_eq!(parse(&source, Want::Headline), parse_by_events(&source, Want::Headline));
    }

    #[test]
    fn the_story_elsewhere_is_read_alike_both_ways(entries in proptest::collection::vec(entry(), 0..5), change in proptest::option::of(change())) {
        let mut yaml = format!("title: T\nwebUrl: https://own.example/\nrelated:\n{}type: article\n", entries.concat());
        if let Some(change) = &change {
            yaml = changed(&yaml, change);
        }
        prop_assert_eq!(readers::difference(&yaml), None);
        let file = format!("---\n{yaml}\n---\n");
        let source = Source { bytes: file.as_bytes(), path: Path::new("_news/a.md"), store_name: "store" };
        let (one, other) = (parse(&source, Want::Headline), parse_by_events(&source, Want::Headline));
        prop_assert_eq!(elsewhere(&one), elsewhere(&other));
        prop_assert_eq!(one, other);
    }
}
