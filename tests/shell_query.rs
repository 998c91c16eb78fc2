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
