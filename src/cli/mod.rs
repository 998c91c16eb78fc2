//! What runs without the screen: the arguments, the choice of a store, the headlines as plain lines.

mod args;
mod check;
mod headlines;
mod plain;
mod recall;
mod start;

pub use args::{Args, Command};
pub use headlines::headlines;
pub use start::{Ended, Failure, start};
