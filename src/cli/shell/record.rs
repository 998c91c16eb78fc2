//! One article as programs are told of it: in JSON, in columns, as a path. It is a format of its own, apart from the types it is made
//! of: those may change.

use crate::app::{Chosen, choose};
use crate::index::{Index, Marks, Row, coverage};
use crate::model::text::safe_line;
use crate::model::{Article, BlockKind, Body};
use crate::store::Store;
use crate::story::Stories;
use base64::Engine;
use serde::Serialize;
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::find::Hit;
use super::stories::{Why, first};

/// The version of the format. Within a version keys may be added; none goes or changes its meaning.
pub(super) const VERSION: u32 = 1;

/// One article. All text has been cleaned but `path_b64`.
#[derive(Debug, Serialize)]
pub(super) struct Record {
    id: String,
    /// Relative to the store, cleaned for people.
    path: String,
    /// The same, the bytes as they are, in Base64 (RFC 4648, section 4), where `path` is not the file's name as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    path_b64: Option<String>,
    title: String,
    /// RFC 3339.
    published: Option<String>,
    outlet: String,
    topics: Vec<String>,
    #[serde(rename = "type")]
    kind: String,
    category: String,
    heat: Option<i32>,
    quality: Option<i32>,
    /// How many other outlets have the story.
    coverage: u16,
    /// Of the original, if it may be opened.
    url: Option<String>,
    #[serde(flatten)]
    marked: Option<MarkedRecord>,
    #[serde(flatten)]
    told: Option<ToldRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    /// Among the articles of its story.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Why>,
}

/// What a reader has made of it.
#[derive(Debug, Clone, Copy, Serialize)]
struct MarkedRecord {
    read: bool,
    starred: bool,
    later: bool,
}

/// The story it is of.
#[derive(Debug, Clone, Serialize)]
struct ToldRecord {
    /// The id of the story's earliest article; its own where it is alone.
    story: String,
    /// It leads the story, or is alone.
    lead: bool,
    /// How many tell it, here and on the web.
    outlets: usize,
}

impl Record {
    /// What the index knows of it: no file is read.
    pub fn of_hit(index: &Index, hit: &Hit) -> Record {
        let row = hit.row;
        let (path, path_b64) = named(index.path(row));
        Record {
            id: index.id(row).to_string(),
            path,
            path_b64,
            title: index.title(row).to_owned(),
            published: index.date(row).map(|date| date.to_string()),
            outlet: index.outlet(row).to_owned(),
            topics: index.topics_of(row).map(str::to_owned).collect(),
            kind: index.kind(row).to_owned(),
            category: index.category(row).to_owned(),
            heat: index.heat(row).map(i32::from),
            quality: index.quality(row).map(i32::from),
            coverage: index.coverage(row),
            url: Some(index.address(row)).filter(|url| !url.is_empty()).map(str::to_owned),
            marked: None,
            told: None,
            rank: hit.rank,
            score: hit.score,
            excerpt: None,
            body: None,
            why: None,
        }
    }

    /// The same with the marks of its row.
    pub fn marked(self, marks: &Marks, row: Row) -> Record {
        let (read, starred, later) = (marks.is_read(row), marks.is_starred(row), marks.is_later(row));
        Record { marked: Some(MarkedRecord { read, starred, later }), ..self }
    }

    /// The same with what its row is in its story.
    pub fn told(self, index: &Index, stories: &Stories, row: Row) -> Record {
        let story = index.id(first(index, stories, row)).to_string();
        let (lead, outlets) = (stories.is_lead(row), stories.told_by(index, row));
        Record { told: Some(ToldRecord { story, lead, outlets }), ..self }
    }

    /// The same with why it is in that story.
    pub fn because(self, why: Option<Why>) -> Record {
        Record { why, ..self }
    }

    /// All that its file says, excerpt and text too.
    pub fn of_article(article: &Article, path: &Path) -> Record {
        let (path, path_b64) = named(path);
        Record {
            id: article.id.to_string(),
            path,
            path_b64,
            title: article.title.clone(),
            published: article.published.map(|date| date.to_string()),
            outlet: article.provider.label().to_owned(),
            topics: article.topics.clone(),
            kind: article.kind.clone(),
            category: article.category.clone(),
            heat: article.heat,
            quality: article.quality,
            coverage: coverage(article),
            url: address(article),
            marked: None,
            told: None,
            rank: None,
            score: None,
            excerpt: Some(article.excerpt.clone()),
            body: Some(text(&article.body)),
            why: None,
        }
    }

    /// `id`, `published`, `outlet`, `title`, `path`.
    pub fn columns(&self, out: &mut dyn Write) -> io::Result<()> {
        let published = self.published.as_deref().unwrap_or_default();
        columns(&[&self.id, published, &self.outlet, &self.title, &self.path], out)
    }
}

/// A line of columns. Cleaned text of one line holds no tab; a blank stands for one all the same.
pub(super) fn columns(values: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let values: Vec<String> = values.iter().map(|value| value.replace(char::is_control, " ")).collect();
    writeln!(out, "{}", values.join("\t"))
}

/// The object that holds `items` under `name`, a line each, as they come.
pub(super) fn envelope<T: Serialize>(
    name: &str,
    items: impl Iterator<Item = T>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION},\"{name}\":[")?;
    for (at, item) in items.enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    out.write_all(b"\n]}\n")
}

/// A line each.
pub(super) fn lines<T: Serialize>(items: impl Iterator<Item = T>, out: &mut dyn Write) -> io::Result<()> {
    for item in items {
        serde_json::to_writer(&mut *out, &item)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// A file's absolute path, its bytes as they are, and a NUL.
pub(super) fn raw(store: &Store, path: &Path, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(store.root().join(path).as_os_str().as_bytes())?;
    out.write_all(b"\0")
}

/// A path for people, and its bytes where that is not what it is.
fn named(path: &Path) -> (String, Option<String>) {
    let bytes = path.as_os_str().as_bytes();
    let shown = safe_line(&path.to_string_lossy());
    let differs = shown.as_bytes() != bytes;
    (shown, differs.then(|| base64::engine::general_purpose::STANDARD.encode(bytes)))
}

fn address(article: &Article) -> Option<String> {
    match choose(article) {
        Chosen::Address(target) => Some(target),
        Chosen::None(_) => None,
    }
}

/// A blank line between blocks, none between the items of a list.
fn text(body: &Body) -> String {
    let mut text = String::new();
    let mut was_item = false;
    for block in body.blocks.iter().filter(|block| block.kind != BlockKind::Rule) {
        let is_item = matches!(block.kind, BlockKind::Item { .. });
        if !text.is_empty() {
            text.push_str(if is_item && was_item { "\n" } else { "\n\n" });
        }
        text.push_str(&block.text);
        was_item = is_item;
    }
    text
}
