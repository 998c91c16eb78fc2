//! The commands that answer a shell: what they write for people and for programs, and how they end.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::desk::{Desk, program};
use common::hostile::{cases, unlock, unpack};
use common::{Made, corpus};
use dateline::model::text::is_clean;
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

/// Three articles: of a river tunnel, of tunnels, and one that may not be opened.
fn desk() -> Desk {
    let store = Made::new()
        .file(
            "_news/river.md",
            "---\ntitle: A tunnel under the river\npublishedDateTime: 2021-05-31T07:00:00Z\nexcerpt: It leaks a little.\n\
             originalUrl: https://example.com/river\ntype: article\nheat: 53\nquality: 24\ntopics: [Tunnels, Rivers]\n\
             provider: {name: The Daily, domain: daily.example}\nrelated: [{title: Also there, webUrl: https://other.example/, provider: {name: Other}}]\n\
             ---\nThe *first* paragraph.\n\n- one\n- two\n",
        )
        .article("_news/tunes.md", "title: Tunes from under the old hotel\npublishedDateTime: 2022-01-01T00:00:00Z\noriginalUrl: https://example.com/tunes\nprovider: {name: Weekly}")
        .article("odd.md", "title: Do not open\npublishedDateTime: 2020-01-01T00:00:00Z\noriginalUrl: javascript:alert(1)")
        .file("_data/topics/a.yaml", "name: Tunnels\nshortname: Tubes\n")
        .file("_data/topics/b.yaml", "name: Rivers\nparent: Tunnels\n");
    Desk::new(store)
}

fn titles(list: &str) -> Vec<&str> {
    list.lines().map(|line| line.rsplit('\t').next().unwrap()).collect()
}

#[test]
fn list_prints_all_the_newest_first_as_the_reader_does_where_it_has_no_terminal() {
    let desk = desk();
    let all = "2022-01-01\tWeekly\tTunes from under the old hotel\n2021-05-31\tThe Daily\tA tunnel under the river\n2020-01-01\t\tDo not open\n";
    assert_eq!(desk.out(&["list"]), all);
    assert_eq!(desk.out(&[]), all);
    let path = desk.store.path().to_string_lossy().into_owned();
    let output = program(desk.home.path(), &["list", "--store", &path]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), all);
    let in_folder = program(desk.store.path(), &["list", "--store", "."]).output().unwrap();
    assert_eq!(String::from_utf8(in_folder.stdout).unwrap(), all);
}

#[test]
fn list_takes_a_query_an_order_and_a_limit_and_ends_well_where_there_is_nothing() {
    let desk = desk();
    assert_eq!(titles(&desk.out(&["list", "river", "tunnel"])), ["A tunnel under the river"]);
    assert_eq!(titles(&desk.out(&["list", "--sort", "oldest", "--limit", "1"])), ["Do not open"]);
    assert_eq!(titles(&desk.out(&["list", "--sort", "heat", "--limit", "1"])), ["A tunnel under the river"]);
    assert_eq!(titles(&desk.out(&["list", "tunnel"]))[0], "Tunes from under the old hotel", "newest first");
    assert_eq!(desk.out(&["list", "zzz"]), "");
}

#[test]
fn search_puts_the_best_match_first_and_ends_with_1_where_nothing_is_found() {
    let desk = desk();
    let found = desk.out(&["search", "tunnel"]);
    assert_eq!(titles(&found), ["A tunnel under the river", "Tunes from under the old hotel"]);
    assert_eq!(titles(&desk.out(&["search", "tunnel", "--sort", "newest"]))[0], "Tunes from under the old hotel");
    assert_eq!(desk.run(&["search", "zzz"]), (1, String::new(), String::new()));
    assert_eq!(desk.json(&["list", "zzz", "--json"])["articles"], Value::Array(Vec::new()));
    assert_eq!(desk.run(&["search"]).0, 2);
}

