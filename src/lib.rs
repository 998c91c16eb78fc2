//! Dateline: a terminal news reader over a folder of Markdown articles.
//!
//! # The house
//!
//! A folder is a floor or a wing. A name may only look **down**: a floor may use the floors below it and the wings,
//! a wing only `model` and the wings before it. `tests/architecture.rs` holds this.
//!
//! | floor | module | what it is |
//! |---|---|---|
//! | 0 | [`model`] | the nouns: article, provider, address, topic, timestamp, id; what text may be shown. No I/O, no terminal, no threads |
//! | 1 | [`store`] | the folder on disk: walk it, read a file, parse it. Parsing never fails: it gives a value and its notes. Apart from it, the journals of a reader's marks |
//! | 2 | [`index`] | a million rows as columns: text, numbers, dictionaries, postings; the segment file they are kept in; what has changed since; what is marked, by row |
//! | 3 | [`story`] | which articles are one story, and why: a rule for two, groups of many, kept beside the segment; and which stories come first, and why |
//! | 4 | [`search`] | a question in, words and conditions; rows out, newest first in slices, from a worker thread. Names, dates and texts are looked up once, titles matched row by row; files are read only where texts are asked for |
//! | wing | [`written`] | what a user wrote in TOML, by line, and what is wrong with it |
//! | wing | [`theme`] | palette -> roles -> styles |
//! | wing | [`input`] | what keys mean: one table of actions, one keymap |
//! | wing | [`config`] | what the user wrote -> what the program may rely on |
//! | 5 | [`app`] | state and `update(Event) -> Vec<Effect>`: no terminal, no I/O, no clock of its own |
//! | 6 | [`ui`] | paints a view model into a buffer; keeps nothing |
//! | 7 | [`runtime`] | the shell around it: the loop, the terminal, the jobs, the programs it starts, the log |
//! | 7 | [`cli`] | arguments and configuration into a start; what runs without the screen: a shell's commands, check, plain lines |
//!
//! # Data flows one way, twice
//!
//! ```text
//! file -store-> Parsed -index-> columns -search-> Results -app-> visible rows -ui-> cells
//!                               segment file (the cache): at the next start, from here on
//! columns -story-> which rows are one, in the background; kept in a file of its own
//! key -input-> Action -app-> (state, effects) -runtime-> jobs -> Event -> the same one channel
//! mark -app-> Ask -runtime-> ledger (marks by row) -> Event, and a line in the journal, within a second on the disk
//! ```
//!
//! # What is absent, on purpose
//!
//! - No list of articles in memory: the [`index`] holds columns, and an article's file is read when it is shown.
//! - No position that names an article: a [`index::Row`] is good for one index only; a [`model::ArticleId`] for ever.
//! - No change to an index once built: a new one is built and swapped in.
//! - Nothing that is only in the cache: a segment file is thrown away on any doubt, in one place ([`index::load()`]), and made
//!   again from the store.
//! - No story that is decided by what was read first, or by what was known before: it follows from the articles alone ([`story::gather()`]).
//! - No mark that is only in the cache: the journals are the truth ([`store::marks`]), the columns are made from them ([`index::Ledgers`]).
//! - No mark that is decided by what the screen shows: who asks is answered by what is so, one after the other.
//! - No line of the list that moves by itself: what changes in a store that is being read in is announced, and waits.
//! - No work in proportion to the store for a frame, a key or a scroll: only visible rows are built.
//! - No file, search or network in the event loop: those are jobs on threads, and report by events. It waits for nothing but a
//!   program that has the terminal (an editor, a browser that reads in it), and reads the clock once a turn.
//! - No way for text from a file to the screen but through [`model::text`], where it enters.
//! - No write to a store.
//! - No unsafe code but in one file, which maps a segment file; `tests/architecture.rs` holds that too.

pub mod app;
pub mod cli;
pub mod config;
pub mod index;
pub mod input;
pub mod model;
pub mod runtime;
pub mod search;
pub mod store;
pub mod story;
pub mod theme;
pub mod ui;
pub mod written;
