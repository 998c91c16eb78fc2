//! The shell around the app: the loop, the terminal, the keyboard, the jobs. Everything that blocks or touches the outside stands here, and nothing that decides.

mod browser;
mod counter;
mod editor;
mod effects;
mod foreground;
mod input;
mod jobs;
mod keeper;
pub mod log;
mod marker;
mod report;
mod run;
mod scribe;
mod signals;
mod teller;
mod terminal;
mod watch;
mod watch_store;
mod watching;

pub use browser::Browser;
pub use keeper::Keep;
pub use run::{Configured, Options, now, run, zone};
pub use scribe::Desk;
pub use watch_store::{Changes, StoreWatch, Told};
