//! Stories in the list and beside the article: one row for each, unfolded on request, and why they are one. Which articles are a story
//! is not decided here.

mod apart;
mod company;
mod keys;
mod part;
mod state;
mod why;

pub use company::{Companion, Company};
pub use state::Telling;
