//! The front page on the screen: the edition that stands for this visit, as a list with its sections, and why a row stands where it
//! does. Which stories it has is not decided here.

mod keys;
mod page;
mod state;
mod why;

pub use page::{Between, Page};
pub use state::Front;
