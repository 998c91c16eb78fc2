//! Every call that changes the disk fails once, at any place: as an error that passes, as a short write, and as the end of the process.
//! It fails nothing that only reads.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::disk::Disk;
use super::super::fold::fold_on;
use super::*;

/// What fails, and how.
#[derive(Debug, Default)]
pub(in super::super) struct Faults {
    calls: AtomicUsize,
    /// The number of the call.
    at: usize,
    /// So many calls fail.
    many: usize,
    /// The call, if it is a write, does half of it: and says so where it is short, so that the next one is the first to fail.
    does_half: bool,
    is_short: bool,
    pub has_no_locks: bool,
}

impl Faults {
    pub fn pass(&self) -> io::Result<()> {
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        let first = self.at + usize::from(self.is_short);
        let fails = call >= first && call - first < self.many;
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    /// The half that is written before the call fails, or succeeds as a short one.
    pub fn half<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let now = self.does_half && self.calls.load(Ordering::Relaxed) == self.at && bytes.len() > 1;
        now.then(|| &bytes[..bytes.len() / 2])
    }

    fn has_come(&self) -> bool {
        self.calls.load(Ordering::Relaxed) > self.at
    }
}

fn passing(at: usize, many: usize) -> Faults {
    Faults { at, many, ..Faults::default() }
}

fn short(at: usize, many: usize) -> Faults {
    Faults { at, many, does_half: true, is_short: true, ..Faults::default() }
}

fn killed(at: usize, does_half: bool) -> Faults {
    Faults { at, many: usize::MAX, does_half, ..Faults::default() }
}

pub(super) fn without_locks() -> Disk {
    Disk { faults: Some(Arc::new(Faults { has_no_locks: true, ..Faults::default() })) }
}

/// Goes on for every call there is, until the fault no longer comes.
fn for_every_call(make: impl Fn(usize) -> Faults, mut test: impl FnMut(Disk)) {
    for at in 0.. {
        let faults = Arc::new(make(at));
        test(Disk { faults: Some(faults.clone()) });
        if !faults.has_come() {
            assert!(at > 3, "some calls were made");
            return;
        }
    }
}

/// A step over two articles; the words differ, so that each is told from the others.
fn step(n: u8) -> Vec<u8> {
    [mark(u64::from(n), Verb::Star, n), mark(u64::from(n), Verb::Later, n)].concat()
}

fn has(known: &Known, n: u8) -> [bool; 2] {
    [Mark::Star, Mark::Later].map(|mark| says(known, n, mark) == Some(true))
}

#[test]
fn what_was_acknowledged_is_there_after_an_end_at_any_call() {
    for does_half in [false, true] {
        for_every_call(
            |at| killed(at, does_half),
            |disk| {
                let dir = tempfile::tempdir().unwrap();
                let (folder, mut journal) = start(dir.path());
                journal.disk = disk;
                let kept: Vec<u8> = (1..4).take_while(|&n| journal.append(&step(n)).is_ok()).collect();
                drop(journal);
                let (known, heard) = hear_all(&folder);
                assert!(kept.iter().all(|&n| has(&known, n) == [true; 2]), "{kept:?} {known:?}");
                assert_eq!((heard.damaged, heard.unread), (0, vec![]));
                // The next reader goes on behind whatever is there.
                let (_, mut journal) = start(dir.path());
                journal.append(&step(9)).unwrap();
                let (known, heard) = hear_all(&folder);
                assert!(kept.iter().chain(&[9]).all(|&n| has(&known, n) == [true; 2]), "{kept:?} {known:?}");
                assert!(heard.damaged <= 1 && heard.torn == 0);
                assert_eq!(names(&folder).len(), 1);
            },
        );
    }
}

