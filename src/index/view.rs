//! An [`Index`]: a store's articles as columns, read-only. It opens no file and never changes; another one takes its place.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::columns::{Columns, UNDATED, UNKNOWN};
use super::lists::{Dictionary, TopicLists};
use super::names::NO_NAME;
use super::{Facet, Flags, Row, Scope, TopicNode, Totals};
use crate::model::{ArticleId, Note, Timestamp};

/// Articles in date order, newest first as written, the undated last; ties by id. Each article once.
///
/// A [`Row`] of another index is answered with empty values or another article's, never with a panic.
#[derive(Debug, PartialEq, Eq)]
pub struct Index {
    pub(super) columns: Columns,
    /// The rows in the order of their ids.
    pub(super) by_id: Vec<Row>,
    /// The rows that were not taken down.
    pub(super) all: Vec<Row>,
    /// The outlet with over half of `all`.
    pub(super) majority: u32,
    pub(super) topics: TopicLists,
    pub(super) categories: Dictionary,
    pub(super) kinds: Dictionary,
    pub(super) outlets: Dictionary,
    pub(super) totals: Totals,
    pub(super) problems: Vec<(PathBuf, Note)>,
    pub(super) notes: Vec<(PathBuf, Note)>,
}

/// An index of nothing.
impl Default for Index {
    fn default() -> Index {
        super::Builder::default().finish()
    }
}

/// One row.
impl Index {
    pub fn title(&self, row: Row) -> &str {
        self.columns.texts.title(row.at())
    }

    /// The title as it is matched: folded, except that a title which folding would only turn to ASCII lower case stands
    /// as it is. Compare it without regard to ASCII case.
    pub fn folded(&self, row: Row) -> &str {
        self.columns.texts.folded(row.at())
    }

    pub fn id(&self, row: Row) -> ArticleId {
        self.columns.ids.get(row.at()).copied().unwrap_or_default()
    }

    /// Relative to the store, raw: to open the file by, not to show.
    pub fn path(&self, row: Row) -> &Path {
        Path::new(OsStr::from_bytes(self.columns.paths.get(row.at())))
    }

    pub fn date(&self, row: Row) -> Option<Timestamp> {
        self.columns.dates.get(row.at()).filter(|&&date| date != UNDATED).map(|&date| Timestamp(date))
    }

    pub fn flags(&self, row: Row) -> Flags {
        self.columns.flags.get(row.at()).copied().unwrap_or_default()
    }

    /// How much attention the story has, if known.
    pub fn heat(&self, row: Row) -> Option<i16> {
        self.columns.heat.get(row.at()).copied().filter(|&heat| heat != UNKNOWN)
    }

    /// The aggregator's estimate of source and text, if known.
    pub fn quality(&self, row: Row) -> Option<i16> {
        self.columns.quality.get(row.at()).copied().filter(|&quality| quality != UNKNOWN)
    }

    /// Empty where the file does not say.
    pub fn outlet(&self, row: Row) -> &str {
        self.outlets.name(self.outlet_number(row))
    }

    /// The number of its outlet, which stands for its position in [`Index::outlets`] where it has articles listed.
    pub(crate) fn outlet_number(&self, row: Row) -> u32 {
        self.columns.outlets.get(row.at()).copied().unwrap_or(NO_NAME)
    }

    /// Empty where the file does not say.
    pub fn kind(&self, row: Row) -> &str {
        self.kinds.name(self.columns.kinds.get(row.at()).copied().unwrap_or(NO_NAME))
    }

    /// Empty where the file does not say.
    pub fn category(&self, row: Row) -> &str {
        self.categories.name(self.columns.categories.get(row.at()).copied().unwrap_or(NO_NAME))
    }

    /// How many other outlets have the story.
    pub fn coverage(&self, row: Row) -> u16 {
        self.columns.coverage.get(row.at()).copied().unwrap_or_default()
    }

    /// The topics its file names, in the file's order, each once.
    pub fn topics_of(&self, row: Row) -> impl Iterator<Item = &str> {
        self.columns.topics.get(row.at()).iter().map(|&topic| self.topics.name(topic))
    }
}

/// The whole.
impl Index {
    /// Rows, those of articles taken down among them. What lists show is [`Index::rows`].
    pub fn len(&self) -> usize {
        self.columns.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row of an article, one taken down too. A binary search.
    pub fn row_of(&self, id: ArticleId) -> Option<Row> {
        let found = self.by_id.binary_search_by(|row| self.columns.ids[row.at()].cmp(&id)).ok()?;
        Some(self.by_id[found])
    }

    /// The rows of a part of the store, newest first as written. Costs nothing: they are kept.
    pub fn rows(&self, scope: &Scope) -> &[Row] {
        match scope {
            Scope::All => &self.all,
            Scope::Category(name) => self.categories.rows(name),
            Scope::Topic(name) => self.topics.rows(name),
            Scope::Kind(name) => self.kinds.rows(name),
            Scope::Outlet(name) => self.outlets.rows(name),
        }
    }

    /// The outlet that over half of a part of the store come from. Known since the index was built.
    pub fn majority(&self, scope: &Scope) -> Option<&str> {
        let number = match scope {
            Scope::All => self.majority,
            Scope::Category(name) => self.categories.majority(name),
            Scope::Topic(name) => self.topics.majority(name),
            Scope::Kind(name) => self.kinds.majority(name),
            Scope::Outlet(name) => self.outlets.majority(name),
        };
        (number != NO_NAME).then(|| self.outlets.name(number))
    }

    /// By count, most first, then by name.
    pub fn categories(&self) -> &[Facet] {
        &self.categories.facets
    }

    /// By count, most first, then by name.
    pub fn kinds(&self) -> &[Facet] {
        &self.kinds.facets
    }

    /// By count, most first, then by name.
    pub fn outlets(&self) -> &[Facet] {
        &self.outlets.facets
    }

    /// The described topics in the order of their tree, then those that only articles name, by count, then by name.
    pub fn topics(&self) -> &[TopicNode] {
        &self.topics.nodes
    }

    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// Files that could not be listed, by path (relative to the store, raw). Files that are simply no articles are only
    /// counted.
    pub fn problems(&self) -> &[(PathBuf, Note)] {
        &self.problems
    }

    /// Wrong values of articles that are listed nevertheless, and of their duplicates, by path and line. Of very many those of the
    /// first 100,000 to be read; [`Totals::notes`] counts them all.
    pub fn notes(&self) -> &[(PathBuf, Note)] {
        &self.notes
    }
}
