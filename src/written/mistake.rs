//! One mistake in a file a user wrote. It does not say which file: who read the file knows.

use super::Place;
use crate::model::text::safe_line;
use std::fmt;

/// How much a mistake matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// A name nobody knows: of another version, perhaps. The rest applies.
    Warning,
    /// Something was asked for that cannot be done.
    Error,
}

/// A mistake: where it is, what is wrong, and what to write instead where that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    pub severity: Severity,
    pub at: Place,
    pub message: String,
    pub hint: Option<String>,
}

impl Mistake {
    /// A wrong value. The message may quote what was written: it is cleaned here.
    pub fn error(at: &Place, message: impl AsRef<str>) -> Mistake {
        Mistake { severity: Severity::Error, at: at.clone(), message: safe_line(message.as_ref()), hint: None }
    }

    /// An unknown name.
    pub fn warning(at: &Place, message: impl AsRef<str>) -> Mistake {
        Mistake { severity: Severity::Warning, ..Mistake::error(at, message) }
    }

    pub fn hint(mut self, hint: impl AsRef<str>) -> Mistake {
        self.hint = Some(safe_line(hint.as_ref()));
        self
    }

    /// "Did you mean" when something known is near; `otherwise` when not.
    pub fn did_you_mean(self, near: Option<&str>, otherwise: impl AsRef<str>) -> Mistake {
        match near {
            Some(near) => self.hint(format!("did you mean {near}?")),
            None => self.hint(otherwise),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.at.line, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_in_one_line_with_its_hint() {
        let place = |line| Place { line, bytes: 0..1 };
        let mistake = Mistake::error(&place(3), "no action is called down2").did_you_mean(Some("down"), "");
        assert_eq!(mistake.to_string(), "line 3: no action is called down2 (did you mean down?)");
        assert_eq!(Mistake::warning(&place(1), "x").to_string(), "line 1: x");
    }
}
