//! Which pairs are worth comparing: those that share rare words, within the window, the nearest first; and the ties among them.
//! Every article is looked up among the older ones of its block and of the block before it, by an inverted index of its rarest words.

use super::rule::{Features, Rarity, Reader, Told, WINDOW, Weighed, compare_met};
use super::tie::Tie;
use crate::index::Row;

/// So many of an article's rarest words are looked up.
const KEYS: usize = 12;
/// Of the older articles that have a word so many are taken, the nearest: what is told by hundreds is tied from one to the next.
const NEAREST: usize = 16;
/// And so many, those that share the most, are compared.
const COMPARED: usize = 8;
/// What a pair must share to be worth it, in the weights of words: a rare one, about; and of all that one of the two has, in percent.
/// What is told alike mostly shares far more.
const LEAST: u32 = 2_200;
const LEAST_PERCENT: u32 = 20;

/// A row with what is looked at of it.
#[derive(Debug, Clone)]
struct Entry {
    row: Row,
    features: Features,
}

/// The articles of a block, newest first, with what is looked at of them and how rare their words are.
#[derive(Debug, Default)]
pub(super) struct Run {
    entries: Vec<Entry>,
    rarity: Rarity,
    /// Of the words of all entries, one after the other, the numbers that `rarity` gave them.
    numbers: Vec<u32>,
}

impl Run {
    pub fn push(&mut self, row: Row, told: &Told<'_>, reader: &mut Reader) {
        let features = reader.read(told);
        self.rarity.count_numbered(&features, &mut self.numbers);
        self.entries.push(Entry { row, features });
    }

    /// Its first entries, so many.
    fn part(&self, len: usize) -> impl Iterator<Item = (&Entry, &[u32])> {
        let mut rest = &self.numbers[..];
        self.entries.iter().take(len).map(move |entry| {
            let (numbers, others) = rest.split_at(entry.features.words().len());
            rest = others;
            (entry, numbers)
        })
    }
}

/// Lists of words, one behind the other.
#[derive(Debug)]
struct Lists {
    all: Vec<u32>,
    ends: Vec<usize>,
}

impl Lists {
    fn with_room(lists: usize, words: usize) -> Lists {
        Lists { all: Vec::with_capacity(words), ends: Vec::with_capacity(lists) }
    }

    fn push(&mut self, words: impl Iterator<Item = u32>) {
        self.all.extend(words);
        self.ends.push(self.all.len());
    }

    fn last(&self) -> &[u32] {
        self.ends.len().checked_sub(1).map_or(&[], |last| self.of(last))
    }

    fn of(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[at]]
    }
}

/// The entries of a block and those of the one before it that lie within the window, as they are compared. Words are numbers here:
/// the rank of each among all words of both blocks.
struct Pairs<'r> {
    rows: Vec<Row>,
    at: Vec<i64>,
    weighed: Vec<Weighed<'r>>,
    words: Lists,
    /// Of each the rarest.
    keys: Lists,
    /// What these weigh together.
    totals: Vec<u32>,
    /// By word; of its keys none weighs nothing.
    weights: Vec<u16>,
}

