//! The shell around the app: the loop, the terminal, the keyboard, the jobs. Everything that blocks or touches the outside stands here, and nothing that decides.

mod browser;
mod effects;
mod input;
mod jobs;
mod run;
mod signals;
mod terminal;

pub use run::{Options, now, run};
