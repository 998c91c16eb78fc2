//! A segment opened: its header and every section's bounds checked, the sections as arrays. What is in a section is not
//! looked at here, but for [`Segment::verify`], which takes the checksums.

use std::ops::Range;

use bytemuck::AnyBitPattern;
use xxhash_rust::xxh3::xxh3_64;

use super::Doubt;
use super::format::{ALIGN, ENTRY, HEADER, MAGIC, MAX_SECTIONS, Section, TABLE, VERSION};

/// The bytes of a segment with its table.
#[derive(Debug, Clone)]
pub(crate) struct Segment<'a> {
    bytes: &'a [u8],
    table: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    section: u32,
    start: usize,
    end: usize,
    sum: u64,
}

impl<'a> Segment<'a> {
    /// Checks the header and the bounds of the sections; touches nothing else of the file.
    pub fn open(bytes: &'a [u8]) -> Result<Segment<'a>, Doubt> {
        let header: &[u8; HEADER] = bytes.first_chunk().ok_or(Doubt::Length)?;
        if header[..8] != MAGIC {
            return Err(Doubt::Magic);
        }
        if number::<4>(header, 8) != u64::from(VERSION) {
            return Err(Doubt::Version);
        }
        if number::<8>(header, 16) != bytes.len() as u64 {
            return Err(Doubt::Length);
        }
        let mut blank = *header;
        blank[24..32].fill(0);
        let sections = number::<4>(header, 12) as usize;
        if xxh3_64(&blank) != number::<8>(header, 24) || sections > MAX_SECTIONS {
            return Err(Doubt::Header);
        }
        let mut table = Vec::with_capacity(sections);
        for entry in header[TABLE..].chunks_exact(ENTRY).take(sections) {
            let section = number::<4>(entry, 0) as u32;
            let bounds = || {
                let start = usize::try_from(number::<8>(entry, 8)).ok()?;
                let end = start.checked_add(usize::try_from(number::<8>(entry, 16)).ok()?)?;
                let is_inside = start >= HEADER && end <= bytes.len() && (start as u64).is_multiple_of(ALIGN);
                is_inside.then_some((start, end))
            };
            let (start, end) = bounds().ok_or(Doubt::Section(section))?;
            table.push(Entry { section, start, end, sum: number::<8>(entry, 24) });
        }
        Ok(Segment { bytes, table })
    }

    /// Of these bytes: the header's checksum, which is also one over those of all sections.
    pub fn identity(bytes: &[u8]) -> u64 {
        number::<8>(bytes, 24)
    }

    /// A section as numbers.
    pub fn column<T: AnyBitPattern>(&self, section: Section) -> Result<&'a [T], Doubt> {
        let bytes = &self.bytes[self.place(section)?];
        bytemuck::try_cast_slice(bytes).map_err(|_| Doubt::Section(section.0))
    }

    /// A section of exactly `rows` numbers.
    pub fn rows<T: AnyBitPattern>(&self, section: Section, rows: usize) -> Result<&'a [T], Doubt> {
        let column = self.column(section)?;
        if column.len() == rows { Ok(column) } else { Err(Doubt::Section(section.0)) }
    }

    /// Where a section lies in the bytes.
    pub fn place(&self, section: Section) -> Result<Range<usize>, Doubt> {
        self.entry(section).map(|entry| entry.start..entry.end)
    }

    /// Takes every section's checksum: reads the whole file. `stop` is asked between sections.
    pub fn verify(&self, stop: &dyn Fn() -> bool) -> Result<(), Doubt> {
        self.table.iter().take_while(|_| !stop()).try_for_each(|entry| self.sum_up(entry))
    }

    /// The same of one section alone.
    pub fn verify_section(&self, section: Section) -> Result<(), Doubt> {
        self.entry(section).and_then(|entry| self.sum_up(entry))
    }

    fn sum_up(&self, entry: &Entry) -> Result<(), Doubt> {
        let is_sound = xxh3_64(&self.bytes[entry.start..entry.end]) == entry.sum;
        if is_sound { Ok(()) } else { Err(Doubt::Checksum(entry.section)) }
    }

    fn entry(&self, section: Section) -> Result<&Entry, Doubt> {
        self.table.iter().find(|entry| entry.section == section.0).ok_or(Doubt::Section(section.0))
    }
}

