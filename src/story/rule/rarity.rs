//! How rare words are: what is known of English, and what is counted in the store at hand. With few articles the first decides, with
//! many the second. Counts are added up, so neither order nor threads change them.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::features::Features;
use super::lexicon::{AsIs, class_of};

/// Of each class of the lexicon, in 256ths of a bit: how rare its words are before anything is counted.
const PRIOR: [u32; 8] = [0, 700, 1280, 1790, 2180, 2820, 2560, 3000];
/// So many articles must be counted before they weigh as much as the prior.
const TRUST: u64 = 1_000;
/// So many articles that have a word tell nothing of how common it is: who compares two that have it knows of these.
const PAIR: u32 = 2;
/// No word weighs more, in however large a store: what is weighed with it was found in small ones.
const RAREST: u32 = 3072;

/// The prior alone until something is counted.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    articles: u64,
    /// Of each word its number, by the word with its bits spread. Numbers are given as words come.
    numbers: HashMap<u64, u32, BuildHasherDefault<AsIs>>,
    /// By number: the word, and how many articles have it.
    counts: Vec<(u32, u32)>,
}

impl Rarity {
    /// Counts the words of one more article.
    pub fn count(&mut self, features: &Features) {
        self.count_numbered(features, &mut Vec::new());
    }

    /// The same, and appends the number of each word.
    pub fn count_numbered(&mut self, features: &Features, numbers: &mut Vec<u32>) {
        self.articles = self.articles.saturating_add(1);
        numbers.extend(features.words().iter().map(|word| self.add(*word, 1)));
    }

    /// Adds what another has counted. Returns which number each of its numbers is here.
    pub fn merge(&mut self, other: &Rarity) -> Vec<u32> {
        self.articles = self.articles.saturating_add(other.articles);
        other.counts.iter().map(|(word, more)| self.add(*word, *more)).collect()
    }

    fn add(&mut self, word: u32, more: u32) -> u32 {
        let number = *self.numbers.entry(spread(word)).or_insert(self.counts.len() as u32);
        match self.counts.get_mut(number as usize) {
            Some((_, count)) => *count = count.saturating_add(more),
            None => self.counts.push((word, more)),
        }
        number
    }

    /// The words that were counted, by number.
    pub fn words(&self) -> impl ExactSizeIterator<Item = u32> {
        self.counts.iter().map(|(word, _)| *word)
    }

    /// How rare those are, by number.
    pub fn weights(&self) -> impl ExactSizeIterator<Item = u16> {
        self.counts.iter().map(|(word, count)| self.weigh(*word, *count))
    }

    /// How rare a word is, in 256ths of a bit: greater is rarer.
    pub fn weight(&self, word: u32) -> u16 {
        self.weigh(word, self.counted(word))
    }

    fn counted(&self, word: u32) -> u32 {
        let number = self.numbers.get(&spread(word));
        number.and_then(|number| self.counts.get(*number as usize)).map_or(0, |(_, count)| *count)
    }

    fn weigh(&self, word: u32, count: u32) -> u16 {
        let prior = PRIOR.get(class_of(word) as usize).copied().unwrap_or(0);
        if self.articles == 0 || prior == 0 {
            return prior as u16;
        }
        // So many of the articles that the prior stands for would have had the word, in 256ths.
        let expected = (TRUST * 256) >> (prior / 256);
        let with = u64::from(count.saturating_sub(PAIR)).saturating_mul(256).saturating_add(expected).max(1);
        let all = self.articles.saturating_add(TRUST).saturating_mul(256);
        bits(all).saturating_sub(bits(with)).min(RAREST) as u16
    }
}

/// The same counts, in whatever order they came.
impl PartialEq for Rarity {
    fn eq(&self, other: &Rarity) -> bool {
        self.articles == other.articles
            && self.counts.len() == other.counts.len()
            && self.counts.iter().all(|(word, count)| other.counted(*word) == *count)
    }
}

impl Eq for Rarity {}

/// A word of 32 bits as a key that needs no hashing.
fn spread(word: u32) -> u64 {
    u64::from(word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The binary logarithm in 256ths, the same on every machine: straight between powers of two.
fn bits(number: u64) -> u32 {
    let whole = number.max(1).ilog2();
    let part = if whole >= 8 { number >> (whole - 8) } else { number << (8 - whole) };
    whole * 256 + (part as u32).saturating_sub(256)
}
