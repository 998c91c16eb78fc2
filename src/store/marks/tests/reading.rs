//! What is heard of a folder, whatever is in it. Only `faults` and `appending` write as a reader does; here the files are put there.

use std::os::unix::fs::symlink;

use super::*;

/// A folder with one file `a.marks`.
fn with(bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().to_owned();
    fs::write(folder.join("a.marks"), bytes).unwrap();
    (dir, folder)
}

fn append(path: &Path, bytes: &[u8]) {
    let whole = [fs::read(path).unwrap(), bytes.to_vec()].concat();
    fs::write(path, whole).unwrap();
}

#[test]
fn a_folder_that_is_not_there_is_an_empty_one() {
    let dir = tempfile::tempdir().unwrap();
    let (known, heard) = hear_all(&dir.path().join("none"));
    assert_eq!((known, heard), (Known::default(), Heard::default()));
}

#[test]
fn every_word_is_told_with_its_file_and_the_latest_moment_is_known() {
    let (_dir, folder) = with(&file(&[mark(9, Verb::Star, 1), mark(3, Verb::Read, 1)]));
    fs::write(folder.join("b (copy).marks"), file(&[mark(4, Verb::Seen, 2)])).unwrap();
    let mut told = Vec::new();
    let heard =
        read(&folder, &mut Positions::default(), &mut |line| told.push((line.at.0, line.file.to_owned()))).unwrap();
    let a = "a.marks".to_owned();
    assert_eq!(told, [(9, a.clone()), (3, a), (4, "b (copy).marks".to_owned())]);
    assert_eq!(heard, Heard { latest: Moment(9), ..Heard::default() });
}

#[test]
fn a_damaged_line_costs_only_itself() {
    let long = |len: usize| [mark(2, Verb::Star, 7).trim_ascii_end(), &vec![b'x'; len], b"\n"].concat();
    for (damage, count) in [
        (b"damage\n".to_vec(), 1),
        (b"\0\xff\n\n\r\n# a remark\n<<<<<<<\n".to_vec(), 2),
        (mark(2, Verb::Star, 7)[1..].to_vec(), 1),
        (long(64 << 10), 1),
        (long(255 << 10), 1),
        (long(256 << 10), 1),
        (long(3 << 20), 1),
        (long(60 << 10), 0),
        ([long(250 << 10), long(70 << 10), long(100)].concat(), 2),
    ] {
        let (_dir, folder) = with(&file(&[mark(1, Verb::Star, 1), damage, mark(2, Verb::Star, 2)]));
        let (known, heard) = hear_all(&folder);
        assert_eq!((heard.damaged, heard.torn), (count, 0));
        assert_eq!([1, 2].map(|n| says(&known, n, Mark::Star)), [Some(true); 2]);
    }
}

#[test]
fn returns_and_bytes_that_are_no_text_cost_nothing() {
    let line = mark(1, Verb::Star, 1);
    let lines = [b"dateline marks 1\r\n".as_slice(), line.trim_ascii_end(), b" \xff\xfe\r\n\r\n"];
    let (_dir, folder) = with(&lines.concat());
    let (known, heard) = hear_all(&folder);
    assert_eq!((says(&known, 1, Mark::Star), heard.damaged), (Some(true), 0));
}

#[test]
fn a_last_line_without_its_end_is_told_and_read_once_it_has_one() {
    let whole = mark(2, Verb::Star, 2);
    for cut in [1, 30, whole.len() - 1] {
        let (_dir, folder) = with(&[file(&[mark(1, Verb::Star, 1)]), whole[..cut].to_vec()].concat());
        let (mut positions, mut known) = (Positions::default(), Known::default());
        let heard = hear(&folder, &mut positions, &mut known);
        assert_eq!((heard.torn, heard.damaged, says(&known, 2, Mark::Star)), (1, 0, None));
        append(&folder.join("a.marks"), &whole[cut..]);
        let heard = hear(&folder, &mut positions, &mut known);
        assert_eq!((heard.torn, heard.damaged, heard.rewritten), (0, 0, false));
        assert_eq!(says(&known, 2, Mark::Star), Some(true));
    }
    // However long it has become.
    let (_dir, folder) = with(&[file(&[mark(1, Verb::Star, 1)]), vec![b'x'; 900 << 10]].concat());
    let (mut positions, mut known) = (Positions::default(), Known::default());
    assert_eq!(hear(&folder, &mut positions, &mut known).torn, 1);
    append(&folder.join("a.marks"), &[b"\n".to_vec(), mark(2, Verb::Star, 2)].concat());
    let heard = hear(&folder, &mut positions, &mut known);
    assert_eq!((heard.torn, heard.damaged, says(&known, 2, Mark::Star)), (0, 1, Some(true)));
}

