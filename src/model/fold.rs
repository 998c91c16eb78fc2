//! How text is compared: accents and case taken off, so that what is typed in ASCII finds what is printed. Folded text is
//! for matching only and never shown; it is no spelling of the original.
//!
//! Each character folds by itself, whatever stands beside it: compatibility decomposition (NFKD, Unicode Standard Annex
//! 15), marks (general category M) and joiners dropped, lower case, then a short list of letters and signs that have no
//! decomposition (`ß` as `ss`, `ø` as `o`, curly quotes as straight ones, dashes as `-`).

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Text folded, with the way back: for every char of `text`, the byte offset in the original of the char it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    pub text: String,
    pub origin: Vec<u32>,
}

impl Folded {
    /// `original` must be shorter than 4 GiB for its offsets to be right.
    pub fn new(original: &str) -> Folded {
        let mut folded =
            Folded { text: String::with_capacity(original.len()), origin: Vec::with_capacity(original.len()) };
        for (at, c) in original.char_indices() {
            fold_char(c, &mut |c| {
                folded.text.push(c);
                folded.origin.push(at as u32);
            });
        }
        folded
    }
}

/// NFKD, marks dropped, lower case.
pub fn fold(original: &str) -> String {
    let mut out = String::new();
    fold_into(original, &mut out);
    out
}

/// [`fold`], but for letters of upper case, which stay what they are.
pub fn fold_accents(original: &str) -> String {
    let mut out = String::with_capacity(original.len());
    for c in original.chars() {
        let is_upper = c.is_uppercase();
        fold_char(c, &mut |c| if is_upper { out.extend(c.to_uppercase()) } else { out.push(c) });
    }
    out
}

/// Appends `original`, folded, to `out`.
pub fn fold_into(original: &str, out: &mut String) {
    out.reserve(original.len());
    let mut rest = original;
    while !rest.is_empty() {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let from = out.len();
        out.push_str(&rest[..ascii]);
        out[from..].make_ascii_lowercase();
        rest = &rest[ascii..];
        let mut chars = rest.chars();
        if let Some(c) = chars.next() {
            fold_char(c, &mut |c| out.push(c));
        }
        rest = chars.as_str();
    }
}

/// Whether folding leaves `text` as it is.
pub fn is_folded(text: &str) -> bool {
    text.chars().all(|c| {
        if c.is_ascii() {
            return !c.is_ascii_uppercase();
        }
        let (mut count, mut same) = (0, true);
        fold_char(c, &mut |folded| {
            count += 1;
            same &= folded == c;
        });
        same && count == 1
    })
}

/// Calls `emit` with each character that `c` folds to; with none for a mark.
fn fold_char(c: char, emit: &mut impl FnMut(char)) {
    match c {
        '\0'..='\x7f' => emit(c.to_ascii_lowercase()),
        // Most of the world's other letters, and they fold to themselves.
        '\u{4e00}'..='\u{9fff}' | '\u{3041}'..='\u{304a}' | '\u{430}'..='\u{438}' | '\u{43a}'..='\u{44f}' => emit(c),
        c => decompose_compatible(c, |c| {
            if !is_combining_mark(c) {
                for c in c.to_lowercase() {
                    // Lower case may bring a mark of its own (`İ`), or a letter that is to be spelt out (`ẞ`).
                    if !is_combining_mark(c) {
                        spell(c, emit);
                    }
                }
            }
        }),
    }
}

/// Letters and signs without a decomposition, as one would type them.
fn spell(c: char, emit: &mut impl FnMut(char)) {
    let typed = match c {
        '\0'..='\x7f' => return emit(c),
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ς' => "σ",
        '‘' | '’' | '‚' | '‛' | '′' => "'",
        '“' | '”' | '„' | '‟' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '\u{200c}' | '\u{200d}' => "",
        c => return emit(c),
    };
    typed.chars().for_each(emit);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::text::samples::any_text;
    use super::*;

    #[test]
    fn what_is_typed_in_ascii_finds_what_is_printed() {
        for (text, folded) in [
            ("Crème Brûlée", "creme brulee"),
            ("Cafe\u{301}", "cafe"),
            ("STRASSE Straße ẞ", "strasse strasse ss"),
            ("Ørsted & Wałęsa Æon", "orsted & walesa aeon"),
            ("İstanbul ılık", "istanbul ilik"),
            ("“don’t” – it’s — so…", "\"don't\" - it's - so..."),
            ("𝐁𝐨𝐥𝐝 ﬁne ＷＩＤＥ Ⅳ", "bold fine wide iv"),
            ("ΣΊΣΥΦΟΣ Йод", "σισυφοσ иод"),
            ("می‌خواهم", "میخواهم"),
            ("日本語", "日本語"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn every_character_folds_once_and_for_all() {
        for c in char::MIN..=char::MAX {
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&folded), folded, "{c:?}");
            assert!(folded.chars().all(|c| !is_combining_mark(c)), "{c:?}");
            assert!(is_folded(&folded), "{c:?}");
        }
    }

    #[test]
    fn origins_are_the_offsets_of_the_characters() {
        let folded = Folded::new("a\u{301}ẞ…x");
        assert_eq!(folded.text, "ass...x");
        assert_eq!(folded.origin, [0, 3, 3, 6, 6, 6, 9]);
    }

    proptest! {
        #[test]
        fn both_ways_of_folding_agree(text in any_text()) {
            let folded = Folded::new(&text);
            prop_assert_eq!(&fold(&text), &folded.text);
            prop_assert_eq!(folded.text.chars().count(), folded.origin.len());
            prop_assert!(folded.origin.is_sorted());
            prop_assert!(folded.origin.iter().all(|at| text.is_char_boundary(*at as usize) && (*at as usize) < text.len()));
        }

        #[test]
        fn folding_twice_is_folding_once(text in any_text()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(is_folded(&text), once == text);
        }
    }
}
