//! What is wrong in the store: files that could not be listed, then wrong values of articles that are. It mends nothing; the editor
//! does.

use crate::app::cursor::Cursor;
use crate::app::dates::Clock;
use crate::index::{Index, Row};
use crate::model::Note;
use crate::store::future_note;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Articles dated ahead of now, which only the clock can tell: so many are listed.
const MOST_AHEAD: usize = 1_000;

/// The list of problems.
#[derive(Debug)]
pub struct Problems {
    pub cursor: Cursor,
    index: Arc<Index>,
    ahead: Vec<(PathBuf, Note)>,
}

/// One problem.
#[derive(Debug, Clone, Copy)]
pub struct Problem<'a> {
    /// Relative to the store, raw.
    pub path: &'a Path,
    pub note: &'a Note,
}

impl Problems {
    pub fn new(index: &Arc<Index>, clock: &Clock) -> Problems {
        // Rows stand newest first, so those ahead of now stand at the top.
        let ahead = (0..index.len().min(MOST_AHEAD) as u32)
            .map(Row)
            .map_while(|row| Some((index.path(row).to_owned(), future_note(index.date(row), clock.now)?)))
            .collect();
        Problems { cursor: Cursor::default(), index: index.clone(), ahead }
    }

    /// Of another index; one stays on the same line.
    pub fn reindex(&mut self, index: &Arc<Index>, clock: &Clock) {
        *self = Problems { cursor: self.cursor, ..Problems::new(index, clock) };
    }

    fn parts(&self) -> [&[(PathBuf, Note)]; 3] {
        [self.index.problems(), self.index.notes(), &self.ahead]
    }

    pub fn len(&self) -> usize {
        self.parts().iter().map(|part| part.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, mut at: usize) -> Option<Problem<'_>> {
        for part in self.parts() {
            match part.get(at) {
                Some((path, note)) => return Some(Problem { path, note }),
                None => at -= part.len(),
            }
        }
        None
    }

    pub fn selected(&self) -> Option<Problem<'_>> {
        self.get(self.cursor.selected())
    }

    /// Wrong values beyond those that are listed.
    pub fn untold(&self) -> usize {
        self.index.totals().notes.saturating_sub(self.index.notes().len())
    }
}
