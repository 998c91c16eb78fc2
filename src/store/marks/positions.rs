//! How far each journal was read, so that only what came after is read the next time. It opens nothing: it knows names, ends and
//! a hash of what stood before them.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use xxhash_rust::xxh3::xxh3_64;

/// So many bytes before the end tell whether it is still the same file.
pub(super) const BEFORE: usize = 256;
const VERSION: u8 = 1;
/// The longest a name can be; longer ones are not from here.
const LONGEST_NAME: usize = 4_096;

/// By a file's name: how far it was read, and the hash of up to 256 bytes before that. A file that is shorter now, or has other bytes
/// there, is another; one that was replaced by a longer one with the same beginning goes on where it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Positions {
    pub(super) files: BTreeMap<OsString, Position>,
}

/// The end is nought for a file that was told to be no journal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Position {
    pub end: u64,
    hash: u64,
}

impl Position {
    /// `before` are the bytes before the end, as many as there are up to [`BEFORE`].
    pub fn new(end: u64, before: &[u8]) -> Position {
        Position { end, hash: xxh3_64(before) }
    }

    /// So many bytes are to be looked at.
    pub fn before(&self) -> usize {
        usize::try_from(self.end).unwrap_or(BEFORE).min(BEFORE)
    }
}

impl Positions {
    /// To be kept: [`Positions::from_bytes`] reads it. A version, then for each file the length of its name (2 bytes), the name, the
    /// end and the hash (8 bytes each), little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        for (name, position) in &self.files {
            let name = name.as_bytes();
            // No system has a longer one; without it the file is read from its beginning.
            let Some(len) = u16::try_from(name.len()).ok().filter(|len| usize::from(*len) <= LONGEST_NAME) else {
                continue;
            };
            bytes.extend_from_slice(&len.to_le_bytes());
            bytes.extend_from_slice(name);
            bytes.extend_from_slice(&position.end.to_le_bytes());
            bytes.extend_from_slice(&position.hash.to_le_bytes());
        }
        bytes
    }

    /// `None` for anything that [`Positions::to_bytes`] does not write.
    pub fn from_bytes(bytes: &[u8]) -> Option<Positions> {
        let (&version, mut rest) = bytes.split_first()?;
        let mut files = BTreeMap::new();
        let mut last: Option<&[u8]> = None;
        while let Some((len, behind)) = rest.split_first_chunk() {
            let len = usize::from(u16::from_le_bytes(*len));
            let (name, behind) = behind.split_at_checked(len).filter(|_| len <= LONGEST_NAME)?;
            let (end, behind) = behind.split_first_chunk()?;
            let (hash, behind) = behind.split_first_chunk()?;
            // In their order, each once.
            if last.is_some_and(|last| last >= name) {
                return None;
            }
            let position = Position { end: u64::from_le_bytes(*end), hash: u64::from_le_bytes(*hash) };
            files.insert(OsString::from_vec(name.to_vec()), position);
            (last, rest) = (Some(name), behind);
        }
        (version == VERSION && rest.is_empty()).then_some(Positions { files })
    }

    pub(super) fn of(&self, name: &OsStr) -> Position {
        self.files.get(name).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_version_or_an_order_of_another_time_is_refused() {
        let positions = |names: &[&str]| Positions {
            files: names.iter().map(|name| (OsString::from(name), Position::new(300, b"x"))).collect(),
        };
        let bytes = positions(&["a", "b"]).to_bytes();
        assert_eq!(Positions::from_bytes(&bytes), Some(positions(&["a", "b"])));
        assert_eq!(Positions::from_bytes(&[&[2], &bytes[1..]].concat()), None);
        let swapped = [&bytes[..1], &bytes[20..], &bytes[1..20]].concat();
        assert_eq!(Positions::from_bytes(&swapped), None);
        assert_eq!(Positions::from_bytes(&[]), None);
        assert_eq!(Positions::from_bytes(&bytes[..bytes.len() - 1]), None);
    }

    proptest! {
        #[test]
        fn positions_are_read_back_and_garbage_is_none(
            files in prop::collection::btree_map(prop::collection::vec(any::<u8>(), 0..20), any::<(u64, u64)>(), 0..6),
            garbage in prop::collection::vec(any::<u8>(), 0..60),
        ) {
            let files = files.into_iter().map(|(name, (end, hash))| (OsString::from_vec(name), Position { end, hash }));
            let positions = Positions { files: files.collect() };
            let bytes = positions.to_bytes();
            prop_assert_eq!(Positions::from_bytes(&bytes), Some(positions));
            Positions::from_bytes(&[&bytes, garbage.as_slice()].concat());
            if let Some(positions) = Positions::from_bytes(&garbage) {
                prop_assert_eq!(positions.to_bytes(), garbage);
            }
        }
    }
}
