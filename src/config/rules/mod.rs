//! What the user says of articles, in `rules.toml` of the configuration folder:
//!
//! ```toml
//! [[apart]]                                        # not the same story
//! title = "Robots learn to walk"                   # for people
//! outlet = "Reuters"                               # for people
//! article = "00112233445566778899aabbccddeeff"     # is in no story
//! from = [                                         # with these
//!     # A robot taxi waits, The Verge
//!     "ffeeddccbbaa99887766554433221100",
//! ]
//! said = 2026-11-23                                # for people
//! ```
//!
//! An article is meant by its id, as `dateline list --json` gives it. The user writes the file by hand as well: what is changed here
//! leaves comments, order and everything else as it is. Tables of other names are those of a newer Dateline: they are told, and stay.
//! Whether there are such articles is not judged here.

mod change;
mod read;

pub use change::{Change, Changed, Edit, Named, Parting, change};
pub use read::Rules;
