//! The searches the user keeps under a name, in `searches.toml` of the configuration folder, in the user's order:
//!
//! ```toml
//! [[search]]
//! name = "Robot crashes"
//! query = "robot crash since:1m"
//! ```
//!
//! The user writes the file by hand as well: what is changed here leaves comments, order and everything else as it is. What a query
//! means is not judged here: one with mistakes is kept, and told when it is asked.

mod change;
mod read;

pub use change::{Change, Changed, Edit, change};
pub use read::Search;
