//! Every command of the shell in every form: what is taken, what is written, and how it ends where nobody listens.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::Made;
use common::desk::Desk;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;

/// Three articles of two outlets, two of them of crashes, and two topics.
fn desk() -> Desk {
    let article = |n: u32, title: &str, outlet: &str, topic: &str| {
        format!(
            "title: {title}\npublishedDateTime: 2021-05-0{n}T07:00:00Z\noriginalUrl: https://example.com/{n}\nheat: {n}\n\
             provider: {{name: {outlet}}}\ntopics: [{topic}]"
        )
    };
    Desk::new(
        Made::new()
            .article("_news/1.md", &article(1, "Crash at the river", "The Daily", "Rivers"))
            .article("_news/2.md", &article(2, "A crash of markets", "Weekly", "Markets"))
            .article("_news/3.md", &article(3, "Quiet day", "The Daily", "Rivers")),
    )
}

/// A browser that is content.
const BROWSER: (&str, &str) = ("BROWSER", "true");

/// A command, an order it knows, how many it tells, how many of those with `--limit 2`, and what its JSON calls them.
type Row = (&'static [&'static str], &'static str, usize, usize, &'static str);

const COMMANDS: [Row; 6] = [
    (&["list"], "oldest", 3, 2, "articles"),
    (&["search", "crash"], "heat", 2, 2, "articles"),
    (&["show", "crash"], "title", 1, 2, "articles"),
    (&["open", "--first", "crash"], "newest", 1, 1, "articles"),
    (&["topics"], "articles", 2, 2, "topics"),
    (&["stats"], "name", 1, 1, ""),
];

/// How many a form tells; it is as it should be.
fn told(form: &str, key: &str, out: &str) -> usize {
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    match form {
        "--json" => {
            let told = json(out);
            assert_eq!(told["version"], 1, "{out}");
            if key.is_empty() { 1 } else { told[key].as_array().unwrap().len() }
        }
        "--jsonl" => out.lines().map(json).filter(Value::is_object).count(),
        "--tsv" if key.is_empty() => usize::from(out.lines().all(|line| matches!(line.split('\t').count(), 2 | 3))),
        "--tsv" => {
            let columns = if key == "topics" { 4 } else { 5 };
            assert!(out.lines().all(|line| line.split('\t').count() == columns), "{out}");
            out.lines().count()
        }
        _ => {
            assert!(out.ends_with('\0') && !out.contains('\n'), "{out:?}");
            out.matches('\0').count()
        }
    }
}

#[test]
fn every_command_takes_a_store_an_order_a_limit_and_each_form() {
    let desk = desk();
    let elsewhere = Desk::new(Made::new());
    let store = desk.store.path().to_string_lossy().into_owned();
    for (command, order, all, two, key) in COMMANDS {
        for form in ["--json", "--jsonl", "--tsv", "-0"] {
            for (more, number) in [
                (&[][..], all),
                (&["--sort", order], all),
                (&["--limit", "2"], two),
                (&["--sort", order, "--limit", "2", "--no-cache"], two),
                (&["--store", &store], all),
            ] {
                let desk = if more.contains(&"--store") { &elsewhere } else { &desk };
                let arguments = [command, more, &[form]].concat();
                let output = desk.command(&arguments).env(BROWSER.0, BROWSER.1).output().unwrap();
                assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{arguments:?}");
                let out = String::from_utf8(output.stdout).unwrap();
                assert_eq!(told(form, key, &out), number, "{arguments:?}: {out}");
            }
        }
        let (code, _, err) = desk.run(&[command, &["--json", "--tsv"]].concat());
        assert!(code == 2 && err.contains("cannot be used with"), "{err}");
        assert_eq!(desk.run(&[command, &["--sort", "nonsense"]].concat()).0, 2);
        assert_eq!(desk.run(&[command, &["--store", "/nonexistent"]].concat()).0, 2);
    }
}

