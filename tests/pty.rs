//! What only a real terminal shows: that it is restored, that a browser gets the address, that idle costs nothing, that the first frame comes at once.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::pty::{Pty, command, with_all_headlines_first};
use common::{Made, corpus};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

const SIZE: (u16, u16) = (120, 36);

/// A folder of commands with `xdg-open` writing its arguments, a line each, to `opened`; whole files only.
fn fake_opener(home: &Path) -> String {
    let bin = home.join("bin");
    fs::create_dir_all(&bin).unwrap();
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > '{0}.part' && mv '{0}.part' '{0}'\n",
        home.join("opened").display()
    );
    fs::write(bin.join("xdg-open"), script).unwrap();
    fs::set_permissions(bin.join("xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default())
}

fn one_article() -> Made {
    Made::new().article(
        "_news/2021-12-28-one.md",
        "title: The one headline\npublishedDateTime: 2021-12-28T18:36:00Z\n\
         originalUrl: \"https://example.com/a?b=1&c=%24(id)#d\"\nexcerpt: All there is.",
    )
}

#[test]
fn it_starts_with_the_sample_and_quits_with_the_terminal_restored() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(command(home.path(), &[]), SIZE);
    pty.wait_for("1 of ");
    assert!(pty.wait_for("the sample").contains("dateline DIR"));
    pty.keys("q");
    let (code, bytes) = pty.end();
    assert_eq!(code, 0);
    assert_restored(&bytes);
}

/// Everything switched on was switched off again, the alternate screen last of all that matters.
fn assert_restored(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for (on, off) in [
        ("\u{1b}[?1049h", "\u{1b}[?1049l"),
        ("\u{1b}[?1002h", "\u{1b}[?1002l"),
        ("\u{1b}[?1006h", "\u{1b}[?1006l"),
        ("\u{1b}[?2004h", "\u{1b}[?2004l"),
    ] {
        let (on, off) = (text.rfind(on), text.rfind(off));
        assert!(on.is_some() && on < off, "{on:?} {off:?}");
    }
    assert!(text.trim_end().ends_with("\u{1b}[?25h"), "the cursor is shown at the end");
}

#[test]
fn what_stood_there_is_erased_where_a_terminal_has_no_other_screen() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(command(home.path(), &[]), SIZE);
    pty.wait_for("1 of ");
    pty.keys("q");
    let text = String::from_utf8_lossy(&pty.end().1).into_owned();
    let taken = &text[text.find("\u{1b}[?1049h").unwrap()..];
    let erased = taken.find("\u{1b}[2J").unwrap();
    assert!(erased < taken.find("Front page").unwrap(), "{taken}");
}

#[test]
fn raw_mode_is_given_back() {
    let home = tempfile::tempdir().unwrap();
    let store = one_article();
    // A shell around it keeps the terminal open, so that its modes can be asked for afterwards.
    let mut shell = portable_pty::CommandBuilder::new("/bin/sh");
    let program = env!("CARGO_BIN_EXE_dateline");
    shell.args(["-c", &format!("'{program}' '{}'; echo ended; read line", store.path().display())]);
    shell.env_clear();
    for (name, value) in common::pty::environment(home.path()) {
        shell.env(name, value);
    }
    let mut pty = Pty::start(shell, SIZE);
    let before = pty.modes();
    pty.wait_for("The one headline");
    assert_ne!(pty.modes(), before);
    pty.keys("q");
    pty.wait_for("ended");
    assert_eq!(pty.modes(), before);
    pty.keys("\n");
}

