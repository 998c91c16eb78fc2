//! The commands that answer a shell: lists, one article, a browser, topics, figures. They read the same index as the reader, and write
//! nothing to the store.

mod about;
mod asked;
mod choose;
mod find;
mod help;
mod leaf;
mod list;
mod markdown;
mod open;
mod pager;
mod record;
mod run;
mod show;
mod stats;
mod topics;

pub use about::about;
pub use asked::{Asked, Form, Forms, TopicSort};
pub use help::{COMPLETIONS, LIST, MAN, OPEN, SEARCH, SHOW, STATS, TOPICS};
pub use run::{Around, Outcome, Terminal, run};
