//! Goes through a store's folder on several threads and shows every file that may be an article to a visitor. It reads no
//! file: the visitor does, or does not. The order is that of the moment.

#[cfg(test)]
mod tests;

use std::ffi::{CStr, OsStr};
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;
use std::time::Duration;

use rustix::fs::FileType;
use rustix::io::Errno;

use super::found::{FoundFile, Place};
use super::list::list;
use super::pace::{Pace, SLOW, Timer};
use super::queue::Queue;
use super::{Store, names, reach};
use crate::model::Note;

/// What a walk shows its findings to. Every thread has its own.
pub trait Visitor: Send {
    /// A regular file, or a link to one in the store, whose name is an article's.
    fn file(&mut self, file: FoundFile<'_>);
    /// A folder that is being listed, relative to the store: the store's own is empty. Told once each, before what is in it.
    fn folder(&mut self, _path: &Path) {}
    /// A path, relative to the store, that cannot be shown: E-IO, E-NOTFILE, E-OUTSIDE, E-LINKDIR.
    fn problem(&mut self, path: &Path, note: Note);
}

/// Names given to a thread at once: enough to be worth a lock, few enough to spread one folder.
const BATCH: usize = 128;
/// The same where each file is waited for.
const COLD_BATCH: usize = 32;
/// Tasks that may wait, for each thread; past it, who lists a folder works on its files too, while their names are at hand.
const WAITING: usize = 4;
/// Folders held open for what is inside them; past it they are opened again from the top.
const MAX_OPEN: usize = 128;
/// Threads where the disk is cold: most of them wait.
const COLD_THREADS: usize = 64;
/// As many windows of files must have been waited for, with none between that was not.
const SLOW_WINDOWS: usize = 2;

/// Walks `store` on `threads` threads (at least one, the caller's own among them) until done or `stop` is set. Where the disk
/// keeps them waiting, more join in. Returns the visitors, one a thread, in no order.
pub fn walk<V: Visitor>(store: &Store, threads: usize, stop: &AtomicBool, make: impl Fn() -> V + Sync) -> Vec<V> {
    walk_slow_from(SLOW, store, threads, stop, make)
}

/// The same, with the time from which on a file is slow.
fn walk_slow_from<V: Visitor>(
    slow_from: Duration,
    store: &Store,
    threads: usize,
    stop: &AtomicBool,
    make: impl Fn() -> V + Sync,
) -> Vec<V> {
    let crew = Crew {
        store,
        queue: Queue::new(Task::Folder { path: PathBuf::new(), parent: None }, stop),
        open: Arc::new(AtomicUsize::new(0)),
        make,
        slow_from,
        threads: AtomicUsize::new(1),
        cold: AtomicBool::new(false),
        slow: AtomicUsize::new(0),
        done: Mutex::new(Vec::new()),
    };
    std::thread::scope(|scope| {
        crew.hire(scope, threads);
        crew.work(scope);
    });
    crew.done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// What the threads have in common.
struct Crew<'a, V, M> {
    store: &'a Store,
    queue: Queue<'a, Task>,
    /// Folders open at the moment.
    open: Arc<AtomicUsize>,
    make: M,
    slow_from: Duration,
    threads: AtomicUsize,
    /// The disk keeps us waiting.
    cold: AtomicBool,
    /// Slow windows since the last that was not.
    slow: AtomicUsize,
    /// The visitors of the threads that are done.
    done: Mutex<Vec<V>>,
}

enum Task {
    Folder { path: PathBuf, parent: Option<Arc<Open>> },
    Files(Batch),
}

/// An open folder, counted.
struct Open {
    fd: OwnedFd,
    count: Arc<AtomicUsize>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Regular files of one folder; the names end in NUL.
struct Batch {
    path: Arc<PathBuf>,
    folder: Arc<Open>,
    names: Vec<u8>,
    count: usize,
}

impl<V: Visitor, M: Fn() -> V + Sync> Crew<'_, V, M> {
    /// Has as many threads as are asked for; with none to be had, fewer do it.
    fn hire<'scope, 'env>(&'env self, scope: &'scope Scope<'scope, 'env>, threads: usize) {
        while self.threads.load(Ordering::Relaxed) < threads {
            let thread = std::thread::Builder::new().name("walk".into());
            if thread.spawn_scoped(scope, || self.work(scope)).is_err() {
                break;
            }
            self.threads.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn work<'scope, 'env>(&'env self, scope: &'scope Scope<'scope, 'env>) {
        let grow = || self.hire(scope, COLD_THREADS);
        let visitor = (self.make)();
        let mut worker = Worker {
            crew: self,
            grow,
            visitor,
            pace: Pace::new(self.slow_from),
            path: Vec::new(),
            listing: Vec::new(),
        };
        while let Some((task, _at_work)) = self.queue.take() {
            match task {
                Task::Files(batch) => worker.files_of_another(&batch),
                Task::Folder { path, parent } => {
                    if let Err(error) = worker.folder(&path, parent) {
                        worker.visitor.problem(&path, reach::io_note(error));
                    }
                }
            }
        }
        self.done.lock().unwrap_or_else(PoisonError::into_inner).push(worker.visitor);
    }
}

/// One thread.
struct Worker<'w, 'a, V, M, G> {
    crew: &'w Crew<'a, V, M>,
    /// Gets more threads.
    grow: G,
    visitor: V,
    pace: Pace,
    /// The file's path, written over for the next one's.
    path: Vec<u8>,
    listing: Vec<u8>,
}

impl<V: Visitor, M, G: Fn()> Worker<'_, '_, V, M, G> {
    fn files_of_another(&mut self, batch: &Batch) {
        // With a handle of its own: one that two processors count on at once costs more than another one.
        let own = if self.is_cold() { None } else { reach::open_folder(&batch.folder.fd, c".").ok() };
        self.files(own.as_ref().unwrap_or(&batch.folder.fd).as_fd(), batch);
    }

    fn files(&mut self, folder: BorrowedFd<'_>, batch: &Batch) {
        let start = self.begin_path(&batch.path);
        let mut rest = batch.names.as_slice();
        while let Ok(name) = CStr::from_bytes_until_nul(rest) {
            if self.crew.queue.is_stopped() {
                return;
            }
            rest = &rest[name.count_bytes() + 1..];
            self.file(folder, start, name, name.to_bytes());
        }
    }

    /// Writes what the paths of a folder's files begin with, and says how long that is.
    fn begin_path(&mut self, folder: &Path) -> usize {
        self.path.clear();
        self.path.extend_from_slice(folder.as_os_str().as_bytes());
        if !self.path.is_empty() {
            self.path.push(b'/');
        }
        self.path.len()
    }

    /// Shows one file, whose path begins with the `start` bytes that stand there.
    fn file(&mut self, folder: BorrowedFd<'_>, start: usize, name: &CStr, bytes: &[u8]) {
        self.path.truncate(start);
        self.path.extend_from_slice(bytes);
        let (path, place) = (Path::new(OsStr::from_bytes(&self.path)), Place::Here(folder, name));
        match self.pace.file(|timer| self.visitor.file(FoundFile::new(path, place, timer))) {
            Some(true) => self.slow(),
            Some(false) => self.crew.slow.store(0, Ordering::Relaxed),
            None => {}
        }
    }

    fn slow(&self) {
        let windows = self.crew.slow.fetch_add(1, Ordering::Relaxed) + 1;
        if windows >= SLOW_WINDOWS && !self.crew.cold.swap(true, Ordering::Relaxed) {
            (self.grow)();
        }
    }

    /// Lists one folder. Folders inside become tasks, files batches; links are judged at once.
    fn folder(&mut self, path: &Path, parent: Option<Arc<Open>>) -> Result<(), Errno> {
        let fd = match (&parent, path.file_name()) {
            (Some(parent), Some(name)) => reach::open_folder(&parent.fd, name)?,
            _ => reach::descend(self.crew.store.folder(), path)?,
        };
        drop(parent);
        self.visitor.folder(path);
        let keep = self.crew.open.fetch_add(1, Ordering::Relaxed) < MAX_OPEN;
        let folder = Arc::new(Open { fd, count: self.crew.open.clone() });
        let path = Arc::new(path.to_owned());
        let mut batch = Batch { path: path.clone(), folder: folder.clone(), names: Vec::new(), count: 0 };
        let start = self.begin_path(&path);
        let mut listing = std::mem::take(&mut self.listing);
        let listed = list(&folder.fd, &mut listing, |name, listed| {
            if self.crew.queue.is_stopped() {
                return ControlFlow::Break(());
            }
            // Its length is counted once.
            let bytes = name.to_bytes();
            if names::is_hidden(bytes) {
                return ControlFlow::Continue(());
            }
            let is_article = names::is_article(bytes);
            match kind(&folder.fd, name, listed) {
                FileType::Directory => {
                    let parent = keep.then(|| folder.clone());
                    let task = Task::Folder { path: path.join(OsStr::from_bytes(bytes)), parent };
                    self.crew.queue.put(task);
                }
                FileType::RegularFile if is_article => {
                    if batch.names.is_empty() && !self.has_room(keep) {
                        // While the name is at hand.
                        self.file(folder.fd.as_fd(), start, name, bytes);
                        return ControlFlow::Continue(());
                    }
                    batch.names.extend_from_slice(name.to_bytes_with_nul());
                    batch.count += 1;
                    if batch.count >= if self.is_cold() { COLD_BATCH } else { BATCH } {
                        self.pass_on(&mut batch);
                    }
                }
                FileType::RegularFile => {}
                FileType::Symlink => self.link(&path.join(OsStr::from_bytes(bytes)), name),
                _ if is_article => {
                    self.visitor.problem(&path.join(OsStr::from_bytes(bytes)), reach::not_a_file());
                }
                _ => {}
            }
            ControlFlow::Continue(())
        });
        self.listing = listing;
        if batch.count > 0 {
            self.files(folder.fd.as_fd(), &batch);
        }
        listed
    }

    /// Somebody may soon want a batch, and the folder may stay open for it.
    fn has_room(&self, keep: bool) -> bool {
        keep && self.crew.queue.has_room(self.crew.threads.load(Ordering::Relaxed) * WAITING)
    }

    fn is_cold(&self) -> bool {
        self.crew.cold.load(Ordering::Relaxed)
    }

    /// Gives the batch to whoever is free and begins another.
    fn pass_on(&self, batch: &mut Batch) {
        let names = Vec::with_capacity(batch.names.len());
        let full = Batch { names: std::mem::replace(&mut batch.names, names), ..batch.share() };
        batch.count = 0;
        // Behind the folders: two threads in two folders are in each other's way less than in one.
        self.crew.queue.put_behind(Task::Files(full));
    }

    fn link(&mut self, path: &Path, name: &CStr) {
        let is_article = names::is_article(name.to_bytes());
        match reach::follow(self.crew.store.root(), path) {
            Ok(real) if is_article => {
                let place = Place::Linked(self.crew.store.folder(), &real);
                self.visitor.file(FoundFile::new(path, place, &Timer::default()));
            }
            Err(note) if is_article || note.code == crate::model::Code::LinkDir => self.visitor.problem(path, note),
            _ => {}
        }
    }
}

/// What a name is, as the folder's list has it and, where that does not say, the system.
pub(super) fn kind(folder: &OwnedFd, name: &CStr, listed: FileType) -> FileType {
    match listed {
        FileType::Unknown => {
            reach::stat_at(folder, name).map_or(FileType::Unknown, |stat| FileType::from_raw_mode(stat.st_mode))
        }
        known => known,
    }
}

impl Batch {
    fn share(&self) -> Batch {
        Batch { path: self.path.clone(), folder: self.folder.clone(), names: Vec::new(), count: 0 }
    }
}
