//! The steps that stand in one file, from a moment on, for who wants to take them back. It reads as little of the file as it can,
//! and does not say what a step came to.

use std::fs::File;
use std::io;

use super::folder::{read_at, read_from};
use super::journal::moment_of;
use super::line::{HEAD, LONGEST, Line, folded_before};
use super::{Entry, Moment, Step};

/// A file of up to so many bytes is read from its beginning; of a longer one, the place is found to so many.
const SMALL: u64 = 64 << 10;

/// In the order of their moments, those of `since` or later. A last line without its end is none.
pub(super) fn since(file: &File, since: Moment) -> io::Result<Vec<Step>> {
    let folded = folded(file)?;
    let since = since.max(folded);
    let start = find(file, since, folded)?;
    let mut said = said(&read_from(file, start)?, since);
    if !said.is_sorted_by_key(|(at, _)| *at) {
        // Somebody put the lines in another order.
        said = self::said(&read_from(file, 0)?, since);
        said.sort_by_key(|(at, _)| *at);
    }
    let mut steps: Vec<Step> = Vec::new();
    for (at, entry) in said {
        match steps.last_mut() {
            Some(step) if step.at == at => step.add(entry),
            _ => steps.push(Step::of(at, entry)),
        }
    }
    Ok(steps)
}

/// What was folded lies before this moment.
pub(super) fn folded(file: &File) -> io::Result<Moment> {
    let mut start = [0; HEAD];
    let len = read_at(file, &mut start, 0)?;
    let second = start[..len].split_inclusive(|&byte| byte == b'\n').nth(1).and_then(|line| line.strip_suffix(b"\n"));
    Ok(second.and_then(folded_before).unwrap_or_default())
}

/// An offset before which no line is of `since` or later, if moments rise from `folded` on; nought where they are seen not to.
fn find(file: &File, since: Moment, folded: Moment) -> io::Result<u64> {
    let (mut low, mut high) = (0, file.metadata()?.len());
    if high <= SMALL {
        return Ok(0);
    }
    let mut buffer = vec![0; 2 * LONGEST];
    let first = probe(file, 0, &mut buffer, folded)?.map(|(_, moment)| moment);
    let (mut earliest, mut latest) = (first.unwrap_or(folded), Moment::MAX);
    while high - low > SMALL {
        let middle = low + (high - low) / 2;
        match probe(file, middle, &mut buffer, Moment::default())? {
            Some((_, moment)) if moment >= folded && !(earliest..=latest).contains(&moment) => return Ok(0),
            Some((start, moment)) if moment < since => (low, earliest) = (start.min(high), earliest.max(moment)),
            Some((_, moment)) => (high, latest) = (middle, moment),
            None => high = middle,
        }
    }
    Ok(low)
}

/// The first line that begins behind `offset` and has a moment, of `from` or later: where it begins, and that.
fn probe(file: &File, offset: u64, buffer: &mut [u8], from: Moment) -> io::Result<Option<(u64, Moment)>> {
    let len = read_at(file, buffer, offset)?;
    // The first is the end of a line, and the last may have none.
    let mut lines = buffer[..len].split_inclusive(|&byte| byte == b'\n');
    let mut at = offset + lines.next().map_or(0, |line| line.len() as u64);
    Ok(lines.filter_map(|line| line.strip_suffix(b"\n")).find_map(|line| {
        let start = at;
        at += line.len() as u64 + 1;
        moment_of(line).filter(|moment| *moment >= from).map(|moment| (start, moment))
    }))
}

fn said(lines: &[u8], since: Moment) -> Vec<(Moment, Entry)> {
    let whole = lines.split_inclusive(|&byte| byte == b'\n').filter_map(|line| line.strip_suffix(b"\n"));
    let said = whole.filter_map(|line| match Line::parse(line) {
        Line::Says(at, entry) => Some((at, entry)),
        Line::Nothing | Line::Damaged(_) => None,
    });
    said.filter(|(at, _)| *at >= since).collect()
}
