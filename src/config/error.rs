//! A mistake in one of the user's files, with the file. Whether it stops the program is for who asked.

use super::quote::Quote;
use crate::model::text::safe_line;
use crate::written::{Mistake, Severity};
use std::fmt;
use std::path::{Path, PathBuf};

/// Shown as `path:line:column: message`; as `{:#}` with the line quoted, a caret under what is wrong, and the hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    pub severity: Severity,
    pub path: PathBuf,
    /// 1 is the first; nothing where it is the whole file.
    pub line: Option<u32>,
    /// In characters, as editors count; 1 is the first.
    pub column: Option<u32>,
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    quote: Option<Box<Quote>>,
}

impl ConfigError {
    /// A mistake in `text`, which is the file's.
    pub(super) fn in_text(path: &Path, text: &str, mistake: Mistake) -> ConfigError {
        let Mistake { severity, at, message, hint } = mistake;
        let row = text.split('\n').nth((at.line as usize).saturating_sub(1)).unwrap_or_default();
        let column = row[..row.floor_char_boundary(at.bytes.start)].chars().count() + 1;
        ConfigError {
            severity,
            path: path.to_owned(),
            line: Some(at.line),
            column: u32::try_from(column).ok(),
            message,
            hint,
            quote: Some(Box::new(Quote::of(row, at.bytes))),
        }
    }

    /// The file as a whole cannot be used.
    pub(super) fn of_file(path: &Path, message: impl AsRef<str>, hint: &str) -> ConfigError {
        ConfigError {
            severity: Severity::Error,
            path: path.to_owned(),
            line: None,
            column: None,
            message: safe_line(message.as_ref()),
            hint: Some(safe_line(hint)),
            quote: None,
        }
    }

    /// It stops a program that starts.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", safe_line(&self.path.to_string_lossy()))?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        write!(f, ": {}", self.message)?;
        if !f.alternate() {
            return Ok(());
        }
        let number = self.line.map_or(String::new(), |line| line.to_string());
        let margin = " ".repeat(2 + number.len());
        if let Some(quote) = &self.quote {
            let Quote { text, before, under } = &**quote;
            write!(f, "\n  {number} | {text}\n{margin} | {}{}", " ".repeat(*before), "^".repeat(*under))?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\n{margin} = {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::Place;

    const PATH: &str = "/c/config.toml";

    #[test]
    fn an_error_in_one_line_says_where_it_is() {
        let mistake = Mistake::warning(&Place { line: 3, bytes: 0..1 }, "no key is called x").hint("y");
        let error = ConfigError::in_text(Path::new(PATH), "a\nb\nx = 1\n", mistake);
        assert_eq!(error.to_string(), "/c/config.toml:3:1: no key is called x");
        assert!(!error.is_error());
        let error = ConfigError::of_file(Path::new(PATH), "not UTF-8", "save it as UTF-8");
        assert_eq!(error.to_string(), "/c/config.toml: not UTF-8");
        assert_eq!(format!("{error:#}"), "/c/config.toml: not UTF-8\n   = save it as UTF-8");
    }

    #[test]
    fn an_error_in_full_shows_the_line_a_caret_and_a_hint() {
        let mistake = Mistake::error(&Place { line: 3, bytes: 8..10 }, "theme cannot be a number").hint("write a name");
        let error = ConfigError::in_text(Path::new(PATH), "\n\ntheme = 12\n", mistake);
        let told = [
            "/c/config.toml:3:9: theme cannot be a number",
            "  3 | theme = 12",
            "    |         ^^",
            "    = write a name",
        ];
        assert_eq!(format!("{error:#}"), told.join("\n"));
    }

    #[test]
    fn a_place_behind_the_last_line_is_shown_too() {
        let mistake = Mistake::error(&Place { line: 9, bytes: 70..80 }, "x");
        let error = ConfigError::in_text(Path::new(PATH), "a = 1", mistake);
        assert_eq!(format!("{error:#}"), "/c/config.toml:9:1: x\n  9 | \n    | ^");
    }
}
