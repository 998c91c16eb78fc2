//! A reader's own file: which one it is, what is in it, and what happens to it meanwhile. Errors of the disk are in `faults`.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use super::faults::without_locks;
use super::*;
use crate::store::marks::{Step, Way};

fn changes(steps: &[Step]) -> Vec<(u64, usize)> {
    steps.iter().map(|step| (step.at.0, step.changes.len())).collect()
}

#[test]
fn nothing_is_made_before_it_is_written_to_and_then_for_the_reader_alone() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, mut journal) = start(dir.path());
    assert_eq!(journal.next(Moment(5)), Moment(5));
    assert_eq!(journal.steps_since(Moment(0)).unwrap(), []);
    assert!(!folder.exists());
    journal.append(&mark(5, Verb::Star, 1)).unwrap();
    let name = format!("{}-1.marks", machine(&folder));
    assert_eq!(fs::read(folder.join(&name)).unwrap(), file(&[mark(5, Verb::Star, 1)]));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&folder.join(name))), (0o700, 0o600));
}

#[test]
fn a_clock_that_goes_back_gives_moments_that_rise() {
    let (_, mut journal) = start(tempfile::tempdir().unwrap().path());
    journal.saw(Moment(10));
    let given = [20, 3, 4, 21, 22].map(|now| journal.next(Moment(now)).0);
    assert_eq!(given, [20, 21, 22, 23, 24]);
    journal.saw(Moment(u64::MAX));
    assert_eq!(journal.next(Moment(5)), Moment::MAX);
}

#[test]
fn two_readers_have_two_files_and_the_next_has_the_first_one_again() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, mut one) = start(dir.path());
    let (_, mut two) = start(dir.path());
    let machine = machine(&folder);
    assert_eq!(one.open().unwrap(), format!("{machine}-1.marks"));
    assert_eq!(two.open().unwrap(), format!("{machine}-2.marks"));
    assert_eq!(one.open().unwrap(), format!("{machine}-1.marks"));
    one.append(&mark(70, Verb::Star, 1)).unwrap();
    drop(one);
    let (_, mut three) = start(dir.path());
    assert_eq!(three.open().unwrap(), format!("{machine}-1.marks"));
    assert_eq!(three.next(Moment(5)), Moment(71), "moments rise in a file");
}

#[test]
fn a_file_that_is_not_for_us_is_passed_over_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, mut journal) = start(dir.path());
    let machine = machine(&folder);
    fs::create_dir_all(folder.join(format!("{machine}-3.marks"))).unwrap();
    let others = [(1, &b"dateline marks 2\nx"[..]), (2, b"my shopping list\n")];
    for (n, bytes) in others {
        fs::write(folder.join(format!("{machine}-{n}.marks")), bytes).unwrap();
    }
    fs::write(dir.path().join("elsewhere"), file(&[])).unwrap();
    symlink(dir.path().join("elsewhere"), folder.join(format!("{machine}-4.marks"))).unwrap();
    assert_eq!(journal.open().unwrap(), format!("{machine}-5.marks"));
    journal.append(&mark(1, Verb::Star, 1)).unwrap();
    for (n, bytes) in others {
        assert_eq!(fs::read(folder.join(format!("{machine}-{n}.marks"))).unwrap(), bytes);
    }
    assert_eq!(fs::read(dir.path().join("elsewhere")).unwrap(), file(&[]));
}

#[test]
fn where_a_writer_was_interrupted_the_next_goes_on() {
    let torn = &mark(1, Verb::Star, 1)[..40];
    for (left, damaged) in [
        (&b""[..], 0),
        (b"dateline mar", 0),
        (b"dateline marks 1", 0),
        (b"dateline marks 1\n", 0),
        (&[&file(&[mark(1, Verb::Read, 1)]), torn].concat(), 1),
        (file(&[mark(1, Verb::Read, 1)]).trim_ascii_end(), 0),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let (folder, mut journal) = start(dir.path());
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{}-1.marks", machine(&folder))), left).unwrap();
        journal.append(&mark(2, Verb::Later, 2)).unwrap();
        journal.append(&mark(3, Verb::Later, 3)).unwrap();
        let (known, heard) = hear_all(&folder);
        assert_eq!((heard.damaged, heard.torn), (damaged, 0), "{}", left.escape_ascii());
        assert_eq!([2, 3].map(|n| says(&known, n, Mark::Later)), [Some(true); 2]);
        assert_eq!(says(&known, 1, Mark::Read), (left.len() > 20).then_some(true));
        assert_eq!(names(&folder).len(), 1);
    }
}

