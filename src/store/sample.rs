//! The sample store that comes inside the program: unpacked once into a folder of the cache, then a store like any other. It is never changed there; a new version has a new folder.

use include_dir::{Dir, DirEntry, include_dir};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/sample");

/// Unpacks the sample below `cache` as `sample-<hash>`, unless it is there, and gives its path. It is written beside its
/// place and renamed: a folder of that name is whole.
///
/// # Errors
/// The cache folder can't be written.
pub fn unpack(cache: &Path) -> io::Result<PathBuf> {
    let place = cache.join(format!("sample-{}", &hash()[..16]));
    if place.is_dir() {
        return Ok(place);
    }
    fs::create_dir_all(cache)?;
    let draft = tempfile::Builder::new().prefix(".sample-").tempdir_in(cache)?;
    write(&SAMPLE, draft.path())?;
    let draft = draft.keep();
    match fs::rename(&draft, &place) {
        Ok(()) => Ok(place),
        // Another reader was faster.
        Err(_) if place.is_dir() => fs::remove_dir_all(&draft).map(|()| place),
        Err(error) => {
            // The draft is of no use; the first error is the one to tell.
            let _ = fs::remove_dir_all(&draft);
            Err(error)
        }
    }
}

fn write(dir: &Dir<'_>, to: &Path) -> io::Result<()> {
    for entry in dir.entries() {
        let path = to.join(entry.path());
        match entry {
            DirEntry::Dir(dir) => {
                fs::create_dir_all(&path)?;
                write(dir, to)?;
            }
            DirEntry::File(file) => fs::write(path, file.contents())?,
        }
    }
    Ok(())
}

/// A hash of all names and contents.
fn hash() -> String {
    fn add(dir: &Dir<'_>, hasher: &mut blake3::Hasher) {
        let mut entries: Vec<_> = dir.entries().iter().collect();
        entries.sort_by_key(|entry| entry.path());
        for entry in entries {
            match entry {
                DirEntry::Dir(dir) => add(dir, hasher),
                DirEntry::File(file) => {
                    hasher.update(file.path().as_os_str().as_encoded_bytes());
                    hasher.update(&(file.contents().len() as u64).to_le_bytes());
                    hasher.update(file.contents());
                }
            }
        }
    }
    let mut hasher = blake3::Hasher::new();
    add(&SAMPLE, &mut hasher);
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_unpacked_once_and_whole() {
        let cache = tempfile::tempdir().unwrap();
        let place = unpack(cache.path()).unwrap();
        assert!(place.join("_data/topics").is_dir());
        fs::write(place.join("mine"), "").unwrap();
        assert_eq!(unpack(cache.path()).unwrap(), place);
        assert!(place.join("mine").exists(), "a folder that is there is left alone");
        assert_eq!(fs::read_dir(cache.path()).unwrap().count(), 1, "no draft is left behind");
    }

    #[test]
    fn a_cache_that_cannot_be_written_is_an_error() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(unpack(&file.path().join("below")).is_err());
    }
}
