//! Writes a store of any size, the same for the same seed, and changes it later as news change a store: to try things on,
//! and to measure with. It writes only into an empty folder, or one it made.
//!
//!     cargo run --release --example corpus -- DIR FILES [SEED]
//!     cargo run --release --example corpus -- DIR [--touch N] [--add N] [--remove N]

#![allow(clippy::print_stderr, reason = "it says how far it is")]

#[path = "../tests/common/corpus.rs"]
mod corpus;
#[path = "measure/made.rs"]
mod made;

use std::path::PathBuf;
use std::time::Instant;

use clap::Parser;
use made::Made;

/// Write a seeded store of made-up articles, or change one.
#[derive(Debug, Parser)]
struct Args {
    /// The store
    dir: PathBuf,

    /// Write a new one of so many files
    #[arg(required_unless_present_any = ["touch", "add", "remove"], conflicts_with_all = ["touch", "add", "remove"])]
    files: Option<usize>,

    /// What it is made from
    #[arg(default_value_t = 1)]
    seed: u64,

    /// Change so many articles in place: another title, excerpt and heat, under the same path and address
    #[arg(long, value_name = "N")]
    touch: Option<usize>,

    /// Add so many
    #[arg(long, value_name = "N")]
    add: Option<usize>,

    /// Remove so many
    #[arg(long, value_name = "N")]
    remove: Option<usize>,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let begun = Instant::now();
    let made = match args.files {
        Some(files) => Made::write(&args.dir, files, args.seed)?,
        None => {
            let mut made = Made::read(&args.dir)?;
            args.remove.map_or(Ok(()), |count| made.remove(&args.dir, count))?;
            args.touch.map_or(Ok(()), |count| made.touch(&args.dir, count))?;
            args.add.map_or(Ok(()), |count| made.add(&args.dir, count))?;
            made
        }
    };
    eprintln!("{}: {} files, after {:.1?}", args.dir.display(), made.files_there(), begun.elapsed());
    Ok(())
}
