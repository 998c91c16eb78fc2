//! What is wrong with files, in a segment: problems cost a file its place in the list, notes only a value. It is read one at a
//! time: there may be a hundred thousand.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::segment::{Doubt, Ranges, Section, Segment, Writer};
use super::text::shown;
use crate::model::{Code, Note};

const PATHS: u32 = 0;
const PATH_ENDS: u32 = 1;
const CODES: u32 = 2;
const LINES: u32 = 3;
const MESSAGES: u32 = 4;
const MESSAGE_ENDS: u32 = 5;
const STAMPS: u32 = 6;

/// What is wrong with a file, and the stamp it had when it was read; 0 where it was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub path: PathBuf,
    pub note: Note,
    pub stamp: u64,
}

impl Fault {
    /// By path, line and code.
    pub fn order(&self, other: &Fault) -> std::cmp::Ordering {
        let key = |fault: &Fault| (fault.note.line, fault.note.code);
        self.path.cmp(&other.path).then_with(|| key(self).cmp(&key(other)))
    }
}

/// A list of what is wrong, by path and line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    paths: Ranges<'a, u8>,
    codes: &'a [u8],
    lines: &'a [u32],
    messages: Ranges<'a, u8>,
    stamps: &'a [u64],
    trusted: bool,
}

impl<'a> Told<'a> {
    pub(crate) fn read(segment: &Segment<'a>, problems: bool) -> Result<Told<'a>, Doubt> {
        let part = |part| Section::of_told(problems, part);
        let codes: &[u8] = segment.column(part(CODES))?;
        let len = codes.len();
        Ok(Told {
            paths: Ranges { ends: segment.rows(part(PATH_ENDS), len)?, all: segment.column(part(PATHS))? },
            codes,
            lines: segment.rows(part(LINES), len)?,
            messages: Ranges { ends: segment.rows(part(MESSAGE_ENDS), len)?, all: segment.column(part(MESSAGES))? },
            stamps: segment.rows(part(STAMPS), len)?,
            trusted: false,
        })
    }

    pub(crate) fn trusted(self, trusted: bool) -> Told<'a> {
        Told { trusted, ..self }
    }

    pub fn len(&self) -> usize {
        self.codes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The path (relative to the store, raw) and what is wrong there.
    pub fn get(&self, at: usize) -> Option<(&'a Path, Note)> {
        let code = Code::from_number(*self.codes.get(at)?).unwrap_or(Code::Io);
        let message = shown(self.messages.get(at), self.trusted);
        let path = Path::new(OsStr::from_bytes(self.paths.get(at)));
        Some((path, Note::new(code, *self.lines.get(at)?, message)))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'a Path, Note)> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    pub(crate) fn stamps(&self) -> &'a [u64] {
        self.stamps
    }

    pub(crate) fn faults(&self) -> impl Iterator<Item = Fault> {
        self.iter().zip(self.stamps).map(|((path, note), &stamp)| Fault { path: path.to_owned(), note, stamp })
    }
}

/// Writes `faults`, which stand in their order.
pub(crate) fn write(out: &mut Writer, problems: bool, faults: &[Fault]) -> std::io::Result<()> {
    let part = |part| Section::of_told(problems, part);
    let ends = out.parts(part(PATHS), faults.iter().map(|fault| fault.path.as_os_str().as_bytes()))?;
    out.section(part(PATH_ENDS), &ends)?;
    out.section(part(CODES), &faults.iter().map(|fault| fault.note.code.number()).collect::<Vec<u8>>())?;
    out.section(part(LINES), &faults.iter().map(|fault| fault.note.line).collect::<Vec<u32>>())?;
    let ends = out.parts(part(MESSAGES), faults.iter().map(|fault| fault.note.message.as_bytes()))?;
    out.section(part(MESSAGE_ENDS), &ends)?;
    out.section(part(STAMPS), &faults.iter().map(|fault| fault.stamp).collect::<Vec<u64>>())
}
