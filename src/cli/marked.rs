//! The marks of a store for what runs without a screen: opened where they are asked for, and not before; written at once, or not at
//! all. It decides nothing about articles.

use std::cell::RefCell;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::plural;
use crate::index::{self, Index, Ledgers, Marks};
use crate::model::text::safe_line;
use crate::store::marks::{Heard, Journal, Machine, Moment};

/// See the module.
#[derive(Debug)]
pub struct Marked {
    place: index::Place,
    /// The folder of what this machine remembers: its name is there.
    state: PathBuf,
    now: Moment,
    /// What was wrong with the journals, once each.
    said: RefCell<Vec<String>>,
}

impl Marked {
    /// Reads nothing. What is `new` is what was first seen after the last visit; without one nothing is.
    pub(super) fn new(place: index::Place, state: PathBuf) -> Marked {
        Marked { place, state, now: now(), said: RefCell::default() }
    }

    /// The marks as they are now; where the journals can't be read, as if nothing had been said.
    pub(super) fn of(&self, index: &Arc<Index>) -> Marks {
        let (ledgers, _) = self.open(index);
        ledgers.marks().pop().map(|(_, marks)| marks).unwrap_or_default()
    }

    /// The marks, to be added to. A store that nobody has visited is as on a first visit, but nothing is written for that.
    ///
    /// # Errors
    /// The journals can't be read; why, for people.
    pub(super) fn open(&self, index: &Arc<Index>) -> (Ledgers, Result<Heard, String>) {
        let mut ledgers = Ledgers::default();
        let heard = ledgers.open(index, &self.place, &[]).unwrap_or_else(|| Ok(Heard::default()));
        let heard = ledgers.verify(&[]).unwrap_or(heard);
        ledgers.first_visit(self.now, false);
        if let Err(error) = ledgers.keep() {
            tracing::warn!("the marks can't be kept for the next time: {error}");
        }
        let heard = heard.map_err(|error| format!("marks can’t be read: {} ({error})", self.folder()));
        match &heard {
            Ok(heard) => says(heard).for_each(|says| self.say(says)),
            Err(why) => self.say(why.clone()),
        }
        (ledgers, heard)
    }

    /// The moment for what is said now.
    pub(super) fn now(&self) -> Moment {
        self.now
    }

    /// Writes lines into a journal that no reader has, and waits until they are on the disk.
    ///
    /// # Errors
    /// They are not there; why, for people.
    pub(super) fn append(&self, lines: &[u8]) -> Result<(), String> {
        let append = || -> io::Result<()> {
            let folder = self.place.folder.clone().unwrap_or_default();
            Journal::new(folder, Machine::of(&self.state)?).append(lines)
        };
        append().map_err(|error| format!("nothing is marked, for it can’t be saved: {} ({error})", self.folder()))
    }

    /// What was wrong with the journals, a sentence each.
    pub(super) fn into_said(self) -> Vec<String> {
        self.said.into_inner()
    }

    fn say(&self, says: String) {
        let mut said = self.said.borrow_mut();
        if !said.contains(&says) {
            said.push(says);
        }
    }

    fn folder(&self) -> String {
        self.place.folder.as_deref().map(|folder| safe_line(&folder.to_string_lossy())).unwrap_or_default()
    }
}

fn says(heard: &Heard) -> impl Iterator<Item = String> {
    let unread = heard.unread.iter().map(|(file, why)| format!("marks in {file} can’t be read: {why}"));
    let newer = heard.newer.iter().map(|file| {
        format!("{file} was written by a newer Dateline: of its marks only what is understood here counts")
    });
    let damaged = (heard.damaged > 0 && heard.unread.is_empty()).then(|| {
        let lines = plural(heard.damaged, "line", "lines");
        format!("{lines} in the journals of marks can’t be understood; they are kept as they are")
    });
    unread.chain(newer).chain(damaged)
}

/// The clock of the system, in microseconds.
fn now() -> Moment {
    Moment(u64::try_from(jiff::Timestamp::now().as_microsecond()).unwrap_or_default())
}
