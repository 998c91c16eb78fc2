//! The one gate: what may be shown of text that came from outside. It decides nothing about layout or width: see
//! [`crate::model::cells`].
//!
//! Every string from a file, a file's name or a network passes [`line()`] (one-line fields), [`safe_line`] (one line that
//! holds no entities, a file's name), [`excerpt()`] or [`safe_body`] where it enters. What they return holds no control
//! character (but `\n` in bodies), no escape sequence, no character that changes the direction of text, none that is
//! drawn as nothing and none of private use; cleaning it again changes nothing.

mod ascii;
mod check;
mod class;
mod clean;
mod entities;
mod excerpt;
#[cfg(test)]
pub(crate) mod samples;
mod tags;

pub use check::is_clean;
pub use clean::{Notes, is_plain, notes_of, safe_body, safe_line, safe_line_cow};
pub use entities::{decode_entities, line};
pub use excerpt::excerpt;

/// Characters kept of a one-line field; what is longer is cut and ends in `…`.
pub const MAX_LINE: usize = 1_000;
/// Characters kept of an excerpt.
pub const MAX_EXCERPT: usize = 8_000;
/// Combining marks kept on one letter.
pub const MAX_MARKS: usize = 8;
