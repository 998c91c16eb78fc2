//! An edition as lines of a list: rows, and between them the names of the sections and the end. It ranks nothing.

use crate::index::{Index, Row};
use crate::search::Rows;
use crate::story::front::{Edition, Part};
use std::sync::Arc;

/// What stands where no row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Between {
    Gap,
    /// The name of what follows.
    Section(String),
    /// There is no more: a line of what is said then.
    End(String),
}

/// The front page to its end. Cheap to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page(Arc<[Place]>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Row(Row),
    Said(Between),
}

/// What is below the last row.
const END: [&str; 2] = ["You are up to date.", "The rest is under All."];

impl Page {
    /// Of an edition what is to be kept. The first section needs no name above it: the page has one.
    /// `muted` is said at the end.
    pub fn of(edition: &Edition, index: &Index, muted: Option<String>, keep: impl Fn(Row) -> bool) -> Page {
        let mut places = Vec::new();
        for section in &edition.sections {
            let rows: Vec<Row> = section.rows.iter().copied().filter(|&row| keep(row)).collect();
            if rows.is_empty() {
                continue;
            }
            if section.part != Part::Top || !places.is_empty() {
                places.extend((!places.is_empty()).then_some(Place::Said(Between::Gap)));
                places.push(Place::Said(Between::Section(section.part.label(index).to_owned())));
            }
            places.extend(rows.into_iter().map(Place::Row));
        }
        if !places.is_empty() {
            places.push(Place::Said(Between::Gap));
            places.extend(END.map(|line| Place::Said(Between::End(line.to_owned()))));
            places.extend(muted.map(|line| Place::Said(Between::End(line))));
        }
        Page(places.into())
    }

    pub fn rows(&self) -> Rows {
        let row = |place: &Place| if let Place::Row(row) = place { Some(*row) } else { None };
        Rows::Parted(Arc::new(self.0.iter().map(row).collect()))
    }

    pub fn said_at(&self, at: usize) -> Option<&Between> {
        if let Place::Said(said) = self.0.get(at)? { Some(said) } else { None }
    }

    /// The section that a place is in; of the first one, what its readers call it.
    pub fn section_at(&self, at: usize) -> Option<&str> {
        let before = self.0.get(..=at)?;
        let name = before.iter().rev().find_map(|place| match place {
            Place::Said(Between::Section(name)) => Some(name.as_str()),
            _ => None,
        });
        Some(name.unwrap_or("Top stories"))
    }

    /// How many rows stand before a place.
    pub fn rows_before(&self, at: usize) -> usize {
        self.0.iter().take(at).filter(|place| matches!(place, Place::Row(_))).count()
    }
}
