//! The marks of an index against the journals they are made of: whatever is heard when, and kept when, they are what all lines come
//! to. Ties aside, where two said the opposite in one microsecond, it does not matter who was heard first.

mod any;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::index::build::Old;
use crate::index::{Batch, Builder, Index, Row, Scope};
use crate::model::{Article, ArticleId, Provider, Timestamp, Topic, TopicTree};
use crate::store::marks::{Entry, Heard, Mark, Moment, Verb, write_line};

const DAY: i64 = 86_400;
const STORE: &str = "~/news";

fn id(n: u8) -> ArticleId {
    ArticleId([n; 16])
}

/// Of a day; in an outlet and a topic by its number.
fn article(n: u8, day: Option<i64>) -> Article {
    Article {
        id: id(n),
        title: format!("Title {n}"),
        published: day.map(|day| Timestamp(day * DAY)),
        provider: Provider { name: ["", "Post", "Star"][usize::from(n % 3)].into(), ..Provider::default() },
        topics: [&[][..], &["Hills"], &["Rivers"], &["Hills", "Dams"]][usize::from(n % 4)]
            .iter()
            .map(|&t| t.into())
            .collect(),
        kind: ["article", "video"][usize::from(n % 2)].into(),
        category: "news".into(),
        removed: n % 11 == 10,
        ..Article::default()
    }
}

/// With what stays of another, and when the rest was first seen.
fn index_of(articles: &[Article], old: Option<(&Arc<Index>, u32)>) -> Arc<Index> {
    let topic =
        |name: &str, parent: Option<&str>| Topic { name: name.into(), short: None, parent: parent.map(Into::into) };
    let mut builder = Builder::new(TopicTree::new(vec![topic("Rivers", None), topic("Dams", Some("Rivers"))]));
    if let Some((index, now)) = old {
        let stays = |row| articles.iter().all(|article| article.id != index.id(Row(row)));
        let rows = (0..index.len() as u32).map(stays).collect();
        let (others, problems, notes) = Default::default();
        builder.keep(Old { index: index.clone(), rows, others, problems, notes }, now);
    }
    let mut batch = Batch::default();
    for (n, article) in articles.iter().enumerate() {
        batch.push(article, false, Path::new(&format!("{n}.md")));
    }
    builder.add(batch);
    Arc::new(builder.finish())
}

fn five() -> Arc<Index> {
    index_of(&[1, 2, 3, 4, 5].map(|n| article(n, Some(i64::from(n)))), None)
}

/// Lines of one journal.
type Said = Vec<(Moment, Entry)>;

fn mark(at: u64, verb: Verb, n: u8) -> (Moment, Entry) {
    (Moment(at), Entry::Mark { verb, id: id(n) })
}

fn baseline(at: u64, day: Option<i64>) -> (Moment, Entry) {
    (Moment(at), Entry::Baseline { place: STORE.into(), until: day.map(|day| Timestamp(day * DAY)) })
}

/// Appends lines to a journal of the folder.
fn append(folder: &Path, file: &str, said: &[(Moment, Entry)]) {
    let mut bytes = Vec::new();
    said.iter().for_each(|(at, entry)| write_line(&mut bytes, *at, entry, "A title"));
    append_bytes(folder, file, &bytes);
}

fn append_bytes(folder: &Path, file: &str, bytes: &[u8]) {
    fs::create_dir_all(folder).unwrap();
    let path = folder.join(file);
    let before = fs::read(&path).unwrap_or_else(|_| b"dateline marks 1\n".to_vec());
    fs::write(path, [&before, bytes].concat()).unwrap();
}

/// A folder for journals, and a place for columns.
fn place(dir: &Path) -> Place {
    let (folder, kept) = (Some(dir.join("marks")), Some(dir.join("kept.marks")));
    Place { folder, store: STORE.into(), kept, since: None, now: None }
}

fn open(index: &Arc<Index>, place: &Place) -> (Ledger, Heard) {
    let (ledger, heard) = Ledger::open(index.clone(), place.clone(), &[]);
    (ledger, heard.unwrap())
}

/// What is told of the rows with a mark, by the numbers of their articles.
fn having(ledger: &Ledger, mark: Mark) -> Vec<u8> {
    let index = ledger.index();
    let rows = (0..index.len() as u32).map(Row).filter(|&row| ledger.marks().has(row, mark));
    let mut numbers: Vec<u8> = rows.map(|row| index.id(row).0[0]).collect();
    numbers.sort_unstable();
    numbers
}

