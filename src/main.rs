//! The program: parses arguments, runs, prints an error and its hint, and chooses the exit code. Nothing else lives here.

#![forbid(unsafe_code)]

use dateline::cli::{Args, Failure, Outcome, start};
use std::io::{self, Write};
use std::process::ExitCode;

/// A check found what is wrong; or nothing was found that was looked for.
const FOUND: u8 = 1;
/// What was asked could not be done.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    match start(&Args::of_process()) {
        Ok(ended) => {
            for warning in &ended.warnings {
                say(warning);
                if let Some(hint) = &warning.hint {
                    say(hint);
                }
            }
            if let Some(gone) = &ended.gone {
                say(gone);
            }
            ended.unheard.iter().for_each(|why| say(why));
            if let Some((found, _)) = ended.found {
                say(&found);
            }
            match &ended.outcome {
                Outcome::Nothing(Some(why)) | Outcome::Unclear(why) => say(why),
                Outcome::Empty(why) => say(why),
                Outcome::Nothing(None) | Outcome::Fine => {}
            }
            match (ended.signal, &ended.outcome) {
                // As a shell says it: 128 and the signal's number.
                (Some(signal), _) => ExitCode::from(128 + u8::try_from(signal).unwrap_or(0)),
                (None, Outcome::Unclear(_)) => ExitCode::from(FAILED),
                (None, Outcome::Nothing(_)) => ExitCode::from(FOUND),
                (None, Outcome::Empty(_)) => ExitCode::SUCCESS,
                (None, Outcome::Fine) if ended.is_found() => ExitCode::from(FOUND),
                (None, Outcome::Fine) => ExitCode::SUCCESS,
            }
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
