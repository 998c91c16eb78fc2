//! The thread that changes the user's files, of searches and of rules: one change after the other, in the order in which they were
//! made. How a file is written it is told.

use super::jobs::AtWork;
use super::run::Message;
use super::teller::Teller;
use crate::app::{Event, Way};
use crate::config::{Rules, rules, searches};
use crate::story::Apart;
use crossbeam_channel::{Sender, unbounded};
use std::convert::Infallible;
use std::sync::Arc;
use std::thread;

/// Carries out changes of a file; the error is a sentence for the reader.
type Change<Edit, Changed> = Box<dyn Fn(&Edit) -> Result<Changed, String> + Send>;

/// What changes each of the files.
pub struct Keep {
    pub searches: Change<searches::Edit, searches::Changed>,
    pub rules: Change<rules::Edit, rules::Changed>,
}

impl std::fmt::Debug for Keep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keep").finish_non_exhaustive()
    }
}

/// What is to be changed.
#[derive(Debug)]
pub enum Wanted {
    Searches(searches::Edit),
    Rules(rules::Edit),
}

/// A handle to it; it ends with this, after what it was asked for.
#[derive(Debug)]
pub struct Keeper {
    asked: Sender<(Wanted, Way, Sender<Infallible>)>,
    at_work: Arc<AtWork>,
}

impl Keeper {
    /// `stories` is told what the rules say of them.
    pub(super) fn start(keep: Keep, stories: Teller, at_work: Arc<AtWork>, to: Sender<Message>) -> Keeper {
        let (asked, queue) = unbounded();
        thread::spawn(move || {
            for (wanted, way, working) in queue {
                let event = match wanted {
                    Wanted::Searches(edit) => {
                        let outcome = told((keep.searches)(&edit));
                        Event::Kept(edit, way, outcome)
                    }
                    Wanted::Rules(edit) => {
                        let outcome = told((keep.rules)(&edit));
                        if let Ok(changed) = &outcome {
                            stories.part(apart(&changed.rules));
                        }
                        Event::Ruled(edit, way, outcome)
                    }
                };
                let _ = to.send(Message::App(event));
                drop(working);
            }
        });
        Keeper { asked, at_work }
    }

    /// Work from now on: who quits at once waits a moment for it.
    pub fn ask(&self, wanted: Wanted, way: Way) {
        let _ = self.asked.send((wanted, way, self.at_work.begin()));
    }
}

/// What the rules say is not one story.
pub(super) fn apart(rules: &Rules) -> Apart {
    Apart::new(rules.apart.iter().copied())
}

fn told<T>(outcome: Result<T, String>) -> Result<T, String> {
    outcome.inspect_err(|why| tracing::warn!("{why}"))
}
