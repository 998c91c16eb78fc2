//! What a user wrote: a TOML text as entries that know their place, and the mistakes in it. The wing that `theme`,
//! `input` and `config` share; it does not know what any key means, and reads no files.

mod document;
mod mistake;
mod nearest;
mod place;

pub use document::{Document, Entry, Value};
pub use mistake::{Mistake, Severity};
pub use nearest::nearest;
pub use place::Place;
