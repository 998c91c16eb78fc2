//! What the user wrote -> what the program may rely on; where its files are; what it remembers of its own. It holds
//! nothing of articles, and does not print: errors are values with a path, a line and a hint.

mod choice;
mod edit;
mod error;
mod file;
mod front;
mod paths;
mod quote;
mod raw;
pub mod rules;
pub mod searches;
mod settings;
mod signs;
mod state;
mod store;
mod tables;
mod write;

pub use choice::{MarkRead, StartOrder, StartPlace, ThemeChoice};
pub use edit::Edit;
pub use error::ConfigError;
pub use front::{Front, FrontWritten};
pub use paths::{NoHome, Paths};
pub use raw::Raw;
pub use rules::Rules;
pub use searches::Search;
pub use settings::Config;
pub use signs::Signs;
pub use state::{EditionState, Forgotten, LayoutState, PlaceState, State};
pub use store::{Choice, Source, choose_store};
