//! Writes a segment from front to back: section after section, its checksum taken as it goes, the header at last. It writes
//! what it is given and knows no columns.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;

use bytemuck::NoUninit;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::bytes::{Bytes, Words};
use super::format::{ALIGN, ENTRY, HEADER, MAGIC, MAX_SECTIONS, Section, TABLE, VERSION};
use super::map::Map;

/// Bytes that are gathered before they are written.
const SOME: usize = 1 << 16;

/// Where a segment is written to.
#[derive(Debug)]
pub(crate) enum Target {
    Memory(Words),
    /// A new and empty file, open to be read too.
    File(BufWriter<File>),
}

impl Target {
    pub fn memory() -> Target {
        Target::Memory(Words::default())
    }

    pub fn file(file: File) -> Target {
        Target::File(BufWriter::with_capacity(1 << 18, file))
    }

    /// The whole, with `header` in its place.
    fn finish(self, header: &[u8]) -> io::Result<Bytes> {
        match self {
            Target::Memory(mut words) => {
                words.patch(header);
                words.shrink();
                Ok(Bytes::Memory(words))
            }
            Target::File(out) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.write_all_at(header, 0)?;
                Ok(Bytes::File(Map::of(&file)?))
            }
        }
    }
}

impl Target {
    /// Bytes that were written already.
    fn read_back(&mut self, at: u64, len: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; len];
        match self {
            Target::Memory(words) => {
                let start = at as usize;
                bytes.copy_from_slice(words.bytes().get(start..start + len).ok_or(io::ErrorKind::UnexpectedEof)?);
            }
            Target::File(out) => {
                out.flush()?;
                out.get_ref().read_exact_at(&mut bytes, at)?;
            }
        }
        Ok(bytes)
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Target::Memory(words) => words.write(bytes),
            Target::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Target::Memory(words) => words.flush(),
            Target::File(out) => out.flush(),
        }
    }
}

/// A segment that is being written.
pub(crate) struct Writer {
    out: Target,
    at: u64,
    table: Vec<[u64; 4]>,
    /// The section that is being written: its number, where it began, its checksum so far.
    open: Option<(Section, u64, Box<Xxh3>)>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("at", &self.at).field("sections", &self.table.len()).finish_non_exhaustive()
    }
}

impl Writer {
    /// Leaves room for the header.
    pub fn new(mut out: Target) -> io::Result<Writer> {
        out.write_all(&[0; HEADER])?;
        Ok(Writer { out, at: HEADER as u64, table: Vec::new(), open: None })
    }

    /// Begins a section; what is written up to [`Writer::end`] is its bytes.
    pub fn begin(&mut self, section: Section) -> io::Result<()> {
        debug_assert!(self.open.is_none(), "a section begins before another has ended");
        let gap = (ALIGN - self.at % ALIGN) % ALIGN;
        self.out.write_all(&[0; ALIGN as usize][..gap as usize])?;
        self.at += gap;
        self.open = Some((section, self.at, Box::default()));
        Ok(())
    }

    /// Numbers, or bytes, of the section that is open.
    pub fn put<T: NoUninit>(&mut self, values: &[T]) -> io::Result<()> {
        let bytes: &[u8] = bytemuck::cast_slice(values);
        if let Some((_, _, sum)) = &mut self.open {
            sum.update(bytes);
        }
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    pub fn end(&mut self) {
        if let Some((section, start, sum)) = self.open.take() {
            self.table.push([u64::from(section.0), start, self.at - start, sum.digest()]);
        }
    }

    /// A whole section.
    pub fn section<T: NoUninit>(&mut self, section: Section, values: &[T]) -> io::Result<()> {
        self.begin(section)?;
        self.put(values)?;
        self.end();
        Ok(())
    }

    /// A section of many small parts; gives where each ends.
    pub fn parts<'a>(&mut self, section: Section, parts: impl Iterator<Item = &'a [u8]>) -> io::Result<Vec<u64>> {
        let mut ends = Vec::with_capacity(parts.size_hint().0);
        self.begin(section)?;
        // Many at a time: each is small, and a checksum likes long runs.
        let (mut some, mut end) = (Vec::with_capacity(SOME + (1 << 12)), 0);
        for part in parts {
            some.extend_from_slice(part);
            end += part.len() as u64;
            ends.push(end);
            if some.len() >= SOME {
                self.put(&some)?;
                some.clear();
            }
        }
        self.put(&some)?;
        self.end();
        Ok(ends)
    }

    /// A part of a section that was written already: what lies from `start` to `end` in it.
    pub fn read_back(&mut self, section: Section, start: u64, end: u64) -> io::Result<Vec<u8>> {
        let entry = self.table.iter().find(|entry| entry[0] == u64::from(section.0));
        let Some(&[_, at, _, _]) = entry else { return Ok(Vec::new()) };
        self.out.read_back(at + start, end.saturating_sub(start) as usize)
    }

    /// Writes the header; the bytes can be read from now on. A file is not yet safe on its disk.
    pub fn finish(mut self) -> io::Result<Bytes> {
        self.end();
        if self.table.len() > MAX_SECTIONS {
            return Err(io::Error::other("more sections than a header has room for"));
        }
        let mut header = [0u8; HEADER];
        header[..8].copy_from_slice(&MAGIC);
        header[8..12].copy_from_slice(&VERSION.to_le_bytes());
        header[12..16].copy_from_slice(&(self.table.len() as u32).to_le_bytes());
        header[16..24].copy_from_slice(&self.at.to_le_bytes());
        for (entry, place) in self.table.iter().zip(header[TABLE..].chunks_exact_mut(ENTRY)) {
            place.copy_from_slice(bytemuck::cast_slice(entry));
        }
        let sum = xxh3_64(&header);
        header[24..32].copy_from_slice(&sum.to_le_bytes());
        self.out.finish(&header)
    }
}
