//! An [`Index`]: a store's articles as columns, read-only. It never changes; another one takes its place.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use self_cell::self_cell;

use super::columns::{Columns, NO_EXCERPT, UNDATED, UNKNOWN};
use super::details::Details;
use super::names::{NO_NAME, Names};
use super::others::Others;
use super::parts::Parts;
use super::related::{Elsewhere, RelatedLists};
use super::segment::{Bytes, Doubt, Ranges, Segment, Sort};
use super::text::{matched, shown};
use super::told::Told;
use super::{Facet, Flags, Row, Scope, TopicNode, Totals, finder};
use crate::model::{ArticleId, Timestamp};

self_cell!(
    /// The bytes of a segment, and the slices of them.
    struct Cell {
        owner: Bytes,
        #[covariant]
        dependent: Parts,
    }
);

/// Articles in date order, newest first as written, the undated last; of one date the hotter first, ties by id. Each article once.
///
/// A [`Row`] of another index is answered with empty values or another article's, never with a panic. So is whatever a damaged
/// segment file says: a text that is none shows as U+FFFD, a list that is out of bounds is empty.
pub struct Index {
    cell: Cell,
    /// The checksums are right: its texts are as they were cleaned.
    trusted: AtomicBool,
    /// Made when they are first asked for: outlets may be many. By [`Sort`], topics apart.
    facets: [OnceLock<Vec<Facet>>; 3],
    topics: OnceLock<Vec<TopicNode>>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("rows", &self.len()).field("totals", &self.totals()).finish_non_exhaustive()
    }
}

/// A list of rows that an index keeps: all, or those under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List(Option<(Sort, u32)>);

impl List {
    /// The name it is under; nothing for all.
    pub(crate) fn named(self) -> Option<(Sort, u32)> {
        self.0
    }
}

/// An index of nothing.
impl Default for Index {
    fn default() -> Index {
        Index::of(Cell::new(Bytes::Memory(super::segment::Words::default()), |_| Parts::default()), true)
    }
}

impl Index {
    /// Opens a segment: checks its header and bounds, and touches no more of it.
    pub(crate) fn open(bytes: Bytes) -> Result<Index, Doubt> {
        let trusted = matches!(bytes, Bytes::Memory(_));
        Ok(Index::of(Cell::try_new(bytes, |bytes| Parts::read(bytes))?, trusted))
    }

    fn of(cell: Cell, trusted: bool) -> Index {
        let (facets, topics) = Default::default();
        Index { cell, trusted: AtomicBool::new(trusted), facets, topics }
    }

    /// Takes the checksums of the whole file, unless that has been done. `stop` is asked now and then.
    pub(crate) fn verify(&self, stop: &dyn Fn() -> bool) -> Result<(), Doubt> {
        if !self.is_trusted() {
            Segment::open(self.cell.borrow_owner())?.verify(stop)?;
            if !stop() {
                self.trust();
            }
        }
        Ok(())
    }

    /// What was written by this very process need not be checked.
    pub(crate) fn trust(&self) {
        self.trusted.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_trusted(&self) -> bool {
        self.trusted.load(Ordering::Relaxed)
    }

    /// Another one for a segment with anything else in it.
    pub(crate) fn identity(&self) -> u64 {
        Segment::identity(self.cell.borrow_owner())
    }

    pub(super) fn parts(&self) -> &Parts<'_> {
        self.cell.borrow_dependent()
    }

    pub(super) fn columns(&self) -> Columns<'_> {
        self.parts().columns
    }

    pub(super) fn excerpts(&self) -> Ranges<'_, u8> {
        self.parts().excerpts
    }

    pub(super) fn by_id(&self) -> &[Row] {
        self.parts().by_id
    }

    /// A hash of the descriptions of topics.
    pub(super) fn tree(&self) -> u64 {
        self.parts().counts.tree
    }

    /// Files that have no row.
    pub(super) fn others(&self) -> Others<'_> {
        self.parts().others
    }

    /// A dictionary's names, each at its number.
    pub(super) fn names(&self, sort: Sort) -> Names {
        let dictionary = self.parts().dictionary(sort);
        let mut names = Names::default();
        for number in 0..dictionary.len() as u32 {
            names.add(shown(dictionary.name(number), self.is_trusted()).into());
        }
        names
    }

    /// Bytes of the index as text.
    pub(crate) fn text<'a>(&self, bytes: &'a [u8]) -> &'a str {
        shown(bytes, self.is_trusted())
    }

    fn name_of(&self, sort: Sort, row: Row) -> &str {
        let number = self.parts().of(row).name(sort, row.at()).unwrap_or(NO_NAME);
        self.text(self.parts().dictionary(sort).name(number))
    }
}

