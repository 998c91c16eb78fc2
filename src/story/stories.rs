//! The stories of one index: which rows are one, which of them leads, how many outlets tell it. Read-only; laid out as a segment with
//! sections of its own, in memory or in a file that is mapped, so that a start costs nothing for them.
//!
//! Whatever a damaged file says, a row of another index and a story of another index are answered with nothing or another's, never
//! with a panic.

use std::sync::Arc;

use self_cell::self_cell;

use super::blocks::Block;
use super::kept::{self, Parts};
use super::tie::Tie;
use crate::index::{Bytes, Doubt, Index, Row};

self_cell!(
    /// The bytes, and the slices of them.
    struct Cell {
        owner: Bytes,
        #[covariant]
        dependent: Parts,
    }
);

/// A story of one [`Stories`]: a number, and no name. That is the id of its first article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Story(pub(super) u32);

impl Story {
    /// Less than [`Stories::len`].
    pub fn number(self) -> usize {
        self.0 as usize
    }
}

/// Of no index at first: then every article is alone.
#[derive(Clone, Default)]
pub struct Stories {
    cell: Option<Arc<Cell>>,
}

impl std::fmt::Debug for Stories {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stories")
            .field("len", &self.len())
            .field("fronts", &self.fronts().len())
            .finish_non_exhaustive()
    }
}

impl Stories {
    /// Checks the bounds of the sections and touches no more.
    pub(super) fn open(bytes: Bytes) -> Result<Stories, Doubt> {
        let cell = Cell::try_new(bytes, |bytes| Parts::read(bytes))?;
        Ok(Stories { cell: Some(Arc::new(cell)) })
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        self.cell.as_ref().map(|cell| *cell.borrow_dependent()).unwrap_or_default()
    }

    /// Takes the checksums of all sections.
    pub(super) fn verify(&self) -> Result<(), Doubt> {
        self.cell.as_ref().map_or(Ok(()), |cell| kept::verify(cell.borrow_owner()))
    }

    /// They are of this index.
    pub fn are_of(&self, index: &Index) -> bool {
        self.cell.is_some() && self.parts().head.index == index.identity()
    }

    /// The very same ones.
    pub fn is(&self, other: &Stories) -> bool {
        match (&self.cell, &other.cell) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        }
    }

    /// Nothing is known of any.
    pub fn is_unknown(&self) -> bool {
        self.cell.is_none()
    }

    /// What the reader had said is not one story when they were made.
    pub(super) fn apart(&self) -> u64 {
        self.parts().head.apart
    }

    /// Stories of two articles or more.
    pub fn len(&self) -> usize {
        self.parts().leads.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// In the order of their newest articles.
    pub fn iter(&self) -> impl Iterator<Item = Story> + use<> {
        (0..self.len() as u32).map(Story)
    }

    /// The story of an article; nothing for one that is alone.
    pub fn of(&self, row: Row) -> Option<Story> {
        let story = *self.parts().of.get(row.0 as usize)?;
        ((story as usize) < self.len()).then_some(Story(story))
    }

    /// Its articles, as rows stand: two or more.
    pub fn members(&self, story: Story) -> &[Row] {
        let parts = self.cell.as_ref().map(|cell| cell.borrow_dependent());
        parts.map_or(&[], |parts| parts.members(story.0 as usize))
    }

    pub fn lead(&self, story: Story) -> Option<Row> {
        self.parts().leads.get(story.0 as usize).copied()
    }

    /// It leads its story, or is alone.
    pub fn is_lead(&self, row: Row) -> bool {
        self.of(row).is_none_or(|story| self.lead(story) == Some(row))
    }

    /// The article that leads the story of `row`, or itself.
    pub fn lead_of(&self, row: Row) -> Row {
        self.of(row).and_then(|story| self.lead(story)).unwrap_or(row)
    }

    /// How many articles there are in the story of `row`: 1 where it is alone.
    pub fn size_of(&self, row: Row) -> usize {
        self.of(row).map_or(1, |story| self.members(story).len())
    }

    /// How many outlets have articles of it here, and how many others only the web has.
    pub fn outlets(&self, story: Story) -> [u16; 2] {
        self.parts().outlets.get(story.0 as usize).copied().unwrap_or_default()
    }

    /// How many outlets tell what a row tells, here and elsewhere; of one that is alone, by what its file names.
    pub fn told_by(&self, index: &Index, row: Row) -> usize {
        match self.of(row) {
            Some(story) => self.outlets(story).map(usize::from).iter().sum(),
            None => usize::from(!index.outlet(row).is_empty()) + usize::from(index.coverage(row)),
        }
    }

    /// Why a row is in its story: the surest of its ties to others of it.
    pub fn tie(&self, row: Row) -> Option<Tie> {
        let story = self.of(row)?;
        let (parts, at) = (self.parts(), self.members(story).binary_search(&row).ok()?);
        parts.tied.get(parts.start(story.0 as usize) + at).copied()
    }

    /// The rows that are listed and lead, or are alone, newest first as written.
    pub fn fronts(&self) -> &[Row] {
        self.cell.as_ref().map_or(&[], |cell| cell.borrow_dependent().fronts)
    }

    /// How many of those have a date: they stand first.
    pub fn fronts_dated(&self) -> usize {
        (self.parts().head.fronts_dated as usize).min(self.fronts().len())
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        self.parts().blocks()
    }

    /// The ties that were found for a block.
    pub(super) fn ties_of(&self, block: usize) -> &[Tie] {
        self.cell.as_ref().map_or(&[], |cell| cell.borrow_dependent().ties_of(block))
    }
}

/// The same stories, led by the same articles.
impl PartialEq for Stories {
    fn eq(&self, other: &Stories) -> bool {
        let (a, b) = (self.parts(), other.parts());
        self.is(other)
            || (a.members, a.ends, a.leads, a.fronts, a.outlets) == (b.members, b.ends, b.leads, b.fronts, b.outlets)
    }
}

impl Eq for Stories {}
