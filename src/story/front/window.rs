//! Which stories an edition looks at: those of the last days before it, each once, by the article that stands for it; what is muted by
//! itself. It judges none.

use std::collections::HashSet;

use super::subject::Tastes;
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
/// And no more articles are passed than these to find them, where most are held back or told by one story.
const PASSED: usize = 100_000;
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
    /// What tastes keep from being one of them, the newest first; where no article of it may stand for it, by that which else would.
    pub muted: Vec<Candidate>,
    /// What is usual is seen by these.
    pub sample: Vec<Row>,
}

impl Window {
    pub fn of(index: &Index, stories: &Stories, tastes: &Tastes<'_>, now: Timestamp) -> Window {
        let now = now.seconds();
        let rows = Rows::of(index, now.saturating_add(DAY));
        let newest = rows.dated.iter().copied().take(PASSED).find(|&row| is_shown(index, row));
        let newest = newest.and_then(|row| index.date(row)).map_or(now, Timestamp::seconds);
        let is_past = newest < now.saturating_sub(DAY);
        let from = if is_past { newest } else { now };
        let mut window = Window { from, is_past, ..Window::default() };
        window.look(index, stories, tastes, &rows);
        // In what is usual what is muted counts, too.
        window.sample = window.looked().collect();
        if window.sample.len() < SAMPLE.0 {
            window.sample = rows.all().take(PASSED).filter(|&row| is_shown(index, row)).take(SAMPLE.1).collect();
        }
        window
    }

    /// The stories that were looked at, by what stands for each, or would.
    pub fn looked(&self) -> impl Iterator<Item = Row> {
        self.candidates.iter().chain(&self.muted).map(|candidate| candidate.row)
    }

    /// How old they are, as last told: the newest first.
    pub fn ages(&self) -> Vec<i64> {
        let all = self.candidates.iter().chain(&self.muted);
        let mut ages: Vec<i64> = all.filter_map(|one| Some(self.from.saturating_sub(one.told?).max(0))).collect();
        ages.sort_unstable();
        ages
    }

    /// How many stories have been found so far. What is muted counts: it is no reason to look further back.
    fn found(&self) -> usize {
        self.candidates.len() + self.muted.len()
    }

    /// The story of `row`, which may be shown.
    fn add(&mut self, (index, stories, tastes): (&Index, &Stories, &Tastes<'_>), row: Row, told: Option<i64>) {
        match stands(index, stories, row, |row| tastes.may_stand(row)) {
            Some(row) if !tastes.mute(row) => self.candidates.push(Candidate { row, told }),
            Some(row) => self.muted.push(Candidate { row, told }),
            None => {
                let row = stands(index, stories, row, |row| is_shown(index, row)).unwrap_or(row);
                self.muted.push(Candidate { row, told });
            }
        }
    }

    fn look(&mut self, index: &Index, stories: &Stories, tastes: &Tastes<'_>, rows: &Rows<'_>) {
        let mut told = HashSet::new();
        let mut is_first =
            move |row: Row| is_shown(index, row) && stories.of(row).is_none_or(|story| told.insert(story));
        let mut steps = STEPS.iter().copied().peekable();
        for &row in rows.dated.iter().take(PASSED) {
            let age = self.from.saturating_sub(index.date(row).map_or(self.from, Timestamp::seconds));
            let found = self.found();
            while steps.next_if(|(span, enough)| age > *span && found < *enough).is_some() {}
            let is_far = steps.peek().is_some_and(|(span, _)| age > *span);
            if is_far || found == MOST {
                return;
            }
            if is_first(row) {
                let told = Some(self.from.saturating_sub(age));
                self.add((index, stories, tastes), row, told);
            }
        }
        let enough = STEPS.last().map_or(0, |(_, enough)| *enough);
        if self.found() < enough {
            let others = rows.undated.iter().chain(rows.ahead).copied().take(PASSED).filter(|&row| is_first(row));
            others.take(MOST).for_each(|row| self.add((index, stories, tastes), row, None));
        }
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

pub(super) fn is_shown(index: &Index, row: Row) -> bool {
    let flags = index.flags(row);
    !flags.has(Flags::HELD_BACK) && !flags.has(Flags::REMOVED)
}

/// What stands for the story of `row`: the lead where it may, else the earliest that may, else one without a date; nothing where none may.
pub(super) fn stands(index: &Index, stories: &Stories, row: Row, may: impl Fn(Row) -> bool) -> Option<Row> {
    let lead = stories.lead_of(row);
    if may(lead) {
        return Some(lead);
    }
    let members = stories.of(row).map_or(&[][..], |story| stories.members(story));
    let dated = members.iter().rev().filter(|&&row| index.date(row).is_some());
    dated.chain([&row]).chain(members).copied().find(|&row| may(row))
}