#[test]
fn o_gives_exactly_the_original_address_to_the_launcher_as_one_argument() {
    let home = tempfile::tempdir().unwrap();
    let store = one_article();
    let mut command = command(home.path(), &[&store.path().to_string_lossy()]);
    command.env("PATH", fake_opener(home.path()));
    let mut pty = Pty::start(command, SIZE);
    pty.wait_for("All there is.");
    pty.keys("o");
    pty.wait_for("Opened https://example.com/a?b=1&c=%24(id)#d");
    let end = Instant::now() + Duration::from_secs(20);
    let opened = home.path().join("opened");
    while !opened.exists() && Instant::now() < end {
        std::thread::yield_now();
    }
    assert_eq!(fs::read_to_string(opened).unwrap(), "1\nhttps://example.com/a?b=1&c=%24(id)#d\n");
    pty.keys("q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn browser_is_respected_and_its_failure_said_with_the_whole_address() {
    let home = tempfile::tempdir().unwrap();
    let store = one_article();
    let mut command = command(home.path(), &[&store.path().to_string_lossy()]);
    command.env("BROWSER", "/nonexistent/browser %s");
    let mut pty = Pty::start(command, SIZE);
    pty.wait_for("All there is.");
    pty.keys("o");
    let screen = pty.wait_for("Not opened");
    assert!(screen.contains("https://example.com/a?b=1&c=%24(id)#d"), "{screen}");
    assert!(screen.contains("/nonexistent/browser"), "{screen}");
    pty.keys("y");
    pty.wait_for("Sent to the terminal’s clipboard: https://example.com/a?b=1&c=%24(id)#d");
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn a_signal_ends_it_with_the_terminal_restored_and_is_told_to_the_parent() {
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
        let home = tempfile::tempdir().unwrap();
        let store = one_article();
        let pty = Pty::start(command(home.path(), &[&store.path().to_string_lossy()]), SIZE);
        pty.wait_for("The one headline");
        pty.signal(name);
        let (code, bytes) = pty.end();
        assert_eq!(code, 128 + number, "{name}");
        assert_restored(&bytes);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn idle_takes_no_processor_time() {
    let home = tempfile::tempdir().unwrap();
    let pty = Pty::start(command(home.path(), &[]), SIZE);
    pty.wait_for("1 of ");
    let pid = pty.child.process_id().unwrap();
    let spent = || {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
        let switches: u64 = fs::read_dir(format!("/proc/{pid}/task"))
            .unwrap()
            .map(|task| fs::read_to_string(task.unwrap().path().join("status")).unwrap_or_default())
            .flat_map(|status| {
                status.lines().filter(|l| l.starts_with("voluntary_ctxt")).map(str::to_owned).collect::<Vec<_>>()
            })
            .filter_map(|line| line.split_whitespace().last()?.parse::<u64>().ok())
            .sum();
        (fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap(), switches)
    };
    // It comes to rest first: two looks a while apart that find the same.
    let mut before = spent();
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        std::thread::sleep(Duration::from_millis(700));
        let now = spent();
        if now == before || Instant::now() > end {
            break;
        }
        before = now;
    }
    // Waiting is what is tested here.
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(spent(), before, "ticks and wake-ups in an idle second");
}

#[test]
fn the_first_start_keeps_an_index_and_the_next_one_opens_it() {
    let home = tempfile::tempdir().unwrap();
    let store = tempfile::tempdir().unwrap();
    corpus::write(store.path(), 900, 1).unwrap();
    let start = || {
        let mut command = command(home.path(), &[&store.path().to_string_lossy()]);
        command.env("DATELINE_LOG", "info");
        Pty::start(command, SIZE)
    };
    let mut pty = start();
    pty.wait_for("files left out");
    let kept = || {
        let files = std::fs::read_dir(home.path().join("cache/dateline/index")).into_iter().flatten().flatten();
        // Beside it lie the marks, once the reader has ended.
        let is_marks = |path: &std::path::PathBuf| path.extension().is_some_and(|e| e == "marks");
        let files: Vec<_> = files.map(|entry| entry.path()).filter(|path| !is_marks(path)).collect();
        (files.len() == 1 && files[0].extension().is_some_and(|e| e == "segment")).then(|| files[0].clone())
    };
    let end = Instant::now() + Duration::from_secs(30);
    while kept().is_none() && Instant::now() < end {
        std::thread::yield_now();
    }
    let written = kept().expect("one segment file, and no draft").metadata().unwrap().modified().unwrap();
    pty.keys("q");
    assert_eq!(pty.end().0, 0);
    let mut pty = start();
    pty.wait_for("files left out");
    pty.keys("q");
    assert_eq!(pty.end().0, 0);
    let log = std::fs::read_to_string(home.path().join("state/dateline/dateline.log")).unwrap();
    assert_eq!(log.matches("opened the index of").count(), 1, "{log}");
    assert_eq!(kept().unwrap().metadata().unwrap().modified().unwrap(), written, "nothing changed, nothing written");
}

#[test]
fn a_file_that_comes_is_announced_and_listed_when_one_goes_to_the_top() {
    let home = tempfile::tempdir().unwrap();
    let store = one_article();
    with_all_headlines_first(home.path());
    let mut pty = Pty::start(command(home.path(), &[&store.path().to_string_lossy()]), SIZE);
    pty.wait_for("1 of 1");
    // Once the folders are watched; until then a look at all of them finds it as well.
    let news = store.path().join("_news");
    std::fs::create_dir_all(&news).unwrap();
    std::fs::write(news.join("b.md"), "---\ntitle: Fresh from the wire\npublishedDateTime: 2026-11-20\n---\n").unwrap();
    let screen = pty.wait_for("1 new");
    assert!(!screen.contains("Fresh from the wire"), "{screen}");
    pty.keys("gg");
    pty.wait_for("Fresh from the wire");
    pty.keys("q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn without_a_cache_nothing_is_kept_and_without_watching_only_r_looks() {
    let home = tempfile::tempdir().unwrap();
    let store = one_article();
    let config = home.path().join("config/dateline");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), "watch = false\n").unwrap();
    let mut pty = Pty::start(command(home.path(), &["--no-cache", &store.path().to_string_lossy()]), SIZE);
    pty.wait_for("1 of 1");
    std::fs::write(store.path().join("b.md"), "---\ntitle: Fresh from the wire\n---\n").unwrap();
    pty.keys("r");
    pty.wait_for("Fresh from the wire");
    pty.keys("q");
    assert_eq!(pty.end().0, 0);
    assert!(!home.path().join("cache/dateline/index").exists());
}

#[test]
fn when_the_terminal_goes_away_the_program_ends_and_leaves_no_report() {
    use std::io::Read;
    let home = tempfile::tempdir().unwrap();
    let store = one_article();
    let size = portable_pty::PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = portable_pty::native_pty_system().openpty(size).unwrap();
    let mut child = pair.slave.spawn_command(command(home.path(), &[&store.path().to_string_lossy()])).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains("The one headline") {
        let read = reader.read(&mut buffer).unwrap();
        assert!(read > 0, "it ended too soon");
        seen.extend_from_slice(&buffer[..read]);
    }
    drop((reader, pair.master));
    assert_eq!(child.wait().unwrap().exit_code(), 128 + 1);
    let mut left: Vec<_> =
        fs::read_dir(home.path().join("state/dateline")).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["machine", "marks", "state.toml"]);
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_restores_the_terminal_and_says_where_its_report_is() {
    let home = tempfile::tempdir().unwrap();
    let store = one_article();
    let mut command = command(home.path(), &[&store.path().to_string_lossy()]);
    command.env("DATELINE_TEST_PANIC", "1");
    let mut pty = Pty::start(command, SIZE);
    pty.wait_for("The one headline");
    pty.keys("j");
    let (code, bytes) = pty.end();
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(code, 101);
    let off = text.rfind("\u{1b}[?1049l").expect("the screen is left");
    let said = text
        .rfind("dateline: this is a mistake in Dateline; a report without any article’s text is in ")
        .expect("it is said");
    assert!(off < said && text[..said].contains("\u{1b}[?1002l") && text[..said].contains("\u{1b}[?25h"), "{text}");
    let files = fs::read_dir(home.path().join("state/dateline")).unwrap().map(|entry| entry.unwrap().path());
    let report = files.into_iter().find(|path| path.to_string_lossy().contains("panic-")).expect("there is a report");
    let report = fs::read_to_string(report).unwrap();
    assert!(report.contains("as the test asked") && report.contains("[key]"), "{report}");
    assert!(!report.contains("The one headline"));
}
