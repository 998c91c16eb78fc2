//! Two articles beside each other: which words of the one the other has too, and what those weigh. It counts and weighs, and finds
//! nothing alike or unlike.

use super::features::{Features, WORDS, mark};
use super::lexicon::class_of;
use super::weighed::Weighed;

/// What two articles must share at least: rare words count more.
const ENOUGH: u32 = 5;
/// And words: one in common says nothing, however rare.
const FEWEST: u32 = 2;
/// Of what one of the titles says, how much the other article must say at least.
const LEAST: f32 = 0.35;
/// Or so much both must say in all, in 256ths of a bit.
const MUCH: u32 = 20 * 256;

/// What a word weighs that one article in sixteen has, in 256ths of a bit; and how much rarer than that, taken together, must be what
/// the other article has of a title.
const COMMON: u16 = 4 * 256;
const SURPRISING: u32 = 4 * 256;

/// One article alone: masks of its words, a bit each.
#[derive(Debug, Clone)]
pub struct Side {
    /// By place.
    weights: [u16; WORDS],
    /// All words, and those of the title.
    pub all: u64,
    pub title: u64,
    pub names: u64,
    pub numbers: u64,
    pub acts: u64,
    /// Told as what had happened before.
    pub before: u64,
    /// What all words weigh, and those of the title.
    pub all_weight: u32,
    pub title_weight: u32,
}

/// One of the two: what the other has of it.
#[derive(Debug)]
pub struct Half<'a> {
    pub side: &'a Side,
    /// The words that the title of the other has, and those that the other has.
    in_title: u64,
    pub in_all: u64,
    /// What they weigh: those that both titles have; those of its title that the other has; all that the other has.
    pub titles_weight: u32,
    pub told_weight: u32,
    pub shared_weight: u32,
}

#[derive(Debug)]
pub struct Beside<'a> {
    pub earlier: Half<'a>,
    pub later: Half<'a>,
    /// How many words stand in both excerpts, and in neither title.
    pub excerpts: u32,
}

impl<'a> Beside<'a> {
    /// `both`: where in [`Features::words`] of either the words stand that both have. Nothing where they share so little that a closer
    /// look can't pay.
    pub fn new(
        earlier: &'a Weighed<'_>,
        later: &'a Weighed<'_>,
        both: impl Iterator<Item = (usize, usize)>,
    ) -> Option<Beside<'a>> {
        let (mut bits, mut excerpts) = (0, 0);
        let (mut left, mut right) = (Half::new(earlier.side()), Half::new(later.side()));
        let (one, other) = (earlier.features(), later.features());
        let (left_title, right_title) = (one.title_words().len(), other.title_words().len());
        for (l, r) in both {
            bits += one.words().get(l).map_or(0, |word| 1 + class_of(*word));
            excerpts += u32::from(l >= left_title && r >= right_title);
            let (Some(left_mark), Some(right_mark)) = (one.marks().get(l), other.marks().get(r)) else { continue };
            // Two cities are not one because both lie in one country.
            if left_mark & right_mark & mark::BROAD == 0 {
                left.add(*left_mark, r < right_title);
                right.add(*right_mark, l < left_title);
            }
        }
        let words = left.in_all.count_ones().min(right.in_all.count_ones());
        if bits < ENOUGH || words < FEWEST {
            return None;
        }
        left.weigh();
        right.weigh();
        // Neither says anything much of what the other's title says.
        let is_silent =
            left.title_told().max(right.title_told()) < LEAST && left.shared_weight.min(right.shared_weight) < MUCH;
        // What everybody says, both say by chance.
        let is_chance = left.surprise().max(right.surprise()) < SURPRISING;
        (!is_silent && !is_chance).then_some(Beside { earlier: left, later: right, excerpts })
    }
}

