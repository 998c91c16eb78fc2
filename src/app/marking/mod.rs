//! What a reader marks: read, starred, for later. The keys ask for it, whoever keeps the marks answers with what they are then, and
//! only that is shown: so nothing is ever decided by marks that are not so any more.

mod ask;
mod keys;
mod lists;
mod says;
mod seen;
mod state;
mod undo;

pub use ask::{Answer, Answered, Ask, MarkStep, Together};
pub use lists::Special;
pub(super) use state::Marking;
