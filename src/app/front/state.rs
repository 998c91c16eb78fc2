//! What the app knows of its front page: the edition of this visit, and what the next one is made by.

use crate::config;
use crate::index::{Index, Marks};
use crate::model::Timestamp;
use crate::story::Stories;
use crate::story::front::{Edition, Weights};
use std::sync::Arc;

/// Seconds within which what has come since the last visit may still make it another page: nobody has read far.
const FIRST_GLANCE: i64 = 2;

/// The front page of a visit.
#[derive(Debug)]
pub struct Front {
    pub weights: Weights,
    made: Option<Made>,
    /// The store is looked at for the next edition.
    pub next: bool,
    /// The reader has done something while there was no page yet.
    pub moved: bool,
}

/// An edition, and the index it is of.
#[derive(Debug)]
pub struct Made {
    pub edition: Edition,
    pub index: Arc<Index>,
    at: Timestamp,
    by_marks: bool,
}

impl From<config::Front> for Weights {
    fn from(written: config::Front) -> Weights {
        let config::Front { heat, quality, outlets, fresh, unread, half_life } = written;
        Weights { heat, quality, outlets, fresh, unread, half_life }
    }
}

impl Front {
    pub fn new(weights: Weights) -> Front {
        Front { weights, made: None, next: false, moved: false }
    }

    pub fn made(&self) -> Option<&Made> {
        self.made.as_ref()
    }

    pub fn make(&mut self, index: &Arc<Index>, stories: &Stories, marks: Option<&Marks>, now: Timestamp) {
        let edition = Edition::of(index, stories, marks, now, &self.weights);
        self.made = Some(Made { edition, index: index.clone(), at: now, by_marks: marks.is_some() });
    }

    /// The same page of another index.
    pub fn move_to(&mut self, index: &Arc<Index>) {
        if let Some(made) = self.made.as_mut().filter(|made| !Arc::ptr_eq(&made.index, index)) {
            made.edition = made.edition.moved(&made.index, index);
            made.index = index.clone();
        }
    }

    /// It is made anew when it is asked for the next time.
    pub fn drop_edition(&mut self) -> Option<Made> {
        self.made.take()
    }

    /// It stands since a moment ago.
    pub fn is_new(&self, now: Timestamp) -> bool {
        self.made.as_ref().is_some_and(|made| now.seconds().saturating_sub(made.at.seconds()) <= FIRST_GLANCE)
    }

    /// There is one, and it was made without knowing what is read.
    pub fn lacks_marks(&self) -> bool {
        self.made.as_ref().is_some_and(|made| !made.by_marks)
    }
}
