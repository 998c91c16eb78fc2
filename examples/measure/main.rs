//! The whole program, measured from outside: it runs Dateline in a pseudo-terminal, a bare ratatui program and other
//! people's programs beside it, and prints medians as the Markdown table that the README carries. It tunes nothing and
//! judges nothing; nothing goes to a network, and no store is changed but those that `corpus` made.
//!
//!     cargo build --release --bins --examples
//!     cargo run --release --example measure -- --files 10000,100000 --work DIR --json figures.json

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the table is what it is for, and it says how far it is")]

mod context;
#[path = "../../tests/common/corpus.rs"]
mod corpus;
mod files;
mod keys;
mod machine;
mod made;
mod memory;
mod peers;
mod pty;
mod reader;
mod rows;
mod screen;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Parser;
use context::Context;
use made::Made;
use table::Figures;

/// Measure Dateline in a pseudo-terminal, and others beside it.
#[derive(Debug, Parser)]
struct Args {
    /// Measure on this store (again for more); of those that the example corpus made, a hundredth is changed now and then
    #[arg(long = "store", value_name = "DIR")]
    stores: Vec<PathBuf>,

    /// Without --store: make stores of so many files
    #[arg(long, value_delimiter = ',', default_value = "10000,100000")]
    files: Vec<usize>,

    /// How often each thing is done at most; the first time does not count
    #[arg(long, default_value_t = 15)]
    runs: usize,

    /// The program; without it, the one that was built beside this one
    #[arg(long, value_name = "PATH")]
    dateline: Option<PathBuf>,

    #[arg(long)]
    skip_newsboat: bool,

    /// Also measure with nothing in the system's memory of files; takes root, and slows everybody else down
    #[arg(long)]
    cold: bool,

    /// Where stores and homes are made, and stay; without it, in a temporary folder
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,

    /// Write every single figure there
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let dateline = args.dateline.clone().map_or_else(|| built("../dateline"), |path| Ok(fs::canonicalize(path)?))?;
    let bare = built("bare")?;
    let temporary = tempfile::tempdir()?;
    let work = args.work.clone().unwrap_or_else(|| temporary.path().to_owned());
    fs::create_dir_all(&work)?;
    let work = fs::canonicalize(work)?;
    let mut figures = Figures::default();
    let stores = if args.stores.is_empty() { make(&work, &args.files)? } else { args.stores.clone() };
    for (number, store) in stores.iter().enumerate() {
        let store = fs::canonicalize(store).with_context(|| format!("{} is no store", store.display()))?;
        let ours = Made::read(&store).is_ok();
        let work = work.join(format!("homes-{number}"));
        let (dateline, bare) = (dateline.clone(), bare.clone());
        let context = Context { dateline, bare, store, work, runs: args.runs.max(1), ours };
        figures.begin(files::stat(&context.store)?.0);
        measure(&context, &args, &mut figures);
    }
    let machine = machine::describe(&stores[0], &dateline);
    if let Some(path) = &args.json {
        let json = serde_json::to_string_pretty(&figures.json(&machine))?;
        fs::write(path, json).with_context(|| format!("{} is not written", path.display()))?;
    }
    let on: Vec<String> = machine.iter().map(|(name, is)| format!("{name}: {is}")).collect();
    println!("{}\n\n{}", on.join("; "), figures.markdown());
    Ok(())
}

/// Everything, one after the other. What fails is noted, and costs its own rows only.
fn measure(context: &Context, args: &Args, figures: &mut Figures) {
    let headlines = match reader::prepare(context) {
        Ok(headlines) => headlines,
        Err(error) => {
            eprintln!("{error:#}");
            return figures.note(format!("Nothing was measured on {}.", context.store.display()));
        }
    };
    type Part<'a> = (&'a str, bool, &'a dyn Fn(&mut Figures) -> anyhow::Result<()>);
    let parts: [Part; 8] = [
        ("first opens", true, &|figures| reader::first_opens(context, headlines, figures)),
        ("starts", true, &|figures| reader::starts(context, figures)),
        ("keys", true, &|figures| keys::keys(context, headlines, figures)),
        ("memory, idleness", true, &|figures| reader::memories(context, headlines, figures)),
        ("refreshes", true, &|figures| reader::refreshes(context, figures)),
        ("ripgrep", true, &|figures| peers::ripgrep(context, figures)),
        ("newsboat", !args.skip_newsboat, &|figures| peers::newsboat(context, figures)),
        ("cold disk", args.cold, &|figures| reader::cold(context, headlines, figures)),
    ];
    for (name, wanted, part) in parts {
        if !wanted {
            continue;
        }
        eprintln!("{}: {name}", context.store.display());
        if let Err(error) = part(figures) {
            eprintln!("{error:#}");
            let error = format!("{error:#}");
            let why = error.lines().next().unwrap_or_default();
            figures.note(format!("Not measured, {name} with {headlines} headlines: {why}"));
        }
    }
}

/// Stores of so many files below the work folder; those that are there already are taken.
fn make(work: &Path, files: &[usize]) -> anyhow::Result<Vec<PathBuf>> {
    let mut stores = Vec::new();
    for &files in files {
        let store = work.join(format!("store-{files}"));
        if Made::read(&store).is_err() {
            Made::write(&store, files, 1)?;
        }
        stores.push(store);
    }
    Ok(stores)
}

/// A program that Cargo put near this one.
fn built(name: &str) -> anyhow::Result<PathBuf> {
    let near = std::env::current_exe()?.with_file_name(name);
    fs::canonicalize(&near)
        .with_context(|| format!("{} is not built: cargo build --release --bins --examples", near.display()))
}
