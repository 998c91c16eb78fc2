//! When a mark was set: microseconds, so that two keypresses have two. It reads no clock, and knows no time zone.

use std::fmt;

use crate::model::Timestamp;

const SECOND: u64 = 1_000_000;
const DAY: u64 = 86_400;
/// Of its text.
pub(super) const WIDTH: usize = 27;

/// Microseconds since 1970-01-01T00:00:00Z, at most [`Moment::MAX`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub u64);

impl Moment {
    /// 9999-12-31T23:59:59.999999Z.
    pub const MAX: Moment = Moment(253_402_300_799_999_999);

    /// The first microsecond of a second; what lies before 1970 or after 9999 is the nearest there is.
    pub fn of(second: Timestamp) -> Moment {
        Moment(u64::try_from(second.0).unwrap_or(0).saturating_mul(SECOND)).min(Moment::MAX)
    }

    /// The second it lies in.
    pub fn timestamp(self) -> Timestamp {
        Timestamp(i64::try_from(self.0 / SECOND).unwrap_or(i64::MAX))
    }

    /// Reads what [`fmt::Display`] writes and no other form.
    pub fn parse(text: &str) -> Option<Moment> {
        Moment::from_bytes(text.as_bytes().try_into().ok()?)
    }

    /// The same from bytes: this is done for every line of every journal.
    pub(super) fn from_bytes(text: &[u8; WIDTH]) -> Option<Moment> {
        let number = |at: usize, len: usize| {
            text[at..at + len].iter().try_fold(0_u64, |number, byte| {
                let digit = byte.wrapping_sub(b'0');
                (digit < 10).then(|| number * 10 + u64::from(digit))
            })
        };
        let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (26, b'Z')];
        if marks.iter().any(|&(at, mark)| text[at] != mark) {
            return None;
        }
        let (year, month, day) = (number(0, 4)?, number(5, 2)?, number(8, 2)?);
        let (hour, minute, second) = (number(11, 2)?, number(14, 2)?, number(17, 2)?);
        if year < 1970 || hour > 23 || minute > 59 || second > 59 || day == 0 || day > days_in(year, month)? {
            return None;
        }
        let seconds = days_before(year, month, day) * DAY + hour * 3_600 + minute * 60 + second;
        Some(Moment(seconds * SECOND + number(20, 6)?))
    }
}

/// RFC 3339 in UTC, always 27 characters: `2026-11-26T03:00:32.123456Z`. What is past [`Moment::MAX`] is shown as that.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = (*self).min(Moment::MAX);
        let second = moment.timestamp().to_string();
        write!(f, "{}.{:06}Z", second.trim_end_matches('Z'), moment.0 % SECOND)
    }
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u64, month: u64) -> Option<u64> {
    match month {
        2 => Some(if is_leap(year) { 29 } else { 28 }),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

/// Days from 1970-01-01 on. The year is counted from March, so that a leap day is its last.
fn days_before(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400;
    // 719_468 days lie between 0000-03-01 and 1970-01-01.
    days + (153 * month + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_moment_is_written_in_27_characters() {
        for (micros, text) in [
            (0, "1970-01-01T00:00:00.000000Z"),
            (1_795_662_032_123_456, "2026-11-26T03:00:32.123456Z"),
            (Moment::MAX.0, "9999-12-31T23:59:59.999999Z"),
            (u64::MAX, "9999-12-31T23:59:59.999999Z"),
        ] {
            assert_eq!(Moment(micros).to_string(), text);
        }
    }

    #[test]
    fn no_other_form_is_a_moment() {
        for text in [
            "",
            "2026-11-26T03:00:32Z",
            "2026-11-26T03:00:32.12345Z",
            "2026-11-26T03:00:32.1234567Z",
            "2026-11-26 03:00:32.123456Z",
            "2026-11-26T03:00:32.123456z",
            "2026-11-31T03:00:32.123456Z",
            "2026-02-29T03:00:32.123456Z",
            "2026-00-26T03:00:32.123456Z",
            "2026-13-26T03:00:32.123456Z",
            "2026-11-00T03:00:32.123456Z",
            "2026-11-26T24:00:32.123456Z",
            "2026-11-26T03:60:32.123456Z",
            "2026-11-26T03:00:60.123456Z",
            "1969-12-31T23:59:59.999999Z",
            "+026-11-26T03:00:32.123456Z",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_second_outside_the_moments_is_the_nearest() {
        assert_eq!(Moment::of(Timestamp(-5)), Moment(0));
        assert_eq!(Moment::of(Timestamp(i64::MAX)), Moment::MAX);
        assert_eq!(Moment::of(Timestamp::MAX).timestamp(), Timestamp::MAX);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(micros in 0..=Moment::MAX.0) {
            let text = Moment(micros).to_string();
            prop_assert_eq!(text.len(), WIDTH);
            prop_assert_eq!(Moment::parse(&text), Some(Moment(micros)));
        }
    }
}
