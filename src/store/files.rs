//! Many files of a store read one after another: the folders they lie in stay open for the next. It parses nothing.

use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::FileType;

use super::found::{ReadLimit, fill};
use super::front_matter::FrontMatter;
use super::{Store, reach};

/// Folders that stay open.
const MOST: usize = 64;

/// Reads files of one store. Every thread has its own.
#[derive(Debug)]
pub struct Files<'a> {
    store: &'a Store,
    open: HashMap<PathBuf, OwnedFd>,
    buffer: Vec<u8>,
}

impl<'a> Files<'a> {
    pub fn new(store: &'a Store) -> Files<'a> {
        Files { store, open: HashMap::new(), buffer: Vec::new() }
    }

    /// What stands below the front matter of a file, as it is written: raw. Nothing where it can't be read, or has none.
    pub fn body(&mut self, path: &Path) -> &[u8] {
        if self.fill(path).is_none() {
            return &[];
        }
        FrontMatter::find(&self.buffer).map_or(&[], |parts| parts.body)
    }

    fn fill(&mut self, path: &Path) -> Option<()> {
        let (parent, name) = (path.parent()?, path.file_name()?);
        if !self.open.contains_key(parent) {
            if self.open.len() == MOST {
                self.open.clear();
            }
            self.open.insert(parent.to_owned(), reach::descend(self.store.folder(), parent).ok()?);
        }
        let folder = &self.open[parent];
        match reach::open_file(folder, name) {
            Ok((file, stat)) => fill(&file, &stat, &mut self.buffer, ReadLimit::Whole).ok().map(|_| ()),
            // A link leads elsewhere: the careful way.
            Err(_) => {
                let kind = FileType::from_raw_mode(reach::stat_at(folder, name).ok()?.st_mode);
                let is_link = kind == FileType::Symlink;
                is_link.then(|| self.store.read(path, &mut self.buffer, ReadLimit::Whole).ok()).flatten().map(|_| ())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_below_the_front_matter_is_read_and_what_can_not_be_read_is_empty() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("a/b")).unwrap();
        std::fs::write(dir.path().join("a/b/one.md"), "---\ntitle: x\n---\nthe text\n").unwrap();
        std::fs::write(dir.path().join("two.md"), "---\ntitle: x\n---\n").unwrap();
        std::os::unix::fs::symlink("a/b/one.md", dir.path().join("link.md")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", dir.path().join("out.md")).unwrap();
        let store = Store::open(dir.path()).unwrap();
        let mut files = Files::new(&store);
        for (path, body) in [
            ("a/b/one.md", "the text\n"),
            ("two.md", ""),
            ("link.md", "the text\n"),
            ("out.md", ""),
            ("none.md", ""),
            ("a", ""),
        ] {
            assert_eq!(files.body(path.as_ref()), body.as_bytes(), "{path}");
        }
    }
}