#[test]
fn a_file_that_vanished_or_was_replaced_is_there_again_with_all_that_was_in_it() {
    let vanish: [fn(&Path, &Path); 4] = [
        |_, file| fs::remove_file(file).unwrap(),
        |folder, _| fs::remove_dir_all(folder).unwrap(),
        |folder, _| fs::rename(folder, folder.with_extension("old")).unwrap(),
        |folder, path| {
            fs::write(folder.join("draft"), file(&[mark(9, Verb::Later, 9)])).unwrap();
            fs::rename(folder.join("draft"), path).unwrap();
        },
    ];
    for (case, vanish) in vanish.into_iter().enumerate() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, mut journal) = start(dir.path());
        journal.append(&mark(1, Verb::Star, 1)).unwrap();
        journal.append(&mark(2, Verb::Star, 2)).unwrap();
        let path = folder.join(journal.open().unwrap());
        vanish(&folder, &path);
        for n in [3, 4] {
            journal.append(&mark(u64::from(n), Verb::Star, n)).unwrap();
        }
        let (known, heard) = hear_all(&folder);
        assert_eq!([1, 2, 3, 4].map(|n| says(&known, n, Mark::Star)), [Some(true); 4], "{case}");
        assert_eq!(says(&known, 9, Mark::Later), (case == 3).then_some(true));
        assert_eq!((heard.damaged, names(&folder).len()), (0, 1));
        let (_, mut other) = start(dir.path());
        assert!(other.open().unwrap().ends_with("-2.marks"), "the file is held again");
    }
}

#[test]
fn a_file_put_back_as_it_once_was_does_not_get_its_lines_twice() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, mut journal) = start(dir.path());
    let lines = [1, 2, 3, 4].map(|n| mark(u64::from(n), Verb::Star, n));
    journal.append(&lines[..3].concat()).unwrap();
    let path = folder.join(journal.open().unwrap());
    for (count, then) in [(3, 1), (1, 2), (0, 3)] {
        fs::write(folder.join("draft"), file(&lines[..count])).unwrap();
        fs::rename(folder.join("draft"), &path).unwrap();
        journal.append(&mark(10, Verb::Star, then)).unwrap();
        let bytes = fs::read(&path).unwrap();
        assert!(bytes.starts_with(&file(&lines[..3])) && bytes.ends_with(&mark(10, Verb::Star, then)));
        assert_eq!(bytes.split(|&byte| byte == b'\n').count(), 5 + usize::from(then), "{}", bytes.escape_ascii());
    }
}

#[test]
fn without_locks_every_reader_has_a_file_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, mut one) = start(dir.path());
    let (_, mut two) = start(dir.path());
    (one.disk, two.disk) = (without_locks(), without_locks());
    one.append(&mark(1, Verb::Star, 1)).unwrap();
    two.append(&mark(2, Verb::Star, 2)).unwrap();
    one.append(&mark(3, Verb::Star, 3)).unwrap();
    assert_eq!(names(&folder).len(), 2);
    assert_eq!([1, 2, 3].map(|n| says(&hear_all(&folder).0, n, Mark::Star)), [Some(true); 3]);
}

#[test]
fn a_folder_nobody_may_write_to_is_an_error_and_it_works_once_it_may() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, mut journal) = start(dir.path());
    fs::create_dir_all(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(folder.join("probe"), "").is_ok() {
        // Who runs this may write everywhere: there is nothing to see.
        return;
    }
    assert_eq!(journal.append(&mark(1, Verb::Star, 1)).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    journal.append(&mark(1, Verb::Star, 1)).unwrap();
    assert_eq!(says(&hear_all(&folder).0, 1, Mark::Star), Some(true));
}

#[test]
fn a_file_in_the_place_of_the_folder_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, mut journal) = start(dir.path());
    fs::write(&folder, "x").unwrap();
    assert!(journal.append(&mark(1, Verb::Star, 1)).is_err());
    assert!(read(&folder, &mut Positions::default(), &mut |_| {}).is_err());
    fs::remove_file(&folder).unwrap();
    journal.append(&mark(1, Verb::Star, 1)).unwrap();
}

const CHILD: &str = "DATELINE_TEST_OF_MARKS";

