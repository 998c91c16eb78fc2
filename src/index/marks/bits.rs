//! The bytes of the marks, one a row: those of the kept file as it lies in the page cache, until one of them is changed. It knows nothing
//! of what the bits mean, and does not look whether the file is sound: until that is known any of them may be wrong.

use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::index::segment::Map;

/// A part of a kept file.
#[derive(Debug)]
struct Lent {
    file: Arc<Map>,
    place: Range<usize>,
}

/// A byte a row. Copies share them until one is changed.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    own: Arc<Vec<u8>>,
    /// In their place, as long as none was changed.
    lent: Option<Arc<Lent>>,
}

impl Bits {
    /// Those that lie at `place` in `file`; none where that is outside.
    pub fn lent(file: Arc<Map>, place: Range<usize>) -> Bits {
        Bits { lent: Some(Arc::new(Lent { file, place })), ..Bits::default() }
    }

    /// To be changed: copied first where others have them too.
    pub fn to_mut(&mut self) -> &mut Vec<u8> {
        if let Some(lent) = self.lent.take() {
            self.own = Arc::new(lent.bytes().to_vec());
        }
        Arc::make_mut(&mut self.own)
    }

    /// Whether both are the very same bytes in memory; cheap.
    pub fn are(&self, others: &Bits) -> bool {
        std::ptr::eq::<[u8]>(&**self, &**others)
    }
}

impl Lent {
    fn bytes(&self) -> &[u8] {
        self.file.get(self.place.clone()).unwrap_or_default()
    }
}

impl From<Vec<u8>> for Bits {
    fn from(own: Vec<u8>) -> Bits {
        Bits { own: Arc::new(own), lent: None }
    }
}

impl Deref for Bits {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.lent.as_ref().map_or(&self.own, |lent| lent.bytes())
    }
}

impl PartialEq for Bits {
    fn eq(&self, others: &Bits) -> bool {
        **self == **others
    }
}

impl Eq for Bits {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};

    #[test]
    fn a_copy_stays_as_it_is_when_the_other_is_changed() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), b"0123456789").unwrap();
        let file = Arc::new(Map::of(&File::open(dir.path().join("a")).unwrap()).unwrap());
        let lent = Bits::lent(file.clone(), 2..5);
        let mut changed = lent.clone();
        assert!(changed.are(&lent) && changed == lent);
        changed.to_mut()[1] = b'x';
        let again = changed.clone();
        changed.to_mut()[2] = b'y';
        assert_eq!((&*lent, &*again, &*changed), (&b"234"[..], &b"2x4"[..], &b"2xy"[..]));
        assert!(!changed.are(&again) && again == Bits::from(b"2x4".to_vec()));
        assert_eq!(&*Bits::lent(file, 8..12), b"");
        assert_eq!(&fs::read(dir.path().join("a")).unwrap(), b"0123456789");
    }
}
