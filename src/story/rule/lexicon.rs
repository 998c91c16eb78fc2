//! What the rule knows of English: which words say the same, which are acts, which exclude each other, and how common each is. Three
//! texts in `assets/stories`, read once. It judges no article; words that are in none of the texts are simply rare.
//!
//! A concept is 32 bits: how rare it is in the upper three, then a hash of the word, or of the first word of its group.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::cut::Cut;
use super::stem::stem;

/// Classes of rarity, the commonest first.
pub const GLUE: u32 = 0;
const GROUPED: u32 = 4;
pub const UNKNOWN: u32 = 5;

/// The longest phrase that is looked for, in words.
pub const LONGEST: usize = 5;

const ALIKE: &str = include_str!("../../../assets/stories/alike.txt");
const PLACES: &str = include_str!("../../../assets/stories/places.txt");
const COMMON: &str = include_str!("../../../assets/stories/common.txt");

/// What a word or phrase says.
#[derive(Debug, Default)]
pub struct Sense {
    /// What it says itself; several if it has several meanings.
    pub concepts: Vec<Concept>,
    /// Of things that exclude each other: in which set, and which of them.
    pub only: Vec<(u8, u8)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concept {
    pub hash: u32,
    pub is_act: bool,
    /// Said of it, too: the country of a city.
    pub is_broad: bool,
}

#[derive(Debug, Default)]
pub struct Lexicon {
    senses: Keyed<Sense>,
    /// Of each first word of a phrase, how long the longest is.
    longest: Keyed<usize>,
    beginnings: Beginnings,
    common: Keyed<u32>,
    /// Concepts of countries and of who lives there.
    countries: HashSet<u32>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut lexicon = Lexicon::default();
        lexicon.read_common();
        let mut sets = 0;
        for line in ALIKE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if line.contains('|') {
                lexicon.read_only(line, sets);
                sets = sets.saturating_add(1);
            } else {
                let _ = lexicon.read_group(line);
            }
        }
        for line in PLACES.lines().filter(|line| !line.starts_with('#')) {
            let country = lexicon.read_group(line);
            lexicon.countries.extend(country);
        }
        lexicon
    }

    fn read_common(&mut self) {
        let mut class = GLUE;
        for line in COMMON.lines().filter(|line| !line.starts_with('#')) {
            match line {
                "glue:" => class = GLUE,
                "everywhere:" => class = 1,
                "common:" => class = 2,
                "everyday:" => class = 3,
                line => {
                    for word in line.split_whitespace() {
                        self.common.entry(key(&stems(word))).or_insert(class);
                    }
                }
            }
        }
    }

    /// Returns what all of it say.
    fn read_group(&mut self, line: &str) -> Option<u32> {
        let (is_act, line) = line.strip_prefix("! ").map_or((false, line), |line| (true, line));
        let (alike, narrower) = line.split_once('>').unwrap_or((line, ""));
        let alike: Vec<_> = alike.split(',').map(stems).filter(|stems| !stems.is_empty()).collect();
        let first = alike.first()?;
        // "Up" is said of all that rises, and of much else.
        let is_glue = |stems: &Vec<String>| stems.len() == 1 && self.common.get(&key(stems)) == Some(&GLUE);
        let alike: Vec<_> = alike.iter().filter(|stems| !is_glue(stems)).collect();
        let classes = alike.iter().filter(|stems| stems.len() == 1).filter_map(|stems| self.common.get(&key(stems)));
        let class = classes.min().copied().unwrap_or(GROUPED);
        let hash = concept(key(first).wrapping_add(u64::from(is_act)), class);
        for stems in alike {
            self.add(stems, Concept { hash, is_act, is_broad: false });
        }
        for stems in narrower.split(',').map(stems).filter(|stems| !stems.is_empty()) {
            if self.senses.get(&key(&stems)).is_none_or(|sense| sense.concepts.iter().all(|concept| concept.is_broad)) {
                let own = self.own(&stems);
                self.add(&stems, Concept { hash: own, is_act: false, is_broad: false });
            }
            self.add(&stems, Concept { hash, is_act: false, is_broad: true });
        }
        Some(hash)
    }

    pub fn is_country(&self, concept: u32) -> bool {
        self.countries.contains(&concept)
    }

    fn read_only(&mut self, line: &str, set: u8) {
        for (member, alternatives) in line.split('|').enumerate() {
            for stems in alternatives.split(',').map(stems).filter(|stems| !stems.is_empty()) {
                let own = self.own(&stems);
                self.know(&stems);
                let sense = self.senses.entry(key(&stems)).or_default();
                sense.only.push((set, member as u8));
                if sense.concepts.is_empty() {
                    sense.concepts.push(Concept { hash: own, is_act: false, is_broad: false });
                }
            }
        }
    }

    fn add(&mut self, stems: &[String], concept: Concept) {
        self.know(stems);
        let concepts = &mut self.senses.entry(key(stems)).or_default().concepts;
        if !concepts.iter().any(|known| known.hash == concept.hash) {
            concepts.push(concept);
        }
    }

    fn know(&mut self, stems: &[String]) {
        let first = stems.first().map_or(0, |first| hash(first));
        let longest = self.longest.entry(first).or_default();
        *longest = stems.len().min(LONGEST).max(*longest);
        self.beginnings.learn(stems.iter().map(|stem| hash(stem)));
    }

    /// False where no known phrase begins with the words of a key, or is them.
    pub fn may_begin(&self, key: u64) -> bool {
        self.beginnings.may_begin(key)
    }

    /// The concept of words that stand for themselves.
    fn own(&self, stems: &[String]) -> u32 {
        let key = key(stems);
        concept(key, self.class(key).unwrap_or(if stems.len() > 1 { GROUPED } else { UNKNOWN }))
    }

    /// How long the longest known phrase is that begins with a word of this hash.
    pub fn longest(&self, first: u64) -> usize {
        self.longest.get(&first).copied().unwrap_or(0)
    }

    pub fn sense(&self, key: u64) -> Option<&Sense> {
        self.senses.get(&key)
    }

    /// How common a word is; `None` if it is not known.
    pub fn class(&self, key: u64) -> Option<u32> {
        self.common.get(&key).copied()
    }
}

