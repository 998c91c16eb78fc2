//! The stories of a store through its changes and in their file: that they are what a fresh look at all of it gives, however they came
//! to be known, and that no damage to the file shows. Which articles are one story is the rule's matter, and tested there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "all of it is a test")]

#[path = "common/corpus.rs"]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use corpus::Rng;
use dateline::index::{Cache, Index, Job, Report, Row, Touched, load, refresh};
use dateline::model::ArticleId;
use dateline::store::{Stamp, Store};
use dateline::story::{Apart, Shelf, Stories, gather};

/// An hour on: the files of a test have settled.
fn later() -> i64 {
    Stamp::clock() + 3_600_000_000_000
}

struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place { dir: tempfile::tempdir().unwrap() };
        fs::create_dir(place.folder()).unwrap();
        place
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("store")
    }

    fn store(&self) -> Store {
        Store::open(self.folder()).unwrap()
    }

    fn cache(&self) -> Cache {
        Cache::at(self.dir.path().join("cache"))
    }

    /// The file of stories.
    fn kept(&self) -> PathBuf {
        let mut files = fs::read_dir(self.dir.path().join("cache")).unwrap().map(|entry| entry.unwrap().path());
        files.find(|path| path.extension().is_some_and(|e| e == "stories")).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder().join(name), text).unwrap();
    }

    fn index(&self, before: Option<&Arc<Index>>) -> Arc<Index> {
        let (found, stop, store, cache) = (Mutex::new(None), AtomicBool::new(false), self.store(), self.cache());
        let tell = |report| match report {
            Report::Snapshot(snapshot) if snapshot.done => *found.lock().unwrap() = Some(snapshot.index),
            _ => {}
        };
        let job = Job { store: &store, cache: &cache, threads: 2, stop: &stop, clock: later, tell: &tell };
        match before {
            Some(index) => refresh(&job, index, &Touched::Everything),
            None => load(&job),
        }
        found.into_inner().unwrap().unwrap()
    }
}

fn fresh(index: &Arc<Index>, apart: &Apart) -> Stories {
    gather(index, None, 2, &|| false).unwrap().stories(apart, None)
}

const SUBJECTS: [&str; 6] = [
    "Harbour bridge at Ollenwick closes after cracks are found in its pylons",
    "Lensmaker Tarquis to buy rival Obrel for 4.2 billion dollars",
    "Wildfire near Castrovelo forces 3,000 from their homes",
    "Orchestra of Veldmark names Ines Palomar as its first woman conductor",
    "Probe Kestrel-9 sends first pictures of the moon Galene",
    "Court in Dorvast strikes down the ban on night flights",
];

/// An article about one of a few events, told on one of a few days by one of a few outlets.
fn article(rng: &mut Rng) -> String {
    let (subject, day, outlet) = (rng.below(SUBJECTS.len()), rng.below(60), rng.below(5));
    let (month, day) = (1 + day / 28, 1 + day % 28);
    let prefix = ["", "UPDATE 1-", "Exclusive: "][rng.below(3)];
    let related = match rng.below(6) {
        0 => format!(
            "related:\n- originalUrl: https://o{}.example/{}\n  provider: {{name: Outlet {}}}\n",
            rng.below(5),
            rng.below(40),
            rng.below(8)
        ),
        _ => String::new(),
    };
    format!(
        "---\ntitle: \"{prefix}{}\"\npublishedDateTime: 2024-{month:02}-{day:02}T{:02}:00:00Z\noriginalUrl: https://o{outlet}.example/{}\n{related}provider:\n  name: Outlet {outlet}\n---\n",
        SUBJECTS[subject],
        rng.below(24),
        rng.below(40),
    )
}