impl<'r> Pairs<'r> {
    fn new(block: &'r Run, before: Option<&'r Run>) -> Pairs<'r> {
        let mut rarity = block.rarity.clone();
        let moved = before.map(|before| rarity.merge(&before.rarity)).unwrap_or_default();
        let (ranks, weights) = ranked(&rarity);
        let oldest = block.entries.last().map_or(i64::MAX, |entry| entry.features.at());
        let near =
            |before: &Run| before.entries.partition_point(|entry| oldest.saturating_sub(entry.features.at()) <= WINDOW);
        let near = before.map_or(0, near);
        let len = block.entries.len() + near;
        let mut pairs = Pairs {
            rows: Vec::with_capacity(len),
            at: Vec::with_capacity(len),
            weighed: Vec::with_capacity(len),
            words: Lists::with_room(len, block.numbers.len() / block.entries.len().max(1) * len),
            keys: Lists::with_room(len, KEYS * len),
            totals: Vec::with_capacity(len),
            weights,
        };
        let mut order = Vec::new();
        for (entry, numbers) in block.part(block.entries.len()) {
            pairs.push(entry, numbers.iter().map(|&number| ranks[number as usize]), &mut order);
        }
        for (entry, numbers) in before.into_iter().flat_map(|before| before.part(near)) {
            let rank = |&number: &u32| ranks[moved[number as usize] as usize];
            pairs.push(entry, numbers.iter().map(rank), &mut order);
        }
        pairs
    }

    fn push(&mut self, entry: &'r Entry, words: impl Iterator<Item = u32>, order: &mut Vec<u64>) {
        let Pairs { weights, .. } = self;
        self.words.push(words);
        let words = self.words.last();
        self.weighed.push(Weighed::by(&entry.features, words.iter().map(|&word| weights[word as usize])));
        order.clear();
        order.extend(words.iter().map(|&word| u64::from(!weights[word as usize].max(1)) << 32 | u64::from(word)));
        if order.len() > KEYS {
            order.select_nth_unstable(KEYS);
            order.truncate(KEYS);
        }
        self.totals.push(order.iter().map(|&key| weight(weights, key as u32)).sum());
        self.keys.push(order.iter().map(|&key| key as u32));
        self.rows.push(entry.row);
        self.at.push(entry.features.at());
    }
}

/// What a key weighs, at least one.
fn weight(weights: &[u16], word: u32) -> u32 {
    u32::from(weights[word as usize].max(1))
}

/// Of each number of a word its rank among all words, and of each rank what the word weighs.
fn ranked(rarity: &Rarity) -> (Vec<u32>, Vec<u16>) {
    let words = rarity.words().zip(rarity.weights()).zip(0..);
    let mut words: Vec<(u32, u32, u16)> = words.map(|((word, weight), number)| (word, number, weight)).collect();
    words.sort_unstable();
    let mut ranks = vec![0; words.len()];
    for (&(_, number, _), rank) in words.iter().zip(0..) {
        ranks[number as usize] = rank;
    }
    (ranks, words.into_iter().map(|(_, _, weight)| weight).collect())
}

/// Where keys stand: positions of entries, rising, by word. Entries are looked up one after the other, so of each word only what
/// comes after the last that had it is still of use.
struct Postings {
    all: Vec<u32>,
    next: Vec<u32>,
    ends: Vec<u32>,
}

impl Postings {
    fn new(keys: &Lists, words: usize) -> Postings {
        let mut next = vec![0; words + 1];
        keys.all.iter().for_each(|&word| next[word as usize + 1] += 1);
        (0..words).for_each(|word| next[word + 1] += next[word]);
        let mut ends = next.clone();
        let mut all = vec![0; keys.all.len()];
        for at in 0..keys.ends.len() {
            for &word in keys.of(at) {
                let end = &mut ends[word as usize];
                all[*end as usize] = at as u32;
                *end += 1;
            }
        }
        Postings { all, next, ends }
    }

    /// Those that have `word` after the next that has it, which is the one that asks; the nearest.
    fn after_next(&mut self, word: u32) -> &[u32] {
        let next = &mut self.next[word as usize];
        *next += 1;
        let (start, end) = (*next as usize, self.ends[word as usize] as usize);
        &self.all[start..end.min(start + NEAREST)]
    }
}

