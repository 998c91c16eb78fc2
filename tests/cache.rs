//! What is kept of a store between starts: that it is what reading all of it gives, however the store changed meanwhile and
//! whatever became of the file it is kept in. It shows nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "all of it is a test")]

#[path = "common/corpus.rs"]
mod corpus;

use std::cell::RefCell;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use corpus::Rng;
use dateline::index::{Cache, Changes, Doubt, Index, Job, Report, Scope, Snapshot, Touched, load, refresh};
use dateline::store::{Stamp, Store};
use proptest::prelude::*;

/// An hour on: the files of a test have settled.
fn later() -> i64 {
    Stamp::clock() + 3_600_000_000_000
}

/// What was told, in its order.
struct Told(Vec<Report>);

impl Told {
    fn of(store: &Path, cache: &Cache, clock: fn() -> i64, work: impl FnOnce(&Job<'_>)) -> Told {
        let told = RefCell::new(Vec::new());
        let (store, stop) = (Store::open(store).unwrap(), AtomicBool::new(false));
        let tell = |report| told.borrow_mut().push(report);
        work(&Job { store: &store, cache, threads: 2, stop: &stop, clock, tell: &tell });
        Told(told.into_inner())
    }

    fn last(&self) -> &Snapshot {
        let mut snapshots = self.0.iter().filter_map(|report| match report {
            Report::Snapshot(snapshot) => Some(snapshot),
            _ => None,
        });
        snapshots.next_back().unwrap()
    }

    /// What was kept was shown before anything was read.
    fn kept(&self) -> Option<&Arc<Index>> {
        match self.0.first()? {
            Report::Snapshot(snapshot) if snapshot.whole && !snapshot.done => Some(&snapshot.index),
            _ => None,
        }
    }

    fn doubt(&self) -> Option<&Doubt> {
        self.0.iter().find_map(|report| match report {
            Report::Doubted(doubt) => Some(doubt),
            _ => None,
        })
    }

    fn not_kept(&self) -> bool {
        self.0.iter().any(|report| matches!(report, Report::NotKept(_)))
    }
}

fn open(store: &Path, cache: &Cache) -> Told {
    Told::of(store, cache, later, load)
}

/// Every file read, nothing kept.
fn read(store: &Path) -> Arc<Index> {
    open(store, &Cache::none()).last().index.clone()
}

fn again(store: &Path, cache: &Cache, index: &Arc<Index>, touched: &Touched) -> Told {
    Told::of(store, cache, later, |job| refresh(job, index, touched))
}

/// A store and a folder for its index.
struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    fn new(files: usize) -> Place {
        let place = Place { dir: tempfile::tempdir().unwrap() };
        fs::create_dir(place.store()).unwrap();
        corpus::write(&place.store(), files, 5).unwrap();
        place
    }

    fn store(&self) -> PathBuf {
        self.dir.path().join("store")
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("cache")
    }

    fn cache(&self) -> Cache {
        Cache::at(self.folder())
    }

    fn segment(&self) -> PathBuf {
        let mut files: Vec<PathBuf> = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files.remove(0)
    }
}

fn titles(index: &Index) -> Vec<&str> {
    index.rows(&Scope::All).iter().map(|&row| index.title(row)).collect()
}

#[test]
fn what_was_kept_is_shown_first_and_is_what_was_read() {
    let place = Place::new(1_300);
    let first = open(&place.store(), &place.cache());
    assert!(first.kept().is_none());
    let second = open(&place.store(), &place.cache());
    let kept = second.kept().expect("an index was kept");
    assert_eq!(**kept, *read(&place.store()));
    let rows = kept.rows(&Scope::All);
    let article = |row| corpus::articles(1_300, 5).into_iter().find(|(path, _)| path == kept.path(row)).unwrap().1;
    for row in [rows[0], rows[rows.len() / 2], rows[rows.len() - 1]] {
        // The corpus writes three dots, and an excerpt ends in one sign.
        assert_eq!(kept.excerpt(row), article(row).excerpt.trim_end_matches('.').to_owned() + "…");
    }
    // Nothing changed: the same index, and nothing is written.
    assert!(Arc::ptr_eq(kept, &second.last().index) && second.last().done);
    assert_eq!(second.last().changes, Changes::default());
}

#[test]
fn nothing_changed_writes_nothing() {
    let place = Place::new(50);
    open(&place.store(), &place.cache());
    let before = fs::metadata(place.segment()).unwrap().modified().unwrap();
    open(&place.store(), &place.cache());
    assert_eq!(fs::metadata(place.segment()).unwrap().modified().unwrap(), before);
}

