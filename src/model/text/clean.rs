//! Cleaning: text in, text that a terminal shows and never obeys. It does not decode entities: see
//! [`super::decode_entities`], which must run before.

use std::borrow::Cow;
use std::str::Chars;

use memchr::memchr;

use super::ascii;
use super::class::{Class, is_unassigned};
use super::{MAX_LINE, MAX_MARKS};

const REPLACEMENT: char = '\u{fffd}';

/// One-line text: blanks and line ends become single blanks, none at either end; cut with `…` after [`MAX_LINE`]
/// characters, and not read much further than that.
pub fn safe_line(text: &str) -> String {
    safe_line_cow(text).into_owned()
}

/// [`safe_line`] without a copy where the text is plain ASCII already.
pub fn safe_line_cow(text: &str) -> Cow<'_, str> {
    if is_plain_line(text) { Cow::Borrowed(text) } else { Cow::Owned(clean_line(text, MAX_LINE)) }
}

/// Whether [`super::line()`] would return `raw` as it is: it holds no entities and is plain ASCII. Most fields are.
pub fn is_plain(raw: &str) -> bool {
    is_plain_line(raw) && memchr(b'&', raw.as_bytes()).is_none()
}

/// Many-line text: line ends of every kind become `\n`, a tab four blanks; blanks stay as many as they were.
/// Its length is the caller's limit to set.
pub fn safe_body(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut cleaner = Cleaner::default();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(cleaner.restart('\n')),
            '\r' => {
                if chars.as_str().starts_with('\n') {
                    chars.next();
                }
                out.push(cleaner.restart('\n'));
            }
            '\t' => {
                cleaner.restart(' ');
                out.push_str("    ");
            }
            c => out.extend(cleaner.take(c, &chars)),
        }
    }
    out
}

/// What had to be taken out of a text and deserves a note.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Notes {
    /// Control characters (other than blanks and line ends).
    pub control: bool,
    /// Characters that override the direction of text.
    pub bidi: bool,
}

/// What cleaning `text` would take out.
pub fn notes_of(text: &str) -> Notes {
    let mut notes = Notes::default();
    let mut rest = text;
    loop {
        rest = &rest[ascii::printable(rest.as_bytes())..];
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => notes.bidi = true,
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => notes.control |= Class::of(c) == Class::Control,
            _ => continue,
        }
        if notes.control && notes.bidi {
            break;
        }
    }
    notes
}

/// One line of at most `limit` characters, `…` not counted.
pub(super) fn clean_line(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len().min(limit));
    let mut cleaner = Cleaner::default();
    let mut chars = text.chars();
    let mut kept = 0;
    // A blank is written when something follows it: so none stands last, none first, and never two.
    let mut blank = false;
    loop {
        // Words in ASCII are kept as they are, all at once; but not the last that there is room for, which may be cut.
        let rest = chars.as_str();
        let bytes = rest.as_bytes();
        if bytes.first().is_some_and(u8::is_ascii) {
            let room = (limit - kept).saturating_sub(1).min(bytes.len());
            let run = rest[..ascii::single_spaced(&bytes[..room])].trim_matches(' ');
            if !run.is_empty() {
                let begins = usize::from(bytes[0] == b' ');
                if blank || begins > 0 && kept > 0 {
                    out.push(' ');
                    kept += 1;
                }
                out.push_str(run);
                kept += run.len();
                chars = rest[begins + run.len()..].chars();
                blank = false;
                cleaner.restart('a');
            }
        }
        let Some(c) = chars.next() else { break };
        let Some(c) = cleaner.take(c, &chars) else { continue };
        if c == ' ' {
            blank = kept > 0;
            continue;
        }
        if blank && kept < limit {
            out.push(' ');
            kept += 1;
        }
        blank = false;
        if kept == limit {
            out.push('…');
            break;
        }
        out.push(c);
        kept += 1;
    }
    out
}

/// Whether [`safe_line`] would return `text` as it is, for text in ASCII.
fn is_plain_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_bare = !bytes.starts_with(b" ") && !bytes.ends_with(b" ");
    is_bare && bytes.len() <= MAX_LINE && ascii::single_spaced(bytes) == bytes.len()
}

/// What stands before the next character.
#[derive(Debug)]
struct Cleaner {
    /// The last character let through; a blank at the start.
    last: char,
    /// Marks on the letter before.
    marks: usize,
    /// The letter before is the black flag, on which tags make a subdivision's flag.
    flag: bool,
}

impl Default for Cleaner {
    fn default() -> Cleaner {
        Cleaner { last: ' ', marks: 0, flag: false }
    }
}

impl Cleaner {
    /// Lets `c` through, and nothing sits on what stood before it.
    fn restart(&mut self, c: char) -> char {
        *self = Cleaner { last: c, marks: 0, flag: c == '\u{1f3f4}' };
        c
    }

    /// What is to be shown for `c`; `rest` is what follows it.
    fn take(&mut self, c: char, rest: &Chars<'_>) -> Option<char> {
        let on_blank = matches!(self.last, ' ' | '\n');
        let keep = match Class::of(c) {
            Class::Keep => return Some(self.restart(c)),
            Class::Blank | Class::Break => return Some(self.restart(' ')),
            Class::Control | Class::Replace => return Some(self.restart(REPLACEMENT)),
            Class::Drop => false,
            Class::Tag => self.flag,
            Class::Joiner => {
                !on_blank && !matches!(self.last, '\u{200c}' | '\u{200d}' | REPLACEMENT) && self.joins(rest)
            }
            Class::Variation => !on_blank && Class::of(self.last) != Class::Variation,
            Class::Mark if on_blank => false,
            Class::Mark => {
                self.marks += 1;
                self.marks <= MAX_MARKS
            }
        };
        keep.then(|| {
            self.last = c;
            c
        })
    }

