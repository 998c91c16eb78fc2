//! The thread that keeps the marks: it knows what is marked, answers what is asked one after the other, and hands what is to be kept
//! to the [`Scribe`]. It writes no journal itself, so that no disk makes a key wait.

use super::jobs::FIRST_FRAME;
use super::run::Message;
use super::scribe::Scribe;
use crate::app::{Answer, Ask, Event, Tone};
use crate::index::{Done, Index, Ledgers, Place};
use crate::model::text::safe_line;
use crate::store::marks::{Heard, Moment};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use std::convert::Infallible;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// So long the marks may take to be kept for the next start.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the thread is told.
pub(super) enum Word {
    /// An index is about to be shown. Dropped once its marks have been told.
    Index(Arc<Index>, Sender<Infallible>),
    Ask(Ask),
    /// The journals may say something new.
    Journals,
    /// So many of the steps that were handed on are on the disk.
    Written(usize),
    /// Keep the columns for the next start.
    Keep(Sender<Infallible>),
}

/// A handle to it.
#[derive(Debug, Clone)]
pub struct Marker {
    words: Sender<Word>,
}

impl Marker {
    /// `words` are what the handles say; the scribe says some too. `drawn` is closed when the first frame has been drawn.
    pub(super) fn start(
        words: (Sender<Word>, Receiver<Word>),
        place: Place,
        scribe: Scribe,
        drawn: Receiver<Infallible>,
        to: Sender<Message>,
    ) -> Marker {
        let (tell, told) = words;
        thread::spawn(move || {
            let (ledgers, unwritten, said) = Default::default();
            let mut desk = Desk { ledgers, place, unwritten, scribe, drawn, to, said };
            told.into_iter().for_each(|word| desk.take(word));
        });
        Marker { words: tell }
    }

    pub(super) fn words() -> (Sender<Word>, Receiver<Word>) {
        unbounded()
    }

    /// Returns once the marks of an index have been told, so that it can be shown with them, or when that has taken too long: then they
    /// come later.
    pub fn ready(&self, index: &Arc<Index>, patience: Duration) {
        let (working, over) = bounded(0);
        let _ = self.words.send(Word::Index(index.clone(), working));
        let _over = over.recv_timeout(patience);
    }

    pub fn ask(&self, ask: Ask) {
        // The thread ends only with the program.
        let _ = self.words.send(Word::Ask(ask));
    }

    /// The journals may say something new.
    pub fn look(&self) {
        let _ = self.words.send(Word::Journals);
    }

    /// Keeps the columns for the next start; a disk that takes long is not waited for.
    pub fn keep(&self) {
        let (working, over) = bounded(0);
        let _ = self.words.send(Word::Keep(working));
        let _over = over.recv_timeout(PATIENCE);
    }
}

/// What the thread holds.
struct Desk {
    ledgers: Ledgers,
    place: Place,
    /// What was handed to the scribe and is not on the disk yet.
    unwritten: Vec<Arc<Done>>,
    scribe: Scribe,
    /// Closed when the first frame has been drawn.
    drawn: Receiver<Infallible>,
    to: Sender<Message>,
    /// What was last said to be wrong with the journals.
    said: Option<String>,
}

impl Desk {
    fn take(&mut self, word: Word) {
        match word {
            Word::Index(index, working) => self.open(&index, working),
            Word::Ask(ask) => {
                let (answer, done) = ask.answer(&mut self.ledgers, now());
                self.tell(answer);
                self.hand_on(done);
            }
            Word::Journals => {
                let caught = self.ledgers.catch_up(&self.unwritten);
                let shows = caught.as_ref().is_ok_and(|(shows, _)| *shows);
                self.hear(&caught.map(|(_, heard)| heard));
                if shows {
                    self.tell(Answer { marks: self.ledgers.marks(), answered: None });
                }
            }
            Word::Written(steps) => drop(self.unwritten.drain(..steps.min(self.unwritten.len()))),
            // Columns with marks in them that no journal has would be taken for the truth.
            Word::Keep(_working) if !self.unwritten.is_empty() => {}
            Word::Keep(_working) => {
                if let Err(error) = self.ledgers.keep() {
                    tracing::warn!("the marks can't be kept for the next start: {error}");
                }
            }
        }
    }

    fn open(&mut self, index: &Arc<Index>, working: Sender<Infallible>) {
        let Some(heard) = self.ledgers.open(index, &self.place, &self.unwritten) else { return };
        self.hear(&heard);
        let first = self.ledgers.first_visit(now(), heard.is_ok());
        self.tell(match &first {
            Some(done) => Answer::first_visit(&self.ledgers, done),
            None => Answer { marks: self.ledgers.marks(), answered: None },
        });
        self.hand_on(first);
        drop(working);
        self.verify();
    }

    /// Once the first frame stands.
    fn verify(&mut self) {
        let _closed = self.drawn.recv_timeout(FIRST_FRAME);
        if let Some(heard) = self.ledgers.verify(&self.unwritten) {
            self.hear(&heard);
            self.tell(Answer { marks: self.ledgers.marks(), answered: None });
        }
    }

    fn hand_on(&mut self, done: Option<Done>) {
        if let Some(done) = done.map(Arc::new) {
            self.unwritten.push(done.clone());
            self.scribe.write(done);
        }
    }

    fn tell(&self, answer: Answer) {
        let _ = self.to.send(Message::App(Event::Marks(answer)));
    }

    /// What is wrong with the journals is said once.
    fn hear(&mut self, heard: &io::Result<Heard>) {
        let says = match heard {
            Err(error) => {
                let folder = self.place.folder.as_deref().unwrap_or(Path::new("")).to_string_lossy();
                Some(format!("Marks in {} can’t be read: {error}.", safe_line(&folder)))
            }
            Ok(heard) => says(heard),
        };
        if let Some(says) = says.clone().filter(|_| says != self.said) {
            tracing::warn!("{says}");
            let _ = self.to.send(Message::App(Event::Said(Tone::Warning, says)));
        }
        if let Ok(Heard { torn: 1.., .. }) = heard {
            tracing::info!("the last line of a journal of marks is not complete: it is left for now");
        }
        self.said = says;
    }
}

/// A sentence for the reader.
fn says(heard: &Heard) -> Option<String> {
    if let Some((file, why)) = heard.unread.first() {
        return Some(format!("Marks in {file} can’t be read: {why}."));
    }
    if let Some(file) = heard.newer.first() {
        return Some(format!(
            "{file} was written by a newer Dateline: of its marks only what is understood here is shown."
        ));
    }
    let lines = crate::app::plural(heard.damaged, "line", "lines");
    (heard.damaged > 0)
        .then(|| format!("{lines} in the journals of marks can’t be understood; they are kept as they are."))
}

/// The clock of the system, in microseconds.
pub(super) fn now() -> Moment {
    Moment(u64::try_from(jiff::Timestamp::now().as_microsecond()).unwrap_or_default())
}