#[test]
fn a_file_read_just_after_it_changed_is_read_again() {
    let place = Place::new(3);
    let file = place.store().join("_news/x.md");
    fs::write(&file, "---\ntitle: One\n---\n").unwrap();
    Told::of(&place.store(), &place.cache(), Stamp::clock, load);
    // As long, in the same moment for all its stamp says, but for the clock of change: so that is made out by the content alone.
    fs::write(&file, "---\ntitle: Two\n---\n").unwrap();
    let told = open(&place.store(), &place.cache());
    assert!(titles(&told.last().index).contains(&"Two"));
    assert_eq!(told.last().changes, Changes { changed: 1, ..Changes::default() });
}

/// Does something to a store, as a pull or an editor would.
fn meddle(store: &Path, rng: &mut Rng, step: usize) {
    let mut files: Vec<PathBuf> = ["_news", "_archive/_news", "_learning"]
        .iter()
        .flat_map(|folder| fs::read_dir(store.join(folder)).unwrap().map(|entry| entry.unwrap().path()))
        .collect();
    files.sort();
    for _ in 0..1 + rng.below(4) {
        let file = &files[rng.below(files.len())];
        let other = &files[rng.below(files.len())];
        let text = || fs::read_to_string(file).unwrap_or_default();
        match rng.below(9) {
            0 => _ = fs::remove_file(file),
            1 => fs::write(file, text().replace("title: \"", "title: \"Anew ")).unwrap(),
            2 => fs::write(store.join(format!("_news/new-{step}.md")), text()).unwrap(),
            3 => fs::write(
                store.join(format!("_news/2020-01-02-own-{step}.md")),
                format!("---\ntitle: Own {step}\nheat: hot\n---\n"),
            )
            .unwrap(),
            4 => fs::write(file, "---\ntitle: [\n---\n").unwrap(),
            5 => fs::write(file, "no article\n").unwrap(),
            6 => _ = fs::rename(file, other),
            7 => _ = fs::rename(file, store.join("_archive/_news").join(file.file_name().unwrap())),
            _ => fs::write(
                store.join("_data/topics/20-more.yaml"),
                format!("name: More {}\nparent: Markets\n", rng.below(3)),
            )
            .unwrap(),
        }
    }
}

#[test]
fn whatever_happens_to_a_store_a_refresh_finds_what_reading_all_of_it_finds() {
    for seed in 0..6 {
        let place = Place::new(120);
        let mut rng = Rng::new(seed);
        let mut index = open(&place.store(), &place.cache()).last().index.clone();
        for step in 0..12 {
            meddle(&place.store(), &mut rng, step);
            let told = again(&place.store(), &place.cache(), &index, &Touched::Everything);
            index = told.last().index.clone();
            assert!(told.last().done && told.doubt().is_none());
            let whole = read(&place.store());
            assert_eq!(*index, *whole, "seed {seed}, step {step}");
            for &row in whole.rows(&Scope::All) {
                let same = index.row_of(whole.id(row)).unwrap();
                assert_eq!(index.excerpt(same), whole.excerpt(row), "seed {seed}, step {step}");
            }
        }
        // And what was kept of the last is what the next start shows.
        assert_eq!(**open(&place.store(), &place.cache()).kept().unwrap(), *index);
    }
}

#[test]
fn files_known_to_be_touched_are_enough_to_look_at() {
    let place = Place::new(200);
    let index = open(&place.store(), &place.cache()).last().index.clone();
    let rows = index.rows(&Scope::All);
    let edited = index.path(rows[3]).to_owned();
    let removed = index.path(rows[7]).to_owned();
    let added = PathBuf::from("_news/2030-01-01-added.md");
    let text = fs::read_to_string(place.store().join(&edited)).unwrap();
    fs::write(place.store().join(&edited), text.replace("title: \"", "title: \"Edited ")).unwrap();
    fs::remove_file(place.store().join(&removed)).unwrap();
    fs::write(place.store().join(&added), "---\ntitle: Added\n---\n").unwrap();
    let mut touched = vec![edited, removed, added, "_news/never-there.md".into()];
    touched.sort();
    let told = again(&place.store(), &place.cache(), &index, &Touched::Files(touched));
    assert_eq!(*told.last().index, *read(&place.store()));
    assert_eq!(told.last().changes, Changes { new: 1, changed: 1, gone: 1 });
}