/// The folder goes away between two steps, too.
fn append_through(disk: Disk, check: impl Fn(&Known, u8)) -> Heard {
    let dir = tempfile::tempdir().unwrap();
    let (folder, mut journal) = start(dir.path());
    journal.disk = disk;
    for n in 1..6 {
        if n == 3 {
            let _ = fs::remove_dir_all(&folder);
        }
        while let Err(error) = journal.append(&step(n)) {
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
            check(&hear_all(&folder).0, n);
        }
    }
    let (known, heard) = hear_all(&folder);
    assert!((1..6).all(|n| has(&known, n) == [true; 2]), "{known:?}");
    assert_eq!((heard.torn, heard.unread.len(), names(&folder).len()), (0, 0, 1));
    heard
}

#[test]
fn an_error_that_passes_leaves_nothing_half_and_loses_nothing() {
    for make in [passing, short] {
        for_every_call(
            |at| make(at, 1),
            |disk| {
                let heard = append_through(disk, |known, n| assert_eq!(has(known, n), [false; 2]));
                assert_eq!(heard.damaged, 0);
            },
        );
    }
}

#[test]
fn a_line_that_could_not_be_cut_off_costs_only_itself() {
    for (make, many) in [(passing as fn(usize, usize) -> Faults, 2), (short, 2), (short, 4)] {
        for_every_call(
            |at| make(at, many),
            |disk| {
                let heard = append_through(disk, |_, _| {});
                assert!(heard.damaged <= 1, "{heard:?}");
            },
        );
    }
}

/// Five free files of this machine, with a tie and damage, and two of others.
fn many_files(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let machine = machine(folder);
    let put = |name: String, lines: &[Vec<u8>]| fs::write(folder.join(name), file(lines)).unwrap();
    put(format!("{machine}-1.marks"), &[mark(1, Verb::Star, 1), mark(5, Verb::Read, 2), mark(7, Verb::Later, 3)]);
    put(format!("{machine}-2.marks"), &[mark(5, Verb::Unread, 2), b"no line\n".to_vec(), mark(8, Verb::Star, 4)]);
    put(format!("{machine}-3.marks"), &[mark(2, Verb::Unstar, 1), mark(5, Verb::Read, 2), mark(6, Verb::Seen, 2)]);
    put(format!("{machine}-4.marks"), &[mark(5, Verb::Unread, 2), mark(6, Verb::Later, 3)]);
    put(format!("{machine}-10.marks"), &[mark(5, Verb::Read, 2), mark(9, Verb::Done, 3)]);
    put("0-other.marks".to_owned(), &[mark(3, Verb::Star, 1)]);
    put("z-other.marks".to_owned(), &[mark(1, Verb::Star, 1)]);
}

#[test]
fn a_fold_that_ends_at_any_call_has_changed_nothing_that_is_heard() {
    let makes: [fn(usize) -> Faults; 4] =
        [|at| killed(at, false), |at| killed(at, true), |at| passing(at, 1), |at| short(at, 1)];
    for make in makes {
        for_every_call(make, |disk| {
            let dir = tempfile::tempdir().unwrap();
            let folder = dir.path().join("marks");
            many_files(&folder);
            let (before, heard) = hear_all(&folder);
            let result = fold_on(&disk, &folder, &machine(&folder), Moment(8));
            assert!(result.as_ref().map_or_else(|e| e.kind() == io::ErrorKind::StorageFull, Option::is_some));
            assert!(hear_all(&folder).0.stands_as(&before));
            // And whoever folds next brings it to its end.
            fold_on(&Disk::default(), &folder, &machine(&folder), Moment(8)).unwrap();
            assert!(hear_all(&folder).0.stands_as(&before));
            assert_eq!(hear_all(&folder).1.damaged, heard.damaged);
            let name = format!("{}-1.marks", machine(&folder));
            assert_eq!(names(&folder), ["0-other.marks", name.as_str(), "z-other.marks"]);
            let left = fs::read_dir(&folder).unwrap().filter(|entry| {
                entry.as_ref().unwrap().path().extension().is_some_and(|extension| extension == "part")
            });
            assert!(left.count() == 0 || result.is_err());
        });
    }
}
