//! The log: a file in the state folder, never the terminal. Each line is cleaned, the file is bounded, and not being able to write it
//! costs the log, nothing else.
//!
//! `dateline.log` holds up to a mebibyte; then it becomes `dateline.log.1`, in the place of the one before. What is logged says
//! `DATELINE_LOG`, else `RUST_LOG`: `info`, or `dateline::runtime=debug,warn`; warnings where neither does.

use crate::model::text::safe_line;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

const NAME: &str = "dateline.log";
const BEFORE: &str = "dateline.log.1";
/// Bytes of one file.
const MOST: u64 = 1 << 20;

/// Starts logging to the folder; `env` gives the environment. The error is a sentence on a filter that can't be read.
pub fn start(folder: &Path, env: impl Fn(&str) -> Option<String>) -> Result<(), String> {
    let set = |name| env(name).filter(|value: &String| !value.trim().is_empty()).map(|value| (name, value));
    let (filter, mistake) = match set("DATELINE_LOG").or_else(|| set("RUST_LOG")) {
        None => (Targets::new().with_default(LevelFilter::WARN), None),
        Some((name, written)) => match parse(&written) {
            Ok(filter) => (filter, None),
            Err(error) => {
                let says = format!("{name} is no filter ({error}); write it like info, or dateline::store=debug,warn");
                (Targets::new().with_default(LevelFilter::WARN), Some(safe_line(&says)))
            }
        },
    };
    let file = Bounded { folder: folder.to_owned(), open: None };
    let lines = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(Mutex::new(file));
    // A second start in one process changes nothing.
    let _ = tracing_subscriber::registry().with(lines).with(filter).try_init();
    mistake.map_or(Ok(()), Err)
}

/// A filter. A word that is neither a level nor a part of this program is taken for a mistake, not for a part nobody has.
fn parse(written: &str) -> Result<Targets, String> {
    let is_known = |part: &str| {
        part.contains('=') || part.contains("::") || part == "dateline" || part.parse::<LevelFilter>().is_ok()
    };
    match written.split(',').map(str::trim).find(|part| !part.is_empty() && !is_known(part)) {
        Some(part) => Err(format!("{part} is no level")),
        None => written.parse().map_err(|error: tracing_subscriber::filter::ParseError| error.to_string()),
    }
}

/// A file of cleaned lines that begins anew when it is full. It is made by its first line.
struct Bounded {
    folder: PathBuf,
    /// The file and its size.
    open: Option<(File, u64)>,
}

impl Bounded {
    fn file(&mut self) -> io::Result<&mut (File, u64)> {
        let folder = &self.folder;
        let open = || -> io::Result<(File, u64)> {
            std::fs::create_dir_all(folder)?;
            let file = OpenOptions::new().create(true).append(true).open(folder.join(NAME))?;
            let size = file.metadata()?.len();
            Ok((file, size))
        };
        if self.open.is_none() {
            self.open = Some(open()?);
        }
        self.open.as_mut().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        if self.file()?.1 >= MOST {
            self.open = None;
            std::fs::rename(self.folder.join(NAME), self.folder.join(BEFORE))?;
        }
        let (file, size) = self.file()?;
        for line in text.lines() {
            let line = format!("{}\n", safe_line(line));
            file.write_all(line.as_bytes())?;
            *size += line.len() as u64;
        }
        Ok(())
    }
}

/// One call holds one whole event.
impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(&String::from_utf8_lossy(bytes))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.open.as_mut().map_or(Ok(()), |(file, _)| file.flush())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cleaned_and_a_full_file_begins_anew() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = Bounded { folder: dir.path().to_owned(), open: None };
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        log.write_all(b"a \x1b[31mred\x1b[0m \xff line\n").unwrap();
        let text = std::fs::read_to_string(dir.path().join(NAME)).unwrap();
        assert!(text.starts_with("a ") && text.ends_with("line\n") && !text.contains('\u{1b}'), "{text:?}");
        let line = format!("{}\n", "x".repeat(999));
        (0..2_500).for_each(|_| log.write_all(line.as_bytes()).unwrap());
        for name in [NAME, BEFORE] {
            let size = dir.path().join(name).metadata().unwrap().len();
            assert!(size > 0 && size <= MOST + 1_000, "{name}: {size}");
        }
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_filter_that_cannot_be_read_is_said_with_its_name() {
        let dir = tempfile::tempdir().unwrap();
        for wrong in ["dateline=loudly", "wran", "info,dbg"] {
            let env = |name: &str| (name == "RUST_LOG").then(|| wrong.to_owned());
            let error = start(&dir.path().join("state"), env).unwrap_err();
            assert!(error.starts_with("RUST_LOG is no filter"), "{error}");
        }
        for right in ["info", "dateline::store=debug,warn", "off", "dateline"] {
            assert!(parse(right).is_ok(), "{right}");
        }
    }
}