#[test]
fn a_story_named_elsewhere_is_known_from_its_file_and_after_any_refresh() {
    let place = Place::new(30);
    let write = |name: &str, text: &str| fs::write(place.store().join("_news").join(name), text).unwrap();
    let about = |elsewhere: &str| format!("---\ntitle: About\noriginalUrl: https://a.example/about\n{elsewhere}---\n");
    write("there.md", "---\ntitle: There\nwebUrl: https://b.example/there/\nprovider: {name: B}\n---\n");
    // One the scanner is sure of, and one that goes to the parser.
    write(
        "about.md",
        &about("related:\n- title: T\n  webUrl: http://b.example/there#x\n  provider:\n    name: Lone\n"),
    );
    let id = |url| dateline::model::ArticleId::of_url(url);
    let elsewhere = |index: &Index| -> Vec<(bool, String)> {
        let row = index.row_of(id("a.example/about")).unwrap();
        let entry = |one: dateline::index::Elsewhere| {
            let title = one.id.and_then(|id| index.row_of(id)).map(|row| index.title(row));
            (title == Some("There"), index.outlet_name(one.outlet).to_owned())
        };
        index.related(row).map(entry).collect()
    };
    let index = open(&place.store(), &place.cache()).last().index.clone();
    assert_eq!(elsewhere(&index), [(true, "Lone".to_owned())]);
    write("new.md", "---\ntitle: New\n---\n");
    let index = again(&place.store(), &place.cache(), &index, &Touched::Everything).last().index.clone();
    assert_eq!(elsewhere(&index), [(true, "Lone".to_owned())]);
    write("about.md", &about("related: [{title: T, webUrl: 'http://b.example/there', provider: {name: Pack}}]\n"));
    let told = again(&place.store(), &place.cache(), &index, &Touched::Everything);
    assert_eq!(told.last().changes, Changes { changed: 1, ..Changes::default() });
    assert_eq!(elsewhere(&told.last().index), [(true, "Pack".to_owned())]);
    write("about.md", &about("related: [{title: T, webUrl: 'http://b.example/gone', provider: {name: Pack}}]\n"));
    let told = again(&place.store(), &place.cache(), &told.last().index, &Touched::Everything);
    assert_eq!(told.last().changes, Changes { changed: 1, ..Changes::default() });
    assert_eq!(elsewhere(open(&place.store(), &place.cache()).kept().unwrap()), [(false, "Pack".to_owned())]);
}

#[test]
fn a_second_file_of_an_article_stands_in_for_the_first_when_that_goes() {
    let place = Place::new(5);
    let file = |name: &str| place.store().join(name);
    let text = "---\ntitle: Same\noriginalUrl: https://a.example/one\n---\n";
    fs::write(file("_archive/_news/old.md"), text).unwrap();
    fs::write(file("_news/new.md"), text).unwrap();
    let index = open(&place.store(), &place.cache()).last().index.clone();
    assert_eq!(index.totals().duplicates, 1);
    fs::remove_file(file("_news/new.md")).unwrap();
    for touched in [Touched::Everything, Touched::Files(vec!["_news/new.md".into()])] {
        let now = again(&place.store(), &place.cache(), &index, &touched).last().index.clone();
        assert_eq!(now.totals().duplicates, 0);
        assert!(titles(&now).contains(&"Same"));
        assert_eq!(*now, *read(&place.store()));
    }
}

/// The store is opened with a damaged file in the place of its segment: whatever is wrong with it, in the end stands what the store
/// holds, and a good file in that place.
fn survives(place: &Place, damaged: &[u8], whole: &Index, what: &str) {
    let segment = place.segment();
    fs::write(&segment, damaged).unwrap();
    let told = open(&place.store(), &place.cache());
    if let Some(kept) = told.kept() {
        // It may have been shown, before its checksums were taken: nothing in it may do harm.
        look_at_everything(kept);
    }
    assert_eq!(*told.last().index, *whole, "{what}");
    assert!(told.last().done, "{what}");
    let next = open(&place.store(), &place.cache());
    assert!(next.doubt().is_none() && next.kept().is_some(), "{what}");
}

/// Asks an index for all it has; text must be fit to be shown.
fn look_at_everything(index: &Arc<Index>) {
    let clean = |text: &str| assert!(!text.chars().any(|c| c.is_control() || c == '\u{202e}'), "{text:?}");
    for row in (0..index.len() as u32 + 2).map(dateline::index::Row) {
        [index.title(row), index.excerpt(row), index.outlet(row)].into_iter().for_each(clean);
        [index.kind(row), index.category(row)].into_iter().for_each(clean);
        index.topics_of(row).for_each(clean);
        index.related(row).for_each(|one| clean(index.outlet_name(one.outlet)));
        let _ = (
            index.folded(row),
            index.path(row),
            index.date(row),
            index.flags(row),
            index.heat(row),
            index.quality(row),
        );
        let _ = (index.coverage(row), index.neighbours(row, 5), index.row_of(index.id(row)));
    }
    for scope in
        [Scope::All, Scope::Topic("Markets".into()), Scope::Outlet("Nordlicht".into()), Scope::Kind("video".into())]
    {
        let now = dateline::model::Timestamp(1_795_435_200);
        let rows = dateline::search::Rows::newest(index, &scope, now);
        let _ = (rows.iter().count(), index.majority(&scope));
    }
    index.topics().iter().for_each(|node| clean(&node.name));
    index.outlets().iter().chain(index.kinds()).chain(index.categories()).for_each(|facet| clean(&facet.name));
    index.problems().iter().chain(index.notes().iter()).for_each(|(_, note)| clean(&note.message));
}

