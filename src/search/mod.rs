//! A part of the store, words and an order in; rows out. Fuzzy over every headline, newest first in slices, on a thread
//! of its own. It reads an [`crate::index::Index`], and
//! files only where the texts of articles are asked for.

mod base;
mod bits;
mod check;
mod compile;
mod complete;
mod filter;
pub mod fuzzy;
mod language;
mod light;
mod matcher;
mod names;
mod needle;
mod next;
mod order;
mod pass;
mod phrase;
pub mod query;
mod rows;
mod run;
mod short;
mod tally;
#[cfg(test)]
mod tests;
mod texts;
mod together;
mod typing;
mod worker;

pub use complete::{Choice, Completions, complete};
pub use filter::Scorer;
pub use language::{EXAMPLE, LANGUAGE, taught};
pub use light::{Lighter, light};
pub use next::next_match;
pub use order::Order;
pub use pass::Stale;
pub use query::Query;
pub use rows::Rows;
pub use run::{Request, Results, Searcher, run};
pub use worker::Worker;
