//! What a fold leaves, and what it leaves alone. That nothing changes is in `merging`, its interruptions in `faults`.

use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::store::marks::{Folded, fold};

fn put(folder: &Path, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    fs::create_dir_all(folder).unwrap();
    let path = folder.join(name.replace('X', &machine(folder).to_string()));
    fs::write(&path, bytes).unwrap();
    path
}

fn lines(path: &Path) -> Vec<Vec<u8>> {
    fs::read(path).unwrap().split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect()
}

fn baseline(at: u64, until: Option<i64>) -> Vec<u8> {
    let mut line = Vec::new();
    let entry = Entry::Baseline { place: "~/news".into(), until: until.map(Timestamp) };
    write_line(&mut line, Moment(at), &entry, "");
    line
}

fn undo(at: u64, of: u64) -> Vec<u8> {
    let mut line = Vec::new();
    write_line(&mut line, Moment(at), &Entry::Undo(Moment(of)), "");
    line
}

#[test]
fn the_latest_lines_what_can_be_undone_and_all_damage_are_left() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("marks");
    let commented = [mark(6, Verb::Star, 1).trim_ascii_end(), b" \xff comment\r\n"].concat();
    let one =
        [mark(1, Verb::Star, 1), mark(2, Verb::Read, 2), undo(3, 2), mark(3, Verb::Unread, 2), b"dam\0age\n".to_vec()];
    let path = put(&folder, "X-1.marks", &file(&[&one[..], &[baseline(4, None), mark(40, Verb::Star, 3)]].concat()));
    let two =
        [b"# mine\n\n".to_vec(), baseline(5, Some(9)), commented.clone(), undo(41, 40), mark(41, Verb::Unstar, 3)];
    put(&folder, "X-2.marks", &file(&two));
    let folded = fold(&folder, &machine(&folder), Moment(40)).unwrap().unwrap();
    let note = b"# folded before 1970-01-01T00:00:00.000040Z\n".to_vec();
    let expected = file(&[
        note,
        b"# mine\n".to_vec(),
        b"dam\0age\n".to_vec(),
        baseline(5, Some(9)),
        commented,
        mark(3, Verb::Unread, 2),
        mark(40, Verb::Star, 3),
        undo(41, 40),
        mark(41, Verb::Unstar, 3),
    ]);
    assert_eq!(fs::read(&path).unwrap().escape_ascii().to_string(), expected.escape_ascii().to_string());
    assert_eq!((folded.files, folded.after), (2, expected.len() as u64));
    assert_eq!(names(&folder).len(), 1);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    // What is left are steps for the next reader; what was folded is none.
    let (_, mut journal) = start(dir.path());
    journal.open().unwrap();
    let steps = journal.steps_since(Moment(0)).unwrap();
    assert_eq!(steps.iter().map(|step| step.at.0).collect::<Vec<_>>(), [40, 41]);
}

#[test]
fn what_was_folded_once_stays_folded() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("marks");
    let path = put(&folder, "X-1.marks", &file(&[mark(10, Verb::Star, 1), mark(20, Verb::Star, 2)]));
    put(&folder, "X-2.marks", &file(&[mark(12, Verb::Star, 3)]));
    fold(&folder, &machine(&folder), Moment(15)).unwrap().unwrap();
    put(&folder, "X-2.marks", &file(&[mark(30, Verb::Star, 4)]));
    fold(&folder, &machine(&folder), Moment(5)).unwrap().unwrap();
    assert!(lines(&path)[1].ends_with(b"00.000015Z\n"));
    assert_eq!(lines(&path).len(), 6);
}

#[test]
fn nothing_is_folded_where_it_is_not_worth_it() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("marks");
    assert_eq!(fold(&folder, &machine(&folder), Moment(9)).unwrap(), None, "no folder");
    assert!(!folder.exists());
    let many: Vec<Vec<u8>> = (1..400).map(|at| mark(at, Verb::Star, 1)).collect();
    let path = put(&folder, "X-1.marks", &file(&many));
    assert_eq!(fold(&folder, &machine(&folder), Moment::MAX).unwrap(), None, "one small file");
    assert!(!folder.join(format!(".fold-{}.lock", machine(&folder))).exists());
    let many: Vec<Vec<u8>> = (1..4_000).map(|at| mark(at, Verb::Star, 1)).collect();
    put(&folder, "X-1.marks", &file(&many));
    assert_eq!(fold(&folder, &machine(&folder), Moment(5)).unwrap(), None, "all of it can be undone");
    let folded = fold(&folder, &machine(&folder), Moment::MAX).unwrap().unwrap();
    assert_eq!((folded.files, lines(&path).len()), (1, 3));
    assert_eq!(fold(&folder, &machine(&folder), Moment::MAX).unwrap(), None, "once");
}

