//! Words of one letter or two: what everybody types first, and what is in most titles. They are scored by what their letters are
//! worth to the matcher, in less time than it takes. It knows no longer words.

use super::bits::Bits;
use super::phrase::{Found, Standing, is_whole};

/// What letters are worth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Points {
    /// A letter that is there.
    pub letter: u16,
    /// On top of it, at the beginning of the title.
    pub prefix: u16,
    /// At the beginning of another word.
    pub delimiter: u16,
}

/// A word of one letter or two.
#[derive(Debug, Clone, Copy)]
pub(super) enum Short {
    Letter(Letter),
    Pair(Pair),
}

/// A word of one ASCII character, in lower case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    letter: u8,
    points: Points,
}

/// A word of two letters of ASCII, in lower case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    first: u8,
    second: u8,
    points: Points,
}

/// What the matcher takes for the end of a word.
pub(super) fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

impl Short {
    /// `None` for any other word.
    pub fn new(folded: &str, points: Points) -> Option<Short> {
        match *folded.as_bytes() {
            [letter] => Some(Short::Letter(Letter { letter, points })),
            [first, second] if first.is_ascii_lowercase() && second.is_ascii_lowercase() => {
                Some(Short::Pair(Pair { first, second, points }))
            }
            _ => None,
        }
    }

    #[inline]
    pub fn find(&self, title: &[u8]) -> Option<Found> {
        match self {
            Short::Letter(letter) => letter.find(title),
            Short::Pair(pair) => pair.find(title),
        }
    }
}

impl Letter {
    /// The points of the best place it has, exactly as the matcher counts them. One letter is there
    /// as it was typed or not at all, and the first place where it begins a word is as good as any.
    #[inline]
    fn find(&self, title: &[u8]) -> Option<Found> {
        let mut bonus = None;
        for at in places(title, self.letter) {
            if at == 0 || begins(title, at) && !is_delimiter(self.letter) {
                bonus = Some(self.points.bonus(at == 0, true));
                break;
            }
            bonus = Some(0);
        }
        Some(Found { points: self.points.letter + bonus?, standing: Standing::Phrase })
    }
}

impl Pair {
    /// Side by side they have the points of both letters, and what their best place adds. Apart those of one, and what it adds that
    /// either begins a word: how far apart tells nothing of so few letters.
    #[inline]
    fn find(&self, title: &[u8]) -> Option<Found> {
        let Some(bits) = Bits::of(title) else { return self.find_in_long(title) };
        let [first, second] = bits.letters([self.first, self.second]);
        // Those of the second letter that stand behind any of the first.
        let lowest = first & first.wrapping_neg();
        let behind = second & !(lowest | lowest.wrapping_sub(1));
        if behind == 0 {
            return None;
        }
        let ends = bits.ends();
        let pairs = first & second >> 1;
        if pairs != 0 {
            let bonus = self.points.bonus(pairs & 1 != 0, pairs & ends.begins() != 0);
            let standing = if pairs & ends.whole(2) != 0 { Standing::Whole } else { Standing::Phrase };
            return Some(Found { points: 2 * self.points.letter + bonus, standing });
        }
        let highest = 1 << behind.ilog2();
        let before = first & (highest - 1);
        let bonus = self.points.bonus(before & 1 != 0, before & ends.begins() != 0)
            + self.points.bonus(false, behind & ends.begins() != 0);
        Some(Found { points: self.points.letter + bonus, standing: Standing::Scattered })
    }

    fn find_in_long(&self, title: &[u8]) -> Option<Found> {
        let (firsts, seconds) = (|| places(title, self.first), || places(title, self.second));
        let (lowest, highest) = (firsts().next()?, seconds().last()?);
        if lowest >= highest {
            return None;
        }
        let pairs =
            || firsts().filter(|at| title.get(at + 1).is_some_and(|byte| byte.eq_ignore_ascii_case(&self.second)));
        if let Some(pair) = pairs().next() {
            let bonus = self.points.bonus(pair == 0, pairs().any(|at| begins(title, at)));
            let is_whole = pairs().any(|at| is_whole(title, at..at + 2));
            let standing = if is_whole { Standing::Whole } else { Standing::Phrase };
            return Some(Found { points: 2 * self.points.letter + bonus, standing });
        }
        let of_first = firsts().take_while(|at| *at < highest).any(|at| begins(title, at));
        let of_second = seconds().any(|at| at > lowest && begins(title, at));
        let bonus = self.points.bonus(lowest == 0, of_first) + self.points.bonus(false, of_second);
        Some(Found { points: self.points.letter + bonus, standing: Standing::Scattered })
    }
}

impl Points {
    fn bonus(&self, is_prefix: bool, begins: bool) -> u16 {
        if is_prefix {
            self.prefix
        } else if begins {
            self.delimiter
        } else {
            0
        }
    }
}

/// Where `letter` stands, in either case.
fn places(title: &[u8], letter: u8) -> impl Iterator<Item = usize> {
    memchr::memchr2_iter(letter, letter.to_ascii_uppercase(), title)
}

/// Behind the end of another word.
fn begins(title: &[u8], at: usize) -> bool {
    at > 0 && is_delimiter(title[at - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::phrase::Phrase;
    use crate::search::query::{How, Word};
    use proptest::prelude::*;

    const POINTS: Points = Points { letter: 16, prefix: 12, delimiter: 4 };

    fn find(word: &str, title: &str) -> Option<(u16, Standing)> {
        Short::new(word, POINTS)?.find(title.as_bytes()).map(|found| (found.points, found.standing))
    }

    #[test]
    fn letters_side_by_side_and_at_the_beginning_of_words_count_more() {
        assert_eq!(find("ca", "Cat"), Some((44, Standing::Phrase)));
        assert_eq!(find("ca", "a cat"), Some((36, Standing::Phrase)));
        assert_eq!(find("ca", "CA"), Some((44, Standing::Whole)));
        assert_eq!(find("ca", "vacation, ca."), Some((36, Standing::Whole)));
        assert_eq!(find("ca", "vacation"), Some((32, Standing::Phrase)));
        assert_eq!(find("ca", "Coast by air"), Some((32, Standing::Scattered)));
        assert_eq!(find("ca", "a clan"), Some((20, Standing::Scattered)));
        assert_eq!(find("ca", "ac"), None);
        assert_eq!(find("c", "abc c"), Some((20, Standing::Phrase)));
        assert_eq!(find("c", "cab"), Some((28, Standing::Phrase)));
        assert_eq!((find("c1", "c1"), find("cat", "cat"), find("é", "é")), (None, None, None));
    }

    proptest! {
        #[test]
        fn bit_by_bit_is_place_by_place(title in "[abAB@`! é漢]{0,60}", word in "[ab]{2}") {
            let Some(Short::Pair(pair)) = Short::new(&word, POINTS) else { unreachable!() };
            let long = pair.find_in_long(title.as_bytes());
            prop_assert_eq!(find(&word, &title), long.map(|found| (found.points, found.standing)));
        }

        #[test]
        fn how_two_letters_stand_is_how_a_phrase_of_it_does(title in "[abAB@`! é漢]{0,80}", word in "[ab]{2}") {
            let asked = Word::new(&word, How::Fuzzy).unwrap();
            let standing = Phrase::new([&asked], 1).standing(title.as_bytes(), u16::MAX);
            prop_assert_eq!(find(&word, &title).map(|(_, standing)| standing).unwrap_or_default(), standing);
        }
    }
}