/// The system itself breaks off a write: a process that may make no longer file than two kilobytes.
#[test]
fn what_the_system_breaks_off_is_cut_off() {
    let dir = tempfile::tempdir().unwrap();
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" --exact \"$1\"";
    let module = module_path!().split_once("::").unwrap().1;
    let test = format!("{module}::the_process_that_may_make_no_long_file");
    let exe = std::env::current_exe().unwrap();
    let child = Command::new("sh").args(["-c", script]).arg(exe).arg(test).env(CHILD, dir.path()).output().unwrap();
    let said = child.stdout.escape_ascii().to_string();
    assert!(child.status.success() && said.contains("1 passed"), "{said}");
    let (known, heard) = hear_all(&dir.path().join("marks"));
    assert_eq!((heard.damaged, heard.torn), (0, 0));
    assert!(known.marks.len() > 5);
}

#[test]
fn the_process_that_may_make_no_long_file() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    let (folder, mut journal) = start(Path::new(&dir));
    let len = |folder: &Path| fs::metadata(folder.join(format!("{}-1.marks", machine(folder)))).unwrap().len();
    let mut n = 0;
    let error = loop {
        n += 1;
        let before = if n > 1 { len(&folder) } else { 0 };
        if let Err(error) = journal.append(&mark(n, Verb::Star, u8::try_from(n).unwrap())) {
            assert_eq!(len(&folder), before);
            break error;
        }
    };
    assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    assert!(journal.append(&mark(n, Verb::Star, 200)).is_err());
    assert_eq!(says(&hear_all(&folder).0, 200, Mark::Star), None);
    assert_eq!(hear_all(&folder).0.marks.len() as u64, n - 1);
}

#[test]
fn steps_are_found_again_by_the_next_reader() {
    let dir = tempfile::tempdir().unwrap();
    let (_, mut journal) = start(dir.path());
    let mut of = Vec::new();
    write_line(&mut of, Moment(30), &Entry::Undo(Moment(10)), "");
    write_line(&mut of, Moment(31), &Entry::Baseline { place: "~/news".into(), until: None }, "");
    journal.append(&[mark(10, Verb::Star, 1), mark(10, Verb::Star, 2), mark(20, Verb::Read, 1)].concat()).unwrap();
    journal.append(&[mark(30, Verb::Unstar, 1), of].concat()).unwrap();
    drop(journal);
    let (_, mut journal) = start(dir.path());
    journal.open().unwrap();
    let steps = journal.steps_since(Moment(10)).unwrap();
    assert_eq!(changes(&steps), [(10, 2), (20, 1), (30, 1), (31, 0)]);
    assert_eq!(steps[0].changes[1], (id(2), Verb::Star));
    assert_eq!((steps[2].of, steps[3].of), (Some((Way::Undo, Moment(10))), None));
    assert_eq!(steps[3].baseline, Some(("~/news".to_owned(), None)));
    assert_eq!(changes(&journal.steps_since(Moment(11)).unwrap()), [(20, 1), (30, 1), (31, 0)]);
}

#[test]
fn steps_are_found_in_a_long_file_wherever_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, mut journal) = start(dir.path());
    fs::create_dir_all(&folder).unwrap();
    let line = |at: u64| if at.is_multiple_of(7) { b"damage\n".to_vec() } else { mark(at * 10, Verb::Star, 1) };
    let lines: Vec<Vec<u8>> = (1..5_000).map(line).collect();
    let path = folder.join(format!("{}-1.marks", machine(&folder)));
    let count = |journal: &Journal, since: u64| journal.steps_since(Moment(since)).unwrap().len();
    fs::write(&path, file(&lines)).unwrap();
    journal.open().unwrap();
    let whole = (1..5_000_u64).filter(|at| !at.is_multiple_of(7)).count();
    for since in [0, 10, 15, 9_990, 25_000, 25_001, 49_990, 50_000, u64::MAX] {
        let before = (1..5_000_u64).filter(|at| !at.is_multiple_of(7) && at * 10 < since).count();
        assert_eq!(count(&journal, since), whole - before, "{since}");
    }
    // In another order all of it is read.
    drop(journal);
    let other = [&lines[3_000..], &lines[..3_000]].concat();
    fs::write(&path, file(&other)).unwrap();
    let (_, mut journal) = start(dir.path());
    journal.open().unwrap();
    for since in [0, 10, 9_990, 20_000, 29_000, 49_980] {
        let before = (1..5_000_u64).filter(|at| !at.is_multiple_of(7) && at * 10 < since).count();
        assert_eq!(count(&journal, since), whole - before, "{since}");
    }
}