#[test]
fn files_that_are_held_newer_damaged_or_of_others_are_left_as_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, mut journal) = start(dir.path());
    journal.append(&mark(1, Verb::Star, 1)).unwrap();
    let left = [
        put(&folder, "X-2.marks", b"dateline marks 2\nx\n"),
        put(&folder, "X-3.marks", b"no header\n"),
        put(&folder, "X-4.copy.marks", &file(&[mark(2, Verb::Star, 2)])),
        put(&folder, "X-05.marks", &file(&[mark(2, Verb::Star, 2)])),
        put(&folder, "0123456789abcdef-1.marks", &file(&[mark(2, Verb::Star, 2)])),
        put(&folder, "0123456789abcdef-2.marks", &file(&[mark(2, Verb::Star, 2)])),
        folder.join(journal.open().unwrap()),
    ];
    let before = left.each_ref().map(|path| fs::read(path).unwrap());
    assert_eq!(fold(&folder, &machine(&folder), Moment(9)).unwrap(), None);
    put(&folder, "X-6.marks", &file(&[mark(3, Verb::Star, 3)]));
    put(&folder, "X-7.marks", b"");
    assert!(matches!(fold(&folder, &machine(&folder), Moment(9)).unwrap(), Some(Folded { files: 2, .. })));
    assert_eq!(left.each_ref().map(|path| fs::read(path).unwrap()), before);
    assert_eq!(names(&folder).len(), left.len() + 1);
}

#[test]
fn a_last_line_without_its_end_gets_one() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("marks");
    put(&folder, "X-1.marks", file(&[mark(1, Verb::Star, 1)]).trim_ascii_end());
    put(&folder, "X-2.marks", &[file(&[mark(2, Verb::Star, 2)]), b"2026-11".to_vec()].concat());
    fold(&folder, &machine(&folder), Moment(9)).unwrap().unwrap();
    let (known, heard) = hear_all(&folder);
    assert_eq!((heard.damaged, heard.torn), (1, 0));
    assert_eq!([1, 2].map(|n| says(&known, n, Mark::Star)), [Some(true); 2]);
}

#[test]
fn while_another_process_folds_nothing_is_folded() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("marks");
    put(&folder, "X-1.marks", &file(&[]));
    put(&folder, "X-2.marks", &file(&[]));
    let lock = fs::File::create(folder.join(format!(".fold-{}.lock", machine(&folder)))).unwrap();
    lock.try_lock().unwrap();
    assert_eq!(fold(&folder, &machine(&folder), Moment(9)).unwrap(), None);
    drop(lock);
    assert!(fold(&folder, &machine(&folder), Moment(9)).unwrap().is_some());
}

#[test]
fn readers_that_come_and_go_lose_nothing_while_another_folds() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, _) = start(dir.path());
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let appending: Vec<_> = (0..3_u8)
            .map(|reader| {
                let dir = dir.path();
                scope.spawn(move || {
                    for n in 0..20_u8 {
                        let (_, mut journal) = start(dir);
                        let at = u64::from(n) * 10 + u64::from(reader) + 1;
                        journal.append(&mark(at, Verb::Star, reader * 20 + n)).unwrap();
                        journal.append(&mark(at, Verb::Later, reader * 20 + n)).unwrap();
                    }
                })
            })
            .collect();
        let folding = scope.spawn(|| {
            let mut folds = 0;
            while !done.load(Ordering::Relaxed) {
                folds += usize::from(fold(&folder, &machine(&folder), Moment(50)).is_ok_and(|f| f.is_some()));
            }
            folds
        });
        appending.into_iter().for_each(|reader| reader.join().unwrap());
        done.store(true, Ordering::Relaxed);
        folding.join().unwrap();
    });
    let (known, heard) = hear_all(&folder);
    assert_eq!((heard.damaged, heard.torn, heard.unread), (0, 0, vec![]));
    for n in 0..60 {
        assert_eq!([Mark::Star, Mark::Later].map(|mark| says(&known, n, mark)), [Some(true); 2], "{n}");
    }
}
