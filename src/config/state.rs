//! What Dateline remembers from one run to the next: the store opened last, where the reader was in each, how the panes stood, what was
//! searched for. It is nothing anybody would miss for long: whatever is wrong with it, it is as if it were not there.
//!
//! `state.toml` in the state folder, written whole or not at all, version 1:
//!
//! ```toml
//! version = 1
//! store = "/home/me/news"           # opened last
//! history = ["tunnel", "waymo"]     # searches, the oldest first
//!
//! [layout]                          # each key only where the reader chose
//! topics = 30                       # columns
//! list = 520                        # thousandths of the height
//! side = 480                        # thousandths of the width
//! side-by-side = true
//! topics-hidden = false
//!
//! [[place]]                         # one a store, the one left last at the end
//! store = "/home/me/news"           # "" is the sample
//! scope = ["topic", "Rail"]         # all, category, topic, type, outlet; or ["front"]
//! search = "tunnel"
//! order = "heat"
//! search-order = "newest"           # where it is not by match
//! article = "00112233445566778899aabbccddeeff"
//! line = 3                          # of the window
//! scroll = 12                       # lines of the article
//! reading = true                    # the article had the keys
//! unread-only = true                # what is read is hidden
//! articles = true                   # every article has a row of its own
//! since = "2026-11-25T07:00:00Z"    # what came after it is new
//! left = "2026-11-26T07:30:00Z"     # when the reader was there last
//!
//! [place.edition]                   # the front page of the visit
//! made = "2026-11-26T07:01:00Z"
//! sections = [["top", "", "0011…"], ["topic", "Rail", "ffee…"]]
//! ```

use super::{Paths, file};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const VERSION: i64 = 1;
/// Places of so many stores are kept.
const MOST_PLACES: usize = 50;

/// Everything remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct State {
    version: i64,
    /// The store opened last, absolute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<String>,
    pub layout: LayoutState,
    #[serde(rename = "place", skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceState>,
}

/// How the panes stood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct LayoutState {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topics: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side_by_side: Option<bool>,
    pub topics_hidden: bool,
}

/// Where the reader was in a store.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct PlaceState {
    pub store: String,
    /// The kind of scope and its name; no name for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scope: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub search: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search_order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    pub line: usize,
    pub scroll: usize,
    pub reading: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unread_only: bool,
    /// A row for each article, not for each story.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub articles: bool,
    /// RFC 3339: what came after it is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// RFC 3339: when the reader was there last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    /// The front page of the visit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<EditionState>,
}

/// Which articles stand where on a front page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct EditionState {
    /// RFC 3339: when it was made.
    pub made: String,
    /// Of each the kind and the name, both as in a scope, then the articles' ids.
    pub sections: Vec<Vec<String>>,
}

/// Why what was remembered is not used.
#[derive(Debug, thiserror::Error)]
pub enum Forgotten {
    #[error("it cannot be read as version {VERSION}: {0}")]
    Damaged(String),
    #[error("a newer Dateline wrote it (version {0})")]
    Newer(i64),
}

impl State {
    /// What is remembered; nothing where nothing was, and why not where it can't be used.
    pub fn read(paths: &Paths) -> (State, Option<Forgotten>) {
        let text = match file::read(&path(paths)) {
            Ok(None) => return (State::default(), None),
            Ok(Some(text)) => text,
            Err(error) => return (State::default(), Some(Forgotten::Damaged(error.to_string()))),
        };
        match toml::from_str::<State>(&text) {
            Ok(state) if state.version == VERSION => (state, None),
            Ok(state) if state.version > VERSION => (State::default(), Some(Forgotten::Newer(state.version))),
            Ok(_) => (State::default(), Some(Forgotten::Damaged("it names no version".to_owned()))),
            // A newer one may be written otherwise altogether.
            Err(error) => match toml::from_str::<Version>(&text) {
                Ok(Version { version }) if version > VERSION => (State::default(), Some(Forgotten::Newer(version))),
                _ => (State::default(), Some(Forgotten::Damaged(error.message().to_owned()))),
            },
        }
    }

    /// Reads it again, so that what another reader kept meanwhile stays, changes it and writes it, by a new file renamed over the
    /// old. What a newer Dateline wrote is left as it is.
    pub fn change(paths: &Paths, change: impl FnOnce(&mut State)) -> io::Result<()> {
        let (mut state, forgotten) = State::read(paths);
        if matches!(forgotten, Some(Forgotten::Newer(_))) {
            return Ok(());
        }
        change(&mut state);
        state.version = VERSION;
        let text = toml::to_string(&state).map_err(io::Error::other)?;
        std::fs::create_dir_all(&paths.state)?;
        let mut new = tempfile::NamedTempFile::new_in(&paths.state)?;
        new.write_all(text.as_bytes())?;
        new.persist(path(paths))?;
        Ok(())
    }

