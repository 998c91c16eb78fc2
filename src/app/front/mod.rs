//! The front page on the screen: the edition that stands for this visit, as a list with its sections, and why a row stands where it
//! does. Which stories it has is not decided here.

mod keys;
mod mute;
mod page;
mod state;
mod tastes;
mod why;

pub use page::{Between, Page};
pub use state::Front;
pub use tastes::tastes_in_force;
