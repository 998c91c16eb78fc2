//! The file a running reader writes its marks to, which is its own as long as it runs. What was appended is on the disk, whole;
//! what could not be is not there at all. It hears no other file, and does not know what a mark means.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, open_own};
use super::folder::{SUFFIX, head, is_at, read_at, read_from};
use super::line::{HEADER, Head, LONGEST, Line};
use super::machine::random;
use super::{Machine, Moment, Step, steps};

/// More files than readers that can run at once.
const MOST: usize = 1_000;
/// How often a file is tried that others make or fold just then.
const TRIES: usize = 20;

/// Appends to `MACHINE-N.marks`, the first N that no other reader holds; nothing is touched before it is needed. Where the file
/// system has no locks, to a file with a random name, which is never folded.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    machine: Machine,
    /// The latest moment seen anywhere.
    latest: Moment,
    held: Option<Held>,
    pub(super) disk: Disk,
}

/// The file, locked.
#[derive(Debug)]
struct Held {
    name: String,
    path: PathBuf,
    file: File,
    /// Its last line has no end.
    is_torn: bool,
}

/// What came of trying for a file.
enum Try {
    Got(Held),
    /// Somebody has it, or it is not for us to write to, or cannot be opened.
    Not(Option<io::Error>),
    NoLocks,
}

impl Journal {
    /// Touches nothing.
    pub fn new(folder: PathBuf, machine: Machine) -> Journal {
        Journal { folder, machine, latest: Moment::default(), held: None, disk: Disk::default() }
    }

    /// Hears of a moment, so that the next is later.
    pub fn saw(&mut self, at: Moment) {
        self.latest = self.latest.max(at);
    }

    /// The moment of the next step: now, or just after the latest that was seen, where the clock is behind it. Only at
    /// [`Moment::MAX`] does it not rise.
    pub fn next(&mut self, now: Moment) -> Moment {
        self.latest = now.max(Moment(self.latest.0.saturating_add(1))).min(Moment::MAX);
        self.latest
    }

    /// Takes a file, which is made where there is none, and says its name. A file once taken is kept.
    pub fn open(&mut self) -> io::Result<&str> {
        let held = match self.held.take() {
            Some(held) => held,
            None => self.take()?,
        };
        Ok(&self.held.insert(held).name)
    }

    /// Appends whole lines, each with its end, and waits until they are on the disk. Where it fails none of them is there, and it
    /// may be tried again. A file that was removed meanwhile, or replaced, is made again with all that was in it.
    pub fn append(&mut self, lines: &[u8]) -> io::Result<()> {
        let held = match self.held.take() {
            Some(held) => held,
            None => self.take()?,
        };
        let held = self.held.insert(held);
        if !is_at(&held.file, &held.path)? {
            return self.append_anew(lines);
        }
        held.put(&self.disk, b"", lines)
    }

    /// The steps in this file at `since` or later, in order; none where no file was taken. What was folded is no step any more.
    pub fn steps_since(&self, since: Moment) -> io::Result<Vec<Step>> {
        self.held.as_ref().map_or(Ok(Vec::new()), |held| steps::since(&held.file, since))
    }

    /// The same where the path no longer names the file.
    fn append_anew(&mut self, lines: &[u8]) -> io::Result<()> {
        let Some(old) = self.held.take() else { return Ok(()) };
        let result = self.carry_over(&old, lines);
        match result {
            Ok(held) => {
                self.held = Some(held);
                Ok(())
            }
            Err(error) => {
                // What was in it is nowhere else.
                self.held = Some(old);
                Err(error)
            }
        }
    }

    /// A file that has all that was in `old`, and `lines`.
    fn carry_over(&mut self, old: &Held, lines: &[u8]) -> io::Result<Held> {
        let was = read_from(&old.file, 0)?;
        let mut new = self.take()?;
        let there = read_from(&new.file, 0)?;
        // Of a file that was made just now the first line is there; of one that was put back, more.
        let missing = match was.strip_prefix(there.as_slice()) {
            _ if there.starts_with(&was) => &[],
            Some(rest) if !new.is_torn => rest,
            _ => memchr::memchr(b'\n', &was).map_or(&[][..], |end| &was[end + 1..]),
        };
        let mut before = missing.to_vec();
        if before.last().is_some_and(|&byte| byte != b'\n') {
            before.push(b'\n');
        }
        new.put(&self.disk, &before, lines)?;
        Ok(new)
    }