/// A little-endian number of `N` bytes; zero past the end.
fn number<const N: usize>(bytes: &[u8], at: usize) -> u64 {
    let mut whole = [0; 8];
    if let Some(found) = bytes.get(at..at + N) {
        whole[..N].copy_from_slice(found);
    }
    u64::from_le_bytes(whole)
}

/// Things end to end, and where each ends. Whatever the numbers are, it gives what there is, or nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranges<'a, T> {
    pub ends: &'a [u64],
    pub all: &'a [T],
}

impl<T> Default for Ranges<'_, T> {
    fn default() -> Self {
        Ranges { ends: &[], all: &[] }
    }
}

impl<'a, T> Ranges<'a, T> {
    pub fn start(&self, at: usize) -> usize {
        if at == 0 { 0 } else { self.ends.get(at - 1).map_or(usize::MAX, |&end| end as usize) }
    }

    pub fn get(&self, at: usize) -> &'a [T] {
        let Some(&end) = self.ends.get(at) else { return &[] };
        self.all.get(self.start(at)..end as usize).unwrap_or_default()
    }

    /// Several that follow each other, end to end.
    pub fn run(&self, at: std::ops::Range<usize>) -> &'a [T] {
        let Some(last) = at.end.checked_sub(1).filter(|last| *last >= at.start) else { return &[] };
        let end = self.ends.get(last).map_or(0, |&end| end as usize);
        self.all.get(self.start(at.start)..end).unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    #[cfg(test)]
    pub fn iter(&self) -> impl Iterator<Item = &'a [T]> {
        (0..self.len()).map(|at| self.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Bytes, Target, Writer};
    use super::*;

    fn written() -> Bytes {
        let mut writer = Writer::new(Target::memory()).unwrap();
        writer.section(Section::STORE, b"abc").unwrap();
        writer.section(Section::DATES, &[1i64, -2]).unwrap();
        let ends = writer.parts(Section::PATHS, [&b"x"[..], b"", b"yz"].into_iter()).unwrap();
        writer.section(Section::PATH_ENDS, &ends).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn sections_come_out_as_they_went_in() {
        let bytes = written();
        let segment = Segment::open(&bytes).unwrap();
        assert_eq!(segment.column::<u8>(Section::STORE).unwrap(), b"abc");
        assert_eq!(segment.rows::<i64>(Section::DATES, 2).unwrap(), [1, -2]);
        let paths = Ranges {
            ends: segment.column(Section::PATH_ENDS).unwrap(),
            all: segment.column::<u8>(Section::PATHS).unwrap(),
        };
        assert_eq!(paths.iter().collect::<Vec<_>>(), [&b"x"[..], b"", b"yz"]);
        assert!(segment.verify(&|| false).is_ok());
    }

    #[test]
    fn a_section_that_is_missing_or_of_another_length_is_a_doubt() {
        let bytes = written();
        let segment = Segment::open(&bytes).unwrap();
        assert!(matches!(segment.column::<u8>(Section::IDS), Err(Doubt::Section(8))));
        assert!(matches!(segment.rows::<i64>(Section::DATES, 3), Err(Doubt::Section(9))));
        assert!(matches!(segment.column::<u64>(Section::STORE), Err(Doubt::Section(1))));
    }

    #[test]
    fn every_changed_bit_is_found_by_the_header_or_by_a_checksum() {
        let whole = written().to_vec();
        for at in (0..200).chain(HEADER - 8..whole.len()) {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            let aligned = aligned(&bytes);
            let found = Segment::open(&aligned).and_then(|segment| segment.verify(&|| false));
            let is_padding = at >= HEADER && bytes[at] ^ (1 << (at % 8)) == 0 && found.is_ok();
            assert!(found.is_err() || is_padding, "byte {at}");
        }
        for len in [0, 7, HEADER - 1, HEADER, whole.len() - 1] {
            assert!(Segment::open(&aligned(&whole[..len])).is_err(), "{len}");
        }
    }

    fn aligned(bytes: &[u8]) -> Bytes {
        use std::io::Write as _;
        let mut words = super::super::Words::default();
        words.write_all(bytes).unwrap();
        Bytes::Memory(words)
    }

    #[test]
    fn ranges_with_wrong_ends_give_nothing_and_never_panic() {
        let ranges = Ranges { ends: &[2, 1, u64::MAX, 3], all: b"abc" };
        assert_eq!(ranges.iter().collect::<Vec<_>>(), [&b"ab"[..], b"", b"", b""]);
        assert_eq!(ranges.get(9), b"");
    }
}
