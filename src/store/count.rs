//! How many files of a store may be articles, by their names alone: so that one who waits while they are read knows for how many. It
//! opens no file, and errors are the walk's to tell.

use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rustix::fs::FileType;

use super::list::list;
use super::walk::kind;
use super::{Store, names, reach};

/// Adds to `found` while it goes through the folders, until done or `stop` is set. Links are not counted.
pub fn count(store: &Store, stop: &AtomicBool, found: &AtomicUsize) {
    let mut listing = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(path) = folders.pop() {
        let Ok(folder) = reach::descend(store.folder(), &path) else { continue };
        let mut here = 0;
        let _told_by_the_walk = list(&folder, &mut listing, |name, listed| {
            let bytes = name.to_bytes();
            if stop.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            if !names::is_hidden(bytes) {
                match kind(&folder, name, listed) {
                    FileType::Directory => folders.push(path.join(OsStr::from_bytes(bytes))),
                    FileType::RegularFile if names::is_article(bytes) => here += 1,
                    _ => {}
                }
            }
            ControlFlow::Continue(())
        });
        found.fetch_add(here, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_counted_by_their_names_and_hidden_ones_are_not() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("a/b")).unwrap();
        std::fs::create_dir_all(dir.path().join(".git")).unwrap();
        for name in ["1.md", "a/2.html", "a/b/3.MD", "a/b/x.txt", ".git/4.md", "a/.5.md"] {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        let (store, found) = (Store::open(dir.path()).unwrap(), AtomicUsize::new(0));
        count(&store, &AtomicBool::new(false), &found);
        assert_eq!(found.into_inner(), 3);
    }
}