#[test]
fn a_query_has_conditions_and_one_that_is_wrong_is_told_and_finds_nothing() {
    let desk = desk();
    assert_eq!(titles(&desk.out(&["list", "provider:daily", "heat:>50"])), ["A tunnel under the river"]);
    assert_eq!(titles(&desk.out(&["list", "sort:oldest", "limit:1"])), ["Do not open"]);
    let (code, out, err) = desk.run(&["list", "provder:daily"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(err, "dateline: no field “provder”; did you mean provider?\n    provder:daily\n    ^^^^^^^\n");
}

#[test]
fn json_is_one_object_whose_articles_have_every_key_that_is_promised() {
    let desk = desk();
    let told = desk.json(&["search", "river", "--json"]);
    assert_eq!(told["version"], 1);
    let article = &told["articles"][0];
    let expected = serde_json::json!({
        "id": article["id"], "path": "_news/river.md", "title": "A tunnel under the river",
        "published": "2021-05-31T07:00:00Z", "outlet": "The Daily", "topics": ["Tunnels", "Rivers"], "type": "article",
        "category": "news", "heat": 53, "quality": 24, "coverage": 1, "url": "https://example.com/river",
        "read": true, "starred": false, "later": false,
        "story": article["id"], "lead": true, "outlets": 2, "rank": 1, "score": article["score"],
    });
    assert_eq!(article, &expected);
    assert!(article["score"].as_u64().unwrap() > 0);
    assert_eq!(article["id"].as_str().unwrap().len(), 32);
    let listed = desk.json(&["list", "--json"]);
    let odd = &listed["articles"][2];
    assert!(odd["url"].is_null() && odd["heat"].is_null() && odd.get("rank").is_none(), "{odd}");
    assert_eq!(listed["articles"].as_array().unwrap().len(), 3);
}

#[test]
fn jsonl_is_the_same_articles_a_line_each() {
    let desk = desk();
    let lines: Vec<Value> =
        desk.out(&["list", "--jsonl"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(&lines, desk.json(&["list", "--json"])["articles"].as_array().unwrap());
}

#[test]
fn tsv_has_five_columns_and_nul_ends_paths_that_can_be_opened_from_anywhere() {
    let desk = desk();
    let text = desk.out(&["list", "river", "--tsv"]);
    let columns: Vec<&str> = text.trim_end_matches('\n').split('\t').collect();
    assert_eq!(columns[1..], ["2021-05-31T07:00:00Z", "The Daily", "A tunnel under the river", "_news/river.md"]);
    let paths = desk.out(&["list", "-0"]);
    assert_eq!(paths.matches('\0').count(), 3);
    for path in paths.split_terminator('\0') {
        assert!(Path::new(path).is_absolute() && fs::read(path).unwrap().starts_with(b"---\n"), "{path}");
    }
    assert_eq!(desk.run(&["list", "--json", "--tsv"]).0, 2, "one form at most");
}

#[test]
fn a_path_that_is_no_text_is_told_cleaned_and_in_base64_and_is_whole_behind_0() {
    let desk = Desk::new(Made::new());
    let name = std::ffi::OsString::from_vec(b"b\xffd\x1b[2J.md".to_vec());
    if fs::write(desk.store.path().join(&name), "---\ntitle: Bad name\n---\n").is_err() {
        return; // A file system that takes text only.
    }
    let article = &desk.json(&["list", "--json"])["articles"][0];
    assert_eq!(article["path_b64"], "Yv9kG1sySi5tZA==");
    assert!(!article["path"].as_str().unwrap().contains('\u{1b}'));
    let output = desk.command(&["list", "-0"]).output().unwrap().stdout;
    assert!(output.ends_with(b"/b\xffd\x1b[2J.md\0"));
    let shown = desk.command(&["show"]).arg(&name).output().unwrap();
    assert!(shown.stdout.starts_with(b"# Bad name\n"), "{shown:?}");
}

#[test]
fn a_closed_pipe_is_quiet() {
    let desk = Desk::new(Made::new());
    corpus::write(desk.store.path(), 3_000, 3).unwrap();
    for form in [&["list"][..], &["list", "--json"], &["list", "--tsv"], &["stories"], &["stories", "--json"]] {
        let mut child = desk.command(form).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdout.take().unwrap().read_exact(&mut [0; 10]).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{form:?}");
    }
}

#[test]
fn show_takes_an_id_a_path_or_words_and_writes_markdown_to_a_pipe() {
    let desk = desk();
    let text = "# A tunnel under the river\n\nThe Daily · Mon 31 May 2021, 07:00\n\n<https://example.com/river>\n\n\
        It leaks a little.\n\nThe first paragraph.\n\n- one\n- two\n\n## Coverage\n\n- Other: Also there <https://other.example/>\n";
    assert_eq!(desk.out(&["show", "tunnel", "river"]), text);
    assert_eq!(desk.out(&["show", "_news/river.md"]), text);
    assert_eq!(desk.out(&["show", "./_news/../_news/river.md"]), text);
    let absolute = desk.store.path().join("_news/river.md");
    assert_eq!(desk.out(&["show", &absolute.to_string_lossy()]), text);
    let told = desk.json(&["show", "--json", "river"]);
    let article = &told["articles"][0];
    assert_eq!((&told["version"], &article["excerpt"]), (&Value::from(1), &Value::from("It leaks a little.")));
    assert_eq!(article["body"], "The first paragraph.\n\none\ntwo");
    assert_eq!(desk.out(&["show", article["id"].as_str().unwrap()]), text);
}

#[test]
fn show_says_what_is_not_there_and_ends_with_1() {
    let desk = desk();
    fs::write(desk.store.path().join("plain.md"), "No front matter.\n").unwrap();
    for (named, why) in [
        ("zzz", "nothing is found by “zzz”"),
        ("00000000000000000000000000000000", "no article of the store has the id"),
        ("plain.md", "plain.md: "),
    ] {
        let (code, out, err) = desk.run(&["show", named]);
        assert_eq!((code, out.as_str()), (1, ""), "{named}");
        assert!(err.starts_with(&format!("dateline: {why}")), "{err}");
    }
}

#[test]
fn show_goes_through_the_pager_of_a_terminal_which_is_split_into_words_and_no_shell() {
    let desk = desk();
    let pager = desk.home.path().join("pager");
    fs::write(&pager, "#!/bin/sh\necho \"[$1]\"; cat; echo '[end]'\n").unwrap();
    fs::set_permissions(&pager, fs::Permissions::from_mode(0o755)).unwrap();
    let command = format!("{} 'a  b;c'", pager.display());
    let (code, bytes) = desk.pty(&["show", "river"], &[("PAGER", &command)]).end();
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        code == 0 && text.contains("[a  b;c]") && text.contains("\u{1b}[1mA tunnel under the river\u{1b}[0m"),
        "{text}"
    );
    assert!(text.trim_end().ends_with("[end]"), "{text}");
    let (code, bytes) = desk.pty(&["show", "river"], &[("PAGER", "/nonexistent/pager"), ("NO_COLOR", "1")]).end();
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        code == 0 && text.starts_with("A tunnel under the river\r\nThe Daily") && !text.contains('\u{1b}'),
        "{text}"
    );
}

#[test]
fn in_a_terminal_headlines_stand_one_below_the_other_and_what_is_beside_them_is_dim() {
    let desk = desk();
    let (code, bytes) = desk.pty(&["list", "--limit", "2"], &[]).end();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    assert_eq!(code, 0);
    assert_eq!(
        lines,
        [
            "\u{1b}[2m2022-01-01  Weekly   \u{1b}[0m  Tunes from under the old hotel",
            "\u{1b}[2m2021-05-31  The Daily\u{1b}[0m  A tunnel under the river"
        ]
    );
    let (code, bytes) = desk.pty(&["search", "zzz"], &[("NO_COLOR", "1")]).end();
    assert_eq!((code, String::from_utf8(bytes).unwrap().trim_end()), (1, "dateline: nothing is found"));
}

/// A browser that writes its address to `opened`.
fn browser(desk: &Desk) -> String {
    let (script, opened) = (desk.home.path().join("browser"), desk.home.path().join("opened"));
    fs::write(&script, format!("#!/bin/sh\nprintf '%s' \"$#$1\" > '{}'\n", opened.display())).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    script.to_string_lossy().into_owned()
}

fn opened(desk: &Desk) -> String {
    // The browser has ended when the command says what it opened.
    fs::read_to_string(desk.home.path().join("opened")).unwrap_or_default()
}

#[test]
fn open_opens_the_only_match_and_says_what() {
    let desk = desk();
    let browser = browser(&desk);
    let open = |arguments: &[&str]| {
        let output = desk.command(&[&["open"], arguments].concat()).env("BROWSER", &browser).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    let said = "Opened A tunnel under the river: https://example.com/river\n".to_owned();
    assert_eq!(open(&["river"]), (0, said.clone()));
    assert_eq!(opened(&desk), "1https://example.com/river");
    assert_eq!(open(&["_news/river.md"]), (0, said.clone()));
    assert_eq!(open(&["tunnel", "--first"]), (0, said));
    let (code, record) = open(&["river", "--jsonl"]);
    let record: Value = serde_json::from_str(&record).unwrap();
    assert_eq!((code, record["url"].as_str()), (0, Some("https://example.com/river")));
    let (code, why) = open(&["tunnel"]);
    assert_eq!((code, why.as_str()), (2, "dateline: 2 articles match; say more, or --first for the best of them\n"));
    let (code, why) = open(&["\"do not open\""]);
    assert!(code == 1 && why.contains("the address is not http or https"), "{why}");
    assert_eq!(open(&["zzz"]), (1, "dateline: nothing is found by “zzz”\n".to_owned()));
    let output = desk.command(&["open", "river"]).env("BROWSER", "/nonexistent/x").output().unwrap();
    let why = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]));
    assert!(why.ends_with("The address is https://example.com/river\n"), "{why}");
}

