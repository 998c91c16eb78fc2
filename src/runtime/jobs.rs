//! Work on threads: reading the store, reading one article, opening and copying. Each job reports by an event; none is waited for.

use super::browser::{self, Browser, Launch};
use super::marker::Marker;
use super::run::Message;
use super::teller::Teller;
use super::watch::{Identity, identity, watch};
use super::watching::Watching;
use crate::app::{Chosen, Effect, Event, Hunt, Tone, choose};
use crate::index::{self, Cache, Changes, Index, Job, Report, Snapshot, Touched};
use crate::model::{Article, ArticleId, Note, text};
use crate::store::{Outcome, Stamp, Store, Want};
use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded, unbounded};
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// So long the first frame goes before a look at a store's files.
pub(super) const FIRST_FRAME: Duration = Duration::from_millis(100);
/// So long a first screen waits for its marks, which takes a millisecond unless all journals have to be read; and so long another index,
/// for which nobody waits.
const MARKS_FIRST: Duration = Duration::from_millis(15);
const MARKS_LATER: Duration = Duration::from_secs(10);
/// So long the work on a store may take to end with the reader.
const PATIENCE: Duration = Duration::from_millis(100);

/// The store, once the loader has opened it; another handle where it was gone and came back.
#[derive(Debug, Clone, Default)]
pub struct Opened(Arc<Mutex<Option<Arc<Store>>>>);

impl Opened {
    pub fn get(&self) -> Option<Arc<Store>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, store: Arc<Store>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(store);
    }
}

/// A store while it is read in: its folder, and where its index is kept.
#[derive(Debug, Clone)]
pub struct Source {
    pub store: Opened,
    pub cache: Cache,
    pub watch: Watching,
    pub to: Sender<Message>,
    /// The folder that is known to be at the store's place: nothing while it is known to be gone, whoever found that.
    pub there: Arc<Mutex<Option<Identity>>>,
    /// Says that the first frame has been drawn, by being closed.
    pub drawn: Receiver<Infallible>,
    pub at_work: Arc<AtWork>,
    pub marks: Marker,
    pub stories: Teller,
}

/// The work on a store that is under way, so that it can be ended.
#[derive(Debug, Default)]
pub struct AtWork {
    stop: AtomicBool,
    /// Each is closed when its work is over.
    under_way: Mutex<Vec<Receiver<Infallible>>>,
}

impl AtWork {
    /// Work begins, and is over when what this returns is dropped.
    pub(super) fn begin(&self) -> Sender<Infallible> {
        let (working, over) = bounded(0);
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        under_way.retain(|work| work.try_recv() != Err(TryRecvError::Disconnected));
        under_way.push(over);
        working
    }

    /// All of it is to end.
    pub(super) fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Ends all of it. What is half written is removed by who wrote it, where that takes no longer than one would wait for it.
    pub fn end(&self) {
        self.stop.store(true, Ordering::Relaxed);
        let deadline = Instant::now() + PATIENCE;
        let under_way = std::mem::take(&mut *self.under_way.lock().unwrap_or_else(PoisonError::into_inner));
        for work in under_way {
            let _over = work.recv_deadline(deadline);
        }
    }
}

impl Source {
    /// Opens and reads the store on a thread of its own.
    pub fn load(self, open: impl FnOnce() -> Result<Store, String> + Send + 'static) {
        thread::spawn(move || {
            let opened = match open() {
                Ok(opened) => Arc::new(opened),
                Err(why) => return drop(self.to.send(Message::App(Event::StoreFailed(why)))),
            };
            self.store.set(opened.clone());
            let (root, waits) = (opened.root().to_owned(), self.clone());
            thread::spawn(move || waits.wait_for_it(root));
            self.work(&opened, &|job| index::load(job));
        });
    }

    /// Looks at the store again, on a thread of its own; without an index reads all of it. How far that is is told meanwhile.
    pub fn refresh(&self, index: Option<Arc<Index>>, touched: Touched) {
        let source = self.clone();
        thread::spawn(move || {
            let Some(before) = source.store.get() else { return };
            // Opened anew: the folder may be another one by now.
            let Ok(opened) = Store::open(before.root()) else {
                return source.gone();
            };
            let opened = Arc::new(opened);
            source.store.set(opened.clone());
            source.work(&opened, &|job| match &index {
                Some(index) => index::refresh(job, index, &touched),
                None => index::load(job),
            });
        });
    }

