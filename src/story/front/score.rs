//! What a story earns, signal by signal. It orders nothing, and puts nothing into words.

use std::cmp::Reverse;

use super::gauge::{Gauges, WHOLE, quality};
use super::subject::Tastes;
use super::weights::Weights;
use super::window::{Candidate, Window};
use crate::index::{Index, Marks, Row};
use crate::story::Stories;

/// What may lift a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    Heat,
    Quality,
    Outlets,
    Fresh,
    Unread,
    /// What a taste gives or takes.
    Weigh,
}

impl Signal {
    /// Those that the points are parted among.
    pub const ALL: [Signal; 5] = [Signal::Heat, Signal::Quality, Signal::Outlets, Signal::Fresh, Signal::Unread];

    /// As the configuration calls it.
    pub fn name(self) -> &'static str {
        match self {
            Signal::Heat => "heat",
            Signal::Quality => "quality",
            Signal::Outlets => "outlets",
            Signal::Fresh => "fresh",
            Signal::Unread => "unread",
            Signal::Weigh => "weigh",
        }
    }

    /// What it is whatever the hour, and whoever has read it.
    fn is_worth(self) -> bool {
        matches!(self, Signal::Heat | Signal::Quality | Signal::Outlets)
    }
}

/// By how many outlets tell it, from none on.
const OUTLETS: [u32; 9] = [0, 0, 333, 528, 667, 774, 862, 936, WHOLE];
/// The place of the story whose age is a half-life, where news comes slowly.
const SLOW: usize = 7;
/// Nothing is fresher than half as fresh this often.
const STALE: i64 = 10;

/// A story with what it has earned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    pub candidate: Candidate,
    pub score: u32,
    /// Of that, what it is worth.
    worth: u32,
    /// Its heat or its quality is known, or nobody's is.
    pub is_known: bool,
}

impl Scored {
    /// By score; of equal ones the newest, as last told, first.
    pub fn place(&self) -> impl Ord + use<> {
        (Reverse(self.score), Reverse(self.candidate.told), self.candidate.row)
    }
}

/// What the stories of an edition are held against.
pub(super) struct Scale<'a> {
    pub index: &'a Index,
    pub stories: &'a Stories,
    marks: Option<&'a Marks>,
    pub gauges: Gauges,
    /// What a whole share of each signal earns, in the order of [`Signal::ALL`]; nothing of one that nobody has.
    whole: [Option<u32>; 5],
    half_life: i64,
    from: i64,
    pub is_past: bool,
    pub tastes: &'a Tastes<'a>,
}

impl<'a> Scale<'a> {
    pub fn new(
        index: &'a Index,
        stories: &'a Stories,
        marks: Option<&'a Marks>,
        weights: &Weights,
        tastes: &'a Tastes<'a>,
        window: &Window,
    ) -> Scale<'a> {
        let gauges = Gauges::of(index, &window.sample);
        let slow = window.ages().into_iter().take(SLOW + 1).next_back();
        let (from, is_past) = (window.from, window.is_past);
        Scale {
            index,
            stories,
            marks,
            gauges,
            whole: parted([
                gauges.heat.map(|_| weights.heat),
                gauges.quality.map(|_| weights.quality),
                Some(weights.outlets),
                slow.map(|_| weights.fresh),
                marks.map(|_| weights.unread),
            ]),
            half_life: slow.unwrap_or_default().max(i64::from(weights.half_life) * 3_600).max(1),
            from,
            is_past,
            tastes,
        }
    }

    pub fn score(&self, candidate: Candidate) -> Scored {
        let earned = |signal: Signal| self.points(signal, &candidate).unwrap_or_default();
        let all: u32 = Signal::ALL.into_iter().map(earned).sum();
        let given: i32 = self.tastes.weigh(candidate.row).map(|(_, points)| points).sum();
        let score = all.saturating_add_signed(given);
        let worth = Signal::ALL.into_iter().filter(|signal| signal.is_worth()).map(earned).sum();
        Scored { candidate, score, worth, is_known: self.is_known(candidate.row) }
    }

    fn is_known(&self, row: Row) -> bool {
        let heat = self.gauges.heat.map(|_| self.gauges.heat_of(self.index, row).is_some());
        let quality = self.gauges.quality.map(|_| quality(self.index, row).is_some());
        heat.or(quality).is_none() || heat == Some(true) || quality == Some(true)
    }

    /// It is worth half of what is usual here: an outlet's article of the usual heat and quality.
    pub fn is_worth_showing(&self, scored: &Scored) -> bool {
        let gauges = [(Signal::Heat, self.gauges.heat), (Signal::Quality, self.gauges.quality)];
        let usual = gauges.map(|(signal, gauge)| {
            gauge.zip(self.whole_of(signal)).map_or(0, |(gauge, whole)| gauge.share(Some(gauge.usual)) * whole / WHOLE)
        });
        scored.worth * 2 >= usual.iter().sum()
    }

    fn whole_of(&self, signal: Signal) -> Option<u32> {
        self.whole.get(signal as usize).copied().flatten()
    }

    pub fn points(&self, signal: Signal, candidate: &Candidate) -> Option<u32> {
        Some(self.whole_of(signal)? * self.share(signal, candidate) / WHOLE)
    }

    fn share(&self, signal: Signal, candidate: &Candidate) -> u32 {
        let (index, row) = (self.index, candidate.row);
        match signal {
            Signal::Heat => self.gauges.heat.map_or(0, |gauge| gauge.share(self.gauges.heat_of(index, row))),
            Signal::Quality => self.gauges.quality.map_or(0, |gauge| gauge.share(quality(index, row))),
            Signal::Outlets => OUTLETS.get(self.stories.told_by(index, row)).copied().unwrap_or(WHOLE),
            Signal::Fresh => self.freshness(self.age(candidate)),
            Signal::Unread => u32::from(self.is_unread(row)) * WHOLE,
            // It has points of its own.
            Signal::Weigh => 0,
        }
    }

    /// Whole at first, half at each half-life, straight between them.
    fn freshness(&self, age: Option<i64>) -> u32 {
        let age = age.unwrap_or(self.half_life);
        let (halves, rest) = ((age / self.half_life).min(STALE), age % self.half_life);
        let gone = u32::try_from(i64::from(WHOLE / 2) * rest / self.half_life).unwrap_or(WHOLE);
        WHOLE.saturating_sub(gone) >> halves
    }

    pub fn age(&self, candidate: &Candidate) -> Option<i64> {
        Some(self.from.saturating_sub(candidate.told?).max(0))
    }

    pub fn is_unread(&self, row: Row) -> bool {
        self.marks.is_some_and(|marks| !marks.is_read(row))
    }
}

/// 1000 points by weight, among those that count.
fn parted(weights: [Option<u16>; 5]) -> [Option<u32>; 5] {
    let all: u32 = weights.iter().flatten().copied().map(u32::from).sum();
    weights.map(|weight| Some(WHOLE * u32::from(weight?) / all.max(1)))
}
