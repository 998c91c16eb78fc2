//! A dictionary of an index: names by number, each with the rows under it. It knows rows and names, and nothing else of an
//! article.

use super::Row;
use super::names::NO_NAME;
use super::postings::{Postings, majority};
use super::segment::{Doubt, Ranges, Section, Segment, Sort, Writer};

const NAMES: u32 = 0;
const NAME_ENDS: u32 = 1;
const BY_NAME: u32 = 2;
const ROWS: u32 = 3;
const ROW_ENDS: u32 = 4;
const MAJORITIES: u32 = 5;
const DATED: u32 = 6;

/// Names of one sort. Those that have rows stand first, but for described topics, which stand before all.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Dictionary<'a> {
    names: Ranges<'a, u8>,
    /// The numbers in the order of their names.
    by_name: &'a [u32],
    lists: Ranges<'a, Row>,
    majorities: &'a [u32],
    dated: &'a [u32],
}

impl<'a> Dictionary<'a> {
    pub fn read(segment: &Segment<'a>, sort: Sort) -> Result<Dictionary<'a>, Doubt> {
        let part = |part| Section::of_names(sort, part);
        let ends: &[u64] = segment.column(part(NAME_ENDS))?;
        let len = ends.len();
        Ok(Dictionary {
            names: Ranges { ends, all: segment.column(part(NAMES))? },
            by_name: segment.rows(part(BY_NAME), len)?,
            lists: Ranges { ends: segment.rows(part(ROW_ENDS), len)?, all: segment.column(part(ROWS))? },
            majorities: segment.rows(part(MAJORITIES), len)?,
            dated: segment.rows(part(DATED), len)?,
        })
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// As it is written; empty for [`NO_NAME`].
    pub fn name(&self, number: u32) -> &'a [u8] {
        self.names.get(number as usize)
    }

    /// A binary search.
    pub fn number(&self, name: &str) -> Option<u32> {
        let found = self.by_name.binary_search_by(|&number| self.name(number).cmp(name.as_bytes())).ok()?;
        Some(self.by_name[found])
    }

    /// The rows under a number, newest first.
    pub fn list(&self, number: u32) -> &'a [Row] {
        self.lists.get(number as usize)
    }

    /// How many names have rows, where those stand first.
    pub fn listed(&self) -> usize {
        self.lists.ends.partition_point(|&end| end < self.lists.all.len() as u64)
            + usize::from(!self.lists.all.is_empty())
    }

    /// The outlet with over half of the rows under `number`.
    pub fn majority(&self, number: u32) -> u32 {
        self.majorities.get(number as usize).copied().unwrap_or(NO_NAME)
    }

    /// How many of the rows under `number` have a date: they stand first.
    pub fn dated(&self, number: u32) -> usize {
        self.dated.get(number as usize).map_or(0, |&dated| dated as usize)
    }
}

/// Writes the dictionary of `names` with the `postings` of its numbers. `dated` is how many rows of the whole index have a
/// date.
pub(crate) fn write(
    out: &mut Writer,
    sort: Sort,
    names: &[impl AsRef<str>],
    postings: &Postings,
    outlet_of: impl Fn(Row) -> u32,
    dated: usize,
) -> std::io::Result<()> {
    let part = |part| Section::of_names(sort, part);
    let ends = out.parts(part(NAMES), names.iter().map(|name| name.as_ref().as_bytes()))?;
    out.section(part(NAME_ENDS), &ends)?;
    let mut by_name: Vec<u32> = (0..names.len() as u32).collect();
    by_name.sort_unstable_by_key(|&number| names[number as usize].as_ref());
    out.section(part(BY_NAME), &by_name)?;
    out.section(part(ROWS), postings.all())?;
    out.section(part(ROW_ENDS), postings.ends())?;
    let majorities: Vec<u32> = postings.lists().map(|list| majority(list, &outlet_of)).collect();
    out.section(part(MAJORITIES), &majorities)?;
    let dated = |list: &[Row]| list.partition_point(|row| row.at() < dated) as u32;
    out.section(part(DATED), &postings.lists().map(dated).collect::<Vec<u32>>())
}
