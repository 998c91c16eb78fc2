//! The walk against the least a system can do: the same calls, relative to the folder, with nothing around them. Each is measured in
//! turn with the other, so that a noisy machine is noisy for both; what counts is the ratio of their medians.
//! `cargo bench --bench walk [-- STORE...]`; without a store it makes two, flat and of many folders.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench may fail, and says what it measured")]

#[path = "../tests/common/corpus.rs"]
mod corpus;

use std::ffi::CString;
use std::fs;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use dateline::model::Note;
use dateline::store::{FoundFile, ReadLimit, Store, Visitor, walk};
use rustix::fs::{AtFlags, CWD, Mode, OFlags, openat, statat};
use rustix::time::{ClockId, clock_gettime};

const THREADS: usize = 2;
const ROUNDS: usize = 15;

/// Asks for the stamp, or reads, and does nothing with it.
struct Plain {
    read: bool,
    buffer: Vec<u8>,
    files: usize,
    bytes: u64,
}

impl Visitor for Plain {
    fn file(&mut self, file: FoundFile<'_>) {
        let stamp = if self.read { file.read(&mut self.buffer, ReadLimit::Headline) } else { file.stamp() };
        self.files += 1;
        self.bytes += stamp.unwrap().size;
    }

    fn problem(&mut self, _path: &Path, _note: Note) {}
}

fn ours(store: &Store, read: bool) -> (usize, u64) {
    let make = || Plain { read, buffer: Vec::new(), files: 0, bytes: 0 };
    let visitors = walk(store, THREADS, &AtomicBool::new(false), make);
    visitors.iter().fold((0, 0), |(files, bytes), plain| (files + plain.files, bytes + plain.bytes))
}

fn open(folder: &Path) -> OwnedFd {
    openat(CWD, folder, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty()).unwrap()
}

/// Names of a folder, as the system lists them: folders apart.
#[cfg(target_os = "linux")]
fn list(folder: &OwnedFd, buffer: &mut Vec<u8>, mut each: impl FnMut(&std::ffi::CStr, bool)) {
    buffer.clear();
    let mut entries = rustix::fs::RawDir::new(folder, buffer.spare_capacity_mut());
    while let Some(entry) = entries.next() {
        let entry = entry.unwrap();
        if !entry.file_name().to_bytes().starts_with(b".") {
            each(entry.file_name(), entry.file_type() == rustix::fs::FileType::Directory);
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn list(folder: &OwnedFd, _buffer: &mut Vec<u8>, mut each: impl FnMut(&std::ffi::CStr, bool)) {
    for entry in rustix::fs::Dir::read_from(folder).unwrap() {
        let entry = entry.unwrap();
        if !entry.file_name().to_bytes().starts_with(b".") {
            each(entry.file_name(), entry.file_type() == rustix::fs::FileType::Directory);
        }
    }
}

/// The limit: the folders of one level handed out to the threads, each name asked for or read at once.
fn bare(root: &Path, read: bool) -> (usize, u64) {
    let mut folders: Vec<CString> = Vec::new();
    let top = open(root);
    list(&top, &mut Vec::with_capacity(32 << 10), |name, is_folder| {
        if is_folder {
            folders.push(name.to_owned());
        }
    });
    let next = AtomicUsize::new(0);
    let total = Mutex::new((0, 0));
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let (mut files, mut bytes) = (0, 0);
                let (mut listing, mut buffer) = (Vec::with_capacity(32 << 10), vec![0; 64 << 10]);
                while let Some(name) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
                    let folder = openat(&top, name, flags, Mode::empty()).unwrap();
                    list(&folder, &mut listing, |name, _| {
                        files += 1;
                        bytes += if read {
                            let file = openat(&folder, name, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()).unwrap();
                            rustix::io::read(&file, &mut *buffer).unwrap() as u64
                        } else {
                            statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW).unwrap().st_size as u64
                        };
                    });
                }
                let mut total = total.lock().unwrap();
                *total = (total.0 + files, total.1 + bytes);
            });
        }
    });
    total.into_inner().unwrap()
}

/// What passed, and what all the processors had to do: that is less moved by what else runs.
type Took = (Duration, Duration);

fn timed(work: impl FnOnce() -> (usize, u64)) -> (Took, (usize, u64)) {
    let worked = || Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap();
    let (begun, before) = (Instant::now(), worked());
    let found = work();
    ((begun.elapsed(), worked() - before), found)
}

fn median(times: &[Took], which: impl Fn(&Took) -> Duration) -> f64 {
    let mut times: Vec<Duration> = times.iter().map(which).collect();
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn measure(root: &Path) {
    let store = Store::open(root).unwrap();
    for read in [false, true] {
        let (mut limit, mut walked) = (Vec::new(), Vec::new());
        let mut files = 0;
        for round in 0..=ROUNDS {
            let (bare_took, expected) = timed(|| bare(root, read));
            let (took, found) = timed(|| ours(&store, read));
            assert_eq!(found, expected, "both see the same");
            files = found.0;
            // The first warms the cache.
            if round > 0 {
                limit.push(bare_took);
                walked.push(took);
            }
        }
        let shown = root.file_name().unwrap().to_string_lossy();
        print!("{shown}: {files} files, {}:", if read { "read" } else { "stat" });
        for (what, which) in [("time", (|took| took.0) as fn(&Took) -> Duration), ("processors", |took| took.1)] {
            let (limit, walked) = (median(&limit, which), median(&walked, which));
            print!(" {what} bare {limit:.1} ms, walk {walked:.1} ms, ratio {:.3}.", walked / limit);
        }
        println!();
    }
}

fn main() {
    let stores: Vec<PathBuf> = std::env::args_os().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    stores.iter().for_each(|root| measure(root));
    if !stores.is_empty() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    corpus::write(&dir.path().join("made"), 1_000, 1).unwrap();
    let texts: Vec<Vec<u8>> = fs::read_dir(dir.path().join("made/_news"))
        .unwrap()
        .map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect();
    for (name, folders, each) in [("flat", 2, 10_000), ("folders", 200, 100)] {
        for number in 0..folders * each {
            let folder = dir.path().join(format!("{name}/_news-{:03}", number / each));
            fs::create_dir_all(&folder).unwrap();
            let file = folder.join(format!("2026-11-08-a-headline-as-long-as-they-are-{number:05}.md"));
            fs::write(file, &texts[number % texts.len()]).unwrap();
        }
        measure(&dir.path().join(name));
    }
}
