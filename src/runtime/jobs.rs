//! Work on threads: reading the store, reading one article, opening and copying. Each job reports by an event; none is waited for.

use super::browser::Browser;
use super::run::Message;
use crate::app::{Chosen, Event, Tone, choose};
use crate::index;
use crate::model::{Article, ArticleId, Note, text};
use crate::store::{Outcome, Store, Want};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};
use std::thread;

/// The store, once the loader has opened it.
pub type Opened = Arc<OnceLock<Store>>;

/// Opens and reads the store on a thread of its own.
pub fn load(open: impl FnOnce() -> Result<Store, String> + Send + 'static, store: Opened, to: Sender<Message>) {
    thread::spawn(move || {
        let opened = match open() {
            Ok(opened) => store.get_or_init(|| opened),
            Err(why) => return drop(to.send(Message::App(Event::StoreFailed(why)))),
        };
        let threads = thread::available_parallelism().map_or(2, usize::from);
        let publish = |snapshot| drop(to.send(Message::App(Event::Snapshot(snapshot))));
        index::load(opened, threads, &AtomicBool::new(false), &publish);
    });
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
        let article = read(store, &path);
        if to.send(Message::App(Event::Article(id, article))).is_err() {
            return;
        }
    }
}

/// One article, whole.
fn read(store: &Store, path: &Path) -> Result<Box<Article>, Note> {
    match store.article(path, Want::Whole) {
        Outcome::Shown(parsed) => Ok(Box::new(parsed.article)),
        Outcome::Skipped(note) => Err(note),
    }
}

/// Opens an address in the browser and says how that went.
pub fn open(target: String, browser: Browser, to: Sender<Message>) {
    thread::spawn(move || {
        let (tone, says) = match browser.open(&target) {
            Ok(()) => (Tone::Plain, format!("Opened {target}")),
            Err(why) => (Tone::Error, text::safe_body(&format!("Could not open {target} : {why}"))),
        };
        let _ = to.send(Message::App(Event::Said(tone, says)));
    });
}

/// Reads an article and hands its original's address on.
pub fn with_address(
    path: PathBuf,
    store: Opened,
    to: Sender<Message>,
    act: impl FnOnce(String) -> Message + Send + 'static,
) {
    thread::spawn(move || {
        let Some(store) = store.get() else { return };
        let message = match read(store, &path) {
            Ok(article) => match choose(&article) {
                Chosen::Address(target) => act(target),
                Chosen::None(why) => Message::App(Event::Said(Tone::Warning, why)),
            },
            Err(note) => {
                let path = text::safe_line(&path.to_string_lossy());
                Message::App(Event::Said(Tone::Error, format!("Can’t read {path}: {}", note.message)))
            }
        };
        let _ = to.send(message);
    });
}
