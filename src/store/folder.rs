//! The store's folder, opened once. It keeps no list of what is inside.

use std::ffi::OsString;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{FileType, Mode, OFlags};

use super::found::{ReadLimit, fill, open_below};
use super::parse::{Outcome, Source, Want, parse};
use super::reach;
use super::stamp::Stamp;
use crate::model::{Note, text};

/// An open folder of articles.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    folder: OwnedFd,
    name: String,
}

/// Why a folder could not be opened, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("{0}: there is no such folder; check the path, or name another folder of articles")]
    NotFound(String),
    #[error("{0}: this is no folder; name the folder that holds the articles")]
    NotFolder(String),
    #[error("{0}: the folder cannot be read ({1}); check who may read it")]
    NotReadable(String, String),
}

impl Store {
    /// Opens the folder at `path`, which may be a link.
    pub fn open(path: impl AsRef<Path>) -> Result<Store, OpenError> {
        let path = path.as_ref();
        let shown = text::safe_line(&path.to_string_lossy());
        let failed = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => OpenError::NotFound(shown.clone()),
            std::io::ErrorKind::NotADirectory => OpenError::NotFolder(shown.clone()),
            _ => OpenError::NotReadable(shown.clone(), reach::reason(&error)),
        };
        let root = path.canonicalize().map_err(failed)?;
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let folder = rustix::fs::open(&root, flags, Mode::empty()).map_err(|error| failed(error.into()))?;
        // A name for messages and for ids; `/` has none.
        let name = root.file_name().map_or(OsString::from("/"), OsString::from).to_string_lossy().into_owned();
        Ok(Store { root, folder, name })
    }

    /// The name a store at `path` has for its reader, cleaned: found without opening it where it can be.
    pub fn name_of(path: &Path) -> String {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let plain = absolute.file_name().filter(|_| path.file_name().is_some()).map(OsString::from);
        let name = plain.or_else(|| path.canonicalize().ok()?.file_name().map(OsString::from));
        text::safe_line(&name.unwrap_or_else(|| OsString::from("/")).to_string_lossy())
    }

    /// The folder's absolute path, links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder's own name, cleaned for the screen.
    pub fn name(&self) -> String {
        text::safe_line(&self.name)
    }

    /// The folder's own name as it is, which ids are made of; never for the screen.
    pub fn raw_name(&self) -> &str {
        &self.name
    }

    /// Reads one file by its path relative to the store, as safely as a walk does, into `buffer`, whose contents it replaces.
    /// E-IO, E-NOTFILE, E-OUTSIDE, E-LINKDIR.
    pub fn read(&self, path: &Path, buffer: &mut Vec<u8>, limit: ReadLimit) -> Result<Stamp, Note> {
        let Some(name) = path.file_name() else { return Err(reach::not_a_file()) };
        let parent = reach::descend(self.folder(), path.parent().unwrap_or(Path::new(""))).map_err(reach::io_note)?;
        let kind = FileType::from_raw_mode(reach::stat_at(&parent, name).map_err(reach::io_note)?.st_mode);
        let (file, stat) = match kind {
            FileType::RegularFile => reach::open_file(&parent, name)?,
            FileType::Symlink => open_below(self.folder(), &reach::follow(&self.root, path)?)?,
            _ => return Err(reach::not_a_file()),
        };
        fill(&file, &stat, buffer, limit)
    }

    /// Reads and parses one file by its path relative to the store.
    pub fn article(&self, path: &Path, want: Want) -> Outcome {
        let mut bytes = Vec::new();
        let limit = match want {
            Want::Headline => ReadLimit::Headline,
            Want::Whole => ReadLimit::Whole,
        };
        match self.read(path, &mut bytes, limit) {
            Ok(_) => parse(&Source { bytes: &bytes, path, store_name: self.raw_name() }, want),
            Err(note) => Outcome::Skipped(note),
        }
    }

    /// Reads and parses the beginning of one file, as far as one read brings it: enough for a first page of any. `body.more` tells
    /// whether there is more, for [`Store::article`] to read.
    pub fn beginning(&self, path: &Path) -> Outcome {
        let mut bytes = Vec::new();
        let stamp = match self.read(path, &mut bytes, ReadLimit::Headline) {
            Ok(stamp) => stamp,
            Err(note) => return Outcome::Skipped(note),
        };
        let more = stamp.size > bytes.len() as u64;
        if more {
            // Not within a character.
            let begins = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xc0 != 0x80);
            let end = (1..=4).filter_map(|back| bytes.len().checked_sub(back)).find(begins);
            bytes.truncate(end.unwrap_or(bytes.len()));
        }
        let mut outcome = parse(&Source { bytes: &bytes, path, store_name: self.raw_name() }, Want::Whole);
        if let Outcome::Shown(parsed) = &mut outcome {
            parsed.article.body.more = more;
        }
        outcome
    }

    pub(super) fn folder(&self) -> BorrowedFd<'_> {
        self.folder.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Code;

    #[test]
    fn a_folder_that_cannot_be_opened_says_why() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("file"), "").unwrap();
        assert!(matches!(Store::open(dir.path().join("none")), Err(OpenError::NotFound(_))));
        assert!(matches!(Store::open(dir.path().join("file")), Err(OpenError::NotFolder(_))));
        let error = Store::open(dir.path().join("no\u{1b}ne")).unwrap_err().to_string();
        assert!(!error.contains('\u{1b}') && error.contains("no such folder"), "{error}");
    }

    #[test]
    fn a_file_is_read_by_its_path_and_nothing_outside_is() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("store");
        std::fs::create_dir_all(root.join("_news")).unwrap();
        std::fs::write(root.join("_news/a.md"), "hello").unwrap();
        std::fs::write(dir.path().join("secret.md"), "secret").unwrap();
        std::os::unix::fs::symlink("../secret.md", root.join("out.md")).unwrap();
        std::os::unix::fs::symlink("_news/a.md", root.join("in.md")).unwrap();
        rustix::fs::mknodat(rustix::fs::CWD, root.join("pipe.md"), FileType::Fifo, Mode::RUSR, 0).unwrap();
        let store = Store::open(&root).unwrap();
        assert_eq!((store.name(), store.raw_name()), ("store".to_owned(), "store"));
        let mut buffer = Vec::new();
        let mut read = |path: &str| {
            let stamp = store.read(Path::new(path), &mut buffer, ReadLimit::Whole);
            stamp.map(|_| String::from_utf8(buffer.clone()).unwrap()).map_err(|note| note.code)
        };
        assert_eq!(read("_news/a.md").unwrap(), "hello");
        assert_eq!(read("in.md").unwrap(), "hello");
        assert_eq!(read("out.md"), Err(Code::Outside));
        assert_eq!(read("pipe.md"), Err(Code::NotFile));
        assert_eq!(read("_news"), Err(Code::NotFile));
        for path in ["../secret.md", "/etc/passwd", "none.md", "_news/../_news/a.md"] {
            assert_eq!(read(path), Err(Code::Io), "{path}");
        }
    }
}