    fn take(&mut self) -> io::Result<Held> {
        if !self.folder.is_dir() {
            self.disk.make_folder(&self.folder)?;
            let parent = self.folder.parent().filter(|parent| !parent.as_os_str().is_empty());
            self.disk.sync_folder(parent.unwrap_or(Path::new(".")))?;
        }
        let mut why = None;
        for number in 1..=MOST {
            match self.try_name(format!("{}-{number}{SUFFIX}", self.machine))? {
                Try::Got(held) => return Ok(held),
                Try::Not(error) => why = error.or(why),
                Try::NoLocks => return self.take_unlocked(),
            }
        }
        Err(why.unwrap_or_else(|| io::Error::other("every journal of this machine is held by another reader")))
    }

    fn try_name(&mut self, name: String) -> io::Result<Try> {
        let path = self.folder.join(&name);
        for _ in 0..TRIES {
            let (file, is_new) = match open_own(&path) {
                Ok(file) => (file, false),
                Err(error) if error.kind() == io::ErrorKind::NotFound => match self.disk.create(&path) {
                    Ok(file) => (file, true),
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                    Err(error) => return Err(error),
                },
                // A link, or a file of somebody else's.
                Err(error) => return Ok(Try::Not(Some(error))),
            };
            match self.disk.lock(&file) {
                Some(true) => {}
                Some(false) => return Ok(Try::Not(None)),
                None => {
                    if is_new {
                        self.disk.remove(&path)?;
                    }
                    return Ok(Try::NoLocks);
                }
            }
            // Between its opening and the lock it may have been folded away.
            if is_at(&file, &path)? {
                let held = Held { name, path, file, is_torn: false };
                return Ok(self.begin(held)?.map_or(Try::Not(None), Try::Got));
            }
        }
        Ok(Try::Not(None))
    }

    /// A file of a name that nobody else will ever try.
    fn take_unlocked(&mut self) -> io::Result<Held> {
        let name = format!("{}-x{}{SUFFIX}", self.machine, random());
        let path = self.folder.join(&name);
        let held = Held { file: self.disk.create(&path)?, name, path, is_torn: false };
        self.begin(held)?.ok_or_else(|| io::ErrorKind::AlreadyExists.into())
    }

    /// Writes the first line where there is none; nothing where the file is not for us to write to.
    fn begin(&mut self, mut held: Held) -> io::Result<Option<Held>> {
        match head(&held.file)? {
            Head::Newer(_) | Head::Other => return Ok(None),
            Head::Unfinished => {
                self.disk.set_len(&held.file, 0)?;
                held.put(&self.disk, b"", HEADER)?;
            }
            Head::Ours(_) => {
                held.is_torn = is_torn(&held.file)?;
                self.saw(last_moment(&held.file)?);
            }
        }
        // Also where the file was there: who made it may not have come so far.
        self.disk.sync_folder(&self.folder)?;
        Ok(Some(held))
    }
}

impl Held {
    /// Appends `before` and `lines` and waits for the disk. Nothing half: only we write to it, so what fails is cut off again.
    fn put(&mut self, disk: &Disk, before: &[u8], lines: &[u8]) -> io::Result<()> {
        let len = self.file.metadata()?.len();
        let end: &[u8] = if self.is_torn { b"\n" } else { b"" };
        let bytes = [end, before, lines].concat();
        match disk.write_all(&self.file, &bytes).and_then(|()| disk.sync(&self.file)) {
            Ok(()) => {
                self.is_torn = bytes.last().is_some_and(|&byte| byte != b'\n');
                Ok(())
            }
            Err(error) => {
                if disk.set_len(&self.file, len).is_err() {
                    // Then at least it is no part of what comes next.
                    self.is_torn = is_torn(&self.file).unwrap_or(true);
                }
                Err(error)
            }
        }
    }
}

/// The last line has no end.
fn is_torn(file: &File) -> io::Result<bool> {
    let mut last = [b'\n'];
    let len = file.metadata()?.len();
    read_at(file, &mut last, len.saturating_sub(1))?;
    Ok(len > 0 && last != [b'\n'])
}

/// The latest moment of the last lines; moments rise in a file.
fn last_moment(file: &File) -> io::Result<Moment> {
    let start = file.metadata()?.len().saturating_sub(LONGEST as u64);
    let moments = read_from(file, start)?.split(|&byte| byte == b'\n').map(moment_of).max();
    Ok(moments.flatten().unwrap_or_default())
}

/// The moment a line begins with, whatever it says.
pub(super) fn moment_of(line: &[u8]) -> Option<Moment> {
    match Line::parse(line) {
        Line::Nothing => None,
        Line::Says(at, _) => Some(at),
        Line::Damaged(at) => at,
    }
}

/// The number of a journal of this machine's.
pub(super) fn number(machine: &Machine, name: &Path) -> Option<usize> {
    let rest = name.to_str()?.strip_prefix(&machine.to_string())?.strip_prefix('-')?.strip_suffix(SUFFIX)?;
    let number: usize = rest.parse().ok()?;
    // As it is written, and in no other way.
    (number > 0 && number.to_string() == rest).then_some(number)
}
