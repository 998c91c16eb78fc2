//! Stories as bytes. Laid out as a segment is, with sections of its own; kept in the cache beside the segment whose rows they name.
//! Any doubt, another segment, or another version of the rule, and it is as if there were none: they are gathered again.

use std::io;

use super::blocks::Block;
use super::rule;
use super::tie::Tie;
use crate::index::{Bytes, Doubt, Row, Section, Segment, Writer};

/// The single numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(super) struct Head {
    /// [`crate::index::Index::identity`] of what the rows are of.
    pub index: u64,
    /// Of what the reader said is not one story.
    pub apart: u64,
    /// [`rule::VERSION`]: ties of another rule are not taken over.
    pub rule: u64,
    pub fronts_dated: u64,
}

/// A block's numbers, and where its ties end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(super) struct Kept {
    pub number: i64,
    pub print: u64,
    pub first: u32,
    pub end: u32,
    pub ties_end: u64,
}

const HEAD: Section = Section(1);
/// For each row the number of its story (4), the greatest for none.
const OF: Section = Section(2);
const MEMBERS: Section = Section(3);
/// Where each story's members end (4).
const ENDS: Section = Section(4);
const LEADS: Section = Section(5);
/// Of each story: outlets here, others on the web (2 each).
const OUTLETS: Section = Section(6);
/// Beside [`MEMBERS`]: why each is in its story.
const TIED: Section = Section(7);
const FRONTS: Section = Section(8);
const BLOCKS: Section = Section(9);
/// All ties that were found, those that came to nothing too: so that a change need not look for all of them again.
const TIES: Section = Section(10);

/// Of a row that is alone.
pub(super) const ALONE: u32 = u32::MAX;

/// The sections.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts<'a> {
    pub head: Head,
    pub of: &'a [u32],
    pub members: &'a [Row],
    pub ends: &'a [u32],
    pub leads: &'a [Row],
    pub outlets: &'a [[u16; 2]],
    pub tied: &'a [Tie],
    pub fronts: &'a [Row],
    pub kept: &'a [Kept],
    pub ties: &'a [Tie],
}

impl<'a> Parts<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Parts<'a>, Doubt> {
        let segment = Segment::open(bytes)?;
        let &[head] = segment.rows::<Head>(HEAD, 1)? else { return Err(Doubt::Section(HEAD.0)) };
        if head.rule != rule::VERSION {
            return Err(Doubt::Version);
        }
        let members: &[Row] = segment.column(MEMBERS)?;
        let ends: &[u32] = segment.column(ENDS)?;
        Ok(Parts {
            head,
            of: segment.column(OF)?,
            members,
            ends,
            leads: segment.rows(LEADS, ends.len())?,
            outlets: segment.rows(OUTLETS, ends.len())?,
            tied: segment.rows(TIED, members.len())?,
            fronts: segment.column(FRONTS)?,
            kept: segment.column(BLOCKS)?,
            ties: segment.column(TIES)?,
        })
    }

    pub fn write(&self, mut out: Writer) -> io::Result<Bytes> {
        out.section(HEAD, &[Head { rule: rule::VERSION, ..self.head }])?;
        out.section(OF, self.of)?;
        out.section(MEMBERS, self.members)?;
        out.section(ENDS, self.ends)?;
        out.section(LEADS, self.leads)?;
        out.section(OUTLETS, self.outlets)?;
        out.section(TIED, self.tied)?;
        out.section(FRONTS, self.fronts)?;
        out.section(BLOCKS, self.kept)?;
        out.section(TIES, self.ties)?;
        out.finish()
    }

    pub fn start(&self, story: usize) -> usize {
        story.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize)
    }

    pub fn members(&self, story: usize) -> &'a [Row] {
        let Some(&end) = self.ends.get(story) else { return &[] };
        self.members.get(self.start(story)..end as usize).unwrap_or_default()
    }

    pub fn blocks(&self) -> Vec<Block> {
        let block = |kept: &Kept| Block { number: kept.number, rows: kept.first..kept.end, print: kept.print };
        self.kept.iter().map(block).collect()
    }

    pub fn ties_of(&self, block: usize) -> &'a [Tie] {
        let end = |at: usize| self.kept.get(at).map(|kept| kept.ties_end as usize);
        let start = block.checked_sub(1).map_or(Some(0), end);
        start.zip(end(block)).and_then(|(start, end)| self.ties.get(start..end)).unwrap_or_default()
    }
}

pub(super) fn verify(bytes: &[u8]) -> Result<(), Doubt> {
    Segment::open(bytes)?.verify(&|| false)
}
