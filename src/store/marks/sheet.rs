//! The lines of several journals put together as those of one, without what later lines made void. It only sorts lines: none
//! is written anew, and it touches no file.

use std::collections::HashSet;

use super::line::{FOLDED, HEADER, Line};
use super::{Entry, Mark, Moment};
use crate::model::ArticleId;

/// Lines as they stand in files that are added in the order of reading.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    /// Lines of this moment or later stay as they are.
    boundary: Moment,
    remarks: Vec<&'a [u8]>,
    damaged: Vec<&'a [u8]>,
    baselines: Vec<(String, Moment, &'a [u8])>,
    marks: Vec<(ArticleId, Mark, Moment, &'a [u8])>,
    kept: Vec<(Moment, &'a [u8])>,
}

impl<'a> Sheet<'a> {
    pub fn new(boundary: Moment) -> Sheet<'a> {
        let (remarks, damaged, baselines) = (Vec::new(), Vec::new(), Vec::new());
        Sheet { boundary, remarks, damaged, baselines, marks: Vec::new(), kept: Vec::new() }
    }

    /// All of one file, its first line among it.
    pub fn add(&mut self, content: &'a [u8]) {
        for line in content.split(|&byte| byte == b'\n').skip(1) {
            match Line::parse(line) {
                Line::Nothing if line.starts_with(b"#") && !line.starts_with(FOLDED) => self.remarks.push(line),
                Line::Nothing => {}
                Line::Says(at, _) | Line::Damaged(Some(at)) if at >= self.boundary => self.kept.push((at, line)),
                Line::Damaged(_) => self.damaged.push(line),
                Line::Says(at, Entry::Mark { verb, id }) => self.marks.push((id, verb.mark(), at, line)),
                Line::Says(at, Entry::Baseline { place, .. }) => self.baselines.push((place, at, line)),
                // The steps they speak of are no more.
                Line::Says(_, Entry::Undo(_) | Entry::Redo(_)) => {}
            }
        }
    }

    /// The one file: what lies before the boundary by article or place, then the rest by moments.
    pub fn write(mut self) -> Vec<u8> {
        // All of these keep the order of reading where moments are the same, and the last is the one that counts.
        self.marks.sort_by_key(|&(id, mark, at, _)| (id, mark, at));
        self.baselines.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        self.kept.sort_by_key(|(at, _)| *at);
        let kept = self.kept.into_iter().map(|(_, line)| line);
        let marks = self.marks.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter_map(<[_]>::last).map(|mark| mark.3);
        let baselines = self.baselines.chunk_by(|a, b| a.0 == b.0).filter_map(<[_]>::last).map(|baseline| baseline.2);
        let folded = [FOLDED, self.boundary.to_string().as_bytes()].concat();
        let lines = std::iter::once(folded.as_slice())
            .chain(once(self.remarks.into_iter()))
            .chain(once(self.damaged.into_iter()))
            .chain(baselines)
            .chain(marks)
            .chain(once(kept));
        let mut text = HEADER.to_vec();
        for line in lines {
            text.extend_from_slice(line);
            text.push(b'\n');
        }
        text
    }
}

/// The last of every line, where the same stands in two files: a fold that was interrupted leaves that behind.
fn once<'a>(lines: impl DoubleEndedIterator<Item = &'a [u8]>) -> impl Iterator<Item = &'a [u8]> {
    let mut seen = HashSet::new();
    let mut lines: Vec<&[u8]> = lines.rev().filter(|line| seen.insert(*line)).collect();
    lines.reverse();
    lines.into_iter()
}
