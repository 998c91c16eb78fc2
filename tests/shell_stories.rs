//! Stories from a shell: asked for in questions, told in JSON, listed by a command of their own; found once and kept.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::Made;
use common::desk::Desk;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

const BRIDGE: &str = "Harbour bridge closes after cracks are found in its cables";

fn front(title: &str, at: &str, outlet: &str, more: &str) -> String {
    let address = format!("https://{}.example/{}", outlet.to_lowercase(), title.replace(' ', "-"));
    format!("title: {title}\npublishedDateTime: {at}\noriginalUrl: {address}\nprovider: {{name: {outlet}}}\n{more}")
}

fn elsewhere(outlet: &str, address: &str) -> String {
    format!("related: [{{title: Also there, originalUrl: \"{address}\", provider: {{name: {outlet}}}}}]")
}

/// The bridge is told by three outlets, of which one gives it a headline of its own and is named by another; of the owl the web has
/// another, and of the tea nobody.
fn desk() -> Desk {
    let ferry = "Ferries run at night while engineers look at a closed crossing";
    let named = elsewhere("Courier", &format!("https://courier.example/{}", ferry.replace(' ', "-")));
    let made = Made::new()
        .article("a.md", &front(BRIDGE, "2026-11-20T10:00:00Z", "Daily", "heat: 60"))
        .article("b.md", &front(BRIDGE, "2026-11-20T10:30:00Z", "Weekly", &named))
        .article("c.md", &front(ferry, "2026-11-20T18:00:00Z", "Courier", "heat: 70"))
        .article(
            "owl.md",
            &front(
                "An owl sits on the town hall clock",
                "2026-11-19T08:00:00Z",
                "Daily",
                &elsewhere("Radio", "https://radio.example/owl"),
            ),
        )
        .article("tea.md", &front("The price of tea", "2026-11-21T08:00:00Z", "Daily", ""));
    Desk::new(made)
}

/// The files that keep stories.
fn kept(desk: &Desk) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(desk.home.path().join("cache/dateline/index")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "stories")).collect()
}

