//! A file as memory: the one place in this crate that is not safe by the compiler's word. It knows nothing of what the file
//! holds.

#![allow(unsafe_code, reason = "mapping a file is a promise about who else writes to it; it is given here, once")]

use std::fs::File;
use std::io;
use std::ops::Deref;

/// All of a file as it was when it was mapped, read-only.
#[derive(Debug)]
pub(crate) struct Map(memmap2::Mmap);

impl Map {
    /// Maps a file of the cache folder that is whole: written beside its place under another name and then renamed, and
    /// never again written to. An empty file is an error.
    pub fn of(file: &File) -> io::Result<Map> {
        // SAFETY: The bytes must not change and the file must not shrink while they are borrowed. Dateline writes a segment
        // file once, before it maps it, and puts another in its place only by renaming, which leaves the mapped one as it is
        // until it is let go. The folder is the user's own. What does not keep to that (somebody cuts the file with an editor)
        // can end the program, as it can for any program whose files are mapped; what was changed before the file was mapped
        // can't: every bound is checked and every text validated where it is read.
        unsafe { memmap2::Mmap::map(file) }.map(Map)
    }
}

impl Deref for Map {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_mapped_file_is_its_bytes_also_after_another_took_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let (path, other) = (dir.path().join("a"), dir.path().join("b"));
        std::fs::write(&path, b"first").unwrap();
        let map = Map::of(&File::open(&path).unwrap()).unwrap();
        File::create(&other).unwrap().write_all(b"second one").unwrap();
        std::fs::rename(&other, &path).unwrap();
        assert_eq!(&*map, b"first");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(&*map, b"first");
    }
}