#[test]
fn open_asks_in_a_terminal_which_of_several() {
    let desk = desk();
    let browser = browser(&desk);
    let mut pty = desk.pty(&["open", "tunnel"], &[("BROWSER", &browser)]);
    let screen = pty.wait_for("Open which (1-2, Enter for none)?");
    assert!(screen.contains(" 1  2021-05-31  The Daily  A tunnel under the river"), "{screen}");
    pty.keys("7\n");
    pty.wait_for("“7” is none of them.");
    pty.keys("2\n");
    assert_eq!(pty.end().0, 0);
    assert_eq!(opened(&desk), "1https://example.com/tunes");
    fs::remove_file(desk.home.path().join("opened")).unwrap();
    let mut pty = desk.pty(&["open", "tunnel"], &[("BROWSER", &browser)]);
    pty.wait_for("Open which");
    pty.keys("\n");
    assert_eq!((pty.end().0, opened(&desk).as_str()), (0, ""));
}

#[test]
fn topics_are_told_with_their_counts_and_what_is_above_them() {
    let desk = desk();
    assert_eq!(desk.out(&["topics"]), "Tunnels\tTubes\t\t1\nRivers\tRivers\tTunnels\t1\n");
    let expected = serde_json::json!({"version": 1, "topics": [
        {"name": "Tunnels", "label": "Tubes", "parent": null, "articles": 1},
        {"name": "Rivers", "label": "Rivers", "parent": "Tunnels", "articles": 1},
    ]});
    assert_eq!(desk.json(&["topics", "--json"]), expected);
    assert_eq!(desk.out(&["topics", "--sort", "name", "--limit", "1", "-0"]), "Rivers\0");
    let (_, bytes) = desk.pty(&["topics"], &[("NO_COLOR", "1")]).end();
    assert_eq!(String::from_utf8(bytes).unwrap(), "1  Tubes\r\n1    Rivers\r\n");
}

