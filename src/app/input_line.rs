//! A line of text being typed: the search box and the picker. It edits; what the text is for, its owner knows.

use crate::input::{Code, Key};
use crate::model::text::safe_line;
use tui_input::{Input, InputRequest};

/// The longest text that can be typed or pasted, in characters.
const LONGEST: usize = 500;

/// Text and a cursor in it.
#[derive(Debug, Clone, Default)]
pub struct InputLine {
    input: Input,
}

impl InputLine {
    /// That text, the cursor behind it.
    pub fn with(text: &str) -> InputLine {
        InputLine { input: Input::new(text.to_owned()) }
    }

    /// Two texts, the cursor between them.
    pub fn at(before: &str, after: &str) -> InputLine {
        InputLine { input: Input::new(format!("{before}{after}")).with_cursor(before.chars().count()) }
    }

    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The text before the cursor.
    pub fn before_cursor(&self) -> &str {
        let text = self.input.value();
        let end = text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at);
        &text[..end]
    }

    /// Applies a key; `None` if it means nothing here, else whether the text changed.
    pub fn key(&mut self, key: Key) -> Option<bool> {
        use InputRequest::*;
        let request = match (key.code(), key.ctrl(), key.alt()) {
            (Code::Char(c), false, false) => {
                if self.input.value().chars().count() >= LONGEST {
                    return Some(false);
                }
                InsertChar(c)
            }
            (Code::Backspace, false, false) | (Code::Char('h'), true, false) => DeletePrevChar,
            (Code::Delete, ..) => DeleteNextChar,
            (Code::Left, false, _) | (Code::Char('b'), true, false) => GoToPrevChar,
            (Code::Right, false, _) | (Code::Char('f'), true, false) => GoToNextChar,
            (Code::Left, true, _) | (Code::Char('b'), false, true) => GoToPrevWord,
            (Code::Right, true, _) | (Code::Char('f'), false, true) => GoToNextWord,
            (Code::Home, ..) | (Code::Char('a'), true, false) => GoToStart,
            (Code::End, ..) | (Code::Char('e'), true, false) => GoToEnd,
            (Code::Char('w'), true, false) | (Code::Backspace, ..) => DeletePrevWord,
            (Code::Char('k'), true, false) => DeleteTillEnd,
            (Code::Char('u'), true, false) => {
                let rest = self.text()[self.before_cursor().len()..].to_owned();
                let changed = rest != self.text();
                self.input = Input::new(rest).with_cursor(0);
                return Some(changed);
            }
            _ => return None,
        };
        let before = self.input.value().to_owned();
        self.input.handle(request);
        Some(self.input.value() != before)
    }

    /// Inserts pasted text as one cleaned line; whether the text changed.
    pub fn paste(&mut self, text: &str) -> bool {
        let room = LONGEST.saturating_sub(self.input.value().chars().count());
        let text: String = safe_line(text).chars().take(room).collect();
        for c in text.chars() {
            self.input.handle(InputRequest::InsertChar(c));
        }
        !text.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> InputLine {
        let mut line = InputLine::default();
        for key in keys.split(' ') {
            line.key(key.parse().unwrap());
        }
        line
    }

    #[test]
    fn letters_are_typed_and_words_taken_back() {
        assert_eq!(typed("a b Space c C-w").text(), "ab ");
        assert_eq!(typed("a b Left Backspace").text(), "b");
        assert_eq!(typed("a b c Left C-u").text(), "c");
        assert_eq!(typed("a b C-a é").text(), "éab");
    }

    #[test]
    fn a_paste_is_one_clean_line() {
        let mut line = InputLine::default();
        line.paste("way\u{1b}[31m\nmo\u{202e}");
        assert!(!line.text().contains(['\u{1b}', '\n', '\u{202e}']));
    }

    #[test]
    fn the_text_has_an_end() {
        let mut line = InputLine::default();
        line.paste(&"x".repeat(9_000));
        line.key("y".parse().unwrap());
        assert_eq!(line.text().len(), LONGEST);
    }
}
