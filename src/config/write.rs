//! One of the user's files written anew: whole or not at all, through a link to the file that it leads to. It does not know what
//! stands in it.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Links in one another that are followed.
const MOST_LINKS: usize = 32;

/// Writes `text` into a new file, waits until it is on the disk, and renames it over the old one, whose permissions it takes.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    let path = target(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // The mask of the user's takes from these what it takes from any new file.
    let anew = Permissions::from_mode(0o666);
    let mut new = tempfile::Builder::new().prefix(".dateline").permissions(anew).tempfile_in(folder)?;
    if let Ok(old) = path.metadata() {
        new.as_file().set_permissions(old.permissions())?;
    }
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    new.persist(&path)?;
    // The name is on the disk once the folder is; where a folder can't be asked for that, nothing is lost but a crash's moment.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The file that a path leads to, there or not: what dotfiles are kept by is links, and they stay.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(to) => path = path.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many links lead to one another"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_stays_and_the_file_it_leads_to_is_written_with_its_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("dotfiles")).unwrap();
        fs::write(at("dotfiles/s.toml"), "old").unwrap();
        fs::set_permissions(at("dotfiles/s.toml"), Permissions::from_mode(0o640)).unwrap();
        symlink("dotfiles/s.toml", at("link")).unwrap();
        symlink("link", at("searches.toml")).unwrap();
        write(&at("searches.toml"), "new").unwrap();
        assert_eq!(fs::read(at("dotfiles/s.toml")).unwrap(), b"new");
        assert_eq!(fs::read_link(at("searches.toml")).unwrap(), Path::new("link"));
        assert_eq!(at("dotfiles/s.toml").metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(at("dotfiles")).unwrap().count(), 1);
    }

    #[test]
    fn a_link_to_nothing_yet_and_a_folder_that_is_not_there_are_made_good() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        symlink("below/s.toml", at("searches.toml")).unwrap();
        write(&at("searches.toml"), "new").unwrap();
        assert_eq!(fs::read(at("below/s.toml")).unwrap(), b"new");
        write(&at("a/b/searches.toml"), "new").unwrap();
        assert_eq!(fs::read(at("a/b/searches.toml")).unwrap(), b"new");
        symlink("round", at("round")).unwrap();
        assert!(write(&at("round"), "new").is_err());
    }
}
