//! A program in a pseudo-terminal, with the time at which each piece of its output came. Its clock is the thread that
//! reads; the grid is kept up behind it, so that what the grid costs is in no figure. It judges no screen: `screen` does.

use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use crossbeam_channel::{Receiver, RecvTimeoutError, unbounded};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::Screen;

/// The size of every terminal here.
pub const SIZE: (u16, u16) = (120, 36);
/// No output for so long: a frame and what belongs to it are over.
pub const SILENCE: Duration = Duration::from_millis(30);
/// What ends a frame in one piece, where a program says so.
const FRAME_END: &[u8] = b"\x1b[?2026l";
/// Longer than any program takes that works, with a million files and a busy machine.
const PATIENCE: Duration = Duration::from_secs(600);

/// Output, as it was read at once.
struct Piece {
    at: Instant,
    bytes: Vec<u8>,
}

/// How a key was answered.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    /// The end of the first frame; of the first piece where a program does not mark its frames.
    pub first: Duration,
    /// The last byte before silence.
    pub last: Duration,
    pub bytes: usize,
}

/// A running program. It is killed when dropped.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    /// Held: the terminal ends with it.
    _master: Box<dyn MasterPty + Send>,
    pieces: Receiver<Piece>,
    grid: vt100::Parser,
    pub started: Instant,
    /// When the last piece came.
    last: Instant,
    closed: bool,
}

/// A program with a home of its own and nothing of the user's environment but the search path.
pub fn command(program: &Path, home: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("HOME", home);
    for (name, folder) in [
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_DATA_HOME", "data"),
    ] {
        command.env(name, home.join(folder));
    }
    for (name, value) in
        [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LANG", "C.UTF-8"), ("TZ", "UTC"), ("DISPLAY", ":0")]
    {
        command.env(name, value);
    }
    command.cwd(home);
    command
}

impl Session {
    pub fn start(command: CommandBuilder) -> anyhow::Result<Session> {
        let size = PtySize { rows: SIZE.1, cols: SIZE.0, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).context("no pseudo-terminal")?;
        let mut reader = pair.master.try_clone_reader()?;
        let writer = pair.master.take_writer()?;
        let (to, pieces) = unbounded();
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            // A closed terminal is an error on Linux, the end elsewhere.
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                let piece = Piece { at: Instant::now(), bytes: buffer[..read].to_vec() };
                if to.send(piece).is_err() {
                    return;
                }
            }
        });
        let grid = vt100::Parser::new(SIZE.1.try_into()?, SIZE.0.try_into()?, 0);
        let started = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        Ok(Session { child, writer, _master: pair.master, pieces, grid, started, last: started, closed: false })
    }

    pub fn screen(&self) -> &Screen {
        self.grid.screen()
    }

    pub fn id(&self) -> anyhow::Result<u32> {
        self.child.process_id().context("the program has no process")
    }

    /// Takes the next piece to the grid; `None` where none comes in time.
    fn next(&mut self, wait: Duration) -> Option<Piece> {
        match self.pieces.recv_timeout(wait) {
            Ok(piece) => {
                self.grid.process(&piece.bytes);
                self.last = piece.at;
                Some(piece)
            }
            Err(error) => {
                self.closed |= error == RecvTimeoutError::Disconnected;
                None
            }
        }
    }

    /// Waits until the screen is as it should be: the time, since the start, of the piece that made it so.
    pub fn until(&mut self, what: &str, is_so: impl Fn(&Screen) -> bool) -> anyhow::Result<Duration> {
        let end = Instant::now() + PATIENCE;
        while !is_so(self.grid.screen()) {
            if self.next(end.saturating_duration_since(Instant::now())).is_none() {
                bail!("never saw {what}; the screen is\n{}", self.grid.screen().contents());
            }
        }
        Ok(self.last - self.started)
    }

    /// Waits until nothing comes for so long: the time, since the start, of what came last; `None` where nothing did.
    pub fn rest(&mut self, silence: Duration) -> Option<Duration> {
        let mut last = None;
        while let Some(piece) = self.next(silence) {
            last = Some(piece.at - self.started);
        }
        last
    }

    /// Types: the time before it did.
    pub fn send(&mut self, keys: &str) -> anyhow::Result<Instant> {
        let begun = Instant::now();
        self.writer.write_all(keys.as_bytes())?;
        self.writer.flush()?;
        Ok(begun)
    }

    /// Types, and takes the answer until nothing comes for so long; `None` where there is none at all.
    pub fn key(&mut self, keys: &str, silence: Duration) -> anyhow::Result<Option<Answer>> {
        const NO_ANSWER: Duration = Duration::from_millis(1_000);
        // What came late belongs to the key before.
        while self.next(Duration::ZERO).is_some() {}
        let begun = self.send(keys)?;
        let mut answer: Option<Answer> = None;
        let mut framed = false;
        let mut tail = Vec::new();
        while let Some(piece) = self.next(if answer.is_none() { NO_ANSWER.max(silence) } else { silence }) {
            let last = piece.at - begun;
            let (first, bytes) = answer.map_or((last, 0), |answer| (answer.first, answer.bytes));
            tail.extend_from_slice(&piece.bytes);
            let ends = !framed && tail.windows(FRAME_END.len()).any(|bytes| bytes == FRAME_END);
            framed |= ends;
            answer = Some(Answer { first: if ends { last } else { first }, last, bytes: bytes + piece.bytes.len() });
        }
        Ok(answer)
    }

    /// Types and waits for the program's end; one that stays is killed.
    pub fn quit(mut self, keys: &str) {
        if self.send(keys).is_ok() {
            let end = Instant::now() + Duration::from_secs(10);
            while !self.closed && Instant::now() < end {
                self.next(end.saturating_duration_since(Instant::now()));
            }
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It fails where the program has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