fn unread(ledger: &Ledger, scope: &Scope) -> usize {
    ledger.marks().unread(ledger.index(), scope)
}

#[test]
fn a_baseline_makes_what_is_older_read_unless_something_was_said_of_itself() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let folder = place.folder.clone().unwrap();
    append(&folder, "a.marks", &[mark(1, Verb::Unread, 2), mark(2, Verb::Read, 5), baseline(3, Some(3))]);
    let other = (Moment(9), Entry::Baseline { place: "/other".into(), until: None });
    append(&folder, "b.marks", &[other]);
    let index = index_of(&[1, 2, 3, 4, 5, 6].map(|n| article(n, (n < 6).then_some(i64::from(n)))), None);
    let (mut ledger, _) = open(&index, &place);
    assert_eq!(having(&ledger, Mark::Read), [1, 3, 5, 6], "an undated one is old");
    assert_eq!((unread(&ledger, &Scope::All), unread(&ledger, &Scope::Outlet("Star".into()))), (2, 1));
    let done = ledger.lay(None, None, Moment(5));
    assert_eq!(done.baseline, Some((Some(Timestamp(3 * DAY)), None)));
    assert_eq!((having(&ledger, Mark::Read), ledger.has_baseline()), (vec![5], true));
}

#[test]
fn what_was_first_seen_since_is_new_and_of_what_was_there_at_first_what_was_published_since() {
    let dir = tempfile::tempdir().unwrap();
    let first = index_of(&[article(1, Some(10)), article(2, Some(20))], None);
    // An old article that comes late; one that moves is the article it was.
    let now = u32::try_from(30 * DAY).unwrap();
    let moved = Article { title: "Another".into(), ..article(2, Some(20)) };
    let second = index_of(&[article(3, Some(5)), moved], Some((&first, now)));
    assert_eq!(second.len(), 3);
    let new = |index: &Arc<Index>, since: i64| {
        let place = Place { since: Some(Timestamp(since * DAY)), ..place(dir.path()) };
        let (mut ledger, _) = open(index, &place);
        ledger.keep().unwrap();
        let rows = (0..index.len() as u32).map(Row).filter(|&row| ledger.marks().is_new(row));
        let mut numbers: Vec<u8> = rows.map(|row| index.id(row).0[0]).collect();
        numbers.sort_unstable();
        assert_eq!(ledger.marks().unread_new(), numbers.len());
        numbers
    };
    assert_eq!((new(&first, 15), new(&first, 5), new(&first, 20)), (vec![2], vec![1, 2], vec![]));
    // Each opens what the one before kept, with another date.
    assert_eq!((new(&second, 15), new(&second, 25), new(&second, 30)), (vec![2, 3], vec![3], vec![]));
    let (ledger, _) = open(&second, &place(dir.path()));
    assert_eq!(ledger.marks().unread_new(), 0, "nothing is where nobody was here before");
}

#[test]
fn an_article_that_moved_keeps_its_marks_and_its_new_lists_count_it() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    append(place.folder.as_deref().unwrap(), "a.marks", &[mark(1, Verb::Read, 1), mark(1, Verb::Star, 2)]);
    let before = five();
    let mut ledgers = Ledgers::default();
    ledgers.open(&before, &place, &[]).unwrap().unwrap();
    let elsewhere = Article { published: Some(Timestamp(90 * DAY)), topics: vec!["Seas".into()], ..article(1, None) };
    let after = index_of(&[elsewhere], Some((&before, 1)));
    ledgers.open(&after, &place, &[]).unwrap().unwrap();
    assert!(ledgers.open(&after, &place, &[]).is_none(), "it is known");
    let row = before.row_of(id(4)).unwrap();
    let done = ledgers.wish(&before, &mut std::iter::once(row), &|_| &[], Wish::Set(Verb::Later), Moment(1)).unwrap();
    assert_eq!((done.at, done.changes), (Moment(2), vec![(id(4), Verb::Later)]));
    for (index, marks) in ledgers.marks() {
        let is = |n, mark| marks.has(index.row_of(id(n)).unwrap(), mark);
        assert!(is(1, Mark::Read) && is(2, Mark::Star) && is(4, Mark::Later));
        assert_eq!((marks.unread(&index, &Scope::All), marks.starred(), marks.later()), (4, 1, 1));
    }
    let [(_, old), (_, new)] = &ledgers.marks()[..] else { panic!("two") };
    let unread = |index, marks: &Marks, topic: &str| marks.unread(index, &Scope::Topic(topic.into()));
    assert_eq!((unread(&before, old, "Hills"), unread(&after, new, "Hills"), unread(&after, new, "Seas")), (2, 2, 0));
}