/// The files of the articles that are listed, without what all names end with.
fn listed(desk: &Desk, arguments: &[&str]) -> String {
    let (_, out, err) = desk.run(&[arguments, &["-0"]].concat());
    assert_eq!(err, "", "{arguments:?}");
    let name = |path: &str| path.rsplit('/').next().unwrap().trim_end_matches(".md").to_owned();
    out.split_terminator('\0').map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_article_in_json_tells_its_story_by_the_id_of_the_earliest_whichever_outlet_it_is_from() {
    let desk = desk();
    let told = desk.json(&["list", "--json"]);
    let of = |file: &str| told["articles"].as_array().unwrap().iter().find(|a| a["path"] == file).unwrap();
    let first = of("a.md")["id"].clone();
    for (file, lead) in [("a.md", true), ("b.md", false), ("c.md", false)] {
        let article = of(file);
        assert_eq!((&article["story"], &article["lead"], &article["outlets"]), (&first, &json!(lead), &json!(3)));
    }
    for (file, outlets) in [("owl.md", 2), ("tea.md", 1)] {
        let article = of(file);
        assert_eq!(
            (&article["story"], &article["lead"], &article["outlets"]),
            (&article["id"], &json!(true), &json!(outlets)),
            "{file} is alone"
        );
    }
    assert_eq!(desk.json(&["search", "'ferries", "--json"])["articles"][0]["story"], first);
    let line: Value = serde_json::from_str(&desk.out(&["list", "'ferries", "--jsonl"])).unwrap();
    assert_eq!(line["story"], first);
    assert_eq!(desk.json(&["mark", "star", "'ferries", "--json"])["articles"][0]["story"], first);
}

#[test]
fn questions_ask_for_stories_in_every_command() {
    let desk = desk();
    assert_eq!(listed(&desk, &["list", "story:>2"]), "c b a");
    assert_eq!(listed(&desk, &["list", "story:1"]), "tea owl");
    assert_eq!(listed(&desk, &["list", "outlets:>1"]), "c b a owl");
    assert_eq!(listed(&desk, &["list", "is:lead"]), "tea a owl");
    assert_eq!(listed(&desk, &["search", "not is:lead", "(closed or bridge)", "--sort", "oldest"]), "b c");
    assert_eq!(desk.out(&["count", "outlets:>1"]), "4\n");
    assert_eq!(desk.out(&["count", "story:>1", "is:lead"]), "1\n");
    assert!(desk.out(&["show", "outlets:3", "is:lead"]).starts_with(&format!("# {BRIDGE}\n")));
    assert_eq!(
        desk.run(&["open", "story:>2"]).2,
        "dateline: 3 articles match; say more, or --first for the best of them\n"
    );
    assert_eq!(desk.out(&["mark", "star", "story:>2", "not is:lead"]), "2 headlines starred.\n");
    assert_eq!(listed(&desk, &["list", "is:starred"]), "c b");
}

#[test]
fn the_plain_reader_can_be_asked_for_them_too() {
    let desk = desk();
    let mut child = desk.command(&["--plain"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"/story:>2\n").unwrap();
    let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(said.contains("3 headlines match “story:>2”"), "{said}");
}

#[test]
fn stories_lists_what_several_tell_a_row_each_the_newest_first() {
    let desk = desk();
    let all = format!("2026-11-20\tDaily\t{BRIDGE}\t+2\n2026-11-19\tDaily\tAn owl sits on the town hall clock\t+1\n");
    assert_eq!(desk.out(&["stories"]), all);
    assert_eq!(desk.out(&["stories", "--sort", "oldest", "--limit", "1"]).split('\t').nth(3), Some("+1\n"));
    assert_eq!(desk.out(&["stories", "limit:1"]).lines().count(), 1, "of stories");
    let (code, bytes) = desk.pty(&["stories"], &[]).end();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    assert_eq!(code, 0);
    assert_eq!(
        lines,
        [
            format!("\u{1b}[2m2026-11-20  Daily\u{1b}[0m  {BRIDGE}  \u{1b}[2m+2\u{1b}[0m"),
            "\u{1b}[2m2026-11-19  Daily\u{1b}[0m  An owl sits on the town hall clock  \u{1b}[2m+1\u{1b}[0m".to_owned()
        ]
    );
}

#[test]
fn where_only_another_article_of_a_story_matches_that_one_stands_there() {
    let desk = desk();
    assert!(desk.out(&["stories", "'ferries"]).starts_with("2026-11-20\tCourier\tFerries run at night"));
    assert!(
        desk.out(&["stories", "'bridge", "or", "'ferries"]).starts_with(&format!("2026-11-20\tDaily\t{BRIDGE}\t+2\n"))
    );
    let told = desk.json(&["stories", "'ferries", "--json"]);
    assert_eq!(
        (&told["stories"][0]["title"], told["stories"][0]["articles"].as_array().unwrap().len()),
        (&BRIDGE.into(), 3)
    );
    assert_eq!(desk.out(&["stories", "provider:courier"]).lines().count(), 1);
}

#[test]
fn a_story_in_json_has_every_key_that_is_promised_and_its_articles_in_the_order_of_time() {
    let desk = desk();
    let told = desk.json(&["stories", "--json"]);
    assert_eq!((&told["version"], told["stories"].as_array().unwrap().len()), (&json!(1), 2));
    let list = desk.json(&["list", "--json"]);
    let article = |file: &str, why: Value| {
        let all = list["articles"].as_array().unwrap();
        let mut article = all.iter().find(|article| article["path"] == file).unwrap().clone();
        if !why.is_null() {
            article["why"] = why;
        }
        article
    };
    let id = |file: &str| article(file, Value::Null)["id"].clone();
    let alike = |with: &str| json!({"with": id(with), "named": false, "percent": 100, "seconds": 1800});
    let named = |with: &str| json!({"with": id(with), "named": true, "percent": null, "seconds": 27_000});
    let bridge = json!({
        "id": id("a.md"), "title": BRIDGE, "first": "2026-11-20T10:00:00Z", "last": "2026-11-20T18:00:00Z", "outlets": 3,
        "articles": [article("a.md", alike("b.md")), article("b.md", named("c.md")), article("c.md", named("b.md"))],
    });
    let owl = json!({
        "id": id("owl.md"), "title": "An owl sits on the town hall clock", "first": "2026-11-19T08:00:00Z",
        "last": "2026-11-19T08:00:00Z", "outlets": 2, "articles": [article("owl.md", Value::Null)],
    });
    assert_eq!(told["stories"], json!([bridge, owl]));
}

#[test]
fn the_other_forms_are_lines_columns_and_the_paths_of_all_articles() {
    let desk = desk();
    let lines: Vec<Value> =
        desk.out(&["stories", "--jsonl"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(&lines, desk.json(&["stories", "--json"])["stories"].as_array().unwrap());
    let text = desk.out(&["stories", "--tsv"]);
    let columns: Vec<&str> = text.lines().next().unwrap().split('\t').collect();
    assert_eq!(columns[0], lines[0]["id"]);
    assert_eq!(columns[1..], ["2026-11-20T10:00:00Z", "2026-11-20T18:00:00Z", "3", "3", BRIDGE]);
    assert_eq!(listed(&desk, &["stories"]), "a b c owl");
}

#[test]
fn stories_ends_with_1_where_there_is_none_and_with_2_where_it_is_asked_wrongly() {
    let desk = desk();
    assert_eq!(desk.run(&["stories", "'tea"]), (1, String::new(), String::new()));
    let (code, out, _) = desk.run(&["stories", "'tea", "--json"]);
    assert_eq!((code, serde_json::from_str::<Value>(&out).unwrap()), (1, json!({"version": 1, "stories": []})));
    let (code, out, err) = desk.run(&["stories", "outlets:many"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("dateline: "), "{err}");
    assert_eq!(desk.run(&["stories", "--store", "/nonexistent"]).0, 2);
}

#[test]
fn a_story_without_dates_is_told_too_and_a_date_that_is_not_known_is_null() {
    let undated = |outlet: &str, related: &str| {
        format!("title: By {outlet}\noriginalUrl: https://{outlet}.example/1\nprovider: {{name: {outlet}}}\n{related}")
    };
    let desk = Desk::new(
        Made::new()
            .article("a.md", &undated("one", &elsewhere("two", "https://two.example/1")))
            .article("b.md", &undated("two", "")),
    );
    let told = desk.json(&["stories", "--json"]);
    let story = &told["stories"][0];
    assert_eq!((&story["first"], &story["last"], &story["outlets"]), (&Value::Null, &Value::Null, &json!(2)));
    let why = &story["articles"][0]["why"];
    assert_eq!(
        (&why["named"], &why["seconds"], &why["with"]),
        (&json!(true), &Value::Null, &story["articles"][1]["id"])
    );
    assert_eq!(story["id"], story["articles"][0]["id"]);
}

#[test]
fn who_does_not_ask_for_stories_does_not_have_them_found() {
    let desk = desk();
    for command in [&["list"][..], &["list", "--tsv", "bridge"], &["count"], &["search", "bridge"], &["topics"]] {
        desk.out(command);
        assert_eq!(kept(&desk), [] as [PathBuf; 0], "{command:?}");
    }
    desk.out(&["count", "story:>1"]);
    assert_eq!(kept(&desk).len(), 1);
}

#[test]
fn stories_are_found_once_and_kept_which_changes_nothing_in_what_is_told() {
    let desk = desk();
    let questions = [
        &["list", "--json"][..],
        &["stories", "--json"],
        &["stories", "'ferries"],
        &["list", "story:>1"],
        &["stories"],
    ];
    let all = |more: &[&str]| questions.map(|question| desk.out(&[question, more].concat()));
    let without = all(&["--no-cache"]);
    assert_eq!(kept(&desk), [] as [PathBuf; 0], "--no-cache keeps nothing");
    assert_eq!(all(&[]), without);
    let file = kept(&desk).remove(0);
    let written = || (file.metadata().unwrap().modified().unwrap(), fs::read(&file).unwrap());
    let before = written();
    assert_eq!(all(&[]), without);
    assert_eq!(desk.out(&["count", "story:>1"]), "3\n");
    assert_eq!(written(), before, "they were there");
    // Whatever becomes of the file.
    for damage in [&b""[..], b"no stories", &before.1[..before.1.len() / 2]] {
        fs::write(&file, damage).unwrap();
        assert_eq!(all(&[]), without);
    }
    let mut bytes = before.1.clone();
    let at = bytes.len() - 9;
    bytes[at] ^= 0xff;
    fs::write(&file, bytes).unwrap();
    assert_eq!(all(&[]), without);
    fs::remove_file(&file).unwrap();
    assert_eq!(all(&[]), without);
}

#[test]
fn what_has_changed_in_a_store_is_in_its_stories_the_next_time() {
    let desk = desk();
    desk.out(&["stories"]);
    // Earlier than the others and no worse: it leads from now on, for nobody has the list before the eyes.
    let earlier = front(BRIDGE, "2026-11-20T09:00:00Z", "Herald", "quality: 9");
    fs::write(desk.store.path().join("d.md"), format!("---\n{earlier}\n---\n")).unwrap();
    let told = desk.json(&["stories", "'bridge", "--json"]);
    let story = &told["stories"][0];
    assert_eq!((&story["outlets"], &story["id"]), (&json!(4), &story["articles"][0]["id"]));
    assert_eq!((&story["articles"][0]["path"], &story["articles"][0]["lead"]), (&json!("d.md"), &json!(true)));
    for question in [&["list", "--json"][..], &["stories", "--json"]] {
        assert_eq!(desk.out(question), desk.out(&[question, &["--no-cache"]].concat()));
    }
    // A number is of the store as it was last looked at, and so are its stories.
    fs::remove_file(desk.store.path().join("d.md")).unwrap();
    assert_eq!(desk.out(&["count", "story:>1"]), "4\n");
    desk.out(&["list"]);
    assert_eq!(desk.out(&["count", "story:>1"]), "3\n");
}

#[test]
fn what_a_reader_kept_is_what_a_shell_tells() {
    let desk = desk();
    let mut reader = desk.pty(&[], &[]);
    reader.wait_for("+2");
    reader.keys("q");
    assert_eq!(reader.end().0, 0);
    assert_eq!(desk.out(&["list", "--json"]), desk.out(&["list", "--json", "--no-cache"]));
}