    /// Does `work` on the store and hands on what is told of it.
    fn work(&self, store: &Arc<Store>, work: &dyn Fn(&Job<'_>)) {
        let threads = thread::available_parallelism().map_or(2, usize::from);
        let begun = Instant::now();
        let _working = self.at_work.begin();
        let tell = |report| match report {
            Report::Snapshot(snapshot) => self.snapshot(store, snapshot, begun),
            Report::Folders(folders) => self.watch.over(store, folders, begun.elapsed(), &self.to),
            Report::Doubted(doubt) => {
                tracing::warn!("what was kept of {} is not used: {doubt}", store.root().display());
                let says = format!("What was kept of this store is not used ({doubt}); all of it is read again.");
                drop(self.to.send(Message::App(Event::Said(Tone::Plain, says))));
            }
            Report::NotKept(error) => tracing::warn!("the index can't be kept for the next start: {error}"),
        };
        work(&Job { store, cache: &self.cache, threads, stop: &self.at_work.stop, clock: Stamp::clock, tell: &tell });
    }

    /// Tells when the store's folder is there no longer, and when it, or another in its place, is back: that one is opened.
    fn wait_for_it(self, root: PathBuf) {
        *self.there.lock().unwrap_or_else(PoisonError::into_inner) = identity(&root);
        let looked = watch(vec![root.clone()], move || {
            let now = identity(&root);
            let mut known = self.there.lock().unwrap_or_else(PoisonError::into_inner);
            if now == *known {
                return;
            }
            *known = now;
            if now.is_some() {
                // One that can't be opened is as good as gone; the next change is another chance.
                match Store::open(&root) {
                    Ok(opened) => self.store.set(Arc::new(opened)),
                    Err(_) => *known = None,
                }
            }
            tracing::info!("the store is {}", if known.is_some() { "there" } else { "gone" });
            let _ = self.to.send(Message::App(Event::StoreThere(known.is_some())));
        });
        if let Err(error) = looked {
            tracing::warn!("the store's folder can't be watched: {error}");
        }
    }

    /// A look at the store finds that it is there no longer.
    fn gone(&self) {
        *self.there.lock().unwrap_or_else(PoisonError::into_inner) = None;
        drop(self.to.send(Message::App(Event::StoreThere(false))));
    }

    fn snapshot(&self, store: &Arc<Store>, snapshot: Snapshot, begun: Instant) {
        if snapshot.done && !store.root().is_dir() {
            // What could be read of a store that vanishes meanwhile is no store.
            return self.gone();
        }
        if snapshot.done {
            let Snapshot { index, changes, .. } = &snapshot;
            tracing::info!(totals = ?index.totals(), ?changes, "refreshed {} in {:?}", store.root().display(), begun.elapsed());
        }
        // It is shown with its marks, or they would come as a second look.
        if snapshot.whole {
            let patience = if snapshot.done { MARKS_LATER } else { MARKS_FIRST };
            self.marks.ready(&snapshot.index, patience);
            self.stories.ready(&snapshot.index, store);
        }
        let is_as_kept = snapshot.changes == Changes::default();
        let opened = snapshot.whole && !snapshot.done && snapshot.rate == 0 && is_as_kept;
        drop(self.to.send(Message::App(Event::Snapshot(snapshot))));
        if opened {
            tracing::info!("opened the index of {} in {:?}", store.root().display(), begun.elapsed());
            // The processors are the first frame's until it stands.
            let _closed = self.drawn.recv_timeout(FIRST_FRAME);
        }
    }
}

/// Reads articles for the article pane, one at a time; of those asked for meanwhile only the last.
#[derive(Debug)]
pub struct Reader {
    asked: Sender<(ArticleId, PathBuf)>,
}

impl Reader {
    pub fn start(store: Opened, to: Sender<Message>) -> Reader {
        let (asked, queue) = unbounded();
        thread::spawn(move || read_asked(&queue, &store, &to));
        Reader { asked }
    }

