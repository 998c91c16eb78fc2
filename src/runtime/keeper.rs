//! The thread that changes the file of searches: one change after the other, in the order in which they were made. How the file is
//! written it is told.

use super::jobs::AtWork;
use super::run::Message;
use crate::app::{Event, Way};
use crate::config::searches::{Changed, Edit};
use crossbeam_channel::{Sender, unbounded};
use std::convert::Infallible;
use std::sync::Arc;
use std::thread;

/// Carries out a change; the error is a sentence for the reader.
pub type Keep = Box<dyn Fn(&Edit) -> Result<Changed, String> + Send>;

/// A handle to it; it ends with this, after what it was asked for.
#[derive(Debug)]
pub struct Keeper {
    asked: Sender<(Edit, Way, Sender<Infallible>)>,
    at_work: Arc<AtWork>,
}

impl Keeper {
    pub fn start(keep: Keep, at_work: Arc<AtWork>, to: Sender<Message>) -> Keeper {
        let (asked, queue) = unbounded();
        thread::spawn(move || {
            for (edit, way, working) in queue {
                let outcome = keep(&edit);
                if let Err(why) = &outcome {
                    tracing::warn!("{why}");
                }
                let _ = to.send(Message::App(Event::Kept(edit, way, outcome)));
                drop(working);
            }
        });
        Keeper { asked, at_work }
    }

    /// Work from now on: who quits at once waits a moment for it.
    pub fn ask(&self, edit: Edit, way: Way) {
        let _ = self.asked.send((edit, way, self.at_work.begin()));
    }
}
