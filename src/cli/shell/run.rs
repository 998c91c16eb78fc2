//! Carries out a command of the shell in a store that is open. What each one writes stands in a file of its own.

use super::find::{Answer, find, find_best, find_stories};
use super::mark::{self, Marking};
use super::{count, front, list, open, show, stats, stories, topics};
use crate::app::Clock;
use crate::cli::Command;
use crate::cli::marked::Marked;
use crate::cli::told::Told;
use crate::cli::whole::whole;
use crate::index::Cache;
use crate::runtime::Browser;
use crate::store::Store;
use crate::story::front::{Taste, Weights};
use std::io::{self, BufRead, BufWriter, Write};

/// Of a question without an answer.
const NOTHING: &str = "nothing is found";

/// What a command finds around it.
#[derive(Debug)]
pub struct Around<'a> {
    pub store: &'a Store,
    pub cache: &'a Cache,
    pub marks: &'a Marked,
    pub stories: &'a Told,
    pub clock: &'a Clock,
    /// What lifts a story on the front page.
    pub weights: Weights,
    /// What is muted or weighed there, now.
    pub tastes: Vec<Taste>,
    pub browser: &'a Browser,
    pub terminal: Terminal,
}

/// Who reads and writes at the other end.
#[derive(Debug, Clone, Default)]
pub struct Terminal {
    /// Somebody types.
    pub input: bool,
    /// Somebody looks.
    pub output: bool,
    pub error: bool,
    pub columns: usize,
    pub colours: bool,
    /// `$PAGER`.
    pub pager: Option<String>,
}

/// How a command ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Outcome {
    #[default]
    Fine,
    /// It went well, and there was nothing: what is to be told of it.
    Empty(&'static str),
    /// There was nothing to do it with: why, where that is to be told.
    Nothing(Option<String>),
    /// It was not clear what to do.
    Unclear(String),
}

impl Terminal {
    /// What stands beside: dim where there are colours.
    pub(super) fn quiet(&self, text: &str) -> String {
        if self.output && self.colours { format!("\u{1b}[2m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    pub(super) fn bold(&self, text: &str) -> String {
        if self.output && self.colours { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Does what `command` says. A closed pipe is an error of kind `BrokenPipe`.
pub fn run(command: &Command, around: &Around<'_>, input: impl BufRead, out: impl Write) -> io::Result<Outcome> {
    let mut out = BufWriter::new(out);
    let outcome = match command {
        Command::List { query, asked, forms } => {
            let answer = match find(around, query, asked) {
                Ok(answer) => answer,
                Err(why) => return Ok(Outcome::Unclear(why)),
            };
            list::write(&answer, forms.form(), around, &mut out)?;
            // Whoever looks at it would see nothing.
            let is_bare = answer.hits().next().is_none() && around.terminal.output && forms.form().is_none();
            if is_bare { Outcome::Empty(NOTHING) } else { Outcome::Fine }
        }
        Command::Search { words, asked, forms } => {
            let answer = match find_best(around, words, asked) {
                Ok(answer) => answer,
                Err(why) => return Ok(Outcome::Unclear(why)),
            };
            list::write(&answer, forms.form(), around, &mut out)?;
            found(&answer, around)
        }
        Command::Stories { query, asked, forms } => {
            let answer = match find_stories(around, query, asked) {
                Ok(answer) => answer,
                Err(why) => return Ok(Outcome::Unclear(why)),
            };
            stories::write(&answer, forms.form(), around, &mut out)?;
            found(&answer, around)
        }
        Command::Front { why, json, .. } => front::front((*json, *why), around, &mut out)?,
        Command::Show { article, asked, forms } => show::show(article, asked, forms.form(), around, &mut out)?,
        Command::Open { query, first, asked, forms } => {
            open::open(query, *first, (asked, forms.form()), around, input, &mut out)?
        }
        Command::Mark { said, query, all, dry_run, asked, forms } => {
            let marking = Marking { said: *said, all: *all, dry: *dry_run };
            mark::mark(marking, query, (asked, forms.form()), around, &mut out)?
        }
        Command::Count { query, .. } => count::count(query, around, &mut out)?,
        Command::Topics { sort, limit, forms, .. } => {
            topics::write(
                &whole(around.store, around.cache),
                (*sort, *limit),
                forms.form(),
                &around.terminal,
                &mut out,
            )?;
            Outcome::Fine
        }
        Command::Stats { sort, limit, forms, .. } => {
            let index = whole(around.store, around.cache);
            stats::write(&index, stats::Outlets::asked(*sort, *limit), forms.form(), around, &mut out)?;
            Outcome::Fine
        }
        // They need no store, and have been done without one.
        Command::Check { .. } | Command::Completions { .. } | Command::Man { .. } => Outcome::Fine,
    };
    out.flush()?;
    Ok(outcome)
}

/// How a question ends.
fn found(answer: &Answer, around: &Around<'_>) -> Outcome {
    let why = || around.terminal.error.then(|| NOTHING.to_owned());
    if answer.len() == 0 { Outcome::Nothing(why()) } else { Outcome::Fine }
}
