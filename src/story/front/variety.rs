//! Where variety decided: which story of a page stands before one that has as many points or more. It follows from the page as it stands,
//! and moves nothing.

use super::edition::Part;
use super::pick::{Common, Counts, is_comparable};
use super::score::Scored;
use crate::index::Row;

/// Of two stories of a page the one that variety put first, though it has no more points than the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    pub first: Row,
    pub then: Row,
    /// It is told by another outlet than the other.
    outlet: bool,
    /// It is on another topic.
    topic: bool,
}

impl Turn {
    /// The same of other rows.
    pub fn moved(self, moved: impl Fn(Row) -> Option<Row>) -> Option<Turn> {
        Some(Turn { first: moved(self.first)?, then: moved(self.then)?, ..self })
    }

    /// `within 50 points, and of another outlet`.
    pub fn because(self) -> String {
        let what = match (self.outlet, self.topic) {
            (true, true) => "of another outlet and topic",
            (true, false) => "of another outlet",
            (false, _) => "on another topic",
        };
        format!("within {} points, and {what}", super::pick::BAND)
    }
}

/// All turns of a page, in the order of what stands first.
pub(super) fn turns(sections: &[(Part, Vec<Scored>)], common: &Common<'_>) -> Vec<Turn> {
    let mut turns = Vec::new();
    for (at, (part, stories)) in sections.iter().enumerate() {
        let mut counts = Counts::default();
        for (place, one) in stories.iter().enumerate() {
            // What the top stories are chosen from stands in the sections below as well.
            let below = sections.get(at + 1..).filter(|_| *part == Part::Top).into_iter().flatten();
            let rest = stories.iter().skip(place + 1).chain(below.flat_map(|(_, stories)| stories));
            let [of_outlet, of_topic] = counts.of(common, one, *part == Part::Top);
            turns.extend(rest.filter(|other| other.place() < one.place() && is_comparable(other, one)).filter_map(
                |other| {
                    let [its_outlet, its_topic] = counts.of(common, other, *part == Part::Top);
                    let (outlet, topic) = (of_outlet < its_outlet, of_topic < its_topic);
                    let is_by_variety = of_outlet + of_topic < its_outlet + its_topic;
                    let (first, then) = (one.candidate.row, other.candidate.row);
                    is_by_variety.then_some(Turn { first, then, outlet, topic })
                },
            ));
            counts.add(common, one);
        }
    }
    turns
}
