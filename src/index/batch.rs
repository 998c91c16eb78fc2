//! What one thread has read: rows in the order they came, ready to be merged. It puts nothing in order and drops nothing;
//! that is [`super::Builder`].

use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path};

use super::Flags;
use super::columns::{UNDATED, UNKNOWN};
use super::filling::Filling;
use super::names::{NO_NAME, Names};
use super::others::Other;
use super::segment::Sort;
use super::told::Fault;
use crate::model::{Article, Note, fold};
use crate::store::Parsed;

/// An article stands under at most so many of the topics it names.
const MAX_TOPICS: usize = 100;
/// Wrong values are kept whole up to so many of a batch; past it they are only counted.
const MAX_NOTES: usize = 10_000;

/// Articles as columns, and what was wrong with files that are none. Its memory is what its text takes and some 110 bytes
/// an article.
#[derive(Debug, Default)]
pub struct Batch {
    pub(super) columns: Filling,
    /// By [`Sort`].
    pub(super) names: [Names; 4],
    pub(super) problems: Vec<Fault>,
    /// Wrong values of articles.
    pub(super) notes: Vec<Fault>,
    /// Files that are no articles, which is no error.
    pub(super) skipped: Vec<Other>,
    /// Files without a stamp to know them by.
    pub(super) unsettled: usize,
}

impl Batch {
    /// Adds an article. `path` is relative to the store, as the file system spells it; `has_body` says whether there is
    /// text below its front matter.
    pub fn push(&mut self, article: &Article, has_body: bool, path: &Path) {
        self.row(article, has_body, path, 0, 0);
    }

    /// Adds what came of a file, with what is wrong with it. `stamp` is what it will be known by when the store is looked at
    /// again; 0 where it is to be read again then.
    pub(crate) fn file(&mut self, parsed: Parsed, path: &Path, stamp: u64) {
        let noted = u8::try_from(parsed.notes.len()).unwrap_or(u8::MAX);
        self.row(&parsed.article, parsed.has_body, path, stamp, noted);
        let room = MAX_NOTES.saturating_sub(self.notes.len());
        let fault = |note| Fault { path: path.to_owned(), note, stamp };
        self.notes.extend(parsed.notes.into_iter().take(room).map(fault));
        self.unsettled += usize::from(stamp == 0);
    }

    fn row(&mut self, article: &Article, has_body: bool, path: &Path, stamp: u64, noted: u8) {
        let columns = &mut self.columns;
        let [outlets, kinds, categories, topics] = &mut self.names;
        let has_related = columns.related(article, |name| outlets.intern(name));
        columns.title(&article.title);
        columns.path(path.as_os_str().as_bytes());
        columns.ids.push(article.id.0);
        // The least of dates is the sentinel; no date of years 1 to 9999 is.
        columns.dates.push(article.published.map_or(UNDATED, |date| date.seconds().max(UNDATED + 1)));
        columns.heat.push(narrow(article.heat));
        columns.quality.push(narrow(article.quality));
        columns.coverage.push(coverage(article));
        let flags = Flags::default()
            .with(Flags::ESTIMATED, article.estimated)
            .with(Flags::HELD_BACK, article.held_back)
            .with(Flags::BODY, has_body)
            .with(Flags::OPENABLE, article.best_address().is_some_and(|a| a.target().is_some()))
            .with(Flags::VIDEO, article.kind.eq_ignore_ascii_case("video"))
            .with(Flags::PLAYER, article.player.is_some())
            .with(Flags::ORIGINAL, article.original.as_ref().is_some_and(|a| a.target().is_some()))
            .with(Flags::REMOVED, article.removed)
            .with(Flags::RELATED, has_related)
            .with(Flags::ARCHIVED, path.components().any(|c| c == Component::Normal("_archive".as_ref())));
        columns.flags.push(flags.bits());
        columns.noted.push(noted);
        columns.images.push(u8::try_from(article.images.len()).unwrap_or(u8::MAX));
        columns.stamps.push(stamp);
        columns.details(article);
        columns.names[Sort::Outlets as usize].push(outlets.intern(article.provider.label()));
        columns.names[Sort::Kinds as usize].push(kinds.intern(&article.kind));
        columns.names[Sort::Categories as usize].push(categories.intern(&article.category));
        let mut named: Vec<u32> = Vec::with_capacity(article.topics.len().min(MAX_TOPICS));
        for name in article.topics.iter().take(MAX_TOPICS) {
            let topic = topics.intern(name);
            if topic != NO_NAME && !named.contains(&topic) {
                named.push(topic);
            }
        }
        columns.topics(&named);
    }