#[test]
fn whatever_happens_to_a_store_what_is_found_from_what_was_known_is_what_a_fresh_look_finds() {
    let mut merged = 0;
    for seed in 0..6 {
        let mut rng = Rng::new(seed + 1);
        let place = Place::new();
        (0..40).for_each(|n| place.write(&format!("{n}.md"), &article(&mut rng)));
        let mut index = place.index(None);
        let mut shelf = Shelf::new(place.cache(), Apart::default());
        shelf.gather(&index, 2, &|| false).unwrap();
        for _ in 0..8 {
            for _ in 0..=rng.below(3) {
                let name = format!("{}.md", rng.below(50));
                match rng.below(3) {
                    0 => drop(fs::remove_file(place.folder().join(&name))),
                    _ => place.write(&name, &article(&mut rng)),
                }
            }
            index = place.index(Some(&index));
            let (_, gathered) = shelf.gather(&index, 2, &|| false).unwrap();
            let stories = gathered.stories(&Apart::default(), None);
            assert_eq!(stories, fresh(&index, &Apart::default()), "seed {seed}");
            merged += stories.len();
            assert_is_whole(&index, &stories);
        }
    }
    assert!(merged > 50, "there was something to find");
}

/// Every row is in one story or alone, and every story has its lead among its members and stands in the list once.
fn assert_is_whole(index: &Index, stories: &Stories) {
    let mut members = 0;
    for story in stories.iter() {
        let rows = stories.members(story);
        assert!(rows.len() > 1 && rows.is_sorted());
        assert!(rows.contains(&stories.lead(story).unwrap()));
        for &row in rows {
            assert_eq!(stories.of(row), Some(story));
            let tie = stories.tie(row).unwrap();
            assert!(rows.contains(&tie.newer) && rows.contains(&tie.older) && tie.other(row) != row);
        }
        members += rows.len();
    }
    let alone = (0..index.len() as u32).filter(|row| stories.of(Row(*row)).is_none()).count();
    assert_eq!(members + alone, index.len());
    assert_eq!(stories.fronts().len(), alone + stories.len());
    assert!(stories.fronts().iter().all(|row| stories.is_lead(*row)));
}

#[test]
fn stories_are_the_same_whatever_the_order_in_which_files_are_read() {
    let mut rng = Rng::new(7);
    let articles: Vec<String> = (0..60).map(|_| article(&mut rng)).collect();
    let told = |names: &dyn Fn(usize) -> String| {
        let place = Place::new();
        articles.iter().enumerate().for_each(|(n, text)| place.write(&names(n), text));
        let index = place.index(None);
        let stories = fresh(&index, &Apart::default());
        let ids = |story| stories.members(story).iter().map(|&row| index.id(row)).collect::<Vec<ArticleId>>();
        stories.iter().map(|story| (ids(story), index.id(stories.lead(story).unwrap()))).collect::<Vec<_>>()
    };
    // An address twice is one article, that of the first path: those are left out of the comparison by naming them alike.
    let one = told(&|n| format!("{n:03}.md"));
    assert!(one.len() > 5);
    assert_eq!(one, told(&|n| format!("{n:03}.html")));
}

#[test]
fn what_was_kept_is_what_is_told_at_the_next_start_and_another_index_takes_none_of_it() {
    let mut rng = Rng::new(3);
    let place = Place::new();
    (0..40).for_each(|n| place.write(&format!("{n}.md"), &article(&mut rng)));
    let index = place.index(None);
    let mut shelf = Shelf::new(place.cache(), Apart::default());
    let (stories, gathered) = shelf.gather(&index, 2, &|| false).unwrap();
    shelf.keep(&gathered, &place.store());

    let mut next = Shelf::new(place.cache(), Apart::default());
    assert_eq!(next.open(&index, &place.store()).unwrap(), stories);
    assert!(next.check());

    place.write("new.md", &article(&mut rng));
    let other = place.index(Some(&index));
    assert!(Shelf::new(place.cache(), Apart::default()).open(&other, &place.store()).is_none());
}

fn ids(index: &Index, rows: &[Row]) -> Vec<ArticleId> {
    rows.iter().map(|&row| index.id(row)).collect()
}

