//! The arguments as they were typed. What they mean together with environment and configuration is decided in `start`.

use super::shell::{self, Asked, Forms, OutletSort, Said, TopicSort};
use clap::{Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// Read the news in a folder of Markdown articles.
#[derive(Debug, Clone, Default, Parser)]
#[command(name = "dateline", version, about, after_help = shell::program_help())]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The store: a folder of articles. Without it: $DATELINE_STORE, the configuration's store, the last one, the sample
    #[arg(value_name = "DIR")]
    pub store: Option<PathBuf>,

    /// Show the sample store that comes with the program
    #[arg(long, global = true)]
    pub sample: bool,

    /// Read in plain lines: a prompt and commands, no panes and no redrawing, as screen readers need it
    #[arg(long)]
    pub plain: bool,

    /// Read FILE as config.toml, with keymap.toml and themes/ beside it. Without it: $DATELINE_CONFIG
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,

    /// Neither use nor keep an index of the store: read all of it
    #[arg(long, global = true)]
    pub no_cache: bool,

    /// Print the file of defaults: config, keymap, or the chosen theme
    #[arg(long, value_name = "WHAT", num_args = 0..=1, default_missing_value = "config")]
    pub print_config: Option<Printed>,
}

/// What else the program does. A command's name goes before a folder of that name: `./check` is the folder.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Tell what is wrong in a store: path:line: code: reason
    #[command(after_help = CHECK)]
    Check {
        /// The store, as for the reader
        #[arg(value_name = "DIR")]
        store: Option<PathBuf>,

        /// Wrong values count as errors too
        #[arg(long)]
        strict: bool,

        /// A JSON object a line for every file, whatever became of it
        #[arg(long)]
        json: bool,
    },

    /// List the articles, or those a query finds, newest first
    #[command(after_help = shell::list_help())]
    List {
        /// Words and conditions, as in the reader's box; see below
        #[arg(value_name = "QUERY")]
        query: Vec<String>,

        #[command(flatten)]
        asked: Asked,

        #[command(flatten)]
        forms: Forms,
    },

    /// Search the headlines, best match first; end with 1 where nothing is found
    #[command(after_help = shell::SEARCH)]
    Search {
        /// Words and conditions, as for list
        #[arg(value_name = "WORDS", required = true)]
        words: Vec<String>,

        #[command(flatten)]
        asked: Asked,

        #[command(flatten)]
        forms: Forms,
    },

    /// List the stories, a row each: what several articles or outlets tell; end with 1 where there is none
    #[command(after_help = shell::STORIES)]
    Stories {
        /// Words and conditions, as for list: one article of a story is to match
        #[arg(value_name = "QUERY")]
        query: Vec<String>,

        #[command(flatten)]
        asked: Asked,

        #[command(flatten)]
        forms: Forms,
    },

    /// Show the front page: the stories that matter now, and an end; end with 1 where there is none
    #[command(after_help = shell::FRONT)]
    Front {
        /// The store, as for the reader
        #[arg(long, value_name = "DIR")]
        store: Option<PathBuf>,

        /// Below each story what lifts it, and how much
        #[arg(long)]
        why: bool,

        /// One JSON object: version, edition, and the sections with their stories, each with its terms
        #[arg(long, conflicts_with = "why")]
        json: bool,
    },

    /// Show one article: its text for people, Markdown for a pipe
    #[command(after_help = shell::SHOW)]
    Show {
        /// An id, a file of the store, or words
        #[arg(value_name = "ARTICLE", required = true)]
        article: Vec<OsString>,

        #[command(flatten)]
        asked: Asked,

        #[command(flatten)]
        forms: Forms,
    },

    /// Open an original in the browser
    #[command(after_help = shell::OPEN)]
    Open {
        /// An id, a file of the store, or words
        #[arg(value_name = "QUERY", required = true)]
        query: Vec<OsString>,

        /// Of several the first, without asking
        #[arg(long)]
        first: bool,

        #[command(flatten)]
        asked: Asked,

        #[command(flatten)]
        forms: Forms,
    },

    /// Mark what a query finds: read, starred, for later, or no longer so
    #[command(after_help = shell::MARK)]
    Mark {
        #[arg(value_name = "MARK")]
        said: Said,

        /// Words and conditions, as for list; or ids
        #[arg(value_name = "QUERY")]
        query: Vec<String>,

        /// Without QUERY: every article of the store
        #[arg(long)]
        all: bool,

        /// Tell what would be marked, and mark nothing
        #[arg(long)]
        dry_run: bool,

        #[command(flatten)]
        asked: Asked,

        #[command(flatten)]
        forms: Forms,
    },

    /// Print how many articles a query finds, and no more: for status bars
    #[command(after_help = shell::COUNT)]
    Count {
        /// Words and conditions, as for list
        #[arg(value_name = "QUERY")]
        query: Vec<String>,

        /// The store, as for the reader
        #[arg(long, value_name = "DIR")]
        store: Option<PathBuf>,
    },

    /// List the topics and how many articles each has
    #[command(after_help = shell::TOPICS)]
    Topics {
        /// The store, as for the reader
        #[arg(long, value_name = "DIR")]
        store: Option<PathBuf>,

        /// The order
        #[arg(long, value_name = "ORDER", default_value = "tree")]
        sort: TopicSort,

        /// No more than N
        #[arg(long, value_name = "N", value_parser = shell::limit)]
        limit: Option<usize>,

        #[command(flatten)]
        forms: Forms,
    },

    /// Tell a store's figures, and where its index is kept
    #[command(after_help = shell::STATS)]
    Stats {
        /// The store, as for the reader
        #[arg(long, value_name = "DIR")]
        store: Option<PathBuf>,

        /// Tell the outlets too, in this order: those with the most articles first where there is only --limit
        #[arg(long, value_name = "ORDER")]
        sort: Option<OutletSort>,

        /// Tell the outlets too, no more than N
        #[arg(long, value_name = "N", value_parser = shell::limit)]
        limit: Option<usize>,

        #[command(flatten)]
        forms: Forms,
    },

    /// Print a file that makes a shell complete dateline's arguments
    #[command(after_help = shell::COMPLETIONS)]
    Completions {
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },

    /// Print the manual page of the program, or of one command
    #[command(after_help = shell::MAN)]
    Man {
        #[arg(value_name = "COMMAND")]
        of: Option<String>,
    },
}

