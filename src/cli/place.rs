//! Where the store is that was chosen: its folder, or the sample inside the program. It looks no further than whether it can be opened.

use super::Failure;
use crate::config::{Choice, Paths, Source, State};
use crate::store::{OpenError, Store, sample};
use std::io;
use std::path::{Path, PathBuf};

/// Where the store is.
#[derive(Debug)]
pub(super) struct Place {
    /// `None` is the sample.
    pub path: Option<PathBuf>,
    /// The last store is there no longer: what to tell the reader.
    pub gone: Option<String>,
}

impl Place {
    /// A store that somebody named must be there; the last one may have gone.
    pub fn find(choice: Choice) -> Result<Place, OpenError> {
        let (path, from) = match choice {
            Choice::Sample | Choice::Unset => return Ok(Place { path: None, gone: None }),
            Choice::Store { path, from } => (path, from),
        };
        match (Store::open(&path), from) {
            (Ok(_), _) => Ok(Place { path: Some(path), gone: None }),
            (Err(error), Source::Last) => Ok(Place { path: None, gone: Some(error.to_string()) }),
            (Err(error), _) => Err(error),
        }
    }

    /// What its place is kept under: its absolute path, nothing for the sample.
    pub fn key(&self) -> String {
        let path = self.path.as_ref().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone()));
        path.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default()
    }

    pub fn name(&self) -> String {
        match &self.path {
            None => "Sample".to_owned(),
            Some(path) => Store::name_of(path),
        }
    }

    /// Opens the store. The sample is unpacked into the cache folder, or, where that can't be written, into a temporary one
    /// that goes when its handle does.
    pub fn open(&self, paths: &Paths) -> Result<(Store, Option<tempfile::TempDir>), Failure> {
        if let Some(path) = &self.path {
            return Ok((Store::open(path)?, None));
        }
        if let Ok(path) = sample::unpack(&paths.cache) {
            return Ok((Store::open(path)?, None));
        }
        let dir = tempfile::Builder::new().prefix("dateline-").tempdir().map_err(Failure::Sample)?;
        let path = sample::unpack(dir.path()).map_err(Failure::Sample)?;
        Ok((Store::open(path)?, Some(dir)))
    }

    /// Keeps in mind that it was the last one; the sample is none to come back to.
    pub fn remember(&self, paths: &Paths) {
        if let Some(path) = &self.path {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            // Not being able to keep it in mind costs nothing today.
            let _ = remember(&path, paths);
        }
    }
}

/// Opens the store on the loader's thread, and keeps in mind that it was the last one, on another: the first frame does not wait for it.
pub(super) fn open_and_remember(place: Place, paths: Paths) -> Result<Store, String> {
    let (store, unpacked) = place.open(&paths).map_err(|failure| failure.to_string())?;
    if let Some(dir) = unpacked {
        // The reader goes on reading from it; the system clears its temporary folder.
        let _ = dir.keep();
    }
    std::thread::spawn(move || place.remember(&paths));
    Ok(store)
}

fn remember(path: &Path, paths: &Paths) -> io::Result<()> {
    // A path that is not UTF-8 can't be written down.
    let Some(store) = path.to_str() else { return Ok(()) };
    State::change(paths, |state| state.store = Some(store.to_owned()))
}
