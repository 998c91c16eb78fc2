//! Which programs open an address, in which order, and how: one argument, no shell. A program of the desktop is detached from the
//! terminal; one that reads in the terminal is to be given it. Only an address that has passed the verdict may come here.

use crate::model::text::safe_line;
use std::os::unix::process::CommandExt;
use std::path::Path;
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
    /// Programs that need the terminal, by the names of their files.
    in_terminal: Vec<String>,
    /// A window can be opened.
    display: bool,
}

/// One way to open an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// The program and its arguments, at least one.
    pub words: Vec<String>,
    /// It needs the terminal until it ends.
    pub in_terminal: bool,
}

impl Browser {
    /// `configured` is one command, which goes before `$BROWSER` (commands parted by colons) as `env` gives it. `in_terminal` names
    /// programs that need the terminal.
    pub fn new(configured: Option<&str>, in_terminal: &[String], env: impl Fn(&str) -> Option<String>) -> Browser {
        let commands = match (configured, env("BROWSER")) {
            (Some(command), _) => vec![command.to_owned()],
            (None, Some(list)) => list.split(':').map(str::to_owned).collect(),
            (None, None) => Vec::new(),
        };
        let is_set = |name: &&str| env(name).is_some_and(|value| !value.is_empty());
        let display = cfg!(target_os = "macos") || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].iter().any(is_set);
        Browser {
            commands: commands.into_iter().filter(|command| !command.trim().is_empty()).collect(),
            in_terminal: in_terminal.to_vec(),
            display,
        }
    }

    /// The ways to open `target`, to be tried in turn; an error is a command that can't be split into words.
    pub fn launches(&self, target: &str) -> Vec<Result<Launch, String>> {
        if self.commands.is_empty() {
            return self.system(target).into_iter().map(Ok).collect();
        }
        let launch = |command: &String| {
            let words = words(command, target)?;
            let program = Path::new(&words[0]).file_name().map(|name| name.to_string_lossy().into_owned());
            let in_terminal = program.is_some_and(|program| self.in_terminal.contains(&program));
            Ok(Launch { words, in_terminal })
        };
        self.commands.iter().map(launch).collect()
    }

    /// The system's launchers. Without a display all they could start is a program in the terminal, so they are given it.
    fn system(&self, target: &str) -> Vec<Launch> {
        let words = |command: Command| {
            let all = std::iter::once(command.get_program()).chain(command.get_args());
            all.map(|word| word.to_str().map(str::to_owned)).collect::<Option<Vec<String>>>()
        };
        let launch = |words| Launch { words, in_terminal: !self.display };
        open::commands(target).into_iter().filter_map(words).map(launch).collect()
    }

    /// Opens an address where there is no screen to put away: a program that needs the terminal has it anyway.
    pub fn open_here(&self, target: &str) -> Result<(), String> {
        let mut reasons = Vec::new();
        for launch in self.launches(target) {
            let opened = launch.and_then(|launch| match launch.in_terminal {
                false => start(&launch.words),
                true => match Command::new(&launch.words[0]).args(&launch.words[1..]).status() {
                    Ok(status) if status.success() => Ok(()),
                    Ok(status) => Err(format!("{} failed ({status})", launch.words[0])),
                    Err(error) => Err(format!("{}: {error}", launch.words[0])),
                },
            });
            match opened {
                Ok(()) => return Ok(()),
                Err(why) => reasons.push(why),
            }
        }
        Err(safe_line(&self.failure(&reasons)))
    }

    /// Some way to open an address may need the terminal.
    pub fn may_need_terminal(&self) -> bool {
        // The address does not matter for that.
        self.launches("https://localhost/").iter().flatten().any(|launch| launch.in_terminal)
    }

    /// Why nothing opened it, from what each program said.
    pub fn failure(&self, reasons: &[String]) -> String {
        match (self.commands.is_empty(), self.display) {
            (true, false) => "There is no display here, and nothing on this system opens addresses in a terminal. Set $BROWSER, as to \
                              w3m, or copy the address."
                .to_owned(),
            _ => format!("Could not open it: {}.", reasons.join("; ")),
        }
    }
}

/// The words of a command, with the address in place of `%s` or `%u`, or behind them. Split first, filled after: an address can't become words.
fn words(command: &str, target: &str) -> Result<Vec<String>, String> {
    let mut words = shell_words::split(command).map_err(|error| format!("the browser command {command:?}: {error}"))?;
    if words.is_empty() {
        return Err("the browser command is empty".to_owned());
    }
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

/// Starts a program of the desktop; waits only to see it fail. The error is a sentence without the address.
pub fn start(words: &[String]) -> Result<(), String> {
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

    fn browser(configured: Option<&str>, env: &[(&str, &str)]) -> Browser {
        let get = |name: &str| env.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Browser::new(configured, &["w3m".to_owned()], get)
    }

    #[test]
    fn an_address_stays_one_argument_wherever_it_stands() {
        let address = "https://example.com/a b;c'\"d";
        assert_eq!(words("firefox", address).unwrap(), ["firefox", address]);
        assert_eq!(words("sh -c 'run %u' x", address).unwrap(), ["sh", "-c", &format!("run {address}"), "x"]);
        assert!(words("'open", address).is_err());
    }

    #[test]
    fn commands_come_from_the_configuration_before_the_environment() {
        let of = |browser: Browser| {
            browser.launches("u").into_iter().map(|l| l.unwrap().words[0].clone()).collect::<Vec<_>>()
        };
        assert_eq!(of(browser(Some("a"), &[("BROWSER", "b:c")])), ["a"]);
        assert_eq!(of(browser(None, &[("BROWSER", "b:c")])), ["b", "c"]);
        assert!(!of(browser(None, &[("BROWSER", ":")])).is_empty());
    }

    #[test]
    fn a_program_of_the_list_gets_the_terminal_whatever_its_path_and_others_do_not() {
        let launches = browser(None, &[("BROWSER", "firefox:/usr/bin/w3m -N:lynx")]).launches("u");
        let in_terminal: Vec<bool> = launches.into_iter().map(|launch| launch.unwrap().in_terminal).collect();
        assert_eq!(in_terminal, [false, true, false]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn without_a_display_the_systems_launcher_gets_the_terminal() {
        assert!(browser(None, &[]).may_need_terminal());
        assert!(!browser(None, &[("DISPLAY", ":0")]).may_need_terminal());
        assert!(!browser(None, &[("WAYLAND_DISPLAY", "wayland-0")]).may_need_terminal());
    }

    #[test]
    fn a_command_that_fails_at_once_is_told() {
        let failed = start(&["false".to_owned()]).unwrap_err();
        assert!(failed.contains("failed"), "{failed}");
        assert!(start(&["/nonexistent/x".to_owned()]).is_err());
    }
}
