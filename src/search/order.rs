//! In which order rows are shown. Each order is total: of rows that are equal in it, the newer stands first, then the hotter. It decides
//! what "newer" means now, which the index, being kept, cannot.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::Request;
use crate::index::{Index, Marks, Row};
use crate::model::{Timestamp, fold};
use crate::store::marks::Moment;

/// A row that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub row: Row,
    /// Greater is better; 0 where nothing was asked of its title.
    pub score: u16,
}

/// A date further ahead of now than this is none to go by, in seconds.
pub(super) const AHEAD: i64 = 24 * 60 * 60;

/// The orders there are. What is not known (a date, heat, quality, outlet) stands last in each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Of one date the hotter first: so rows stand.
    #[default]
    Newest,
    Oldest,
    /// The most attention first.
    Heat,
    Quality,
    /// By folded title.
    Title,
    /// By folded name of the outlet.
    Outlet,
    /// What was opened or read last first.
    Seen,
    /// How well the words match, then as [`Order::Newest`], which it is where there are no words.
    Best,
}

/// The rows of `hits`, which stand in row order, in `order`. `matched` tells whether they have scores.
pub(super) fn arrange(request: &Request, mut hits: Vec<Hit>, order: Order, matched: bool) -> Vec<Row> {
    let index = &*request.index;
    let future = newest(index, &mut hits, request.now);
    match order {
        Order::Newest => {}
        Order::Oldest => oldest(index, &mut hits[..future]),
        Order::Heat => return by_bucket(hits, |hit| from_the_top(index.heat(hit.row))),
        Order::Quality => return by_bucket(hits, |hit| from_the_top(index.quality(hit.row))),
        Order::Title => match index.title_ranks() {
            Some(ranks) => by_rank(&mut hits, |hit| ranks.get(hit.row.0 as usize).copied().unwrap_or(u32::MAX)),
            None => by_title(index, &mut hits),
        },
        Order::Outlet => by_outlet(index, &mut hits),
        Order::Seen => by_seen(&request.marks, &mut hits),
        Order::Best if matched => return by_bucket(hits, |hit| u16::MAX - hit.score),
        Order::Best => {}
    }
    rows(&hits)
}

fn rows(hits: &[Hit]) -> Vec<Row> {
    hits.iter().map(|hit| hit.row).collect()
}

/// Dated, then dated ahead of now, then undated. Returns where the dated ones end.
fn newest(index: &Index, hits: &mut [Hit], now: Timestamp) -> usize {
    // Row order is date order, so each sort is one run.
    let limit = now.seconds().saturating_add(AHEAD);
    let ahead = hits.partition_point(|hit| index.date(hit.row).is_some_and(|date| date.seconds() > limit));
    let undated = hits.partition_point(|hit| index.date(hit.row).is_some());
    hits[..undated].rotate_left(ahead);
    undated - ahead
}

/// Turns the dated ones round, but leaves those of one date in their order.
fn oldest(index: &Index, dated: &mut [Hit]) {
    dated.reverse();
    dated.chunk_by_mut(|a, b| index.date(a.row) == index.date(b.row)).for_each(<[Hit]>::reverse);
}

/// Greatest first, unknown last: 0 for the greatest.
fn from_the_top(number: Option<i16>) -> u16 {
    number.map_or(u16::MAX, |n| (i16::MAX as u16).wrapping_sub(n as u16))
}

/// Stable, and in linear time where there is much: each processor takes a part of them.
fn by_bucket(mut hits: Vec<Hit>, bucket: impl Fn(&Hit) -> u16 + Sync) -> Vec<Row> {
    if hits.len() < 4_096 {
        hits.sort_by_key(bucket);
        return rows(&hits);
    }
    let part = hits.len().div_ceil(rayon::current_num_threads());
    let mut lists: Vec<(u16, Vec<Row>)> = hits.par_chunks(part).flat_map_iter(|part| buckets(part, &bucket)).collect();
    // Stable too: lists of one bucket stay in the order of their parts.
    lists.sort_by_key(|(bucket, _)| *bucket);
    lists.into_iter().map(|(_, rows)| rows).collect::<Vec<_>>().concat()
}