#[test]
fn what_a_newer_one_wrote_is_used_where_it_is_understood_and_named() {
    let lines = [b"dateline marks 2 packed\n".to_vec(), b"what is this\n".to_vec(), mark(1, Verb::Star, 1)].concat();
    let (_dir, folder) = with(&lines);
    let (mut positions, mut known) = (Positions::default(), Known::default());
    for _ in 0..2 {
        let heard = hear(&folder, &mut positions, &mut known);
        assert_eq!((heard.damaged, heard.newer, heard.unread), (0, vec!["a.marks".to_owned()], vec![]));
    }
    assert_eq!(says(&known, 1, Mark::Star), Some(true));
}

#[test]
fn a_file_that_does_not_begin_as_a_journal_is_one_damage_and_named() {
    let (_dir, folder) = with(&[b"\n".to_vec(), file(&[mark(1, Verb::Star, 1)])].concat());
    let (mut positions, mut known) = (Positions::default(), Known::default());
    let heard = hear(&folder, &mut positions, &mut known);
    assert_eq!((heard.damaged, heard.unread[0].0.as_str(), known.marks.len()), (1, "a.marks", 0));
    let heard = hear(&folder, &mut positions, &mut known);
    assert_eq!((heard.damaged, heard.unread.len()), (0, 1), "it is counted once and named again");
    // Somebody mends it.
    fs::write(folder.join("a.marks"), file(&[mark(1, Verb::Star, 1)])).unwrap();
    let heard = hear(&folder, &mut positions, &mut known);
    assert_eq!((heard, says(&known, 1, Mark::Star)), (Heard { latest: Moment(1), ..Heard::default() }, Some(true)));
}

#[test]
fn a_file_that_has_only_begun_is_no_damage() {
    for start in ["", "dateline ma", "dateline marks 1"] {
        let (_dir, folder) = with(start.as_bytes());
        let (mut positions, mut known) = (Positions::default(), Known::default());
        let heard = hear(&folder, &mut positions, &mut known);
        assert_eq!((heard.damaged, heard.unread.len(), heard.torn), (0, 0, usize::from(!start.is_empty())));
        fs::write(folder.join("a.marks"), file(&[mark(1, Verb::Star, 1)])).unwrap();
        assert!(!hear(&folder, &mut positions, &mut known).rewritten);
        assert_eq!(says(&known, 1, Mark::Star), Some(true));
    }
}

#[test]
fn only_regular_files_that_are_not_hidden_are_read() {
    let (_dir, folder) = with(&file(&[mark(1, Verb::Star, 1)]));
    let line = file(&[mark(2, Verb::Star, 2)]);
    for name in [".b.marks", "~syncthing~b.marks.tmp", ".syncthing.b.marks.tmp", "b.marks~", "b.txt", ".fold-0.part"] {
        fs::write(folder.join(name), &line).unwrap();
    }
    fs::create_dir_all(folder.join("c.marks")).unwrap();
    fs::write(folder.join("c.marks/d.marks"), &line).unwrap();
    symlink("c.marks", folder.join("e.marks")).unwrap();
    symlink("nowhere", folder.join("f.marks")).unwrap();
    symlink("/dev/zero", folder.join("g.marks")).unwrap();
    let mode = rustix::fs::Mode::RUSR;
    rustix::fs::mknodat(rustix::fs::CWD, folder.join("h.marks"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
    let (known, heard) = hear_all(&folder);
    assert_eq!((known.marks.len(), heard), (1, Heard { latest: Moment(1), ..Heard::default() }));
}

#[test]
fn a_file_nobody_may_read_is_named_and_heard_once_it_may_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, folder) = with(&file(&[mark(1, Verb::Star, 1)]));
    let path = folder.join("a.marks");
    let may = |mode: u32| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    let (mut positions, mut known) = (Positions::default(), Known::default());
    hear(&folder, &mut positions, &mut known);
    append(&path, &mark(2, Verb::Star, 2));
    may(0);
    if fs::read(&path).is_ok() {
        // Who runs this may read everything: there is nothing to see.
        return;
    }
    let heard = hear(&folder, &mut positions, &mut known);
    assert_eq!((heard.unread, heard.rewritten), (vec![("a.marks".into(), "Permission denied".into())], false));
    may(0o600);
    assert!(!hear(&folder, &mut positions, &mut known).rewritten);
    assert_eq!([1, 2].map(|n| says(&known, n, Mark::Star)), [Some(true); 2]);
}

