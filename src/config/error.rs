//! A mistake in one of the user's files, with the file. Whether it stops the program is for who asked.

use crate::model::text::safe_line;
use crate::written::Mistake;
use std::path::{Path, PathBuf};

/// Shown as `path:line: message`; the hint is for a line of its own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {message}", safe_line(&path.to_string_lossy()), line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct ConfigError {
    pub path: PathBuf,
    /// 1 is the first; nothing where it is the whole file.
    pub line: Option<u32>,
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl ConfigError {
    pub(super) fn in_line(path: &Path, mistake: Mistake) -> ConfigError {
        let Mistake { line, message, hint } = mistake;
        ConfigError { path: path.to_owned(), line: Some(line), message, hint }
    }

    pub(super) fn of_file(path: &Path, message: impl AsRef<str>, hint: &str) -> ConfigError {
        let (message, hint) = (safe_line(message.as_ref()), Some(hint.to_owned()));
        ConfigError { path: path.to_owned(), line: None, message, hint }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_where_it_is() {
        let error = ConfigError::in_line(Path::new("/c/config.toml"), Mistake::new(3, "no key is called x").hint("y"));
        assert_eq!(error.to_string(), "/c/config.toml:3: no key is called x");
        let error = ConfigError::of_file(Path::new("/c/config.toml"), "not UTF-8", "save it as UTF-8");
        assert_eq!(error.to_string(), "/c/config.toml: not UTF-8");
    }
}
