//! Two articles beside each other: which words of the one the other has too, and what those weigh. It counts and weighs, and finds
//! nothing alike or unlike.

use super::features::{Features, WORDS, mark};
use super::lexicon::class_of;
use super::weighed::Weighed;

/// What two articles must share at least: rare words count more.
const ENOUGH: u32 = 5;
/// Of what one of the titles says, how much the other article must say at least.
const LEAST: f32 = 0.35;

/// What a rare word weighs, or more, in 256ths of a bit.
const RARE: u16 = 7 * 256;

/// One of the two: masks of its words, a bit each.
#[derive(Debug, Clone)]
pub struct Side {
    /// By place.
    weights: [u16; WORDS],
    /// All words, and those of the title; of all, those that the title of the other has, and those that the other has.
    pub all: u64,
    pub title: u64,
    pub in_title: u64,
    pub in_all: u64,
    pub names: u64,
    pub numbers: u64,
    pub acts: u64,
    /// What weighs much.
    pub rare: u64,
    /// Told as what had happened before.
    pub before: u64,
}

#[derive(Debug)]
pub struct Beside {
    pub earlier: Side,
    pub later: Side,
}

impl Beside {
    /// Nothing where they share so little that a closer look can't pay.
    pub fn new(earlier: &Weighed<'_>, later: &Weighed<'_>) -> Option<Beside> {
        let mut bits = 0;
        let mut beside = Beside { earlier: earlier.side().clone(), later: later.side().clone() };
        for (left_is_title, left, left_marks) in parts(earlier.features()) {
            for (right_is_title, right, right_marks) in parts(later.features()) {
                meet(left, right, |l, r| {
                    bits += left.get(l).map_or(0, |word| 1 + class_of(*word));
                    let (Some(l), Some(r)) = (left_marks.get(l), right_marks.get(r)) else { return };
                    // Two cities are not one because both lie in one country.
                    if l & r & mark::BROAD == 0 {
                        beside.add((left_is_title, l & mark::PLACE), (right_is_title, r & mark::PLACE));
                    }
                });
            }
        }
        (bits >= ENOUGH && !beside.is_silent()).then_some(beside)
    }

    /// Neither says anything much of what the other's title says.
    fn is_silent(&self) -> bool {
        let (earlier, later) = (self.earlier.told(self.earlier.title), self.later.told(self.later.title));
        earlier.max(later) < LEAST
    }

    /// A concept that stands in both: in a title or not, and in which place.
    fn add(&mut self, (left_is_title, l): (bool, u16), (right_is_title, r): (bool, u16)) {
        let (left, right) = (1 << l, 1 << r);
        self.earlier.in_all |= left;
        self.later.in_all |= right;
        self.earlier.in_title |= if right_is_title { left } else { 0 };
        self.later.in_title |= if left_is_title { right } else { 0 };
    }
}

impl Side {
    /// Alone, with what each of its words weighs.
    pub fn new(features: &Features, weights: &[u16]) -> Side {
        let mut side = Side {
            weights: [u16::MAX; WORDS],
            all: 0,
            title: (1 << features.title_words.min(63)) - 1,
            in_title: 0,
            in_all: 0,
            names: 0,
            numbers: 0,
            acts: 0,
            rare: 0,
            before: 0,
        };
        for (weight, mark) in weights.iter().zip(parts(features).into_iter().flat_map(|(_, _, marks)| marks)) {
            side.note(*weight, *mark);
        }
        for (_, place) in side.weights.iter().zip(0..).filter(|(weight, _)| (RARE..u16::MAX).contains(*weight)) {
            side.rare |= 1 << place;
        }
        side
    }

    /// Of the meanings of a word the commonest says what it weighs.
    fn note(&mut self, weight: u16, mark: u16) {
        let place = mark & mark::PLACE;
        if let Some(least) = self.weights.get_mut(usize::from(place)).filter(|_| mark & mark::BROAD == 0) {
            *least = weight.min(*least);
        }
        self.all |= 1 << place;
        let bit = |of: u16| if mark & of != 0 { 1 << place } else { 0 };
        self.names |= bit(mark::NAME);
        self.numbers |= bit(mark::NUMBER);
        self.acts |= bit(mark::ACT);
        self.before |= bit(mark::BEFORE);
    }

    /// What the words of a mask weigh.
    pub fn weigh(&self, mask: u64) -> u32 {
        let (mut rest, mut sum) = (mask, 0);
        while rest != 0 {
            let weight = self.weights.get(rest.trailing_zeros() as usize).copied().unwrap_or(u16::MAX);
            sum += if weight == u16::MAX { 0 } else { u32::from(weight) };
            rest &= rest - 1;
        }
        sum
    }

    /// Words of the title that the other article has nowhere.
    pub fn lone(&self) -> u64 {
        self.title & !self.in_all
    }

    /// How much of some words the other article has: 0 to 1.
    pub fn told(&self, mask: u64) -> f32 {
        self.weigh(mask & self.in_all) as f32 / self.weigh(mask).max(1) as f32
    }
}

fn parts(features: &Features) -> [(bool, &[u32], &[u16]); 2] {
    [
        (true, features.title_words(), features.title_marks()),
        (false, features.excerpt_words(), features.excerpt_marks()),
    ]
}

/// Calls `met` with the positions of each value that stands in both, which are sorted.
pub fn meet(left: &[u32], right: &[u32], mut met: impl FnMut(usize, usize)) {
    let (mut l, mut r) = (0, 0);
    while let (Some(one), Some(other)) = (left.get(l), right.get(r)) {
        if one == other {
            met(l, r);
        }
        l += usize::from(one <= other);
        r += usize::from(other <= one);
    }
}
