//! The article as lines: everything its file says, set for a width. It reads no file and knows no screen position; it scrolls as a whole.

mod aside;
mod body;
mod build;
mod head;
mod links;
mod numbered;
mod timeline;

pub use build::{Page, PageRow, Source, begins_body};
pub use links::{Lettered, lettered};
pub use numbered::{Numbered, Target, coverage, same_week, told};