/// One row.
impl Index {
    pub fn title(&self, row: Row) -> &str {
        self.text(self.parts().of(row).title(row.at()))
    }

    /// The title as it is matched: folded, except that a title which folding would only turn to ASCII lower case stands
    /// as it is. Compare it without regard to ASCII case.
    pub fn folded(&self, row: Row) -> &str {
        matched(self.parts().columns.folded(row.at()))
    }

    pub fn id(&self, row: Row) -> ArticleId {
        self.parts().of(row).id(row.at())
    }

    /// Relative to the store, raw: to open the file by, not to show.
    pub fn path(&self, row: Row) -> &Path {
        Path::new(OsStr::from_bytes(self.parts().of(row).paths.get(row.at())))
    }

    /// The paragraph under the headline; empty where there is none, or where it has not been written down yet.
    pub fn excerpt(&self, row: Row) -> &str {
        self.text(Details::excerpt(self.details_of(row)))
    }

    /// The details of a row as they were written.
    pub(super) fn details_of(&self, row: Row) -> &[u8] {
        let parts = self.parts();
        if row.at() < parts.head.len() {
            return parts.head_excerpts.get(row.at());
        }
        let number = parts.columns.excerpt_numbers.get(row.at()).copied().unwrap_or(NO_EXCERPT);
        parts.excerpts.get(number as usize)
    }

    fn details(&self, row: Row) -> Details<'_> {
        Details::read(self.details_of(row))
    }

    /// What opening its original opens; empty where there is nothing that may be opened.
    pub fn address(&self, row: Row) -> &str {
        self.text(self.details(row).address)
    }

    /// The outlet's site, where the file says it.
    pub fn domain(&self, row: Row) -> &str {
        self.text(self.details(row).domain)
    }

    pub fn authors(&self, row: Row) -> impl Iterator<Item = &str> {
        self.details(row).authors().map(|author| self.text(author))
    }

    pub fn tags(&self, row: Row) -> impl Iterator<Item = &str> {
        self.details(row).tags().map(|tag| self.text(tag))
    }

    /// How many pictures it has; 255 for as many or more.
    pub fn images(&self, row: Row) -> u8 {
        self.parts().columns.images.get(row.at()).copied().unwrap_or_default()
    }

    /// Something in its file is wrong.
    pub fn is_noted(&self, row: Row) -> bool {
        self.parts().columns.noted.get(row.at()).is_some_and(|&noted| noted > 0)
    }

    pub fn date(&self, row: Row) -> Option<Timestamp> {
        self.parts().of(row).dates.get(row.at()).filter(|&&date| date != UNDATED).map(|&date| Timestamp(date))
    }

    pub fn flags(&self, row: Row) -> Flags {
        self.parts().of(row).flags.get(row.at()).map_or_else(Flags::default, |&bits| Flags::of(bits))
    }

    /// What its file was when it was read; 0 where it is to be read again.
    pub(crate) fn stamp(&self, row: Row) -> u64 {
        self.parts().columns.stamps.get(row.at()).copied().unwrap_or(super::stamp::UNKNOWN)
    }

    /// How much attention the story has, if known.
    pub fn heat(&self, row: Row) -> Option<i16> {
        self.parts().of(row).heat.get(row.at()).copied().filter(|&heat| heat != UNKNOWN)
    }

    /// The aggregator's estimate of source and text, if known.
    pub fn quality(&self, row: Row) -> Option<i16> {
        self.parts().of(row).quality.get(row.at()).copied().filter(|&quality| quality != UNKNOWN)
    }

    /// The place of each row's title among all titles, by row; nothing where that is not known.
    pub(crate) fn title_ranks(&self) -> Option<&[u32]> {
        Some(self.parts().title_ranks).filter(|ranks| ranks.len() == self.len())
    }

    /// Empty where the file does not say.
    pub fn outlet(&self, row: Row) -> &str {
        self.name_of(Sort::Outlets, row)
    }

    /// The number of its outlet, which is its position in [`Index::outlets`] where it has articles listed; [`NO_NAME`] where the
    /// file does not say.
    pub fn outlet_number(&self, row: Row) -> u32 {
        self.parts().of(row).name(Sort::Outlets, row.at()).unwrap_or(NO_NAME)
    }

    /// An outlet by its number, which may be one that is only elsewhere; empty for [`NO_NAME`].
    pub fn outlet_name(&self, number: u32) -> &str {
        self.text(self.parts().dictionary(Sort::Outlets).name(number))
    }

    /// Empty where the file does not say.
    pub fn kind(&self, row: Row) -> &str {
        self.name_of(Sort::Kinds, row)
    }

    /// Empty where the file does not say.
    pub fn category(&self, row: Row) -> &str {
        self.name_of(Sort::Categories, row)
    }

    /// How many other outlets have the story.
    pub fn coverage(&self, row: Row) -> u16 {
        self.parts().of(row).coverage.get(row.at()).copied().unwrap_or_default()
    }

    /// What its file says of the story elsewhere, in the file's order, the article itself not among it. That an entry is an article of
    /// the store [`Index::row_of`] tells. Free where [`Flags::RELATED`] is not set, else a binary search.
    pub fn related(&self, row: Row) -> impl Iterator<Item = Elsewhere> {
        let outlets = self.parts().dictionary(Sort::Outlets).len();
        let lists = if self.flags(row).has(Flags::RELATED) { self.columns().related } else { RelatedLists::default() };
        let known = move |outlet: u32| if (outlet as usize) < outlets { outlet } else { NO_NAME };
        lists.get(row).map(move |one| Elsewhere { outlet: known(one.outlet), ..one })
    }

    /// The topics its file names, in the file's order, each once.
    pub fn topics_of(&self, row: Row) -> impl Iterator<Item = &str> {
        let topics = self.parts().dictionary(Sort::Topics);
        self.parts().of(row).topics.get(row.at()).iter().map(|&topic| self.text(topics.name(topic)))
    }

    /// Of the topics its file names the rows of that with the fewest; of equal ones the first named.
    pub(super) fn smallest_topic(&self, row: Row) -> Option<&[Row]> {
        let topics = self.parts().dictionary(Sort::Topics);
        self.parts().of(row).topics.get(row.at()).iter().map(|&topic| topics.list(topic)).min_by_key(|rows| rows.len())
    }
}