#[test]
fn what_the_reader_says_is_not_one_story_is_not_in_any_index_and_is_put_back_when_it_is_taken_back() {
    let mut rng = Rng::new(5);
    let place = Place::new();
    (0..60).for_each(|n| place.write(&format!("{n}.md"), &article(&mut rng)));
    let index = place.index(None);
    let mut shelf = Shelf::new(place.cache(), Apart::default());
    let (before, _) = shelf.gather(&index, 2, &|| false).unwrap();
    let story = before.iter().max_by_key(|&story| before.members(story).len()).unwrap();
    let members = before.members(story).to_vec();
    assert!(members.len() > 2);
    let (out, rest) = (members[1], [&members[..1], &members[2..]].concat());
    let apart = Apart::new(ids(&index, &rest).into_iter().map(|id| (index.id(out), id)));

    let (_, parted, gathered) = shelf.part(apart.clone()).unwrap();
    assert!(rest.iter().all(|&row| parted.of(row).is_none() || parted.of(row) != parted.of(out)));
    assert_eq!(parted, fresh(&index, &apart));
    shelf.keep(&gathered, &place.store());
    assert!(Shelf::new(place.cache(), Apart::default()).open(&index, &place.store()).is_none());
    assert_eq!(Shelf::new(place.cache(), apart.clone()).open(&index, &place.store()).unwrap(), parted);
    assert!(shelf.part(apart).is_none(), "it is said already");

    place.write("new.md", &article(&mut rng));
    let other = place.index(Some(&index));
    let (still, _) = shelf.gather(&other, 2, &|| false).unwrap();
    let of = |row: Row| still.of(other.row_of(index.id(row)).unwrap());
    assert!(rest.iter().all(|&row| of(row).is_none() || of(row) != of(out)));

    let (_, back, _) = shelf.part(Apart::default()).unwrap();
    assert_eq!(back.len(), fresh(&other, &Apart::default()).len());
}

#[test]
fn a_story_that_is_shown_keeps_its_lead_and_the_next_start_chooses_anew() {
    let place = Place::new();
    let told = |outlet: &str, hour: u32, quality: u32| {
        format!(
            "---\ntitle: {}\npublishedDateTime: 2024-03-05T{hour:02}:00:00Z\noriginalUrl: https://{outlet}.example/1\nquality: {quality}\nprovider:\n  name: {outlet}\n---\n",
            SUBJECTS[0].replace("closes", if outlet == "best" { "shut" } else { "closes" })
        )
    };
    place.write("a.md", &told("first", 8, 40));
    place.write("b.md", &told("second", 9, 50));
    let index = place.index(None);
    let mut shelf = Shelf::new(place.cache(), Apart::default());
    let (stories, _) = shelf.gather(&index, 1, &|| false).unwrap();
    let lead = |index: &Index, stories: &Stories| {
        let story = stories.iter().next().unwrap();
        assert_eq!(stories.len(), 1);
        index.outlet(stories.lead(story).unwrap()).to_owned()
    };
    // The second is a copy of the first's headline, and so no better for its quality.
    assert_eq!(lead(&index, &stories), "first");
    place.write("c.md", &told("best", 12, 90));
    let next = place.index(Some(&index));
    let (shown, gathered) = shelf.gather(&next, 1, &|| false).unwrap();
    assert_eq!(lead(&next, &shown), "first");
    shelf.keep(&gathered, &place.store());
    let kept = Shelf::new(place.cache(), Apart::default()).open(&next, &place.store()).unwrap();
    assert_eq!(lead(&next, &kept), "best");
}

#[test]
fn what_files_name_as_one_story_is_one_also_by_a_third_that_is_not_here_and_the_webs_outlets_are_counted() {
    let place = Place::new();
    let file = |title: &str, at: &str, day: u32, related: &str| {
        format!(
            "---\ntitle: {title}\npublishedDateTime: 2024-03-{day:02}T08:00:00Z\noriginalUrl: https://{at}.example/1\n{related}provider:\n  name: {at}\n---\n"
        )
    };
    let names = |of: &str| format!("related:\n- originalUrl: https://{of}.example/1\n  provider: {{name: {of}}}\n");
    place.write("a.md", &file("A dam breaks", "alpha", 5, &names("beta")));
    place.write("b.md", &file("Villages flooded in the north", "beta", 6, &names("gamma")));
    // However its name is written, it is one outlet.
    let loud = names("gamma").replace("name: gamma", "name: GAMMA");
    place.write("c.md", &file("Rescuers reach the valley", "delta", 7, &loud));
    place.write("d.md", &file("Nothing of the kind", "alpha2", 7, ""));
    let index = place.index(None);
    let stories = fresh(&index, &Apart::default());
    assert_eq!(stories.len(), 1);
    let story = stories.iter().next().unwrap();
    assert_eq!(stories.members(story).len(), 3);
    assert_eq!(stories.outlets(story), [3, 1]);
    assert_eq!(stories.told_by(&index, stories.lead(story).unwrap()), 4);
    assert_eq!(stories.fronts().len(), 2);
}

