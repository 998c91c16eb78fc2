//! What is typed behind a command of the shell: hyphens, quotation marks that the shell takes, options beside conditions, mistakes.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::Made;
use common::desk::Desk;

/// Two of The Verge, a film among them, and two of Reuters.
fn desk() -> Desk {
    let rows = [
        ("Waymo car in a crash", "The Verge", "AI in Autos", "article", 70),
        ("Waymo on film", "The Verge", "Hardware", "video", 60),
        ("A crash of markets", "Reuters", "AI", "article", 50),
        ("Autos sell", "Reuters", "Autos", "article", 40),
    ];
    Desk::new(rows.iter().enumerate().fold(Made::new(), |made, (n, (title, outlet, topic, kind, heat))| {
        let front = format!(
            "title: {title}\npublishedDateTime: 2021-12-{:02}T10:00:00Z\noriginalUrl: https://example.com/{n}\nprovider: {{name: {outlet}}}\n\
             topics: [{topic}]\ntype: {kind}\nheat: {heat}\nauthors: [{{name: X}}]",
            28 - n
        );
        made.article(&format!("_news/{n}.md"), &front)
    }))
}

fn titles(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    desk.out(arguments).lines().map(|line| line.rsplit('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn a_word_that_begins_with_a_hyphen_is_a_word_of_the_query_and_options_stay_options() {
    let desk = desk();
    for arguments in [
        &["list", "waymo", "-type:video"][..],
        &["list", "-type:video", "waymo"],
        &["list", "-type:video", "--sort", "heat", "waymo", "--limit", "3"],
        &["list", "--", "waymo", "-type:video"],
        &["list", "--no-cache", "waymo", "-(film or markets)"],
        &["search", "crash", "-markets"],
    ] {
        assert_eq!(titles(&desk, arguments), ["Waymo car in a crash"], "{arguments:?}");
    }
    assert_eq!(titles(&desk, &["list", "-hardware", "-markets", "-waymo"]), ["Autos sell"], "no cluster of -h");
    assert_eq!(desk.out(&["list", "waymo", "-0", "-type:video"]).matches('\0').count(), 1);
    assert_eq!(desk.out(&["count", "-type:video"]), "3\n");
    assert_eq!(desk.out(&["mark", "star", "-waymo", "--dry-run"]), "2 headlines would be starred.\n");
    assert!(desk.out(&["show", "waymo", "-film"]).starts_with("# Waymo car in a crash\n"));
    let (code, out, err) = desk.run(&["open", "waymo", "-film", "-crash"]);
    assert_eq!((code, out.as_str(), err.as_str()), (1, "", "dateline: nothing is found by “waymo -film -crash”\n"));
    assert!(desk.out(&["list", "-h"]).contains("Usage:"));
}

#[test]
fn a_slip_in_the_name_of_an_option_is_told_and_not_looked_for() {
    let desk = desk();
    for wrong in [&["list", "waymo", "--limt", "3"][..], &["list", "--type:video"], &["topics", "-x"]] {
        let (code, out, err) = desk.run(wrong);
        assert_eq!((code, out.as_str()), (2, ""), "{wrong:?}");
        assert!(err.contains("unexpected argument"), "{err}");
    }
}

#[test]
fn a_value_with_blanks_that_came_as_one_argument_is_one_value() {
    let desk = desk();
    for (arguments, found) in [
        (&["list", "topic:AI in Autos"][..], &["Waymo car in a crash"][..]),
        (&["list", "provider:The Verge", "-type:video"], &["Waymo car in a crash"]),
        (&["list", "-provider:The Verge", "crash"], &["A crash of markets"]),
        (&["list", "title:^Waymo on"], &["Waymo on film"]),
        (&["search", "provider:The Verge", "film"], &["Waymo on film"]),
        // A question of its own stays what it is.
        (&["list", "waymo crash provider:verge"], &["Waymo car in a crash"]),
        (&["list", "topic:\"AI in Autos\" or film"], &["Waymo car in a crash", "Waymo on film"]),
        (&["list", "provider:verge crash heat:>60"], &["Waymo car in a crash"]),
        (&["list", "heat:>60 crash"], &["Waymo car in a crash"]),
    ] {
        assert_eq!(titles(&desk, arguments), found, "{arguments:?}");
    }
    assert_eq!(desk.out(&["count", "topic:AI in Autos"]), "1\n");
    assert!(desk.out(&["show", "topic:AI in Autos"]).starts_with("# Waymo car in a crash\n"));
}

#[test]
fn a_shell_may_take_the_quotation_marks() {
    let desk = desk();
    let said = |line: &str| {
        let mut command = std::process::Command::new("sh");
        command.env_clear().envs(common::pty::environment(desk.home.path())).current_dir(desk.home.path());
        command.env("DATELINE_STORE", desk.store.path()).env("dateline", env!("CARGO_BIN_EXE_dateline"));
        let output = command.arg("-c").arg(line).output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{line}");
        String::from_utf8(output.stdout).unwrap().lines().count()
    };
    assert_eq!(said("\"$dateline\" list topic:\"AI in Autos\""), 1);
    assert_eq!(said("\"$dateline\" list provider:\"The Verge\" -type:video"), 1);
    assert_eq!(said("\"$dateline\" list 'topic:\"AI in Autos\" or topic:hardware'"), 2);
    assert_eq!(said("\"$dateline\" list \"provider:'The Verge\""), 2);
}

#[test]
fn an_option_goes_before_the_same_in_the_query_and_none_asks_for_nothing() {
    let desk = desk();
    assert_eq!(titles(&desk, &["list", "limit:1", "--limit", "2"]).len(), 2);
    assert_eq!(titles(&desk, &["list", "limit:2", "--limit", "1"]).len(), 1);
    assert_eq!(titles(&desk, &["list", "sort:heat", "--sort", "oldest", "--limit", "1"]), ["Autos sell"]);
    assert_eq!(desk.out(&["show", "crash", "limit:1", "--limit", "2"]).matches("# ").count(), 2);
    for command in [&["list"][..], &["search", "crash"], &["stories"], &["topics"], &["stats"]] {
        let (code, out, err) = desk.run(&[command, &["--limit", "0"]].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{command:?}");
        assert!(err.contains("write 1 or more"), "{err}");
    }
    let (code, out, _) = desk.run(&["list", "limit:0"]);
    assert_eq!((code, out.as_str()), (2, ""));
}

#[test]
fn what_looks_for_words_must_have_some() {
    let desk = desk();
    for command in [&["search", ""][..], &["search", " ", ""], &["show", ""], &["open", ""]] {
        let why = "dateline: there are no words to look for; say what to find\n".to_owned();
        assert_eq!(desk.run(command), (2, String::new(), why), "{command:?}");
    }
    assert_eq!(titles(&desk, &["search", "provider:verge"]).len(), 2, "a condition is enough");
    assert_eq!(titles(&desk, &["list", ""]).len(), 4);
}

#[test]
fn a_list_of_nothing_is_told_to_whoever_looks_at_it_and_to_no_program() {
    let desk = desk();
    let (code, bytes) = desk.pty(&["list", "zzzzz"], &[]).end();
    assert_eq!((code, String::from_utf8(bytes).unwrap().trim_end()), (0, "dateline: nothing is found"));
    assert_eq!(desk.pty(&["list", "zzzzz", "--tsv"], &[]).end(), (0, Vec::new()));
    assert_eq!(desk.out(&["list", "zzzzz"]), "");
}

#[test]
fn a_file_that_is_not_there_is_told_as_a_file() {
    let desk = desk();
    for command in ["show", "open"] {
        for file in ["_news/nope.md", "nope.html", "/nope/0.md", "-nope.md"] {
            let why = format!("dateline: there is no file {file} in the store\n");
            assert_eq!(desk.run(&[command, file]), (1, String::new(), why));
        }
    }
    let (code, _, err) = desk.run(&["show", "url:nope.html"]);
    assert_eq!((code, err.as_str()), (1, "dateline: nothing is found by “url:nope.html”\n"));
}

/// What stands in a query that is wrong, and what is told of it.
const WRONG: [(&str, &str); 13] = [
    ("since:2021-13", "2021-13"),
    ("on:20211228", "20211228"),
    ("heat:>60.5", ">60.5"),
    ("is:pub", "pub"),
    ("heat:>", ">"),
    ("heat:75..6", "75..6"),
    ("sort:", "sort:"),
    ("sort:he", "he"),
    ("story:>", ">"),
    ("limit:0", "0"),
    ("topic:\"AI in", "\"AI in"),
    ("waymo -", "-"),
    ("(waymo", "("),
];

#[test]
fn what_is_unfinished_in_a_query_is_a_mistake_told_with_its_place_and_nothing_is_listed() {
    let desk = desk();
    for (typed, place) in WRONG {
        let commands = ["list", "search", "stories", "count", "show", "open"].map(|command| vec![command, typed]);
        for arguments in commands.into_iter().chain([vec!["mark", "read", typed, "--dry-run"]]) {
            let (code, out, err) = desk.run(&arguments);
            assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
            let lines: Vec<&str> = err.lines().collect();
            assert!(lines.len() == 3 && lines[0].starts_with("dateline: "), "{arguments:?}: {err}");
            assert_eq!(lines[1], format!("    {typed}"));
            let (at, under) = (typed.find(place).unwrap(), place.chars().count());
            assert_eq!(lines[2], format!("    {}{}", " ".repeat(at), "^".repeat(under)), "{err}");
        }
    }
    assert_eq!(desk.out(&["count"]), "4\n");
}

#[test]
fn a_wrong_date_at_the_end_marks_nothing() {
    let desk = desk();
    let (code, out, err) = desk.run(&["mark", "star", "waymo since:2021-02-30"]);
    assert_eq!((code, out.as_str()), (2, ""));
    let told = "dateline: “2021-02-30” is no date; write 2021-12-28, 2021-12, 2021, today, yesterday, 3d, 2w, 6m or 1y\n    \
        waymo since:2021-02-30\n                ^^^^^^^^^^\n";
    assert_eq!(err, told);
    assert_eq!(desk.out(&["count", "is:starred"]), "0\n");
}

#[test]
fn all_mistakes_of_a_query_are_told() {
    let desk = desk();
    let (code, out, err) = desk.run(&["list", "provder:x", "waymo", "heat:>6x", "sort:"]);
    assert_eq!((code, out.as_str()), (2, ""));
    let places: Vec<&str> = err.lines().filter(|line| line.contains('^')).map(str::trim).collect();
    assert_eq!(places, ["^^^^^^^", "^^^", "^^^^^"], "{err}");
    assert_eq!(err.matches("    provder:x waymo heat:>6x sort:\n").count(), 3, "{err}");
    assert!(err.starts_with("dateline: no field “provder”; did you mean provider?\n"), "{err}");
}

#[test]
fn a_query_of_which_only_the_beginning_would_be_read_is_told_and_ids_are_as_many_as_there_are() {
    let desk = desk();
    let long = format!("waymo {}", "-x ".repeat(400));
    for arguments in [&["list", &long][..], &["mark", "read", &long], &[&["count"][..], &["waymo"; 200]].concat()] {
        let (code, out, err) = desk.run(arguments);
        let why = "dateline: a query has 1000 characters at most; ask for less at once\n";
        assert_eq!((code, out.as_str(), err.as_str()), (2, "", why));
    }
    let list = desk.out(&["list", "--tsv"]);
    let ids: Vec<&str> = list.lines().map(|line| line.split('\t').next().unwrap()).cycle().take(100).collect();
    assert_eq!(desk.out(&[&["mark", "star"][..], &ids].concat()), "4 headlines starred.\n");
}
