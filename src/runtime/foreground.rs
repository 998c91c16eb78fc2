//! A program that has the terminal until it ends: an editor, a browser that reads in the terminal. The reader's screen is put away before
//! and drawn whole after.

use super::signals::Signals;
use super::terminal::Terminal;
use std::ffi::OsStr;
use std::io;
use std::process::{Command, ExitStatus};

/// Runs `words` (a program, its arguments) and waits for it. What it was told, or why it could not be started, is for its caller to say.
pub fn run<S: AsRef<OsStr>>(
    words: &[S],
    terminal: &mut Terminal,
    signals: &Signals,
) -> io::Result<Result<ExitStatus, String>> {
    let [program, arguments @ ..] = words else { return Ok(Err("the command is empty".to_owned())) };
    // C-c is meant for the program in front, from before it is there until the keyboard is ours again.
    signals.spare();
    terminal.leave();
    let ended = Command::new(program).args(arguments).status();
    let entered = terminal.enter_again();
    signals.spare_no_more();
    entered?;
    Ok(ended.map_err(|error| format!("{}: {error}", program.as_ref().to_string_lossy())))
}
