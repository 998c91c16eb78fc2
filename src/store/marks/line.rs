//! One line of a journal, and its first: bytes to what they say and back. It reads no file, and a comment is never looked at.
//!
//! # The format
//!
//! A folder of text files `*.marks`, merged by reading all of them. The first line of each is `dateline marks 1`; then a line for
//! each thing that was said, in the order it was said:
//!
//! ```text
//! dateline marks 1
//! 2026-11-26T03:00:32.123456Z read 0123456789abcdef0123456789abcdef The title, for people
//! 2026-11-26T03:00:40.000001Z baseline 2021-05-26T00:00:00Z ~/news
//! 2026-11-26T03:00:41.500000Z undo 2026-11-26T03:00:32.123456Z
//! 2026-11-26T03:00:41.500000Z unread 0123456789abcdef0123456789abcdef The title, for people
//! ```
//!
//! - A line is a moment ([`Moment`]: UTC, six digits of a second, no other form; not 1970's first), a word, and what it is about, with one
//!   blank between. All lines of one step, which is one keypress, have the same moment; a moment belongs to one step.
//! - `read unread star unstar later done seen` ([`Verb`]), an [`ArticleId`] in 32 digits, and where there is more, one blank and a comment:
//!   a title or an address, for people.
//! - `baseline TIME PLACE`: what is in the store at that place and was published at or before that time counts as read
//!   unless it is marked. `baseline none PLACE` takes it back. The place is the rest of the line; `%` and control characters in it are
//!   written as `%` and two hexadecimal digits for each byte.
//! - `undo MOMENT` and `redo MOMENT`: the lines of this line's moment in this file undo, or do again, the step of that one.
//! - Empty lines and those that begin with `#` are nothing. A carriage return at the end of a line is none of it.
//! - Any other line, or one of more than 64 KiB, is damaged: it costs itself, and stays in the file.
//! - A last line without its end is still being written, or torn: it is read once it has one.
//! - A first line that names a later version: what is understood counts, the rest is no damage, and nobody writes to the file. Any other
//!   first line: the file is no journal, and nothing in it counts.

#[cfg(test)]
mod tests;

use std::io::Write;

use super::moment::WIDTH;
use super::{Entry, Moment, Verb};
use crate::model::{ArticleId, Timestamp, text};

/// What a journal begins with.
pub(super) const HEADER: &[u8] = b"dateline marks 1\n";
const HEADER_BEFORE_VERSION: &[u8] = b"dateline marks ";
/// A first line is looked for in so many bytes.
pub(super) const HEAD: usize = 256;
/// The longest line there is, in bytes without its end.
pub(super) const LONGEST: usize = 64 << 10;
/// What a fold leaves behind the header, before a moment: nothing before that moment is a step any more.
pub(super) const FOLDED: &[u8] = b"# folded before ";

/// What a file begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// So many bytes of a first line of this version.
    Ours(usize),
    /// The same of a later version.
    Newer(usize),
    /// Nothing, or what is not yet a first line.
    Unfinished,
    Other,
}

impl Head {
    /// `start` is up to [`HEAD`] bytes of a file; `is_all` where there are no more.
    pub fn of(start: &[u8], is_all: bool) -> Head {
        let Some(end) = memchr::memchr(b'\n', start) else {
            let unfinished = is_all && (HEADER_BEFORE_VERSION.starts_with(start) || version(start).is_some());
            return if unfinished { Head::Unfinished } else { Head::Other };
        };
        match version(without_return(&start[..end])) {
            Some((1, true)) => Head::Ours(end + 1),
            Some((2.., _)) => Head::Newer(end + 1),
            _ => Head::Other,
        }
    }
}

/// The version a first line names, and whether that is all it says.
fn version(line: &[u8]) -> Option<(u32, bool)> {
    let rest = line.strip_prefix(HEADER_BEFORE_VERSION)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || digits > 9 || rest.get(digits).is_some_and(|&byte| byte != b' ') {
        return None;
    }
    let number = rest[..digits].iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    Some((number, digits == rest.len()))
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Nothing,
    Says(Moment, Entry),
    /// With the moment, where that at least can be read.
    Damaged(Option<Moment>),
}

