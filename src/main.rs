//! The program: parses arguments, runs, prints an error and its hint, and chooses the exit code. Nothing else lives here.

use clap::Parser;
use dateline::cli::{Args, Ended, Failure, start};
use std::io::{self, Write};
use std::process::ExitCode;

/// What was asked could not be done.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    match start(&Args::parse()) {
        Ok(Ended { signal, warnings }) => {
            for warning in warnings {
                say(&warning);
                if let Some(hint) = warning.hint {
                    say(&hint);
                }
            }
            // As a shell says it: 128 and the signal's number.
            signal.map_or(ExitCode::SUCCESS, |signal| ExitCode::from(128 + u8::try_from(signal).unwrap_or(0)))
        }
        Err(Failure::Configuration(errors)) => {
            errors.iter().for_each(|error| say(&format_args!("{error:#}")));
            ExitCode::from(FAILED)
        }
        Err(failure) => {
            say(&failure);
            ExitCode::from(FAILED)
        }
    }
}

fn say(what: &dyn std::fmt::Display) {
    // With standard error closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "dateline: {what}");
}
