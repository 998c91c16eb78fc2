//! The commands that answer a shell: lists, stories, the front page, one article, a browser, marks, a number, topics, figures. They read the same index as the
//! reader, and write nothing to the store.

mod about;
mod asked;
mod choose;
mod count;
mod find;
mod front;
mod help;
mod leaf;
mod list;
mod mark;
mod markdown;
mod mistakes;
mod open;
mod pager;
mod record;
mod run;
mod show;
mod stats;
mod stories;
mod topics;
mod words;

pub use about::about;
pub use asked::{Asked, Form, Forms, OutletSort, TopicSort, limit};
pub use help::{
    COMPLETIONS, COUNT, FRONT, MAN, MARK, OPEN, SEARCH, SHOW, STATS, STORIES, TOPICS, list_help, program_help,
};
pub use mark::Said;
pub use run::{Around, Outcome, Terminal, run};
