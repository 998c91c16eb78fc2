//! Text that may be longer than the screen, through the user's pager. The pager's command is split into words, never given to a shell.

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Writes `text` through `pager` (empty: through none), through less where nobody names one, and to `out` where there is none.
pub(super) fn page(text: &str, pager: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let words = match pager {
        Some(command) => shell_words::split(command).unwrap_or_default(),
        // One screen is only printed, what is dim or bold is shown so, and nothing is wiped away at the end.
        None => vec!["less".to_owned(), "-FRX".to_owned()],
    };
    let Some(mut child) = start(&words) else { return out.write_all(text.as_bytes()) };
    // C-c is meant for the pager: it must not be left behind by who feeds it.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::new(AtomicBool::new(false)));
    let written = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(text.as_bytes()));
    child.wait()?;
    match written {
        // Its reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

fn start(words: &[String]) -> Option<Child> {
    let [program, arguments @ ..] = words else { return None };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // A `less` that is named without options is to do the same.
        command.env("LESS", "FRX");
    }
    command.spawn().ok()
}
