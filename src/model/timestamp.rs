//! A moment in time as a store means it: whole seconds, UTC, years 1 to 9999. It knows no time zone of the reader's and
//! no clock: now is told by whoever asks.

use std::fmt;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

const EPOCH: Date = Date::constant(1970, 1, 1);
const DAY: i64 = 86_400;
/// Longer text is no date.
const MAX_LEN: usize = 64;
/// The widest offset from UTC that is believed, in hours.
const MAX_OFFSET: i64 = 14;

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// 0001-01-01T00:00:00Z.
    pub const MIN: Timestamp = Timestamp(-62_135_596_800);
    /// 9999-12-31T23:59:59Z.
    pub const MAX: Timestamp = Timestamp(253_402_300_799);

    /// Reads a date as stores write it: RFC 3339 (also with blanks for the `T`, without seconds, without a zone, which
    /// means UTC), a date alone (midnight), RFC 2822. Fractions are dropped, `:60` is `:59`, offsets go up to 14 hours,
    /// years from 1 to 9999 in UTC. `None` for anything else.
    pub fn parse(text: &str) -> Option<Timestamp> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}'));
        // Only ASCII can be a date, so bytes are characters here.
        if text.len() > MAX_LEN {
            return None;
        }
        iso(Scan(text.as_bytes())).or_else(|| rfc_2822(Scan(text.as_bytes())))
    }

    /// The date that a file's name begins with (`2021-12-28-name.md`), at midnight UTC.
    pub fn from_file_name(name: &str) -> Option<Timestamp> {
        let mut scan = Scan(name.as_bytes());
        let date = scan.date()?;
        scan.eat(b'-').then_some(())?;
        Parts { date, ..Parts::default() }.timestamp()
    }

    pub fn seconds(self) -> i64 {
        self.0
    }
}

/// RFC 3339 in UTC: `2021-12-28T18:36:00Z`. Outside [`Timestamp::MIN`] to [`Timestamp::MAX`], the seconds as a number.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = (Timestamp::MIN..=Timestamp::MAX).contains(self);
        match DateTime::from(EPOCH).checked_add(SignedDuration::from_secs(self.0)) {
            Ok(t) if known => {
                let (year, month, day) = (t.year(), t.month(), t.day());
                write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", t.hour(), t.minute(), t.second())
            }
            _ => write!(f, "{}", self.0),
        }
    }
}

/// The numbers of a date as written.
#[derive(Debug, Default)]
struct Parts {
    /// Year, month, day.
    date: (i64, i64, i64),
    /// Hour, minute, second.
    time: (i64, i64, i64),
    /// Seconds east of UTC.
    offset: i64,
}

impl Parts {
    fn timestamp(self) -> Option<Timestamp> {
        let (year, month, day) = self.date;
        let (hour, minute, second) = self.time;
        if year < 1 || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        let days = date.duration_since(EPOCH).as_secs() / DAY;
        let time = hour * 3_600 + minute * 60 + second.min(59);
        let timestamp = Timestamp(days * DAY + time - self.offset);
        (Timestamp::MIN..=Timestamp::MAX).contains(&timestamp).then_some(timestamp)
    }
}

/// ISO 8601 as RFC 3339 has it, and its loose forms.
fn iso(mut scan: Scan<'_>) -> Option<Timestamp> {
    let mut parts = Parts { date: scan.date()?, ..Parts::default() };
    if !scan.is_done() {
        if !scan.eat(b'T') && !scan.eat(b't') && scan.blanks() == 0 {
            return None;
        }
        let (seconds_given, time) = scan.time()?;
        parts.time = time;
        if seconds_given && (scan.eat(b'.') || scan.eat(b',')) {
            scan.digit()?;
            while scan.digit().is_some() {}
        }
        scan.blanks();
        if !scan.is_done() && !scan.eat(b'Z') && !scan.eat(b'z') {
            parts.offset = scan.offset(true)?;
        }
    }
    scan.is_done().then_some(())?;
    parts.timestamp()
}

