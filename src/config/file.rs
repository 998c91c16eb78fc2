//! Reads one of the user's small files. It never waits on what is no file, and writes nothing.

use super::ConfigError;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// A configuration of more bytes is a mistake of some kind.
pub(super) const LARGEST: u64 = 1 << 20;

/// The text; nothing where there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<String>, ConfigError> {
    let wrong = |message: &str, hint| Err(ConfigError::of_file(path, message, hint));
    let unreadable = |error: std::io::Error| {
        ConfigError::of_file(path, format!("cannot be read: {error}"), "make it readable, or move it away")
    };
    match path.metadata() {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(unreadable(error)),
        Ok(what) if !what.is_file() => return wrong("is not a file", "put a file in its place, or move it away"),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return wrong("is larger than a megabyte", "keep only what should differ from the defaults");
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(_) => wrong("is not UTF-8", "save it as UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_missing_file_is_nothing_and_a_strange_one_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        assert_eq!(read(&path), Ok(None));
        assert_eq!(read(&path.join("below")), Ok(None));
        fs::write(&path, "mouse = true").unwrap();
        assert_eq!(read(&path), Ok(Some("mouse = true".to_owned())));
        assert_eq!(read(&path.join("below")), Ok(None));
        fs::write(&path, b"\xff\xfe").unwrap();
        assert_eq!(read(&path).unwrap_err().message, "is not UTF-8");
        fs::write(&path, vec![b'#'; LARGEST as usize + 1]).unwrap();
        assert_eq!(read(&path).unwrap_err().message, "is larger than a megabyte");
        assert_eq!(read(folder.path()).unwrap_err().message, "is not a file");
    }
}