#[test]
fn lines_that_come_late_are_decided_by_their_moments() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let folder = place.folder.clone().unwrap();
    append(&folder, "a.marks", &[mark(50, Verb::Star, 1), mark(60, Verb::Unstar, 2), mark(90, Verb::Read, 3)]);
    let index = five();
    let (mut ledger, _) = open(&index, &place);
    // Older and newer than what stands, and all of it older than the latest line.
    let late = [mark(40, Verb::Unstar, 1), mark(55, Verb::Star, 2), mark(70, Verb::Star, 4), mark(45, Verb::Star, 5)];
    append(&folder, "b.marks", &late);
    assert!(ledger.catch_up(&[]).unwrap().0);
    assert_eq!(having(&ledger, Mark::Star), [1, 4, 5]);
    append(&folder, "c.marks", &[mark(80, Verb::Star, 2), mark(46, Verb::Unstar, 5)]);
    assert!(ledger.catch_up(&[]).unwrap().0);
    assert_eq!(having(&ledger, Mark::Star), [1, 2, 4]);
    append(&folder, "c.marks", &[mark(85, Verb::Seen, 2), mark(30, Verb::Seen, 2), mark(10, Verb::Unstar, 2)]);
    ledger.catch_up(&[]).unwrap();
    assert_eq!(ledger.marks().seen(index.row_of(id(2)).unwrap()), Some(Moment(85)));
    assert_eq!((having(&ledger, Mark::Star), ledger.marks().starred()), (vec![1, 2, 4], 3));
    assert!(!ledger.catch_up(&[]).unwrap().0, "nothing came");
}

#[test]
fn what_no_journal_has_yet_is_shown_though_all_are_read_anew() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let folder = place.folder.clone().unwrap();
    append(&folder, "a.marks", &[mark(50, Verb::Star, 1)]);
    let index = five();
    let mut ledgers = Ledgers::default();
    ledgers.open(&index, &place, &[]).unwrap().unwrap();
    let row = index.row_of(id(2)).unwrap();
    let told = ledgers.wish(&index, &mut std::iter::once(row), &|_| &[], Wish::Set(Verb::Star), Moment(60)).unwrap();
    // One that is late, so that all is read, and one that is later than what was told.
    append(&folder, "b.marks", &[mark(40, Verb::Read, 3), mark(70, Verb::Read, 4)]);
    ledgers.catch_up(&[Arc::new(told)]).unwrap();
    assert_eq!(having(&ledgers.all[0], Mark::Star), [1, 2]);
    assert_eq!(having(&ledgers.all[0], Mark::Read), [3, 4]);
}

#[test]
fn what_is_said_of_an_older_index_is_later_than_what_a_newer_one_heard() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let before = five();
    let mut ledgers = Ledgers::default();
    ledgers.open(&before, &place, &[]).unwrap().unwrap();
    append(place.folder.as_deref().unwrap(), "a.marks", &[mark(50, Verb::Star, 1)]);
    let after = index_of(&[article(6, Some(6))], Some((&before, 1)));
    ledgers.open(&after, &place, &[]).unwrap().unwrap();
    let row = before.row_of(id(1)).unwrap();
    let done = ledgers.wish(&before, &mut std::iter::once(row), &|_| &[], Wish::Set(Verb::Read), Moment(1)).unwrap();
    assert_eq!(done.at, Moment(51));
    assert!(ledgers.all.iter().all(|ledger| having(ledger, Mark::Read) == [1]));
}

