//! What is looked at of one article: the concepts of its title and excerpt, which of them are names, numbers and acts, and what sort of
//! article it is. Small and without a text; two articles with the same features may differ in wording.

use super::cues;
use super::cut::Cut;
use super::lexicon::{self, Lexicon, UNKNOWN, class_of, concept, follow, hash, lexicon};
use super::number::{self, Number};
use super::stem::stem;
use super::{Told, ending};

/// Words looked at of a title, and of title and excerpt together: one bit of a word each.
pub const TITLE: usize = 32;
pub const WORDS: usize = 64;
/// Words read of an excerpt: who tells news tells it first, and what two long texts share says little.
const EXCERPT: usize = 40;

/// Bits of a mark. The lower six are the place of the word.
pub mod mark {
    pub const PLACE: u16 = 63;
    pub const NAME: u16 = 1 << 6;
    pub const NUMBER: u16 = 1 << 7;
    pub const ACT: u16 = 1 << 8;
    /// Said too, as a country of its city.
    pub const BROAD: u16 = 1 << 9;
    /// Behind "after" and its like: what had happened before.
    pub const BEFORE: u16 = 1 << 11;
}

/// Sets of things that exclude each other and are no words of `alike.txt`: "part 1", "week 37".
const LABELLED: u16 = 200;
const SCORE: u16 = 227;
const NAMED: u16 = 228;
/// What numbers parts of a whole when a number follows.
const LABELS: [&str; 27] = [
    "part", "week", "day", "stage", "episode", "season", "round", "chapter", "volume", "issue", "no", "number", "wave",
    "phase", "junction", "level", "lesson", "match", "game", "leg", "act", "edition", "version", "week's", "platform",
    "gate", "route",
];

/// What turns a title to what had happened before.
const BEFORE: [&str; 7] = ["after", "following", "since", "despite", "amid", "once", "having"];

/// One article, as the rule sees it: about 250 bytes for a headline with two sentences below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    at: i64,
    pub(super) outlet: u32,
    /// Of the whole title and the whole excerpt, their stems: equal ones are the same text, but for case and signs.
    pub(super) title: u32,
    pub(super) excerpt: u32,
    pub(super) cues: u32,
    /// How many of the concepts are the title's, and how many words it has.
    in_title: u8,
    pub(super) title_words: u8,
    /// Sorted: those of the title, then those only of the excerpt.
    concepts: Box<[u32]>,
    marks: Box<[u16]>,
    /// Of things that exclude each other, what the title names: set and member. Sorted.
    pub(super) only: Box<[u16]>,
    /// All words of the title as they follow each other, glue too: hashes of their stems.
    pub(super) sequence: Box<[u16]>,
}

/// Whether a set is of a calendar, a count or a score, in which two articles of one event must agree: the first four of
/// `alike.txt`, the months, days, quarters and rounds, and all that are not of it.
pub fn is_calendar(set: u16) -> bool {
    !(4..LABELLED).contains(&set)
}

#[derive(Debug, Default)]
struct Gathered {
    concepts: Vec<(u32, u16)>,
    only: Vec<u16>,
    places: u16,
    /// Whether what is gathered is told as what had happened before.
    before: bool,
    sequence: Vec<u16>,
}

impl Features {
    pub fn of(told: &Told<'_>) -> Features {
        let title = Cut::new(ending::without(told.title, told.outlet), 2 * TITLE);
        let excerpt = Cut::new(told.excerpt, EXCERPT);
        let (mut cues, skip) = cues::of_title(&title);
        cues |= cues::of_excerpt(&excerpt);
        let lexicon = lexicon();
        let mut gathered = Gathered::default();
        let title_hash = gathered.gather(lexicon, &title, skip, TITLE);
        let (in_title, title_words) = (gathered.settle(0), gathered.places);
        gathered.before = false;
        let sequence = std::mem::take(&mut gathered.sequence);
        let only = {
            gathered.only.sort_unstable();
            gathered.only.dedup();
            std::mem::take(&mut gathered.only)
        };
        let excerpt_hash = gathered.gather(lexicon, &excerpt, 0, WORDS);
        gathered.settle(in_title);
        Features {
            at: told.at,
            outlet: hash_of_outlet(told.outlet),
            title: title_hash,
            excerpt: excerpt_hash,
            cues,
            in_title: in_title as u8,
            title_words: title_words as u8,
            concepts: gathered.concepts.iter().map(|(concept, _)| *concept).collect(),
            marks: gathered.concepts.iter().map(|(_, mark)| *mark).collect(),
            only: only.into(),
            sequence: sequence.into(),
        }
    }

