//! One key as pressed, in one spelling: what a terminal sends and what a keymap writes meet here. It does not know
//! what the key means.
//!
//! Terminals send some keys as the same byte, and only newer protocols tell them apart. So that a keymap means the
//! same everywhere, these are one key here: `C-i` is Tab, `C-m` is Enter, `C-[` is Esc, `C-h` is Backspace. The Shift
//! of a printable key is in the character (`J`, not `S-j`).

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::fmt;
use std::str::FromStr;

/// A key with its modifiers, normalised: equal keys are equal values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    code: Code,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

/// The keys that can be bound. Media keys, lock keys and bare modifiers are not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// Never a control character.
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    /// 1 to 24.
    F(u8),
}

/// Names as shown, each with the others it may be written by; case does not matter.
const NAMES: &[(Code, &[&str])] = &[
    (Code::Char(' '), &["Space"]),
    (Code::Enter, &["Enter", "Return", "CR"]),
    (Code::Esc, &["Esc", "Escape"]),
    (Code::Tab, &["Tab"]),
    (Code::Backspace, &["Backspace", "BS"]),
    (Code::Delete, &["Delete", "Del"]),
    (Code::Insert, &["Insert", "Ins"]),
    (Code::Up, &["Up"]),
    (Code::Down, &["Down"]),
    (Code::Left, &["Left"]),
    (Code::Right, &["Right"]),
    (Code::Home, &["Home"]),
    (Code::End, &["End"]),
    (Code::PageUp, &["PgUp", "PageUp"]),
    (Code::PageDown, &["PgDn", "PageDown"]),
];

/// What was written is no key's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no key is called {0:?}")]
pub struct UnknownKey(pub String);

impl UnknownKey {
    /// How keys are written.
    pub const HINT: &str = "keys are written like j, G, C-d, A-x, S-Tab, Enter, Space, PgDn, F5";
}

impl Key {
    /// Nothing for a code that cannot be a key: a control character, F0.
    pub fn new(code: Code, ctrl: bool, alt: bool, shift: bool) -> Option<Key> {
        let key = |code, ctrl, shift| Some(Key { code, ctrl, alt, shift });
        match code {
            Code::Char('h' | 'H') if ctrl => key(Code::Backspace, false, false),
            Code::Char('i' | 'I') if ctrl => key(Code::Tab, false, false),
            Code::Char('m' | 'M') if ctrl => key(Code::Enter, false, false),
            Code::Char('[') if ctrl => key(Code::Esc, false, false),
            Code::Char(c) if c.is_control() => None,
            // A terminal sends Ctrl with a letter as one byte: its case is lost, and so is Shift.
            Code::Char(c) if ctrl => key(Code::Char(c.to_ascii_lowercase()), true, false),
            Code::Char(c) if shift => key(Code::Char(upper(c)), false, false),
            Code::F(n) if !(1..=24).contains(&n) => None,
            code => key(code, ctrl, shift),
        }
    }

    /// The key of a terminal's event; nothing for a release, a bare modifier, or one with Super, Hyper or Meta (those
    /// are the window manager's).
    pub fn from_event(event: &KeyEvent) -> Option<Key> {
        let modifiers = event.modifiers;
        let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
        if event.kind == KeyEventKind::Release || modifiers.intersects(foreign) {
            return None;
        }
        let shift = modifiers.contains(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab;
        let code = match event.code {
            KeyCode::Char(c) => Code::Char(c),
            KeyCode::Enter => Code::Enter,
            KeyCode::Esc => Code::Esc,
            KeyCode::Tab | KeyCode::BackTab => Code::Tab,
            KeyCode::Backspace => Code::Backspace,
            KeyCode::Delete => Code::Delete,
            KeyCode::Insert => Code::Insert,
            KeyCode::Up => Code::Up,
            KeyCode::Down => Code::Down,
            KeyCode::Left => Code::Left,
            KeyCode::Right => Code::Right,
            KeyCode::Home => Code::Home,
            KeyCode::End => Code::End,
            KeyCode::PageUp => Code::PageUp,
            KeyCode::PageDown => Code::PageDown,
            KeyCode::F(n) => Code::F(n),
            _ => return None,
        };
        Key::new(code, modifiers.contains(KeyModifiers::CONTROL), modifiers.contains(KeyModifiers::ALT), shift)
    }

    pub fn code(self) -> Code {
        self.code
    }

    pub fn ctrl(self) -> bool {
        self.ctrl
    }

    pub fn alt(self) -> bool {
        self.alt
    }

    /// Never of a printable key: there the character says it.
    pub fn shift(self) -> bool {
        self.shift
    }

    /// The character this key types into a box, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

/// The capital of a letter that has one of one character; else the same.
fn upper(c: char) -> char {
    let mut capital = c.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(capital), None) => capital,
        _ => c,
    }
}

impl FromStr for Key {
    type Err = UnknownKey;

