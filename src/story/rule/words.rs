//! What is known of each word by itself: its stem, what the lexicon says of it, which phrases it begins. Most words of an article
//! were in another before it, so what was found of one is remembered. It sees no two words together.

use super::cues;
use super::cut::Cut;
use super::features::label;
use super::lexicon::{Sense, UNKNOWN, hash, lexicon};
use super::number;
use super::stem::stem;

/// So many words are remembered, by a number of this many bits.
const BITS: u32 = 13;

/// The [`Cut::key`] of "usa".
const USA: u128 = u128::from_le_bytes(*b"usa\0\0\0\0\0\0\0\0\0\0\0\0\0");

/// What turns a title to what had happened before.
const BEFORE: [&str; 7] = ["after", "following", "since", "despite", "amid", "once", "having"];

#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Hashes of the word as it stands, folded, and of its stem.
    pub text: u64,
    pub stem: u64,
    /// What its stem says alone.
    pub sense: Option<&'static Sense>,
    /// How common its stem is.
    pub class: u8,
    /// How long the longest phrase is that its stem begins, and the longest cue that itself begins, in words; zero for none.
    pub longest: u8,
    pub cue: u8,
    /// It is a number, or begins one, or is one behind what it numbers.
    pub is_number: bool,
    /// In two bits: "beats" and "beat" have the same, "beaten" has another; so mostly have other words.
    pub form: u8,
    /// It names what numbers count: "part", "week".
    pub label: Option<u8>,
    /// It turns a title to what had happened before.
    pub turns: bool,
    /// Written in capitals it is a country.
    is_us: bool,
}

impl Known {
    fn of(text: &str, stemmed: &mut String) -> Known {
        stemmed.clear();
        stemmed.push_str(text);
        stem(stemmed);
        let (lexicon, whole, stem) = (lexicon(), hash(text), hash(stemmed));
        Known {
            text: whole,
            stem,
            sense: lexicon.sense(stem),
            class: lexicon.class(stem).unwrap_or(UNKNOWN) as u8,
            longest: lexicon.longest(stem) as u8,
            cue: cues::longest(whole) as u8,
            is_number: number::small(text).is_some() || number::roman(text).is_some(),
            form: match text {
                text if text.ends_with("ed") || text.ends_with("en") => 1,
                text if text.ends_with("ing") => 2,
                _ => (stem >> 63) as u8 * 3,
            },
            label: label(text),
            turns: BEFORE.contains(&text),
            is_us: matches!(stemmed.as_str(), "us" | "u.s"),
        }
    }
}

/// Remembers words; not unless it was made with room for them.
#[derive(Debug, Default)]
pub struct Words {
    places: Vec<Option<(u128, Known)>>,
    stemmed: String,
}

impl Words {
    pub fn with_room() -> Words {
        Words { places: vec![None; 1 << BITS], stemmed: String::new() }
    }

    /// What is known of each word of a text.
    pub fn know(&mut self, cut: &Cut, known: &mut Vec<Known>) {
        known.clear();
        for word in &cut.words {
            let found = self.find(cut.key(word), cut.text(word));
            let is_country = found.is_us && word.is_loud;
            let usa = |words: &mut Words| Known { text: found.text, cue: found.cue, ..words.find(Some(USA), "usa") };
            known.push(if is_country { usa(self) } else { found });
        }
    }

    fn find(&mut self, key: Option<u128>, text: &str) -> Known {
        let Words { places, stemmed } = self;
        let place = key.and_then(|key| Some((key, places.get_mut(place(key))?)));
        let Some((key, place)) = place else { return Known::of(text, stemmed) };
        match place {
            Some((known, found)) if *known == key => *found,
            _ => place.insert((key, Known::of(text, stemmed))).1,
        }
    }
}

fn place(key: u128) -> usize {
    let mixed = (key as u64 ^ ((key >> 64) as u64).rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - BITS)) as usize
}
