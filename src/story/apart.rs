//! What a reader has said is not one story. It is by article, so that it holds in every index; where it is written down is not
//! its matter.

use xxhash_rust::xxh3::xxh3_64;

use crate::model::ArticleId;

/// Articles that have been taken out of stories: each with another of whose story it is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Apart {
    /// Which is out, then of whose story. Sorted, each pair once.
    pairs: Vec<(ArticleId, ArticleId)>,
}

impl Apart {
    pub fn new(pairs: impl IntoIterator<Item = (ArticleId, ArticleId)>) -> Apart {
        let mut pairs: Vec<_> = pairs.into_iter().filter(|(out, of)| out != of).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Apart { pairs }
    }

    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, ArticleId)> {
        self.pairs.iter().copied()
    }

    /// Another one for other pairs.
    pub(super) fn print(&self) -> u64 {
        let bytes: Vec<u8> = self.pairs.iter().flat_map(|(a, b)| [a.0, b.0].concat()).collect();
        xxh3_64(&bytes)
    }
}