#[test]
fn stats_are_the_figures_of_the_store_and_where_its_index_is() {
    let desk = desk();
    let told = desk.json(&["stats", "--json"]);
    let pick = |name: &str| told[name].as_u64().unwrap();
    assert_eq!(["version", "articles", "bodies", "outlets", "topics"].map(pick), [1, 3, 1, 2, 2]);
    assert_eq!((&told["oldest"], &told["newest"]), (&"2020-01-01T00:00:00Z".into(), &"2022-01-01T00:00:00Z".into()));
    assert_eq!(fs::metadata(told["index"].as_str().unwrap()).unwrap().len(), pick("index_bytes"));
    assert!(desk.json(&["stats", "--json", "--no-cache"])["articles"] == 3);
    let lines = desk.out(&["stats"]);
    assert_eq!(desk.out(&["stats", "--tsv"]), lines);
    assert_eq!(desk.out(&["stats", "--jsonl"]), desk.out(&["stats", "--json"]));
    assert!(lines.contains("\narticles\t3\n") && lines.starts_with("store\t/"), "{lines}");
}

#[test]
fn what_has_changed_is_listed_and_two_at_once_do_not_hinder_each_other() {
    let desk = desk();
    assert_eq!(desk.out(&["list"]).lines().count(), 3);
    fs::write(desk.store.path().join("new.md"), "---\ntitle: New\n---\n").unwrap();
    let running: Vec<_> = (0..4).map(|_| desk.command(&["list"]).stdout(Stdio::piped()).spawn().unwrap()).collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success() && output.stdout.ends_with(b"----------\t\tNew\n"), "{output:?}");
    }
    // While the reader has it open.
    let reader = desk.pty(&[], &[]);
    reader.wait_for("Tunes from under the old hotel");
    assert_eq!(desk.out(&["list"]).lines().count(), 4);
}

