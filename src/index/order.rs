//! In which order the rows of a new index stand, and which of several files of one article is the one. It copies nothing.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::columns::{Columns, Place};
use super::{Flags, Row};

/// The rows of a new index: where each comes from, newest first, of one date the hotter, ties by id.
#[derive(Debug, Default)]
pub(crate) struct Order {
    pub rows: Vec<Place>,
    /// The rows in the order of their ids.
    pub by_id: Vec<Row>,
    /// Files that say what another file says.
    pub duplicates: Vec<Place>,
}

/// The rows of an index that stay, among the sources the first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept<'a> {
    /// Its rows by id.
    pub by_id: &'a [Row],
    /// For each of its rows whether it stays.
    pub stays: &'a [bool],
}

impl Order {
    /// Puts all rows of `sources` in order; of the first, where `kept` says so, only those that stay, and without sorting them
    /// again. Of one id, the file outside `_archive` wins, then the later date, then the path in byte order.
    pub fn new(sources: &[Columns<'_>], kept: Option<Kept<'_>>) -> Order {
        let fresh_from = usize::from(kept.is_some());
        let mut duplicates = Vec::new();
        let by_id = merge(old_by_id(sources, kept), fresh_by_id(sources, fresh_from, &mut duplicates), |old, new| {
            match id(sources, old).cmp(id(sources, new)) {
                Ordering::Equal => {
                    let (winner, loser) = if better(sources, old, new).is_le() { (old, new) } else { (new, old) };
                    duplicates.push(loser);
                    Merge::One(winner)
                }
                Ordering::Less => Merge::Left,
                Ordering::Greater => Merge::Right,
            }
        });
        // Places stand in the order of their ids, so their numbers settle ties.
        let date = |place: Place| {
            let columns = &sources[place.source()];
            (columns.dates[place.at()], columns.heat[place.at()])
        };
        let numbered = by_id.iter().zip(0u32..).map(|(&place, nth)| (std::cmp::Reverse(date(place)), nth));
        let is_old = |nth: u32| kept.is_some() && by_id[nth as usize].source == 0;
        let mut fresh: Vec<_> = numbered.filter(|&(_, nth)| !is_old(nth)).collect();
        fresh.par_sort_unstable();
        let old = match kept {
            None => Vec::new(),
            // Old rows stand in this order already.
            Some(kept) => {
                let mut nth_of = vec![u32::MAX; kept.stays.len()];
                for (place, nth) in by_id.iter().zip(0u32..).filter(|&(_, nth)| is_old(nth)) {
                    nth_of[place.at()] = nth;
                }
                let stays = nth_of.into_iter().filter(|&nth| nth != u32::MAX);
                stays.map(|nth| (std::cmp::Reverse(date(by_id[nth as usize])), nth)).collect()
            }
        };
        let by_date = merge(old, fresh, |a, b| if a <= b { Merge::Left } else { Merge::Right });
        let mut rows_by_id = vec![Row(0); by_id.len()];
        for (&(_, nth), row) in by_date.iter().zip(0..) {
            rows_by_id[nth as usize] = Row(row);
        }
        let rows = by_date.iter().map(|&(_, nth)| by_id[nth as usize]).collect();
        Order { rows, by_id: rows_by_id, duplicates }
    }
}

fn id<'a>(sources: &[Columns<'a>], place: Place) -> &'a [u8; 16] {
    &sources[place.source()].ids[place.at()]
}

/// Less where `a` is to be shown of two files of one article.
fn better(sources: &[Columns<'_>], a: Place, b: Place) -> Ordering {
    let (x, y) = (&sources[a.source()], &sources[b.source()]);
    let (i, k) = (a.at(), b.at());
    let archived = |columns: &Columns<'_>, at: usize| Flags::of(columns.flags[at]).has(Flags::ARCHIVED);
    (archived(x, i).cmp(&archived(y, k)))
        .then_with(|| y.dates[k].cmp(&x.dates[i]))
        .then_with(|| x.paths.get(i).cmp(y.paths.get(k)))
}

fn old_by_id(sources: &[Columns<'_>], kept: Option<Kept<'_>>) -> Vec<Place> {
    let Some(kept) = kept else { return Vec::new() };
    let rows = sources[0].len();
    let stays = |row: &&Row| kept.stays.get(row.at()).copied().unwrap_or(false) && row.at() < rows;
    kept.by_id.iter().filter(stays).map(|row| Place { source: 0, at: row.0 }).collect()
}

/// The rows of all sources from `from` on by their ids, each id once.
fn fresh_by_id(sources: &[Columns<'_>], from: usize, duplicates: &mut Vec<Place>) -> Vec<Place> {
    // The first eight bytes of an id settle nearly every comparison without a look at the columns.
    let mut keyed: Vec<(u64, Place)> = Vec::with_capacity(sources[from..].iter().map(Columns::len).sum());
    for (columns, source) in sources.iter().zip(0u32..).skip(from) {
        let head = |id: &[u8; 16]| id.first_chunk().map_or(0, |head| u64::from_be_bytes(*head));
        keyed.extend(columns.ids.iter().zip(0u32..).map(|(id, at)| (head(id), Place { source, at })));
    }
    keyed.par_sort_unstable_by(|&(x, a), &(y, b)| {
        x.cmp(&y).then_with(|| id(sources, a).cmp(id(sources, b)).then_with(|| better(sources, a, b)))
    });
    let mut places: Vec<Place> = Vec::with_capacity(keyed.len());
    let mut last = None;
    for (head, place) in keyed {
        let is_same = last.is_some_and(|(other, known)| other == head && id(sources, known) == id(sources, place));
        if is_same {
            duplicates.push(place);
        } else {
            places.push(place);
            last = Some((head, place));
        }
    }
    places
}

/// What comes next of two rising lists.
enum Merge<T> {
    Left,
    Right,
    /// Both are one, and this stands for them.
    One(T),
}

fn merge<T: Copy>(left: Vec<T>, right: Vec<T>, mut next: impl FnMut(T, T) -> Merge<T>) -> Vec<T> {
    if left.is_empty() || right.is_empty() {
        return if left.is_empty() { right } else { left };
    }
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut i, mut k) = (0, 0);
    while let (Some(&a), Some(&b)) = (left.get(i), right.get(k)) {
        match next(a, b) {
            Merge::Left => {
                merged.push(a);
                i += 1;
            }
            Merge::Right => {
                merged.push(b);
                k += 1;
            }
            Merge::One(one) => {
                merged.push(one);
                (i, k) = (i + 1, k + 1);
            }
        }
    }
    merged.extend_from_slice(&left[i..]);
    merged.extend_from_slice(&right[k..]);
    merged
}