impl<'a> Half<'a> {
    fn new(side: &'a Side) -> Half<'a> {
        Half { side, in_title: 0, in_all: 0, titles_weight: 0, told_weight: 0, shared_weight: 0 }
    }

    /// A concept that the other has, in its title or not.
    fn add(&mut self, mark: u16, is_in_title: bool) {
        let bit = 1 << (mark & mark::PLACE);
        self.in_all |= bit;
        self.in_title |= if is_in_title { bit } else { 0 };
    }

    fn weigh(&mut self) {
        let side = self.side;
        let title = side.title & self.in_all;
        self.titles_weight = side.weigh(title & self.in_title);
        self.told_weight = self.titles_weight + side.weigh(title & !self.in_title);
        self.shared_weight = self.told_weight + side.weigh(self.in_all & !title);
    }

    /// How much rarer than common the words of the title are that the other article has.
    fn surprise(&self) -> u32 {
        let mut told = self.side.title & self.in_all;
        let mut sum = 0;
        while told != 0 {
            let weight = self.side.weights.get(told.trailing_zeros() as usize).copied().unwrap_or(0);
            sum += u32::from(weight.saturating_sub(COMMON));
            told &= told - 1;
        }
        sum
    }

    /// Words of the title that the other article has nowhere, and what they weigh.
    pub fn lone(&self) -> u64 {
        self.side.title & !self.in_all
    }

    pub fn lone_weight(&self) -> u32 {
        self.side.title_weight - self.told_weight
    }

    /// How much of the title the other article has: 0 to 1.
    pub fn title_told(&self) -> f32 {
        self.told_weight as f32 / self.side.title_weight.max(1) as f32
    }

    /// How much of some words the other article has: 0 to 1.
    pub fn told(&self, mask: u64) -> f32 {
        self.side.weigh(mask & self.in_all) as f32 / self.side.weigh(mask).max(1) as f32
    }
}

impl Side {
    /// With what each of its words weighs.
    pub fn new(features: &Features, weights: impl IntoIterator<Item = u16>) -> Side {
        let mut side = Side {
            weights: [u16::MAX; WORDS],
            all: 0,
            title: (1 << features.title_words.min(63)) - 1,
            names: 0,
            numbers: 0,
            acts: 0,
            before: 0,
            all_weight: 0,
            title_weight: 0,
        };
        for (weight, mark) in weights.into_iter().zip(features.marks()) {
            side.note(weight, *mark);
        }
        for weight in &mut side.weights {
            // What is only said too weighs nothing.
            *weight = if *weight == u16::MAX { 0 } else { *weight };
        }
        (side.all_weight, side.title_weight) = (side.weigh(side.all), side.weigh(side.title));
        side
    }

    /// Of the meanings of a word the commonest says what it weighs.
    fn note(&mut self, weight: u16, mark: u16) {
        let place = mark & mark::PLACE;
        if let Some(least) = self.weights.get_mut(usize::from(place)).filter(|_| mark & mark::BROAD == 0) {
            *least = weight.min(*least);
        }
        let bit = |of: u16| u64::from(mark & of != 0) << place;
        self.all |= 1 << place;
        self.names |= bit(mark::NAME);
        self.numbers |= bit(mark::NUMBER);
        self.acts |= bit(mark::ACT);
        self.before |= bit(mark::BEFORE);
    }

    /// What the words of a mask weigh.
    pub fn weigh(&self, mask: u64) -> u32 {
        let (mut rest, mut sum) = (mask, 0);
        while rest != 0 {
            sum += self.weights.get(rest.trailing_zeros() as usize).map_or(0, |weight| u32::from(*weight));
            rest &= rest - 1;
        }
        sum
    }
}

/// Calls `met` with where in [`Features::words`] of each the words stand that both have.
pub fn meet(one: &Features, other: &Features, mut met: impl FnMut(usize, usize)) {
    for (left_from, left) in parts(one) {
        for (right_from, right) in parts(other) {
            let (mut l, mut r) = (0, 0);
            while let (Some(one), Some(other)) = (left.get(l), right.get(r)) {
                if one == other {
                    met(left_from + l, right_from + r);
                }
                l += usize::from(one <= other);
                r += usize::from(other <= one);
            }
        }
    }
}

/// The words of title and excerpt, each sorted, and where they begin.
fn parts(features: &Features) -> [(usize, &[u32]); 2] {
    [(0, features.title_words()), (features.title_words().len(), features.excerpt_words())]
}
