//! The program as a shell starts it: a home of its own, a store, and what it writes. It waits for nothing but its end.

use std::path::Path;
use std::process::{Command, Stdio};

use super::Made;
use super::pty::{self, Pty};
use serde_json::Value;

/// The program with a home, and nobody who types.
pub fn program(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_clear().envs(pty::environment(home)).current_dir(home).args(arguments).stdin(Stdio::null());
    command
}

/// A home, and a store in it.
pub struct Desk {
    pub home: tempfile::TempDir,
    pub store: Made,
}

impl Desk {
    pub fn new(store: Made) -> Desk {
        Desk { home: tempfile::tempdir().unwrap(), store }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(self.home.path(), arguments);
        command.env("DATELINE_STORE", self.store.path());
        command
    }

    /// Exit code, standard output, standard error.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// What a command that goes well writes.
    pub fn out(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        out
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.out(arguments)).unwrap()
    }

    /// In a terminal.
    pub fn pty(&self, arguments: &[&str], env: &[(&str, &str)]) -> Pty {
        let mut command = pty::command(self.home.path(), arguments);
        command.env("DATELINE_STORE", self.store.path());
        env.iter().for_each(|(name, value)| command.env(name, value));
        Pty::start(command, (100, 30))
    }
}