    /// Seconds since 1970.
    pub fn at(&self) -> i64 {
        self.at
    }

    /// The concepts of the title, then those that only the excerpt has; each once, and each part in order.
    pub fn words(&self) -> &[u32] {
        &self.concepts
    }

    /// The concepts of the title.
    pub fn title_words(&self) -> &[u32] {
        self.concepts.get(..usize::from(self.in_title)).unwrap_or_default()
    }

    pub(super) fn excerpt_words(&self) -> &[u32] {
        self.concepts.get(usize::from(self.in_title)..).unwrap_or_default()
    }

    pub(super) fn title_marks(&self) -> &[u16] {
        self.marks.get(..usize::from(self.in_title)).unwrap_or_default()
    }

    pub(super) fn excerpt_marks(&self) -> &[u16] {
        self.marks.get(usize::from(self.in_title)..).unwrap_or_default()
    }

    pub(super) fn is(&self, sort: u32) -> bool {
        self.cues & sort != 0
    }
}

impl Gathered {
    /// Adds the concepts of a text, as long as there are places; returns a hash of all of it.
    fn gather(&mut self, lexicon: &Lexicon, cut: &Cut, skip: usize, most: usize) -> u32 {
        let mut stems: Vec<u64> = Vec::with_capacity(cut.len());
        let mut word = String::new();
        for each in &cut.words {
            word.clear();
            word.push_str(cut.text(each));
            stem(&mut word);
            let is_us = each.is_loud && matches!(word.as_str(), "us" | "u.s");
            stems.push(if is_us { hash("usa") } else { hash(&word) });
        }
        let whole = stems.iter().skip(skip).fold(0, |key, stem| follow(key, *stem));
        if most == TITLE {
            self.sequence = stems.iter().skip(skip).take(TITLE).map(|stem| (stem >> 48) as u16).collect();
        }
        let mut at = skip;
        let begins = at;
        while at < cut.len() && usize::from(self.places) < most {
            if most == TITLE {
                self.turn(cut, at, begins);
            }
            at += self
                .phrase(lexicon, cut, &stems, at)
                .unwrap_or_else(|| self.number(cut, at).unwrap_or_else(|| self.word(lexicon, cut, &stems, at)));
        }
        (whole >> 32) as u32
    }

    /// Notices where a title turns to what had happened before, and back: "After X, Y" and "Y after X".
    fn turn(&mut self, cut: &Cut, at: usize, begins: usize) {
        if BEFORE.contains(&cut.at(at)) && (at == begins || self.places > 1) {
            self.before = true;
        } else if self.before && at.checked_sub(1).and_then(|at| cut.words.get(at)).is_some_and(|word| word.is_clause) {
            self.before = false;
        }
    }

    /// The longest known phrase, or a known word, that begins at a word.
    fn phrase(&mut self, lexicon: &Lexicon, cut: &Cut, stems: &[u64], at: usize) -> Option<usize> {
        let longest = lexicon.longest(*stems.get(at)?);
        let (mut key, mut best) = (0, None);
        for (of, stem) in stems.iter().skip(at).take(longest).enumerate() {
            key = follow(key, *stem);
            best = lexicon.sense(key).map(|sense| (sense, of + 1)).or(best);
        }
        let (sense, of) = best?;
        let only = sense.only.iter().filter(|_| !self.before);
        self.only.extend(only.map(|(set, member)| u16::from(*set) << 8 | u16::from(*member)));
        let is_name = cut.words.get(at).is_some_and(|word| word.is_capital);
        let mut is_there = false;
        for each in &sense.concepts {
            let class = class_of(each.hash);
            let mut mark = if each.is_act { mark::ACT } else { 0 } | if each.is_broad { mark::BROAD } else { 0 };
            if is_name && class >= UNKNOWN - 1 && !each.is_act {
                mark |= mark::NAME;
            }
            is_there |= self.put(each.hash, mark);
        }
        self.places += u16::from(is_there);
        Some(of)
    }