/// `Tue, 10 Nov 2020 04:00:00 GMT`: the form of feeds and mail.
fn rfc_2822(mut scan: Scan<'_>) -> Option<Timestamp> {
    if scan.one_of(&["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]).is_some() {
        scan.eat(b',');
        (scan.blanks() > 0).then_some(())?;
    }
    let mut day = scan.digit()?;
    if let Some(ones) = scan.digit() {
        day = day * 10 + ones;
    }
    scan.eat(b' ').then_some(())?;
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = i64::try_from(scan.one_of(&months)?).ok()? + 1;
    scan.eat(b' ').then_some(())?;
    let year = scan.number(4)?;
    scan.eat(b' ').then_some(())?;
    let (_, time) = scan.time()?;
    (scan.blanks() > 0).then_some(())?;
    let offset = if scan.one_of(&["GMT", "UTC", "UT", "Z"]).is_some() { 0 } else { scan.offset(false)? };
    scan.is_done().then_some(())?;
    Parts { date: (year, month, day), time, offset }.timestamp()
}

/// What is left to read.
struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.0.first() == Some(&byte);
        if found {
            self.0 = &self.0[1..];
        }
        found
    }

    /// Skips blanks and says how many.
    fn blanks(&mut self) -> usize {
        let count = self.0.iter().take_while(|byte| **byte == b' ').count();
        self.0 = &self.0[count..];
        count
    }

    fn digit(&mut self) -> Option<i64> {
        let (digit, rest) = self.0.split_first().filter(|(byte, _)| byte.is_ascii_digit())?;
        self.0 = rest;
        Some(i64::from(digit - b'0'))
    }

    /// A number of exactly `len` digits.
    fn number(&mut self, len: usize) -> Option<i64> {
        (0..len).try_fold(0, |number, _| Some(number * 10 + self.digit()?))
    }

    /// The place in `words` of the first that stands here.
    fn one_of(&mut self, words: &[&str]) -> Option<usize> {
        let found = words.iter().position(|word| self.0.starts_with(word.as_bytes()))?;
        self.0 = &self.0[words[found].len()..];
        Some(found)
    }

    fn date(&mut self) -> Option<(i64, i64, i64)> {
        let year = self.number(4)?;
        self.eat(b'-').then_some(())?;
        let month = self.number(2)?;
        self.eat(b'-').then_some(())?;
        Some((year, month, self.number(2)?))
    }

    /// `04:00` or `04:00:00`, and whether it was the latter.
    fn time(&mut self) -> Option<(bool, (i64, i64, i64))> {
        let hour = self.number(2)?;
        self.eat(b':').then_some(())?;
        let minute = self.number(2)?;
        if self.eat(b':') { Some((true, (hour, minute, self.number(2)?))) } else { Some((false, (hour, minute, 0))) }
    }

    /// `+0200`; where `loose` also `+02:00` and `+02`. Seconds east of UTC.
    fn offset(&mut self, loose: bool) -> Option<i64> {
        let sign = if self.eat(b'+') { 1 } else { self.eat(b'-').then_some(-1)? };
        let hours = self.number(2)?;
        let minutes = match loose {
            true if self.is_done() => 0,
            true => {
                self.eat(b':');
                self.number(2)?
            }
            false => self.number(2)?,
        };
        (hours <= MAX_OFFSET && minutes <= 59).then_some(sign * (hours * 3_600 + minutes * 60))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Option<String> {
        Timestamp::parse(text).map(|timestamp| timestamp.to_string())
    }

    #[test]
    fn every_vector_of_the_policy_is_met() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/data/policy_vectors.json")).unwrap();
        let dates = vectors["parse_date"].as_array().unwrap();
        assert_eq!(dates.len(), 23);
        for vector in dates {
            let text = vector[0].as_str().unwrap();
            assert_eq!(shown(text).as_deref(), vector[1].as_str(), "{text:?}");
        }
    }

    #[test]
    fn dates_are_read_as_stores_write_them() {
        for (text, utc) in [
            ("2020-10-13T15:51:22+0530", "2020-10-13T10:21:22Z"),
            ("2020-10-13T15:51:22-05", "2020-10-13T20:51:22Z"),
            ("2020-10-13T15:51+14:00", "2020-10-13T01:51:00Z"),
            ("2020-10-13   15:51:22,5   Z", "2020-10-13T15:51:22Z"),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
            ("0001-01-01", "0001-01-01T00:00:00Z"),
            ("2020-02-29", "2020-02-29T00:00:00Z"),
            ("3 Jan 2021 07:05 -0130", "2021-01-03T08:35:00Z"),
            ("Sun  03 Jan 2021 07:05:60 UT", "2021-01-03T07:05:59Z"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(utc), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "2020-10-13T",
            "2020-10-13 Z",
            "2020-10-13Z",
            "2020-10-13T15",
            "2020-10-13T15:5",
            "2020-10-13T15:51.5",
            "2020-10-13T15:51:22.",
            "2020-10-13T15:51:22+02:",
            "2020-10-13T15:51:22+14:60",
            "2020-10-13T15:51:22+15",
            "2020-10-13T15:51:61Z",
            "2020-10-13T15:60:00Z",
            "2020-10-13T15:51:22Z junk",
            "2020-1-3",
            "20201013",
            "10/13/2020",
            "October 13, 2020",
            "tue, 10 Nov 2020 04:00:00 GMT",
            "Tue, 10 Nov 2020 04:00:00",
            "Tue, 10 Nov 2020 04:00:00 +02:00",
            "Tue,10 Nov 2020 04:00:00 GMT",
            "31 Feb 2020 04:00:00 GMT",
            "9223372036854775807",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn a_file_name_gives_the_date_it_begins_with() {
        let shown = |name| Timestamp::from_file_name(name).map(|timestamp| timestamp.to_string());
        assert_eq!(shown("2021-12-28-china-pursues.md").as_deref(), Some("2021-12-28T00:00:00Z"));
        for name in ["2021-12-28.md", "2021-13-28-x.md", "0000-01-01-x.md", "x-2021-12-28-y.md", "2021-12-2", ""] {
            assert_eq!(shown(name), None, "{name}");
        }
    }

    #[test]
    fn a_moment_outside_the_calendar_is_shown_as_its_number() {
        assert_eq!(Timestamp::MAX.to_string(), "9999-12-31T23:59:59Z");
        assert_eq!(Timestamp::MIN.to_string(), "0001-01-01T00:00:00Z");
        assert_eq!(Timestamp(Timestamp::MAX.0 + 1).to_string(), "253402300800");
        assert_eq!(Timestamp(i64::MIN).to_string(), i64::MIN.to_string());
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(seconds in Timestamp::MIN.0..=Timestamp::MAX.0) {
            let timestamp = Timestamp(seconds);
            prop_assert_eq!(Timestamp::parse(&timestamp.to_string()), Some(timestamp));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,70}", dateish in "[0-9TZ:+. -]{0,30}") {
            Timestamp::parse(&text);
            Timestamp::parse(&dateish);
            Timestamp::from_file_name(&dateish);
        }
    }
}