/// Appends the ties between the entries of a block, and from them to those of the one before it. Nothing more once `stop` says so.
pub(super) fn tie(block: &Run, before: Option<&Run>, stop: &dyn Fn() -> bool, ties: &mut Vec<Tie>) {
    let pairs = Pairs::new(block, before);
    let mut postings = Postings::new(&pairs.keys, pairs.weights.len());
    // How much each shares with the one that is looked up; zero again for the next.
    let mut shared = vec![0u32; pairs.rows.len()];
    let mut met: Vec<u32> = Vec::new();
    let mut worth: Vec<u64> = Vec::new();
    // Where each word stands in the one that is looked up, counted from one; zero again for the next.
    let mut places = vec![0u16; pairs.weights.len()];
    let mut both: Vec<(u16, u16)> = Vec::new();
    // The first that is out of its window.
    let mut far = 0;
    for at in 0..block.entries.len() {
        if at % 256 == 0 && stop() {
            return;
        }
        far += pairs.at[far..].iter().take_while(|&&other| pairs.at[at] - other <= WINDOW).count();
        for &word in pairs.keys.of(at) {
            let weight = weight(&pairs.weights, word);
            for &other in postings.after_next(word).iter().take_while(|&&other| (other as usize) < far) {
                let sum = &mut shared[other as usize];
                if *sum == 0 {
                    met.push(other);
                }
                *sum += weight;
            }
        }
        worth.clear();
        for other in met.drain(..) {
            let shared = std::mem::take(&mut shared[other as usize]);
            let all = pairs.totals[at].min(pairs.totals[other as usize]);
            if shared >= LEAST && shared * 100 >= all * LEAST_PERCENT {
                worth.push(u64::from(!shared) << 32 | u64::from(other));
            }
        }
        if worth.is_empty() {
            continue;
        }
        if worth.len() > COMPARED {
            worth.select_nth_unstable(COMPARED);
            worth.truncate(COMPARED);
        }
        worth.sort_unstable();
        let words = pairs.words.of(at);
        words.iter().zip(1..).for_each(|(&word, place)| places[word as usize] = place);
        for other in worth.iter().map(|&key| key as u32 as usize) {
            both.clear();
            for (&word, place) in pairs.words.of(other).iter().zip(0..) {
                if let Some(here) = places[word as usize].checked_sub(1) {
                    both.push((here, place));
                }
            }
            if let Some(likeness) = compare_met(&pairs.weighed[at], &pairs.weighed[other], &both) {
                let score = likeness.score.min(u16::MAX - 1);
                ties.push(Tie::alike(pairs.rows[at], pairs.rows[other], score, likeness.percent));
            }
        }
        words.iter().for_each(|&word| places[word as usize] = 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::rule::compare;

    const HOUR: i64 = 3600;

    /// A run of articles three hours apart, the newest first.
    fn run(first: u32, newest: i64, titles: &[&str]) -> Run {
        let (mut run, mut reader) = (Run::default(), Reader::new());
        for (title, at) in titles.iter().zip(0..) {
            let outlet = if at % 2 == 0 { "Market Bell" } else { "The Meridian" };
            let told = Told { title, excerpt: "", outlet, at: newest - i64::from(at) * 3 * HOUR };
            run.push(Row(first + at), &told, &mut reader);
        }
        run
    }

    #[test]
    fn what_is_tied_by_the_numbers_of_words_is_what_the_rule_ties_by_the_words() {
        let block = run(
            0,
            1_000 * HOUR,
            &[
                "Grocer Pellworth sells its petrol stations to fuel group Ansty",
                "Fuel group Ansty buys petrol stations of grocer Pellworth",
                "Library roof falls in after rain in Ostmark",
                "Guitarist Joss Calder of the Paper Kites Club dies at 71",
            ],
        );
        let before = run(
            4,
            980 * HOUR,
            &[
                "Guitarist Joss Calder of the Paper Kites Club dies",
                "Roof of Ostmark library falls in after heavy rain",
                "Pellworth in talks to sell petrol stations to Ansty",
                "Sea grass is growing again, survey shows",
            ],
        );
        let mut ties = Vec::new();
        tie(&block, Some(&before), &|| false, &mut ties);
        let mut rarity = block.rarity.clone();
        rarity.merge(&before.rarity);
        let entries: Vec<&Entry> = block.entries.iter().chain(&before.entries).collect();
        let weighed: Vec<_> = entries.iter().map(|entry| Weighed::new(&entry.features, &rarity)).collect();
        let mut told = Vec::new();
        for newer in 0..block.entries.len() {
            for older in newer + 1..entries.len() {
                if let Some(likeness) = compare(&weighed[newer], &weighed[older]) {
                    told.push(Tie::alike(entries[newer].row, entries[older].row, likeness.score, likeness.percent));
                }
            }
        }
        ties.sort_unstable_by_key(|tie| (tie.newer, tie.older));
        assert_eq!(ties, told);
        assert!(ties.len() > 2, "{ties:?}");
    }
}