    fn number(&mut self, cut: &Cut, at: usize) -> Option<usize> {
        let (number, of) = number::read(cut, at)?;
        let (class, mark) = match number {
            Number::Year(_) => (1, 0),
            Number::Amount(amount) if amount <= 3_000 => (1, 0),
            Number::Amount(amount) if amount <= 12_000 => (2, mark::NUMBER),
            Number::Amount(amount) if amount <= 100_000 && amount % 1000 == 0 => (3, mark::NUMBER),
            Number::Amount(_) => (4, mark::NUMBER),
            Number::Score(..) => (4, mark::NUMBER),
            Number::Label(_) => (2, 0),
        };
        let value = match number {
            Number::Year(value) | Number::Amount(value) | Number::Label(value) => value,
            Number::Score(left, right) => left << 32 | right,
        };
        self.number_a_thing(cut, at, of, number, value);
        let kind = match number {
            Number::Score(..) => 3,
            Number::Year(_) => 2,
            _ => 1,
        };
        let is_there = self.put(concept(value.wrapping_add(kind).wrapping_mul(0x9e37_79b9_7f4a_7c15), class), mark);
        self.places += u16::from(is_there);
        Some(of)
    }

    /// Notices a number that tells one thing from its like: "part 2", "Quartz 17.1", the score of a match.
    fn number_a_thing(&mut self, cut: &Cut, at: usize, of: usize, number: Number, value: u64) {
        let before = at.checked_sub(1).map_or("", |before| cut.at(before));
        let is_name = at.checked_sub(1).and_then(|before| cut.words.get(before)).is_some_and(|word| word.is_capital);
        let has_unit = cut.words.get(at + of).is_some_and(|word| word.joined || cut.text(word) == "percent");
        let set = match number {
            Number::Score(..) => SCORE,
            Number::Year(_) | Number::Label(_) => return,
            Number::Amount(_) => match LABELS.iter().position(|label| *label == before) {
                Some(label) => LABELLED + label as u16,
                None if is_name
                    && of == 1
                    && !has_unit
                    && before.len() > 3
                    && cut.words.get(at).is_some_and(|word| word.is_figure && !word.is_money) =>
                {
                    NAMED + (hash(before) >> 40) as u16 % (256 - NAMED)
                }
                None => return,
            },
        };
        self.only.push(set << 8 | (value.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u16);
    }

    fn word(&mut self, lexicon: &Lexicon, cut: &Cut, stems: &[u64], at: usize) -> usize {
        let (Some(stem), Some(word)) = (stems.get(at), cut.words.get(at)) else { return 1 };
        let class = lexicon.class(*stem).unwrap_or(UNKNOWN);
        let mark = if word.is_capital && class == UNKNOWN { mark::NAME } else { 0 };
        let is_there = cut.text(word).len() > 1 && self.put(concept(*stem, class), mark);
        self.places += u16::from(is_there);
        1
    }

    /// Adds a concept in the place at hand, unless it is glue.
    fn put(&mut self, concept: u32, mark: u16) -> bool {
        let is_there = class_of(concept) != lexicon::GLUE;
        if is_there {
            let before = if self.before { mark::BEFORE } else { 0 };
            self.concepts.push((concept, mark | before | self.places.min(63)));
        }
        is_there
    }

    /// Sorts what was gathered since `from` and drops what stands there, or before, already. Returns how much there is in all.
    fn settle(&mut self, from: usize) -> usize {
        let mut new = self.concepts.split_off(from.min(self.concepts.len()));
        new.sort_unstable_by_key(|(concept, mark)| (*concept, *mark & mark::PLACE));
        new.dedup_by_key(|(concept, _)| *concept);
        new.retain(|(concept, _)| self.concepts.binary_search_by_key(concept, |(known, _)| *known).is_err());
        self.concepts.extend(new);
        self.concepts.len().min(usize::from(u8::MAX))
    }
}

fn hash_of_outlet(outlet: &str) -> u32 {
    if outlet.is_empty() { 0 } else { (hash(outlet) >> 32) as u32 | 1 }
}
