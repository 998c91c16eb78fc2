//! Batches -> [`Index`]: one row for each article, in date order, with its lists. What comes out depends on what was
//! read, never on the order in which it was read or which thread read it.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::arena::{Bytes, Texts};
use super::columns::{Columns, Lists, Place};
use super::lists::{Dictionary, TopicLists};
use super::names::{Merge, NO_NAME, Names};
use super::postings::majority;
use super::{Batch, Flags, Index, Row, Totals};
use crate::model::TopicTree;

/// Wrong values kept of a whole store; past it they are only counted.
const MAX_NOTES: usize = 100_000;

/// Collects batches and makes indexes of them.
#[derive(Debug, Default)]
pub struct Builder {
    topics: TopicTree,
    batches: Vec<Batch>,
}

impl Builder {
    /// `topics` are the described ones.
    pub fn new(topics: TopicTree) -> Builder {
        Builder { topics, batches: Vec::new() }
    }

    pub fn add(&mut self, batch: Batch) {
        if !batch.is_empty() {
            self.batches.push(batch);
        }
    }

    /// Files told of so far.
    pub fn files(&self) -> usize {
        self.batches.iter().map(Batch::files).sum()
    }

    /// An index of what was added so far; more may be added afterwards.
    pub fn build(&mut self) -> Index {
        self.index(Keep::All)
    }

    /// The index of all that was added. Each column of the batches is let go as soon as it is copied, so that the peak is
    /// the batches and one column, not twice the store.
    pub fn finish(mut self) -> Index {
        self.index(Keep::Nothing)
    }

    fn index(&mut self, keep: Keep) -> Index {
        let (order, by_id, duplicates) = in_order(&self.batches);
        let batches = &mut self.batches;

        let outlets = numbering(batches, &order, |b| &b.outlets, |c| &c.outlets);
        let kinds = numbering(batches, &order, |b| &b.kinds, |c| &c.kinds);
        let categories = numbering(batches, &order, |b| &b.categories, |c| &c.categories);
        let topics = topic_numbering(batches, &order, &self.topics);

        let mut columns = Columns { texts: texts(batches, &order), ..Columns::default() };
        keep.or_free(batches, |c| c.texts = Texts::default());
        columns.paths = paths(batches, &order);
        keep.or_free(batches, |c| c.paths = Bytes::default());
        columns.ids = column(batches, &order, |c| &c.ids);
        keep.or_free(batches, |c| c.ids = Vec::new());
        columns.dates = column(batches, &order, |c| &c.dates);
        columns.heat = column(batches, &order, |c| &c.heat);
        columns.quality = column(batches, &order, |c| &c.quality);
        columns.coverage = column(batches, &order, |c| &c.coverage);
        columns.flags = column(batches, &order, |c| &c.flags);
        columns.outlets = renumbered(batches, &order, &outlets, |c| &c.outlets);
        columns.kinds = renumbered(batches, &order, &kinds, |c| &c.kinds);
        columns.categories = renumbered(batches, &order, &categories, |c| &c.categories);
        for place in &order {
            let named = batches[place.batch()].columns.topics.get(place.at());
            columns.topics.push(named.iter().map(|&t| topics.number(place.batch(), t)));
        }
        let not_articles = batches.iter().map(|b| b.not_articles).sum();
        let mut problems: Vec<_> = batches.iter().flat_map(|b| b.problems.iter().cloned()).collect();
        let mut notes: Vec<_> = batches.iter().flat_map(|b| b.notes.iter().cloned()).take(MAX_NOTES).collect();
        let noted = batches.iter().map(|b| b.noted).sum();
        keep.or_free(batches, |c| *c = Columns::default());
        for told in [&mut problems, &mut notes] {
            told.sort_by(|(a, x), (b, y)| a.cmp(b).then(x.line.cmp(&y.line)).then(x.code.cmp(&y.code)));
        }

        let all: Vec<Row> =
            (0..order.len() as u32).map(Row).filter(|row| !columns.flags[row.at()].has(Flags::REMOVED)).collect();
        let totals = Totals {
            files: order.len() + duplicates + not_articles + problems.len(),
            articles: all.len(),
            not_articles,
            problems: problems.len(),
            duplicates,
            removed: order.len() - all.len(),
            notes: noted,
            bodies: all.iter().filter(|row| columns.flags[row.at()].has(Flags::BODY)).count(),
        };
        let outlet_of = |row: Row| columns.outlets[row.at()];
        Index {
            majority: majority(&all, outlet_of),
            topics: TopicLists::new(topics.into_names(), &self.topics, &all, &columns.topics, outlet_of),
            categories: Dictionary::new(categories.into_names(), &all, &columns.categories, outlet_of),
            kinds: Dictionary::new(kinds.into_names(), &all, &columns.kinds, outlet_of),
            outlets: Dictionary::new(outlets.into_names(), &all, &columns.outlets, outlet_of),
            columns,
            by_id,
            all,
            totals,
            problems,
            notes,
        }
    }
}

/// Whether batches are to be used again.
#[derive(Clone, Copy)]
enum Keep {
    All,
    Nothing,
}

