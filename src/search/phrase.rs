//! How whole the words of a question stand in a title: what ranks before any points. It decides on no match: whoever asks
//! knows that the title has the words somehow.

use std::cell::LazyCell;
use std::ops::Range;

use super::bits::Bits;
use super::needle::{contains, places};
use super::query::Word;
use super::short::is_delimiter;

/// How words stand in a title, worst first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// As letters here and there, some at least.
    #[default]
    Scattered,
    /// Each as it was typed.
    Words,
    /// As they were typed, one after another.
    Phrase,
    /// So, and where they begin and end a word begins and ends: "cat" in "The cat", not in "Catalogues".
    Whole,
}

/// How well a title has what was asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub points: u16,
    pub standing: Standing,
}

impl Found {
    /// Nothing was asked of the title.
    pub const UNASKED: Found = Found { points: 0, standing: Standing::Whole };

    /// Both were asked.
    pub fn and(self, other: Found) -> Found {
        Found { points: self.points.saturating_add(other.points), standing: self.standing.min(other.standing) }
    }

    /// As one number, greater for what ranks before.
    pub fn rank(self) -> u16 {
        const POINTS: u16 = 0x3fff;
        self.points.min(POINTS) | (self.standing as u16) << POINTS.count_ones()
    }
}

/// The words of a question that must all be in the title, as they were typed. What stands between two of them counts for
/// nothing, as long as it is one sign: "self driving" stands in "Self-driving".
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    whole: String,
    words: Vec<String>,
    /// What `whole` begins with, if it is two letters of ASCII: without them neither it nor all words are there.
    pair: Option<[u8; 2]>,
    /// A title with fewer points has them not.
    least: u16,
}

impl Phrase {
    /// `letter`: what a letter that stands where it should has at least.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w Word>, letter: u16) -> Phrase {
        let words: Vec<String> = words.into_iter().map(Word::folded).collect();
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        let pair = words.first().and_then(|word| word.as_bytes().first_chunk()).copied();
        let pair = pair.filter(|pair| pair.iter().all(u8::is_ascii_lowercase));
        let least = u16::try_from(letters).unwrap_or(u16::MAX).saturating_mul(letter);
        Phrase { whole: words.join(" "), words, pair, least }
    }

    /// In a title, as it is matched, that has so many points.
    #[inline]
    pub fn standing(&self, title: &[u8], points: u16) -> Standing {
        if points < self.least { Standing::Scattered } else { self.looked_for(title) }
    }

    fn looked_for(&self, title: &[u8]) -> Standing {
        let best = match self.pair.zip(Bits::of(title)) {
            Some((pair, bits)) => {
                let [first, second] = bits.letters(pair);
                let pairs = first & second >> 1;
                if pairs == 0 {
                    return Standing::Scattered;
                }
                let whole = LazyCell::new(|| bits.ends().whole(self.whole.len()));
                self.best(title, ones(pairs), |at| *whole >> at & 1 != 0)
            }
            None => {
                let places = places(title, self.whole.as_bytes(), is_as_good);
                self.best(title, places, |at| is_whole(title, at..at + self.whole.len()))
            }
        };
        let is_each = || self.words.len() > 1 && self.words.iter().all(|word| contains(title, word));
        if best == Standing::Scattered && is_each() { Standing::Words } else { best }
    }

    /// Of the places where it may stand.
    fn best(&self, title: &[u8], places: impl Iterator<Item = usize>, is_whole: impl Fn(usize) -> bool) -> Standing {
        let mut best = Standing::Scattered;
        for at in places {
            let Some(there) = title.get(at..at + self.whole.len()) else { break };
            let mut both = there.iter().zip(self.whole.as_bytes());
            if both.all(|(byte, asked)| byte.eq_ignore_ascii_case(asked) || is_as_good(*byte, *asked)) {
                if is_whole(at) {
                    return Standing::Whole;
                }
                best = Standing::Phrase;
            }
        }
        best
    }
}

/// Any sign between two words.
fn is_as_good(byte: u8, asked: u8) -> bool {
    asked == b' ' && is_delimiter(byte)
}

fn ones(mut bits: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        at
    })
}

/// Whether no word goes on before or behind these bytes.
#[inline]
pub(super) fn is_whole(title: &[u8], Range { start, end }: Range<usize>) -> bool {
    let ends = |byte: Option<&u8>| byte.is_none_or(|&byte| is_delimiter(byte));
    ends(start.checked_sub(1).and_then(|before| title.get(before))) && ends(title.get(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::How;
    use proptest::prelude::*;

    fn standing(title: &str, typed: &str) -> Standing {
        let words: Vec<Word> = typed.split(' ').filter_map(|word| Word::new(word, How::Fuzzy)).collect();
        Phrase::new(&words, 1).standing(title.as_bytes(), u16::MAX)
    }

    #[test]
    fn words_stand_whole_or_as_a_phrase_or_each_or_scattered() {
        for (title, typed, expected) in [
            ("The Cat sat", "cat", Standing::Whole),
            ("Catalogues: a cat", "cat", Standing::Whole),
            ("cat", "cat", Standing::Whole),
            ("Catalogues", "cat", Standing::Phrase),
            ("Create", "cat", Standing::Scattered),
            ("A Self-driving car", "self driving", Standing::Whole),
            ("A self driving car", "self driving", Standing::Whole),
            ("A self--driving car", "self driving", Standing::Words),
            ("Selfless drivings", "self driving", Standing::Words),
            ("The crash of a Waymo", "waymo crash", Standing::Words),
            ("Waymo crashes", "waymo crash", Standing::Phrase),
            ("Crash", "waymo crash", Standing::Scattered),
            ("漢字かな", "漢字", Standing::Phrase),
        ] {
            assert_eq!(standing(title, typed), expected, "{typed} in {title}");
        }
    }

    proptest! {
        #[test]
        fn a_phrase_stands_in_a_long_title_as_it_does_in_a_short_one(
            title in "[abAB! é漢-]{0,40}",
            typed in prop::sample::select(vec!["ab", "aba", "ab a", "a b", "ba ab"]),
        ) {
            let long = format!("{title}{}", "! é".repeat(50));
            prop_assert_eq!(standing(&long, typed), standing(&format!("{title}!"), typed));
        }
    }
}
