//! `dateline front`: the front page, to its end; with why each story stands where it does. It reads no body.

use std::io::{self, Write};

use serde::Serialize;

use super::find::Hit;
use super::list::outlet_room;
use super::record::{Record, VERSION};
use super::stories::story_line;
use super::{Around, Outcome};
use crate::cli::whole::read;
use crate::index::Row;
use crate::model::Says;
use crate::story::front::{Edition, Part, Term};

/// What is below the last story.
const END: &str = "You are up to date. The rest is under All.";

/// The page as programs are told of it.
#[derive(Debug, Serialize)]
struct Page {
    version: u32,
    /// What ages count from, in RFC 3339.
    edition: String,
    /// How many stories were looked at, but for those that are muted.
    weighed: usize,
    /// How many more there were.
    muted: usize,
    sections: Vec<Section>,
}

#[derive(Debug, Serialize)]
struct Section {
    /// `top`, `topic`, `category` or `other`.
    of: &'static str,
    /// Of the topic or the category.
    name: Option<String>,
    stories: Vec<Story>,
}

#[derive(Debug, Serialize)]
struct Story {
    /// What stands for it.
    article: Record,
    score: u32,
    terms: Vec<TermRecord>,
    /// Where variety decided for it or against it, in plain words.
    variety: Vec<String>,
}

#[derive(Debug, Serialize)]
struct TermRecord {
    name: &'static str,
    value: String,
    points: i32,
}

/// Writes the page: as JSON, or for people, on demand with the terms below each story.
pub(super) fn front((json, why): (bool, bool), around: &Around<'_>, out: &mut dyn Write) -> io::Result<Outcome> {
    let whole = read(around.store, around.cache);
    let index = &whole.index;
    let stories = around.stories.of(index, whole.before.as_ref(), around.store);
    let marks = around.marks.of(index);
    let edition = Edition::of(index, &stories, Some(&marks), around.clock.now, &around.weights, &around.tastes);
    let record = |row: Row| {
        let hit = Hit { row, rank: None, score: None };
        Record::of_hit(index, &hit).marked(&marks, row).told(index, &stories, row)
    };
    if json {
        serde_json::to_writer(&mut *out, &page(&edition, record))?;
        writeln!(out)?;
    }
    if edition.sections.is_empty() {
        let muted = muted(&edition).map(|muted| {
            let by = around
                .tastes
                .iter()
                .filter(|taste| taste.says == Says::Mute && edition.would_hide(index, &stories, &taste.of) > 0);
            let by: Vec<String> = by.map(|taste| taste.of.told()).collect();
            format!(
                "nothing is found; {muted}{}",
                if by.is_empty() { String::new() } else { format!(": {}", some(&by)) }
            )
        });
        // Who says what is not to be shown has asked for nothing, and may not know.
        let nothing = || around.terminal.error.then(|| "nothing is found".to_owned());
        return Ok(Outcome::Nothing(muted.or_else(nothing)));
    }
    if json {
        return Ok(Outcome::Fine);
    }
    writeln!(out, "{}", around.terminal.bold(&edition.title(&around.clock.zone)))?;
    let room = outlet_room(index, edition.rows());
    for section in &edition.sections {
        writeln!(out, "\n{}", around.terminal.bold(section.part.label(index)))?;
        for &row in &section.rows {
            writeln!(out, "{}", story_line(index, &stories, row, (room, around)))?;
            if why {
                writeln!(out, "{}", around.terminal.quiet(&format!("    {}", why_here(&edition, row))))?;
            }
        }
    }
    writeln!(out, "\n{END}")?;
    if let Some(muted) = muted(&edition) {
        writeln!(out, "{}", around.terminal.quiet(&format!("{muted}.")))?;
    }
    Ok(Outcome::Fine)
}

/// `outlet Daily, topic Rail and 2 more`.
fn some(names: &[String]) -> String {
    let (first, rest) = names.split_at(names.len().min(3));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    format!("{}{more}", first.join(", "))
}

/// How many stories are not on the page because of what the user says; nothing where that is none.
fn muted(edition: &Edition) -> Option<String> {
    match edition.muted {
        0 => None,
        1 => Some("1 story is muted by rules.toml".to_owned()),
        several => Some(format!("{several} stories are muted by rules.toml")),
    }
}

/// `heat 53 +212, 4 outlets +133, topic Rail -100: 245; stands after No. 4: within 50 points, and of another outlet`.
fn why_here(edition: &Edition, row: Row) -> String {
    std::iter::once(sum(edition.why(row))).chain(edition.variety(row)).collect::<Vec<_>>().join("; ")
}

fn sum(terms: &[Term]) -> String {
    let all: Vec<String> = terms.iter().map(|term| format!("{} {:+}", term.value, term.points)).collect();
    format!("{}: {}", all.join(", "), terms.iter().map(|term| term.points).sum::<i32>())
}

fn page(edition: &Edition, record: impl Fn(Row) -> Record) -> Page {
    let term = |term: &Term| TermRecord { name: term.signal.name(), value: term.value.clone(), points: term.points };
    let story = |&row: &Row| Story {
        article: record(row),
        score: edition.score(row),
        terms: edition.why(row).iter().map(term).collect(),
        variety: edition.variety(row),
    };
    let sections = edition.sections.iter().map(|section| {
        let (of, name) = match &section.part {
            Part::Top => ("top", None),
            Part::Topic(name) => ("topic", Some(name.to_string())),
            Part::Category(name) => ("category", Some(name.to_string())),
            Part::Other => ("other", None),
        };
        Section { of, name, stories: section.rows.iter().map(story).collect() }
    });
    Page {
        version: VERSION,
        edition: edition.date.to_string(),
        weighed: edition.weighed,
        muted: edition.muted,
        sections: sections.collect(),
    }
}
