//! A store's articles as columns: text in arenas, numbers, dictionaries, and a list of rows for every topic, category,
//! kind and outlet. Up to a million rows.
//!
//! [`Batch`]es are filled by the threads that read, [`Builder`] merges them, [`Index`] is what comes out and never
//! changes. [`load()`] does all three for a store. Nothing here holds an [`crate::model::Article`] or a `String` a title.

mod arena;
mod batch;
mod build;
mod columns;
mod lists;
mod load;
mod names;
mod neighbours;
mod postings;
mod row;
mod scope;
#[cfg(test)]
mod tests;
mod view;

pub use batch::Batch;
pub use build::Builder;
pub use load::{Snapshot, load};
pub use row::{Flags, Row};
pub use scope::{Facet, Scope, TopicNode, Totals};
pub use view::Index;
