//! Goes through a store's folder on several threads and shows every file that may be an article to a visitor. It reads no
//! file: the visitor does, or does not. The order is that of the moment.

use std::ffi::{CStr, OsStr};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rustix::fs::{Dir, FileType};
use rustix::io::Errno;

use super::found::{FoundFile, Place};
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
/// Batches that may wait; past it, who lists a folder works on them too.
const MAX_WAITING: usize = 256;
/// Folders held open for what is inside them; past it they are opened again from the top.
const MAX_OPEN: usize = 128;

/// Walks `store` on `threads` threads (at least one, the caller's own among them) until done or `stop` is set.
/// Returns the visitors, in no order.
pub fn walk<V: Visitor>(store: &Store, threads: usize, stop: &AtomicBool, make: impl Fn() -> V) -> Vec<V> {
    let shared = Shared {
        store,
        queue: Queue::new(Task::Folder { path: PathBuf::new(), parent: None }, stop),
        open: Arc::new(AtomicUsize::new(0)),
    };
    std::thread::scope(|scope| {
        let mut others = Vec::new();
        for _ in 1..threads {
            let mut visitor = make();
            let work = || {
                shared.work(&mut visitor);
                visitor
            };
            // With no thread to be had, fewer do it.
            match std::thread::Builder::new().name("walk".into()).spawn_scoped(scope, work) {
                Ok(thread) => others.push(thread),
                Err(_) => break,
            }
        }
        let mut visitor = make();
        shared.work(&mut visitor);
        let mut visitors = vec![visitor];
        for other in others {
            visitors.push(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        visitors
    })
}

struct Shared<'a> {
    store: &'a Store,
    queue: Queue<'a, Task>,
    /// Folders open at the moment.
    open: Arc<AtomicUsize>,
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

impl Shared<'_> {
    fn work(&self, visitor: &mut impl Visitor) {
        while let Some((task, _at_work)) = self.queue.take() {
            match task {
                Task::Files(batch) => self.files(&batch, visitor),
                Task::Folder { path, parent } => {
                    if let Err(error) = self.folder(&path, parent, visitor) {
                        visitor.problem(&path, reach::io_note(error));
                    }
                }
            }
        }
    }

    fn files(&self, batch: &Batch, visitor: &mut impl Visitor) {
        let mut path = batch.path.as_path().to_owned();
        let mut rest = batch.names.as_slice();
        while let Ok(name) = CStr::from_bytes_until_nul(rest) {
            if self.queue.is_stopped() {
                return;
            }
            rest = &rest[name.count_bytes() + 1..];
            path.push(OsStr::from_bytes(name.to_bytes()));
            visitor.file(FoundFile::new(&path, Place::Here(batch.folder.fd.as_fd(), name)));
            path.pop();
        }
    }

    /// Lists one folder. Folders inside become tasks, files batches; links are judged at once.
    fn folder(&self, path: &Path, parent: Option<Arc<Open>>, visitor: &mut impl Visitor) -> Result<(), Errno> {
        let fd = match (&parent, path.file_name()) {
            (Some(parent), Some(name)) => reach::open_folder(&parent.fd, name)?,
            _ => reach::descend(self.store.folder(), path)?,
        };
        drop(parent);
        visitor.folder(path);
        let keep = self.open.fetch_add(1, Ordering::Relaxed) < MAX_OPEN;
        let folder = Arc::new(Open { fd, count: self.open.clone() });
        let path = Arc::new(path.to_owned());
        let mut batch = Batch { path: path.clone(), folder: folder.clone(), names: Vec::new(), count: 0 };
        let mut listed = Ok(());
        for entry in Dir::read_from(&folder.fd)? {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    listed = Err(error);
                    break;
                }
            };
            if self.queue.is_stopped() {
                break;
            }
            let name = entry.file_name();
            if names::is_hidden(name.to_bytes()) {
                continue;
            }
            match self.kind(&folder.fd, name, entry.file_type()) {
                FileType::Directory => {
                    let parent = keep.then(|| folder.clone());
                    let task = Task::Folder { path: path.join(OsStr::from_bytes(name.to_bytes())), parent };
                    let _always = self.queue.offer(task, usize::MAX);
                }
                FileType::RegularFile if names::is_article(name.to_bytes()) => {
                    batch.names.extend_from_slice(name.to_bytes_with_nul());
                    batch.count += 1;
                    if batch.count == BATCH {
                        let full = Batch { names: std::mem::take(&mut batch.names), ..batch.share() };
                        batch.count = 0;
                        self.pass_on(full, keep, visitor);
                    }
                }
                FileType::RegularFile => {}
                FileType::Symlink => self.link(&path.join(OsStr::from_bytes(name.to_bytes())), name, visitor),
                _ if names::is_article(name.to_bytes()) => {
                    visitor.problem(&path.join(OsStr::from_bytes(name.to_bytes())), reach::not_a_file());
                }
                _ => {}
            }
        }
        if batch.count > 0 {
            self.pass_on(batch, keep, visitor);
        }
        listed
    }

    /// Gives a batch to whoever is free; where too much waits, or the folder must not stay open, it is done at once.
    fn pass_on(&self, batch: Batch, keep: bool, visitor: &mut impl Visitor) {
        let waiting = if keep { MAX_WAITING } else { 0 };
        if let Err(Task::Files(batch)) = self.queue.offer(Task::Files(batch), waiting) {
            self.files(&batch, visitor);
        }
    }

    /// What a name is, asked of the folder's list and, where that does not say, of the system.
    fn kind(&self, folder: &OwnedFd, name: &CStr, listed: FileType) -> FileType {
        match listed {
            FileType::Unknown => {
                reach::stat_at(folder, name).map_or(FileType::Unknown, |stat| FileType::from_raw_mode(stat.st_mode))
            }
            known => known,
        }
    }

    fn link(&self, path: &Path, name: &CStr, visitor: &mut impl Visitor) {
        let is_article = names::is_article(name.to_bytes());
        match reach::follow(self.store.root(), path) {
            Ok(real) if is_article => {
                visitor.file(FoundFile::new(path, Place::Linked(self.store.folder(), &real)));
            }
            Err(note) if is_article || note.code == crate::model::Code::LinkDir => visitor.problem(path, note),
            _ => {}
        }
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