#[test]
fn kept_columns_go_on_from_where_they_were_and_only_for_what_they_are_of() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let folder = place.folder.clone().unwrap();
    append(&folder, "a.marks", &[mark(1, Verb::Star, 1), mark(2, Verb::Seen, 1), b()]);
    let index = five();
    let (mut ledger, _) = open(&index, &place);
    ledger.keep().unwrap();
    // A line that was read is not read again: it may be damaged unseen, as long as nobody reads from the beginning.
    let lines = |heard: &Heard| heard.latest;
    append(&folder, "a.marks", &[mark(3, Verb::Star, 2)]);
    let (again, heard) = open(&index, &place);
    assert_eq!((having(&again, Mark::Star), lines(&heard)), (vec![1, 2], Moment(3)));
    assert_eq!(again.marks().seen(index.row_of(id(1)).unwrap()), Some(Moment(2)));
    assert!(again.has_baseline() && having(&again, Mark::Read) == [1, 2]);
    let kept = fs::read(dir.path().join("kept.marks")).unwrap();
    let fresh = |index: &Arc<Index>, place: &Place| {
        let (mut ledger, heard) = open(index, place);
        let heard = ledger.verify(&[]).map_or(heard, Result::unwrap);
        let (all, _) = open(index, &Place { kept: None, ..place.clone() });
        assert_eq!(ledger.marks(), all.marks());
        heard
    };
    // Of another segment, another store, another folder.
    let other = index_of(&[1, 2, 3, 4, 6].map(|n| article(n, Some(i64::from(n)))), None);
    fresh(&other, &place);
    let elsewhere = Place { store: "/elsewhere".into(), ..place.clone() };
    assert!(!open(&index, &elsewhere).0.has_baseline());
    let nowhere = Place { folder: Some(dir.path().join("nowhere")), ..place.clone() };
    assert!(having(&open(&index, &nowhere).0, Mark::Star).is_empty());
    // Damaged in any byte, cut short, empty.
    for at in (0..kept.len()).step_by(7) {
        let mut damaged = kept.clone();
        damaged[at] ^= 0x41;
        fs::write(dir.path().join("kept.marks"), damaged).unwrap();
        fresh(&index, &place);
    }
    for len in [0, 1, kept.len() / 2, kept.len() - 1] {
        fs::write(dir.path().join("kept.marks"), &kept[..len]).unwrap();
        fresh(&index, &place);
    }
    // A journal that is no longer what was read.
    fs::write(dir.path().join("kept.marks"), &kept).unwrap();
    fs::write(folder.join("a.marks"), b"dateline marks 1\n").unwrap();
    append(&folder, "a.marks", &[mark(1, Verb::Star, 5)]);
    fresh(&index, &place);
    assert_eq!(having(&open(&index, &place).0, Mark::Star), [5]);
}

#[test]
fn what_is_damaged_is_never_kept_for_sound() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    append(place.folder.as_deref().unwrap(), "a.marks", &[mark(1, Verb::Star, 1), mark(2, Verb::Later, 3), b()]);
    let index = five();
    open(&index, &place).0.keep().unwrap();
    let kept = fs::read(dir.path().join("kept.marks")).unwrap();
    // Of another visit, so that it is due to be kept again, whatever was kept.
    let later = Place { since: Some(Timestamp(3 * DAY)), ..place };
    let (all, _) = open(&index, &Place { kept: None, ..later.clone() });
    for at in (0..kept.len()).step_by(3) {
        let mut damaged = kept.clone();
        damaged[at] ^= 1;
        fs::write(dir.path().join("kept.marks"), damaged).unwrap();
        open(&index, &later).0.keep().unwrap();
        let (mut again, _) = open(&index, &later);
        assert!(again.verify(&[]).is_none(), "byte {at}");
        assert_eq!(again.marks(), all.marks(), "byte {at}");
    }
}

fn b() -> (Moment, Entry) {
    baseline(2, Some(2))
}

#[test]
fn a_first_visit_that_is_only_supposed_is_kept_nowhere() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let index = index_of(&[1, 10, 20].map(|n| article(n, Some(i64::from(n)))), None);
    let now = Moment::of(Timestamp(21 * DAY));
    let mut ledgers = Ledgers::default();
    ledgers.open(&index, &place, &[]).unwrap().unwrap();
    assert_eq!(ledgers.first_visit(now, false), None);
    let marks = |ledgers: &Ledgers| ledgers.marks().pop().unwrap().1;
    assert_eq!(marks(&ledgers).unread(&index, &Scope::All), 1);
    ledgers.keep().unwrap();
    assert!(!place.kept.as_deref().unwrap().exists());
    // Once it is said, what it takes back is that nothing was.
    let mut ledgers = Ledgers::default();
    ledgers.open(&index, &place, &[]).unwrap().unwrap();
    let done = ledgers.first_visit(now, true).unwrap();
    assert_eq!(done.baseline, Some((None, Some(Timestamp(13 * DAY)))));
    assert_eq!(ledgers.first_visit(now, true), None, "there is but one");
    append_bytes(place.folder.as_deref().unwrap(), "a.marks", &done.lines);
    ledgers.catch_up(&[]).unwrap();
    ledgers.keep().unwrap();
    assert!(open(&index, &place).0.has_baseline());
}
