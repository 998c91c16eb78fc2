//! Looks at every file of a store in the order of their paths, whatever order and thread they were read in. It holds all paths, and what
//! is in the files of a chunk of them.

use super::Record;
use crate::model::text::safe_line;
use crate::model::{Note, Timestamp};
use crate::store::{FoundFile, Outcome, Parsed, Store, Visitor, Want, future_note, walk};
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Files read before their lines are written.
const CHUNK: usize = 2_048;

/// How it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// `path:line: code: reason`, of what is wrong only.
    Lines,
    /// A [`Record`] a file.
    Json,
}

/// What there was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    pub files: usize,
    /// Duplicates are counted as often as they stand there.
    pub articles: usize,
    /// Articles with wrong values, and files of topics with some.
    pub noted: usize,
    pub not_articles: usize,
    pub errors: usize,
}

/// A file of the store, and what the walk itself had against it.
struct File {
    path: PathBuf,
    note: Option<Note>,
}

#[derive(Default)]
struct Finder {
    files: Vec<File>,
}

impl Visitor for Finder {
    fn file(&mut self, file: FoundFile<'_>) {
        self.files.push(File { path: file.path().to_owned(), note: None });
    }

    fn problem(&mut self, path: &Path, note: Note) {
        self.files.push(File { path: path.to_owned(), note: Some(note) });
    }
}

/// Writes what is wrong, or everything, to `out`. A closed pipe is an error of kind `BrokenPipe`.
pub fn check(store: &Store, how: How, now: Timestamp, out: &mut dyn Write) -> io::Result<Found> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let mut files: Vec<File> = walk(store, threads, &AtomicBool::new(false), Finder::default)
        .into_iter()
        .flat_map(|finder| finder.files)
        .collect();
    let (_, described) = store.topics();
    files.extend(described.into_iter().map(|(path, note)| File { path, note: Some(note) }));
    // Stable: a folder that neither the walk nor the topics could read is told once, in the walk's words.
    files.sort_by(|a, b| a.path.as_os_str().cmp(b.path.as_os_str()));
    files.dedup_by(|later, first| later.path == first.path);
    let mut found = Found::default();
    for chunk in files.chunks(CHUNK) {
        let told: Vec<(Found, String)> = chunk.par_iter().map(|file| look(store, file, how, now)).collect();
        for (one, text) in told {
            found = found.and(one);
            out.write_all(text.as_bytes())?;
        }
    }
    out.flush()?;
    Ok(found)
}

impl Found {
    fn and(self, other: Found) -> Found {
        Found {
            files: self.files + other.files,
            articles: self.articles + other.articles,
            noted: self.noted + other.noted,
            not_articles: self.not_articles + other.not_articles,
            errors: self.errors + other.errors,
        }
    }
}

/// One file: what it counts as, and its lines.
fn look(store: &Store, file: &File, how: How, now: Timestamp) -> (Found, String) {
    let path = &file.path;
    let outcome = match &file.note {
        Some(note) => Outcome::Skipped(note.clone()),
        None => store.article(path, Want::Whole),
    };
    let one = Found { files: 1, ..Found::default() };
    match outcome {
        Outcome::Skipped(note) => {
            let one = match note.code {
                code if code.is_no_article() => Found { not_articles: 1, ..one },
                code if code.is_note() => Found { noted: 1, ..one },
                _ => Found { errors: 1, ..one },
            };
            let text = match how {
                How::Json => json(&Record::skipped(path, &note)),
                How::Lines if one.not_articles == 0 => line(path, &note),
                How::Lines => String::new(),
            };
            (one, text)
        }
        Outcome::Shown(parsed) => {
            let Parsed { article, mut notes, .. } = *parsed;
            notes.extend(future_note(article.published, now));
            notes.sort_by_key(|note| note.line);
            let text = match how {
                How::Json => json(&Record::shown(path, &article, &notes)),
                How::Lines => notes.iter().map(|note| line(path, note)).collect(),
            };
            (Found { articles: 1, noted: usize::from(!notes.is_empty()), ..one }, text)
        }
    }
}

fn line(path: &Path, note: &Note) -> String {
    let path = safe_line(&path.to_string_lossy());
    match note.line {
        0 => format!("{path}: {}: {}\n", note.code, note.message),
        line => format!("{path}:{line}: {}: {}\n", note.code, note.message),
    }
}

fn json(record: &Record) -> String {
    // A record of texts and numbers can always be written.
    serde_json::to_string(record).map(|text| text + "\n").unwrap_or_default()
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Found { files, articles, noted, not_articles, errors } = *self;
        let s = |count: usize| if count == 1 { "" } else { "s" };
        write!(f, "{files} file{}: {articles} article{}, {noted} with notes, ", s(files), s(articles))?;
        write!(f, "{not_articles} not article{}, {errors} error{}", s(not_articles), s(errors))
    }
}
