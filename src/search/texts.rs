//! The texts of articles, which no index has: files are read for them, only those that could change what is found, on all
//! processors, the newest first. What is found is told as it comes.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Request;
use super::check::Body;
use super::filter::Filter;
use super::order::Hit;
use super::pass::{Stale, pass};
use crate::index::{Index, Row};
use crate::store::{Files, Store};

/// Files that one thread takes at a time.
const PIECE: usize = 16;
/// Files between two looks at the time; and rows that are asked whether they need theirs.
const SLICE: usize = 512;
const ROWS: usize = 2_048;
/// How often is told what was found.
const TELL: Duration = Duration::from_millis(100);

/// The articles whose texts decide.
pub(super) struct Texts<'r> {
    index: &'r Index,
    store: Option<&'r Arc<Store>>,
    filter: Filter,
    rows: Vec<Row>,
}

impl<'r> Texts<'r> {
    /// Of `rows` those whose text decides; `None` if `stale` said so meanwhile.
    pub fn new(request: &'r Request, filter: &Filter, rows: &[Row], stale: &Stale<'_>) -> Option<Texts<'r>> {
        let (index, store) = (&*request.index, request.store.as_ref());
        let mut of = Texts { index, store, filter: filter.clone(), rows: Vec::new() };
        if store.is_some() && filter.asks_for_texts() {
            of.rows = pass(rows, ROWS, stale, || {
                let mut filter = filter.clone();
                move |_, rows: &[Row], found: &mut Vec<Row>| {
                    found.extend(rows.iter().filter(|&&row| filter.needs_body(index, row)));
                }
            })?;
        }
        Some(of)
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Reads them. Tells what is found beside `hits`, and without what turns out not to be asked for, with how many texts have
    /// been read: all at last.
    pub fn look(&self, hits: &[Hit], stale: &Stale<'_>, tell: &mut dyn FnMut(Vec<Hit>, usize)) {
        let Some(store) = self.store else { return };
        let (mut added, mut gone) = (Vec::new(), HashSet::new());
        let mut told = Instant::now();
        let mut done = 0;
        for slice in self.rows.chunks(SLICE) {
            let judged = pass(slice, PIECE, stale, || {
                let (mut filter, mut files) = (self.filter.clone(), Files::new(store));
                move |_, rows: &[Row], judged: &mut Vec<(Row, Option<u16>)>| {
                    let titles = self.index.titles_near(rows);
                    judged.extend(rows.iter().map(|&row| {
                        let body = Body::Read(files.body(self.index.path(row)));
                        (row, filter.score_with(&titles, row, body))
                    }));
                }
            });
            let Some(judged) = judged else { return };
            for (row, score) in judged {
                match score {
                    Some(score) if hits.binary_search_by_key(&row, |hit| hit.row).is_err() => {
                        added.push(Hit { row, score })
                    }
                    Some(_) => {}
                    None => _ = gone.insert(row),
                }
            }
            done += slice.len();
            if done == self.rows.len() || told.elapsed() >= TELL {
                tell(both(hits, &added, &gone), done);
                told = Instant::now();
            }
        }
    }
}

/// Two lists of rising rows as one, without those that are `gone`.
fn both(a: &[Hit], b: &[Hit], gone: &HashSet<Row>) -> Vec<Hit> {
    let mut all = Vec::with_capacity(a.len() + b.len());
    let mut rest = b.iter().copied().peekable();
    for &hit in a {
        while let Some(before) = rest.next_if(|other| other.row < hit.row) {
            all.push(before);
        }
        if !gone.contains(&hit.row) {
            all.push(hit);
        }
    }
    all.extend(rest);
    all
}

#[cfg(test)]
mod tests {
    use crate::index::{Cache, Index, Job, Report, Scope, load};
    use crate::model::Timestamp;
    use crate::search::{Order, Query, Request, Results, run};
    use crate::store::{Stamp, Store};
    use std::cell::RefCell;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    fn request(store: &Arc<Store>, typed: &str) -> Request {
        let index: RefCell<Arc<Index>> = RefCell::default();
        let tell = |report| {
            if let Report::Snapshot(snapshot) = report {
                *index.borrow_mut() = snapshot.index;
            }
        };
        let (cache, stop) = (Cache::none(), AtomicBool::new(false));
        load(&Job { store, cache: &cache, threads: 1, stop: &stop, clock: Stamp::clock, tell: &tell });
        Request {
            generation: 0,
            index: index.into_inner(),
            marks: crate::index::Marks::default(),
            stories: crate::story::Stories::default(),
            as_stories: false,
            scope: Scope::All,
            query: Query::parse(typed),
            order: Order::Title,
            now: Timestamp(0),
            zone: jiff::tz::TimeZone::UTC,
            store: Some(store.clone()),
        }
    }

    fn titles(request: &Request, results: &Results) -> String {
        results.rows.iter().map(|row| request.index.title(row).to_owned()).collect::<Vec<_>>().join(" ")
    }

    fn store() -> (tempfile::TempDir, Arc<Store>) {
        let dir = tempfile::tempdir().unwrap();
        for (title, excerpt, body) in
            [("a", "Robots.", "x"), ("b", "", "The Café of robots"), ("c", "", ""), ("d", "", "y")]
        {
            let text = format!("---\ntitle: {title}\nexcerpt: {excerpt}\n---\n{body}\n");
            std::fs::write(dir.path().join(format!("{title}.md")), text).unwrap();
        }
        let store = Arc::new(Store::open(dir.path()).unwrap());
        (dir, store)
    }

    #[test]
    fn what_stands_in_a_text_is_found_after_what_the_index_knows_and_only_texts_that_decide_are_read() {
        let (_dir, store) = store();
        let asked = request(&store, "text:robots");
        let mut told = Vec::new();
        run(&asked, &|| false, &mut |results| told.push(results));
        // The excerpt of `a` has it already, `c` has no text.
        assert_eq!(
            told.iter().map(|results| (results.done, results.texts)).collect::<Vec<_>>(),
            [(false, Some((0, 2))), (true, Some((2, 2)))]
        );
        assert_eq!((titles(&asked, &told[0]), titles(&asked, &told[1])), ("a".to_owned(), "a b".to_owned()));
    }

    #[test]
    fn the_next_question_ends_the_reading() {
        let (_dir, store) = store();
        let asked = request(&store, "text:robots");
        let told = std::sync::atomic::AtomicUsize::new(0);
        let stale = || told.load(std::sync::atomic::Ordering::Relaxed) > 0;
        run(&asked, &stale, &mut |results| {
            assert!(!results.done);
            told.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        });
        assert_eq!(told.into_inner(), 1);
    }

    #[test]
    fn a_text_counts_in_any_question_and_without_the_store_only_what_the_index_has() {
        let (_dir, store) = store();
        for (typed, with, without) in [
            ("text:cafe", "b", ""),
            ("text:Cafe", "b", ""),
            ("text:CAFE", "", ""),
            ("-text:robots", "c d", "b c d"),
            ("text:y or a", "a d", "a"),
            ("a text:cafe", "", ""),
        ] {
            let asked = request(&store, typed);
            for (asked, expected) in [(&asked, with), (&Request { store: None, ..asked.clone() }, without)] {
                let mut last = None;
                run(asked, &|| false, &mut |results| last = Some(results));
                assert_eq!(titles(asked, &last.unwrap()), expected, "{typed}");
            }
        }
    }
}