    /// Whether something that will be shown follows at once.
    fn joins(&self, rest: &Chars<'_>) -> bool {
        rest.clone().next().is_some_and(|next| match Class::of(next) {
            Class::Keep => !is_unassigned(next),
            Class::Variation => true,
            Class::Mark => self.marks < MAX_MARKS,
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{any_text, assert_clean};
    use super::*;

    #[test]
    fn every_vector_of_the_policy_is_met() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/data/policy_vectors.json")).unwrap();
        let lines = vectors["safe_line"].as_array().unwrap();
        assert_eq!(lines.len(), 28);
        for vector in lines {
            let (text, shown) = (vector[0].as_str().unwrap(), vector[1].as_str().unwrap());
            assert_eq!(safe_line(text), shown, "{text:?}");
            let codes: Vec<&str> = vector[2].as_array().unwrap().iter().filter_map(|code| code.as_str()).collect();
            let notes = notes_of(text);
            assert_eq!(notes.control, codes.contains(&"N-CTRL"), "{text:?}");
            assert_eq!(notes.bidi, codes.contains(&"N-BIDI"), "{text:?}");
        }
    }

    #[test]
    fn plain_ascii_is_not_copied() {
        assert!(matches!(safe_line_cow("Waymo: 2 words, (3) signs!"), Cow::Borrowed(_)));
        assert!(matches!(safe_line_cow(""), Cow::Borrowed(_)));
        for text in [" lead", "trail ", "two  blanks", "tab\there", "e\u{301}"] {
            assert!(matches!(safe_line_cow(text), Cow::Owned(_)), "{text:?}");
        }
    }

    #[test]
    fn a_line_is_cut_after_a_thousand_characters_and_the_rest_is_not_read() {
        assert_eq!(safe_line(&"é".repeat(1_000)), "é".repeat(1_000));
        assert_eq!(safe_line(&"é".repeat(1_001)), "é".repeat(1_000) + "…");
        assert_eq!(safe_line(&format!("{} b", "é".repeat(999))), "é".repeat(999) + " …");
        assert_eq!(safe_line(&format!("{}   ", "é".repeat(1_000))), "é".repeat(1_000));
        let giant = "é ".repeat(20_000_000);
        let begun = std::time::Instant::now();
        assert_eq!(safe_line(&giant).chars().count(), 1_001);
        assert!(begun.elapsed().as_secs() < 1, "{:?}", begun.elapsed());
    }

    #[test]
    fn a_body_keeps_its_lines_and_blanks() {
        assert_eq!(safe_body("a\r\nb\rc\u{2028}d\u{85}e\n\n\tf  g"), "a\nb\nc\nd\ne\n\n    f  g");
        assert_eq!(safe_body("x\u{1b}[2J\u{b}y\u{a0}z"), "x\u{fffd}[2J y z");
        assert_eq!(safe_body("a\n\u{301}b\t\u{301}c"), "a\nb    c");
    }

    #[test]
    fn a_joiner_stays_only_between_two_characters_that_are_shown() {
        assert_eq!(safe_line("a\u{200d}b"), "a\u{200d}b");
        assert_eq!(safe_line("a\u{200d} b\u{200d}"), "a b");
        assert_eq!(safe_line("a\u{200d}\u{2800}b"), "a b");
        let marks = "\u{301}".repeat(8);
        assert_eq!(safe_line(&format!("Z{marks}\u{200d}\u{301} x")), format!("Z{marks} x"));
    }

    #[test]
    fn a_tag_is_shown_on_the_black_flag_only() {
        assert_eq!(safe_line("Hi\u{e0041}\u{e0042}"), "Hi");
        assert_eq!(safe_line("\u{1f3f4}\u{e0067}\u{e007f}x\u{e0067}"), "\u{1f3f4}\u{e0067}\u{e007f}x");
    }

    proptest! {
        #[test]
        fn a_cleaned_line_is_clean_and_cleaning_it_again_changes_nothing(text in any_text()) {
            let once = safe_line(&text);
            assert_clean(&once, false);
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
            prop_assert_eq!(safe_line(&once), once);
        }

        #[test]
        fn words_kept_at_once_are_what_one_character_at_a_time_keeps(text in any_text(), more in "[a ]{0,30}", limit in 1..60_usize) {
            let text = more.clone() + &text + &more;
            // A soft hyphen is dropped, and parts every run.
            let apart: String = text.chars().flat_map(|c| [c, '\u{ad}']).collect();
            let joins = text.contains(['\u{200c}', '\u{200d}']);
            prop_assert!(joins || clean_line(&text, limit) == clean_line(&apart, limit));
        }

        #[test]
        fn a_cleaned_body_is_clean_and_cleaning_it_again_changes_nothing(text in any_text()) {
            let once = safe_body(&text);
            assert_clean(&once, true);
            prop_assert_eq!(safe_body(&once), once);
        }

        #[test]
        fn plain_lines_are_what_the_cleaner_leaves_alone(text in "[ -~]{0,12}") {
            prop_assert_eq!(is_plain_line(&text), clean_line(&text, MAX_LINE) == text);
        }
    }
}
