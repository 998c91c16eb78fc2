//! Anything said by anybody, heard, kept and taken up again at any time, against a plain look at all lines. Others may say opposites at
//! one moment; we and they never do, for what we say is not in a file yet, behind which others could stand.

use proptest::prelude::*;

use super::*;

/// Files beside ours: one that is read before it, one behind.
const OTHERS: [&str; 2] = ["a.marks", "z.marks"];
const OURS: &str = "m.marks";
/// Between the moments of others: ours, of which each may be one more than theirs, are never the same.
const APART: u64 = 1_000;
const VERBS: [Verb; 6] = [Verb::Read, Verb::Unread, Verb::Star, Verb::Unstar, Verb::Later, Verb::Done];

/// What happens next.
#[derive(Debug, Clone)]
enum Event {
    /// Somebody else says something, of moments that may be long past.
    Other(usize, Said),
    Look,
    /// We say something of some articles.
    Wish(u32, Wish, u64),
    /// The last thing that was said is taken back.
    Back(u64),
    Lay(Option<i64>, u64),
    /// What was said gets to the disk.
    Write,
    /// The end, with all columns kept, and the next start.
    Restart(Option<i64>),
    /// Articles change or come, so that there is another index.
    Index(u8),
}

fn entry() -> impl Strategy<Value = (u64, Entry)> {
    let at = 1_u64..30;
    prop_oneof![
        8 => (at.clone(), 0_usize..7, 1_u8..14).prop_map(|(at, verb, n)| (at, Entry::Mark { verb: Verb::ALL[verb], id: id(n) })),
        1 => (at, prop::option::of(0_i64..12), any::<bool>()).prop_map(|(at, day, ours)| {
            let place = if ours { STORE } else { "/other" }.into();
            (at, Entry::Baseline { place, until: day.map(|day| Timestamp(day * DAY)) })
        }),
    ]
}

