//! The numbers of names and excerpts in a new index, found from those of what it is made of. It writes nothing.

use super::build::Old;
use super::columns::{Columns, NO_EXCERPT, Numbers, Place, SINGLE};
use super::names::{Merge, NO_NAME, Names, Use};
use super::order::Order;
use super::related::RelatedFilling;
use super::segment::{Ranges, Sort};
use super::{Batch, Flags, Row};
use crate::model::TopicTree;

/// All dictionaries.
pub(crate) const SORTS: [Sort; 4] = [Sort::Outlets, Sort::Kinds, Sort::Categories, Sort::Topics];

/// What is numbered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbered<'a> {
    pub topics: &'a TopicTree,
    pub old: Option<&'a Old>,
    pub batches: &'a [Batch],
    pub sources: &'a [Columns<'a>],
    pub order: &'a Order,
    /// By row.
    pub flags: &'a [Flags],
}

/// The numbers of names and excerpts in a new index.
#[derive(Debug)]
pub(crate) struct Numbering {
    /// By [`Sort`].
    names: [Names; 4],
    /// Each row's number in the dictionaries that have one name a row.
    columns: [Vec<u32>; 3],
    /// Of articles' stories elsewhere everything but the ids.
    related: RelatedFilling,
    /// Outlets that rows have.
    outlets: usize,
    topics: Vec<u32>,
    topic_ends: Vec<u64>,
    excerpts: Vec<u32>,
}

impl Numbering {
    /// `firsts` are the numbers of the first excerpt of each source; without them there are no excerpts.
    pub fn new(of: &Numbered<'_>, firsts: Option<&[u32]>) -> Numbering {
        let old_names: Option<[Names; 4]> = of.old.map(|old| SORTS.map(|sort| old.index.names(sort)));
        let parts = |sort: Sort| -> Vec<&Names> {
            let old = old_names.iter().map(|names| &names[sort as usize]);
            old.chain(of.batches.iter().map(|batch| &batch.names[sort as usize])).collect()
        };
        let (singles, (topics, excerpts)) = rayon::join(
            || SINGLE.map(|sort| single(of, sort, &parts(sort))),
            || (topics(of, &parts(Sort::Topics)), excerpts(of, firsts)),
        );
        let [outlets, kinds, categories] = singles;
        let (topic_names, topics, topic_ends) = topics;
        Numbering {
            names: [outlets.names, kinds.names, categories.names, topic_names],
            columns: [outlets.column, kinds.column, categories.column],
            related: outlets.related,
            outlets: outlets.used,
            topics,
            topic_ends,
            excerpts,
        }
    }

    pub fn related(&self) -> &RelatedFilling {
        &self.related
    }

    /// How many outlets have rows, those taken down among them.
    pub fn outlets(&self) -> usize {
        self.outlets
    }

    pub fn names(&self, sort: Sort) -> &Names {
        &self.names[sort as usize]
    }

    pub fn numbers(&self) -> Numbers<'_> {
        let [outlets, kinds, categories] = &self.columns;
        Numbers {
            names: [outlets, kinds, categories],
            topics: Ranges { ends: &self.topic_ends, all: &self.topics },
            excerpts: &self.excerpts,
        }
    }
}

/// A dictionary with one name a row.
struct Single {
    names: Names,
    /// How many of them rows have.
    used: usize,
    /// Each row's number.
    column: Vec<u32>,
    /// Of outlets.
    related: RelatedFilling,
}

