//! `dateline list` and `dateline search`: what there is, in the form that was asked for. It reads no body.

use super::find::Answer;
use super::record::{self, Record};
use super::{Around, Form};
use crate::cli::headlines::headline;
use crate::index::{Index, Row};
use crate::model::cells;
use std::io::{self, Write};

/// Cells of the widest outlet.
const OUTLET: usize = 24;

pub(super) fn write(answer: &Answer, form: Option<Form>, around: &Around<'_>, out: &mut dyn Write) -> io::Result<()> {
    let index = &answer.index;
    let records = || {
        let (marks, stories) = (answer.marks(around), answer.stories(around));
        answer.hits().map(move |hit| Record::of_hit(index, &hit).marked(marks, hit.row).told(index, stories, hit.row))
    };
    match form {
        Some(Form::Json) => record::envelope("articles", records(), out),
        Some(Form::JsonLines) => record::lines(records(), out),
        Some(Form::Tsv) => answer.hits().try_for_each(|hit| Record::of_hit(index, &hit).columns(out)),
        Some(Form::Null) => answer.hits().try_for_each(|hit| record::raw(around.store, index.path(hit.row), out)),
        None if around.terminal.output => aligned(answer, around, out),
        None => answer.hits().try_for_each(|hit| headline(index, hit.row, around.clock, out)),
    }
}

/// For people: the outlets one below the other, what is not the headline dim.
fn aligned(answer: &Answer, around: &Around<'_>, out: &mut dyn Write) -> io::Result<()> {
    let room = outlet_room(&answer.index, answer.hits().map(|hit| hit.row));
    answer.hits().try_for_each(|hit| writeln!(out, "{}", person_line(&answer.index, hit.row, room, around)))
}

/// Cells that the outlets take.
pub(super) fn outlet_room(index: &Index, rows: impl Iterator<Item = Row>) -> usize {
    rows.map(|row| cells::width(index.outlet(row))).max().unwrap_or(0).min(OUTLET)
}

/// A headline's line for people, its outlet in `room` cells.
pub(super) fn person_line(index: &Index, row: Row, room: usize, around: &Around<'_>) -> String {
    let (outlet, used) = cells::truncate(index.outlet(row), room);
    let date = around.clock.iso_day(index.date(row));
    let outlet = if room > 0 { format!("  {outlet}{}", " ".repeat(room.saturating_sub(used))) } else { String::new() };
    let quiet = around.terminal.quiet(&format!("{date}{outlet}"));
    format!("{quiet}  {}", cells::drawn(index.title(row)))
}
