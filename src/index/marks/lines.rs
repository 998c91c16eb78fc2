//! The lines of one step for a journal, each with what people know the article by. How a line is written is the journal's.

use crate::index::{Index, Row};
use crate::model::{ArticleId, Timestamp};
use crate::store::marks::{Entry, Moment, Verb, Way, write_line};

/// Bytes of a title that tell it from others.
const ENOUGH: usize = 80;

/// Lines of one moment.
pub(super) struct Lines {
    at: Moment,
    bytes: Vec<u8>,
}

impl Lines {
    /// `of`: what the step takes back, or takes again.
    pub fn new(at: Moment, of: Option<(Way, Moment)>) -> Lines {
        let mut bytes = Vec::new();
        match of {
            Some((Way::Undo, step)) => write_line(&mut bytes, at, &Entry::Undo(step), ""),
            Some((Way::Redo, step)) => write_line(&mut bytes, at, &Entry::Redo(step), ""),
            None => {}
        }
        Lines { at, bytes }
    }

    /// Of an article that may not be there any more.
    pub fn mark(&mut self, index: &Index, row: Option<Row>, id: ArticleId, verb: Verb) {
        let title = row.map_or("", |row| index.title(row));
        let title = &title[..title.floor_char_boundary(ENOUGH)];
        write_line(&mut self.bytes, self.at, &Entry::Mark { verb, id }, title);
    }

    pub fn baseline(&mut self, store: &str, until: Option<Timestamp>) {
        write_line(&mut self.bytes, self.at, &Entry::Baseline { place: store.to_owned(), until }, "");
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}
