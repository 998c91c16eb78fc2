//! An address as a file wrote it, judged. Judging is done on the decoded, uncleaned text: cleaning first would make a bad
//! address good. Nothing here opens anything.

use std::fmt;

use super::text::{MAX_LINE, safe_line};
use super::verdict::open_verdict;

/// An address and the verdict on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Cleaned, for the screen; never opened.
    pub shown: String,
    pub verdict: Verdict,
}

/// Whether an address may reach a launcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The one argument the launcher gets.
    Allow(String),
    Refuse(Refusal),
}

/// Why an address is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Missing,
    Type,
    TooLong,
    Control,
    NotAbsolute,
    Scheme,
    Backslash,
    Host,
    Userinfo,
}

impl Refusal {
    /// The word used in lists: `scheme`, `host`, ...
    pub fn as_str(self) -> &'static str {
        match self {
            Refusal::Missing => "missing",
            Refusal::Type => "type",
            Refusal::TooLong => "too-long",
            Refusal::Control => "control",
            Refusal::NotAbsolute => "not-absolute",
            Refusal::Scheme => "scheme",
            Refusal::Backslash => "backslash",
            Refusal::Host => "host",
            Refusal::Userinfo => "userinfo",
        }
    }
}

/// The reason as it follows "Not opened: ".
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::Missing => "there is no address",
            Refusal::Type => "the address is no text",
            Refusal::TooLong => "the address is longer than 8,192 characters",
            Refusal::Control => "the address holds invisible or control characters",
            Refusal::NotAbsolute => "the address is not a whole one (it names no scheme)",
            Refusal::Scheme => "the address is not http or https",
            Refusal::Backslash => "the address holds a backslash",
            Refusal::Host => "the address names no valid host",
            Refusal::Userinfo => "the address holds a user name, which can disguise the host",
        })
    }
}

impl Address {
    /// Judges `raw` (entities decoded, not cleaned) and keeps a cleaned copy to show.
    pub fn new(raw: &str) -> Address {
        let verdict = open_verdict(raw);
        let shown = match &verdict {
            // What may be opened as it is written is one word of plain ASCII.
            Verdict::Allow(target) if target == raw && raw.len() <= MAX_LINE => raw.to_owned(),
            _ => safe_line(raw),
        };
        Address { shown, verdict }
    }

    /// The argument for the launcher, if it may be opened.
    pub fn target(&self) -> Option<&str> {
        match &self.verdict {
            Verdict::Allow(target) => Some(target),
            Verdict::Refuse(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_judged_as_written_and_shown_cleaned() {
        let address = Address::new("https://example.com/\u{202e}fdp");
        assert_eq!(address.shown, "https://example.com/fdp");
        assert_eq!(address.verdict, Verdict::Refuse(Refusal::Control));
        assert_eq!(address.target(), None);
        assert_eq!(Address::new("HTTP://Example.com").target(), Some("http://example.com/"));
    }

    #[test]
    fn an_allowed_address_is_shown_cut_if_it_is_long() {
        let address = Address::new(&format!("https://example.com/{}", "a".repeat(1_000)));
        assert!(address.target().is_some_and(|target| target.len() == 1_020));
        assert_eq!(address.shown.chars().count(), 1_001);
    }

    #[test]
    fn a_long_address_is_refused_and_shown_cut() {
        let address = Address::new(&format!("https://example.com/{}", "a".repeat(9_000)));
        assert_eq!(address.verdict, Verdict::Refuse(Refusal::TooLong));
        assert_eq!(address.shown.chars().count(), 1_001);
    }
}