/// Nothing that is answered from a damaged file brings the program down.
fn look_at_everything(index: &Arc<Index>, stories: &Stories) {
    for row in (0..index.len() as u32 + 2).chain([u32::MAX]).map(Row) {
        let _ = (stories.size_of(row), stories.lead_of(row), stories.tie(row), stories.told_by(index, row));
        let _ = stories.of(row).map(|story| (stories.members(story).len(), stories.outlets(story)));
    }
    let _ = (stories.fronts().len(), stories.fronts_dated());
    let gathered = gather(index, Some(stories), 1, &|| false).unwrap();
    let _ = gathered.stories(&Apart::default(), Some((index, stories)));
}

#[test]
fn a_file_of_stories_flipped_cut_or_zeroed_anywhere_is_answered_and_found_out() {
    let mut rng = Rng::new(11);
    let place = Place::new();
    (0..40).for_each(|n| place.write(&format!("{n}.md"), &article(&mut rng)));
    let index = place.index(None);
    let mut shelf = Shelf::new(place.cache(), Apart::default());
    let (stories, gathered) = shelf.gather(&index, 1, &|| false).unwrap();
    shelf.keep(&gathered, &place.store());
    let path = place.kept();
    let whole = fs::read(&path).unwrap();
    let survives = |bytes: &[u8]| {
        // As a new file: the one before may be mapped.
        fs::remove_file(&path).unwrap();
        fs::write(&path, bytes).unwrap();
        let mut shelf = Shelf::new(place.cache(), Apart::default());
        if let Some(opened) = shelf.open(&index, &place.store()) {
            look_at_everything(&index, &opened);
            let is_sound = shelf.check();
            assert!(!is_sound || opened == stories, "damage that nobody finds");
        }
        let (after, _) = shelf.gather(&index, 1, &|| false).unwrap();
        assert_eq!(after, stories);
    };
    for at in (0..512).step_by(7).chain((4096..whole.len()).step_by(61)) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        survives(&bytes);
    }
    for start in (4096..whole.len()).step_by(200) {
        let mut bytes = whole.clone();
        let end = (start + 300).min(bytes.len());
        bytes[start..end].fill(if start % 400 == 0 { 0 } else { 0xff });
        survives(&bytes);
    }
    for len in [0, 7, 64, 4095, 4096, whole.len() / 2, whole.len() - 1] {
        survives(&whole[..len]);
    }
}

#[test]
fn where_nothing_can_be_kept_stories_are_found_nevertheless_and_who_stops_gets_none() {
    let mut rng = Rng::new(2);
    let place = Place::new();
    (0..20).for_each(|n| place.write(&format!("{n}.md"), &article(&mut rng)));
    let index = place.index(None);
    let blocked = place.dir.path().join("file");
    fs::write(&blocked, "").unwrap();
    let mut shelf = Shelf::new(Cache::at(blocked.join("below")), Apart::default());
    assert!(shelf.open(&index, &place.store()).is_none());
    let (stories, gathered) = shelf.gather(&index, 1, &|| false).unwrap();
    shelf.keep(&gathered, &place.store());
    assert_eq!(stories, fresh(&index, &Apart::default()));
    assert!(Shelf::default().gather(&index, 1, &|| true).is_none());
}

/// The file is where the index is, and nowhere else.
#[test]
fn stories_are_kept_beside_the_segment() {
    let place = Place::new();
    place.write("a.md", &article(&mut Rng::new(1)));
    let index = place.index(None);
    let mut shelf = Shelf::new(place.cache(), Apart::default());
    let (_, gathered) = shelf.gather(&index, 1, &|| false).unwrap();
    shelf.keep(&gathered, &place.store());
    let of = |path: &Path| path.file_stem().map(std::ffi::OsStr::to_owned);
    assert_eq!(of(&place.kept()), of(&place.cache().place(&place.store()).unwrap()));
}
