//! `dateline stories`: what several articles or outlets tell, a row each; for programs with the articles of each and why they are in it.
//! It reads no body.

use std::io::{self, Write};

use serde::Serialize;

use super::find::{Answer, Hit};
use super::list::{outlet_room, person_line};
use super::record::{self, Record};
use super::{Around, Form};
use crate::cli::headlines::line;
use crate::index::{Index, Row};
use crate::story::{Stories, Why as Tied};

/// A story as programs are told of it.
#[derive(Debug, Serialize)]
struct Story {
    /// That of its first article.
    id: String,
    /// Of the article that leads it.
    title: String,
    /// RFC 3339.
    first: Option<String>,
    last: Option<String>,
    /// How many tell it, here and on the web.
    outlets: usize,
    /// In the order of time.
    articles: Vec<Record>,
}

/// Why an article is in its story: what ties it most surely to another of it.
#[derive(Debug, Serialize)]
pub(super) struct Why {
    /// The id of the other.
    with: String,
    /// A file names the story elsewhere; else they tell alike.
    named: bool,
    /// Of the rare words of the shorter headline, how many the other has too.
    percent: Option<u8>,
    /// Between the two.
    seconds: Option<u64>,
}

pub(super) fn write(answer: &Answer, form: Option<Form>, around: &Around<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (index, stories) = (&*answer.index, answer.stories(around));
    let records = || answer.hits().map(|hit| story(answer, hit.row, around));
    match form {
        Some(Form::Json) => record::envelope("stories", records(), out),
        Some(Form::JsonLines) => record::lines(records(), out),
        Some(Form::Tsv) => records().try_for_each(|story| story.columns(out)),
        Some(Form::Null) => answer
            .hits()
            .flat_map(|hit| in_time(index, stories, hit.row))
            .try_for_each(|row| record::raw(around.store, index.path(row), out)),
        None => {
            let room = outlet_room(index, answer.hits().map(|hit| hit.row));
            let line = |hit: Hit| story_line(index, stories, hit.row, (room, around));
            answer.hits().try_for_each(|hit| writeln!(out, "{}", line(hit)))
        }
    }
}

/// The line of what stands for a story: for people, its outlet in `room` cells, or parted by tabs.
pub(super) fn story_line(index: &Index, stories: &Stories, row: Row, (room, around): (usize, &Around<'_>)) -> String {
    let own = usize::from(!index.outlet(row).is_empty());
    let more = stories.told_by(index, row).saturating_sub(own);
    match more {
        0 if !around.terminal.output => line(index, row, around.clock),
        _ if !around.terminal.output => format!("{}\t+{more}", line(index, row, around.clock)),
        0 => person_line(index, row, room, around),
        _ => format!("{}  {}", person_line(index, row, room, around), around.terminal.quiet(&format!("+{more}"))),
    }
}

/// The article of its story that is the earliest; of those without a date the first, where none has one.
pub(super) fn first(index: &Index, stories: &Stories, row: Row) -> Row {
    let (dated, undated) = parted(index, stories, &row);
    dated.last().or(undated.first()).copied().unwrap_or(row)
}

/// All of its story, from the earliest on, at last those without a date; itself where it is alone.
fn in_time(index: &Index, stories: &Stories, row: Row) -> Vec<Row> {
    let (dated, undated) = parted(index, stories, &row);
    dated.iter().rev().chain(undated).copied().collect()
}

/// Those that have a date, the newest first, as rows stand; and the others.
fn parted<'a>(index: &Index, stories: &'a Stories, row: &'a Row) -> (&'a [Row], &'a [Row]) {
    let members = stories.of(*row).map_or(std::slice::from_ref(row), |story| stories.members(story));
    members.split_at(members.partition_point(|&row| index.date(row).is_some()))
}

fn story(answer: &Answer, row: Row, around: &Around<'_>) -> Story {
    let index = &*answer.index;
    let (marks, stories) = (answer.marks(around), answer.stories(around));
    let articles = in_time(index, stories, row);
    let (dated, _) = parted(index, stories, &row);
    let date = |row: Option<&Row>| Some(index.date(*row?)?.to_string());
    let record = |&row: &Row| {
        let hit = Hit { row, rank: None, score: None };
        let record = Record::of_hit(index, &hit).marked(marks, row).told(index, stories, row);
        record.because(why(index, stories, row))
    };
    Story {
        id: index.id(first(index, stories, row)).to_string(),
        title: index.title(stories.lead_of(row)).to_owned(),
        first: date(dated.last()),
        last: date(dated.first()),
        outlets: stories.told_by(index, row),
        articles: articles.iter().map(record).collect(),
    }
}

fn why(index: &Index, stories: &Stories, row: Row) -> Option<Why> {
    let tie = stories.tie(row)?;
    let named = tie.why() == Tied::Named;
    let dates = index.date(tie.newer).zip(index.date(tie.older));
    Some(Why {
        with: index.id(tie.other(row)).to_string(),
        named,
        percent: (!named).then_some(tie.percent),
        seconds: dates.map(|(newer, older)| newer.seconds().abs_diff(older.seconds())),
    })
}

impl Story {
    /// `id`, `first`, `last`, `outlets`, how many articles, `title`.
    fn columns(&self, out: &mut dyn Write) -> io::Result<()> {
        let [first, last] = [&self.first, &self.last].map(|date| date.as_deref().unwrap_or_default());
        let (outlets, articles) = (self.outlets.to_string(), self.articles.len().to_string());
        record::columns(&[&self.id, first, last, &outlets, &articles, &self.title], out)
    }
}
