//! What every measurement needs to know: the programs, the store, where to write, and how often to do a thing. It
//! measures nothing itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::pty;

/// After so long no further run of the same is begun, once there are [`LEAST`].
const ENOUGH: Duration = Duration::from_secs(45);
/// The first is dropped, so three count.
const LEAST: usize = 4;

/// One store's measuring.
#[derive(Debug)]
pub struct Context {
    pub dateline: PathBuf,
    pub bare: PathBuf,
    pub store: PathBuf,
    /// The programs' homes are in it; everything there may be removed.
    pub work: PathBuf,
    pub runs: usize,
    /// It was made by us, and may be changed.
    pub ours: bool,
}

impl Context {
    /// A program's home, made where it is not.
    pub fn home(&self, name: &str) -> anyhow::Result<PathBuf> {
        let home = self.work.join(name);
        fs::create_dir_all(&home)?;
        Ok(home)
    }

    /// Does a thing again and again.
    pub fn times(&self, mut body: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<()> {
        let begun = Instant::now();
        for run in 0..self.runs {
            if run >= LEAST && begun.elapsed() > ENOUGH {
                break;
            }
            body()?;
        }
        Ok(())
    }

    /// Dateline on the store, with a home of its own.
    pub fn reader(&self) -> anyhow::Result<Home> {
        Ok(Home { program: self.dateline.clone(), home: self.home("dateline")?, store: self.store.clone() })
    }

    /// Dateline on a store with nothing in it.
    pub fn reader_of_nothing(&self) -> anyhow::Result<Home> {
        let (home, store) = (self.home("empty")?, self.home("empty-store")?);
        Ok(Home { program: self.dateline.clone(), home, store })
    }
}

/// Dateline's home: what it keeps from one start to the next.
#[derive(Debug)]
pub struct Home {
    program: PathBuf,
    home: PathBuf,
    store: PathBuf,
}

impl Home {
    /// Beginning with all headlines: of those it is known how many there are.
    pub fn command(&self) -> CommandBuilder {
        self.beginning("all")
    }

    /// Beginning on the front page.
    pub fn on_front(&self) -> CommandBuilder {
        self.beginning("front")
    }

    fn beginning(&self, start: &str) -> CommandBuilder {
        let config = self.home.with_extension(format!("{start}.toml"));
        if let Err(error) = fs::write(&config, format!("start = \"{start}\"\n")) {
            eprintln!("{}: {error}", config.display());
        }
        let arguments = ["--config", &config.to_string_lossy(), &self.store.to_string_lossy()];
        pty::command(&self.program, &self.home, &arguments)
    }

    /// With what it does in its log.
    pub fn telling(&self) -> CommandBuilder {
        let mut command = self.command();
        command.env("DATELINE_LOG", "info");
        command
    }

    /// As if it had never run.
    pub fn forget(&self) -> anyhow::Result<()> {
        fs::remove_dir_all(&self.home)?;
        fs::create_dir_all(&self.home)?;
        Ok(())
    }

    pub fn forget_log(&self) {
        for log in self.logs() {
            // Not there is as good as removed.
            let _ = fs::remove_file(log);
        }
    }

    fn logs(&self) -> Vec<PathBuf> {
        let listed = fs::read_dir(self.home.join("state/dateline"));
        let paths = listed.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        paths.filter(|path| path.extension().is_some_and(|end| end == "log")).collect()
    }

    /// How long something took, as the log has it: the last line with that word, and `in 12.3ms` behind it.
    pub fn logged(&self, word: &str) -> Option<f64> {
        let text: String = self.logs().iter().filter_map(|log| fs::read_to_string(log).ok()).collect();
        let line = text.lines().rfind(|line| line.contains(word) && line.contains(" in "))?;
        milliseconds(line.rsplit_once(" in ")?.1.split([' ', ',', ';']).next()?)
    }

    /// The file of the cache, if it is there.
    pub fn is_cached(&self) -> bool {
        has(&self.home.join("cache/dateline"), "segment")
    }

    /// The stories of the store, as they are kept.
    pub fn has_stories(&self) -> bool {
        has(&self.home.join("cache/dateline"), "stories")
    }
}

fn has(folder: &Path, kind: &str) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| path.extension().is_some_and(|end| end == kind) || has(&path, kind))
}

/// A duration as `{:?}` writes it.
fn milliseconds(text: &str) -> Option<f64> {
    let unit = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let number: f64 = text[..unit].parse().ok()?;
    let factor = match &text[unit..] {
        "s" => 1e3,
        "ms" => 1.0,
        "µs" | "us" => 1e-3,
        "ns" => 1e-6,
        _ => return None,
    };
    Some(number * factor)
}
