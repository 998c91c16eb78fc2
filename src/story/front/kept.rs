//! An edition as it is kept from one run to the next: which articles stand where. What they earn is not kept: it is reckoned again.

use super::edition::{Edition, Part};
use super::score::{Scale, Scored};
use super::window::{Candidate, Window, is_shown};
use crate::index::{Index, Row};
use crate::model::{ArticleId, Timestamp};

/// What is kept of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// When it was made.
    pub at: Timestamp,
    pub sections: Vec<(Part, Vec<ArticleId>)>,
}

impl Kept {
    /// `index` is that of the edition.
    pub fn new(edition: &Edition, index: &Index, at: Timestamp) -> Kept {
        let ids = |rows: &[Row]| rows.iter().map(|&row| index.id(row)).collect();
        let sections = edition.sections.iter().map(|section| (section.part.clone(), ids(&section.rows)));
        Kept { at, sections: sections.collect() }
    }

    /// Its stories as they are in an index now, in the order they had; what is gone, or held back by now, is left out.
    pub(super) fn scored(&self, scale: &Scale<'_>, window: &Window) -> Vec<(Part, Vec<Scored>)> {
        let index = scale.index;
        let scored = |id: &ArticleId| {
            let row = index.row_of(*id).filter(|&row| is_shown(index, row))?;
            let known = window.candidates.iter().find(|candidate| candidate.row == row).copied();
            let told = || index.date(row).map(Timestamp::seconds);
            Some(scale.score(known.unwrap_or_else(|| Candidate { row, told: told() })))
        };
        let sections = self.sections.iter().map(|(part, ids)| (part.clone(), ids.iter().filter_map(scored).collect()));
        sections.filter(|(_, stories): &(Part, Vec<Scored>)| !stories.is_empty()).collect()
    }
}
