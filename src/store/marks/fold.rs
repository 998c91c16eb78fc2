//! Makes one small file of the journals this machine has left behind. What they say together stays what it was, at every moment and
//! wherever it is interrupted; other machines' files, and those a reader holds, are not looked at.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, open_own};
use super::folder::{head, is_at, journals, read_from};
use super::journal::number;
use super::line::Head;
use super::sheet::Sheet;
use super::{Machine, Moment, steps};

/// One file alone is folded where it has more bytes than this, and more than twice what it would have.
const SMALL: u64 = 64 << 10;

/// What was folded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Folded {
    /// So many files are now one.
    pub files: usize,
    /// Bytes they had.
    pub before: u64,
    /// Bytes it has.
    pub after: u64,
}

/// Folds this machine's journals that nobody holds into the one of the lowest number: the latest line for each article and mark, and
/// for each place where one begins; damaged lines as they are, the same one once; and the lines of `keep_from` or later as they are, for they can
/// still be undone. A last line without its end gets one.
///
/// `None` where nothing was worth it, which is where there is but one file, of up to 64 KiB or half of it needed; where another process
/// is folding; and where the file system has no locks. Files are folded with their neighbours in the order of reading only, so that a
/// tie between two of them, or with one between, stays decided as it was: those with another between them are folded apart.
pub fn fold(folder: &Path, machine: &Machine, keep_from: Moment) -> io::Result<Option<Folded>> {
    fold_on(&Disk::default(), folder, machine, keep_from)
}

pub(super) fn fold_on(disk: &Disk, folder: &Path, machine: &Machine, keep_from: Moment) -> io::Result<Option<Folded>> {
    let own = journals(folder)?.into_iter().filter(|name| number(machine, Path::new(name)).is_some());
    let sizes: Vec<u64> = own.map(|name| fs::metadata(folder.join(name)).map_or(0, |what| what.len())).collect();
    if sizes.len() < 2 && sizes.iter().all(|size| *size <= SMALL) {
        return Ok(None);
    }
    let folding = Folding { disk, folder, machine, keep_from };
    let Some(_lock) = folding.lock()? else { return Ok(None) };
    let mut folded: Option<Folded> = None;
    for run in folding.runs()? {
        if let Some(run) = folding.run(&run)? {
            let sum = folded.get_or_insert_default();
            sum.files += run.files;
            sum.before += run.before;
            sum.after += run.after;
        }
    }
    Ok(folded)
}

struct Folding<'f> {
    disk: &'f Disk,
    folder: &'f Path,
    machine: &'f Machine,
    keep_from: Moment,
}

/// A journal that nobody held until we did.
struct Free {
    path: PathBuf,
    number: usize,
    file: File,
}

impl Folding<'_> {
    /// Held while it lives. The file stays: who removed it would take the lock from another.
    fn lock(&self) -> io::Result<Option<File>> {
        let path = self.folder.join(format!(".fold-{}.lock", self.machine));
        let file = match open_own(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.disk.create(&path),
            file => file,
        };
        match file {
            Ok(file) => Ok((self.disk.lock(&file) == Some(true)).then_some(file)),
            // Another has just made it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The free files, those that are neighbours together.
    fn runs(&self) -> io::Result<Vec<Vec<Free>>> {
        let mut runs = vec![Vec::new()];
        for name in journals(self.folder)? {
            match (self.free(&name), runs.last_mut()) {
                (Some(file), Some(run)) => run.push(file),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        Ok(runs)
    }

    /// The file, locked, where it is a journal to be folded. One that can't be opened is not.
    fn free(&self, name: &OsString) -> Option<Free> {
        let number = number(self.machine, Path::new(name))?;
        let path = self.folder.join(name);
        let file = open_own(&path).ok()?;
        let is_free = self.disk.lock(&file) == Some(true) && is_at(&file, &path).ok()?;
        let is_ours = match head(&file).ok()? {
            Head::Ours(_) => true,
            // Made, and left before anything was written.
            Head::Unfinished => file.metadata().ok()?.len() == 0,
            Head::Newer(_) | Head::Other => false,
        };
        (is_free && is_ours).then_some(Free { path, number, file })
    }

    /// Folds neighbours, if that is worth it.
    fn run(&self, files: &[Free]) -> io::Result<Option<Folded>> {
        let mut boundary = self.keep_from.min(Moment::MAX);
        let mut contents = Vec::new();
        for free in files {
            // What was folded once can't be undone any more.
            boundary = boundary.max(steps::folded(&free.file)?);
            contents.push(read_from(&free.file, 0)?);
        }
        let mut sheet = Sheet::new(boundary);
        contents.iter().for_each(|content| sheet.add(content));
        let text = sheet.write();
        let (before, after) = (contents.iter().map(|content| content.len() as u64).sum(), text.len() as u64);
        let is_worth_it = files.len() > 1 || before > SMALL && before > 2 * after;
        let Some(target) = files.iter().min_by_key(|free| free.number).filter(|_| is_worth_it) else {
            return Ok(None);
        };
        let draft = self.draft(&text)?;
        // Whoever carries files about knows of no locks.
        for (free, content) in files.iter().zip(&contents) {
            if !is_at(&free.file, &free.path)? || free.file.metadata()?.len() != content.len() as u64 {
                self.disk.remove(&draft)?;
                return Ok(None);
            }
        }
        self.disk.rename(&draft, &target.path)?;
        self.disk.sync_folder(self.folder)?;
        // In the order of reading: whose word decides a tie goes last.
        for free in files.iter().filter(|free| free.number != target.number) {
            self.disk.remove(&free.path)?;
        }
        self.disk.sync_folder(self.folder)?;
        Ok(Some(Folded { files: files.len(), before, after }))
    }

    /// A hidden file with all of `text`, safe on the disk. One left behind is replaced: only who has the lock comes here.
    fn draft(&self, text: &[u8]) -> io::Result<PathBuf> {
        let path = self.folder.join(format!(".fold-{}.part", self.machine));
        match self.disk.remove(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let file = self.disk.create(&path)?;
        if let Err(error) = self.disk.write_all(&file, text).and_then(|()| self.disk.sync(&file)) {
            // It takes room that may be short; the next fold removes it otherwise.
            let _ = self.disk.remove(&path);
            return Err(error);
        }
        Ok(path)
    }
}
