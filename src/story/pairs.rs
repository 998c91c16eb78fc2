//! Which pairs are worth comparing: those that share rare words, within the window, the nearest first; and the ties among them.
//! Every article is looked up among the older ones of its block and of the block before it, by an inverted index of its rarest words.

use super::rule::{Features, Rarity, WINDOW, Weighed, compare};
use super::tie::Tie;
use crate::index::Row;

/// So many of an article's rarest words are looked up.
const KEYS: usize = 12;
/// Of the older articles that have a word so many are taken, the nearest: what is told by hundreds is tied from one to the next.
const NEAREST: usize = 24;
/// And so many, those that share the most, are compared.
const COMPARED: usize = 8;
/// What a pair must share to be worth it, in the weights of words: two rare ones, about; and of all that one of the two has, in
/// percent. What is told alike shares far more.
const LEAST: u32 = 3_000;
const LEAST_PERCENT: u32 = 30;

/// A row with what is looked at of it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub row: Row,
    pub features: Features,
}

/// Where words stand: positions in a run of entries, by word.
#[derive(Debug, Default)]
struct Postings(Vec<(u32, u32)>);

impl Postings {
    /// Those of `word` after `position`.
    fn after(&self, word: u32, position: u32) -> &[(u32, u32)] {
        let start = self.0.partition_point(|posting| *posting <= (word, position));
        let rest = &self.0[start..];
        let len = rest.iter().take(NEAREST).take_while(|posting| posting.0 == word).count();
        &rest[..len]
    }
}

/// Appends the ties between the entries of a block, and from them to those of the one before it; both newest first. Nothing more once
/// `stop` says so.
pub(super) fn tie(block: &[Entry], before: &[Entry], rarity: &Rarity, stop: &dyn Fn() -> bool, ties: &mut Vec<Tie>) {
    let entries: Vec<&Entry> = block.iter().chain(before).collect();
    let weighed: Vec<Weighed<'_>> = entries.iter().map(|entry| Weighed::new(&entry.features, rarity)).collect();
    let keys: Vec<Vec<(u32, u16)>> = weighed.iter().map(rarest).collect();
    let mut postings: Vec<(u32, u32)> =
        keys.iter().zip(0..).flat_map(|(keys, at)| keys.iter().map(move |(word, _)| (*word, at))).collect();
    postings.sort_unstable();
    let postings = Postings(postings);
    let totals: Vec<u32> = keys.iter().map(|keys| keys.iter().map(|(_, weight)| u32::from(*weight)).sum()).collect();
    // How much each shares with the one that is looked up; zero again for the next.
    let mut shared = vec![0u32; entries.len()];
    let mut met: Vec<u32> = Vec::new();
    let mut worth: Vec<u32> = Vec::new();
    for (at, entry) in block.iter().enumerate() {
        if at % 256 == 0 && stop() {
            return;
        }
        for (word, weight) in &keys[at] {
            for &(_, other) in postings.after(*word, at as u32) {
                if entry.features.at() - entries[other as usize].features.at() > WINDOW {
                    break;
                }
                let sum = &mut shared[other as usize];
                if *sum == 0 {
                    met.push(other);
                }
                *sum += u32::from(*weight);
            }
        }
        let total = totals[at];
        worth.clear();
        worth.extend(met.iter().copied().filter(|&other| {
            let (shared, all) = (shared[other as usize], total.min(totals[other as usize]));
            shared >= LEAST && shared * 100 >= all * LEAST_PERCENT
        }));
        worth.sort_unstable_by_key(|&other| (std::cmp::Reverse(shared[other as usize]), other));
        for &other in worth.iter().take(COMPARED) {
            let (with, other) = (&weighed[other as usize], entries[other as usize]);
            if let Some(likeness) = compare(&weighed[at], with) {
                ties.push(Tie::alike(entry.row, other.row, likeness.score.min(u16::MAX - 1), likeness.percent));
            }
        }
        met.drain(..).for_each(|other| shared[other as usize] = 0);
    }
}

/// Its rarest words with their weights, at least one each.
fn rarest(weighed: &Weighed<'_>) -> Vec<(u32, u16)> {
    let words = weighed.features().words().iter().zip(weighed.weights());
    let mut words: Vec<(u32, u16)> = words.map(|(&word, &weight)| (word, weight.max(1))).collect();
    words.sort_unstable_by_key(|&(word, weight)| (std::cmp::Reverse(weight), word));
    words.truncate(KEYS);
    words
}
