//! The thread that writes the journal of marks: what comes in a burst is one write, and on the disk well within a second. What can't
//! be written is kept and tried again; that it is not saved is said.

use super::jobs::FIRST_FRAME;
use super::marker::Word;
use super::run::Message;
use crate::app::Event;
use crate::index::Done;
use crate::store::marks::{Journal, Machine, Moment, fold};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};
use std::convert::Infallible;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// What comes within this time is one write.
const BURST: Duration = Duration::from_millis(150);
/// How long until what could not be written is tried again.
const AGAIN: Duration = Duration::from_secs(5);
/// So long a disk may take when the reader ends.
const PATIENCE: Duration = Duration::from_secs(3);

/// Where the journal is.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The folder of the journals.
    pub folder: PathBuf,
    /// That of what this machine remembers: its name is there.
    pub state: PathBuf,
    /// What the journals call the store.
    pub store: String,
    /// When the day began: what was marked since can be undone.
    pub today: Moment,
}

enum Task {
    Write(Arc<Done>),
    /// At once; the answer is why not.
    Flush(Sender<Result<(), String>>),
}

/// A handle to it. It writes what it was given, and ends.
#[derive(Debug, Clone)]
pub struct Scribe {
    tasks: Option<Sender<Task>>,
}

impl Scribe {
    /// Marks are kept nowhere: they last as long as the reader.
    pub fn none() -> Scribe {
        Scribe { tasks: None }
    }

    pub(super) fn start(desk: Desk, drawn: Receiver<Infallible>, marker: Sender<Word>, to: Sender<Message>) -> Scribe {
        let (tasks, queue) = unbounded();
        thread::spawn(move || {
            // The processors are the first frame's until it stands.
            let _closed = drawn.recv_timeout(FIRST_FRAME);
            let mut writing = Writing { desk, journal: None, unwritten: Vec::new(), marker, to };
            writing.begin();
            writing.work(&queue);
        });
        Scribe { tasks: Some(tasks) }
    }

    pub fn write(&self, done: Arc<Done>) {
        if let Some(tasks) = &self.tasks {
            let _ = tasks.send(Task::Write(done));
        }
    }

    /// Writes what is left; why not, where that can't be done, or takes too long.
    pub fn flush(&self) -> Result<(), String> {
        let Some(tasks) = &self.tasks else { return Ok(()) };
        let (answer, answered) = bounded(1);
        if tasks.send(Task::Flush(answer)).is_err() {
            return Ok(());
        }
        answered.recv_timeout(PATIENCE).unwrap_or_else(|_| Err("the disk does not answer".to_owned()))
    }
}

struct Writing {
    desk: Desk,
    journal: Option<Journal>,
    unwritten: Vec<Arc<Done>>,
    marker: Sender<Word>,
    to: Sender<Message>,
}

impl Writing {
    /// Folds what former runs left, and tells what of today can still be undone.
    fn begin(&mut self) {
        if !self.desk.folder.is_dir() {
            return;
        }
        let begun = || -> io::Result<()> {
            let machine = Machine::of(&self.desk.state)?;
            if let Some(folded) = fold(&self.desk.folder, &machine, self.desk.today)? {
                tracing::info!("journals of marks were folded: {folded:?}");
            }
            let mut journal = Journal::new(self.desk.folder.clone(), machine);
            journal.open()?;
            let mut steps = journal.steps_since(self.desk.today)?;
            steps.retain(|step| step.baseline.as_ref().is_none_or(|(place, _)| *place == self.desk.store));
            if !steps.is_empty() {
                let _ = self.to.send(Message::App(Event::Earlier(steps)));
            }
            self.journal = Some(journal);
            Ok(())
        };
        let mut begun = begun;
        if let Err(error) = begun() {
            // Whether it can be written to shows when there is something to write.
            tracing::warn!("the journal of marks: {error}");
        }
    }

    fn work(&mut self, queue: &Receiver<Task>) {
        loop {
            let task = if self.unwritten.is_empty() {
                queue.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                queue.recv_timeout(AGAIN)
            };
            let mut answers = Vec::new();
            let goes_on = match task {
                Ok(task) => {
                    self.take(task, &mut answers);
                    self.gather(queue, &mut answers)
                }
                Err(RecvTimeoutError::Timeout) => true,
                Err(RecvTimeoutError::Disconnected) => false,
            };
            let written = self.write();
            answers.into_iter().for_each(|answer| drop(answer.send(written.clone())));
            if !goes_on {
                return;
            }
        }
    }

    fn take(&mut self, task: Task, answers: &mut Vec<Sender<Result<(), String>>>) {
        match task {
            Task::Write(done) => self.unwritten.push(done),
            Task::Flush(answer) => answers.push(answer),
        }
    }

    /// What else comes within a burst, unless somebody waits. `false` where nobody will come any more.
    fn gather(&mut self, queue: &Receiver<Task>, answers: &mut Vec<Sender<Result<(), String>>>) -> bool {
        let until = Instant::now() + BURST;
        loop {
            let deadline = if answers.is_empty() { until } else { Instant::now() };
            match queue.recv_deadline(deadline) {
                Ok(task) => self.take(task, answers),
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    fn write(&mut self) -> Result<(), String> {
        if self.unwritten.is_empty() {
            return Ok(());
        }
        let written = self.append().map_err(|error| format!("{} ({error})", self.desk.folder.display()));
        match &written {
            Ok(()) => {
                let _ = self.marker.send(Word::Written(std::mem::take(&mut self.unwritten).len()));
            }
            Err(why) => tracing::warn!("marks are not being saved: {why}"),
        }
        let _ = self.to.send(Message::App(Event::MarksKept(written.clone())));
        written
    }

    fn append(&mut self) -> io::Result<()> {
        let journal = match &mut self.journal {
            Some(journal) => journal,
            none => none.insert(Journal::new(self.desk.folder.clone(), Machine::of(&self.desk.state)?)),
        };
        match &self.unwritten[..] {
            [one] => journal.append(&one.lines),
            several => journal.append(&several.iter().flat_map(|done| done.lines.iter().copied()).collect::<Vec<u8>>()),
        }
    }
}
