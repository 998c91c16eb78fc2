//! What the app knows of stories: those of the indexes in use. It decides nothing.

use std::sync::{Arc, Weak};

use crate::app::app::App;
use crate::index::Index;
use crate::model::ArticleId;
use crate::story::Stories;

/// The stories, and whether they are shown as such.
#[derive(Debug, Default)]
pub struct Telling {
    /// Of indexes that may be gone by now.
    known: Vec<(Weak<Index>, Stories)>,
    /// Each article has a row of its own.
    pub plain: bool,
    /// Pairs of articles of which the reader said that they are not the same story, as written.
    pub apart: Vec<(ArticleId, ArticleId)>,
}

impl Telling {
    pub fn new(apart: Vec<(ArticleId, ArticleId)>) -> Telling {
        Telling { apart, ..Telling::default() }
    }

    /// Of that index, once they are known.
    pub fn of(&self, index: &Arc<Index>) -> Option<&Stories> {
        self.known
            .iter()
            .find(|(known, _)| std::ptr::eq(known.as_ptr(), Arc::as_ptr(index)))
            .map(|(_, stories)| stories)
    }

    /// Those of that index, where one row stands for a story.
    pub fn together(&self, index: &Arc<Index>) -> Option<&Stories> {
        self.of(index).filter(|_| !self.plain)
    }

    fn set(&mut self, index: &Arc<Index>, stories: Stories) {
        self.known.retain(|(known, _)| known.strong_count() > 0 && !std::ptr::eq(known.as_ptr(), Arc::as_ptr(index)));
        self.known.push((Arc::downgrade(index), stories));
    }
}

impl App {
    /// The stories of an index are known, or are others now. What is listed of it is listed anew; the selected article stays.
    pub(in crate::app) fn take_stories(&mut self, index: &Arc<Index>, stories: Stories) {
        self.telling.set(index, stories);
        self.count_by_stories();
        // An index that nobody sees yet comes with its own; and what waits to be seen is not brought in by this.
        if Arc::ptr_eq(self.articles.asked(), index) && Arc::ptr_eq(&self.index, index) {
            self.articles.reindex(false);
            self.ask();
        }
    }

    /// The stories of what is listed, where one row stands for each.
    pub(in crate::app) fn stories(&self) -> Option<&Stories> {
        // The front page is one of stories, however the lists are.
        match self.articles.is_front() {
            true => self.telling.of(self.articles.index()),
            false => self.telling.together(self.articles.index()),
        }
    }
}
