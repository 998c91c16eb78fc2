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
#[derive(Debug, Clone)]
pub struct Problem<'a> {
    /// Relative to the store, raw.
    pub path: &'a Path,
    pub note: Note,
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

    pub fn len(&self) -> usize {
        self.index.problems().len() + self.index.notes().len() + self.ahead.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Files that could not be listed, then wrong values, then dates ahead of now.
    pub fn get(&self, at: usize) -> Option<Problem<'_>> {
        let (problems, notes) = (self.index.problems(), self.index.notes());
        let told = problems.get(at).or_else(|| notes.get(at.checked_sub(problems.len())?));
        if let Some((path, note)) = told {
            return Some(Problem { path, note });
        }
        let (path, note) = self.ahead.get(at.checked_sub(problems.len() + notes.len())?)?;
        Some(Problem { path, note: note.clone() })
    }

    pub fn selected(&self) -> Option<Problem<'_>> {
        self.get(self.cursor.selected())
    }

    /// Wrong values beyond those that are listed.
    pub fn untold(&self) -> usize {
        self.index.totals().notes.saturating_sub(self.index.notes().len())
    }
}
