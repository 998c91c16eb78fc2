//! Whatever is pressed, clicked, pasted or resized, in any order: there is a screen, it fits, and nothing panics.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::{Made, Reader};
use dateline::app::{Event, Memory, Pointer, Symbols};
use dateline::input::Keymap;
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Deed {
    Key(&'static str),
    Pointer(u8, u16, u16),
    Paste(String),
    Resize(u16, u16),
    Linger,
}

const KEYS: &[&str] = &[
    "j",
    "k",
    "g",
    "G",
    "h",
    "l",
    "J",
    "K",
    "H",
    "L",
    "o",
    ";",
    "a",
    "A",
    "w",
    "v",
    "d",
    "f",
    "y",
    "Y",
    "/",
    "n",
    "N",
    "t",
    "T",
    "S",
    "q",
    "u",
    "z",
    "\\",
    "+",
    "-",
    "<lt>",
    ">",
    "=",
    "e",
    "r",
    "!",
    ":",
    "?",
    "1",
    "9",
    "x",
    " ",
    "c",
    "ü",
    "<Enter>",
    "<Esc>",
    "<Tab>",
    "<S-Tab>",
    "<Backspace>",
    "<Up>",
    "<Down>",
    "<Left>",
    "<Right>",
    "<Home>",
    "<End>",
    "<PgUp>",
    "<PgDn>",
    "<C-d>",
    "<C-u>",
    "<C-f>",
    "<C-b>",
    "<C-n>",
    "<C-p>",
    "<C-o>",
    "<C-Up>",
    "<C-Down>",
    "<C-c>",
    "<C-w>",
    "<C-a>",
    "<C-k>",
    "<A-b>",
    "<Delete>",
    "<F5>",
];

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        40 => prop::sample::select(KEYS).prop_map(Deed::Key),
        4 => (0u8..6, 0u16..200, 0u16..60).prop_map(|(what, x, y)| Deed::Pointer(what, x, y)),
        1 => ".{0,12}".prop_map(Deed::Paste),
        2 => (0u16..200, 0u16..60).prop_map(|(width, height)| Deed::Resize(width, height)),
        2 => Just(Deed::Linger),
    ]
}

fn odd_store() -> Made {
    let links: String = (0..70).map(|n| format!("[link {n}](https://example.com/{n}) ")).collect();
    Made::new()
        .file("broken.md", "---\ntitle: [\n---\n")
        .file(
            "links.md",
            &format!(
                "---\ntitle: Many links 日本語 👩‍👩‍👧\ntopics: [A, B]\nheat: x\n---\n{links}\n\n{}",
                "long ".repeat(900)
            ),
        )
        .article("empty.md", "title: Nothing but a title")
        .article("ahead.md", "title: Ahead\npublishedDateTime: 2199-01-01\ntopics: [A]")
        .article(
            "held.md",
            "title: Held\npublished: false\npublishedDateTime: 2020-01-01\ntopics: [B]\noriginalUrl: 'javascript:x'",
        )
}

fn act(reader: &mut Reader, deed: &Deed) {
    match deed {
        Deed::Key(key) => _ = reader.keys(key),
        Deed::Pointer(what, x, y) => {
            let (x, y) = (*x, *y);
            reader.send(Event::Pointer(match what {
                0 => Pointer::Click { x, y },
                1 => Pointer::DoubleClick { x, y },
                2 => Pointer::Drag { x, y },
                3 => Pointer::Release,
                4 => Pointer::WheelUp { x, y },
                _ => Pointer::WheelDown { x, y },
            }));
        }
        Deed::Paste(text) => reader.send(Event::Paste(text.clone())),
        Deed::Resize(width, height) => _ = reader.resize(*width, *height),
        Deed::Linger if reader.app.lingers() => _ = reader.linger(),
        Deed::Linger => {}
    }
}

/// What the front page, stories and marks have keys for.
const MORE: &[&str] = &[
    "gf",
    "xo",
    "xt",
    "xw",
    "xl",
    "xs",
    "Ss",
    "Sh",
    "r",
    "c",
    "w",
    "m",
    "M",
    "s",
    "b",
    ".",
    "v",
    "V",
    "]",
    "[",
    "U",
    "u",
    "ty<Enter>",
    "tall<Enter>",
    "/a",
    "<Enter>",
    "<Esc>",
    "gg",
    "G",
    "j",
    "k",
    "<Space>",
    "n",
];

fn deed_there() -> impl Strategy<Value = Deed> {
    prop_oneof![3 => prop::sample::select(MORE).prop_map(Deed::Key), 2 => deed()]
}

/// Some stories, some of them told twice, and what can't stand on a front page.
fn front_store() -> Made {
    (0..30).fold(odd_store(), |made, n| {
        let (outlet, topic) = (["A", "B", "", "日本"][n % 4], ["Rail", "Chess", ""][n % 3]);
        let front = format!(
            "title: \"Story number {} is told by the sea\"\npublishedDateTime: 2026-11-{:02}T{:02}:00:00Z\nheat: {}\n\
             originalUrl: https://s{n}.example/\nprovider: {{name: \"{outlet}\"}}\ntopics: [{topic}]",
            n / 2,
            10 + n % 13,
            n % 24,
            n * 7 % 50
        );
        made.article(&format!("story-{n}.md"), &front)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nor_does_it_on_the_front_page_with_stories_marks_and_mutes(deeds in prop::collection::vec(deed_there(), 1..100), sample: bool) {
        let made = front_store();
        let dir = if sample { common::sample_dir() } else { made.path() };
        let begin = |memory| {
            let reader = Reader::with(dir, (120, 36), Symbols::unicode(), Keymap::builtin(), memory);
            let mut reader = reader.with_marks(common::NOW).telling();
            reader.load();
            reader
        };
        let mut reader = begin(Memory { front: true, ..Memory::default() });
        for deed in &deeds {
            act(&mut reader, deed);
            reader.buffer();
        }
        let memory = reader.app.memory();
        let again = begin(memory.clone());
        prop_assert_eq!(again.app.memory().front, memory.front);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_keys_clicks_and_sizes_does_harm(deeds in prop::collection::vec(deed(), 1..120), sample: bool) {
        let made = odd_store();
        let dir = if sample { common::sample_dir() } else { made.path() };
        let mut reader = Reader::open(dir, (120, 36));
        for deed in &deeds {
            act(&mut reader, deed);
            reader.buffer();
        }
        let memory = reader.app.memory();
        let again = Reader::recalling(dir, (100, 30), memory.clone());
        prop_assert_eq!(again.app.memory().scope, memory.scope);
    }
}