#[test]
fn a_segment_file_flipped_cut_or_zeroed_anywhere_ends_in_the_whole_store() {
    let place = Place::new(60);
    open(&place.store(), &place.cache());
    let good = fs::read(place.segment()).unwrap();
    let whole = read(&place.store());
    let mut rng = Rng::new(3);
    // Every byte of the header that says something, and places all over the sections.
    let places: Vec<usize> =
        (0..64).step_by(3).chain((64..1_700).step_by(61)).chain((0..60).map(|_| rng.below(good.len()))).collect();
    for at in places {
        let mut damaged = good.clone();
        damaged[at] ^= 1 << rng.below(8);
        survives(&place, &damaged, &whole, &format!("byte {at} flipped"));
    }
    for part in 0..16 {
        let (start, end) = (good.len() * part / 16, good.len() * (part + 1) / 16);
        let mut damaged = good.clone();
        damaged[start..end].fill(0);
        survives(&place, &damaged, &whole, &format!("{start} to {end} zeroed"));
        survives(&place, &good[..start], &whole, &format!("cut at {start}"));
    }
    let longer = [&good[..], b"more"].concat();
    survives(&place, &longer, &whole, "longer");
}

#[test]
fn the_segment_of_another_store_or_version_is_not_used() {
    let (place, other) = (Place::new(20), Place::new(30));
    open(&place.store(), &place.cache());
    open(&other.store(), &other.cache());
    fs::copy(other.segment(), place.segment()).unwrap();
    let told = open(&place.store(), &place.cache());
    assert!(matches!(told.doubt(), Some(Doubt::Store)) && told.kept().is_none());
    assert_eq!(*told.last().index, *read(&place.store()));
    let mut newer = fs::read(place.segment()).unwrap();
    newer[8] = 99;
    fs::write(place.segment(), newer).unwrap();
    assert!(matches!(open(&place.store(), &place.cache()).doubt(), Some(Doubt::Version)));
}

#[test]
fn where_nothing_can_be_kept_the_store_is_read_nevertheless() {
    let place = Place::new(40);
    let whole = read(&place.store());
    let blocked = place.dir.path().join("file");
    fs::write(&blocked, "").unwrap();
    let told = open(&place.store(), &Cache::at(blocked.join("below")));
    assert!(told.not_kept());
    assert_eq!(*told.last().index, *whole);
    // A folder in the file's place.
    open(&place.store(), &place.cache());
    let segment = place.segment();
    fs::remove_file(&segment).unwrap();
    fs::create_dir_all(segment.join("x")).unwrap();
    let told = open(&place.store(), &place.cache());
    assert!(told.doubt().is_some() && told.not_kept());
    assert_eq!(*told.last().index, *whole);
}

#[test]
fn a_folder_that_is_read_only_costs_what_is_kept_and_not_the_reading() {
    let place = Place::new(40);
    fs::create_dir(place.folder()).unwrap();
    fs::set_permissions(place.folder(), fs::Permissions::from_mode(0o500)).unwrap();
    let told = open(&place.store(), &place.cache());
    // Root may write anywhere.
    assert_eq!(told.not_kept(), !rustix::process::geteuid().is_root());
    assert_eq!(*told.last().index, *read(&place.store()));
}

#[test]
fn two_readers_of_one_store_do_not_hurt_each_other() {
    let place = Place::new(400);
    let whole = read(&place.store());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let told = open(&place.store(), &place.cache());
                    assert!(told.doubt().is_none() && !told.not_kept());
                    assert_eq!(titles(&told.last().index), titles(&whole));
                    // Each now and then finds that there is none.
                    let _ = fs::remove_file(place.folder().join("none"));
                    again(&place.store(), &place.cache(), &told.last().index, &Touched::Everything);
                }
            });
        }
    });
    place.segment();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes_are_no_index_and_no_end(bytes in prop::collection::vec(any::<u8>(), 0..9_000), magic in any::<bool>()) {
        let place = Place::new(2);
        open(&place.store(), &place.cache());
        let mut bytes = bytes;
        if magic {
            let good = fs::read(place.segment()).unwrap();
            let keep = 16.min(bytes.len());
            bytes[..keep].copy_from_slice(&good[..keep]);
        }
        fs::write(place.segment(), &bytes).unwrap();
        let told = open(&place.store(), &place.cache());
        prop_assert!(told.doubt().is_some());
        prop_assert_eq!(told.last().index.totals().articles, 2);
    }
}
