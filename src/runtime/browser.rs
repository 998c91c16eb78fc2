//! Opening an address in the system's browser: one argument, no shell, detached from the terminal. Only an address that has passed the verdict may come here.

use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long a launcher has to fail before it counts as started.
const FAILS_WITHIN: Duration = Duration::from_millis(400);

/// What opens addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Browser {
    /// Commands to try in turn, as written in `$BROWSER` or the configuration; the system's launcher where there are none.
    commands: Vec<String>,
}

impl Browser {
    /// `configured` is one command; `from_env` is `$BROWSER`: commands parted by colons.
    pub fn new(configured: Option<&str>, from_env: Option<&str>) -> Browser {
        let commands = match (configured, from_env) {
            (Some(command), _) => vec![command.to_owned()],
            (None, Some(list)) => list.split(':').map(str::to_owned).collect(),
            (None, None) => Vec::new(),
        };
        Browser { commands: commands.into_iter().filter(|command| !command.trim().is_empty()).collect() }
    }

    /// Starts the browser; waits only to see it fail. The error is a sentence without the address.
    pub fn open(&self, target: &str) -> Result<(), String> {
        if self.commands.is_empty() {
            return open::that_detached(target).map_err(|error| format!("no launcher could open it: {error}"));
        }
        let mut failures = Vec::new();
        for command in &self.commands {
            match words(command, target).and_then(|words| start(&words)) {
                Ok(()) => return Ok(()),
                Err(why) => failures.push(why),
            }
        }
        Err(failures.join("; "))
    }
}

/// The words of a command, with the address in place of `%s` or `%u`, or behind them. Split first, filled after: an address can't become words.
fn words(command: &str, target: &str) -> Result<Vec<String>, String> {
    let mut words = shell_words::split(command).map_err(|error| format!("the browser command {command:?}: {error}"))?;
    let mut filled = false;
    for word in &mut words {
        for place in ["%s", "%u"] {
            if word.contains(place) {
                *word = word.replace(place, target);
                filled = true;
            }
        }
    }
    if !filled {
        words.push(target.to_owned());
    }
    Ok(words)
}

fn start(words: &[String]) -> Result<(), String> {
    let [program, arguments @ ..] = words else { return Err("the browser command is empty".to_owned()) };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // A group of its own: the terminal's signals are not meant for it.
        .process_group(0)
        .spawn()
        .map_err(|error| format!("{program}: {error}"))?;
    let (tell, ended) = mpsc::channel();
    // Waits for it to its end, so that no dead process is left behind.
    std::thread::spawn(move || tell.send(child.wait()));
    match ended.recv_timeout(FAILS_WITHIN) {
        Ok(Ok(status)) if !status.success() => Err(format!("{program} failed ({status})")),
        Ok(Err(error)) => Err(format!("{program}: {error}")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://example.com/a%20b?x=$(id)&y='";

    #[test]
    fn an_address_is_one_argument_whatever_it_holds() {
        assert_eq!(words("firefox --new-tab", ADDRESS).unwrap(), ["firefox", "--new-tab", ADDRESS]);
        assert_eq!(
            words("open-it '--url=%s' last", ADDRESS).unwrap(),
            ["open-it", &format!("--url={ADDRESS}"), "last"]
        );
    }

    #[test]
    fn an_unfinished_quote_is_an_error_and_starts_nothing() {
        assert!(words("firefox 'x", ADDRESS).is_err());
    }

    #[test]
    fn the_configured_command_goes_before_the_environments() {
        assert_eq!(Browser::new(Some("a"), Some("b:c")).commands, ["a"]);
        assert_eq!(Browser::new(None, Some("b::c")).commands, ["b", "c"]);
        assert_eq!(Browser::new(None, Some("")), Browser::default());
    }

    #[test]
    fn a_browser_that_is_not_there_or_fails_is_said_by_name() {
        let missing = Browser::new(Some("/nonexistent/browser"), None).open(ADDRESS).unwrap_err();
        assert!(missing.contains("/nonexistent/browser"), "{missing}");
        let failing = Browser::new(Some("false"), None).open(ADDRESS).unwrap_err();
        assert!(failing.contains("false failed"), "{failing}");
    }

    #[test]
    fn the_next_command_is_tried_where_one_fails() {
        assert_eq!(Browser::new(None, Some("false:true")).open(ADDRESS), Ok(()));
    }
}
