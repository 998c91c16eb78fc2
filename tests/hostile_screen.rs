//! Every hostile file, shown in a real terminal: what the program writes holds only sequences of its own, and no character that could
//! mislead or hide. The store is scrolled through, every article is opened, every problem listed.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::hostile::{cases, unlock, unpack};
use common::pty::{Pty, command};

/// The control sequences ratatui and crossterm make: what stands between `ESC [` and its last letter.
fn is_known(sequence: &str) -> bool {
    let (body, last) = sequence.split_at(sequence.len() - 1);
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
    match last {
        // Colours and attributes, places, erasing.
        "m" => body.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':')),
        "H" | "J" | "K" | "A" | "B" | "C" | "D" | "G" => plain(body),
        // Modes: the alternate screen, the cursor, the mouse, pastes, frames drawn at once.
        "h" | "l" => matches!(body, "?1049" | "?25" | "?1002" | "?1006" | "?2004" | "?2026"),
        _ => false,
    }
}

/// What no terminal may be sent: the first of it, with what stands before.
fn stranger(bytes: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Some(format!("no UTF-8 at {}", error.valid_up_to())),
    };
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| is_bad(c)) {
        let before: String = rest[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        let c = rest[at..].chars().next().unwrap();
        let after = &rest[at + c.len_utf8()..];
        match (c, after.strip_prefix('[')) {
            ('\u{1b}', Some(sequence)) => {
                let end = sequence.find(|c: char| ('\u{40}'..='\u{7e}').contains(&c)).map(|end| end + 1);
                let Some(end) = end.filter(|&end| is_known(&sequence[..end])) else {
                    return Some(format!(
                        "a strange sequence {:?} after {before:?}",
                        &sequence[..sequence.len().min(20)]
                    ));
                };
                rest = &sequence[end..];
            }
            ('\r' | '\n', _) => rest = after,
            _ => return Some(format!("{c:?} after {before:?}")),
        }
    }
    None
}

fn is_bad(c: char) -> bool {
    use unicode_properties::{GeneralCategory as G, UnicodeGeneralCategory};
    // Joiners stand only between two letters or emoji, and the policy keeps them.
    let joins = matches!(c, '\u{200c}' | '\u{200d}');
    !joins
        && matches!(
            c.general_category(),
            G::Control | G::Format | G::PrivateUse | G::Surrogate | G::LineSeparator | G::ParagraphSeparator
        )
}

#[test]
fn nothing_of_a_hostile_store_reaches_the_terminal_but_as_text() {
    let home = tempfile::tempdir().unwrap();
    let dir = tempfile::tempdir().unwrap();
    unpack(&cases(), dir.path());
    let mut pty = Pty::start(command(home.path(), &[&dir.path().to_string_lossy()]), (120, 40));
    pty.wait_for("left out");
    // A row for each article, not for each story.
    pty.keys("Ss");
    pty.wait_for("Every article has a row of its own.");
    let count: usize = {
        let heading = pty.wait_for("1 of ");
        let line = heading.lines().next().unwrap().to_owned();
        line.split_whitespace().last().unwrap().replace(',', "").parse().unwrap()
    };
    assert!(count > 200, "{count}");
    // Every article in the article pane, read to its end, and its links.
    pty.keys("l");
    for at in 1..=count {
        pty.wait_for(&format!("{at} of {count}"));
        pty.keys("G");
        // Their list waits a moment for a letter, so not of each.
        if at % 12 == 0 {
            pty.keys(";");
            pty.wait_for("─ Open ");
            pty.keys("\u{3}");
            pty.wait("no links", |output| (!output.grid.screen().contents().contains("─ Open ")).then_some(()));
        }
        pty.keys("J");
    }
    pty.keys("gg!");
    pty.wait_for("─ Problems ");
    for _ in 0..12 {
        pty.keys("\u{6}");
    }
    pty.wait_for("E-");
    pty.keys("q/");
    pty.keys("url\r");
    pty.keys("Q");
    let (code, bytes) = pty.end();
    unlock(dir.path());
    assert_eq!(code, 0);
    assert_eq!(stranger(&bytes), None);
}

#[test]
fn what_is_copied_from_a_hostile_store_is_clean_too() {
    let dir = tempfile::tempdir().unwrap();
    unpack(&cases(), dir.path());
    let mut reader = common::Reader::open(dir.path(), (120, 40));
    for _ in 0..320 {
        reader.keys("YyJ");
    }
    reader.keys("!");
    for _ in 0..200 {
        reader.keys("yj");
    }
    unlock(dir.path());
    assert!(reader.copied.len() > 400, "{}", reader.copied.len());
    for text in &reader.copied {
        assert!(!text.replace('\n', "").chars().any(is_bad), "{text:?}");
        assert!(text.matches('\n').count() <= 1, "{text:?}");
    }
}

#[test]
fn this_test_sees_strange_sequences_and_characters() {
    assert_eq!(stranger("\u{1b}[38;5;1mred\u{1b}[0m\u{1b}[?25l\r\n".as_bytes()), None);
    for bad in [
        "\u{1b}]0;title\u{7}",
        "\u{1b}[6n",
        "\u{1b}c",
        "a\u{202e}b",
        "a\u{200b}b",
        "\u{e000}",
        "\u{9b}5n",
        "\u{1b}[?1049x",
        "\u{7}",
    ] {
        assert!(stranger(bad.as_bytes()).is_some(), "{bad:?}");
    }
}