    /// Adds a file that is no article: its note tells why, and whether that is an error at all.
    pub fn problem(&mut self, path: &Path, note: Note) {
        self.no_article(path, note, 0);
    }

    /// The same of a file that was read, and is known by its stamp.
    pub(crate) fn no_article(&mut self, path: &Path, note: Note, stamp: u64) {
        if note.code.is_no_article() {
            self.skipped.push(Other { path: path.to_owned(), stamp, id: None, noted: 0 });
        } else {
            self.problems.push(Fault { path: path.to_owned(), note, stamp });
        }
    }

    /// Articles in it.
    pub fn len(&self) -> usize {
        self.columns.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files() == 0
    }

    /// Files told of, of every sort.
    pub fn files(&self) -> usize {
        self.len() + self.problems.len() + self.skipped.len()
    }
}

fn narrow(number: Option<i32>) -> i16 {
    number.map_or(UNKNOWN, |n| n.clamp(i32::from(UNKNOWN) + 1, i32::from(i16::MAX)) as i16)
}

/// How many other outlets have the story: each once, whatever its case, the article's own not counted.
pub fn coverage(article: &Article) -> u16 {
    if article.related.is_empty() {
        return 0;
    }
    let own = fold(article.provider.label());
    let mut others: Vec<String> = article.related.iter().map(|r| fold(r.provider.label())).collect();
    others.retain(|name| !name.is_empty() && *name != own);
    others.sort_unstable();
    others.dedup();
    others.len().min(usize::from(u16::MAX)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Code, Provider, Related};

    fn by(name: &str) -> Provider {
        Provider { name: name.into(), ..Provider::default() }
    }

    #[test]
    fn coverage_counts_other_outlets_once() {
        let related =
            ["BBC", "Reuters", "bbc", "Bloomberg", ""].map(|name| Related { provider: by(name), ..Related::default() });
        let article = Article { provider: by("Bloomberg"), related: related.into(), ..Article::default() };
        assert_eq!(coverage(&article), 2);
    }

    #[test]
    fn a_number_out_of_range_stops_at_the_range() {
        assert_eq!((narrow(Some(1 << 20)), narrow(Some(i32::MIN)), narrow(None)), (i16::MAX, UNKNOWN + 1, UNKNOWN));
    }

    #[test]
    fn only_a_folder_named_archive_archives() {
        let mut batch = Batch::default();
        for path in ["_archive/_news/a.md", "_news/_archive.md", "x_archive/a.md", "a/_archive/b.md"] {
            batch.push(&Article::default(), false, Path::new(path));
        }
        let archived: Vec<bool> = batch.columns.flags.iter().map(|&f| Flags::of(f).has(Flags::ARCHIVED)).collect();
        assert_eq!(archived, [true, false, false, true]);
    }

    #[test]
    fn a_readme_is_counted_and_no_problem() {
        let mut batch = Batch::default();
        batch.problem(Path::new("README.md"), Note::new(Code::NoFrontMatter, 0, "no front matter"));
        batch.problem(Path::new("b.md"), Note::new(Code::Yaml, 3, "broken"));
        assert_eq!((batch.skipped.len(), batch.problems.len(), batch.files(), batch.len()), (1, 1, 2, 0));
    }

    #[test]
    fn a_topic_named_twice_counts_once_and_too_many_are_dropped() {
        let mut batch = Batch::default();
        let topics = ["AI".to_owned(), "AI".into(), String::new()];
        batch.push(&Article { topics: topics.into(), ..Article::default() }, false, Path::new("a.md"));
        assert_eq!(batch.columns.view().topics.get(0), [0]);
        let many = (0..1000).map(|i| i.to_string()).collect();
        batch.push(&Article { topics: many, ..Article::default() }, false, Path::new("b.md"));
        assert_eq!(batch.columns.view().topics.get(1).len(), MAX_TOPICS);
    }
}
