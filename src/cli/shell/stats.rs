//! `dateline stats`: a store in figures, and where its index is kept.

use super::record::{self, VERSION, columns};
use super::{Around, Form};
use crate::index::{Index, Scope};
use crate::model::text::safe_line;
use crate::search::Rows;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// The figures as programs are told of them.
#[derive(Debug, Serialize)]
struct Figures {
    version: u32,
    store: String,
    files: usize,
    articles: usize,
    removed: usize,
    duplicates: usize,
    not_articles: usize,
    problems: usize,
    notes: usize,
    bodies: usize,
    outlets: usize,
    topics: usize,
    /// RFC 3339; a date ahead of now is none.
    oldest: Option<String>,
    newest: Option<String>,
    /// Where the index is kept, and its bytes.
    index: Option<String>,
    index_bytes: Option<u64>,
}

pub(super) fn write(
    index: &Arc<Index>,
    form: Option<Form>,
    around: &Around<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let figures = figures(index, around);
    match form {
        Some(Form::Json | Form::JsonLines) => return record::lines(std::iter::once(figures), out),
        Some(Form::Null) => return record::raw(around.store, Path::new(""), out),
        Some(Form::Tsv) | None => {}
    }
    let Figures {
        files, articles, removed, duplicates, not_articles, problems, notes, bodies, outlets, topics, ..
    } = figures;
    let some = |value: Option<String>| value.unwrap_or_default();
    let lines = [
        ("store", figures.store),
        ("files", files.to_string()),
        ("articles", articles.to_string()),
        ("removed", removed.to_string()),
        ("duplicates", duplicates.to_string()),
        ("not_articles", not_articles.to_string()),
        ("problems", problems.to_string()),
        ("notes", notes.to_string()),
        ("bodies", bodies.to_string()),
        ("outlets", outlets.to_string()),
        ("topics", topics.to_string()),
        ("oldest", some(figures.oldest)),
        ("newest", some(figures.newest)),
        ("index", some(figures.index)),
        ("index_bytes", some(figures.index_bytes.map(|bytes| bytes.to_string()))),
    ];
    lines.iter().try_for_each(|(name, value)| match around.terminal.output && form.is_none() {
        true => writeln!(out, "{}  {value}", around.terminal.quiet(&format!("{:12}", name.replace('_', " ")))),
        false => columns(&[name, value], out),
    })
}

fn figures(index: &Arc<Index>, around: &Around<'_>) -> Figures {
    let totals = index.totals();
    let shown = |path: &Path| safe_line(&path.to_string_lossy());
    let list = index.list(&Scope::All);
    let date = |row| index.date(row).map(|date| date.to_string());
    let newest = Rows::newest(index, &Scope::All, around.clock.now).get(0);
    let oldest = index.dated_in(list).checked_sub(1).and_then(|at| index.rows_in(list).get(at).copied());
    let kept = around.cache.place(around.store).and_then(|place| Some((place.metadata().ok()?.len(), place)));
    Figures {
        version: VERSION,
        store: shown(around.store.root()),
        files: totals.files,
        articles: totals.articles,
        removed: totals.removed,
        duplicates: totals.duplicates,
        not_articles: totals.not_articles,
        problems: totals.problems,
        notes: totals.notes,
        bodies: totals.bodies,
        outlets: index.outlets_len(),
        topics: index.topics().len(),
        oldest: oldest.and_then(date),
        newest: newest.and_then(date),
        index: kept.as_ref().map(|(_, place)| shown(place)),
        index_bytes: kept.map(|(bytes, _)| bytes),
    }
}
