//! The linear reader, for screen readers and terminals that can do no more: a prompt, commands and lines, on standard input and output.
//! No escape sequence, no redrawing, nothing that is not asked for.

mod command;
mod list;
mod places;
mod session;
mod speak;

pub use session::{Shown, converse};
