//! What a reader has marked, as columns of one index: read, starred, for later, seen when. Made from the journals
//! ([`crate::store::marks`]), which are the truth; what is kept of it in the cache can be made again from them.
//!
//! [`Marks`] is what lists, searches and counts read; it is cheap to copy and never waits. [`Ledger`] is what makes it, keeps it up
//! with the journals and changes it. Neither writes a journal: that is whoever asks.

mod asked;
mod bits;
mod columns;
mod counts;
mod dates;
mod kept;
mod ledger;
mod ledgers;
mod lines;
#[cfg(test)]
mod tests;

pub use asked::{Done, Others, Place, Wish};
pub use columns::{Marks, Seen};
pub use ledger::Ledger;
pub use ledgers::Ledgers;
