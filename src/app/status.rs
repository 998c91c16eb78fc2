//! What the last line says. One message at a time; the next key takes a plain one away.

use super::event::Tone;
use crate::model::cells;

/// Cells of a headline that is named.
const NAMED: usize = 40;

/// A message for the last line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    pub tone: Tone,
    pub text: String,
}

impl Status {
    pub fn plain(text: impl Into<String>) -> Status {
        Status { tone: Tone::Plain, text: text.into() }
    }

    pub fn warning(text: impl Into<String>) -> Status {
        Status { tone: Tone::Warning, text: text.into() }
    }

    pub fn error(text: impl Into<String>) -> Status {
        Status { tone: Tone::Error, text: text.into() }
    }
}

/// A number with its thousands parted: `48,213`.
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 headline`, `2 headlines`.
pub fn plural(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A headline in a sentence, cut where it is long.
pub fn named(title: &str) -> String {
    format!("“{}”", cells::truncate(title, NAMED).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        assert_eq!([0, 999, 1_000, 48_213, 1_000_000].map(count).join(" "), "0 999 1,000 48,213 1,000,000");
    }
}