/// The whole.
impl Index {
    /// Rows, those of articles taken down among them. What lists show is [`Index::rows`].
    pub fn len(&self) -> usize {
        self.parts().columns.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row of an article, one taken down too. Some four looks, each at another page, as ids lie evenly; by halves it would be twenty.
    pub fn row_of(&self, id: ArticleId) -> Option<Row> {
        let parts = self.parts();
        finder::place(parts.by_id.len(), id, |at| parts.columns.id(parts.by_id[at].at())).map(|at| parts.by_id[at])
    }

    /// The rows for which [`Index::related`] has something, rising; those taken down among them. Costs nothing: they are kept.
    pub fn rows_with_related(&self) -> &[Row] {
        self.columns().related.rows
    }

    /// The list of a part of the store, to ask for its rows by. It is good for this index only.
    pub fn list(&self, scope: &Scope) -> List {
        let (sort, name) = match scope {
            Scope::All => return List(None),
            Scope::Category(name) => (Sort::Categories, name),
            Scope::Topic(name) => (Sort::Topics, name),
            Scope::Kind(name) => (Sort::Kinds, name),
            Scope::Outlet(name) => (Sort::Outlets, name),
        };
        List(Some((sort, self.parts().dictionary(sort).number(name).unwrap_or(NO_NAME))))
    }

    /// The rows of a list, newest first as written. Costs nothing: they are kept.
    pub fn rows_in(&self, list: List) -> &[Row] {
        match list.0 {
            None => self.parts().all,
            Some((sort, number)) => self.parts().dictionary(sort).list(number),
        }
    }

    /// The rows of a part of the store, newest first as written.
    pub fn rows(&self, scope: &Scope) -> &[Row] {
        self.rows_in(self.list(scope))
    }

    /// How many rows of a list have a date: they stand first. Costs nothing either.
    pub fn dated_in(&self, list: List) -> usize {
        let dated = match list.0 {
            None => self.parts().counts.listed_dated as usize,
            Some((sort, number)) => self.parts().dictionary(sort).dated(number),
        };
        dated.min(self.rows_in(list).len())
    }

    /// The outlet that over half of a part of the store come from. Known since the index was built.
    pub fn majority(&self, scope: &Scope) -> Option<&str> {
        let number = match self.list(scope).0 {
            None => u32::try_from(self.parts().counts.majority).unwrap_or(NO_NAME),
            Some((sort, number)) => self.parts().dictionary(sort).majority(number),
        };
        (number != NO_NAME).then(|| self.text(self.parts().dictionary(Sort::Outlets).name(number)))
    }

    fn facets(&self, sort: Sort) -> &[Facet] {
        self.facets[sort as usize].get_or_init(|| {
            let dictionary = self.parts().dictionary(sort);
            let facet = |number| Facet {
                name: self.text(dictionary.name(number)).into(),
                count: dictionary.list(number).len(),
            };
            (0..dictionary.listed() as u32).map(facet).collect()
        })
    }

    /// By count, most first, then by name.
    pub fn categories(&self) -> &[Facet] {
        self.facets(Sort::Categories)
    }

    /// By count, most first, then by name.
    pub fn kinds(&self) -> &[Facet] {
        self.facets(Sort::Kinds)
    }

    /// By count, most first, then by name.
    pub fn outlets(&self) -> &[Facet] {
        self.facets(Sort::Outlets)
    }

    /// How many outlets there are.
    pub fn outlets_len(&self) -> usize {
        self.parts().dictionary(Sort::Outlets).listed()
    }

    /// The described topics in the order of their tree, then those that only articles name, by count, then by name.
    pub fn topics(&self) -> &[TopicNode] {
        self.topics.get_or_init(|| {
            let parts = self.parts();
            parts.tree.nodes(parts.dictionary(Sort::Topics), self.is_trusted())
        })
    }

    pub fn totals(&self) -> Totals {
        self.parts().counts.totals()
    }

    /// Files that could not be listed, by path (relative to the store, raw). Files that are simply no articles are only
    /// counted.
    pub fn problems(&self) -> Told<'_> {
        self.parts().problems.trusted(self.is_trusted())
    }