    /// `j`, `C-d`, `A-x`, `S-Tab`, `PgDn`; `M-` is `A-`. Modifiers in any order.
    fn from_str(text: &str) -> Result<Key, UnknownKey> {
        let unknown = || UnknownKey(text.to_owned());
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        // `C--` is Ctrl and minus: a modifier is only one where something follows its dash.
        while let Some((modifier, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            match modifier {
                "C" | "c" => ctrl = true,
                "A" | "a" | "M" | "m" => alt = true,
                "S" | "s" => shift = true,
                _ => return Err(unknown()),
            }
            rest = after;
        }
        Key::new(code(rest).ok_or_else(unknown)?, ctrl, alt, shift).ok_or_else(unknown)
    }
}

fn code(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Code::Char(c));
    }
    let named = NAMES.iter().find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
    if let Some((code, _)) = named {
        return Some(*code);
    }
    name.strip_prefix(['F', 'f']).and_then(|number| number.parse().ok()).map(Code::F)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "C-"), (self.alt, "A-"), (self.shift, "S-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match (NAMES.iter().find(|(code, _)| *code == self.code), self.code) {
            (Some((_, names)), _) => f.write_str(names[0]),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, Code::F(n)) => write!(f, "F{n}"),
            (None, _) => Ok(()), // every other code has its row in NAMES
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> String {
        Key::from_event(&KeyEvent::new(code, modifiers)).map_or_else(|| "-none-".into(), |key| key.to_string())
    }

    #[test]
    fn what_terminals_send_is_one_spelling() {
        let (none, shift) = (KeyModifiers::NONE, KeyModifiers::SHIFT);
        assert_eq!(pressed(KeyCode::Char('G'), shift), "G");
        assert_eq!(pressed(KeyCode::Char('G'), none), "G");
        assert_eq!(pressed(KeyCode::Char('g'), shift), "G");
        assert_eq!(pressed(KeyCode::Char('?'), shift), "?");
        assert_eq!(pressed(KeyCode::Char(' '), none), "Space");
        assert_eq!(pressed(KeyCode::BackTab, shift), "S-Tab");
        assert_eq!(pressed(KeyCode::BackTab, none), "S-Tab");
        assert_eq!(pressed(KeyCode::Tab, shift), "S-Tab");
        assert_eq!(pressed(KeyCode::Char('d'), KeyModifiers::CONTROL), "C-d");
        assert_eq!(pressed(KeyCode::Char('D'), KeyModifiers::CONTROL | shift), "C-d");
        assert_eq!(pressed(KeyCode::Char('x'), KeyModifiers::ALT), "A-x");
        assert_eq!(pressed(KeyCode::Up, KeyModifiers::CONTROL), "C-Up");
    }

    #[test]
    fn keys_that_share_a_byte_are_one_key() {
        for (letter, name) in [('h', "Backspace"), ('i', "Tab"), ('m', "Enter"), ('[', "Esc")] {
            assert_eq!(pressed(KeyCode::Char(letter), KeyModifiers::CONTROL), name);
            assert_eq!(format!("C-{letter}").parse::<Key>(), name.parse());
        }
    }

    #[test]
    fn releases_and_keys_of_the_window_manager_are_no_keys() {
        let released = KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::from(KeyCode::Char('j')) };
        assert_eq!(Key::from_event(&released), None);
        assert_eq!(pressed(KeyCode::Char('j'), KeyModifiers::SUPER), "-none-");
        assert_eq!(pressed(KeyCode::CapsLock, KeyModifiers::NONE), "-none-");
        assert_eq!(pressed(KeyCode::Char('\u{1b}'), KeyModifiers::NONE), "-none-");
    }

    #[test]
    fn other_spellings_are_understood() {
        for (written, shown) in [
            ("return", "Enter"),
            ("ESC", "Esc"),
            ("pageup", "PgUp"),
            ("S-g", "G"),
            ("M-x", "A-x"),
            ("S-C-Up", "C-S-Up"),
        ] {
            assert_eq!(written.parse::<Key>().unwrap().to_string(), shown);
        }
        assert_eq!("C--".parse::<Key>().unwrap().to_string(), "C--");
        assert_eq!("-".parse::<Key>().unwrap().typed(), Some('-'));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for written in ["", "C-", "Foo", "F0", "F25", "F300", "X-j", "jj", "Ctrl-j", "\u{7}", "C-\u{7}"] {
            assert!(written.parse::<Key>().is_err(), "{written:?}");
        }
    }

    #[test]
    fn only_a_bare_character_is_typed() {
        assert_eq!("é".parse::<Key>().unwrap().typed(), Some('é'));
        assert_eq!("C-d".parse::<Key>().unwrap().typed(), None);
        assert_eq!("Enter".parse::<Key>().unwrap().typed(), None);
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let code = prop_oneof![
            any::<char>().prop_map(Code::Char),
            proptest::sample::select(NAMES).prop_map(|(code, _)| code),
            any::<u8>().prop_map(Code::F),
        ];
        (code, any::<bool>(), any::<bool>(), any::<bool>())
            .prop_filter_map("a key", |(code, ctrl, alt, shift)| Key::new(code, ctrl, alt, shift))
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_written(key in any_key()) {
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        }

        #[test]
        fn any_text_is_a_key_or_not(text in ".{0,6}") {
            if let Ok(key) = text.parse::<Key>() {
                prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
            }
        }
    }
}
