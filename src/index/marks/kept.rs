//! The marks of an index as they are kept in the cache beside its segment: so that a first screen need not wait until the journals
//! are read. Laid out as a segment is, with sections of its own. All but the bits, a byte an article, are checked when it is opened, and
//! those when a first screen stands ([`verify`]). Whatever is wrong with it, or if it is of another segment, it is as if there were none.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::bits::Bits;
use super::columns::{Marks, Seen};
use super::counts::Counts;
use crate::index::segment::{Bytes, Doubt, Map, Section, Segment, Target, Writer};
use crate::index::{Index, Row};
use crate::model::Timestamp;
use crate::store::marks::{Moment, Positions};

/// Everything that is kept.
#[derive(Debug)]
pub(super) struct Kept {
    pub marks: Marks,
    pub positions: Positions,
    pub head: Head,
    /// Its bits are still to be verified.
    pub file: Arc<Map>,
}

/// The single numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(super) struct Head {
    /// [`Index::identity`] of what the rows are of.
    pub index: u64,
    /// No line that was read is later.
    pub latest: u64,
    /// The moment of the baseline's line, 0 where there is none; everything up to `until` counts as read.
    pub baseline: u64,
    pub until: i64,
    /// What was first seen after it is new.
    pub since: i64,
    /// All, starred, later, new: [`Counts`].
    pub counts: [u32; 4],
}

const HEAD: Section = Section(1);
const BITS: Section = Section(2);
const SEEN_ROWS: Section = Section(3);
const SEEN_AT: Section = Section(4);
const POSITIONS: Section = Section(5);
/// The folder of the journals, and what they call the store.
const PLACE: Section = Section(6);
const COUNTS: [Section; 4] = [Section(8), Section(9), Section(10), Section(11)];

/// In `until`: nothing counts as read for its date.
pub(super) const NONE: i64 = i64::MIN;

pub(super) fn until(time: Option<Timestamp>) -> i64 {
    time.map_or(NONE, Timestamp::seconds)
}

/// What was kept of `index` for the journals at `place`; nothing where there is none of just that.
pub(super) fn open(path: &Path, index: &Index, place: &[u8]) -> Result<Option<Kept>, Doubt> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let is_file = file.metadata().is_ok_and(|what| what.is_file() && what.len() > 0);
    let map = if is_file { Arc::new(Map::of(&file)?) } else { return Err(Doubt::Length) };
    let segment = Segment::open(&map)?;
    for section in [HEAD, SEEN_ROWS, SEEN_AT, POSITIONS, PLACE].into_iter().chain(COUNTS) {
        segment.verify_section(section)?;
    }
    let &[head] = segment.rows::<Head>(HEAD, 1)? else { return Err(Doubt::Section(HEAD.0)) };
    if head.index != index.identity() || segment.column::<u8>(PLACE)? != place {
        return Ok(None);
    }
    let _: &[u8] = segment.rows(BITS, index.len())?;
    let bits = Bits::lent(map.clone(), segment.place(BITS)?);
    let rows: &[u32] = segment.column(SEEN_ROWS)?;
    let at: &[u64] = segment.rows(SEEN_AT, rows.len())?;
    if !rows.is_sorted() {
        return Err(Doubt::Section(SEEN_ROWS.0));
    }
    let mut by: [Vec<u32>; 4] = Default::default();
    for (counts, section) in by.iter_mut().zip(COUNTS) {
        *counts = segment.column::<u32>(section)?.to_vec();
    }
    let [all, starred, later, new] = head.counts;
    let seen = rows.iter().zip(at).map(|(&row, &at)| Seen { row: Row(row), at: Moment(at) }).collect();
    let marks = Marks::of(bits, seen, Counts { all, starred, later, new, by });
    let positions = Positions::from_bytes(segment.column(POSITIONS)?).ok_or(Doubt::Section(POSITIONS.0))?;
    Ok(Some(Kept { marks, positions, head, file: map.clone() }))
}

/// Takes the checksum of the bits, which [`open()`] leaves out: reads all of them.
pub(super) fn verify(file: &Map) -> Result<(), Doubt> {
    Segment::open(file)?.verify_section(BITS)
}

/// Keeps it, by a new file renamed over the old. It is not waited for until it is on the disk: it can be made again.
pub(super) fn write(path: &Path, (marks, positions, head): (&Marks, &Positions, Head), place: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let draft = tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder)?;
    // Who sweeps the folder knows that somebody is writing.
    let _ = draft.as_file().try_lock();
    let mut out = Writer::new(Target::file(draft.as_file().try_clone()?))?;
    let Counts { all, starred, later, new, by } = &*marks.counts;
    out.section(HEAD, &[Head { counts: [*all, *starred, *later, *new], ..head }])?;
    out.section(BITS, &marks.bits)?;
    out.section(SEEN_ROWS, &marks.seen.iter().map(|seen| seen.row.0).collect::<Vec<u32>>())?;
    out.section(SEEN_AT, &marks.seen.iter().map(|seen| seen.at.0).collect::<Vec<u64>>())?;
    out.section(POSITIONS, &positions.to_bytes())?;
    out.section(PLACE, place)?;
    for (counts, section) in by.iter().zip(COUNTS) {
        out.section(section, counts)?;
    }
    let _: Bytes = out.finish()?;
    draft.persist(path)?;
    Ok(())
}
