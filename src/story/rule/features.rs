//! What is looked at of one article: the concepts of its title and excerpt, which of them are names, numbers and acts, and what sort of
//! article it is. Small and without a text; two articles with the same features may differ in wording.

use super::cues::{self, Found};
use super::cut::Cut;
use super::lexicon::{self, Lexicon, UNKNOWN, class_of, concept, follow, hash, lexicon};
use super::number::{self, Measure, Number, Unit};
use super::words::{Known, Words};
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
    /// Right behind "not" and its like.
    pub const NEGATED: u16 = 1 << 10;
    /// Behind "after" and its like: what had happened before.
    pub const BEFORE: u16 = 1 << 11;
    /// Right behind a name, of which it makes another thing: "Pro", "Women"; a version of three figures.
    pub const VARIANT: u16 = 1 << 12;
    /// Right behind an act that is too common to be put: "beats", "raises".
    pub const ACTED: u16 = 1 << 13;
    /// In what form the word stands there, as far as two bits tell.
    pub const FORM: u16 = 3 << 14;
}

/// Sets of things that exclude each other and are no words of `alike.txt`: "part 1", "week 37".
const LABELLED: u16 = 200;
const ORDINAL: u16 = 199;
const PERCENT: u16 = 198;
const SCORE: u16 = 227;
const NAMED: u16 = 228;
/// What numbers parts of a whole when a number follows.
const LABELS: [&str; 27] = [
    "part", "week", "day", "stage", "episode", "season", "round", "chapter", "volume", "issue", "no", "number", "wave",
    "phase", "junction", "level", "lesson", "match", "game", "leg", "act", "edition", "version", "week's", "platform",
    "gate", "route",
];

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
    /// How many there are in `only`.
    only: u16,
    /// Sorted: those of the title, then those only of the excerpt.
    concepts: Box<[u32]>,
    /// The marks of the concepts, then `only`, then `sequence`: three in one place, for there are many articles.
    small: Box<[u16]>,
}

/// Whether a set is of a calendar, a count or a score, in which two articles of one event must agree: the first four of
/// `alike.txt`, the months, days, quarters and rounds, and all that are not of it.
pub fn is_calendar(set: u16) -> bool {
    !(4..LABELLED).contains(&set)
}

/// Reads articles one after the other, in the room that the one before has left.
#[derive(Debug, Default)]
pub struct Reader {
    words: Words,
    title: Cut,
    excerpt: Cut,
    of_title: Vec<Known>,
    of_excerpt: Vec<Known>,
    gathered: Gathered,
}

#[derive(Debug, Default)]
struct Gathered {
    /// Each with its mark.
    concepts: Vec<(u32, u16)>,
    only: Vec<u16>,
    places: u16,
    /// Whether what is gathered is told as what had happened before.
    before: bool,
    /// Marks of what is put next, besides its own.
    turned: u16,
    form: u16,
    sequence: Vec<u16>,
}

impl Reader {
    /// One for many articles: it remembers words.
    pub fn new() -> Reader {
        Reader { words: Words::with_room(), ..Reader::default() }
    }

    pub fn read(&mut self, told: &Told<'_>) -> Features {
        let Reader { words, title, excerpt, of_title, of_excerpt, gathered } = self;
        title.read(ending::without(told.title, told.outlet), 2 * TITLE);
        excerpt.read(told.excerpt, EXCERPT);
        words.know(title, of_title);
        words.know(excerpt, of_excerpt);
        let found = cues::of_title(title, of_title);
        let cues = found.sorts | cues::of_excerpt(excerpt, of_excerpt);
        let lexicon = lexicon();
        gathered.clear();
        let title_hash = gathered.gather(lexicon, title, of_title, found, TITLE);
        let (in_title, title_words) = (gathered.settle(0), gathered.places);
        gathered.before = false;
        let only = {
            gathered.only.sort_unstable();
            gathered.only.dedup();
            gathered.only.len()
        };
        let excerpt_hash = gathered.gather(lexicon, excerpt, of_excerpt, Found::default(), WORDS);
        gathered.settle(in_title);
        let marks = gathered.concepts.iter().map(|(_, mark)| *mark);
        let small = marks.chain(gathered.only.iter().take(only).copied()).chain(gathered.sequence.iter().copied());
        Features {
            at: told.at,
            outlet: hash_of_outlet(told.outlet),
            title: title_hash,
            excerpt: excerpt_hash,
            cues,
            in_title: in_title as u8,
            title_words: title_words as u8,
            only: only as u16,
            concepts: gathered.concepts.iter().map(|(concept, _)| *concept).collect(),
            small: small.collect(),
        }
    }
}

