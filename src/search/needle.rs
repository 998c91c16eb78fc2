//! A piece of text to find in any text, as it stands: accents aside, case aside unless it is minded. It tells only whether it is there.

use memchr::memchr2;

use super::query::{How, Word};
use crate::model::{fold, fold_accents};

/// A word made ready to be found as it stands.
#[derive(Debug, Clone)]
pub(super) struct Needle {
    /// Folded.
    folded: String,
    /// With its upper case, where that counts.
    cased: Option<String>,
    begins: bool,
    /// Letters, digits and blanks of ASCII, which no mark folds to.
    is_plain: bool,
}

impl Needle {
    pub fn new(word: &Word) -> Needle {
        let folded = word.folded();
        let is_plain = folded.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ');
        let cased = word.minds_case().then(|| fold_accents(&word.text));
        Needle { folded, cased, begins: word.how == How::Begins, is_plain }
    }

    /// Whether it is in `text`, which is no title: as an article has it.
    pub fn is_in(&self, text: &[u8]) -> bool {
        if let Some(cased) = &self.cased {
            return self.may_be_in(text) && is_text(text, |text| self.stands(&fold_accents(text), cased));
        }
        // Whatever stands around it, what is there unfolded is there folded.
        let found = if self.begins { begins(text, &self.folded) } else { contains(text, &self.folded) };
        found || self.is_changed_by_folding(text) && is_text(text, |text| self.stands(&fold(text), &self.folded))
    }

    /// The same of a title: as it is shown, which is asked for only where case counts, and as it is matched.
    pub fn is_in_title<'t>(&self, title: impl FnOnce() -> &'t str, matched: &[u8]) -> bool {
        if let Some(cased) = &self.cased {
            return contains(matched, &self.folded) && self.stands(&fold_accents(title()), cased);
        }
        if self.begins { begins(matched, &self.folded) } else { contains(matched, &self.folded) }
    }

    fn may_be_in(&self, text: &[u8]) -> bool {
        !text.is_ascii() || contains(text, &self.folded)
    }

    fn stands(&self, text: &str, word: &str) -> bool {
        if self.begins { text.starts_with(word) } else { text.contains(word) }
    }

    /// Only typographic signs (U+2000 to U+203F) fold to what is plain in no way.
    fn is_changed_by_folding(&self, text: &[u8]) -> bool {
        let mut rest = text;
        while let Some(at) = first_beyond_ascii(rest) {
            match rest[at..] {
                [0xe2, 0x80, _, ..] if self.is_plain => rest = &rest[at + 3..],
                _ => return true,
            }
        }
        false
    }
}

fn first_beyond_ascii(text: &[u8]) -> Option<usize> {
    const EACH: usize = 32;
    // Whole pieces at once, as long as there is nothing in them.
    let clean = text.chunks_exact(EACH).take_while(|piece| piece.iter().fold(0, |all, byte| all | byte) < 0x80).count();
    let from = clean * EACH;
    Some(from + text[from..].iter().position(|byte| !byte.is_ascii())?)
}

fn is_text(bytes: &[u8], is_so: impl FnOnce(&str) -> bool) -> bool {
    std::str::from_utf8(bytes).is_ok_and(is_so)
}

fn begins(text: &[u8], folded: &str) -> bool {
    text.get(..folded.len()).is_some_and(|start| start.eq_ignore_ascii_case(folded.as_bytes()))
}

/// Whether `folded` is in `text`, ASCII case aside.
pub(super) fn contains(text: &[u8], folded: &str) -> bool {
    position(text, folded.as_bytes()).is_some()
}

/// Whether two lower-case letters of ASCII stand side by side in `text`, case aside. All of it is looked at, many bytes at a time: of a title that
/// takes less than to look for the letters one by one.
pub(super) fn has_pair(text: &[u8], pair: [u8; 2]) -> bool {
    const EACH: usize = 16;
    let Some(last) = text.len().checked_sub(EACH + 1) else {
        return is_pair_in(text, text.get(1..).unwrap_or_default(), pair);
    };
    let piece = |at: usize| is_pair_in(&text[at..at + EACH], &text[at + 1..at + 1 + EACH], pair);
    // The last piece begins before the one before it has ended: none is shorter than the others.
    let mut found = piece(last);
    let mut at = 0;
    while at < last {
        found |= piece(at);
        at += EACH;
    }
    found
}

#[inline]
fn is_pair_in(text: &[u8], next: &[u8], [first, second]: [u8; 2]) -> bool {
    let pairs = text.iter().zip(next);
    pairs.fold(0, |found, (a, b)| found | (u8::from(a | 0x20 == first) & u8::from(b | 0x20 == second))) != 0
}

fn position(text: &[u8], folded: &[u8]) -> Option<usize> {
    // The rarest letter of it is looked for.
    let (at, &rare) = folded.iter().enumerate().min_by_key(|(_, byte)| COMMON[usize::from(**byte)])?;
    let last = text.len().checked_sub(folded.len())? + at;
    let mut from = at;
    while from <= last {
        let found = from + memchr2(rare, rare.to_ascii_uppercase(), &text[from..=last])?;
        if text[found - at..][..folded.len()].eq_ignore_ascii_case(folded) {
            return Some(found - at);
        }
        from = found + 1;
    }
    None
}

/// Greater for bytes that stand more often in texts.
const COMMON: [u8; 256] = {
    const ORDER: &[u8] = b"zqxjkvbywgpfmucdlhrsnioate ";
    let mut common = [0; 256];
    let mut at = 0;
    while at < 128 {
        common[at] = 1;
        at += 1;
    }
    let mut at = 0;
    while at < ORDER.len() {
        common[ORDER[at] as usize] = at as u8 + 2;
        at += 1;
    }
    common
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_in(word: &str, how: How, text: &str) -> bool {
        Needle::new(&Word::new(word, how).unwrap()).is_in(text.as_bytes())
    }

    proptest! {
        #[test]
        fn a_pair_is_there_where_it_is_found_as_text(text in "[abAB@`! é漢]{0,40}", pair in "[ab]{2}") {
            let &[first, second] = pair.as_bytes() else { unreachable!() };
            prop_assert_eq!(has_pair(text.as_bytes(), [first, second]), text.to_ascii_lowercase().contains(&pair));
        }
    }

    #[test]
    fn case_and_accents_are_aside_unless_an_upper_case_letter_is_typed() {
        assert!(is_in("cafe", How::Exact, "The Café’s"));
        assert!(is_in("cafe", How::Exact, "CAFÉ"));
        assert!(is_in("Cafe", How::Exact, "The Café"));
        assert!(!is_in("Cafe", How::Exact, "the café"));
        assert!(is_in("it's", How::Exact, "it’s"));
        assert!(is_in("the", How::Begins, "The Café") && !is_in("cafe", How::Begins, "The Café"));
        assert!(is_in("strasse", How::Exact, "Straße"));
        assert!(!is_in("robots", How::Exact, "ro…bots"));
    }

    proptest! {
        #[test]
        fn it_is_found_where_it_stands_folded_in_the_folded_text(text in "[aAbéÉß’ … x]{0,12}", word in "[abeéß x]{1,3}") {
            let Some(needle) = Word::new(&word, How::Exact) else { return Ok(()) };
            prop_assert_eq!(Needle::new(&needle).is_in(text.as_bytes()), fold(&text).contains(&fold(&word)));
        }
    }
}
