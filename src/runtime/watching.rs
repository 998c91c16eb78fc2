//! The watch over the store one reads in: begun once its folders are known, begun anew where another folder has taken the store's
//! place. It watches nothing itself and reads nothing.

use super::run::Message;
use super::watch::{Identity, identity};
use super::watch_store::{Changes, StoreWatch, Told};
use crate::app::{Event, Tone};
use crate::index::Touched;
use crate::store::{Store, is_article};
use crossbeam_channel::Sender;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A store that is looked through sooner is looked through once more when its watch begins: what changed between is not missed then.
const SOON: Duration = Duration::from_millis(500);

/// The watch, if one is wanted.
#[derive(Debug, Clone)]
pub struct Watching {
    wanted: bool,
    now: Arc<Mutex<Option<Watched>>>,
}

/// A folder that is watched.
#[derive(Debug)]
struct Watched {
    folder: Option<Identity>,
    watch: StoreWatch,
}

impl Watching {
    pub fn new(wanted: bool) -> Watching {
        Watching { wanted, now: Arc::default() }
    }

    /// Watches `store`, whose folders a walk found that took so long, unless it is watched already.
    pub fn over(&self, store: &Store, folders: Vec<PathBuf>, took: Duration, to: &Sender<Message>) {
        if !self.wanted {
            return;
        }
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let found = identity(store.root());
        match &*now {
            Some(watched) if watched.folder == found => watched.watch.refreshed(took),
            _ => {
                let to = to.clone();
                let watch = StoreWatch::start(store.root().to_owned(), folders, move |told| tell(told, took, &to));
                *now = Some(Watched { folder: found, watch });
            }
        }
    }
}

fn tell(told: Told, took: Duration, to: &Sender<Message>) {
    let event = match told {
        Told::Ready if took <= SOON => Event::StoreTouched(Touched::Everything),
        Told::Ready => return,
        Told::Changed(changes) => Event::StoreTouched(touched(changes)),
        Told::Polling(why) => {
            Event::Said(Tone::Plain, format!("The store can’t be watched ({why}); it is looked through now and then."))
        }
    };
    // Nobody listens any more at the end.
    let _ = to.send(Message::App(event));
}

/// Single files are looked at alone; a folder may hold anything.
fn touched(changes: Changes) -> Touched {
    let is_file = |path: &PathBuf| path.file_name().is_some_and(|name| is_article(name.as_bytes())) || is_topic(path);
    match changes {
        Changes::Paths(mut paths) if paths.iter().all(is_file) => {
            // The descriptions of topics are read in any case.
            paths.retain(|path| !is_topic(path));
            Touched::Files(paths)
        }
        _ => Touched::Everything,
    }
}

fn is_topic(path: &Path) -> bool {
    path.starts_with("_data/topics")
}
