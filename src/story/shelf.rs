//! The stories of a store through its indexes: those that were kept, those of the index that is shown, those of the next one made from
//! them. It starts no thread that outlives a call, and tells nobody.

use std::sync::Arc;

use super::{Apart, Gathered, Stories, gather};
use crate::index::{Cache, Index};
use crate::store::Store;

/// What is known of the stories of one store.
#[derive(Debug, Default)]
pub struct Shelf {
    cache: Cache,
    apart: Apart,
    /// The index that was told of last, and its stories.
    last: Option<(Arc<Index>, Stories)>,
    /// The checksums of what was kept have not been taken.
    unchecked: bool,
}

impl Shelf {
    /// `apart` is what the reader has said is not one story.
    pub fn new(cache: Cache, apart: Apart) -> Shelf {
        Shelf { cache, apart, last: None, unchecked: false }
    }

    /// Nothing was told yet: who waits would wait for all to be gathered.
    pub fn is_empty(&self) -> bool {
        self.last.is_none()
    }

    /// What was kept of them for that index. Costs next to nothing, so that a first screen can be shown with them; what was kept under
    /// other words of the reader is not taken, nor what is damaged.
    pub fn open(&mut self, index: &Arc<Index>, store: &Store) -> Option<Stories> {
        let stories = match Stories::kept(&self.cache, store, index) {
            Ok(found) => found.filter(|stories| stories.are_with(&self.apart))?,
            Err(doubt) => {
                tracing::warn!("what was kept of the stories is not used: {doubt}");
                return None;
            }
        };
        self.unchecked = true;
        self.last = Some((index.clone(), stories.clone()));
        Some(stories)
    }

    /// Takes the checksums of what was opened, once; `false` where it is damaged: then it is forgotten.
    pub fn check(&mut self) -> bool {
        if !std::mem::take(&mut self.unchecked) {
            return true;
        }
        let is_sound = self.last.as_ref().is_none_or(|(_, stories)| match stories.verify() {
            Ok(()) => true,
            Err(doubt) => {
                tracing::warn!("what was kept of the stories is not used: {doubt}");
                false
            }
        });
        if !is_sound {
            self.last = None;
        }
        is_sound
    }

    /// Finds them: of what has not changed since the index before, what was found then stays. Nothing where `stop` says so.
    pub fn gather(
        &mut self,
        index: &Arc<Index>,
        threads: usize,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<(Stories, Gathered)> {
        self.check();
        let before = self.last.as_ref().map(|(_, stories)| stories);
        let gathered = gather(index, before, threads, stop)?;
        let shown = self.last.as_ref().map(|(index, stories)| (&**index, stories));
        let stories = gathered.stories(&self.apart, shown);
        self.last = Some((index.clone(), stories.clone()));
        Some((stories, gathered))
    }

    /// The reader has said something else: the same ties, other groups. Nothing where nothing has been told yet, or it is the same.
    pub fn part(&mut self, apart: Apart) -> Option<(Arc<Index>, Stories, Gathered)> {
        if apart == self.apart {
            return None;
        }
        self.apart = apart;
        let (index, stories) = self.last.clone()?;
        let gathered = match stories.regather(&index) {
            Ok(gathered) => gathered,
            Err(doubt) => {
                tracing::warn!("what was kept of the stories is not used: {doubt}");
                gather(&index, None, 1, &|| false)?
            }
        };
        let stories = gathered.stories(&self.apart, Some((&index, &stories)));
        self.last = Some((index.clone(), stories.clone()));
        Some((index, stories, gathered))
    }

    /// Keeps what was gathered for the next start. That it can't be is only told in the log: it can be found again.
    pub fn keep(&self, gathered: &Gathered, store: &Store) {
        if let Err(error) = gathered.keep(&self.apart, &self.cache, store) {
            tracing::warn!("the stories can't be kept for the next start: {error}");
        }
    }
}
