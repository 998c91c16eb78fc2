//! The thread that finds stories: while a store is first read its list does not wait for them, and later ones come with their index.

use super::jobs::{AtWork, FIRST_FRAME};
use super::run::Message;
use crate::app::Event;
use crate::index::{Cache, Index};
use crate::store::Store;
use crate::story::{Apart, Gathered, Shelf, Stories};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

/// So long another index waits for its stories, which takes a fraction of a second: only what has changed is looked into.
const LATER: Duration = Duration::from_secs(5);

/// What the thread is told.
enum Word {
    /// An index is about to be shown. Dropped once its stories have been told, or will be later.
    Index(Arc<Index>, Arc<Store>, Sender<Infallible>),
    /// What the reader says is not one story is this now.
    Apart(Apart),
}

/// A handle to it.
#[derive(Debug, Clone)]
pub struct Teller {
    words: Sender<Word>,
    /// The index that was asked about last.
    asked: Arc<Mutex<Weak<Index>>>,
}

impl Teller {
    /// `drawn` is closed when the first frame has been drawn.
    pub(super) fn start(
        (cache, apart): (Cache, Apart),
        at_work: Arc<AtWork>,
        drawn: Receiver<Infallible>,
        to: Sender<Message>,
    ) -> Teller {
        let (words, told) = unbounded();
        thread::spawn(move || {
            let shelf = Shelf::new(cache, apart);
            Desk { shelf, store: None, at_work, drawn, to }.work(&told);
        });
        Teller { words, asked: Arc::default() }
    }

    /// Returns once the stories of an index have been told, so that it can be shown with them; at once where all of them have yet to be
    /// found.
    pub(super) fn ready(&self, index: &Arc<Index>, store: &Arc<Store>) {
        let index_before = {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *asked, Arc::downgrade(index))
        };
        if std::ptr::eq(index_before.as_ptr(), Arc::as_ptr(index)) {
            return;
        }
        let (working, over) = bounded(0);
        let _ = self.words.send(Word::Index(index.clone(), store.clone(), working));
        let _over = over.recv_timeout(LATER);
    }

    /// What the reader says is not one story is this now.
    pub(super) fn part(&self, apart: Apart) {
        let _ = self.words.send(Word::Apart(apart));
    }
}

/// What the thread holds.
struct Desk {
    shelf: Shelf,
    store: Option<Arc<Store>>,
    at_work: Arc<AtWork>,
    drawn: Receiver<Infallible>,
    to: Sender<Message>,
}

impl Desk {
    fn work(mut self, words: &Receiver<Word>) {
        for word in words {
            match word {
                Word::Index(index, store, working) => self.open(&index, &store, working),
                Word::Apart(apart) => {
                    if let Some((index, stories, gathered)) = self.shelf.part(apart) {
                        self.tell(&index, stories);
                        self.keep(&gathered);
                    }
                }
            }
        }
    }

    fn open(&mut self, index: &Arc<Index>, store: &Arc<Store>, working: Sender<Infallible>) {
        self.store = Some(store.clone());
        match self.shelf.is_empty().then(|| self.shelf.open(index, store)).flatten() {
            Some(stories) => {
                self.tell(index, stories);
                drop(working);
                // Until then the processors are the first frame's.
                let _closed = self.drawn.recv_timeout(FIRST_FRAME);
                if !self.shelf.check() {
                    self.gather(index, None);
                }
            }
            // The list of a first open does not wait.
            None if self.shelf.is_empty() => {
                drop(working);
                self.gather(index, None);
            }
            None => self.gather(index, Some(working)),
        }
    }

    /// Whoever waits, waits until they are told, and not until they are kept.
    fn gather(&mut self, index: &Arc<Index>, working: Option<Sender<Infallible>>) {
        let begun = Instant::now();
        let _working = self.at_work.begin();
        let threads = thread::available_parallelism().map_or(2, usize::from);
        let at_work = self.at_work.clone();
        let Some((stories, gathered)) = self.shelf.gather(index, threads, &move || at_work.is_over()) else { return };
        tracing::info!("{} stories of {} articles in {:?}", stories.len(), index.len(), begun.elapsed());
        self.tell(index, stories);
        drop(working);
        self.keep(&gathered);
    }

    fn tell(&self, index: &Arc<Index>, stories: Stories) {
        let _ = self.to.send(Message::App(Event::Stories(index.clone(), stories)));
    }

    fn keep(&self, gathered: &Gathered) {
        if let Some(store) = &self.store {
            self.shelf.keep(gathered, store);
        }
    }
}