#[test]
fn names_are_shown_cleaned() {
    use std::os::unix::ffi::OsStrExt;
    let dir = tempfile::tempdir().unwrap();
    let name = std::ffi::OsStr::from_bytes(b"\x1b[31m\xff.marks");
    fs::write(dir.path().join(name), "x").unwrap();
    let (_, heard) = hear_all(dir.path());
    assert!(crate::model::text::is_clean(&heard.unread[0].0), "{:?}", heard.unread);
}

#[test]
fn a_file_that_is_not_what_was_read_of_it_is_read_from_its_beginning() {
    let lines: Vec<Vec<u8>> = (1..20).map(|n| mark(n, Verb::Star, u8::try_from(n).unwrap())).collect();
    type Change = fn(&Path, &[Vec<u8>]);
    let change: [Change; 4] = [
        |path, lines| fs::write(path, file(&lines[..5])).unwrap(),
        |path, lines| fs::write(path, file(&[&lines[1..], lines].concat())).unwrap(),
        |path, _| fs::write(path, "another thing altogether\n".repeat(200)).unwrap(),
        |path, _| fs::remove_file(path).unwrap(),
    ];
    for change in change {
        let (_dir, folder) = with(&file(&lines));
        let (mut positions, mut known) = (Positions::default(), Known::default());
        assert!(!hear(&folder, &mut positions, &mut known).rewritten);
        change(&folder.join("a.marks"), &lines);
        assert!(hear(&folder, &mut positions, &mut known).rewritten);
        assert_eq!(known, hear_all(&folder).0);
        assert!(!hear(&folder, &mut positions, &mut known).rewritten);
    }
}

#[test]
fn a_file_replaced_by_a_longer_one_with_the_same_beginning_goes_on_where_it_was() {
    let (_dir, folder) = with(&file(&[mark(1, Verb::Star, 1)]));
    let (mut positions, mut known) = (Positions::default(), Known::default());
    hear(&folder, &mut positions, &mut known);
    fs::write(folder.join("draft"), file(&[mark(1, Verb::Star, 1), mark(2, Verb::Star, 2)])).unwrap();
    fs::rename(folder.join("draft"), folder.join("a.marks")).unwrap();
    let mut told = Vec::new();
    let heard = read(&folder, &mut positions, &mut |line| told.push(line.at)).unwrap();
    assert_eq!((heard.rewritten, told), (false, vec![Moment(2)]));
}

#[test]
fn positions_are_kept_and_go_on_from_there() {
    let (_dir, folder) = with(&file(&[mark(1, Verb::Star, 1)]));
    let mut positions = Positions::default();
    hear(&folder, &mut positions, &mut Known::default());
    let mut positions = Positions::from_bytes(&positions.to_bytes()).unwrap();
    let mut known = Known::default();
    hear(&folder, &mut positions, &mut known);
    assert_eq!(known, Known::default());
    append(&folder.join("a.marks"), &mark(2, Verb::Star, 2));
    hear(&folder, &mut positions, &mut known);
    assert_eq!((says(&known, 2, Mark::Star), known.marks.len()), (Some(true), 1));
}
