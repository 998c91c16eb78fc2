//! Which articles of a store are one story, and why.
//!
//! The [`rule`] compares two articles and knows nothing of a store. [`gather()`] finds in an index the pairs worth comparing, ties those
//! that are alike, and makes groups of them: the [`Stories`], which are kept beside the index's segment. What a reader has said is
//! not one story ([`Apart`]) is never tied. Which of them come first, and why, says [`front`]. No line of a list and no mark is decided here.

mod apart;
mod blocks;
pub mod front;
mod gather;
mod group;
mod kept;
mod lead;
mod pairs;
pub mod rule;
mod shelf;
mod stories;
mod tie;
mod together;

pub use apart::Apart;
pub use gather::{Gathered, gather};
pub use shelf::Shelf;
pub use stories::{Stories, Story};
pub use tie::{Tie, Why};
