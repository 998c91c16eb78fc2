//! A file that was found and may be an article: its path, its stamp and, when asked, its bytes, never more of them than
//! are needed. It is not parsed here.

use std::ffi::CStr;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::buffer::spare_capacity;
use rustix::fs::Stat;

use super::front_matter::{MAX_FRONT_MATTER, needs_more};
use super::pace::Timer;
use super::parse::MAX_BODY;
use super::reach;
use super::stamp::Stamp;
use crate::model::Note;

/// How much of a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadLimit {
    /// The front matter, and the body as far as one read brings it.
    Headline,
    /// The front matter and up to [`MAX_BODY`] bytes of body; a little more shows that it is longer.
    Whole,
}

/// Read at once; most files are smaller.
const FIRST_READ: usize = 64 << 10;
/// Room made at once.
const STEP: usize = 1 << 20;
/// Fences, a byte order mark, and a byte that shows that a limit is passed.
const SLACK: usize = 1 << 10;

/// One file of a store, while its folder is open.
#[derive(Debug)]
pub struct FoundFile<'a> {
    path: &'a Path,
    place: Place<'a>,
    timer: &'a Timer,
}

#[derive(Debug)]
pub(super) enum Place<'a> {
    /// A regular file by its name.
    Here(BorrowedFd<'a>, &'a CStr),
    /// Behind a link: the file's own path below the store's folder.
    Linked(BorrowedFd<'a>, &'a Path),
}

impl<'a> FoundFile<'a> {
    pub(super) fn new(path: &'a Path, place: Place<'a>, timer: &'a Timer) -> FoundFile<'a> {
        FoundFile { path, place, timer }
    }

    /// Relative to the store. Raw bytes: clean it before it is shown.
    pub fn path(&self) -> &'a Path {
        self.path
    }

    /// Its stamp, without opening the file; behind a link, that of the file it leads to. E-IO where it is gone, E-NOTFILE where
    /// it became something else.
    pub fn stamp(&self) -> Result<Stamp, Note> {
        let ask = || match self.place {
            Place::Here(folder, name) => reach::stat_at(folder, name),
            Place::Linked(root, real) => reach::stat_at(root, real),
        };
        let stat = self.timer.time(ask, |_| 0);
        Stamp::of_file(&stat.map_err(reach::io_note)?)
    }

    /// Reads the file into `buffer`, whose contents it replaces. The stamp is of the file as it was opened.
    /// E-IO where it cannot be read, E-NOTFILE where it became something else.
    pub fn read(&self, buffer: &mut Vec<u8>, limit: ReadLimit) -> Result<Stamp, Note> {
        let ask = || {
            let (file, stat) = match self.place {
                Place::Here(folder, name) => reach::open_file(folder, name)?,
                Place::Linked(root, real) => open_below(root, real)?,
            };
            let stamp = fill(&file, &stat, buffer, limit)?;
            Ok((stamp, buffer.len()))
        };
        let read = self.timer.time(ask, |read| read.as_ref().map_or(0, |(_, length)| *length));
        read.map(|(stamp, _)| stamp)
    }
}

/// Opens the regular file at `path`, which passes no link.
pub(super) fn open_below(root: BorrowedFd<'_>, path: &Path) -> Result<(OwnedFd, Stat), Note> {
    let Some(name) = path.file_name() else { return Err(reach::not_a_file()) };
    let folder = reach::descend(root, path.parent().unwrap_or(Path::new(""))).map_err(reach::io_note)?;
    reach::open_file(&folder, name)
}

pub(super) fn fill(file: &OwnedFd, stat: &Stat, buffer: &mut Vec<u8>, limit: ReadLimit) -> Result<Stamp, Note> {
    buffer.clear();
    // What one long file needed is not read of every other.
    buffer.shrink_to(FIRST_READ);
    let stamp = Stamp::of(stat);
    match limit {
        ReadLimit::Headline => {
            read_up_to(file, stamp.size, buffer, FIRST_READ)?;
            if buffer.len() >= FIRST_READ && needs_more(buffer) {
                read_up_to(file, stamp.size, buffer, MAX_FRONT_MATTER + SLACK)?;
            }
        }
        ReadLimit::Whole => read_up_to(file, stamp.size, buffer, MAX_FRONT_MATTER + MAX_BODY + SLACK)?,
    }
    Ok(stamp)
}

/// Reads on until `buffer` holds `most` bytes or the file ends. `size` only saves the read that would find the end: a file
/// may be sparse, or shrink.
fn read_up_to(file: &OwnedFd, size: u64, buffer: &mut Vec<u8>, most: usize) -> Result<(), Note> {
    let expected = usize::try_from(size).unwrap_or(usize::MAX).min(most);
    while buffer.len() < expected {
        // Room is made in steps, so that a size that lies costs nothing, and used without being filled first.
        buffer.reserve_exact((expected - buffer.len()).min(STEP));
        let read = rustix::io::retry_on_intr(|| rustix::io::read(file, spare_capacity(buffer)));
        match read {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return Err(reach::io_note(error)),
        }
    }
    // There may have been more room, and more in it.
    buffer.truncate(expected);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(contents: &[u8], limit: ReadLimit) -> Vec<u8> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(contents).unwrap();
        let (fd, stat) = reach::open_file(rustix::fs::CWD, file.path()).unwrap();
        let mut buffer = b"old".to_vec();
        assert_eq!(fill(&fd, &stat, &mut buffer, limit).unwrap().size, contents.len() as u64);
        buffer
    }

    #[test]
    fn a_headline_read_stops_after_the_front_matter() {
        let mut small = b"---\ntitle: a\n---\n".to_vec();
        assert_eq!(read(&small, ReadLimit::Headline), small);
        small.resize(300_000, b'x');
        assert_eq!(read(&small, ReadLimit::Headline).len(), FIRST_READ);
        let mut long = b"---\n".to_vec();
        long.resize(300_000, b'x');
        assert_eq!(read(&long, ReadLimit::Headline).len(), 300_000);
        long.resize(3_000_000, b'x');
        assert_eq!(read(&long, ReadLimit::Headline).len(), MAX_FRONT_MATTER + SLACK);
    }

    #[test]
    fn a_whole_read_has_an_end() {
        let file = vec![b'x'; MAX_FRONT_MATTER + MAX_BODY + 5000];
        assert_eq!(read(&file, ReadLimit::Whole).len(), MAX_FRONT_MATTER + MAX_BODY + SLACK);
        assert_eq!(read(b"", ReadLimit::Whole), b"");
    }
}
