//! An index -> the ties in it, and the stories made of them. The blocks of an index that are as they were before are not looked into
//! again. What comes out depends on the articles alone: not on the order in which they were read, nor on what was known before.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::blocks::{Block, blocks};
use super::group::named;
use super::pairs::{Entry, tie};
use super::rule::{Features, Rarity, Told};
use super::stories::Stories;
use super::tie::Tie;
use crate::index::{Flags, Index, Row};

/// What was found in an index, before any groups are made.
#[derive(Debug, Clone)]
pub struct Gathered {
    pub(super) index: Arc<Index>,
    pub(super) blocks: Vec<Block>,
    /// For each block where its ties end in `ties`.
    pub(super) ends: Vec<u64>,
    pub(super) ties: Vec<Tie>,
    pub(super) named: Vec<Tie>,
}

/// Finds the ties of an index, on `threads`. `before`: stories of an index of the same store, to look only into what has changed.
/// Nothing where `stop` says so meanwhile, which is asked every millisecond or so.
pub fn gather(
    index: &Arc<Index>,
    before: Option<&Stories>,
    threads: usize,
    stop: &(dyn Fn() -> bool + Sync),
) -> Option<Gathered> {
    let blocks = blocks(index);
    let known = before.map(Known::new).unwrap_or_default();
    // Each block's ties as they were, or nothing where they have to be found.
    let kept: Vec<Option<Vec<Tie>>> = (0..blocks.len()).map(|at| known.ties(&blocks, at)).collect();
    let wanted: Vec<usize> = (0..blocks.len()).filter(|&at| kept[at].is_none()).collect();
    let work = spans(&blocks, &wanted, threads);
    let found: Vec<(usize, Vec<Tie>)> = std::thread::scope(|scope| {
        let looks: Vec<_> =
            work.iter().map(|span| scope.spawn(|| look(index, &blocks, &wanted[span.clone()], stop))).collect();
        looks
            .into_iter()
            .flat_map(|look| look.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    if stop() {
        return None;
    }
    let mut found: HashMap<usize, Vec<Tie>> = found.into_iter().collect();
    let (mut ties, mut ends) = (Vec::new(), Vec::with_capacity(blocks.len()));
    for (at, kept) in kept.into_iter().enumerate() {
        ties.extend(kept.or_else(|| found.remove(&at)).unwrap_or_default());
        ends.push(ties.len() as u64);
    }
    let named = named(index);
    Some(Gathered { index: index.clone(), blocks, ends, ties, named })
}

/// Cuts the blocks that are to be looked into into a run for each thread, of about as many rows.
fn spans(blocks: &[Block], wanted: &[usize], threads: usize) -> Vec<Range<usize>> {
    let rows = |at: usize| blocks[at].rows.len();
    let each = wanted.iter().map(|&at| rows(at)).sum::<usize>() / threads.max(1) + 1;
    let (mut spans, mut start, mut sum) = (Vec::new(), 0, 0);
    for (at, &block) in wanted.iter().enumerate() {
        sum += rows(block);
        if sum >= each || at + 1 == wanted.len() {
            spans.push(start..at + 1);
            (start, sum) = (at + 1, 0);
        }
    }
    spans
}

/// The ties of some blocks, with the number of each. A block that is the one before the last was read already.
fn look(index: &Index, blocks: &[Block], wanted: &[usize], stop: &dyn Fn() -> bool) -> Vec<(usize, Vec<Tie>)> {
    let mut found = Vec::with_capacity(wanted.len());
    let mut next: Option<(usize, Vec<Entry>, Rarity)> = None;
    for &at in wanted {
        let (entries, mut rarity) = match next.take() {
            Some((known, entries, rarity)) if known == at => (entries, rarity),
            _ => read(index, &blocks[at], stop),
        };
        let before = blocks.get(at + 1).filter(|before| before.number + 1 == blocks[at].number);
        let before = before.map(|block| read(index, block, stop));
        if let Some((_, counts)) = &before {
            rarity.merge(counts);
        }
        let older = before.as_ref().map_or(&[][..], |(older, _)| older);
        let mut ties = Vec::new();
        tie(&entries, older, &rarity, stop, &mut ties);
        found.push((at, ties));
        next = before.map(|(older, counts)| (at + 1, older, counts));
        if stop() {
            break;
        }
    }
    found
}

/// What is looked at of a block's articles, those taken down left out, and how rare their words are.
fn read(index: &Index, block: &Block, stop: &dyn Fn() -> bool) -> (Vec<Entry>, Rarity) {
    let mut rarity = Rarity::default();
    let mut entries = Vec::with_capacity(block.rows.len());
    for row in block.rows.clone().map(Row) {
        if row.0 % 256 == 0 && stop() {
            break;
        }
        let Some(date) = index.date(row).filter(|_| !index.flags(row).has(Flags::REMOVED)) else { continue };
        let (title, excerpt, outlet) = (index.title(row), index.excerpt(row), index.outlet(row));
        let features = Features::of(&Told { title, excerpt, outlet, at: date.seconds() });
        rarity.count(&features);
        entries.push(Entry { row, features });
    }
    (entries, rarity)
}

/// The blocks of stories that were gathered before, by number.
#[derive(Debug, Default)]
struct Known<'s> {
    stories: Option<&'s Stories>,
    by_number: HashMap<i64, (usize, Block)>,
}

impl<'s> Known<'s> {
    fn new(stories: &'s Stories) -> Known<'s> {
        let blocks = stories.blocks();
        let by_number = blocks.into_iter().enumerate().map(|(at, block)| (block.number, (at, block))).collect();
        Known { stories: Some(stories), by_number }
    }

    /// The block as it was, if nothing in it has changed.
    fn same(&self, block: &Block) -> Option<&(usize, Block)> {
        let known = self.by_number.get(&block.number)?;
        let is_same = |old: &Block| old.print == block.print && old.print != 0 && old.rows.len() == block.rows.len();
        is_same(&known.1).then_some(known)
    }

    /// The ties of block `at`, in the rows of now: where it and the one before it are as they were, so are they.
    fn ties(&self, blocks: &[Block], at: usize) -> Option<Vec<Tie>> {
        let block = &blocks[at];
        let (known, old) = self.same(block)?;
        let number = block.number - 1;
        let before = blocks.get(at + 1).filter(|before| before.number == number);
        let older = match before {
            Some(before) => Some((before, &self.same(before)?.1)),
            None if self.by_number.contains_key(&number) => return None,
            None => None,
        };
        let moved = |row: Row| {
            let place = |old: &Block, new: &Block| {
                old.rows.contains(&row.0).then(|| Row(row.0 - old.rows.start + new.rows.start))
            };
            place(old, block).or_else(|| older.and_then(|(new, old)| place(old, new)))
        };
        let tie = |tie: &Tie| Some(tie.between(moved(tie.newer)?, moved(tie.older)?));
        self.stories?.ties_of(*known).iter().map(tie).collect()
    }
}
