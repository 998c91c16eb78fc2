//! A store -> an [`Index`], and indexes of what is there so far while it is read. It writes nothing and keeps no file open;
//! how many threads read is its caller's choice.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::{Batch, Builder, Index};
use crate::model::Note;
use crate::store::{FoundFile, Outcome, ReadLimit, Source, Store, Visitor, Want, parse, walk};

/// Reading for so long is worth a first look; a store that is read sooner is shown whole at once.
const FIRST_LOOK: Duration = Duration::from_millis(30);
/// How often the count is told where there is no new index.
const PROGRESS: Duration = Duration::from_millis(50);
/// How long a thread keeps what it reads: the less, the sooner it is seen; the more, the fewer batches there are.
const HAND_OVER: std::ops::RangeInclusive<Duration> = Duration::from_millis(8)..=Duration::from_millis(400);

/// How far the reading is.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What was read when it was last worth building; the same `Arc` as before while only the counts change.
    pub index: Arc<Index>,
    /// Files read so far.
    pub read: usize,
    /// Files known so far, read or being read.
    pub listed: usize,
    /// Nothing more will come.
    pub done: bool,
}

/// Reads a store: its described topics first, then every file on `threads` threads.
///
/// `publish` is called on this thread: with an index of what is there after some 30 ms, then each time twice as much is
/// there (so that building them all costs no more than twice the last), with the counts in between, and at last with the
/// whole, `done`. A small store is published once. Once `stop` is set it returns soon and publishes nothing more.
pub fn load(store: &Store, threads: usize, stop: &AtomicBool, publish: &dyn Fn(Snapshot)) {
    let (tree, problems) = store.topics();
    let mut builder = Builder::new(tree);
    let mut batch = Batch::default();
    problems.into_iter().for_each(|(path, note)| batch.problem(&path, note));
    builder.add(batch);
    let begun = Instant::now();
    let met = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (batches, read) = unbounded();
        let met = &met;
        let reading = scope.spawn(move || {
            walk(store, threads, stop, || Reader::new(store, begun, met, batches.clone()));
        });
        looks(&mut builder, &read, begun, met, publish);
        if let Err(panic) = reading.join() {
            std::panic::resume_unwind(panic);
        }
    });
    if !stop.load(Ordering::Relaxed) {
        let index = Arc::new(builder.finish());
        let files = index.totals().files;
        publish(Snapshot { index, read: files, listed: files, done: true });
    }
}

/// Takes what the threads read until they end, and shows it now and then.
fn looks(builder: &mut Builder, read: &Receiver<Batch>, begun: Instant, met: &AtomicUsize, publish: &dyn Fn(Snapshot)) {
    let mut index = Arc::new(Index::default());
    let mut files = builder.files();
    let mut built = 0;
    let mut told = begun;
    while let Ok(batch) = read.recv() {
        for batch in std::iter::once(batch).chain(read.try_iter()) {
            files += batch.files();
            builder.add(batch);
        }
        let worth_it = begun.elapsed() >= FIRST_LOOK && files >= built * 2;
        if worth_it {
            index = Arc::new(builder.build());
            built = files;
        } else if built == 0 || told.elapsed() < PROGRESS {
            continue;
        }
        publish(Snapshot {
            index: Arc::clone(&index),
            read: files,
            listed: met.load(Ordering::Relaxed).max(files),
            done: false,
        });
        told = Instant::now();
    }
}

/// One thread's part.
struct Reader<'a> {
    store: &'a Store,
    begun: Instant,
    met: &'a AtomicUsize,
    batches: Sender<Batch>,
    batch: Batch,
    buffer: Vec<u8>,
    handed_over: Instant,
}

impl<'a> Reader<'a> {
    fn new(store: &'a Store, begun: Instant, met: &'a AtomicUsize, batches: Sender<Batch>) -> Reader<'a> {
        Reader { store, begun, met, batches, batch: Batch::default(), buffer: Vec::new(), handed_over: begun }
    }

    /// The longer it all takes, the less often.
    fn hand_over_if_due(&mut self) {
        let now = Instant::now();
        let every = ((now - self.begun) / 8).clamp(*HAND_OVER.start(), *HAND_OVER.end());
        if now - self.handed_over >= every {
            self.hand_over();
            self.handed_over = now;
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
        self.met.fetch_add(1, Ordering::Relaxed);
        let path = file.path();
        match file.read(&mut self.buffer, ReadLimit::Headline) {
            Err(note) => self.batch.problem(path, note),
            Ok(_) => {
                let source = Source { bytes: &self.buffer, path, store_name: self.store.raw_name() };
                match parse(&source, Want::Headline) {
                    Outcome::Shown(parsed) => {
                        self.batch.push(&parsed.article, parsed.has_body, path);
                        self.batch.notes(path, parsed.notes);
                    }
                    Outcome::Skipped(note) => self.batch.problem(path, note),
                }
            }
        }
        self.hand_over_if_due();
    }

    fn problem(&mut self, path: &Path, note: Note) {
        self.batch.problem(path, note);
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.hand_over();
    }
}