#[test]
fn behind_0_stand_paths_of_articles_names_of_topics_and_the_path_of_the_store() {
    let desk = desk();
    let root = desk.store.path().canonicalize().unwrap();
    assert_eq!(desk.out(&["search", "river", "-0"]), format!("{}/_news/1.md\0", root.display()));
    assert_eq!(desk.out(&["topics", "--sort", "name", "-0"]), "Markets\0Rivers\0");
    assert_eq!(desk.out(&["stats", "-0"]).trim_end_matches(['/', '\0']), root.display().to_string());
    let help = desk.out(&["list", "--help"]);
    assert!(
        help.contains("of articles the absolute paths as they are, of topics the names, of stats the store's path")
    );
}

#[test]
fn stats_tell_the_outlets_in_an_order_and_as_many_as_are_asked_for() {
    let desk = desk();
    let outlets = |arguments: &[&str]| {
        let out = desk.out(&[&["stats"], arguments].concat());
        let lines = out.lines().filter_map(|line| line.strip_prefix("outlet\t"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(outlets(&[]), Vec::<String>::new());
    assert_eq!(outlets(&["--limit", "1"]), ["The Daily\t2"]);
    assert_eq!(outlets(&["--sort", "articles"]), ["The Daily\t2", "Weekly\t1"]);
    assert_eq!(outlets(&["--sort", "name", "--limit", "9"]), ["The Daily\t2", "Weekly\t1"]);
    let expected = serde_json::json!([{"outlet": "The Daily", "articles": 2}]);
    assert_eq!(desk.json(&["stats", "--limit", "1", "--json"])["by_outlet"], expected);
    assert!(desk.json(&["stats", "--json"]).get("by_outlet").is_none());
    let (_, bytes) = desk.pty(&["stats", "--limit", "1"], &[("NO_COLOR", "1")]).end();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n           2  The Daily\r\n"), "{text}");
}

/// What is odd about an article's front matter, or a file.
const ODD: [&str; 14] = [
    "---\ntitle: No more than a title\n---\n",
    "---\ntitle: \"Quotes \\\" and \\\\ and \\u0001 and \\e[31m and \\u202E\"\n---\n",
    "---\ntitle: 日本のニュース 🚗\npublishedDateTime: 2021-02-31\n---\nText.\n",
    "---\ntitle: Hot\nheat: 99999999999\nquality: -3\nimages: 7\n---\n",
    "---\ntitle: Other kinds\nheat: many\ntopics: Alone\nprovider: Weekly\ntype: [a, b]\n---\n",
    "---\ntitle: [a, list]\ntopics: [1, null, {a: b}]\n---\n",
    "---\ntitle: Not opened\noriginalUrl: javascript:alert(1)\n---\n",
    "---\ntitle: |\n  Two\n  lines\t and a tab\nprovider: {name: \"Out\\nlet\"}\n---\n",
    "---\ntitle: Of the future\npublishedDateTime: 2999-01-01\n---\n",
    "---\ntitle: Taken down\nremoved: true\n---\n",
    "---\nexcerpt: Without a title\n---\n",
    "---\ntitle: Not closed\n",
    "No front matter.\n",
    "",
];

#[test]
fn json_of_odd_articles_is_valid_and_each_has_all_keys_that_the_help_names() {
    let desk = Desk::new(Made::new());
    for (n, text) in ODD.iter().enumerate() {
        fs::write(desk.store.path().join(format!("{n}.md")), text).unwrap();
    }
    fs::write(desk.store.path().join("a \"b\"\n\tc\\.md"), "---\ntitle: An odd name\n---\n").unwrap();
    let told = desk.json(&["list", "--json"]);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!((keys(&told), &told["version"]), (["articles", "version"].map(str::to_owned).into(), &Value::from(1)));
    let articles = told["articles"].as_array().unwrap();
    assert!(articles.len() >= 9, "{told:#}");
    let documented = [
        "id",
        "path",
        "title",
        "published",
        "outlet",
        "topics",
        "type",
        "category",
        "heat",
        "quality",
        "coverage",
        "url",
        "read",
        "starred",
        "later",
        "story",
        "lead",
        "outlets",
    ];
    let documented: BTreeSet<String> = documented.map(str::to_owned).into();
    let help = desk.out(&["list", "--help"]);
    let named: BTreeSet<&str> = help.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    for article in articles {
        let mut keys = keys(article);
        assert!(keys.iter().all(|key| named.contains(key.as_str())), "{keys:?}");
        keys.remove("path_b64");
        assert_eq!(keys, documented, "{article}");
        let is_text = |key: &str| article[key].as_str().is_some_and(|text| !text.contains(char::is_control));
        assert!(["id", "path", "title", "outlet", "type", "category", "story"].into_iter().all(is_text), "{article}");
        assert!(["read", "starred", "later", "lead"].iter().all(|key| article[key].is_boolean()), "{article}");
        assert!(["coverage", "outlets"].iter().all(|key| article[key].is_u64()), "{article}");
        assert!(["heat", "quality"].iter().all(|key| article[key].is_null() || article[key].is_i64()), "{article}");
        assert!(["published", "url"].iter().all(|key| article[key].is_null() || article[key].is_string()), "{article}");
        assert!(article["topics"].as_array().unwrap().iter().all(Value::is_string), "{article}");
    }
    let ranked = desk.json(&["search", "title", "--json"]);
    assert!(ranked["articles"].as_array().unwrap().iter().all(|article| article["rank"].is_u64()), "{ranked}");
    assert!(ranked["articles"][0]["score"].is_u64() && named.contains("rank") && named.contains("score"));
}

/// What each command writes, where everything is alike.
const ALL: [&[&str]; 13] = [
    &["list"],
    &["search", "crash"],
    &["stories"],
    &["front"],
    &["show", "crash"],
    &["open", "--first", "crash"],
    &["mark", "star", "--dry-run", "crash"],
    &["count"],
    &["topics"],
    &["stats", "--limit", "3"],
    &["completions", "zsh"],
    &["man"],
    &["man", "list"],
];

#[test]
fn a_pipe_that_nobody_reads_is_quiet_for_every_command() {
    let desk = desk();
    for command in ALL {
        let mut all = vec![command.to_vec()];
        if matches!(command[0], "list" | "search" | "show" | "open" | "topics" | "stats") {
            all.extend(["--json", "--jsonl", "--tsv", "-0"].map(|form| [command, &[form]].concat()));
        }
        for arguments in all {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let mut child = desk.command(&arguments);
            let child = child.env(BROWSER.0, BROWSER.1).stdout(writer).stderr(Stdio::piped());
            let output = child.spawn().unwrap().wait_with_output().unwrap();
            // There are no stories and there is no front page in so few; nothing else ends so.
            let code = if arguments[0] == "stories" { 1 } else { 0 };
            assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(code), &b""[..]), "{arguments:?}");
        }
    }
}

#[test]
fn no_command_writes_escape_codes_to_a_pipe_nor_in_a_form_for_programs_to_a_terminal() {
    let desk = desk();
    for command in ALL {
        let output = desk.command(command).env(BROWSER.0, BROWSER.1).output().unwrap();
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{command:?}");
    }
    for (command, ..) in COMMANDS {
        for form in ["--json", "--jsonl", "--tsv", "-0"] {
            let (code, bytes) = desk.pty(&[command, &[form]].concat(), &[BROWSER]).end();
            assert!(code == 0 && !bytes.is_empty() && !bytes.contains(&0x1b), "{command:?} {form}");
        }
    }
    let (_, bytes) = desk.pty(&["list"], &[]).end();
    assert!(bytes.contains(&0x1b), "for people there are colours");
}

#[test]
fn the_commands_answer_while_a_reader_is_open_and_leave_it_alone() {
    let desk = desk();
    let mut reader = desk.pty(&[], &[]);
    reader.wait_for("Quiet day");
    fs::write(desk.store.path().join("new.md"), "---\ntitle: Another crash\n---\n").unwrap();
    assert_eq!(desk.out(&["search", "crash"]).lines().count(), 3);
    assert!(desk.out(&["show", "another", "crash"]).starts_with("# Another crash\n"));
    assert_eq!(desk.out(&["topics"]), "Rivers\tRivers\t\t2\nMarkets\tMarkets\t\t1\n");
    assert_eq!(desk.json(&["stats", "--json"])["articles"], 4);
    assert_eq!(desk.out(&["list", "--tsv"]).lines().count(), 4);
    assert_eq!(desk.out(&["count"]), "4\n");
    reader.wait_for("1 new");
    reader.keys("Q");
    assert_eq!(reader.end().0, 0);
}