    /// Wrong values of articles that are listed nevertheless, and of their duplicates, by path and line. Of very many those of the
    /// first 100,000 to be read; [`Totals::notes`] counts them all.
    pub fn notes(&self) -> Told<'_> {
        self.parts().notes.trusted(self.is_trusted())
    }
}

/// The same articles, lists and faults, whatever the stamps of the files and the order in which they were read.
impl PartialEq for Index {
    fn eq(&self, other: &Index) -> bool {
        let (a, b) = (self.parts(), other.parts());
        let rows = |x: &Index, row: Row| {
            let columns = x.columns();
            let topics: Vec<String> = x.topics_of(row).map(str::to_owned).collect();
            let text = [x.title(row), x.folded(row), x.outlet(row), x.kind(row), x.category(row)].map(str::to_owned);
            let numbers =
                (x.date(row), x.heat(row), x.quality(row), x.coverage(row), columns.noted[row.at()], x.images(row));
            let related: Vec<_> = x.related(row).map(|one| (one, x.outlet_name(one.outlet).to_owned())).collect();
            (x.id(row), x.path(row).to_owned(), text, topics, numbers, x.flags(row), related)
        };
        let scopes = |x: &Index| {
            let facets = [x.outlets(), x.kinds(), x.categories()].map(<[Facet]>::to_vec);
            let of = |sort: Sort| (0..x.parts().dictionary(sort).len() as u32).map(move |number| (sort, number));
            let lists = [Sort::Outlets, Sort::Kinds, Sort::Categories, Sort::Topics].into_iter().flat_map(of);
            let list = |(sort, number)| {
                let dictionary = x.parts().dictionary(sort);
                (dictionary.list(number).to_vec(), dictionary.majority(number), dictionary.dated(number))
            };
            (facets, x.topics().to_vec(), lists.map(list).collect::<Vec<_>>())
        };
        let told = |x: &Index| {
            [x.problems(), x.notes()].map(|told| told.iter().map(|(p, n)| (p.to_owned(), n)).collect::<Vec<_>>())
        };
        (self.len(), self.totals(), a.all, a.by_id) == (other.len(), other.totals(), b.all, b.by_id)
            && (0..self.len() as u32).map(Row).all(|row| rows(self, row) == rows(other, row))
            && scopes(self) == scopes(other)
            && told(self) == told(other)
            && self.majority(&Scope::All) == other.majority(&Scope::All)
    }
}

impl Eq for Index {}
