//! Where the segment files of stores are kept: a folder of the user's cache, a file a store. It is all that knows of that folder;
//! whatever is wrong there, a store is read without it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use memmap2::MmapOptions;
use tempfile::NamedTempFile;

use super::Index;
use super::segment::{Bytes, Doubt, Map, Target};
use super::writeback::Writeback;
use crate::store::Store;

const SEGMENT: &str = "segment";
const MARKS: &str = "marks";
const STORIES: &str = "stories";
const DRAFT: &str = "part";
/// A draft this old that nobody holds was left behind by a reader that was killed.
const LEFT_BEHIND: Duration = Duration::from_secs(60);

/// Bytes that a disk is waited for at once: a tenth of a second for most.
const PART: usize = 32 << 20;

/// The folder, or none.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// Keeps nothing, and finds nothing.
    pub fn none() -> Cache {
        Cache::default()
    }

    /// In `folder`, which is made when something is to be kept.
    pub fn at(folder: impl Into<PathBuf>) -> Cache {
        Cache { folder: Some(folder.into()) }
    }

    /// The file of a store, whether it is there or not. Its name is a hash of the store's path.
    pub fn place(&self, store: &Store) -> Option<PathBuf> {
        let hash = blake3::hash(store.root().as_os_str().as_bytes()).to_hex();
        Some(self.folder.as_ref()?.join(&hash[..32]).with_extension(SEGMENT))
    }

    /// The file beside it that keeps the marks of the store that the journals call so.
    pub fn marks_of(&self, store: &str) -> Option<PathBuf> {
        let hash = blake3::hash(store.as_bytes()).to_hex();
        Some(self.folder.as_ref()?.join(&hash[..32]).with_extension(MARKS))
    }

    /// The index of `store` as it was kept, its bounds checked and no more; nothing where there is none.
    pub fn open(&self, store: &Store) -> Result<Option<Index>, Doubt> {
        let Some(place) = self.place(store) else { return Ok(None) };
        let file = match File::open(place) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let index = Index::open(map(&file)?)?;
        if index.parts().store == store.root().as_os_str().as_bytes() { Ok(Some(index)) } else { Err(Doubt::Store) }
    }

    /// The file beside the segment that keeps the stories of `store`, mapped; nothing where there is none.
    pub(crate) fn stories(&self, store: &Store) -> Result<Option<Bytes>, Doubt> {
        let Some(place) = self.place(store) else { return Ok(None) };
        match File::open(place.with_extension(STORIES)) {
            Ok(file) => Ok(Some(map(&file)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// A file to write the segment of `store` to, beside its place; nothing without a folder.
    pub(crate) fn draft(&self, store: &Store) -> io::Result<Option<Draft>> {
        self.place(store).map_or(Ok(None), |place| self.draft_of(place))
    }

    /// The same for its stories.
    pub(crate) fn stories_draft(&self, store: &Store) -> io::Result<Option<Draft>> {
        self.place(store).map_or(Ok(None), |place| self.draft_of(place.with_extension(STORIES)))
    }

    fn draft_of(&self, place: PathBuf) -> io::Result<Option<Draft>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        fs::create_dir_all(folder)?;
        sweep(folder);
        let file = tempfile::Builder::new().prefix(".").suffix(&format!(".{DRAFT}")).tempfile_in(folder)?;
        // Held as long as it is open: who sweeps knows that somebody is writing. Where there are no locks there is no sweeping.
        let _ = file.as_file().try_lock();
        Ok(Some(Draft { file, place, writeback: None }))
    }
}

/// An empty file can't be mapped, and what is no file is not.
fn map(file: &File) -> Result<Bytes, Doubt> {
    let is_file = file.metadata().is_ok_and(|what| what.is_file() && what.len() > 0);
    if is_file { Ok(Bytes::File(Map::of(file)?)) } else { Err(Doubt::Length) }
}

/// Removes drafts that were left behind.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == DRAFT))
    {
        let is_old = |file: &File| {
            let changed = file.metadata().and_then(|what| what.modified()).ok();
            changed.is_some_and(|time| time.elapsed().is_ok_and(|age| age > LEFT_BEHIND))
        };
        let Ok(file) = File::open(&path) else { continue };
        if is_old(&file) && !matches!(file.try_lock(), Err(TryLockError::WouldBlock | TryLockError::Error(_))) {
            // Whether it goes or stays: nobody reads it.
            let _ = fs::remove_file(&path);
        }
    }
}

/// A segment file that is not yet in its place.
#[derive(Debug)]
pub(crate) struct Draft {
    file: NamedTempFile,
    place: PathBuf,
    writeback: Option<Writeback>,
}

impl Draft {
    pub fn target(&self) -> io::Result<Target> {
        Ok(Target::file(self.file.as_file().try_clone()?))
    }

    /// From now on what is written goes to the disk while more is written. Where that can't be, all of it goes at last.
    pub fn write_back(&mut self) {
        self.writeback = self.file.reopen().ok().map(Writeback::start);
    }

    /// Puts the file in its place without waiting until it is safe on the disk: for what can be made again.
    pub fn put(self) -> io::Result<()> {
        self.file.persist(&self.place)?;
        Ok(())
    }

    /// Puts the file in its place, once it is safe on the disk: whoever opens that finds it whole or finds the one before. It is
    /// written out in parts, and not kept where one is to `stop` between them: nothing else ends a wait for a disk.
    pub fn keep(mut self, stop: &dyn Fn() -> bool) -> io::Result<()> {
        self.writeback = None;
        let file = self.file.as_file();
        let map = MmapOptions::new().map_raw_read_only(file)?;
        for start in (0..map.len()).step_by(PART) {
            if stop() {
                return Ok(());
            }
            map.flush_range(start, PART.min(map.len() - start))?;
        }
        file.sync_data()?;
        self.file.persist(&self.place)?;
        match self.place.parent() {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_draft_takes_its_place_and_one_that_is_stopped_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let cache = Cache::at(dir.path().join("cache"));
        let keep = |stop: bool| {
            let mut draft = cache.draft(&store).unwrap().unwrap();
            draft.write_back();
            draft.file.as_file().write_all(&vec![1; PART + 1]).unwrap();
            draft.keep(&|| stop).unwrap();
            let names = fs::read_dir(dir.path().join("cache")).unwrap().flatten().map(|entry| entry.path());
            names.map(|path| (path.extension().unwrap().to_owned(), path.metadata().unwrap().len())).collect::<Vec<_>>()
        };
        assert_eq!(keep(true), []);
        assert_eq!(keep(false), [(SEGMENT.into(), PART as u64 + 1)]);
    }
}
