//! The bytes of a segment: those of a file that is mapped, or some in memory where there is no file. Read-only once they are
//! there, and aligned for the numbers in them.

use std::io::{self, Write};
use std::ops::Deref;

use super::map::Map;

/// All bytes of a segment.
#[derive(Debug)]
pub(crate) enum Bytes {
    Memory(Words),
    File(Map),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Memory(words) => words.bytes(),
            Bytes::File(map) => map,
        }
    }
}

/// Bytes that can be added to, and begin at a multiple of 8.
#[derive(Debug, Default)]
pub(crate) struct Words {
    words: Vec<u64>,
    len: usize,
}

impl Words {
    pub fn bytes(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.words)[..self.len]
    }

    /// Writes over what stands at the beginning.
    pub fn patch(&mut self, bytes: &[u8]) {
        bytemuck::cast_slice_mut(&mut self.words)[..bytes.len()].copy_from_slice(bytes);
    }

    pub fn shrink(&mut self) {
        self.words.shrink_to_fit();
    }
}

impl Write for Words {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = self.len + bytes.len();
        self.words.resize(end.div_ceil(8), 0);
        bytemuck::cast_slice_mut(&mut self.words)[self.len..end].copy_from_slice(bytes);
        self.len = end;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_what_was_written_however_it_was_cut() {
        let mut words = Words::default();
        for part in [&b"abc"[..], b"", b"defghijklmn", b"o"] {
            words.write_all(part).unwrap();
        }
        words.patch(b"AB");
        assert_eq!(words.bytes(), b"ABcdefghijklmno");
    }
}
