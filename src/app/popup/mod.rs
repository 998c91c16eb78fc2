//! What can lie over the panes: the keys, a picker, a name being typed, the letters of links, the problems, an address. At most one at a time; Esc takes
//! it away. They hold what they list and where one is in it; what is chosen is carried out elsewhere.

mod confirm;
mod front;
mod help;
mod links;
mod naming;
mod picker;
mod problems;
mod why;

pub use confirm::{Confirm, Then};
pub use front::Popup;
pub use help::Help;
pub use links::Links;
pub use naming::Naming;
pub use picker::{Choice, Does, PickedFor, Picker, SNUG};
pub use problems::{Problem, Problems};
pub use why::{Said, Why};
