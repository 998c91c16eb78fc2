//! Work on a store's index: what it is given, what it tells. The work itself is [`super::load()`] and [`super::refresh()`].

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{RecvTimeoutError, Sender, unbounded};

use super::known::Known;
use super::segment::Doubt;
use super::stamp::{self, fingerprint};
use super::{Batch, Cache, Index};
use crate::model::Note;
use crate::store::{FoundFile, Outcome, ReadLimit, Source, Stamp, Store, Visitor, Want, count, parse, walk};

/// How often progress is told.
const PROGRESS: Duration = Duration::from_millis(50);
/// How long a thread keeps what it reads: the less, the sooner it is seen; the more, the fewer batches there are.
const HAND_OVER: std::ops::RangeInclusive<Duration> = Duration::from_millis(8)..=Duration::from_millis(200);

/// Files that a thread counts for itself.
const TOLD: usize = 32;

/// A store to be read, and who is told of it.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    pub store: &'a Store,
    pub cache: &'a Cache,
    /// Threads that read; more where a disk is slow.
    pub threads: usize,
    /// Once it is set the work ends soon, and tells nothing more.
    pub stop: &'a AtomicBool,
    /// What time it is for a file system: [`Stamp::clock`], but for tests that can't wait until their files have settled.
    pub clock: fn() -> i64,
    /// Called on the thread that does the work.
    pub tell: &'a dyn Fn(Report),
}

impl std::fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").field("store", &self.store).field("threads", &self.threads).finish_non_exhaustive()
    }
}

/// What is told of the work.
#[derive(Debug)]
pub enum Report {
    Snapshot(Snapshot),
    /// The folders of the store, relative to it, as a walk over all of it found them.
    Folders(Vec<PathBuf>),
    /// What was kept of the store is not to be trusted: all of it is read again.
    Doubted(Doubt),
    /// The index could not be kept for the next start.
    NotKept(std::io::Error),
}

/// How far the reading is.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What was read when it was last worth building; the same `Arc` as before while only the counts change.
    pub index: Arc<Index>,
    /// It is of the whole store, as it was when it was last read.
    pub whole: bool,
    /// Files looked at so far, and how many in a second.
    pub read: usize,
    pub rate: usize,
    /// Files known so far.
    pub listed: usize,
    /// What is not as it was in the index before; of one that is not there yet, what will not be, as far as that shows.
    pub changes: Changes,
    /// Nothing more will come.
    pub done: bool,
}

/// Articles that are not as they were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    pub new: usize,
    pub changed: usize,
    pub gone: usize,
}

/// Which files may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// Relative to the store, raw: files.
    Files(Vec<PathBuf>),
    Everything,
}

impl Job<'_> {
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(super) fn tell(&self, snapshot: Snapshot) {
        if !self.is_stopped() {
            (self.tell)(Report::Snapshot(snapshot));
        }
    }

    /// Goes through the store and reads every file that is not `known`. `take` gets what was read, and now and then nothing, on
    /// this thread, with how many files there are as far as that is known.
    pub(super) fn walk(&self, known: Option<&Known<'_>>, take: &mut dyn FnMut(Option<Batch>, usize)) {
        let (met, listed, folders) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::default());
        let Job { store, threads, stop, clock, .. } = *self;
        std::thread::scope(|scope| {
            let (batches, read) = unbounded();
            let (met, folders, listed) = (&met, &folders, &listed);
            // How much there is to read is known long before it is read. Where all is known it is as much as before.
            if known.is_none() {
                scope.spawn(move || count(store, stop, listed));
            }
            let reading = scope.spawn(move || {
                let begun = Instant::now();
                walk(store, threads, stop, || Reader {
                    store,
                    known,
                    met,
                    untold: 0,
                    folders,
                    batches: batches.clone(),
                    batch: Batch::default(),
                    buffer: Vec::new(),
                    begun,
                    handed_over: begun,
                    now: clock,
                    clock: clock(),
                });
            });
            loop {
                let files = || met.load(Ordering::Relaxed).max(listed.load(Ordering::Relaxed));
                match read.recv_timeout(PROGRESS) {
                    Ok(batch) => take(Some(batch), files()),
                    Err(RecvTimeoutError::Timeout) => take(None, files()),
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            if let Err(panic) = reading.join() {
                std::panic::resume_unwind(panic);
            }
        });
        if !self.is_stopped() {
            (self.tell)(Report::Folders(folders.into_inner().unwrap_or_else(PoisonError::into_inner)));
        }
    }
}

/// One thread's part.
struct Reader<'a> {
    store: &'a Store,
    known: Option<&'a Known<'a>>,
    met: &'a AtomicUsize,
    /// Met, and not yet counted there: it is far away, for all threads write to it.
    untold: usize,
    folders: &'a Mutex<Vec<PathBuf>>,
    batches: Sender<Batch>,
    batch: Batch,
    buffer: Vec<u8>,
    begun: Instant,
    handed_over: Instant,
    now: fn() -> i64,
    /// No file of the batch was read before it.
    clock: i64,
}

impl Reader<'_> {
    /// The longer it all takes, the less often.
    fn hand_over_if_due(&mut self) {
        let now = Instant::now();
        let every = ((now - self.begun) / 8).clamp(*HAND_OVER.start(), *HAND_OVER.end());
        if now - self.handed_over >= every {
            self.hand_over();
            (self.handed_over, self.clock) = (now, (self.now)());
        }
    }

    fn hand_over(&mut self) {
        let batch = std::mem::take(&mut self.batch);
        if !batch.is_empty() {
            // It fails only where nobody wants it any more.
            let _ = self.batches.send(batch);
        }
    }
}

impl Visitor for Reader<'_> {
    fn file(&mut self, file: FoundFile<'_>) {
        self.untold += 1;
        if self.untold == TOLD {
            self.met.fetch_add(std::mem::take(&mut self.untold), Ordering::Relaxed);
        }
        let path = file.path();
        if let Some(known) = self.known
            && file.stamp().is_ok_and(|stamp| known.see(fingerprint(path, &stamp)))
        {
            return;
        }
        let read = file.read(&mut self.buffer, ReadLimit::Headline);
        add(&mut self.batch, self.store, path, read, &self.buffer, self.clock);
        self.hand_over_if_due();
    }

    fn folder(&mut self, path: &Path) {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
    }

    fn problem(&mut self, path: &Path, note: Note) {
        self.batch.problem(path, note);
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.met.fetch_add(self.untold, Ordering::Relaxed);
        self.hand_over();
    }
}

/// Adds what came of reading a file, at or after `clock`.
pub(super) fn add(batch: &mut Batch, store: &Store, path: &Path, read: Result<Stamp, Note>, bytes: &[u8], clock: i64) {
    let stamp = match read {
        Err(note) => return batch.problem(path, note),
        Ok(stamp) if stamp.is_settled(clock) => fingerprint(path, &stamp),
        Ok(_) => stamp::UNKNOWN,
    };
    match parse(&Source { bytes, path, store_name: store.raw_name() }, Want::Headline) {
        Outcome::Shown(parsed) => batch.file(*parsed, path, stamp),
        Outcome::Skipped(note) => batch.no_article(path, note, stamp),
    }
}

/// Files in a second.
pub(super) fn rate(files: usize, since: Instant) -> usize {
    let millis = since.elapsed().as_millis().max(1) as usize;
    files.saturating_mul(1_000) / millis
}
