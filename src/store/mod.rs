//! The folder on disk: open it, walk it, read a file, parse what a file holds, read its topics.
//!
//! Parsing never fails: every file becomes an article with its notes, or one note that says why it is none. Nothing here
//! writes to a store, and nothing opens a FIFO, a device, or a file outside the folder. What a reader says of articles is kept
//! elsewhere, by [`marks`], which knows no store.

mod article;
mod body;
mod count;
mod cursor;
mod elements;
mod fields;
mod files;
mod folder;
mod found;
mod front_matter;
mod html;
mod length;
mod list;
mod markdown;
pub mod marks;
mod names;
mod pace;
mod page;
mod parse;
mod people;
mod queue;
mod reach;
pub mod readers;
mod related;
pub mod sample;
mod scan;
mod stamp;
mod topics;
mod tree;
mod walk;
mod yaml;

pub use count::count;
pub use files::Files;
pub use folder::{OpenError, Store};
pub use found::{FoundFile, ReadLimit};
pub use front_matter::{FrontMatter, MAX_FRONT_MATTER};
pub use names::{is_article, is_hidden};
pub use parse::{MAX_BODY, Outcome, Parsed, Source, Want, future_note, parse, parse_by_events};
pub use stamp::Stamp;
pub use walk::{Visitor, walk};
