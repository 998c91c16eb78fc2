//! What comes into the app and what it asks for. Both are plain data: no channel, no closure, no handle to the outside.

use super::hunt::{Hunt, Quarry};
use super::marking::{Answer, Ask};
use super::preferences::Preferences;
use super::saved::{Count, Counted};
use super::undo::Way;
use crate::config::{rules, searches};
use crate::index::{Index, Snapshot, Touched};
use crate::input::Key;
use crate::model::{Article, ArticleId, Note, Timestamp};
use crate::search::{Request, Results};
use crate::store::marks;
use crate::story::Stories;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything that can happen to the app, from one channel.
#[derive(Debug)]
pub enum Event {
    /// What time it is; comes before whatever happens at that time.
    Time(Timestamp),
    Key(Key),
    Pointer(Pointer),
    Paste(String),
    Resize {
        width: u16,
        height: u16,
    },
    /// The store as far as it has been read.
    Snapshot(Snapshot),
    /// The store could not be opened.
    StoreFailed(String),
    /// The store's folder is gone, or is there again.
    StoreThere(bool),
    /// Files of the store may have changed.
    StoreTouched(Touched),
    Results(Results),
    /// An article's file was read, or could not be.
    Article(ArticleId, Result<Box<Article>, Note>),
    Hunted(Quarry),
    /// Keys that begin others have stood for a while.
    Linger,
    /// The editor has ended; whether the file is another now.
    Edited {
        changed: bool,
    },
    /// Nothing here can open an address.
    NotOpened {
        target: String,
        why: String,
    },
    /// The configuration was changed while the reader runs.
    Configured(Box<Preferences>),
    /// How many headlines the searches find that are kept.
    Counted(Counted),
    /// The file of searches was changed, or could not be: then why not.
    Kept(searches::Edit, Way, Result<searches::Changed, String>),
    /// The file of rules was changed, or could not be: then why not. What follows from it for the stories comes by itself.
    Ruled(rules::Edit, Way, Result<rules::Changed, String>),
    /// The stories of an index are known, or are others now.
    Stories(Arc<Index>, Stories),
    /// The marks are as told now; what came of what was asked.
    Marks(Answer),
    /// What was marked earlier today, before the reader was started.
    Earlier(Vec<marks::Step>),
    /// Marks are on the disk, or can't be put there: then why not.
    MarksKept(Result<(), String>),
    /// It was to be quit, and marks can't be saved.
    NotQuit(String),
    /// Somebody has been in that article for two seconds.
    Reads(ArticleId),
    /// A job has something to say to the reader.
    Said(Tone, String),
}

/// The mouse, in screen cells from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    Click {
        x: u16,
        y: u16,
    },
    /// The second click of two on the same cell.
    DoubleClick {
        x: u16,
        y: u16,
    },
    /// Moved with the button held.
    Drag {
        x: u16,
        y: u16,
    },
    Release,
    WheelUp {
        x: u16,
        y: u16,
    },
    WheelDown {
        x: u16,
        y: u16,
    },
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Warning,
    Error,
}

/// What the app wants done outside. Each runs as a job or in the shell around the app, and reports by an [`Event`], if at all.
#[derive(Debug)]
pub enum Effect {
    Search(Request),
    /// Read the file of an article for the article pane.
    Read {
        id: ArticleId,
        path: PathBuf,
    },
    /// Open an address in the browser. It has passed [`crate::model::open_verdict`].
    Open(String),
    /// Read an article's file and open its original.
    OpenArticle(PathBuf),
    /// Read an article's file and copy its original's address.
    CopyArticle {
        path: PathBuf,
        with_title: bool,
    },
    /// Put text on the terminal's clipboard.
    Copy(String),
    /// Look for the next match in the list.
    Hunt(Hunt),
    /// Open a file of the store (relative, raw) in the editor, at a line (1 is the first).
    Edit {
        path: PathBuf,
        line: u32,
    },
    /// Look at the store again: at what may have changed since `index` was made; without one read all of it.
    Refresh {
        index: Option<Arc<Index>>,
        touched: Touched,
    },
    /// Count what the searches find that are kept.
    Count(Count),
    /// Change the file of searches.
    Keep(searches::Edit, Way),
    /// Change the file of rules.
    Rule(rules::Edit, Way),
    /// Mark articles. Whoever keeps the marks answers with [`Event::Marks`].
    Mark(Ask),
    /// Quit, whatever is not saved.
    QuitAnyway,
    Suspend,
    Redraw,
    Quit,
}
