//! From arguments, environment and configuration to a start; and what runs without the screen: the commands of the shell, the check, a
//! conversation in plain lines, the headlines, the defaults.

mod args;
mod check;
mod defaults;
mod headlines;
mod hyphens;
mod marked;
mod marks;
mod place;
mod plain;
mod recall;
mod settings;
mod shell;
mod start;
mod told;
mod whole;

pub use args::{Args, Command, Printed};
pub use headlines::headlines;
pub use shell::Outcome;
pub use start::{Ended, Failure, start};
