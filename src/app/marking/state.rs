//! What the app knows of marks: those of the indexes in use, and what is on its way. It decides nothing.

use std::sync::Arc;

use super::seen::Reading;
use crate::config::MarkRead;
use crate::index::{Index, Marks};
use crate::store::marks::Step;

/// The marks, and what is being done with them.
#[derive(Debug, Default)]
pub struct Marking {
    known: Vec<(Arc<Index>, Marks)>,
    /// Asked and not answered.
    pub asked: usize,
    /// What was marked earlier today, until it is known what of it is of this store.
    pub earlier: Vec<Step>,
    /// Why marks are not being saved.
    pub unsaved: Option<String>,
    /// When an article counts as read.
    pub mark_read: MarkRead,
    /// The article that is being read, and what has been noted of it.
    pub reading: Option<Reading>,
}

impl Marking {
    pub fn new(mark_read: MarkRead) -> Marking {
        Marking { mark_read, ..Marking::default() }
    }

    /// Of that index, once they are known.
    pub fn of(&self, index: &Arc<Index>) -> Option<&Marks> {
        self.known.iter().find(|(known, _)| Arc::ptr_eq(known, index)).map(|(_, marks)| marks)
    }

    pub fn set(&mut self, known: Vec<(Arc<Index>, Marks)>) {
        self.known = known;
    }
}