    /// The store opened last.
    pub fn last_store(&self) -> Option<PathBuf> {
        self.store.as_ref().map(PathBuf::from).filter(|store| store.is_absolute())
    }

    /// Where the reader was in a store.
    pub fn place(&self, store: &str) -> Option<&PlaceState> {
        self.places.iter().rev().find(|place| place.store == store)
    }

    /// Keeps a place in the stead of the store's last one.
    pub fn keep(&mut self, place: PlaceState) {
        self.places.retain(|other| other.store != place.store);
        self.places.push(place);
        let surplus = self.places.len().saturating_sub(MOST_PLACES);
        self.places.drain(..surplus);
    }
}

#[derive(Deserialize)]
struct Version {
    version: i64,
}

fn path(paths: &Paths) -> PathBuf {
    Path::join(&paths.state, "state.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(dir: &Path) -> Paths {
        let below = |name| dir.join(name);
        Paths {
            config: below("config"),
            cache: below("cache"),
            state: below("state"),
            home: dir.to_owned(),
            named: None,
        }
    }

    fn place(store: &str, scroll: usize) -> PlaceState {
        PlaceState { store: store.to_owned(), scroll, ..PlaceState::default() }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let dir = tempfile::tempdir().unwrap();
        let paths = paths(dir.path());
        State::change(&paths, |state| {
            state.store = Some("/news".into());
            state.history = vec!["wire\"s".into()];
            state.layout.side_by_side = Some(true);
            state.keep(PlaceState { scope: vec!["topic".into(), "Ünder\nground".into()], ..place("/news", 4) });
        })
        .unwrap();
        let (state, forgotten) = State::read(&paths);
        assert!(forgotten.is_none());
        assert_eq!(state.last_store(), Some("/news".into()));
        assert_eq!(state.place("/news").unwrap().scope[1], "Ünder\nground");
        assert_eq!((state.layout.side_by_side, state.history), (Some(true), vec!["wire\"s".to_owned()]));
    }

    #[test]
    fn two_readers_keep_each_others_places() {
        let dir = tempfile::tempdir().unwrap();
        let paths = paths(dir.path());
        for (store, scroll) in [("/a", 1), ("/b", 2), ("/a", 3)] {
            State::change(&paths, |state| state.keep(place(store, scroll))).unwrap();
        }
        let state = State::read(&paths).0;
        assert_eq!((state.place("/a").unwrap().scroll, state.place("/b").unwrap().scroll), (3, 2));
        assert_eq!(state.places.len(), 2);
    }

    #[test]
    fn a_damaged_file_is_ignored_and_written_anew() {
        for text in ["version = 1\nstore = ", "version = 1\nhistory = 3", "store = \"/a\"", "\u{0}", "[version]"] {
            let dir = tempfile::tempdir().unwrap();
            let paths = paths(dir.path());
            std::fs::create_dir_all(&paths.state).unwrap();
            std::fs::write(path(&paths), text).unwrap();
            let (state, forgotten) = State::read(&paths);
            assert!(matches!(forgotten, Some(Forgotten::Damaged(_))), "{text:?}");
            assert_eq!(state, State::default());
            State::change(&paths, |state| state.store = Some("/b".into())).unwrap();
            assert_eq!(State::read(&paths).0.last_store(), Some("/b".into()));
        }
    }

    #[test]
    fn what_a_newer_one_wrote_is_neither_used_nor_touched() {
        for text in ["version = 2\nstore = \"/a\"\n", "version = 9\nhistory = { new = 1 }\n"] {
            let dir = tempfile::tempdir().unwrap();
            let paths = paths(dir.path());
            std::fs::create_dir_all(&paths.state).unwrap();
            std::fs::write(path(&paths), text).unwrap();
            assert!(matches!(State::read(&paths).1, Some(Forgotten::Newer(_))));
            State::change(&paths, |state| state.store = Some("/b".into())).unwrap();
            assert_eq!(std::fs::read_to_string(path(&paths)).unwrap(), text);
        }
    }

    #[test]
    fn a_relative_store_is_no_store() {
        let state = State { store: Some("news".into()), ..State::default() };
        assert_eq!(state.last_store(), None);
    }

    #[test]
    fn only_the_places_left_last_are_kept() {
        let mut state = State::default();
        (0..60).for_each(|n| state.keep(place(&format!("/{n}"), n)));
        assert_eq!(state.places.len(), MOST_PLACES);
        assert!(state.place("/9").is_none() && state.place("/10").is_some());
    }
}
