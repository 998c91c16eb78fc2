//! Opens things inside the folder and nothing else: one name at a time, relative to a folder already open, following no
//! link, waiting for nothing. Where links lead is decided here too. It reads no contents.

use std::os::fd::{AsFd, OwnedFd};
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat, openat, statat};
use rustix::io::Errno;
use rustix::path::Arg;

use crate::model::{Code, Note, text};

/// Opens a folder by its name in `parent`; a link is an error.
pub(super) fn open_folder(parent: impl AsFd, name: impl Arg) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    openat(parent, name, flags, Mode::empty())
}

/// Opens a regular file by its name in `parent`. What it is is asked again once it is open, for names change.
pub(super) fn open_file(parent: impl AsFd, name: impl Arg) -> Result<(OwnedFd, Stat), Note> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = openat(parent, name, flags, Mode::empty()).map_err(io_note)?;
    let stat = rustix::fs::fstat(&file).map_err(io_note)?;
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => Ok((file, stat)),
        _ => Err(not_a_file()),
    }
}

/// Opens the folder at `path` below `root`, name by name.
pub(super) fn descend(root: impl AsFd, path: &Path) -> Result<OwnedFd, Errno> {
    let mut folder = open_folder(root, ".")?;
    for part in path.components() {
        match part {
            Component::Normal(name) => folder = open_folder(&folder, name)?,
            Component::CurDir => {}
            // `..` and `/` lead out.
            _ => return Err(Errno::INVAL),
        }
    }
    Ok(folder)
}

/// What a name is, itself: a link is a link.
pub(super) fn stat_at(parent: impl AsFd, name: impl Arg) -> Result<Stat, Errno> {
    statat(parent, name, AtFlags::SYMLINK_NOFOLLOW)
}

/// The file that the link at `path` leads to, as a path below `root` without links. Nothing is opened.
/// E-LINKDIR: a folder. E-OUTSIDE: not in the folder. E-NOTFILE: no regular file. E-IO: nothing there, or a circle.
pub(super) fn follow(root: &Path, path: &Path) -> Result<PathBuf, Note> {
    let link = root.join(path);
    let kind = std::fs::metadata(&link).map_err(|error| io_error_note(&error))?;
    if kind.is_dir() {
        return Err(Note::new(Code::LinkDir, 0, "a link to a folder is not followed"));
    }
    let real = std::fs::canonicalize(&link).map_err(|error| io_error_note(&error))?;
    match real.strip_prefix(root) {
        Err(_) => Err(Note::new(Code::Outside, 0, "a link out of the folder is not followed")),
        Ok(_) if !kind.is_file() => Err(not_a_file()),
        Ok(inside) => Ok(inside.to_owned()),
    }
}

pub(super) fn not_a_file() -> Note {
    Note::new(Code::NotFile, 0, "not a regular file; never opened")
}

pub(super) fn io_note(error: Errno) -> Note {
    io_error_note(&std::io::Error::from(error))
}

fn io_error_note(error: &std::io::Error) -> Note {
    Note::new(Code::Io, 0, format!("cannot be read: {}", reason(error)))
}

/// The system's words without the number behind them.
pub(super) fn reason(error: &std::io::Error) -> String {
    let words = error.to_string();
    text::safe_line(words.split(" (os error").next().unwrap_or(&words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_is_judged_by_where_it_leads() {
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().canonicalize().unwrap().join("store");
        std::fs::create_dir_all(root.join("news")).unwrap();
        std::fs::write(root.join("news/a.md"), "x").unwrap();
        std::fs::write(outer.path().join("out.md"), "x").unwrap();
        for (name, target) in [
            ("in", "news/../news/a.md"),
            ("out", "../out.md"),
            ("up", ".."),
            ("self", "self"),
            ("none", "nowhere"),
            ("dev", "/dev/null"),
        ] {
            symlink(target, root.join(name)).unwrap();
        }
        let code = |name: &str| follow(&root, Path::new(name)).unwrap_err().code;
        assert_eq!(follow(&root, Path::new("in")).unwrap(), Path::new("news/a.md"));
        assert_eq!(code("out"), Code::Outside);
        assert_eq!(code("dev"), Code::Outside);
        assert_eq!(code("up"), Code::LinkDir);
        assert_eq!(code("self"), Code::Io);
        assert_eq!(code("none"), Code::Io);
    }

    #[test]
    fn a_path_that_climbs_or_passes_a_link_opens_nothing() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("a/b")).unwrap();
        symlink("a", dir.path().join("link")).unwrap();
        let root = std::fs::File::open(dir.path()).unwrap();
        assert!(descend(&root, Path::new("a/b")).is_ok());
        for path in ["a/../a", "/tmp", "link/b"] {
            assert!(descend(&root, Path::new(path)).is_err(), "{path}");
        }
    }
}
