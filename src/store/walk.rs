//! Goes through a store's folder on several threads and shows every file that may be an article to a visitor. It reads no
//! file: the visitor does, or does not. The order is that of the moment.

use std::ffi::{CStr, OsStr};
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;

use rustix::fs::FileType;
use rustix::io::Errno;

use super::found::{FoundFile, Place};
use super::list::list;
use super::pace::Pace;
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
    let crew = Crew {
        store,
        queue: Queue::new(Task::Folder { path: PathBuf::new(), parent: None }, stop),
        open: Arc::new(AtomicUsize::new(0)),
        make,
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
        let mut worker =
            Worker { crew: self, grow, visitor, pace: Pace::default(), path: Vec::new(), listing: Vec::new() };
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
            self.file(folder, start, name);
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
    fn file(&mut self, folder: BorrowedFd<'_>, start: usize, name: &CStr) {
        self.path.truncate(start);
        self.path.extend_from_slice(name.to_bytes());
        let file = FoundFile::new(Path::new(OsStr::from_bytes(&self.path)), Place::Here(folder, name));
        match self.pace.file(|| self.visitor.file(file)) {
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
            if names::is_hidden(name.to_bytes()) {
                return ControlFlow::Continue(());
            }
            let is_article = names::is_article(name.to_bytes());
            match kind(&folder.fd, name, listed) {
                FileType::Directory => {
                    let parent = keep.then(|| folder.clone());
                    let task = Task::Folder { path: path.join(OsStr::from_bytes(name.to_bytes())), parent };
                    self.crew.queue.put(task);
                }
                FileType::RegularFile if is_article => {
                    if batch.names.is_empty() && !self.has_room(keep) {
                        // While the name is at hand.
                        self.file(folder.fd.as_fd(), start, name);
                        return ControlFlow::Continue(());
                    }
                    batch.names.extend_from_slice(name.to_bytes_with_nul());
                    batch.count += 1;
                    if batch.count >= if self.is_cold() { COLD_BATCH } else { BATCH } {
                        self.pass_on(&mut batch);
                    }
                }
                FileType::RegularFile => {}
                FileType::Symlink => self.link(&path.join(OsStr::from_bytes(name.to_bytes())), name),
                _ if is_article => {
                    self.visitor.problem(&path.join(OsStr::from_bytes(name.to_bytes())), reach::not_a_file());
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
        self.crew.queue.put(Task::Files(full));
    }

    fn link(&mut self, path: &Path, name: &CStr) {
        let is_article = names::is_article(name.to_bytes());
        match reach::follow(self.crew.store.root(), path) {
            Ok(real) if is_article => {
                self.visitor.file(FoundFile::new(path, Place::Linked(self.crew.store.folder(), &real)));
            }
            Err(note) if is_article || note.code == crate::model::Code::LinkDir => self.visitor.problem(path, note),
            _ => {}
        }
    }
}

/// What a name is, as the folder's list has it and, where that does not say, the system.
fn kind(folder: &OwnedFd, name: &CStr, listed: FileType) -> FileType {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{ReadLimit, Stamp};
    use std::collections::BTreeSet;
    use std::os::unix::fs::symlink;
    use std::sync::Condvar;

    #[derive(Default)]
    struct Seen {
        files: Vec<String>,
        folders: Vec<String>,
        problems: Vec<String>,
        buffer: Vec<u8>,
    }

    impl Visitor for Seen {
        fn file(&mut self, file: FoundFile<'_>) {
            let stamp = file.read(&mut self.buffer, ReadLimit::Headline).unwrap();
            assert_eq!(file.stamp().unwrap(), stamp);
            assert_ne!(stamp, Stamp::default());
            assert_eq!(self.buffer, b"text");
            self.files.push(file.path().to_string_lossy().into_owned());
        }

        fn folder(&mut self, path: &Path) {
            self.folders.push(path.to_string_lossy().into_owned());
        }

        fn problem(&mut self, path: &Path, note: Note) {
            self.problems.push(format!("{} {}", path.display(), note.code));
        }
    }

    fn seen(root: &Path, threads: usize) -> (Vec<Seen>, BTreeSet<String>, BTreeSet<String>) {
        let store = Store::open(root).unwrap();
        let visitors = walk(&store, threads, &AtomicBool::new(false), Seen::default);
        let files: Vec<String> = visitors.iter().flat_map(|seen| seen.files.clone()).collect();
        let set: BTreeSet<String> = files.iter().cloned().collect();
        assert_eq!(set.len(), files.len(), "a file was shown twice");
        let problems = visitors.iter().flat_map(|seen| seen.problems.clone()).collect();
        (visitors, set, problems)
    }

    #[test]
    fn what_is_no_article_is_passed_over_and_what_cannot_be_read_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("store");
        std::fs::create_dir_all(root.join("_news/dir.md")).unwrap();
        std::fs::create_dir_all(root.join(".git")).unwrap();
        for name in ["_news/a.md", "_news/dir.md/b.HTML", "a\nb\u{1b}.md", ".hidden.md", ".git/x.md", "x.md~", "x.txt"]
        {
            std::fs::write(root.join(name), "text").unwrap();
        }
        std::fs::write(root.join(OsStr::from_bytes(b"\xff.md")), "text").unwrap();
        std::fs::write(dir.path().join("out.md"), "text").unwrap();
        for (name, target) in
            [("in.md", "_news/a.md"), ("out.md", "../out.md"), ("loop", "."), ("none.md", "x"), ("l.txt", "x.txt")]
        {
            symlink(target, root.join(name)).unwrap();
        }
        for name in ["pipe.md", "pipe"] {
            rustix::fs::mknodat(rustix::fs::CWD, root.join(name), FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
        }
        let (visitors, files, problems) = seen(&root, 2);
        let mut folders: Vec<String> = visitors.into_iter().flat_map(|seen| seen.folders).collect();
        folders.sort();
        assert_eq!(folders, ["", "_news", "_news/dir.md"]);
        let expected = ["_news/a.md", "_news/dir.md/b.HTML", "a\nb\u{1b}.md", "in.md", "\u{fffd}.md"];
        assert_eq!(files, expected.map(String::from).into());
        let expected = ["loop E-LINKDIR", "none.md E-IO", "out.md E-OUTSIDE", "pipe.md E-NOTFILE"];
        assert_eq!(problems, expected.map(String::from).into());
    }

    #[test]
    fn a_flat_folder_is_spread_over_the_threads() {
        let dir = tempfile::tempdir().unwrap();
        for number in 0..BATCH * 20 + 1 {
            std::fs::write(dir.path().join(format!("{number}.md")), "text").unwrap();
        }
        for threads in [0, 1, 4] {
            let (visitors, files, problems) = seen(dir.path(), threads);
            assert_eq!((files.len(), problems.len()), (BATCH * 20 + 1, 0));
            assert_eq!(visitors.len(), threads.max(1));
        }
    }

    /// Waits for each file until somebody else joined in, or works on each.
    struct Slow<'a> {
        many: &'a (Mutex<usize>, Condvar),
        waits: bool,
    }

    impl Visitor for Slow<'_> {
        fn file(&mut self, _file: FoundFile<'_>) {
            if self.waits {
                let visitors = self.many.0.lock().unwrap();
                let most = std::time::Duration::from_millis(1);
                drop(self.many.1.wait_timeout_while(visitors, most, |visitors| *visitors < COLD_THREADS).unwrap());
            } else {
                (0..5_000).for_each(|number| _ = std::hint::black_box(number));
            }
        }

        fn problem(&mut self, _path: &Path, _note: Note) {}
    }

    #[test]
    fn a_walk_that_waits_gets_more_threads_and_one_that_works_does_not() {
        let dir = tempfile::tempdir().unwrap();
        for number in 0..2_000 {
            std::fs::write(dir.path().join(format!("{number}.md")), "text").unwrap();
        }
        let store = Store::open(dir.path()).unwrap();
        for (waits, threads) in [(true, COLD_THREADS), (false, 2)] {
            let many = (Mutex::new(0), Condvar::new());
            let make = || {
                *many.0.lock().unwrap() += 1;
                many.1.notify_all();
                Slow { many: &many, waits }
            };
            assert_eq!(walk(&store, 2, &AtomicBool::new(false), make).len(), threads);
        }
    }

    #[test]
    fn a_tree_deeper_than_folders_may_be_open_is_walked_to_its_end() {
        let dir = tempfile::tempdir().unwrap();
        let mut at = dir.path().to_owned();
        for _ in 0..300 {
            at.push("d");
            std::fs::create_dir_all(at.join("leaf")).unwrap();
            std::fs::write(at.join("leaf/a.md"), "text").unwrap();
        }
        let (_, files, problems) = seen(dir.path(), 3);
        assert_eq!((files.len(), problems.len()), (300, 0));
    }

    #[test]
    fn a_stopped_walk_ends_with_what_it_has() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a.md"), "text").unwrap();
        let store = Store::open(dir.path()).unwrap();
        let visitors = walk(&store, 3, &AtomicBool::new(true), Seen::default);
        assert!(visitors.len() == 3 && visitors.iter().all(|seen| seen.files.is_empty()));
    }
}
