//! Hears what the journals of a folder say: line by line, file by file, from where they were left. It merges nothing: that is
//! [`Registers`](super::Registers)' business, and it writes nothing.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::Path;

use super::folder::{self, head, journals, read_at, shown};
use super::line::{Head, LONGEST, Line};
use super::positions::{BEFORE, Position};
use super::{Entry, Moment, Positions};
use crate::store::reach;

/// Bytes read at once. More than the longest line with what is kept before it.
const CHUNK: usize = 256 << 10;

/// One line of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'a> {
    pub at: Moment,
    /// The file's name, cleaned.
    pub file: &'a str,
    pub entry: Entry,
}

/// What there is to say of a reading beside the lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// Damaged lines among what was read this time, and files found this time to be no journals.
    pub damaged: usize,
    /// Files whose last line has no end: it is not read yet.
    pub torn: usize,
    /// Files of a later version, by their cleaned names: what is understood of them was told. Named every time.
    pub newer: Vec<String>,
    /// Files that are not read, and why, both cleaned. Named every time.
    pub unread: Vec<(String, String)>,
    /// A file is not what was read of it, or is gone: what was told before may be wrong. The positions are empty again, and what was
    /// told just now, if anything, is told again: forget all and read once more.
    pub rewritten: bool,
    /// The latest moment of the lines read this time; nought where there were none.
    pub latest: Moment,
}

/// Tells what every journal in `folder` says beyond `positions`, file by file in rising order of their names, and moves those on. A
/// folder that is not there is an empty one. Fails where the folder cannot be listed.
pub fn read(folder: &Path, positions: &mut Positions, take: &mut dyn FnMut(Told<'_>)) -> io::Result<Heard> {
    let names = journals(folder)?;
    let mut heard = Heard::default();
    let is_gone = |name: &OsStr, at: &Position| at.end > 0 && names.binary_search_by(|n| (**n).cmp(name)).is_err();
    let mut rewritten = positions.files.iter().any(|(name, at)| is_gone(name, at));
    // Looked at before anything is told: what is told again is not told twice.
    rewritten |= positions.files.iter().any(|(name, at)| is_another(&folder.join(name), at));
    positions.files.retain(|name, _| names.binary_search(name).is_ok());
    let mut buffer = if rewritten { Vec::new() } else { vec![0; CHUNK] };
    for name in &names {
        if rewritten {
            break;
        }
        let shown = shown(name);
        let known = positions.of(name);
        let reading = Reading { name: &shown, heard: &mut heard, take, buffer: &mut buffer };
        match reading.file(&folder.join(name), known) {
            Ok(Found::Read(position)) => _ = positions.files.insert(name.clone(), position),
            Ok(Found::Nothing) => {}
            // It changed in this moment.
            Ok(Found::Another) => rewritten = true,
            Err(error) => heard.unread.push((shown, reach::reason(&error))),
        }
    }
    if rewritten {
        *positions = Positions::default();
        heard.rewritten = true;
    }
    Ok(heard)
}

/// Whether a file is not what was read of it. One that cannot be read now may still be.
fn is_another(path: &Path, known: &Position) -> bool {
    match folder::open(path) {
        Ok(Some(file)) => known.end > 0 && goes_on(&file, known).is_ok_and(|same| !same),
        Ok(None) => known.end > 0,
        Err(_) => false,
    }
}

/// Whether a file has what was read of it.
fn goes_on(file: &File, known: &Position) -> io::Result<bool> {
    let mut before = [0; BEFORE];
    let before = &mut before[..known.before()];
    let len = read_at(file, before, known.end - before.len() as u64)?;
    Ok(len == before.len() && Position::new(known.end, before) == *known)
}

enum Found {
    /// As far as this.
    Read(Position),
    /// No file, or one that has only begun.
    Nothing,
    /// Not the file that was read before.
    Another,
}

/// One file being read.
struct Reading<'r> {
    name: &'r str,
    heard: &'r mut Heard,
    take: &'r mut dyn FnMut(Told<'_>),
    buffer: &'r mut [u8],
}

impl Reading<'_> {
    fn file(mut self, path: &Path, known: Position) -> io::Result<Found> {
        let was_read = known.end > 0;
        let Some(file) = folder::open(path)? else {
            // One that was listed and is gone may just have been folded into one that was read before.
            let is_gone = path.symlink_metadata().is_err();
            return Ok(if was_read || is_gone { Found::Another } else { Found::Nothing });
        };
        if was_read && !goes_on(&file, &known)? {
            return Ok(Found::Another);
        }
        match head(&file)? {
            Head::Ours(end) | Head::Newer(end) if known.end < end as u64 && was_read => Ok(Found::Another),
            Head::Ours(end) => self.lines(&file, known.end.max(end as u64), false).map(Found::Read),
            Head::Newer(end) => {
                self.heard.newer.push(self.name.to_owned());
                self.lines(&file, known.end.max(end as u64), true).map(Found::Read)
            }
            _ if was_read => Ok(Found::Another),
            Head::Unfinished => {
                self.heard.torn += usize::from(file.metadata()?.len() > 0);
                Ok(Found::Nothing)
            }
            Head::Other => {
                self.heard.unread.push((self.name.to_owned(), "it does not begin as a journal does".to_owned()));
                // Once.
                self.heard.damaged += usize::from(known == Position::default());
                Ok(Found::Read(Position::new(0, b"told")))
            }
        }
    }

    /// Every line that begins at `start` or behind it. What stands before an offset stays in the buffer, for its position.
    fn lines(&mut self, file: &File, start: u64, is_newer: bool) -> io::Result<Position> {
        let before = usize::try_from(start).unwrap_or(BEFORE).min(BEFORE);
        let mut offset = start - before as u64;
        // In the buffer: up to `done` what is read, from there to `len` what is not.
        let (mut done, mut len) = (before, 0);
        // The beginning of a line that is too long was thrown away.
        let mut is_long = false;
        let mut position = None;
        loop {
            let read = read_at(file, &mut self.buffer[len..], offset + len as u64)?;
            len += read;
            while let Some(end) = memchr::memchr(b'\n', &self.buffer[done.min(len)..len]) {
                let line = &self.buffer[done..done + end];
                let line = if std::mem::take(&mut is_long) { Line::Damaged(None) } else { Line::parse(line) };
                self.line(line, is_newer);
                done += end + 1;
                position = None;
            }
            let at = position.unwrap_or_else(|| {
                let before = &self.buffer[done.saturating_sub(BEFORE)..done.min(len)];
                Position::new(offset + done as u64, before)
            });
            if read == 0 || len < self.buffer.len() {
                self.heard.torn += usize::from(is_long || len > done);
                return Ok(at);
            }
            if len - done > LONGEST {
                // The position stays before the line until its end is found.
                position = Some(at);
                is_long = true;
                done = len;
            }
            let kept = done.saturating_sub(BEFORE);
            self.buffer.copy_within(kept..len, 0);
            (offset, done, len) = (offset + kept as u64, done - kept, len - kept);
        }
    }

    fn line(&mut self, line: Line, is_newer: bool) {
        match line {
            Line::Nothing => {}
            Line::Says(at, entry) => {
                self.heard.latest = self.heard.latest.max(at);
                (self.take)(Told { at, file: self.name, entry });
            }
            Line::Damaged(at) => {
                self.heard.latest = self.heard.latest.max(at.unwrap_or_default());
                self.heard.damaged += usize::from(!is_newer);
            }
        }
    }
}
