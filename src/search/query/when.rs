//! Dates as one types them, `2021-12`, `today`, `3d`: spans of whole days where the reader is. It has no clock: what time it is,
//! is told.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::Timestamp;

/// A day, or some days on end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    Day(i16, i8, i8),
    Month(i16, i8),
    Year(i16),
    Today,
    Yesterday,
    /// The day so many units ago.
    Ago(u16, Unit),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

/// Dates from the beginning of one to the end of another; without one, without that bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dates {
    pub from: Option<When>,
    pub to: Option<When>,
}

impl When {
    /// `None` for anything that is no such date: there is no 31 February.
    pub fn parse(text: &str) -> Option<When> {
        match text.to_ascii_lowercase().as_str() {
            "today" => return Some(When::Today),
            "yesterday" => return Some(When::Yesterday),
            _ => {}
        }
        if let Some((number, unit)) = text.split_at_checked(text.len().saturating_sub(1))
            && let Some(unit) = Unit::named(unit)
        {
            return whole(number).filter(|_| number.len() <= 4).map(|number| When::Ago(number, unit));
        }
        let mut parts = text.split('-');
        let year: i16 = parts.next().filter(|year| year.len() == 4).and_then(whole)?;
        let (month, day) = (parts.next(), parts.next());
        let part = |part: &str| whole::<i8>(part).filter(|_| part.len() <= 2);
        let when = match (month, day, parts.next()) {
            (None, ..) => When::Year(year),
            (Some(month), None, _) => When::Month(year, part(month)?),
            (Some(month), Some(day), None) => When::Day(year, part(month)?, part(day)?),
            _ => return None,
        };
        when.days(Date::constant(2000, 1, 1)).map(|_| when)
    }

    /// More typing may make a date of it.
    pub(super) fn is_begun(text: &str) -> bool {
        let is_name = |name: &str| name.starts_with(&text.to_ascii_lowercase());
        // A number becomes one with a unit, and where a month or a day is to come, the first will do.
        ["today", "yesterday"].into_iter().any(is_name)
            || ["", "d", "1"].iter().any(|more| When::parse(&format!("{text}{more}")).is_some())
    }

    /// First day, and the day after the last.
    fn days(self, today: Date) -> Option<(Date, Date)> {
        let day = |date: Date| Some((date, date.tomorrow().ok()?));
        match self {
            When::Day(year, month, of) => day(Date::new(year, month, of).ok()?),
            When::Month(year, month) => {
                let first = Date::new(year, month, 1).ok()?;
                Some((first, first.checked_add(1.month()).ok()?))
            }
            When::Year(year) => {
                let first = Date::new(year, 1, 1).ok().filter(|_| year > 0)?;
                Some((first, first.checked_add(1.year()).ok()?))
            }
            When::Today => day(today),
            When::Yesterday => day(today.yesterday().ok()?),
            When::Ago(number, unit) => {
                let number = i64::from(number);
                let span = match unit {
                    Unit::Days => number.days(),
                    Unit::Weeks => number.weeks(),
                    Unit::Months => number.months(),
                    Unit::Years => number.years(),
                };
                day(today.checked_sub(span).unwrap_or(Date::constant(1, 1, 1)))
            }
        }
    }

    /// Seconds since 1970: its beginning, and the end, which is no part of it.
    fn span(self, now: Timestamp, zone: &TimeZone) -> (i64, i64) {
        let today = jiff::Timestamp::from_second(now.seconds()).map(|now| zone.to_datetime(now).date());
        let days = today.ok().and_then(|today| self.days(today));
        let second =
            |date: Date| zone.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).map(|t| t.as_second());
        days.and_then(|(first, after)| Some((second(first).ok()?, second(after).ok()?))).unwrap_or((i64::MAX, i64::MIN))
    }

    /// What it is depends on the day.
    fn is_relative(self) -> bool {
        matches!(self, When::Today | When::Yesterday | When::Ago(..))
    }
}

