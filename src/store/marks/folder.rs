//! The folder the journals lie in: which of its names are journals, and how one is opened to be read. It opens nothing that is not
//! a regular file, and writes nothing.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;

use super::line::{HEAD, Head};
use crate::model::text;
use crate::store::names;

/// The end of a journal's name.
pub(super) const SUFFIX: &str = ".marks";

/// The names of the journals, in rising order of their bytes: the order in which they are read. Hidden names, and the drafts of those
/// who carry files about, are none. A folder that is not there has none.
pub(super) fn journals(folder: &Path) -> io::Result<Vec<OsString>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut journals = Vec::new();
    for entry in entries {
        let name = entry?.file_name().into_vec();
        if name.ends_with(SUFFIX.as_bytes()) && !names::is_hidden(&name) {
            journals.push(name);
        }
    }
    journals.sort_unstable();
    Ok(journals.into_iter().map(OsString::from_vec).collect())
}

/// A name as it may be shown.
pub(super) fn shown(name: &std::ffi::OsStr) -> String {
    text::safe_line(&String::from_utf8_lossy(name.as_bytes()))
}

/// Opens a file to be read; a link is followed. Nothing where it is no regular file, or gone.
pub(super) fn open(path: &Path) -> io::Result<Option<File>> {
    let is_gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    // A device may do something when it is opened; what is opened is asked again, for names change.
    match fs::metadata(path) {
        Ok(what) if what.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if is_gone(&error) => return Ok(None),
        Err(error) => return Err(error),
    }
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    match File::options().read(true).custom_flags(flags.cast_signed()).open(path) {
        Ok(file) => Ok(file.metadata()?.is_file().then_some(file)),
        Err(error) if is_gone(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What a file begins with.
pub(super) fn head(file: &File) -> io::Result<Head> {
    let mut start = [0; HEAD];
    let len = read_at(file, &mut start, 0)?;
    Ok(Head::of(&start[..len], len < HEAD))
}

/// Fills the buffer from an offset on, as far as the file goes, and says how far.
pub(super) fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    let mut len = 0;
    while len < buffer.len() {
        match file.read_at(&mut buffer[len..], offset + len as u64) {
            Ok(0) => break,
            Ok(read) => len += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(len)
}

/// All of a file from an offset on.
pub(super) fn read_from(file: &File, offset: u64) -> io::Result<Vec<u8>> {
    let len = file.metadata()?.len().saturating_sub(offset);
    let mut bytes = vec![0; usize::try_from(len).map_err(io::Error::other)?];
    let read = read_at(file, &mut bytes, offset)?;
    bytes.truncate(read);
    Ok(bytes)
}

/// The path names this very file: it was neither removed nor replaced. A link to it is not it.
pub(super) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let (held, named) = (file.metadata()?, fs::symlink_metadata(path));
    match named {
        Ok(named) => Ok((named.dev(), named.ino()) == (held.dev(), held.ino())),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(error),
    }
}
