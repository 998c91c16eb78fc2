//! The single numbers of a segment: what became of the files, and what an index would have to count for.

use super::Totals;
use super::segment::{Doubt, Section, Segment, Writer};

/// In the order in which they are written, 8 bytes each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(crate) struct Counts {
    pub rows: u64,
    /// Rows of `head`.
    pub head: u64,
    /// Rows that have a date: they stand first.
    pub dated: u64,
    /// Of those not taken down.
    pub listed_dated: u64,
    /// The outlet with over half of the articles; the greatest value for none.
    pub majority: u64,
    /// Of the descriptions of topics.
    pub tree: u64,
    pub articles: u64,
    pub not_articles: u64,
    pub problems: u64,
    pub duplicates: u64,
    pub removed: u64,
    pub notes: u64,
    pub bodies: u64,
    /// Files that were read too soon after they changed to be sure of their stamps.
    pub unsettled: u64,
    /// Outlets that rows have, those taken down too: they stand first. The others are only elsewhere.
    pub outlets: u64,
}

impl Counts {
    pub fn read(segment: &Segment<'_>) -> Result<Counts, Doubt> {
        let all: &[Counts] = segment.rows(Section::COUNTS, 1)?;
        all.first().copied().ok_or(Doubt::Section(Section::COUNTS.0))
    }

    pub fn write(&self, out: &mut Writer) -> std::io::Result<()> {
        out.section(Section::COUNTS, &[*self])
    }

    pub fn totals(&self) -> Totals {
        Totals {
            files: (self.rows + self.duplicates + self.not_articles + self.problems) as usize,
            articles: self.articles as usize,
            not_articles: self.not_articles as usize,
            problems: self.problems as usize,
            duplicates: self.duplicates as usize,
            removed: self.removed as usize,
            notes: self.notes as usize,
            bodies: self.bodies as usize,
        }
    }
}
