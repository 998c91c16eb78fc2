//! Text for the property tests: ordinary words among everything that goes wrong. Not part of the program.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::class::is_direction;

const PIECES: &[&str] = &[
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\u{a0}",
    "\u{2800}",
    "\u{3000}",
    "a",
    "Z",
    "word",
    "state-of-the-art",
    "http://x/y",
    "...",
    " | ",
    "…",
    "—",
    "“x”",
    "&amp;",
    "&#27;",
    "&amp;#x202e;",
    "&zwj;",
    "&lt;b&gt;",
    "<p>",
    "</b>",
    "<a href=\"x\">",
    "\u{1b}[31m",
    "\u{9b}2J",
    "\0",
    "\u{7f}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{ad}",
    "\u{200c}",
    "\u{200d}",
    "\u{fe0f}",
    "\u{fe0e}",
    "\u{fe00}",
    "\u{e0101}",
    "\u{301}",
    "\u{335}",
    "\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "é",
    "ß",
    "İ",
    "日本語",
    "見出し、",
    "「字」",
    "한국어",
    "\u{1112}\u{1161}\u{11ab}",
    "\u{1161}",
    "ﾞ",
    "ｶﾞ",
    "क्षि",
    "\u{94d}",
    "\u{93f}",
    "กำ",
    "\u{e33}",
    "བསྒྲུབ",
    "لا",
    "\u{645}\u{6cc}",
    "\u{5d0}\u{200d}\u{5dc}",
    "👨‍👩‍👧",
    "👍🏽",
    "🏽",
    "❤️",
    "❤",
    "1️⃣",
    "🇺🇸",
    "🇺",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "\u{e0041}",
    "🏴‍☠️",
    "\u{1f1e6}",
    "ⵏ⵿ⴾ",
    "ꓹꓼ",
    "\u{17d8}",
    "ក្ខ",
    "\u{d4e}ക",
    "\u{605}1",
    "\u{16d67}\u{16d67}",
    "\u{2018}\u{fe01}",
    "\u{fffd}",
    "\u{f8ff}",
    "\u{ffff}",
    "\u{1fae8}",
    "\u{ff21}",
    "│",
    "■",
    "<\u{338}",
    "\u{115f}",
    "\u{1f3f4}",
    "ᨕᨗ‍ᨐ",
];

/// Text of ordinary and of hostile pieces.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(PIECES).prop_map(str::to_owned),
        2 => "[a-z]{1,9}",
        1 => any::<char>().prop_map(String::from),
    ];
    vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Fails unless `text` is fit to be shown.
#[track_caller]
pub(crate) fn assert_clean(text: &str, many: bool) {
    let mut flag = false;
    for c in text.chars() {
        let tag = ('\u{e0000}'..='\u{e007f}').contains(&c);
        flag = c == '\u{1f3f4}' || flag && (tag || c.general_category() != GeneralCategory::OtherLetter);
        let joiner = matches!(c, '\u{200c}' | '\u{200d}');
        let fit = match c.general_category() {
            GeneralCategory::Control => many && c == '\n',
            GeneralCategory::Format => joiner || tag && flag,
            GeneralCategory::PrivateUse | GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => false,
            GeneralCategory::SpaceSeparator => c == ' ',
            _ => !matches!(
                c,
                '\u{34f}'
                    | '\u{115f}'
                    | '\u{1160}'
                    | '\u{17b4}'
                    | '\u{180b}'
                    | '\u{2800}'
                    | '\u{3164}'
                    | '\u{ffa0}'
                    | '\u{e0080}'..='\u{e00ff}'
            ),
        };
        assert!(fit && !is_direction(c), "{c:?} in {text:?}");
    }
}
