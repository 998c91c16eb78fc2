//! The stories of a store for what runs without a screen: those that were kept, else they are found, and kept for the next time. Who
//! does not ask for them does not pay for them.

use std::sync::Arc;

use crate::index::{Cache, Index};
use crate::store::Store;
use crate::story::{Apart, Shelf, Stories, gather};

/// See the module.
#[derive(Debug)]
pub struct Told {
    cache: Cache,
    apart: Apart,
}

impl Told {
    /// Reads nothing. `apart` is what the reader has said is not one story.
    pub(super) fn new(cache: Cache, apart: Apart) -> Told {
        Told { cache, apart }
    }

    /// Those of an index; `before` is the one that was kept before it, if one was: then only what has changed since is looked into.
    pub(super) fn of(&self, index: &Arc<Index>, before: Option<&Arc<Index>>, store: &Store) -> Stories {
        let mut shelf = Shelf::new(self.cache.clone(), self.apart.clone());
        let kept = shelf.open(before.unwrap_or(index), store).filter(|_| shelf.check());
        if let Some(kept) = kept.as_ref().filter(|kept| kept.are_of(index)) {
            return kept.clone();
        }
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        let Some(gathered) = gather(index, kept.as_ref(), threads, &|| false) else { return Stories::default() };
        shelf.keep(&gathered, store);
        // Nobody has them before the eyes: none is led as it was before.
        gathered.stories(&self.apart, None)
    }
}
