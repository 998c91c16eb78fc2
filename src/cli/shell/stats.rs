//! `dateline stats`: a store in figures, and where its index is kept.

use super::record::{self, VERSION, columns};
use super::{Around, Form, OutletSort};
use crate::index::{Facet, Index, Scope};
use crate::model::text::safe_line;
use crate::model::{cells, fold};
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
    /// Where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    by_outlet: Option<Vec<OutletFigure>>,
}

/// How many articles an outlet has.
#[derive(Debug, Serialize)]
struct OutletFigure {
    outlet: String,
    articles: usize,
}

/// Which outlets are told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outlets {
    sort: OutletSort,
    most: usize,
}

impl Outlets {
    /// None where neither an order nor a number was asked for.
    pub fn asked(sort: Option<OutletSort>, limit: Option<usize>) -> Option<Outlets> {
        let is_asked = sort.is_some() || limit.is_some();
        is_asked.then(|| Outlets { sort: sort.unwrap_or_default(), most: limit.unwrap_or(usize::MAX) })
    }

    fn of(self, index: &Index) -> Vec<OutletFigure> {
        // Most first already.
        let mut all: Vec<&Facet> = index.outlets().iter().collect();
        if self.sort == OutletSort::Name {
            all.sort_by_cached_key(|outlet| fold(&outlet.name));
        }
        let figure = |outlet: &Facet| OutletFigure { outlet: outlet.name.to_string(), articles: outlet.count };
        all.into_iter().take(self.most).map(figure).collect()
    }
}

pub(super) fn write(
    index: &Arc<Index>,
    outlets: Option<Outlets>,
    form: Option<Form>,
    around: &Around<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let figures = Figures { by_outlet: outlets.map(|outlets| outlets.of(index)), ..figures(index, around) };
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
    let is_for_people = around.terminal.output && form.is_none();
    lines.iter().try_for_each(|(name, value)| match is_for_people {
        true => writeln!(out, "{}  {value}", around.terminal.quiet(&format!("{:12}", name.replace('_', " ")))),
        false => columns(&[name, value], out),
    })?;
    figures.by_outlet.iter().flatten().try_for_each(|OutletFigure { outlet, articles }| match is_for_people {
        true => writeln!(out, "{}  {}", around.terminal.quiet(&format!("{articles:12}")), cells::drawn(outlet)),
        false => columns(&["outlet", outlet, &articles.to_string()], out),
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
        by_outlet: None,
    }
}
