//! Why a story stands where it does, in plain words. It reckons nothing.

use super::gauge::{Gauge, quality};
use super::score::{Scale, Signal};
use super::window::Candidate;
use crate::model::Of;

/// One of the parts of a story's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub signal: Signal,
    /// In plain words: `heat 53`, `4 outlets`, `5 h old`, `unread`, `topic Rail`.
    pub value: String,
    /// Below zero where a taste takes some away.
    pub points: i32,
}

impl Scale<'_> {
    /// The parts of its score, those that count here; at last what tastes give, and then what they take, as far as there is something left.
    pub fn terms(&self, candidate: &Candidate) -> Vec<Term> {
        let term = |signal: Signal| {
            let points = self.points(signal, candidate)?;
            Some(Term { signal, value: self.value(signal, candidate), points: points.cast_signed() })
        };
        let mut terms: Vec<Term> = Signal::ALL.into_iter().filter_map(term).collect();
        let mut weighed: Vec<(&Of, i32)> = self.tastes.weigh(candidate.row).collect();
        weighed.sort_by_key(|(_, points)| *points < 0);
        let mut left: i32 = terms.iter().map(|term| term.points).sum();
        for (of, points) in weighed {
            let points = points.max(-left);
            left += points;
            terms.push(Term { signal: Signal::Weigh, value: of.told(), points });
        }
        terms
    }

    fn value(&self, signal: Signal, candidate: &Candidate) -> String {
        let (index, row) = (self.index, candidate.row);
        let known = |value: Option<u32>, gauge: Option<Gauge>| match (value, gauge) {
            (Some(value), _) => format!("{} {value}", signal.name()),
            (None, Some(Gauge { usual, unknown })) if unknown < usual => {
                format!("{} not known: as a low {unknown}", signal.name())
            }
            (None, gauge) => {
                format!("{} not known: as the usual {}", signal.name(), gauge.map_or(0, |gauge| gauge.usual))
            }
        };
        match signal {
            Signal::Heat => known(self.gauges.heat_of(index, row), self.gauges.heat),
            Signal::Quality => known(quality(index, row), self.gauges.quality),
            Signal::Outlets => match self.stories.told_by(index, row) {
                0 => "no outlet named".to_owned(),
                1 => "1 outlet".to_owned(),
                several => format!("{several} outlets"),
            },
            Signal::Fresh => self.told(candidate),
            // Tastes are told one by one.
            Signal::Weigh => String::new(),
            Signal::Unread => if self.is_unread(row) { "unread" } else { "read" }.to_owned(),
        }
    }

    fn told(&self, candidate: &Candidate) -> String {
        let Some(age) = self.age(candidate) else { return "date not known: as one half-life".to_owned() };
        let again = self.index.date(candidate.row).map(|date| date.seconds()) < candidate.told;
        let length = length(age);
        match (again, self.is_past) {
            (_, true) if age == 0 => "the newest".to_owned(),
            (false, false) => format!("{length} old"),
            (false, true) => format!("{length} before the newest"),
            (true, false) => format!("last told {length} ago"),
            (true, true) => format!("last told {length} before the newest"),
        }
    }
}

fn length(seconds: i64) -> String {
    match seconds {
        ..3_600 => format!("{} min", seconds / 60),
        3_600..172_800 => format!("{} h", seconds / 3_600),
        172_800..63_072_000 => format!("{} days", seconds / 86_400),
        _ => format!("{} years", seconds / 31_557_600),
    }
}
