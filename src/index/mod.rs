//! A store's articles as columns: text, numbers, dictionaries, and a list of rows for every topic, category, kind and outlet. Up
//! to a million rows, in memory or in a segment file that is mapped.
//!
//! [`Batch`]es are filled by the threads that read, [`Builder`] merges them into a segment, [`Index`] is what reads it and never
//! changes. [`load()`] does all three for a store. Nothing here holds an [`crate::model::Article`] or a `String` a title.

mod batch;
mod build;
mod cache;
mod columns;
mod counts;
mod details;
mod dictionary;
mod filling;
mod finder;
mod job;
mod known;
mod load;
mod lookup;
mod marks;
mod names;
mod neighbours;
mod numbering;
mod order;
mod others;
mod parts;
mod postings;
mod ranks;
mod refresh;
mod related;
mod row;
mod scope;
mod segment;
mod stamp;
#[cfg(test)]
mod tests;
mod text;
mod titles;
mod told;
mod tree;
mod view;
mod writeback;

pub use batch::{Batch, coverage};
pub use build::Builder;
pub use cache::Cache;
pub use job::{Changes, Job, Report, Snapshot, Touched};
pub use load::load;
pub use marks::{Done, Ledger, Ledgers, Marks, Others, Place, Seen, Wish};
pub use names::NO_NAME;
pub use refresh::refresh;
pub use related::Elsewhere;
pub use row::{Flags, Row};
pub use scope::{Facet, Scope, TopicNode, Totals};
pub use segment::Doubt;
pub(crate) use segment::{Bytes, Section, Segment, Sort, Target, Writer};
pub(crate) use titles::Titles;
pub use told::Told;
pub use view::{Index, List};