impl Args {
    /// The store that was named, whoever is to look at it.
    pub fn store(&self) -> Option<&PathBuf> {
        match &self.command {
            Some(
                Command::Check { store, .. }
                | Command::Count { store, .. }
                | Command::Front { store, .. }
                | Command::Topics { store, .. }
                | Command::Stats { store, .. },
            ) => store.as_ref(),
            Some(
                Command::List { asked, .. }
                | Command::Search { asked, .. }
                | Command::Stories { asked, .. }
                | Command::Show { asked, .. }
                | Command::Open { asked, .. }
                | Command::Mark { asked, .. },
            ) => asked.store.as_ref(),
            Some(Command::Completions { .. } | Command::Man { .. }) => None,
            None => self.store.as_ref(),
        }
    }

    /// What can't be asked together. Clap's own rules for this would take a command behind an option for a folder, and want every
    /// command to have a store.
    pub fn mistake(&self) -> Option<&'static str> {
        let is_misplaced = self.store.is_some() || self.plain || self.print_config.is_some();
        match &self.command {
            Some(Command::Check { .. }) if is_misplaced => Some(
                "the folder stands behind the command, as in dateline check DIR, and --plain and --print-config are none of it",
            ),
            Some(_) if is_misplaced => Some(
                "the folder is named behind the command, as in dateline list --store DIR, and --plain and --print-config are none of it",
            ),
            _ if self.sample && self.store().is_some() => {
                Some("--sample is a store, and a folder is another: name one")
            }
            _ => None,
        }
    }
}

/// A file that is inside the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Printed {
    Config,
    Keymap,
    Theme,
}

const CHECK: &str = "\
Lines are told for what is wrong, path:line: code: reason, by path in byte order and then by line; path: code: reason where the whole file \
is meant. A count goes to standard error.

Ends with 1 if a file could not be read or parsed (a file without front matter, or an empty one, is no error), with --strict also if a \
value is wrong; with 2 if there is no store.

--json tells of every file that is looked at, in the same order: version (1), path (cleaned), path_b64 (its bytes), state (shown, shown+note, skipped), code, message, \
line; of an article also id, title, published, heat, topics, provider, open ([\"allow\", address] or [\"refuse\", reason]), notes, \
body_head. Within version 1 keys may be added, so pass over those you do not know; what is there keeps its name, its type \
and its meaning.";