impl Dates {
    pub fn since(when: When) -> Dates {
        Dates { from: Some(when), to: None }
    }

    pub fn on(when: When) -> Dates {
        Dates { from: Some(when), to: Some(when) }
    }

    /// A day so long ago as all days since then: `3d` are three days, not the third.
    #[must_use]
    pub fn since_ago(self) -> Dates {
        match self {
            Dates { from: Some(from @ When::Ago(..)), to } if to == Some(from) => Dates::since(from),
            dates => dates,
        }
    }

    /// It ends before it begins, whatever day it is. Of a day so long ago and one of the calendar that is not known.
    pub(super) fn is_upside_down(&self) -> bool {
        let (Some(from), Some(to)) = (self.from, self.to) else { return false };
        // Months are not of one length: it must be so on either side of the shortest.
        let on = |today: Date| from.days(today).zip(to.days(today)).is_some_and(|((from, _), (_, to))| from >= to);
        from.is_relative() == to.is_relative() && on(Date::constant(2001, 1, 1)) && on(Date::constant(2001, 3, 1))
    }

    /// Seconds since 1970 of the first moment, and of the first after it.
    pub fn span(&self, now: Timestamp, zone: &TimeZone) -> (i64, i64) {
        let from = self.from.map_or(i64::MIN, |when| when.span(now, zone).0);
        let to = self.to.map_or(i64::MAX, |when| when.span(now, zone).1);
        (from, to)
    }

    pub fn is_relative(&self) -> bool {
        [self.from, self.to].into_iter().flatten().any(When::is_relative)
    }
}

impl Unit {
    fn named(letter: &str) -> Option<Unit> {
        Some(match letter {
            "d" | "D" => Unit::Days,
            "w" | "W" => Unit::Weeks,
            "m" | "M" => Unit::Months,
            "y" | "Y" => Unit::Years,
            _ => return None,
        })
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(year, month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
            When::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            When::Year(year) => write!(f, "{year:04}"),
            When::Today => f.write_str("today"),
            When::Yesterday => f.write_str("yesterday"),
            When::Ago(number, unit) => {
                let unit = match unit {
                    Unit::Days => 'd',
                    Unit::Weeks => 'w',
                    Unit::Months => 'm',
                    Unit::Years => 'y',
                };
                write!(f, "{number}{unit}")
            }
        }
    }
}

/// Digits alone.
fn whole<T: std::str::FromStr>(digits: &str) -> Option<T> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of 15 March 2024, noon, in UTC.
    fn spans(text: &str) -> Option<(String, String)> {
        let now = Timestamp::parse("2024-03-15T12:00:00Z").unwrap();
        let (from, to) = When::parse(text)?.span(now, &TimeZone::UTC);
        Some((Timestamp(from).to_string()[..10].to_owned(), Timestamp(to).to_string()[..10].to_owned()))
    }

    #[test]
    fn a_date_is_whole_days() {
        for (text, from, to) in [
            ("2021-12-28", "2021-12-28", "2021-12-29"),
            ("2021-12", "2021-12-01", "2022-01-01"),
            ("2021", "2021-01-01", "2022-01-01"),
            ("today", "2024-03-15", "2024-03-16"),
            ("Yesterday", "2024-03-14", "2024-03-15"),
            ("3d", "2024-03-12", "2024-03-13"),
            ("2w", "2024-03-01", "2024-03-02"),
            ("1m", "2024-02-15", "2024-02-16"),
            ("1y", "2023-03-15", "2023-03-16"),
            ("2000y", "0024-03-15", "0024-03-16"),
        ] {
            assert_eq!(spans(text), Some((from.to_owned(), to.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "d", "21", "2021-13", "2021-02-31", "2021-1-2-3", "3h", "-3d", "+3d", "99999d", "0000", "x"] {
            assert_eq!(When::parse(text), None, "{text}");
        }
    }
}
