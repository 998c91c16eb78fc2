//! With `ascii = true` no screen has a cell past ASCII, where the articles have none.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::{Made, Reader};
use dateline::app::Symbols;
use dateline::theme::{ColorLevel, Role, Theme};

const SIZES: [(u16, u16); 4] = [(180, 50), (120, 36), (80, 24), (40, 10)];

/// Thirty articles of several years and outlets: links, tables of facts, quotes, lists, a picture, problems.
fn made() -> Made {
    let mut made = Made::new()
        .file("_data/topics/00-all.yaml", "name: Cosmos\n")
        .file("_data/topics/01-moon.yaml", "name: The Moon\nshortname: Moon\nparent: Cosmos\n");
    for n in 1..=30 {
        let front = format!(
            "---\ntitle: A headline with many words that goes on for longer than most windows are wide, number {n}\n\
             excerpt: An excerpt of number {n} -- it is told in more than a line, so that it is wrapped at every width.\n\
             publishedDateTime: {}-03-{n:02}T10:00:00Z\noriginalUrl: https://example.com/{n}\nheat: {}\n\
             featureStatus: {}\nimages: [{{url: 'https://example.com/i.png', width: 30, height: 20, title: A picture}}]\n\
             provider: {{name: {}, domain: example.com}}\ntopics: [{}]\n---\n",
            2019 + n % 3,
            n * 10,
            if n % 5 == 0 { "hold" } else { "published" },
            ["Orbit", "Apogee of the very long name", "Perigee"][n % 3],
            if n % 3 == 0 { "The Moon" } else { "Cosmos" },
        );
        let body = "Text with [a link](https://example.com/x) in it.\n\n> A quote.\n\n- one\n- two\n\n1. first\n\n---\n\n\
                    | a | b |\n|---|---|\n| 1 | 2 |\n\n    code\n\n![A picture](https://example.com/p.png)\n\n";
        made = made.file(&format!("_news/headline-{n:02}.md"), &format!("{front}{}", body.repeat(4)));
    }
    made.file("_news/broken.md", "---\ntitle: [\n---\n")
}

fn reader(made: &Made, size: (u16, u16)) -> Reader {
    let mut reader = Reader::with_symbols(made.path(), size, Symbols::ascii());
    reader.load();
    reader
}

#[track_caller]
fn is_ascii(reader: &Reader, what: &str) {
    let buffer = reader.buffer();
    let past: Vec<&str> = buffer.content.iter().map(|cell| cell.symbol()).filter(|sign| !sign.is_ascii()).collect();
    assert!(past.is_empty(), "{what}: {past:?}\n{}", reader.screen());
}

#[test]
fn every_screen_is_ascii_at_every_size() {
    let made = made();
    for size in SIZES {
        is_ascii(&Reader::with_symbols(made.path(), size, Symbols::ascii()), "before the store is read");
        for keys in [
            "",
            "jjj",
            "G",
            "h",
            "<Enter>",
            "<Enter>z",
            "<Enter>jjjj",
            "<Enter>G",
            "T",
            "?",
            "t",
            "tmoon",
            ":",
            ":or",
            "!",
            "/",
            "/head",
            "/number 3<Enter>",
            "/nothing like it",
            "/nothing like it<Enter>",
            "Shjj",
            "St",
            "o",
            "y",
            "x",
            "<Enter>?",
            "h?",
        ] {
            let mut reader = reader(&made, size);
            reader.keys(keys);
            is_ascii(&reader, &format!("{keys:?} at {size:?}"));
        }
        for keys in ["S", "g", ";", "<Enter>;"] {
            let mut reader = reader(&made, size);
            reader.keys(keys);
            is_ascii(&reader, keys);
            reader.linger();
            is_ascii(&reader, &format!("{keys:?} and a moment, at {size:?}"));
        }
    }
}

#[test]
fn an_empty_and_a_missing_store_are_told_in_ascii() {
    let made = Made::new();
    for size in SIZES {
        is_ascii(&reader(&made, size), "empty");
        is_ascii(&Reader::with_symbols("/nonexistent".as_ref(), size, Symbols::ascii()), "missing");
    }
}

#[test]
fn a_theme_with_a_ground_paints_every_cell() {
    let made = made();
    for keys in ["", "?", "t", "<Enter>z", "T", "/x", "S"] {
        let mut reader = reader(&made, (100, 30));
        reader.theme = Theme::named("gruvbox-light", ColorLevel::True);
        reader.keys(keys);
        let grounds =
            [Role::Ground, Role::Selected, Role::SelectedIdle].map(|role| reader.theme.style(role).bg.unwrap());
        let buffer = reader.buffer();
        for cell in &buffer.content {
            assert!(grounds.contains(&cell.bg), "{keys:?}: {cell:?}\n{}", reader.screen());
        }
    }
}
