//! `dateline show`: an article, whole. For people set for their terminal and paged, else as Markdown or as a record.

use super::choose::{Meant, meant};
use super::record::{self, Record};
use super::{Around, Asked, Form, Outcome, leaf, markdown, pager};
use crate::model::Article;
use crate::model::text::safe_line;
use crate::store::{Outcome as Read, Want};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

/// Shows what was meant: of what words find the best, or as many as are asked for.
pub(super) fn show(
    named: &[OsString],
    asked: &Asked,
    form: Option<Form>,
    around: &Around<'_>,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    let paths: Vec<PathBuf> = match meant(named, asked, around) {
        Meant::Nothing(why) => return Ok(Outcome::Nothing(Some(why))),
        Meant::Unclear(why) => return Ok(Outcome::Unclear(why)),
        Meant::File(path) => vec![path],
        Meant::Found(answer) => {
            let rows = answer.hits().take(asked.limit.unwrap_or(1)).map(|hit| hit.row);
            rows.map(|row| answer.index.path(row).to_owned()).collect()
        }
    };
    let mut articles = Vec::with_capacity(paths.len());
    for path in paths {
        match around.store.article(&path, Want::Whole) {
            Read::Shown(parsed) => articles.push((path, parsed.article)),
            Read::Skipped(note) => {
                let why = format!("{}: {}", safe_line(&path.to_string_lossy()), note.message);
                return Ok(Outcome::Nothing(Some(why)));
            }
        }
    }
    write(&articles, form, around, out)?;
    Ok(Outcome::Fine)
}

fn write(
    articles: &[(PathBuf, Article)],
    form: Option<Form>,
    around: &Around<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut records = articles.iter().map(|(path, article)| Record::of_article(article, path));
    let text = |set: &dyn Fn(&Article) -> String, between: &str| {
        articles.iter().map(|(_, article)| set(article)).collect::<Vec<_>>().join(between)
    };
    match form {
        Some(Form::Json) => record::envelope("articles", records, out),
        Some(Form::JsonLines) => record::lines(records, out),
        Some(Form::Tsv) => records.try_for_each(|record| record.columns(out)),
        Some(Form::Null) => articles.iter().try_for_each(|(path, _)| record::raw(around.store, path, out)),
        None if around.terminal.output => {
            let leaf = |article: &Article| leaf::leaf(article, around.clock, &around.terminal);
            pager::page(&text(&leaf, "\n\n"), around.terminal.pager.as_deref(), out)
        }
        None => out.write_all(text(&|article| markdown::markdown(article, around.clock), "\n").as_bytes()),
    }
}
