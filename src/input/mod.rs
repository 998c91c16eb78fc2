//! What keys mean: one table of actions, one keymap whose defaults are the file a user writes. It does not act: who
//! asked for the action does.

mod action;
mod context;
mod key;
mod keymap;
mod load;
mod trie;

pub use action::Action;
pub use context::Context;
pub use key::{Code, Key, UnknownKey};
pub use keymap::{Keymap, Lookup};
pub use load::KeymapError;