/// The stems of a phrase of the texts.
fn stems(phrase: &str) -> Vec<String> {
    let cut = Cut::new(phrase, LONGEST);
    let stemmed = |word| {
        let mut word = cut.text(word).to_owned();
        stem(&mut word);
        word
    };
    cut.words.iter().map(stemmed).collect()
}

fn key(stems: &[String]) -> u64 {
    stems.iter().fold(0, |key, stem| follow(key, hash(stem)))
}

/// The key of a phrase and one more word.
pub fn follow(key: u64, word: u64) -> u64 {
    if key == 0 { word } else { (key.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15) }
}

/// FNV-1a, its bits mixed once more: the upper ones of short words would be few.
pub fn hash(text: &str) -> u64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

pub fn concept(key: u64, class: u32) -> u32 {
    class << 29 | (key >> 35) as u32
}

pub fn class_of(concept: u32) -> u32 {
    concept >> 29
}

/// Which phrases begin so, as far as a bit each tells: most words that follow each other begin none, and are told at once.
#[derive(Debug)]
pub struct Beginnings(Box<[u64]>);

impl Default for Beginnings {
    fn default() -> Beginnings {
        Beginnings(vec![0; 1 << (Beginnings::BITS - 6)].into())
    }
}

impl Beginnings {
    const BITS: u32 = 18;

    fn place(key: u64) -> (usize, u64) {
        let mixed = (key ^ key >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Beginnings::BITS);
        ((mixed / 64) as usize, 1 << (mixed % 64))
    }

    /// Learns a phrase by the keys of its words, the first alone, the first two, and so on.
    pub fn learn(&mut self, words: impl IntoIterator<Item = u64>) {
        words.into_iter().fold(0, |key, word| {
            let key = follow(key, word);
            let (at, bit) = Beginnings::place(key);
            if let Some(bits) = self.0.get_mut(at) {
                *bits |= bit;
            }
            key
        });
    }

    /// False where no phrase begins with the words of a key, or is them.
    pub fn may_begin(&self, key: u64) -> bool {
        let (at, bit) = Beginnings::place(key);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// By keys that are hashes already.
pub type Keyed<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

#[derive(Debug, Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_that_is_known_is_passed_over_at_any_of_its_words() {
        let (lexicon, mut phrases) = (lexicon(), 0);
        let lines = ALIKE.lines().chain(PLACES.lines()).filter(|line| !line.starts_with('#'));
        for stems in lines.flat_map(|line| line.split([',', '|', '>'])).map(stems).filter(|stems| stems.len() > 1) {
            let known = lexicon.sense(key(&stems)).is_some();
            for of in 1..=stems.len() {
                assert!(!known || lexicon.may_begin(key(&stems[..of])), "{stems:?}, {of}");
            }
            phrases += usize::from(known);
        }
        assert!(phrases > 1_000 && !lexicon.may_begin(hash("ostmark")), "{phrases}");
    }
}
