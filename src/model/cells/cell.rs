//! One grapheme and what is drawn of it. It does not shape: a font's ligatures are the terminal's matter.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Characters without width drawn in one grapheme; more only burden the terminal.
const MAX_FOLLOWERS: usize = 10;

/// Katakana's halfwidth sound marks are counted as 0, 1 or 2 cells; so letters with them are drawn full width.
const SOUND_MARKS: [char; 2] = ['\u{ff9e}', '\u{ff9f}'];
/// Kirat Rai's vowels: two of them side by side are counted as one.
const JOINING_VOWELS: [char; 5] = ['\u{16d63}', '\u{16d67}', '\u{16d68}', '\u{16d69}', '\u{16d6a}'];
/// Drawn for what has no width that terminals agree on.
const REPLACEMENT: Cow<'static, str> = Cow::Borrowed("\u{fffd}");

/// One grapheme of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What goes to the screen: nothing for a line end or what has no width.
    pub drawn: Cow<'a, str>,
    /// Cells that `drawn` takes: 0 to 2.
    pub width: usize,
    /// Where the grapheme begins in the text, in bytes.
    pub start: usize,
    /// Its length in the text, in bytes.
    pub len: usize,
}

impl Cell<'_> {
    /// Where the grapheme ends in the text, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.len
    }
}

/// The graphemes of `text` (Unicode Standard Annex 29, extended) in order, each byte of it in one of them.
pub fn graphemes(text: &str) -> Graphemes<'_> {
    Graphemes { text, at: 0 }
}

/// The iterator that [`graphemes`] returns.
#[derive(Debug, Clone)]
pub struct Graphemes<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Graphemes<'a> {
    type Item = Cell<'a>;

    fn next(&mut self) -> Option<Cell<'a>> {
        let start = self.at;
        let rest = &self.text[start..];
        let (len, drawn, width) = match *rest.as_bytes() {
            [] => return None,
            [b'\r', b'\n', ..] => (2, Cow::Borrowed(""), 0),
            // What is ASCII and stands before ASCII is a grapheme.
            [byte] | [byte, b'\0'..=b'\x7f', ..] if byte.is_ascii() => match byte {
                b' '..=b'~' => (1, Cow::Borrowed(&rest[..1]), 1),
                b'\n' | b'\r' => (1, Cow::Borrowed(""), 0),
                b'\t' => (1, Cow::Borrowed(" "), 1),
                // No control passes the gate; one that got here all the same is shown.
                _ => (1, REPLACEMENT, 1),
            },
            _ => {
                let grapheme = rest.graphemes(true).next()?;
                let (drawn, width) = draw(grapheme);
                (grapheme.len(), drawn, width)
            }
        };
        self.at += len;
        Some(Cell { drawn, width, start, len })
    }
}

/// What is drawn of a grapheme, and its cells.
fn draw(grapheme: &str) -> (Cow<'_, str>, usize) {
    let mut chars = grapheme.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return match c.width() {
            _ if SOUND_MARKS.contains(&c) => full_width(grapheme),
            Some(0) => (Cow::Borrowed(""), 0),
            Some(width @ 1..=2) => (Cow::Borrowed(grapheme), width),
            // U+17D8 alone says 3, and no two terminals agree; a control says nothing.
            _ => (REPLACEMENT, 1),
        };
    }
    let whole = simplify(grapheme);
    if whole.contains(SOUND_MARKS) {
        return full_width(&whole);
    }
    if let Some(width) = agreed(&whole) {
        return if width == 0 { (Cow::Borrowed(""), 0) } else { (whole, width) };
    }
    // The first character that takes room, with what sits on it but would join the next cell's (a virama, of combining
    // class 9).
    let marked: String = first_with_marks(&whole).chars().filter(|c| canonical_combining_class(*c) != 9).collect();
    match agreed(&marked) {
        Some(width @ 1..) if !marked.contains(JOINING_VOWELS) => (Cow::Owned(marked), width),
        _ => (REPLACEMENT, 1),
    }
}

/// A grapheme with halfwidth sound marks as its full-width form, which everyone counts the same.
fn full_width(text: &str) -> (Cow<'static, str>, usize) {
    if text.starts_with(SOUND_MARKS[0]) {
        return (Cow::Borrowed("゛"), 2);
    }
    if text.starts_with(SOUND_MARKS[1]) {
        return (Cow::Borrowed("゜"), 2);
    }
    let full: String = text.nfkc().collect();
    match agreed(&full) {
        Some(width @ 1..) => (Cow::Owned(full), width),
        _ => (REPLACEMENT, 1),
    }
}

/// The cells of `drawn` if those who count by character and those who count by string agree, and there are at most 2.
fn agreed(drawn: &str) -> Option<usize> {
    let width = drawn.chars().map(|c| c.width().unwrap_or(0)).sum();
    (width <= 2 && UnicodeWidthStr::width(drawn) == width).then_some(width)
}

/// Up to the second character that takes room.
fn first_with_marks(text: &str) -> &str {
    let takes_room = |(_, c): &(usize, char)| c.width().is_some_and(|width| width > 0);
    let second = text.char_indices().filter(takes_room).nth(1);
    second.map_or(text, |(at, _)| &text[..at])
}

