//! The numbers of names and excerpts in a new index, found from those of what it is made of. It writes nothing.

use super::build::Old;
use super::columns::{Columns, NO_EXCERPT, Place, Renumber};
use super::names::{Merge, Names};
use super::order::Order;
use super::segment::Sort;
use super::{Batch, Flags};
use crate::model::TopicTree;

const SORTS: [Sort; 4] = [Sort::Outlets, Sort::Kinds, Sort::Categories, Sort::Topics];

/// What is numbered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbered<'a> {
    pub topics: &'a TopicTree,
    pub old: Option<&'a Old>,
    pub batches: &'a [Batch],
    pub sources: &'a [Columns<'a>],
    pub order: &'a Order,
}

/// The numbers of names and excerpts in a new index.
#[derive(Debug)]
pub(crate) struct Numbering {
    /// By [`Sort`].
    merges: [Merge; 4],
    /// For each source the number of its first excerpt; nothing without excerpts.
    firsts: Vec<u32>,
    /// The new numbers of the excerpts of the old index.
    old: Option<Vec<u32>>,
}

impl Numbering {
    pub fn new(of: &Numbered<'_>) -> Numbering {
        let described: Vec<&str> = of.topics.iter().map(|(topic, _)| topic.name.as_str()).collect();
        let old_names: Option<[Names; 4]> = of.old.map(|old| SORTS.map(|sort| old.index.names(sort)));
        let merges = SORTS.map(|sort| {
            let first: &[&str] = if sort == Sort::Topics { &described } else { &[] };
            let old = old_names.iter().map(|names| &names[sort as usize]);
            let parts = old.chain(of.batches.iter().map(|batch| &batch.names[sort as usize]));
            let merge = Merge::new(first.iter().copied(), parts);
            let (counts, used) = counted(&merge, sort, of.sources, of.order);
            merge.by_count(&counts, &used)
        });
        Numbering { merges, firsts: Vec::new(), old: None }
    }

    /// With the numbers of excerpts: the first of each batch, and of the old index.
    pub fn with_excerpts(self, of: &Numbered<'_>, firsts: &[u32], old_first: u32) -> Numbering {
        let old = of.old.map(|old| old_excerpts(old, old_first));
        let firsts = of.old.iter().map(|_| 0).chain(firsts.iter().copied()).collect();
        Numbering { old, firsts, ..self }
    }

    pub fn names(&self, sort: Sort) -> &Names {
        self.merges[sort as usize].names()
    }

    /// Each row's number in a dictionary.
    pub fn column(&self, sort: Sort, sources: &[Columns<'_>], rows: &[Place]) -> Vec<u32> {
        let number = |place: &Place| sources[place.source()].names[sort as usize][place.at()];
        rows.iter().map(|place| self.name(sort, place.source(), number(place))).collect()
    }
}

/// Excerpts of rows that stay are numbered anew, in their old order.
fn old_excerpts(old: &Old, first: u32) -> Vec<u32> {
    let mut numbers = vec![NO_EXCERPT; old.index.excerpts().len()];
    let staying = old.index.columns().excerpt_numbers.iter().zip(&old.rows).filter(|(_, stays)| **stays);
    for (&number, _) in staying {
        if let Some(place) = numbers.get_mut(number as usize) {
            *place = 0;
        }
    }
    let staying = numbers.iter_mut().filter(|number| **number == 0);
    staying.zip(first..).for_each(|(number, new)| *number = new);
    numbers
}

impl Renumber for Numbering {
    fn name(&self, sort: Sort, source: usize, number: u32) -> u32 {
        self.merges[sort as usize].number(source, number)
    }

    fn excerpt(&self, source: usize, number: u32) -> u32 {
        match (&self.old, self.firsts.get(source)) {
            _ if number == NO_EXCERPT => NO_EXCERPT,
            (Some(old), Some(_)) if source == 0 => old.get(number as usize).copied().unwrap_or(NO_EXCERPT),
            (_, Some(first)) => first + number,
            (_, None) => NO_EXCERPT,
        }
    }
}

/// How many rows that were not taken down stand under each number, and which numbers any row has.
fn counted(merge: &Merge, sort: Sort, sources: &[Columns<'_>], order: &Order) -> (Vec<u32>, Vec<bool>) {
    let (mut counts, mut used) = (vec![0u32; merge.len()], vec![false; merge.len()]);
    for place in &order.rows {
        let columns = &sources[place.source()];
        let listed = u32::from(!Flags::of(columns.flags[place.at()]).has(Flags::REMOVED));
        let named = match sort {
            Sort::Topics => columns.topics.get(place.at()),
            sort => std::slice::from_ref(&columns.names[sort as usize][place.at()]),
        };
        for &number in named {
            let number = merge.number(place.source(), number) as usize;
            if let (Some(count), Some(used)) = (counts.get_mut(number), used.get_mut(number)) {
                *count += listed;
                *used = true;
            }
        }
    }
    (counts, used)
}
