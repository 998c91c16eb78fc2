//! A piece of text to find in any text, as it stands: accents aside, case aside unless it is minded. It tells only whether it is there.

use memchr::memchr2_iter;

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

fn position(text: &[u8], folded: &[u8]) -> Option<usize> {
    places(text, folded, |_, _| false).next()
}

/// Where `folded` stands in `text`, ASCII case aside; a byte of it also where `is_as_good` says so of the text's and its own, unless that is
/// a letter.
pub(super) fn places<'t>(
    text: &'t [u8],
    folded: &'t [u8],
    is_as_good: impl Fn(u8, u8) -> bool + 't,
) -> impl Iterator<Item = usize> + 't {
    // The rarest letter of it is looked for.
    let rarest = folded.iter().enumerate().min_by_key(|(_, byte)| COMMON[usize::from(**byte)]);
    let (at, &rare) = rarest.unwrap_or((0, &0));
    let end = (text.len() + 1).saturating_sub(folded.len()) + at;
    let looked = text.get(at..end.min(text.len())).filter(|_| !folded.is_empty()).unwrap_or_default();
    memchr2_iter(rare, rare.to_ascii_uppercase(), looked).filter(move |start| {
        let same = |(byte, asked): (&u8, &u8)| byte.eq_ignore_ascii_case(asked) || is_as_good(*byte, *asked);
        text[*start..][..folded.len()].iter().zip(folded).all(same)
    })
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
