//! What the user says of articles, and of what stands on the front page, in `rules.toml` of the configuration folder:
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
//!
//! [[mute]]                                         # not on the front page
//! outlet = "Reuters"                               # or topic = "Rail", or word = "giveaway": one of them
//! until = 2026-12-03T09:00:00Z                     # or a day, from its midnight in UTC; without it for ever
//! said = 2026-11-26                                # for people
//!
//! [[weigh]]                                        # further up there, or further down
//! topic = "Rail"                                   # or an outlet, or a word
//! points = 100                                     # from -1000 to 1000; a story has a thousand at most
//! ```
//!
//! An article is meant by its id, as `dateline list --json` gives it; an outlet, a topic and a word by what they are called, case and
//! accents aside. What is said of one thing twice counts as it stands last. The user writes the file by hand as well: what is changed here
//! leaves comments, order and everything else as it is. Tables of other names are those of a newer Dateline: they are told, and stay.
//! Whether there are such articles, outlets or topics is not judged here.

mod apart;
mod change;
mod read;
#[cfg(test)]
mod samples;
mod say;
mod taste;

pub use apart::{Named, Parting};
pub use change::{Change, Changed, Edit, change};
pub use read::Rules;
pub use taste::Taste;