    pub fn ask(&self, id: ArticleId, path: PathBuf) {
        // The thread ends only with this handle.
        let _ = self.asked.send((id, path));
    }
}

fn read_asked(queue: &Receiver<(ArticleId, PathBuf)>, store: &Opened, to: &Sender<Message>) {
    while let Ok(first) = queue.recv() {
        let (id, path) = queue.try_iter().last().unwrap_or(first);
        let Some(store) = store.get() else { continue };
        // The first page of a long one does not wait for the rest of it.
        let first = whole_or_note(store.beginning(&path));
        let more = first.as_ref().is_ok_and(|article| article.body.more);
        if to.send(Message::App(Event::Article(id, first))).is_err() {
            return;
        }
        if more {
            let whole = whole_or_note(store.article(&path, Want::Whole));
            let _ = to.send(Message::App(Event::Article(id, whole)));
        }
    }
}

/// One article, whole.
fn read(store: &Store, path: &Path) -> Result<Box<Article>, Note> {
    whole_or_note(store.article(path, Want::Whole))
}

fn whole_or_note(outcome: Outcome) -> Result<Box<Article>, Note> {
    match outcome {
        Outcome::Shown(parsed) => Ok(Box::new(parsed.article)),
        Outcome::Skipped(note) => Err(note),
    }
}

/// Looks for the next match; of two asked for at once, that of the list as it is then counts.
pub fn hunt(hunt: Hunt, to: Sender<Message>) {
    thread::spawn(move || {
        let _ = to.send(Message::App(Event::Hunted(hunt.run(&|| false))));
    });
}

/// Opens an address in the first browser that does not fail, and says how that went.
pub fn open(target: String, launches: Vec<Result<Launch, String>>, browser: Browser, to: Sender<Message>) {
    open_with(target, launches, Vec::new(), browser, to);
}

/// The same, after some have failed for `reasons`. One that needs the terminal is handed to the loop, with those behind it.
pub fn open_with(
    target: String,
    launches: Vec<Result<Launch, String>>,
    mut reasons: Vec<String>,
    browser: Browser,
    to: Sender<Message>,
) {
    thread::spawn(move || {
        let mut launches = launches.into_iter();
        while let Some(launch) = launches.next() {
            let launch = match launch {
                Ok(launch) => launch,
                Err(why) => {
                    reasons.push(why);
                    continue;
                }
            };
            if launch.in_terminal {
                let rest = launches.collect();
                let _ = to.send(Message::Browse { target, launch, rest, reasons });
                return;
            }
            match browser::start(&launch.words) {
                Ok(()) => {
                    let _ = to.send(Message::App(Event::Said(Tone::Plain, format!("Opened {target}"))));
                    let _ = to.send(Message::Release);
                    return;
                }
                Err(why) => reasons.push(why),
            }
        }
        let why = text::safe_body(&browser.failure(&reasons));
        tracing::warn!("nothing opened an address: {}", reasons.join("; "));
        let _ = to.send(Message::App(Event::NotOpened { target, why }));
        let _ = to.send(Message::Release);
    });
}

/// Reads an article and hands it and its original's address on. `holds`: the keyboard was held for what follows.
pub fn with_address(
    path: PathBuf,
    store: Opened,
    to: Sender<Message>,
    holds: bool,
    act: impl FnOnce(&Article, String) -> Message + Send + 'static,
) {
    thread::spawn(move || {
        let Some(store) = store.get() else {
            if holds {
                let _ = to.send(Message::Release);
            }
            return;
        };
        let message = match read(&store, &path) {
            Ok(article) => match choose(&article) {
                Chosen::Address(target) => act(&article, target),
                Chosen::None(why) => Message::App(Event::Said(Tone::Warning, why)),
            },
            Err(note) => {
                let path = text::safe_line(&path.to_string_lossy());
                Message::App(Event::Said(Tone::Error, format!("Can’t read {path}: {}", note.message)))
            }
        };
        // Opening releases the keyboard itself, once it has what it needs.
        let opens = matches!(message, Message::Do(Effect::Open(_)));
        let _ = to.send(message);
        if holds && !opens {
            let _ = to.send(Message::Release);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_ends_is_waited_for_and_work_that_does_not_is_left() {
        let at_work = Arc::new(AtWork::default());
        let (endless, (told, tells)) = (at_work.begin(), bounded(1));
        let working = at_work.clone();
        let (begun, begins) = bounded(0);
        thread::spawn(move || {
            let _working = working.begin();
            drop(begun);
            while !working.stop.load(Ordering::Relaxed) {
                thread::yield_now();
            }
            told.send("tidied").unwrap();
        });
        let _begun: Result<Infallible, _> = begins.recv();
        at_work.end();
        assert_eq!(tells.try_recv(), Ok("tidied"));
        drop(endless);
    }
}