impl Keep {
    fn or_free(self, batches: &mut [Batch], free: impl Fn(&mut Columns)) {
        if let Keep::Nothing = self {
            batches.iter_mut().for_each(|b| free(&mut b.columns));
        }
    }
}

/// Where each row of the new index comes from; the rows in the order of their ids; and how many duplicates were dropped.
///
/// Of one id, the file outside `_archive` wins, then the later date, then the path in byte order.
fn in_order(batches: &[Batch]) -> (Vec<Place>, Vec<Row>, usize) {
    let mut places: Vec<Place> = batches
        .iter()
        .enumerate()
        .flat_map(|(batch, b)| (0..b.len()).map(move |at| Place { batch: batch as u32, at: at as u32 }))
        .collect();
    let read = places.len();
    let of = |place: &Place| (&batches[place.batch()].columns, place.at());
    places.par_sort_unstable_by(|a, b| {
        let ((a, i), (b, k)) = (of(a), of(b));
        a.ids[i].cmp(&b.ids[k]).then_with(|| {
            a.flags[i]
                .has(Flags::ARCHIVED)
                .cmp(&b.flags[k].has(Flags::ARCHIVED))
                .then_with(|| b.dates[k].cmp(&a.dates[i]))
                .then_with(|| a.paths.get(i).cmp(b.paths.get(k)))
        })
    });
    places.dedup_by_key(|place| {
        let (columns, at) = of(place);
        columns.ids[at]
    });
    // Newest first; places stand in the order of their ids, so that settles ties.
    let mut dated: Vec<(Reverse<i64>, u32)> = places
        .iter()
        .enumerate()
        .map(|(nth, place)| {
            let (columns, at) = of(place);
            (Reverse(columns.dates[at]), nth as u32)
        })
        .collect();
    dated.par_sort_unstable();
    let mut by_id = vec![Row(0); dated.len()];
    for (row, &(_, nth)) in dated.iter().enumerate() {
        by_id[nth as usize] = Row(row as u32);
    }
    let order = dated.iter().map(|&(_, nth)| places[nth as usize]).collect::<Vec<_>>();
    let duplicates = read - order.len();
    (order, by_id, duplicates)
}

fn column<T: Copy + Send + Sync>(batches: &[Batch], order: &[Place], pick: impl Fn(&Columns) -> &[T] + Sync) -> Vec<T> {
    order.par_iter().with_min_len(1024).map(|p| pick(&batches[p.batch()].columns)[p.at()]).collect()
}

fn texts(batches: &[Batch], order: &[Place]) -> Texts {
    let of = |p: &Place| &batches[p.batch()].columns.texts;
    let size = order.iter().map(|p| of(p).size(p.at())).sum();
    let mut texts = Texts::with_capacity(order.len(), size);
    order.iter().for_each(|p| texts.push_from(of(p), p.at()));
    texts
}

fn paths(batches: &[Batch], order: &[Place]) -> Bytes {
    let of = |p: &Place| batches[p.batch()].columns.paths.get(p.at());
    let size = order.iter().map(|p| of(p).len()).sum();
    let mut paths = Bytes::with_capacity(order.len(), size);
    order.iter().for_each(|p| paths.push(of(p)));
    paths
}

fn renumbered(batches: &[Batch], order: &[Place], merge: &Merge, pick: impl Fn(&Columns) -> &[u32]) -> Vec<u32> {
    order.iter().map(|p| merge.number(p.batch(), pick(&batches[p.batch()].columns)[p.at()])).collect()
}

/// The common numbers of a dictionary that has one name a row.
fn numbering(
    batches: &[Batch],
    order: &[Place],
    names: impl Fn(&Batch) -> &Names,
    pick: impl Fn(&Columns) -> &[u32],
) -> Merge {
    let merge = Merge::new([], batches.iter().map(names));
    counted(batches, order, merge, |columns, at, count| count(pick(columns)[at]))
}

/// The common numbers of topics: the described ones first, as the tree has them.
fn topic_numbering(batches: &[Batch], order: &[Place], tree: &TopicTree) -> Merge {
    let described: Vec<&str> = tree.iter().map(|(topic, _)| topic.name.as_str()).collect();
    let merge = Merge::new(described, batches.iter().map(|b| &b.topics));
    counted(batches, order, merge, |columns, at, count| {
        let topics: &Lists = &columns.topics;
        topics.get(at).iter().for_each(|&topic| count(topic));
    })
}

fn counted(
    batches: &[Batch],
    order: &[Place],
    merge: Merge,
    each: impl Fn(&Columns, usize, &mut dyn FnMut(u32)),
) -> Merge {
    let mut counts = vec![0u32; merge.len()];
    for p in order {
        let columns = &batches[p.batch()].columns;
        if columns.flags[p.at()].has(Flags::REMOVED) {
            continue;
        }
        each(columns, p.at(), &mut |number| {
            let number = merge.number(p.batch(), number);
            if number != NO_NAME {
                counts[number as usize] += 1;
            }
        });
    }
    merge.by_count(&counts)
}
