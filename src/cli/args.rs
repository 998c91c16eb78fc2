//! The arguments as they were typed. What they mean together with environment and configuration is decided in `start`.

use clap::Parser;
use std::path::PathBuf;

/// Read the news in a folder of Markdown articles.
#[derive(Debug, Clone, Default, Parser)]
#[command(name = "dateline", version, about, after_help = AFTER)]
pub struct Args {
    /// The store: a folder of articles. Without it: $DATELINE_STORE, the configuration's store, the last one, the sample
    #[arg(value_name = "DIR")]
    pub store: Option<PathBuf>,

    /// Show the sample store that comes with the program
    #[arg(long, conflicts_with = "store")]
    pub sample: bool,

    /// Read in plain lines: a prompt and commands, no panes and no redrawing, as screen readers need it
    #[arg(long)]
    pub plain: bool,
}

const AFTER: &str = "\
In the reader, ? shows the keys. Where standard output is no terminal, or TERM is dumb, the headlines are printed as plain \
lines: date, outlet, title, parted by tabs.";
