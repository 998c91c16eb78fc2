//! The places one has been, as a browser keeps pages: back, forward, and a new way drops what lay ahead. It does not move; the app
//! returns to what it gives.

use super::app::App;
use super::articles::Place;
use super::status::Status;

/// So many places are kept.
const MOST: usize = 100;

/// Where the reader has been.
#[derive(Debug, Default)]
pub struct Trail {
    back: Vec<Place>,
    forward: Vec<Place>,
}

impl Trail {
    /// The reader goes elsewhere from `place`.
    pub fn leave(&mut self, place: Place) {
        self.forward.clear();
        if self.back.last() != Some(&place) {
            self.back.push(place);
        }
        if self.back.len() > MOST {
            self.back.remove(0);
        }
    }

    /// The place before, or after, `here`.
    fn travel(&mut self, back: bool, here: Place) -> Option<Place> {
        let (from, to) = if back { (&mut self.back, &mut self.forward) } else { (&mut self.forward, &mut self.back) };
        // Where nothing has moved since, that place is no step away.
        let mut place = from.pop()?;
        while place == here {
            place = from.pop()?;
        }
        to.push(here);
        Some(place)
    }
}

impl App {
    /// Keeps where the reader is, who is about to go elsewhere.
    pub(super) fn note_place(&mut self) {
        self.trail.leave(self.articles.place());
    }

    pub(super) fn travel(&mut self, back: bool) {
        match self.trail.travel(back, self.articles.place()) {
            Some(place) => self.return_to(place),
            None if back => self.status = Some(Status::plain("There is no earlier place.")),
            None => self.status = Some(Status::plain("There is no later place.")),
        }
    }

    pub(super) fn return_to(&mut self, place: Place) {
        self.articles.go_back_to(place);
        let (scope, height) = (self.articles.scope().clone(), self.topics_height());
        if !self.topics.select(&scope, height) {
            self.topics.reveal(&scope, &self.index, height);
        }
        self.ask();
    }
}
