//! What runs without the screen: the arguments, the choice of a store, the headlines as plain lines.

mod args;
mod check;
mod defaults;
mod headlines;
mod place;
mod plain;
mod recall;
mod settings;
mod start;
mod whole;

pub use args::{Args, Command, Printed};
pub use headlines::headlines;
pub use start::{Ended, Failure, start};
