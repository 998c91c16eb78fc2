//! Lines as they are read and written. No file is touched.

use proptest::prelude::*;

use super::*;

const AT: &str = "2026-11-26T03:00:32.123456Z";
const ID: &str = "0123456789abcdef0123456789abcdef";

fn says(line: &str) -> Option<Entry> {
    match Line::parse(line.as_bytes()) {
        Line::Says(at, entry) if at.to_string() == AT => Some(entry),
        _ => None,
    }
}

#[test]
fn a_line_is_a_moment_a_verb_an_id_and_a_comment_that_is_ignored() {
    for verb in Verb::ALL {
        let mark = Some(Entry::Mark { verb, id: ArticleId::from_hex(ID).unwrap() });
        for comment in ["", " ", " A title", " %0 \u{202e}é", " a title\r", "\r"] {
            assert_eq!(says(&format!("{AT} {} {ID}{comment}", verb.name())), mark, "{comment:?}");
        }
    }
    let line = [AT.as_bytes(), b" read ", ID.as_bytes(), b" \xff\xfe\0"].concat();
    assert!(matches!(Line::parse(&line), Line::Says(..)), "a comment may be any bytes");
}

#[test]
fn other_lines_say_where_one_begins_and_what_a_step_is_of() {
    let baseline = |time: &str, place: &str| Entry::Baseline { place: place.into(), until: Timestamp::parse(time) };
    for (line, entry) in [
        ("baseline 2021-05-26T00:00:00Z ~/news", baseline("2021-05-26", "~/news")),
        ("baseline 2021-05-26T00:00:00Z /a b/  c%25%0A\r", baseline("2021-05-26", "/a b/  c%\n")),
        ("baseline none ~/news", baseline("", "~/news")),
        ("baseline none ", baseline("", "")),
        ("baseline none", baseline("", "")),
        ("undo 2026-11-26T03:00:00.000001Z", Entry::Undo(Moment::parse("2026-11-26T03:00:00.000001Z").unwrap())),
        ("redo 2026-11-26T03:00:00.000001Z", Entry::Redo(Moment::parse("2026-11-26T03:00:00.000001Z").unwrap())),
    ] {
        assert_eq!(says(&format!("{AT} {line}")), Some(entry), "{line}");
    }
}

#[test]
fn empty_lines_and_remarks_are_nothing() {
    for line in ["", "\r", "#", "# a remark", "#\0"] {
        assert_eq!(Line::parse(line.as_bytes()), Line::Nothing, "{line:?}");
    }
}

#[test]
fn a_line_nobody_understands_is_damaged_and_its_moment_is_kept_where_it_has_one() {
    let at = Moment::parse(AT);
    for (line, moment) in [
        (format!("{AT} praise {ID}"), at),
        (format!("{AT} READ {ID}"), at),
        (format!("{AT} read {}", &ID[1..]), at),
        (format!("{AT} read {}", ID.to_uppercase()), at),
        (format!("{AT} read {ID}0"), at),
        (format!("{AT} read  {ID}"), at),
        (format!("{AT}  read {ID}"), at),
        (format!("{AT}\tread {ID}"), at),
        (format!("{AT} read"), at),
        (AT.to_owned(), at),
        (format!("{AT} baseline soon ~/news"), at),
        (format!("{AT} baseline none ~/news%"), at),
        (format!("{AT} baseline none ~/news%4x"), at),
        (format!("{AT} baseline none %FF"), at),
        (format!("{AT} undo 2026-11-26T03:00:00Z"), at),
        (format!("{AT} undo {AT} "), at),
        (format!("2026-11-26T03:00:32Z read {ID}"), None),
        (format!("1970-01-01T00:00:00.000000Z unread {ID}"), None),
        (format!(" {AT} read {ID}"), None),
        ("<<<<<<< HEAD".to_owned(), None),
        (format!("{AT} read {ID} {}", "x".repeat(LONGEST)), None),
    ] {
        assert_eq!(Line::parse(line.as_bytes()), Line::Damaged(moment), "{line:.80}");
    }
}

#[test]
fn a_first_line_names_a_version() {
    for (start, head) in [
        ("dateline marks 1\nx", Head::Ours(17)),
        ("dateline marks 1\r\nx", Head::Ours(18)),
        ("dateline marks 2\n", Head::Newer(17)),
        ("dateline marks 12 zipped\n", Head::Newer(25)),
        ("", Head::Unfinished),
        ("dateline m", Head::Unfinished),
        ("dateline marks 1", Head::Unfinished),
        ("\n", Head::Other),
        ("dateline marks \n", Head::Other),
        ("dateline marks 0\n", Head::Other),
        ("dateline marks 1 x\n", Head::Other),
        ("dateline marks 1x\n", Head::Other),
        ("dateline marks 9999999999\n", Head::Other),
        ("dateline mops", Head::Other),
        ("\u{feff}dateline marks 1\n", Head::Other),
    ] {
        assert_eq!(Head::of(start.as_bytes(), true), head, "{start:?}");
    }
    assert_eq!(Head::of(b"dateline marks 1", false), Head::Other);
}

#[test]
fn a_comment_is_cleaned_and_left_out_where_it_is_empty() {
    let entry = Entry::Mark { verb: Verb::Star, id: ArticleId::from_hex(ID).unwrap() };
    for (comment, end) in [("", ""), ("A title", " A title"), ("a\n\u{1b}[31mb\r", " a [31mb"), ("\n", "")] {
        let mut line = Vec::new();
        write_line(&mut line, Moment::parse(AT).unwrap(), &entry, comment);
        let line = line.escape_ascii().to_string();
        assert!(line.starts_with(&format!("{AT} star {ID}")) && line.ends_with("\\n"), "{line}");
        if comment != "a\n\u{1b}[31mb\r" {
            assert_eq!(line, format!("{AT} star {ID}{end}\\n"));
        }
    }
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let moment = || (1..=Moment::MAX.0).prop_map(Moment);
    let time = prop::option::of((Timestamp::MIN.0..=Timestamp::MAX.0).prop_map(Timestamp));
    prop_oneof![
        (0..7_usize, any::<[u8; 16]>()).prop_map(|(verb, id)| Entry::Mark { verb: Verb::ALL[verb], id: ArticleId(id) }),
        (any::<String>(), time).prop_map(|(place, until)| Entry::Baseline { place, until }),
        moment().prop_map(Entry::Undo),
        moment().prop_map(Entry::Redo),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_one_line_and_read_back(
        at in 1..=Moment::MAX.0,
        entry in any_entry(),
        comment in any::<String>(),
    ) {
        let mut line = Vec::new();
        write_line(&mut line, Moment(at), &entry, &comment);
        prop_assert_eq!(line.pop(), Some(b'\n'));
        prop_assert!(!line.contains(&b'\n') && !line.contains(&b'\r'));
        prop_assert_eq!(Line::parse(&line), Line::Says(Moment(at), entry));
    }

    #[test]
    fn no_bytes_make_it_panic(line in prop::collection::vec(any::<u8>(), 0..90), word in "[a-z]{0,9} [0-9a-f%Z:.T-]{0,40}") {
        Line::parse(&line);
        Line::parse(format!("{AT} {word}").as_bytes());
        Head::of(&line, true);
    }
}