impl Features {
    /// Of a single article.
    pub fn of(told: &Told<'_>) -> Features {
        Reader::default().read(told)
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

    /// Of each of [`Features::words`].
    pub(super) fn marks(&self) -> &[u16] {
        self.small.get(..self.concepts.len()).unwrap_or_default()
    }

    /// Of things that exclude each other, what the title names: set and member. Sorted.
    pub(super) fn only(&self) -> &[u16] {
        self.small.get(self.concepts.len()..self.sequence_from()).unwrap_or_default()
    }

    /// All words of the title as they follow each other, glue too: hashes of their stems.
    pub(super) fn sequence(&self) -> &[u16] {
        self.small.get(self.sequence_from()..).unwrap_or_default()
    }

    fn sequence_from(&self) -> usize {
        self.concepts.len() + usize::from(self.only)
    }

    /// Both are of one outlet that is known.
    pub(super) fn is_of_outlet(&self, other: &Features) -> bool {
        self.outlet == other.outlet && self.outlet != 0
    }

    pub(super) fn is(&self, sort: u32) -> bool {
        self.cues & sort != 0
    }
}

impl Gathered {
    fn clear(&mut self) {
        self.concepts.clear();
        self.only.clear();
        self.sequence.clear();
        (self.places, self.before, self.turned, self.form) = (0, false, 0, 0);
    }

    /// Adds the concepts of a text, as long as there are places; returns a hash of all of it.
    fn gather(&mut self, lexicon: &Lexicon, cut: &Cut, known: &[Known], found: Found, most: usize) -> u32 {
        let skip = found.skip;
        let whole = known.iter().skip(skip).fold(0, |key, word| follow(key, word.stem));
        if most == TITLE {
            self.sequence.extend(known.iter().skip(skip).take(TITLE).map(|word| (word.stem >> 48) as u16));
        }
        let mut at = skip;
        let begins = at;
        while let Some(word) = known.get(at).filter(|_| usize::from(self.places) < most) {
            if most == TITLE {
                self.turn(cut, word, at, begins);
                self.order(cut, known, at);
                self.form = u16::from(word.form) << 14;
                self.turned |= if found.variants >> at & 1 == 1 { mark::VARIANT } else { 0 };
            }
            let (from, places) = (at, self.places);
            at += self
                .phrase(lexicon, cut, known, at)
                .unwrap_or_else(|| self.number(cut, word, at).unwrap_or_else(|| self.word(cut, word, at)));
            // What turns the next word turns it across glue: "refuses to", "is not the".
            self.turned &= if self.places == places { mark::NEGATED } else { 0 };
            let is_broken = cut.words.get(at - 1).is_some_and(|word| word.is_clause || word.is_heading);
            self.turned |= if self.is_common_act(word, places) && !is_broken { mark::ACTED } else { 0 };
            self.turned |= if (from..at).any(|at| found.negations >> at & 1 == 1) { mark::NEGATED } else { 0 };
        }
        (self.turned, self.form) = (0, 0);
        (whole >> 32) as u32
    }

    /// Notices where a title turns to what had happened before, and back: "After X, Y" and "Y after X".
    fn turn(&mut self, cut: &Cut, word: &Known, at: usize, begins: usize) {
        if word.turns && (at == begins || self.places > 1) {
            self.before = true;
        } else if self.before && at.checked_sub(1).and_then(|at| cut.words.get(at)).is_some_and(|word| word.is_clause) {
            self.before = false;
        }
    }