/// The grapheme without what only some terminals understand: of a ZWJ sequence the first emoji, no skin tone on another
/// character, no variation selectors, no tags.
fn simplify(grapheme: &str) -> Cow<'_, str> {
    let is_word = grapheme.starts_with(char::is_alphabetic);
    // As long as nothing is left out but at the end, what is kept is the beginning of the grapheme.
    let mut kept = 0;
    let mut copy: Option<String> = None;
    let mut followers = 0;
    for (at, c) in grapheme.char_indices() {
        let keep = match c {
            // Joins emoji; between letters it only shapes.
            '\u{200d}' if !is_word => break,
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{e0000}'..='\u{e007f}' => false,
            '\u{1f3fb}'..='\u{1f3ff}' => at == 0,
            c if c.width().unwrap_or(0) == 0 => {
                followers += 1;
                followers <= MAX_FOLLOWERS
            }
            _ => true,
        };
        if !keep {
            continue;
        }
        match &mut copy {
            Some(copy) => copy.push(c),
            None if at == kept => kept += c.len_utf8(),
            None => copy = Some(format!("{}{c}", &grapheme[..kept])),
        }
    }
    copy.map_or(Cow::Borrowed(&grapheme[..kept]), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;

    use super::super::super::text::safe_line;
    use super::super::super::text::samples::any_text;
    use super::super::{drawn, width};
    use super::*;

    fn cells(text: &str) -> Vec<(String, usize)> {
        graphemes(text).map(|cell| (cell.drawn.into_owned(), cell.width)).collect()
    }

    #[test]
    fn emoji_are_drawn_as_every_terminal_can() {
        for (text, drawn, width) in [
            ("👨‍👩‍👧", "👨", 2),
            ("👍🏽", "👍", 2),
            ("🏽", "🏽", 2),
            ("❤️", "❤", 1),
            ("❤️‍🔥", "❤", 1),
            ("1️⃣", "1\u{20e3}", 1),
            ("🇺🇸", "🇺🇸", 2),
            ("🏴\u{e0067}\u{e0062}\u{e0065}\u{e007f}", "🏴", 2),
            ("🏳️‍🌈", "🏳", 1),
        ] {
            assert_eq!(cells(text), [(drawn.to_owned(), width)], "{text}");
        }
    }

    #[test]
    fn letters_keep_their_marks() {
        for (text, drawn, width) in [
            ("e\u{301}", "e\u{301}", 1),
            ("字", "字", 2),
            ("\u{1112}\u{1161}\u{11ab}", "\u{1112}\u{1161}\u{11ab}", 2),
            ("क्ष", "क्ष", 2),
            ("ｶﾞ", "ガ", 2),
            ("ﾞ", "゛", 2),
            ("\u{645}\u{200c}", "\u{645}\u{200c}", 1),
            ("\u{301}", "", 0),
            ("\u{17d8}", "\u{fffd}", 1),
            ("\n", "", 0),
            ("\r\n", "", 0),
        ] {
            assert_eq!(cells(text), [(drawn.to_owned(), width)], "{text:?}");
        }
        assert_eq!(cells("क्षि"), [("क".to_owned(), 1)]);
        assert_eq!(cells("ab"), [("a".to_owned(), 1), ("b".to_owned(), 1)]);
    }

    #[test]
    fn a_grapheme_of_a_million_characters_is_drawn_short() {
        let text = "가".to_owned() + &"\u{1161}".repeat(300_000);
        let cell = graphemes(&text).next().unwrap();
        assert_eq!((cell.width, cell.len), (2, text.len()));
        assert!(cell.drawn.len() < 64);
    }

    /// More than any sample takes.
    const COLUMNS: u16 = 700;

    /// Writes `line` and a marker after it as a program without cursor moves would; the column where the marker stands.
    fn column_in_vt100(line: &str) -> usize {
        let mut terminal = vt100::Parser::new(NonZero::new(1).unwrap(), NonZero::new(COLUMNS).unwrap(), 0);
        // U+FFFD this emulator leaves out (it takes it for bytes that were no UTF-8); terminals draw it in one cell.
        terminal.process(line.replace('\u{fffd}', "?").as_bytes());
        terminal.process(b"#");
        let column = usize::from(terminal.screen().cursor_position().1) - 1;
        assert_eq!(terminal.screen().cell(0, column as u16).unwrap().contents(), "#");
        column
    }

    /// The width that ratatui gives to `line`.
    fn width_in_ratatui(line: &str) -> usize {
        let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, COLUMNS, 1));
        usize::from(buffer.set_stringn(0, 0, line, usize::MAX, ratatui::style::Style::new()).0)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn terminals_and_ratatui_count_what_is_drawn_as_it_is_counted_here(text in any_text()) {
            let text = safe_line(&text);
            let line = drawn(&text);
            let cells = width(&text);
            prop_assert_eq!(column_in_vt100(&line), cells, "vt100 {:?}", line);
            prop_assert_eq!(width_in_ratatui(&line), cells, "ratatui {:?}", line);
            for cell in graphemes(&text) {
                prop_assert!(cell.width <= 2);
                prop_assert_eq!(cell.width == 0, cell.drawn.is_empty());
                prop_assert_eq!(UnicodeWidthStr::width(&*cell.drawn), cell.width, "{:?}", cell);
                if cell.width > 0 {
                    prop_assert_eq!(width_in_ratatui(&cell.drawn), cell.width, "{:?}", cell);
                }
            }
        }

        #[test]
        fn every_byte_is_in_one_grapheme(text in any_text()) {
            let mut at = 0;
            for (cell, grapheme) in graphemes(&text).zip(text.graphemes(true)) {
                prop_assert_eq!((cell.start, cell.len), (at, grapheme.len()));
                at = cell.end();
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