#[test]
fn completions_and_the_manual_name_every_command_and_need_no_store() {
    let home = tempfile::tempdir().unwrap();
    let told = |arguments: &[&str]| {
        let output = program(home.path(), arguments).env("DATELINE_STORE", "/nonexistent").output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    for arguments in [&["completions", "bash"][..], &["completions", "zsh"], &["completions", "fish"], &["man"]] {
        let text = told(arguments);
        for command in [
            "check",
            "list",
            "search",
            "stories",
            "show",
            "open",
            "mark",
            "count",
            "topics",
            "stats",
            "completions",
            "man",
        ] {
            assert!(text.contains(command), "{arguments:?} without {command}");
        }
    }
    assert!(told(&["man", "list"]).contains("\\-\\-jsonl"));
    assert_eq!(program(home.path(), &["man", "nope"]).output().unwrap().status.code(), Some(2));
}

#[test]
fn a_folder_of_a_commands_name_and_a_misplaced_one_are_told_apart() {
    let desk = desk();
    let folder = desk.home.path().join("list");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.md"), "---\ntitle: In the folder\n---\n").unwrap();
    assert_eq!(titles(&desk.out(&["./list"])), ["In the folder"]);
    assert_eq!(titles(&desk.out(&["list", "--store", "list"])), ["In the folder"]);
    assert_eq!(desk.out(&["list"]).lines().count(), 3);
    for wrong in [&[".", "list"][..], &["--plain", "list"], &["list", "--sample", "--store", "."], &["--sample", "."]] {
        let (code, out, err) = desk.run(wrong);
        assert_eq!((code, out.as_str()), (2, ""), "{wrong:?}");
        assert!(err.starts_with("dateline: "), "{err}");
    }
    assert_eq!(desk.run(&["list", "--store", "/nonexistent"]).0, 2);
}

#[test]
fn nothing_that_strangers_wrote_moves_the_terminal() {
    let desk = Desk::new(Made::new());
    unpack(&cases(), desk.store.path());
    // Two that are one story.
    for outlet in ["one", "other"] {
        let title = r"Dam at Ollen \e[31m breaks after a night \u202E of heavy rain";
        let text = format!(
            "---\ntitle: \"{title}\"\npublishedDateTime: 2021-03-04T08:00:00Z\noriginalUrl: https://{outlet}.example/\nprovider: {{name: \"{outlet}\\e[1m\"}}\n---\n"
        );
        std::fs::write(desk.store.path().join(format!("{outlet}.md")), text).unwrap();
    }
    let clean = |arguments: &[&str]| {
        let out = desk.out(arguments);
        // Blanks may stand side by side, in code.
        let is_clean =
            |line: &&str| is_clean(&line.split([' ', '\t']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "));
        let wrong = out.lines().find(|line| !is_clean(line));
        assert!(wrong.is_none(), "{arguments:?}: {wrong:?}");
        out
    };
    for command in [
        &["list"][..],
        &["list", "--json"],
        &["front", "--why"],
        &["front", "--json"],
        &["stories"],
        &["stories", "--json"],
        &["topics"],
        &["topics", "--json"],
        &["stats"],
    ] {
        clean(command);
    }
    let all = clean(&["list", "--tsv"]);
    assert!(all.lines().count() > 100 && all.lines().all(|line| line.split('\t').count() == 5), "{all}");
    // Of all of them some, for each is a program started.
    for id in all.lines().step_by(20).map(|line| line.split('\t').next().unwrap()) {
        clean(&["show", id]);
        clean(&["show", "--json", id]);
    }
    unlock(desk.store.path());
}
