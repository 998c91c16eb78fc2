//! `dateline check`: what is wrong in a store, for people and for programs. It mends nothing and writes nothing to the store.

mod record;
mod run;

pub use record::Record;
pub use run::{Found, How, check};