fn wish() -> impl Strategy<Value = Wish> {
    prop_oneof![
        prop::sample::select(vec![Mark::Read, Mark::Star, Mark::Later]).prop_map(Wish::Toggle),
        prop::sample::select(VERBS.to_vec()).prop_map(Wish::Set),
        any::<bool>().prop_map(|read| Wish::Seen { read }),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let now = 1_u64..30;
    prop_oneof![
        6 => (0_usize..2, prop::collection::vec(entry(), 1..5)).prop_map(|(file, lines)| {
            Event::Other(file, lines.into_iter().map(|(at, entry)| (Moment(at * APART), entry)).collect())
        }),
        3 => Just(Event::Look),
        6 => (any::<u32>(), wish(), now.clone()).prop_map(|(rows, wish, now)| Event::Wish(rows, wish, now)),
        2 => now.clone().prop_map(Event::Back),
        1 => (prop::option::of(0_i64..12), now).prop_map(|(day, now)| Event::Lay(day, now)),
        2 => Just(Event::Write),
        2 => prop::option::of(0_i64..12).prop_map(Event::Restart),
        1 => (1_u8..14).prop_map(Event::Index),
    ]
}

/// A reader, and all that was ever said.
struct World {
    dir: tempfile::TempDir,
    place: Place,
    ledgers: Ledgers,
    index: Arc<Index>,
    /// What is on the disk, by file.
    said: BTreeMap<&'static str, Said>,
    unwritten: Vec<Arc<Done>>,
    last: Option<Arc<Done>>,
}

impl World {
    fn new(index: Arc<Index>) -> World {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        let (said, unwritten, last) = Default::default();
        let mut world = World { dir, place, ledgers: Ledgers::default(), index, said, unwritten, last };
        world.open();
        world
    }

    fn open(&mut self) {
        self.ledgers = Ledgers::default();
        self.ledgers.open(&self.index, &self.place, &self.unwritten).unwrap().unwrap();
    }

    fn folder(&self) -> std::path::PathBuf {
        self.dir.path().join("marks")
    }

    fn done(&mut self, done: Option<Done>) {
        if let Some(done) = done.map(Arc::new) {
            self.unwritten.push(done.clone());
            self.last = Some(done);
        }
    }

    fn write(&mut self) {
        for done in std::mem::take(&mut self.unwritten) {
            append_bytes(&self.folder(), OURS, &done.lines);
            self.said.entry(OURS).or_default().extend(entries(&done));
        }
    }

    fn look(&mut self) {
        self.ledgers.catch_up(&self.unwritten).unwrap();
    }

    /// Every index has the marks that a plain look at all lines gives.
    fn check(&self) {
        let mut said = self.said.clone();
        said.entry(OURS).or_default().extend(self.unwritten.iter().flat_map(|done| entries(done)));
        let said = Registered::of(said.into_values().flatten());
        for (index, marks) in self.ledgers.marks() {
            said.check(&index, &marks, self.place.since);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Other(file, said) => {
                append(&self.folder(), OTHERS[file], &said);
                self.said.entry(OTHERS[file]).or_default().extend(said);
            }
            Event::Look => {
                self.look();
                self.check();
            }
            Event::Wish(chosen, wish, now) => {
                let rows: Vec<Row> =
                    (0..self.index.len() as u32).filter(|row| chosen >> row & 1 == 1).map(Row).collect();
                let done = self.ledgers.wish(&self.index, &mut rows.iter().copied(), &|_| &[], wish, self.now(now));
                if let Wish::Set(verb) = wish {
                    let marks = self.ledgers.marks();
                    let (_, marks) = marks.iter().find(|(index, _)| Arc::ptr_eq(index, &self.index)).unwrap();
                    assert!(
                        rows.iter().all(|&row| marks.has(row, verb.mark()) == verb.sets()),
                        "{verb:?} shows at once"
                    );
                }
                self.done(done);
            }
            Event::Back(now) => {
                let Some(last) = self.last.take() else { return };
                let back = |&(id, verb): &(ArticleId, Verb)| Some((id, verb.inverse()?));
                let back: Vec<_> = last.changes.iter().filter_map(back).collect();
                let done = match last.baseline {
                    Some((before, _)) => self.ledgers.lay(before, None, self.now(now)),
                    None => self.ledgers.change(&back, None, self.now(now)),
                };
                self.done(done);
            }
            Event::Lay(day, now) => {
                let until = day.map(|day| Timestamp(day * DAY));
                let done = self.ledgers.lay(until, None, self.now(now));
                self.done(done);
            }
            Event::Write => self.write(),
            Event::Restart(since) => {
                self.write();
                self.ledgers.keep().unwrap();
                self.place.since = since.map(|day| Timestamp(day * DAY));
                self.open();
                self.check();
            }
            Event::Index(n) => {
                self.look();
                let old = self.index.clone();
                self.index = index_of(&[article(n, Some(i64::from(n) / 2))], Some((&old, (8 * DAY) as u32)));
                self.ledgers.open(&self.index, &self.place, &self.unwritten).unwrap().unwrap();
                self.ledgers.keep_in_use(&old);
                self.check();
            }
        }
    }

    fn now(&self, now: u64) -> Moment {
        Moment(now * APART + APART / 2)
    }
}

fn entries(done: &Done) -> Said {
    let marks = done.changes.iter().map(|&(id, verb)| (done.at, Entry::Mark { verb, id }));
    let until = done.baseline.map(|(_, until)| (done.at, Entry::Baseline { place: STORE.into(), until }));
    marks.chain(until).collect()
}

/// The latest of all that was said.
#[derive(Default)]
struct Registered {
    marks: BTreeMap<(ArticleId, Mark), (Moment, bool)>,
    baseline: (Moment, Option<Timestamp>),
}

impl Registered {
    /// Of lines by rising names of their files.
    fn of(said: impl Iterator<Item = (Moment, Entry)>) -> Registered {
        let mut all = Registered::default();
        for (at, entry) in said {
            match entry {
                Entry::Mark { verb, id } => {
                    let stands = all.marks.entry((id, verb.mark())).or_default();
                    if at >= stands.0 {
                        *stands = (at, verb.sets());
                    }
                }
                Entry::Baseline { place, until } if place == STORE && at >= all.baseline.0 => {
                    all.baseline = (at, until)
                }
                _ => {}
            }
        }
        all
    }

    fn check(&self, index: &Index, marks: &Marks, since: Option<Timestamp>) {
        let (mut starred, mut later, mut unread_new) = (0, 0, 0);
        let said = |row: Row, mark| self.marks.get(&(index.id(row), mark)).copied();
        let is_read = |row: Row| match said(row, Mark::Read) {
            Some((_, on)) => on,
            // What came after a baseline was laid is not covered by it.
            None => {
                let was_there = i64::from(index.first_seen()[row.at()]) <= self.baseline.0.timestamp().seconds();
                was_there && self.baseline.1.is_some_and(|until| index.date(row).is_none_or(|date| date <= until))
            }
        };
        for row in (0..index.len() as u32).map(Row) {
            let on = |mark| said(row, mark).is_some_and(|(_, on)| on);
            let article = index.title(row);
            assert_eq!(marks.is_read(row), is_read(row), "{article} read, {self:?}");
            assert_eq!(marks.is_starred(row), on(Mark::Star), "{article} starred, {self:?}");
            assert_eq!(marks.is_later(row), on(Mark::Later), "{article} later, {self:?}");
            assert_eq!(marks.seen(row), said(row, Mark::Seen).map(|(at, _)| at), "{article} seen, {self:?}");
            let first = match index.first_seen()[row.at()] {
                0 => index.date(row),
                seconds => Some(Timestamp(seconds.into())),
            };
            assert_eq!(marks.is_new(row), since.is_some_and(|since| first.is_some_and(|first| first > since)));
            if index.rows(&Scope::All).contains(&row) {
                starred += usize::from(on(Mark::Star));
                later += usize::from(on(Mark::Later));
                unread_new += usize::from(marks.is_new(row) && !is_read(row));
            }
        }
        assert_eq!((marks.starred(), marks.later(), marks.unread_new()), (starred, later, unread_new));
        let topics = index.topics().iter().map(|topic| Scope::Topic(topic.name.clone()));
        let outlets = index.outlets().iter().map(|outlet| Scope::Outlet(outlet.name.clone()));
        let kinds = index.kinds().iter().map(|kind| Scope::Kind(kind.name.clone()));
        let others = [Scope::All, Scope::Category("news".into()), Scope::Topic("nowhere".into())];
        for scope in topics.chain(outlets).chain(kinds).chain(others) {
            let unread = index.rows(&scope).iter().filter(|&&row| !is_read(row)).count();
            assert_eq!(marks.unread(index, &scope), unread, "unread in {scope:?}");
        }
    }
}

impl std::fmt::Debug for Registered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "baseline {:?}", self.baseline)
    }
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    prop::collection::btree_map(1_u8..14, prop::option::weighted(0.9, 0_i64..12), 1..14)
        .prop_map(|all| all.into_iter().map(|(n, day)| article(n, day)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_said_and_heard_when_the_marks_are_what_all_lines_come_to(
        articles in articles(),
        events in prop::collection::vec(event(), 0..30),
    ) {
        let mut world = World::new(index_of(&articles, None));
        events.into_iter().for_each(|event| world.take(event));
        world.write();
        world.look();
        world.check();
        for (index, marks) in world.ledgers.marks() {
            let fresh = open(&index, &Place { kept: None, ..world.place.clone() }).0;
            prop_assert_eq!(fresh.marks(), &marks);
        }
    }
}
