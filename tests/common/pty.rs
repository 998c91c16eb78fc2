//! The program in a real pseudo-terminal, with a terminal's grid behind it. It waits for conditions, never for time.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// How long a condition may take. Far over what any takes, and only reached by a failure.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the program has written so far.
pub struct Output {
    pub grid: vt100::Parser,
    pub bytes: Vec<u8>,
    pub closed: bool,
}

/// A running program.
pub struct Pty {
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Arc<(Mutex<Output>, Condvar)>,
    pub started: Instant,
}

/// The program with an environment of its own: its home, its folders, and nothing of the tester's.
pub fn command(home: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments);
    command.env_clear();
    for (name, value) in environment(home) {
        command.env(name, value);
    }
    command.cwd(home);
    command
}

/// The reader begins with all headlines on a first visit, not on the front page, and later where it was left.
pub fn with_all_headlines_first(home: &Path) {
    let folder = home.join("config/dateline");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("config.toml");
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let state = std::fs::read_to_string(home.join("state/dateline/state.toml")).unwrap_or_default();
    if state.contains("[[place]]") {
        std::fs::write(file, text.replace("start = \"all\"", "start = \"last\"")).unwrap();
    } else if !text.contains("start = ") {
        std::fs::write(file, format!("start = \"all\"\n{text}")).unwrap();
    }
}

/// The environment of every program the tests start.
pub fn environment(home: &Path) -> Vec<(&'static str, String)> {
    let below = |name: &str| home.join(name).to_string_lossy().into_owned();
    vec![
        ("HOME", home.to_string_lossy().into_owned()),
        ("XDG_CONFIG_HOME", below("config")),
        ("XDG_CACHE_HOME", below("cache")),
        ("XDG_STATE_HOME", below("state")),
        ("XDG_DATA_HOME", below("data")),
        ("PATH", std::env::var("PATH").unwrap_or_default()),
        ("TERM", "xterm-256color".to_owned()),
        ("LANG", "C.UTF-8".to_owned()),
        ("TZ", "UTC".to_owned()),
        // Otherwise launchers are given the terminal.
        ("DISPLAY", ":0".to_owned()),
    ]
}

impl Pty {
    pub fn start(command: CommandBuilder, (columns, rows): (u16, u16)) -> Pty {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let grid = super::grid(columns, rows);
        let output = Arc::new((Mutex::new(Output { grid, bytes: Vec::new(), closed: false }), Condvar::new()));
        let shared = output.clone();
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            loop {
                let read = reader.read(&mut buffer).unwrap_or(0);
                let (output, changed) = &*shared;
                let mut output = output.lock().unwrap();
                output.grid.process(&buffer[..read]);
                output.bytes.extend_from_slice(&buffer[..read]);
                output.closed = read == 0;
                changed.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        Pty { child, master: pair.master, writer, output, started }
    }

    pub fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Gives the terminal another size.
    pub fn resize(&self, (columns, rows): (u16, u16)) {
        self.output.0.lock().unwrap().grid.screen_mut().set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Sends a signal to the program.
    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Waits until the output is as it should be; gives what `until` gave.
    pub fn wait<T>(&self, what: &str, mut until: impl FnMut(&Output) -> Option<T>) -> T {
        let (output, changed) = &*self.output;
        let end = Instant::now() + PATIENCE;
        let mut output = output.lock().unwrap();
        loop {
            if let Some(found) = until(&output) {
                return found;
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !output.closed, "never saw {what}:\n{}", output.grid.screen().contents());
            output = changed.wait_timeout(output, left).unwrap().0;
        }
    }

    /// Waits until `text` stands on the screen; gives the screen.
    pub fn wait_for(&self, text: &str) -> String {
        self.wait(text, |output| Some(output.grid.screen().contents()).filter(|screen| screen.contains(text)))
    }

    /// Waits for the program's end; gives its exit code and all it wrote.
    pub fn end(mut self) -> (u32, Vec<u8>) {
        let (output, changed) = &*self.output;
        let end = Instant::now() + PATIENCE;
        let mut held = output.lock().unwrap();
        while !held.closed {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the program did not end:\n{}", held.grid.screen().contents());
            held = changed.wait_timeout(held, left).unwrap().0;
        }
        let bytes = held.bytes.clone();
        drop(held);
        (self.child.wait().unwrap().exit_code(), bytes)
    }

    /// The terminal's modes, as text to compare.
    pub fn modes(&self) -> String {
        format!("{:?}", self.master.get_termios())
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
