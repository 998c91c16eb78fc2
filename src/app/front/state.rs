//! What the app knows of its front page: the edition of this visit, and what the next one is made by.

use super::tastes_in_force;
use crate::config::{self, rules};
use crate::index::{Index, Marks};
use crate::model::{Of, Says, Timestamp};
use crate::story::Stories;
use crate::story::front::{Edition, Kept, Weights};
use std::sync::Arc;

/// Seconds within which what has come since the last visit may still make it another page: nobody has read far.
const FIRST_GLANCE: i64 = 2;

/// The front page of a visit.
#[derive(Debug)]
pub struct Front {
    pub weights: Weights,
    /// What is muted or weighed, as it is written.
    pub tastes: Vec<rules::Taste>,
    made: Option<Made>,
    /// That of the same visit's last run, until it is made again.
    kept: Option<Kept>,
    /// The store is looked at for the next edition.
    pub next: bool,
    /// The reader has done something while there was no page yet.
    pub moved: bool,
}

/// An edition, and the index it is of.
#[derive(Debug)]
pub struct Made {
    /// As it was made, and without what has been muted since.
    whole: Edition,
    pub edition: Edition,
    /// What was muted when it was made.
    without: Vec<Of>,
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
    pub fn new(weights: Weights, tastes: Vec<rules::Taste>, kept: Option<Kept>) -> Front {
        Front { weights, tastes, made: None, kept, next: false, moved: false }
    }

    pub fn made(&self) -> Option<&Made> {
        self.made.as_ref()
    }

    /// What is to be kept of it for the next run.
    pub fn to_keep(&self) -> Option<Kept> {
        let made = self.made.as_ref().map(|made| Kept::new(&made.whole, &made.index, made.at));
        made.or_else(|| self.kept.clone())
    }

    pub fn make(&mut self, index: &Arc<Index>, stories: &Stories, marks: Option<&Marks>, now: Timestamp) {
        let tastes = tastes_in_force(&self.tastes, now);
        let (edition, at) = match self.kept.take() {
            Some(kept) => (Edition::again(&kept, (index, stories, marks), &self.weights, &tastes), kept.at),
            None => (Edition::of(index, stories, marks, now, &self.weights, &tastes), now),
        };
        let is_mute = |taste: &&rules::Taste| taste.says == Says::Mute && taste.is_in_force(now);
        let without = self.tastes.iter().filter(is_mute).map(|taste| taste.of.clone()).collect();
        let whole = edition.clone();
        self.made = Some(Made { whole, edition, without, index: index.clone(), at, by_marks: marks.is_some() });
        self.leave_out_muted(stories, now);
    }

    /// The same page of another index.
    pub fn move_to(&mut self, index: &Arc<Index>, stories: &Stories, now: Timestamp) {
        if let Some(made) = self.made.as_mut().filter(|made| !Arc::ptr_eq(&made.index, index)) {
            made.whole = made.whole.moved(&made.index, index);
            made.index = index.clone();
            self.leave_out_muted(stories, now);
        }
    }

    /// What is muted now leaves the page; what has been taken back comes back to its place. Nothing else moves.
    pub fn leave_out_muted(&mut self, stories: &Stories, now: Timestamp) {
        if let Some(made) = &mut self.made {
            made.edition = made.whole.without(&made.index, stories, &tastes_in_force(&self.tastes, now));
        }
    }

    /// The edition was made when that was muted already.
    pub fn was_made_without(&self, it: &Of) -> bool {
        self.made.as_ref().is_some_and(|made| made.without.iter().any(|of| of.is(it)))
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
