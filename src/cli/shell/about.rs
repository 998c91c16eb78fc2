//! `dateline completions` and `dateline man`: what the program tells of its own arguments. Both are made from them; nothing is written twice.

use crate::cli::{Args, Command};
use clap::CommandFactory;
use std::io::{self, Write};

/// Writes what is told without a store; says whether `command` was such a one.
pub fn about(command: Option<&Command>, out: &mut dyn Write) -> io::Result<bool> {
    // Into memory first: both take a closed pipe for a disaster.
    let mut told = Vec::new();
    match command {
        Some(Command::Completions { shell }) => {
            clap_complete::generate(*shell, &mut Args::command(), "dateline", &mut told);
        }
        Some(Command::Man { of }) => manual(of.as_deref(), &mut told)?,
        _ => return Ok(false),
    }
    out.write_all(&told)?;
    out.flush()?;
    Ok(true)
}

/// The page of the program, or of one command; a command that is not there is an error of kind `InvalidInput`.
fn manual(of: Option<&str>, out: &mut Vec<u8>) -> io::Result<()> {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let page = match of {
        None => program,
        Some(name) => {
            let known = || program.get_subcommands().map(clap::Command::get_name).collect::<Vec<_>>().join(", ");
            let Some(command) = program.find_subcommand(name) else {
                let why = format!("there is no such command; there are {}", known());
                return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
            };
            command.clone().version(env!("CARGO_PKG_VERSION"))
        }
    };
    clap_mangen::Man::new(page).source(concat!("dateline ", env!("CARGO_PKG_VERSION"))).render(out)
}
