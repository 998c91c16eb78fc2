//! The arguments as they were typed. What they mean together with environment and configuration is decided in `start`.

use clap::{Parser, ValueEnum};
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

    /// Read FILE as config.toml, with keymap.toml and themes/ beside it. Without it: $DATELINE_CONFIG
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Print the file of defaults: config, keymap, or the chosen theme
    #[arg(long, value_name = "WHAT", num_args = 0..=1, default_missing_value = "config")]
    pub print_config: Option<Printed>,
}

/// A file that is inside the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Printed {
    Config,
    Keymap,
    Theme,
}

const AFTER: &str = "\
In the reader, ? shows the keys. Where standard output is no terminal, or TERM is dumb, the headlines are printed as plain \
lines: date, outlet, title, parted by tabs.";
