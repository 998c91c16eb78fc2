//! The reader's marks: read, starred, for later. A journal apart from the articles, a folder of text files that only grow, which any
//! tool may carry from one machine to another: what all of them say together is what stands.
//!
//! It knows nothing of an index, a screen or a thread, reads no clock, and writes in no file but this machine's own. How a file is
//! written stands in `line`.

mod disk;
mod entry;
mod fold;
mod folder;
mod journal;
mod line;
mod machine;
mod moment;
mod positions;
mod read;
mod registers;
mod sheet;
mod steps;
#[cfg(test)]
mod tests;
mod verb;

pub use entry::{Entry, Step, Way};
pub use fold::{Folded, fold};
pub use journal::Journal;
pub use line::write_line;
pub use machine::Machine;
pub use moment::Moment;
pub use positions::Positions;
pub use read::{Heard, Told, read};
pub use registers::Registers;
pub use verb::{Mark, Verb};
