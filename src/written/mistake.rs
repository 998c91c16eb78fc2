//! One mistake in a file a user wrote. It does not say which file: who read the file knows.

use crate::model::text::safe_line;
use std::fmt;

/// A mistake: the line it is on (1 is the first), what is wrong, and what to write instead where that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    pub line: u32,
    pub message: String,
    pub hint: Option<String>,
}

impl Mistake {
    /// The message may quote what was written: it is cleaned here.
    pub fn new(line: u32, message: impl AsRef<str>) -> Mistake {
        Mistake { line, message: safe_line(message.as_ref()), hint: None }
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
        write!(f, "line {}: {}", self.line, self.message)?;
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
        let mistake = Mistake::new(3, "no action is called down2").did_you_mean(Some("down"), "");
        assert_eq!(mistake.to_string(), "line 3: no action is called down2 (did you mean down?)");
        assert_eq!(Mistake::new(1, "x").to_string(), "line 1: x");
    }
}