fn single(of: &Numbered<'_>, sort: Sort, parts: &[&Names]) -> Single {
    let merge = Merge::new([], parts.iter().copied());
    let number =
        |place: &Place| merge.number(place.source(), of.sources[place.source()].names[sort as usize][place.at()]);
    let mut column: Vec<u32> = of.order.rows.iter().map(number).collect();
    let mut counts = Counts::new(merge.len());
    column.iter().zip(of.flags).for_each(|(&number, flags)| counts.count(number, *flags));
    let used = counts.used.iter().filter(|used| **used == Use::Rows).count();
    let mut related = if sort == Sort::Outlets { related(of, &merge) } else { RelatedFilling::default() };
    related.outlets.iter().for_each(|&number| counts.mention(number));
    let (names, new) = merge.by_count(&counts.listed, &counts.used);
    let numbers = column.iter_mut().chain(&mut related.outlets);
    numbers.for_each(|number| *number = new.get(*number as usize).copied().unwrap_or(NO_NAME));
    Single { names, used, column, related }
}

/// What rows say of their story elsewhere, without the ids, and with the numbers of `merge`.
fn related(of: &Numbered<'_>, merge: &Merge) -> RelatedFilling {
    let mut related = RelatedFilling::default();
    for ((place, flags), row) in of.order.rows.iter().zip(of.flags).zip(0..) {
        if flags.has(Flags::RELATED) {
            let entries = of.sources[place.source()].related.get(Row(place.at));
            related.outlets.extend(entries.map(|one| merge.number(place.source(), one.outlet)));
            related.rows.push(Row(row));
            related.ends.push(related.outlets.len() as u64);
        }
    }
    related
}

/// The dictionary of topics, and for each row the topics it names. The described ones stand first, as their tree has them.
fn topics(of: &Numbered<'_>, parts: &[&Names]) -> (Names, Vec<u32>, Vec<u64>) {
    let merge = Merge::new(of.topics.iter().map(|(topic, _)| topic.name.as_str()), parts.iter().copied());
    let mut counts = Counts::new(merge.len());
    let (mut all, mut ends) = (Vec::new(), Vec::with_capacity(of.order.rows.len()));
    for (place, &flags) in of.order.rows.iter().zip(of.flags) {
        for &number in of.sources[place.source()].topics.get(place.at()) {
            let number = merge.number(place.source(), number);
            counts.count(number, flags);
            all.push(number);
        }
        ends.push(all.len() as u64);
    }
    let (names, new) = merge.by_count(&counts.listed, &counts.used);
    all.iter_mut().for_each(|number| *number = new.get(*number as usize).copied().unwrap_or(NO_NAME));
    (names, all, ends)
}

/// Each row's number of its excerpt.
fn excerpts(of: &Numbered<'_>, firsts: Option<&[u32]>) -> Vec<u32> {
    let Some(firsts) = firsts else { return vec![NO_EXCERPT; of.order.rows.len()] };
    let old = of.old.map(|old| old_excerpts(old, firsts.first().copied().unwrap_or(0)));
    let number = |place: &Place| match (of.sources[place.source()].excerpt_numbers[place.at()], &old) {
        (NO_EXCERPT, _) => NO_EXCERPT,
        (number, Some(old)) if place.source == 0 => old.get(number as usize).copied().unwrap_or(NO_EXCERPT),
        (number, _) => firsts.get(place.source()).map_or(NO_EXCERPT, |first| first + number),
    };
    of.order.rows.iter().map(number).collect()
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

/// How many rows that were not taken down stand under each number, and who has it at all.
struct Counts {
    listed: Vec<u32>,
    used: Vec<Use>,
}

impl Counts {
    fn new(names: usize) -> Counts {
        Counts { listed: vec![0; names], used: vec![Use::Nobody; names] }
    }

    fn count(&mut self, number: u32, flags: Flags) {
        if let (Some(count), Some(used)) = (self.listed.get_mut(number as usize), self.used.get_mut(number as usize)) {
            *count += u32::from(!flags.has(Flags::REMOVED));
            *used = Use::Rows;
        }
    }

    /// A row has it not as its own.
    fn mention(&mut self, number: u32) {
        if let Some(used) = self.used.get_mut(number as usize) {
            *used = (*used).max(Use::Elsewhere);
        }
    }
}