impl Line {
    /// `line` is without its line feed.
    pub fn parse(line: &[u8]) -> Line {
        if line.len() > LONGEST {
            return Line::Damaged(None);
        }
        let line = without_return(line);
        if line.first().is_none_or(|&byte| byte == b'#') {
            return Line::Nothing;
        }
        let Some((at, rest)) = moment(line) else { return Line::Damaged(None) };
        match rest.split_first().filter(|(blank, _)| **blank == b' ').and_then(|(_, rest)| entry(rest)) {
            Some(entry) => Line::Says(at, entry),
            None => Line::Damaged(Some(at)),
        }
    }
}

/// The moment a line of [`FOLDED`] names.
pub(super) fn folded_before(line: &[u8]) -> Option<Moment> {
    let (at, rest) = moment(without_return(line).strip_prefix(FOLDED)?)?;
    rest.is_empty().then_some(at)
}

/// A moment and what is behind it. Nought is none: see [`Registers`](super::Registers).
fn moment(text: &[u8]) -> Option<(Moment, &[u8])> {
    let (moment, rest) = text.split_first_chunk::<WIDTH>()?;
    Some((Moment::from_bytes(moment).filter(|moment| moment.0 > 0)?, rest))
}

fn entry(rest: &[u8]) -> Option<Entry> {
    let end = memchr::memchr(b' ', rest)?;
    let (word, rest) = (&rest[..end], &rest[end + 1..]);
    if let Some(verb) = Verb::from_bytes(word) {
        let (digits, rest) = rest.split_first_chunk::<32>()?;
        rest.first().is_none_or(|&byte| byte == b' ').then_some(())?;
        return Some(Entry::Mark { verb, id: id(digits)? });
    }
    let whole = |text| moment(text).filter(|(_, rest)| rest.is_empty()).map(|(at, _)| at);
    match word {
        b"baseline" => baseline(rest),
        b"undo" => whole(rest).map(Entry::Undo),
        b"redo" => whole(rest).map(Entry::Redo),
        _ => None,
    }
}

fn id(digits: &[u8; 32]) -> Option<ArticleId> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let mut id = [0; 16];
    for (byte, [high, low]) in id.iter_mut().zip(digits.as_chunks::<2>().0) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(ArticleId(id))
}

fn baseline(rest: &[u8]) -> Option<Entry> {
    let end = memchr::memchr(b' ', rest).unwrap_or(rest.len());
    let until = match &rest[..end] {
        b"none" => None,
        time => Some(Timestamp::parse(std::str::from_utf8(time).ok()?)?),
    };
    let place = unescape(rest.get(end + 1..).unwrap_or_default())?;
    Some(Entry::Baseline { place, until })
}

/// Writes one line of a journal, with its end. The comment, which only a mark has, is cleaned; an empty one is left out.
pub fn write_line(out: &mut Vec<u8>, at: Moment, entry: &Entry, comment: &str) {
    // Writing to memory never fails.
    let _ = match entry {
        Entry::Mark { verb, id } => {
            let comment = text::safe_line_cow(comment);
            let blank = if comment.is_empty() { "" } else { " " };
            writeln!(out, "{at} {} {id}{blank}{comment}", verb.name())
        }
        Entry::Baseline { place, until: None } => writeln!(out, "{at} baseline none {}", escape(place)),
        Entry::Baseline { place, until: Some(time) } => {
            let time = (*time).clamp(Timestamp::MIN, Timestamp::MAX);
            writeln!(out, "{at} baseline {time} {}", escape(place))
        }
        Entry::Undo(step) => writeln!(out, "{at} undo {step}"),
        Entry::Redo(step) => writeln!(out, "{at} redo {step}"),
    };
}

fn escape(place: &str) -> String {
    let mut escaped = String::with_capacity(place.len());
    for c in place.chars() {
        if c == '%' || c.is_control() {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| escaped.push_str(&format!("%{byte:02X}")));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

fn unescape(text: &[u8]) -> Option<String> {
    let mut place = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'%' {
            place.push(byte);
            continue;
        }
        let (digits, behind) = behind.split_first_chunk::<2>()?;
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        place.push(digit(digits[0])? << 4 | digit(digits[1])?);
        rest = behind;
    }
    String::from_utf8(place).ok()
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}
