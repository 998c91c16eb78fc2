//! Watches a store's folders and tells which paths in it were touched. It reads no article, keeps no list of them and judges no
//! change: who is told looks at what is there. That the store's own folder vanishes and comes back is `super::watch`'s.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
mod gather;
#[cfg(target_os = "linux")]
mod inotify;
#[cfg(test)]
mod tests;

pub use gather::Changes;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
#[cfg(not(target_os = "linux"))]
use elsewhere as system;
use gather::Gather;
#[cfg(target_os = "linux")]
use inotify as system;
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A change is told when nothing more came for so long.
const QUIET: Duration = Duration::from_millis(200);
/// But one that never comes to rest, a long `git pull`, is told in parts.
const LONGEST: Duration = Duration::from_millis(600);
/// Between two looks at the whole store where it can't be watched, at least; more where a look takes long.
const POLL: Duration = Duration::from_secs(3);
/// The part of the time that looking may take there.
const POLL_SHARE: u32 = 20;

/// What a watch has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// All folders are watched from now on. What changed between the walk that found them and this was not seen.
    Ready,
    Changed(Changes),
    /// The store can't be watched, and why. Said once; from now on [`Changes::Everything`] is told again and again.
    Polling(String),
}

/// A store that is watched; dropped, it is not, and nothing more is told soon after.
#[derive(Debug)]
pub struct StoreWatch {
    /// Milliseconds between two looks where it polls.
    every: Arc<AtomicU64>,
    /// Both tell the thread by being dropped.
    _alive: Sender<Infallible>,
    _wake: Option<system::Wake>,
}

impl StoreWatch {
    /// Watches the `folders`, as a walk of `root` found them: relative to it, its own empty. New ones are found. `tell` is called on a
    /// thread of its own, which also does all of the watching; while it takes its time, changes are gathered.
    pub fn start(root: PathBuf, folders: Vec<PathBuf>, tell: impl FnMut(Told) + Send + 'static) -> StoreWatch {
        StoreWatch::limited(root, folders, usize::MAX, POLL, tell)
    }

    /// The same with `most` folders at most, and polling at least `poll` apart.
    fn limited(
        root: PathBuf,
        folders: Vec<PathBuf>,
        most: usize,
        poll: Duration,
        tell: impl FnMut(Told) + Send + 'static,
    ) -> StoreWatch {
        let every = Arc::new(AtomicU64::new(milliseconds(poll)));
        let (alive, ended) = bounded(0);
        let (wake, woken) = system::wake().map_or((None, None), |(wake, woken)| (Some(wake), Some(woken)));
        let thread = Thread { every: Arc::clone(&every), ended, tell };
        thread::spawn(move || thread.run(root, folders, most, woken));
        StoreWatch { every, _alive: alive, _wake: wake }
    }

    /// How long the last look at the whole store took: where it polls, the longer, the more seldom.
    pub fn refreshed(&self, took: Duration) {
        self.every.store(milliseconds((took * POLL_SHARE).max(POLL)), Ordering::Relaxed);
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Why waiting ended.
enum Woke {
    /// Something was gathered, or may have been.
    Touched,
    /// Nothing came in time.
    Quiet,
    /// The watch was dropped.
    Ended,
}

/// Why there is no watching.
enum Failed {
    /// In the system's words, or ours.
    Why(String),
    /// The watch was dropped.
    Ended,
}

struct Thread<T> {
    every: Arc<AtomicU64>,
    ended: Receiver<Infallible>,
    tell: T,
}

impl<T: FnMut(Told)> Thread<T> {
    fn run(mut self, root: PathBuf, folders: Vec<PathBuf>, most: usize, woken: Option<system::Woken>) {
        let why = match self.watch(root, folders, most, woken) {
            Failed::Ended => return,
            Failed::Why(why) => why,
        };
        tracing::warn!("the store can't be watched: {why}");
        (self.tell)(Told::Polling(why));
        loop {
            let every = Duration::from_millis(self.every.load(Ordering::Relaxed));
            match self.ended.recv_timeout(every) {
                Err(RecvTimeoutError::Timeout) => (self.tell)(Told::Changed(Changes::Everything)),
                Err(RecvTimeoutError::Disconnected) => return,
                Ok(never) => match never {},
            }
        }
    }

    /// Watches until that ends.
    fn watch(&mut self, root: PathBuf, folders: Vec<PathBuf>, most: usize, woken: Option<system::Woken>) -> Failed {
        let Some(woken) = woken else { return Failed::Why("no handle for it is left".to_owned()) };
        let mut source = match system::Source::start(root, folders, most, woken) {
            Ok(source) => source,
            Err(failed) => return failed,
        };
        (self.tell)(Told::Ready);
        let mut gather = Gather::default();
        let mut until = None;
        loop {
            // Nothing to wait for: it sleeps until something comes.
            let timeout = until.map(|until: Instant| until.saturating_duration_since(Instant::now()).min(QUIET));
            let woke = match source.wait(timeout, &mut gather) {
                Ok(woke) => woke,
                Err(failed) => return failed,
            };
            if matches!(woke, Woke::Ended) {
                return Failed::Ended;
            }
            if gather.is_empty() {
                until = None;
                continue;
            }
            let end = *until.get_or_insert_with(|| Instant::now() + LONGEST);
            if matches!(woke, Woke::Quiet) || Instant::now() >= end {
                (self.tell)(Told::Changed(gather.take()));
                until = None;
            }
        }
    }
}
