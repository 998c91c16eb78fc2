//! What an index reads: the sections of its segment as slices, borrowed from its bytes. It decides nothing and shows nothing.

use super::Row;
use super::columns::Columns;
use super::counts::Counts;
use super::dictionary::Dictionary;
use super::others::Others;
use super::related::RelatedLists;
use super::segment::{Doubt, Ranges, Section, Segment, Sort};
use super::told::Told;
use super::tree::Tree;

/// All sections.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Parts<'a> {
    pub store: &'a [u8],
    pub counts: Counts,
    /// The first rows once more, in a few neighbouring pages.
    pub head: Columns<'a>,
    pub head_excerpts: Ranges<'a, u8>,
    pub columns: Columns<'a>,
    pub excerpts: Ranges<'a, u8>,
    pub by_id: &'a [Row],
    /// When each row's article was first seen, in seconds since 1970; 0 for what was there from the first.
    pub added: &'a [u32],
    /// Nothing, or one a row.
    pub title_ranks: &'a [u32],
    pub all: &'a [Row],
    /// By [`Sort`].
    pub dictionaries: [Dictionary<'a>; 4],
    pub tree: Tree<'a>,
    pub others: Others<'a>,
    pub problems: Told<'a>,
    pub notes: Told<'a>,
}

impl<'a> Parts<'a> {
    /// Checks the header and the lengths of all sections, and touches no more of them.
    pub fn read(bytes: &'a [u8]) -> Result<Parts<'a>, Doubt> {
        let segment = Segment::open(bytes)?;
        let counts = Counts::read(&segment)?;
        let rows = usize::try_from(counts.rows).map_err(|_| Doubt::Header)?;
        let within = Segment::open(segment.column(Section::HEAD)?)?;
        let head = usize::try_from(counts.head).ok().filter(|head| *head <= rows).ok_or(Doubt::Header)?;
        let excerpts = |segment: &Segment<'a>| -> Result<Ranges<'a, u8>, Doubt> {
            Ok(Ranges { ends: segment.column(Section::EXCERPT_ENDS)?, all: segment.column(Section::EXCERPTS)? })
        };
        Ok(Parts {
            store: segment.column(Section::STORE)?,
            counts,
            head: Columns::read(&within, head)?,
            head_excerpts: excerpts(&within)?,
            columns: Columns { related: RelatedLists::read(&segment)?, ..Columns::read(&segment, rows)? },
            excerpts: excerpts(&segment)?,
            by_id: segment.rows(Section::BY_ID, rows)?,
            added: segment.rows(Section::ADDED, rows)?,
            title_ranks: segment.column(Section::TITLE_RANKS)?,
            all: segment.column(Section::ALL)?,
            dictionaries: [
                Dictionary::read(&segment, Sort::Outlets)?,
                Dictionary::read(&segment, Sort::Kinds)?,
                Dictionary::read(&segment, Sort::Categories)?,
                Dictionary::read(&segment, Sort::Topics)?,
            ],
            tree: Tree::read(&segment)?,
            others: Others::read(&segment)?,
            problems: Told::read(&segment, true)?,
            notes: Told::read(&segment, false)?,
        })
    }

    pub fn dictionary(&self, sort: Sort) -> &Dictionary<'a> {
        &self.dictionaries[sort as usize]
    }

    /// Where a row's columns are, the nearest.
    pub fn of(&self, row: Row) -> &Columns<'a> {
        if row.at() < self.head.len() { &self.head } else { &self.columns }
    }
}
