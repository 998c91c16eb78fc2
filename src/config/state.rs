//! What Dateline remembers from one run to the next. It is never anything the user would miss: whatever is wrong with
//! it, it is as if it were not there.
//!
//! `state.toml` in the state folder, written whole or not at all:
//!
//! ```toml
//! version = 1
//! store = "/home/me/news"
//! ```

use super::{Paths, file};
use crate::written::{Document, Value};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const VERSION: i64 = 1;

/// The store opened last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastStore(pub PathBuf);

impl LastStore {
    /// Nothing where nothing was remembered, or it cannot be read, or a newer Dateline wrote it.
    pub fn read(paths: &Paths) -> Option<LastStore> {
        let document = read(paths).filter(|document| version(document) == Some(VERSION))?;
        match &document.get("store")?.value {
            Value::Text(store) => Some(PathBuf::from(store)).filter(|store| store.is_absolute()).map(LastStore),
            _ => None,
        }
    }

    /// Remembers it, by a new file renamed over the old: two readers at once cannot spoil it. A path that is relative
    /// or not UTF-8 is not remembered; what a newer Dateline wrote is left as it is.
    pub fn write(&self, paths: &Paths) -> io::Result<()> {
        let Some(store) = self.0.to_str().filter(|_| self.0.is_absolute()) else { return Ok(()) };
        if read(paths).is_some_and(|document| version(&document).is_some_and(|version| version > VERSION)) {
            return Ok(());
        }
        std::fs::create_dir_all(&paths.state)?;
        let mut new = tempfile::NamedTempFile::new_in(&paths.state)?;
        write!(new, "version = {VERSION}\nstore = {}\n", toml::Value::from(store))?;
        new.persist(path(paths))?;
        Ok(())
    }
}

fn path(paths: &Paths) -> PathBuf {
    Path::join(&paths.state, "state.toml")
}

fn read(paths: &Paths) -> Option<Document> {
    let text = file::read(&path(paths)).ok().flatten()?;
    Some(Document::read(&text)).filter(|document| document.mistakes.is_empty())
}

fn version(document: &Document) -> Option<i64> {
    match document.get("version")?.value {
        Value::Whole(version) => Some(version),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fs;

    fn paths() -> (tempfile::TempDir, Paths) {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::from_env(|name| (name == "HOME").then(|| home.path().into())).unwrap();
        (home, paths)
    }

    #[test]
    fn the_last_store_is_remembered_and_replaced() {
        let (_home, paths) = paths();
        assert_eq!(LastStore::read(&paths), None);
        for store in ["/a", "/b"] {
            LastStore(store.into()).write(&paths).unwrap();
            assert_eq!(LastStore::read(&paths), Some(LastStore(store.into())));
        }
        assert_eq!(fs::read_dir(&paths.state).unwrap().count(), 1, "no temporary file stays");
    }

    #[test]
    fn what_is_damaged_or_newer_is_as_if_it_were_not_there() {
        let (_home, paths) = paths();
        fs::create_dir_all(&paths.state).unwrap();
        for text in [
            "",
            "version = 1",
            "store = \"/a\"",
            "version = 2\nstore = \"/a\"",
            "version = \"1\"\nstore = \"/a\"",
            "version = 1\nstore = 7",
            "version = 1\nstore = \"a\"",
            "version = 1\nstore = \"/a\"\n=",
            "version = 1\nstore = \"/a",
        ] {
            fs::write(path(&paths), text).unwrap();
            assert_eq!(LastStore::read(&paths), None, "{text}");
        }
        fs::write(path(&paths), b"\xff").unwrap();
        assert_eq!(LastStore::read(&paths), None);
        LastStore("/a".into()).write(&paths).unwrap();
        assert_eq!(LastStore::read(&paths), Some(LastStore("/a".into())), "what is damaged is written anew");
    }

    #[test]
    fn what_a_newer_dateline_wrote_is_left_as_it_is() {
        let (_home, paths) = paths();
        fs::create_dir_all(&paths.state).unwrap();
        let newer = "version = 2\nplaces = []\n";
        fs::write(path(&paths), newer).unwrap();
        LastStore("/a".into()).write(&paths).unwrap();
        assert_eq!(fs::read_to_string(path(&paths)).unwrap(), newer);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_path_in_utf_8_comes_back(name in "[^\0]{0,20}") {
            let (_home, paths) = paths();
            let last = LastStore(PathBuf::from(format!("/{name}")));
            last.write(&paths).unwrap();
            prop_assert_eq!(LastStore::read(&paths), Some(last));
        }
    }
}
