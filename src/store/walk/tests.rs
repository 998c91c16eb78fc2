//! The walk over folders made for it: what it shows, tells and passes over, and with how many threads.

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
        self.files.push(file.path().display().to_string());
    }

    fn folder(&mut self, path: &Path) {
        self.folders.push(path.display().to_string());
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
    for name in ["_news/a.md", "_news/dir.md/b.HTML", "a\nb\u{1b}.md", ".hidden.md", ".git/x.md", "x.md~", "x.txt"] {
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

/// Reads each file, then works, and waits for something else.
struct Busy(Vec<u8>);

impl Visitor for Busy {
    fn file(&mut self, file: FoundFile<'_>) {
        file.read(&mut self.0, ReadLimit::Headline).unwrap();
        (0..2_000).for_each(|number| _ = std::hint::black_box(number));
        std::thread::park_timeout(Duration::from_micros(50));
    }

    fn problem(&mut self, _path: &Path, _note: Note) {}
}

#[test]
fn a_walk_that_waits_for_the_disk_gets_more_threads_and_one_that_only_works_does_not() {
    let dir = tempfile::tempdir().unwrap();
    for number in 0..1_000 {
        std::fs::write(dir.path().join(format!("{number}.md")), "text").unwrap();
    }
    let store = Store::open(dir.path()).unwrap();
    // No disk is as slow on demand: any is, or none, by where slow begins.
    for (slow_from, threads) in [(Duration::ZERO, COLD_THREADS), (Duration::from_millis(1), 2)] {
        let visitors = walk_slow_from(slow_from, &store, 2, &AtomicBool::new(false), || Busy(Vec::new()));
        assert_eq!(visitors.len(), threads);
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
