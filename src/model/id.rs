//! The name of an article for ever: 128 bits of a cryptographic hash. Not a position, and not made of the title.

use std::fmt;

/// 128 bits of BLAKE3 over the canonical URL (version 1), or over the store's name and the path where there is no URL.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub [u8; 16]);

impl ArticleId {
    /// `canonical` is what [`super::canonical_url`] writes.
    pub fn of_url(canonical: &str) -> ArticleId {
        hash(&[b"url\0", canonical.as_bytes()])
    }

    /// For an article with no usable URL. `path` is relative to the store, in bytes.
    pub fn of_path(store_name: &str, path: &[u8]) -> ArticleId {
        hash(&[b"path\0", store_name.as_bytes(), b"\0", path])
    }
}

fn hash(parts: &[&[u8]]) -> ArticleId {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    let mut id = [0; 16];
    hasher.finalize_xof().fill(&mut id);
    ArticleId(id)
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
