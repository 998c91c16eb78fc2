//! What is asked of a ledger, and what comes of it. Plain data: how it is carried out is the ledger's.

use std::path::{Path, PathBuf};

use crate::index::Row;
use crate::model::{ArticleId, Timestamp};
use crate::store::marks::{Mark, Moment, Verb};

/// Where the marks of a store are, and what is to be known of the store for them.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The folder of the journals; without one marks last as long as this.
    pub folder: Option<PathBuf>,
    /// What the journals call the store.
    pub store: String,
    /// Where the columns are kept between runs.
    pub kept: Option<PathBuf>,
    /// What was first seen after it is new.
    pub since: Option<Timestamp>,
    /// A date after it says nothing of when an article came.
    pub now: Option<Timestamp>,
}

impl Place {
    /// What kept columns must be of.
    pub(super) fn name(&self) -> Vec<u8> {
        let folder = self.folder.as_deref().unwrap_or(Path::new("")).as_os_str();
        [folder.as_encoded_bytes(), b"\0", self.store.as_bytes()].concat()
    }
}

/// What is to be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Marks all, unless all are marked: then none.
    Toggle(Mark),
    Set(Verb),
    /// Opened or read through just now; whether it counts as read for it.
    Seen {
        read: bool,
    },
}

/// The rows of the same index that are read together with one: its story.
pub type Others<'a> = dyn Fn(Row) -> &'a [Row] + 'a;

/// What was marked: one step, for one who may want it undone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    pub at: Moment,
    /// What was said of which article, where that was another mark before.
    pub changes: Vec<(ArticleId, Verb)>,
    /// Everything published up to a date counts as read: before, and now.
    pub baseline: Option<(Option<Timestamp>, Option<Timestamp>)>,
    /// For the journal.
    pub lines: Vec<u8>,
}

/// What sets a mark.
pub(super) fn on(mark: Mark) -> Verb {
    match mark {
        Mark::Read => Verb::Read,
        Mark::Star => Verb::Star,
        Mark::Later => Verb::Later,
        Mark::Seen => Verb::Seen,
    }
}

pub(super) fn off(mark: Mark) -> Verb {
    on(mark).inverse().unwrap_or(on(mark))
}
