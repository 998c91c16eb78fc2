//! Which stories an edition looks at: those of the last days before it, each once, by the article that stands for it. It judges none.

use std::collections::HashSet;

use crate::index::{Flags, Index, Row, Scope};
use crate::model::Timestamp;
use crate::story::Stories;

const DAY: i64 = 86_400;
/// How far back is looked, and how many stories are enough to look no further: within a month a page full, then a handful. At last at
/// all there are.
const STEPS: [(i64, usize); 7] =
    [(3 * DAY, 40), (7 * DAY, 40), (14 * DAY, 40), (31 * DAY, 12), (92 * DAY, 12), (365 * DAY, 12), (3_650 * DAY, 12)];
/// No more than these, the newest, whatever floods in.
const MOST: usize = 10_000;
/// Articles that tell what is usual: where fewer stories are looked at, the store's newest.
const SAMPLE: (usize, usize) = (200, 1_000);

/// A story that may be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// What stands for it.
    pub row: Row,
    /// When it was last told, as far as that is known.
    pub told: Option<i64>,
}

/// What is looked at.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// What ages count from, and whether that is the newest article and long ago.
    pub from: i64,
    pub is_past: bool,
    /// The newest first.
    pub candidates: Vec<Candidate>,
    /// What is usual is seen by these.
    pub sample: Vec<Row>,
}

impl Window {
    pub fn of(index: &Index, stories: &Stories, now: Timestamp) -> Window {
        let now = now.seconds();
        let rows = Rows::of(index, now.saturating_add(DAY));
        let newest = rows.dated.iter().copied().find(|&row| is_shown(index, row));
        let newest = newest.and_then(|row| index.date(row)).map_or(now, Timestamp::seconds);
        let is_past = newest < now.saturating_sub(DAY);
        let from = if is_past { newest } else { now };
        let candidates = candidates(index, stories, &rows, from);
        let sample = if candidates.len() >= SAMPLE.0 {
            candidates.iter().map(|candidate| candidate.row).collect()
        } else {
            rows.all().filter(|&row| is_shown(index, row)).take(SAMPLE.1).collect()
        };
        Window { from, is_past, candidates, sample }
    }
}

/// The rows that are listed, by what their dates are good for.
struct Rows<'a> {
    dated: &'a [Row],
    undated: &'a [Row],
    /// Of a time to come.
    ahead: &'a [Row],
}

impl<'a> Rows<'a> {
    fn of(index: &'a Index, limit: i64) -> Rows<'a> {
        let list = index.list(&Scope::All);
        let (dated, undated) = index.rows_in(list).split_at(index.dated_in(list));
        let ahead = dated.partition_point(|&row| index.date(row).is_some_and(|date| date.seconds() > limit));
        let (ahead, dated) = dated.split_at(ahead);
        Rows { dated, undated, ahead }
    }

    fn all(&self) -> impl Iterator<Item = Row> {
        self.dated.iter().chain(self.undated).chain(self.ahead).copied()
    }
}

fn candidates(index: &Index, stories: &Stories, rows: &Rows<'_>, from: i64) -> Vec<Candidate> {
    let mut told = HashSet::new();
    let mut is_first = move |row: Row| is_shown(index, row) && stories.of(row).is_none_or(|story| told.insert(story));
    let mut found: Vec<Candidate> = Vec::new();
    let mut steps = STEPS.iter().copied().peekable();
    for &row in rows.dated {
        let age = from.saturating_sub(index.date(row).map_or(from, Timestamp::seconds));
        while steps.next_if(|(span, enough)| age > *span && found.len() < *enough).is_some() {}
        let is_far = steps.peek().is_some_and(|(span, _)| age > *span);
        if is_far || found.len() == MOST {
            return found;
        }
        if is_first(row) {
            found.push(Candidate { row: stands(index, stories, row), told: Some(from.saturating_sub(age)) });
        }
    }
    let enough = STEPS.last().map_or(0, |(_, enough)| *enough);
    if found.len() < enough {
        let others = rows.undated.iter().chain(rows.ahead).copied().filter(|&row| is_first(row));
        let others = others.map(|row| Candidate { row: stands(index, stories, row), told: None });
        found.extend(others.take(MOST));
    }
    found
}

pub(super) fn is_shown(index: &Index, row: Row) -> bool {
    let flags = index.flags(row);
    !flags.has(Flags::HELD_BACK) && !flags.has(Flags::REMOVED)
}

/// What stands for the story of `row`, which may be shown: the lead where it may, too, else the earliest that may.
fn stands(index: &Index, stories: &Stories, row: Row) -> Row {
    let lead = stories.lead_of(row);
    if is_shown(index, lead) {
        return lead;
    }
    let members = stories.of(row).map_or(&[][..], |story| stories.members(story));
    let dated = members.iter().rev().filter(|&&row| index.date(row).is_some());
    dated.copied().find(|&row| is_shown(index, row)).unwrap_or(row)
}
