//! An index -> the ties in it, and the stories made of them. The blocks of an index that are as they were before are not looked into
//! again. What comes out depends on the articles alone: not on the order in which they were read, nor on what was known before.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::blocks::{Block, blocks};
use super::group::named;
use super::pairs::{Run, tie};
use super::rule::{Reader, Told};
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
    let look =
        Look { index, blocks: &blocks, wanted: &wanted, next: AtomicUsize::new(0), slots: slots(&blocks, &wanted) };
    let (found, named) = std::thread::scope(|scope| {
        let threads = threads.clamp(1, wanted.len().max(1));
        let looks: Vec<_> = (0..threads).map(|_| scope.spawn(|| look.look(stop))).collect();
        // Next to nothing beside what the threads do.
        let named = named(index);
        let found = looks.into_iter().map(|look| look.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        (found.flatten().collect::<Vec<_>>(), named)
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
    Some(Gathered { index: index.clone(), blocks, ends, ties, named })
}

/// Blocks that are looked into by several threads: each takes the next, so that none is left with more than the others.
struct Look<'i> {
    index: &'i Index,
    blocks: &'i [Block],
    wanted: &'i [usize],
    /// Which of `wanted` nobody has taken.
    next: AtomicUsize,
    slots: Vec<Mutex<Slot>>,
}

/// A block read, which two need: it itself, and the one after it.
#[derive(Debug, Default)]
struct Slot {
    /// How many of them are still to come.
    needed: u8,
    run: Option<Arc<Run>>,
}

fn slots(blocks: &[Block], wanted: &[usize]) -> Vec<Mutex<Slot>> {
    let mut slots: Vec<Slot> = blocks.iter().map(|_| Slot::default()).collect();
    for &at in wanted {
        slots[at].needed += 1;
        if let Some(before) = before(blocks, at) {
            slots[before].needed += 1;
        }
    }
    slots.into_iter().map(Mutex::new).collect()
}

/// The block right before that at `at` in time, if it has rows.
fn before(blocks: &[Block], at: usize) -> Option<usize> {
    blocks.get(at + 1).filter(|before| before.number + 1 == blocks[at].number).map(|_| at + 1)
}

impl Look<'_> {
    /// The ties of the blocks that this thread gets to, with the number of each.
    fn look(&self, stop: &dyn Fn() -> bool) -> Vec<(usize, Vec<Tie>)> {
        let (mut found, mut reader) = (Vec::new(), Reader::new());
        while let Some(&at) = self.wanted.get(self.next.fetch_add(1, Ordering::Relaxed)).filter(|_| !stop()) {
            let block = self.read(at, &mut reader, stop);
            let before = before(self.blocks, at).map(|before| self.read(before, &mut reader, stop));
            let mut ties = Vec::new();
            tie(&block, before.as_deref(), stop, &mut ties);
            found.push((at, ties));
        }
        found
    }

    /// A block, which is read once, by the thread that needs it first; let go when none needs it any more.
    fn read(&self, at: usize, reader: &mut Reader, stop: &dyn Fn() -> bool) -> Arc<Run> {
        let mut slot = self.slots[at].lock().unwrap_or_else(PoisonError::into_inner);
        slot.needed = slot.needed.saturating_sub(1);
        let run = slot.run.take().unwrap_or_else(|| Arc::new(read(self.index, &self.blocks[at], reader, stop)));
        if slot.needed > 0 {
            slot.run = Some(run.clone());
        }
        run
    }
}

/// What is looked at of a block's articles, those taken down left out.
fn read(index: &Index, block: &Block, reader: &mut Reader, stop: &dyn Fn() -> bool) -> Run {
    let mut run = Run::default();
    for row in block.rows.clone().map(Row) {
        if row.0 % 256 == 0 && stop() {
            break;
        }
        let Some(date) = index.date(row).filter(|_| !index.flags(row).has(Flags::REMOVED)) else { continue };
        let (title, excerpt, outlet) = (index.title(row), index.excerpt(row), index.outlet(row));
        run.push(row, &Told { title, excerpt, outlet, at: date.seconds() }, reader);
    }
    run
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
