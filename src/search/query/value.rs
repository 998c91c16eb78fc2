//! The values of conditions: numbers and dates, and ranges of them; what is one, and what may become one when more is typed. It tells
//! what is wrong with a value, and knows no fields.

use super::when::{Dates, When};

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// It becomes right if the right thing is typed behind it.
    pub begun: bool,
    /// What it is, and what to write: what follows “it is”.
    pub says: &'static str,
}

/// A number that is no number.
const NO_NUMBER: &str = "no number; write 60, >60, <=60 or 50..80";
const NO_WHOLE_NUMBER: &str = "no whole number; write 60, >60, <=60 or 50..80";
const BELOW_ZERO: &str = "below zero; write 0 or more";
const TOO_LARGE: &str = "too large a number";
const UPSIDE_DOWN: &str = "upside down; write the smaller number first, 50..80";
const NO_DATE: &str = "no date; write 2021-12-28, 2021-12, 2021, today, yesterday, 3d, 2w, 6m or 1y";
const TOO_FAR: &str = "too far back; write at most 9999d";
const NEWER_FIRST: &str = "upside down; write the earlier date first, 2021..2022";
const NO_LIMIT: &str = "no number; write limit:20";

fn never(says: &'static str) -> Wrong {
    Wrong { begun: false, says }
}

fn begun(says: &'static str) -> Wrong {
    Wrong { begun: true, says }
}

/// From, to.
type Numbers = (Option<i32>, Option<i32>);

/// A number or a range of them.
pub(super) fn numbers(mark: &str, text: &str) -> Result<Numbers, Wrong> {
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (bound(from)?, bound(to)?);
        return match (from, to) {
            _ if !mark.is_empty() => Err(never(NO_NUMBER)),
            (None, None) => Err(begun(NO_NUMBER)),
            // Another figure makes the second greater.
            (Some(from), Some(to)) if from > to => Err(Wrong { begun: to > 0, says: UPSIDE_DOWN }),
            range => Ok(range),
        };
    }
    if let Some(from) = text.strip_suffix('.').filter(|_| mark.is_empty()) {
        bound(from)?;
        return Err(begun(NO_NUMBER));
    }
    if !["", "=", ">", ">=", "<", "<="].contains(&mark) {
        return Err(never(NO_NUMBER));
    }
    let number = bound(text)?.ok_or(begun(NO_NUMBER))?;
    Ok(match mark {
        ">" => (Some(number.saturating_add(1)), None),
        ">=" => (Some(number), None),
        "<" => (None, Some(number.saturating_sub(1))),
        "<=" => (None, Some(number)),
        _ => (Some(number), Some(number)),
    })
}

/// A number, or none where nothing stands.
fn bound(text: &str) -> Result<Option<i32>, Wrong> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text {
        "" => Ok(None),
        digits if is_digits(digits) => digits.parse().map(Some).map_err(|_| never(TOO_LARGE)),
        below if below.strip_prefix('-').is_some_and(is_digits) => Err(never(BELOW_ZERO)),
        parts if parts.split(['.', ',']).all(is_digits) => Err(never(NO_WHOLE_NUMBER)),
        _ => Err(never(NO_NUMBER)),
    }
}

/// So many articles at most.
pub(super) fn limit(text: &str) -> Result<usize, Wrong> {
    match bound(text) {
        Ok(Some(0)) => Err(never("too few; write limit:20")),
        Ok(Some(most)) => usize::try_from(most).map_err(|_| never(TOO_LARGE)),
        Ok(None) => Err(begun(NO_LIMIT)),
        Err(Wrong { says: TOO_LARGE, .. }) => Err(never(TOO_LARGE)),
        Err(_) => Err(never(NO_LIMIT)),
    }
}

/// A date or a range of them.
pub(super) fn dates(mark: &str, text: &str) -> Result<Dates, Wrong> {
    if !mark.is_empty() {
        return Err(never(NO_DATE));
    }
    let Some((from, to)) = text.split_once("..") else {
        return When::parse(text).map(Dates::on).ok_or_else(|| {
            // Of a range the first point may stand.
            let is_first = text.strip_suffix('.').is_some_and(|from| from.is_empty() || When::parse(from).is_some());
            Wrong { begun: is_first || When::is_begun(text), says: no_date(text) }
        });
    };
    let bound = |text: &str, is_last: bool| match When::parse(text) {
        None if text.is_empty() => Ok(None),
        None => Err(Wrong { begun: is_last && When::is_begun(text), says: no_date(text) }),
        when => Ok(when),
    };
    let dates = Dates { from: bound(from, false)?, to: bound(to, true)? };
    if dates.from.is_none() && dates.to.is_none() {
        return Err(begun(NO_DATE));
    }
    if dates.is_upside_down() {
        let longer = |figure| When::parse(&format!("{to}{figure}"));
        let is_right = |to| !Dates { to: Some(to), ..dates }.is_upside_down();
        return Err(Wrong { begun: ('0'..='9').filter_map(longer).any(is_right), says: NEWER_FIRST });
    }
    Ok(dates)
}

fn no_date(text: &str) -> &'static str {
    let number = text.strip_suffix(|c: char| "dwmyDWMY".contains(c)).unwrap_or_default();
    let is_far = number.len() > 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_far { TOO_FAR } else { NO_DATE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_more_typing_makes_right_is_never_a_number_or_a_date() {
        for (mark, text, says) in [
            (">", "60.5", NO_WHOLE_NUMBER),
            (">", "60.", NO_NUMBER),
            ("", "99999999999", TOO_LARGE),
            ("", "99999999999..", TOO_LARGE),
            (">", "-1", BELOW_ZERO),
            (">", "5..8", NO_NUMBER),
            ("^", "", NO_NUMBER),
            ("", "5...", NO_NUMBER),
            ("", "75..0", UPSIDE_DOWN),
        ] {
            assert_eq!(numbers(mark, text), Err(never(says)), "{mark}{text}");
        }
        for (text, says) in [
            ("2021-02-30", NO_DATE),
            ("2021-13", NO_DATE),
            ("2021-13-", NO_DATE),
            ("2021-00", NO_DATE),
            ("99999", NO_DATE),
            ("99999d", TOO_FAR),
            ("2021-13.", NO_DATE),
            ("20..", NO_DATE),
            ("2022..2021-1", NEWER_FIRST),
            ("3d..1w", NEWER_FIRST),
            ("todays", NO_DATE),
        ] {
            assert_eq!(dates("", text), Err(never(says)), "{text}");
        }
        assert_eq!(dates(">", ""), Err(never(NO_DATE)));
    }

    #[test]
    fn what_more_typing_makes_right_is_begun() {
        for (mark, text) in [("", "."), ("", "6."), ("", ".."), (">", ""), ("<=", ""), ("", "75..6")] {
            assert!(numbers(mark, text).is_err_and(|wrong| wrong.begun), "{mark}{text}");
        }
        for text in ["2", "202", "2021-", "2021-0", "2021-12-", "2021-12-0", "t", "yester", ".", "2021.", "..", "3d..2"]
        {
            assert!(dates("", text).is_err_and(|wrong| wrong.begun), "{text}");
        }
        assert!(dates("", "2021-05-12..2021-05-1").is_err_and(|wrong| wrong.begun));
    }
}
