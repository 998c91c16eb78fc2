//! Dates as a reader sees them: short in the rail, whole in the article. It has no clock: what time it is, is told.

use crate::app::panes::Rail;
use crate::model::Timestamp;
use jiff::{ZonedDateTime, tz::TimeZone};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The reader's clock and zone.
#[derive(Debug, Clone)]
pub struct Clock {
    pub now: Timestamp,
    pub zone: TimeZone,
}

impl Clock {
    fn local(&self, time: Timestamp) -> Option<ZonedDateTime> {
        Some(jiff::Timestamp::from_second(time.seconds()).ok()?.to_zoned_datetime(self.zone.clone()))
    }

    /// The local year of `time`, and this year.
    pub fn year(&self, time: Timestamp) -> Option<i16> {
        Some(self.local(time)?.year())
    }

    pub fn this_year(&self) -> i16 {
        self.year(self.now).unwrap_or(1970)
    }

    /// The full local date: `Mon 31 May 2021, 07:00`.
    pub fn full(&self, time: Timestamp) -> String {
        let Some(at) = self.local(time) else { return time.to_string() };
        let (day, month) = (DAYS[at.weekday().to_monday_zero_offset() as usize], MONTHS[at.month() as usize - 1]);
        format!("{day} {} {month} {}, {:02}:{:02}", at.day(), at.year(), at.hour(), at.minute())
    }

    /// `31 May 2021`.
    pub fn day(&self, time: Timestamp) -> String {
        let Some(at) = self.local(time) else { return time.to_string() };
        format!("{} {} {}", at.day(), MONTHS[at.month() as usize - 1], at.year())
    }

    /// `31 May, 07:00`.
    pub fn moment(&self, time: Timestamp) -> String {
        let Some(at) = self.local(time) else { return time.to_string() };
        format!("{} {}, {:02}:{:02}", at.day(), MONTHS[at.month() as usize - 1], at.hour(), at.minute())
    }

    /// `2021-05-31`, or ten blanks' worth of dashes for an undated article: the column of plain output.
    pub fn iso_day(&self, time: Option<Timestamp>) -> String {
        match time.and_then(|time| self.local(time)) {
            Some(at) => format!("{:04}-{:02}-{:02}", at.year(), at.month(), at.day()),
            None => "----------".to_owned(),
        }
    }

    /// A date ahead of now by more than a day: it can't be right.
    pub fn is_ahead(&self, time: Timestamp) -> bool {
        time.seconds() > self.now.seconds().saturating_add(86_400)
    }

    /// What the rail says for `time`: its age within a week, else the day; with `year`, the year too.
    pub fn rail(&self, time: Option<Timestamp>, rail: Rail, year: bool) -> String {
        let Some((time, at)) = time.and_then(|time| Some((time, self.local(time)?))) else { return "–".to_owned() };
        let age = self.now.seconds() - time.seconds();
        if (0..7 * 86_400).contains(&age) {
            return match age {
                0..3_600 => format!("{}m", age / 60),
                3_600..86_400 => format!("{}h", age / 3_600),
                _ => DAYS[at.weekday().to_monday_zero_offset() as usize].to_owned(),
            };
        }
        let month = MONTHS[at.month() as usize - 1];
        match (rail, year) {
            (Rail::Long, false) => format!("{} {month}", at.day()),
            // Two figures are enough for a year within a lifetime.
            (Rail::Long, true) if self.this_year().abs_diff(at.year()) > 80 => format!("{:04}", at.year()),
            (Rail::Long, true) => format!("{month}’{:02}", at.year().rem_euclid(100)),
            (Rail::Short, false) => format!("{}{}", at.day(), &month[..1]),
            (Rail::Short, true) => format!("’{:02}", at.year().rem_euclid(100)),
        }
    }

    /// Whether two dates say the same in the rail.
    pub fn same_rail(&self, a: Option<Timestamp>, b: Option<Timestamp>) -> bool {
        match (a, b) {
            (Some(a), Some(b)) => {
                self.rail(Some(a), Rail::Long, false) == self.rail(Some(b), Rail::Long, false)
                    && self.year(a) == self.year(b)
            }
            (None, None) => true,
            _ => false,
        }
    }
}

/// A length as players write it: `13:57`, `1:02:03`.
pub fn length(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// How far two moments lie apart, in seconds: `5 h apart`.
pub fn apart(seconds: u64) -> String {
    match seconds {
        0..60 => "at the same time".to_owned(),
        60..3_600 => format!("{} min apart", seconds / 60),
        3_600..172_800 => format!("{} h apart", seconds / 3_600),
        _ => format!("{} days apart", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(now: &str) -> Clock {
        Clock { now: at(now), zone: TimeZone::UTC }
    }

    fn at(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_second())
    }

    fn rail(now: &str, then: &str) -> (String, String) {
        let clock = clock(now);
        (clock.rail(Some(at(then)), Rail::Long, false), clock.rail(Some(at(then)), Rail::Short, false))
    }

    #[test]
    fn the_rail_tells_age_within_a_week_and_the_day_before_that() {
        let now = "2021-06-10T12:00:00Z";
        assert_eq!(rail(now, "2021-06-10T11:59:00Z"), ("1m".into(), "1m".into()));
        assert_eq!(rail(now, "2021-06-10T09:00:00Z"), ("3h".into(), "3h".into()));
        assert_eq!(rail(now, "2021-06-07T09:00:00Z"), ("Mon".into(), "Mon".into()));
        assert_eq!(rail(now, "2021-05-31T09:00:00Z"), ("31 May".into(), "31M".into()));
        assert_eq!(rail(now, "2031-05-31T09:00:00Z"), ("31 May".into(), "31M".into()));
    }

    #[test]
    fn a_year_fits_the_rail() {
        let clock = clock("2026-01-01T00:00:00Z");
        let then = Some(at("2021-06-02T00:00:00Z"));
        assert_eq!(clock.rail(then, Rail::Long, true), "Jun’21");
        assert_eq!(clock.rail(then, Rail::Short, true), "’21");
        assert_eq!(clock.rail(Some(at("1858-08-16T00:00:00Z")), Rail::Long, true), "1858");
    }

    #[test]
    fn the_article_tells_the_whole_local_date() {
        let mut clock = clock("2026-01-01T00:00:00Z");
        clock.zone = TimeZone::fixed(jiff::tz::offset(2));
        assert_eq!(clock.full(at("2021-05-31T05:55:00Z")), "Mon 31 May 2021, 07:55");
    }

    #[test]
    fn dates_at_the_ends_of_time_do_not_panic() {
        let clock = clock("2026-01-01T00:00:00Z");
        for seconds in [i64::MIN, -62_135_596_800, 253_402_300_799, i64::MAX] {
            clock.full(Timestamp(seconds));
            clock.rail(Some(Timestamp(seconds)), Rail::Short, true);
            clock.is_ahead(Timestamp(seconds));
        }
    }

    #[test]
    fn lengths_read_like_a_players() {
        assert_eq!((length(837).as_str(), length(3_723).as_str(), length(5).as_str()), ("13:57", "1:02:03", "0:05"));
    }
}