/// The rows of each bucket that has some, in the order of `hits`.
fn buckets(hits: &[Hit], bucket: impl Fn(&Hit) -> u16) -> Vec<(u16, Vec<Row>)> {
    let mut lists: Vec<(u16, Vec<Row>)> = Vec::new();
    // Where each bucket's list stands, from one on.
    let mut places = vec![0u32; 1 << 16];
    for hit in hits {
        let bucket = bucket(hit);
        let place = &mut places[usize::from(bucket)];
        if *place == 0 {
            lists.push((bucket, Vec::new()));
            *place = lists.len() as u32;
        }
        lists[*place as usize - 1].1.push(hit.row);
    }
    lists
}

/// Stable, as [`by_bucket`], where the numbers are as many as the rows: for few of them sorting is faster.
fn by_rank(hits: &mut Vec<Hit>, rank: impl Fn(&Hit) -> u32 + Sync) {
    let Some(most) = hits.iter().map(&rank).max() else { return };
    if hits.len() < 4_096 || most as usize / 8 > hits.len() {
        return hits.sort_by_key(rank);
    }
    let mut next = vec![0u32; most as usize + 2];
    hits.iter().for_each(|hit| next[rank(hit) as usize + 1] += 1);
    (1..next.len()).for_each(|at| next[at] += next[at - 1]);
    let mut sorted = vec![Hit { row: Row(0), score: 0 }; hits.len()];
    for &hit in hits.iter() {
        let place = &mut next[rank(&hit) as usize];
        sorted[*place as usize] = hit;
        *place += 1;
    }
    *hits = sorted;
}

/// Those that were seen first, the last seen first of all.
fn by_seen(marks: &Marks, hits: &mut Vec<Hit>) {
    let (mut seen, others): (Vec<(Option<Moment>, Hit)>, Vec<_>) =
        hits.iter().map(|&hit| (marks.seen(hit.row), hit)).partition(|(at, _)| at.is_some());
    seen.sort_by_key(|(at, _)| Reverse(*at));
    *hits = seen.into_iter().chain(others).map(|(_, hit)| hit).collect();
}

fn by_title(index: &Index, hits: &mut Vec<Hit>) {
    // The first eight bytes settle nearly every comparison without a look at the text.
    let mut keyed: Vec<(u64, Hit)> = hits
        .iter()
        .map(|&hit| {
            let mut first = [0; 8];
            let bytes = index.folded(hit.row).bytes().map(|byte| byte.to_ascii_lowercase());
            first.iter_mut().zip(bytes).for_each(|(to, byte)| *to = byte);
            (u64::from_be_bytes(first), hit)
        })
        .collect();
    let text = |hit: &Hit| index.folded(hit.row).bytes().map(|byte| byte.to_ascii_lowercase());
    keyed.par_sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| text(x).cmp(text(y))));
    hits.clear();
    hits.extend(keyed.into_iter().map(|(_, hit)| hit));
}

fn by_outlet(index: &Index, hits: &mut Vec<Hit>) {
    let folded: Vec<String> = index.outlets().iter().map(|outlet| fold(&outlet.name)).collect();
    let mut sorted: Vec<usize> = (0..folded.len()).collect();
    // Names that fold alike ("BBC", "bbc") are still two outlets: one block each.
    sorted.sort_unstable_by_key(|&n| (&folded[n], n));
    let mut rank = vec![0u32; folded.len()];
    sorted.iter().zip(0..).for_each(|(&n, place)| rank[n] = place);
    // Those without an outlet last.
    let none = rank.len() as u32;
    by_rank(hits, |hit| rank.get(index.outlet_number(hit.row) as usize).copied().unwrap_or(none));
}