    /// The longest known phrase, or a known word, that begins at a word.
    fn phrase(&mut self, lexicon: &Lexicon, cut: &Cut, known: &[Known], at: usize) -> Option<usize> {
        let first = known.get(at).filter(|first| first.longest > 0)?;
        let (mut key, mut best) = (first.stem, first.sense.map(|sense| (sense, 1)));
        for (of, word) in known.iter().skip(at).take(usize::from(first.longest)).enumerate().skip(1) {
            key = follow(key, word.stem);
            if !lexicon.may_begin(key) {
                break;
            }
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

    /// A word that has got no place though it tells what happened.
    fn is_common_act(&self, word: &Known, places: u16) -> bool {
        self.places == places && word.sense.is_some_and(|sense| sense.concepts.iter().any(|concept| concept.is_act))
    }

    fn number(&mut self, cut: &Cut, word: &Known, at: usize) -> Option<usize> {
        // Few words are any, and most can be told by the first.
        let is_figure = cut.words.get(at).is_some_and(|word| word.is_figure);
        let read = || labelled(cut, at).map(|number| (number, 1)).or_else(|| number::read(cut, at));
        let (number, of) = (word.is_number || is_figure).then(read).flatten()?;
        let (class, mark) = match number {
            Number::Year(_) => (1, 0),
            Number::Amount(amount) if amount <= 3_000 => (1, 0),
            Number::Amount(amount) if amount <= 12_000 => (2, mark::NUMBER),
            Number::Amount(amount) if amount <= 100_000 && amount % 1000 == 0 => (3, mark::NUMBER),
            Number::Amount(_) => (4, mark::NUMBER),
            Number::Score(..) => (4, mark::NUMBER),
            Number::Measure(Measure { is_few: true, .. }) => (1, 0),
            Number::Measure(Measure { unit: Unit::Time, .. }) => (2, mark::NUMBER),
            Number::Measure(_) => (3, mark::NUMBER),
            // A version that differs in its third figure only is another one.
            Number::Label(_) => (2, if is_version(cut.at(at)) { mark::NUMBER | mark::VARIANT } else { 0 }),
        };
        let value = match number {
            Number::Year(value) | Number::Amount(value) | Number::Label(value) => value,
            Number::Score(left, right) => left << 32 | right,
            Number::Measure(Measure { unit, steps, .. }) => (unit as u64) << 32 | steps,
        };
        self.number_a_thing(cut, at, of, number, value);
        if of == 1 && !self.before && number::ordinal(cut.at(at)).is_some() {
            self.only.push(labelled_as(ORDINAL, value));
        }
        let of_kind =
            |kind: u64, value: u64| concept(value.wrapping_add(kind).wrapping_mul(0x9e37_79b9_7f4a_7c15), class);
        let is_there = match number {
            Number::Score(..) => self.put(of_kind(3, value), mark),
            Number::Year(_) => self.put(of_kind(2, value), mark),
            Number::Measure(Measure { unit: Unit::Part, .. }) => self.put(of_kind(1 << 48, value), mark),
            // Said twice, in double steps that begin at even ones and at odd ones: what is a step apart has one of the two in common.
            Number::Measure(_) => {
                self.put(of_kind(2 << 48, value / 2), mark) | self.put(of_kind(3 << 48, value.div_ceil(2)), mark)
            }
            Number::Amount(_) | Number::Label(_) => self.put(of_kind(1, value), mark),
        };
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
            Number::Measure(Measure { unit: Unit::Part, .. }) => PERCENT,
            Number::Year(_) | Number::Measure(_) => return,
            Number::Label(_) if !is_version(cut.at(at)) => return,
            Number::Label(_) | Number::Amount(_) => match label(before) {
                Some(label) => LABELLED + u16::from(label),
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
        self.only.push(labelled_as(set, value));
    }

    /// Notices the same where the number comes first: "second leg", "3rd day".
    fn order(&mut self, cut: &Cut, known: &[Known], at: usize) {
        let label = known.get(at).and_then(|word| word.label);
        let Some((label, before)) = label.zip(at.checked_sub(1)) else { return };
        if let Some(value) = number::ordinal(cut.at(before)) {
            self.only.push(labelled_as(LABELLED + u16::from(label), value.saturating_mul(1000)));
        }
    }

    fn word(&mut self, cut: &Cut, known: &Known, at: usize) -> usize {
        let Some(word) = cut.words.get(at) else { return 1 };
        let class = u32::from(known.class);
        let mark = if word.is_capital && class == UNKNOWN { mark::NAME } else { 0 };
        let is_there = cut.text(word).len() > 1 && self.put(concept(known.stem, class), mark);
        self.places += u16::from(is_there);
        1
    }

    /// Adds a concept in the place at hand, unless it is glue.
    fn put(&mut self, concept: u32, mark: u16) -> bool {
        let is_there = class_of(concept) != lexicon::GLUE;
        if is_there {
            let before = if self.before { mark::BEFORE } else { 0 };
            self.concepts.push((concept, mark | before | self.turned | self.form | self.places.min(63)));
        }
        is_there
    }

    /// Sorts what was gathered since `from` and drops what stands there, or before, already. Returns how much there is in all.
    fn settle(&mut self, from: usize) -> usize {
        let from = from.min(self.concepts.len());
        let (old, new) = self.concepts.split_at_mut(from);
        new.sort_unstable_by_key(|(concept, mark)| (*concept, *mark & mark::PLACE));
        // What is kept moves up behind what was there.
        let (mut kept, mut last) = (0, None);
        for at in 0..new.len() {
            let Some(&each) = new.get(at) else { break };
            let is_new = last != Some(each.0) && old.binary_search_by_key(&each.0, |(known, _)| *known).is_err();
            last = Some(each.0);
            if let Some(place) = new.get_mut(kept).filter(|_| is_new) {
                *place = each;
                kept += 1;
            }
        }
        let all = old.len() + kept;
        self.concepts.truncate(all);
        all.min(usize::from(u8::MAX))
    }
}

/// A number as a member of a set.
fn labelled_as(set: u16, value: u64) -> u16 {
    set << 8 | (value.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u16
}

/// What is a number only behind what it numbers: "part one", "part II".
fn labelled(cut: &Cut, at: usize) -> Option<Number> {
    let value = if cut.at(at) == "one" { Some(1) } else { number::roman(cut.at(at)) }?;
    let before = at.checked_sub(1).map_or("", |before| cut.at(before));
    label(before).map(|_| Number::Amount(value * 1000))
}

/// Which label a word is.
pub fn label(word: &str) -> Option<u8> {
    LABELS.iter().position(|label| *label == word).map(|at| at as u8)
}

/// Three figures or more with points between.
fn is_version(text: &str) -> bool {
    text.split('.').count() >= 3
        && text.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn hash_of_outlet(outlet: &str) -> u32 {
    if outlet.is_empty() { 0 } else { (hash(outlet) >> 32) as u32 | 1 }
}
