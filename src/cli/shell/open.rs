//! `dateline open`: an original in the browser. It asks which, where there is somebody to ask.

use super::choose::{Meant, meant};
use super::find::{Answer, Hit};
use super::record::{self, Record};
use super::{Around, Asked, Form, Outcome, list};
use crate::app::{Chosen, choose};
use crate::model::text::safe_line;
use crate::model::{Article, cells};
use crate::store::{Outcome as Read, Want};
use std::ffi::OsString;
use std::io::{self, BufRead, Read as _, Write};
use std::path::Path;

/// How many are offered.
const OFFERED: usize = 20;
/// Cells of the widest outlet among them.
const OUTLET: usize = 24;
/// Bytes of an answer that are read.
const LONGEST: u64 = 1 << 10;

/// Opens the one that was meant, the `first` of several, or the one that is chosen.
pub(super) fn open(
    named: &[OsString],
    first: bool,
    (asked, form): (&Asked, Option<Form>),
    around: &Around<'_>,
    input: impl BufRead,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    let answer = match meant(named, asked, around) {
        Meant::Nothing(why) => return Ok(Outcome::Nothing(Some(why))),
        Meant::Unclear(why) => return Ok(Outcome::Unclear(why)),
        Meant::File(path) => return opened(&path, form, around, out),
        Meant::Found(answer) => answer,
    };
    let hits: Vec<Hit> = answer.hits().take(OFFERED).collect();
    let chosen = match hits.as_slice() {
        [] => return Ok(Outcome::Fine),
        [only] => only,
        [best, ..] if first => best,
        _ if around.terminal.input && around.terminal.output => match ask(&answer, &hits, around, input, out)? {
            Some(at) => &hits[at],
            None => return Ok(Outcome::Fine),
        },
        _ => {
            let why = format!("{} articles match; say more, or --first for the best of them", answer.len());
            return Ok(Outcome::Unclear(why));
        }
    };
    opened(answer.index.path(chosen.row), form, around, out)
}

/// The position of the one that is chosen; none at the end of the input, or where nothing is typed.
fn ask(
    answer: &Answer,
    hits: &[Hit],
    around: &Around<'_>,
    mut input: impl BufRead,
    out: &mut dyn Write,
) -> io::Result<Option<usize>> {
    let widths = hits.iter().map(|hit| cells::width(answer.index.outlet(hit.row)));
    let room = widths.max().unwrap_or(0).min(OUTLET);
    for (at, hit) in hits.iter().enumerate() {
        writeln!(out, "{:2}  {}", at + 1, list::person_line(&answer.index, hit.row, room, around))?;
    }
    if answer.len() > hits.len() {
        writeln!(out, "{}", around.terminal.quiet(&format!("and {} more", answer.len() - hits.len())))?;
    }
    loop {
        write!(out, "Open which (1-{}, Enter for none)? ", hits.len())?;
        out.flush()?;
        let mut line = Vec::new();
        input.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
        let typed = safe_line(&String::from_utf8_lossy(&line));
        if typed.is_empty() {
            return Ok(None);
        }
        match typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) {
            Some(at) if at < hits.len() => return Ok(Some(at)),
            _ => writeln!(out, "“{typed}” is none of them.")?,
        }
    }
}

fn opened(path: &Path, form: Option<Form>, around: &Around<'_>, out: &mut dyn Write) -> io::Result<Outcome> {
    let article = match around.store.article(path, Want::Headline) {
        Read::Shown(parsed) => parsed.article,
        Read::Skipped(note) => {
            let why = format!("{}: {}", safe_line(&path.to_string_lossy()), note.message);
            return Ok(Outcome::Nothing(Some(why)));
        }
    };
    let target = match choose(&article) {
        Chosen::Address(target) => target,
        Chosen::None(why) => return Ok(Outcome::Nothing(Some(format!("{}: {why}", article.title)))),
    };
    // A browser that reads in the terminal writes there itself.
    out.flush()?;
    match around.browser.open_here(&target) {
        Ok(()) => said(&article, path, &target, form, around, out).map(|()| Outcome::Fine),
        Err(why) => Ok(Outcome::Nothing(Some(format!("{why} The address is {target}")))),
    }
}

/// What was opened.
fn said(
    article: &Article,
    path: &Path,
    target: &str,
    form: Option<Form>,
    around: &Around<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let record = || Record::of_article(article, path);
    match form {
        Some(Form::Json) => record::envelope("articles", std::iter::once(record()), out),
        Some(Form::JsonLines) => record::lines(std::iter::once(record()), out),
        Some(Form::Tsv) => record().columns(out),
        Some(Form::Null) => record::raw(around.store, path, out),
        None => writeln!(out, "Opened {}: {target}", article.title),
    }
}
