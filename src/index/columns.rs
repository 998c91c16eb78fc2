//! One article a row, one array a field: what a [`super::Batch`] collects and an [`super::Index`] keeps. It holds no
//! `Article`, and names only as numbers of a dictionary that stands beside it.

use std::ops::Range;

use super::Flags;
use super::arena::{Bytes, Texts};
use crate::model::ArticleId;

/// In `dates`: undated. Below every date, so the undated come last where the newest come first.
pub(crate) const UNDATED: i64 = i64::MIN;
/// In `heat` and `quality`: not known.
pub(crate) const UNKNOWN: i16 = i16::MIN;

/// The arrays, all of one length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    pub texts: Texts,
    pub paths: Bytes,
    pub ids: Vec<ArticleId>,
    pub dates: Vec<i64>,
    pub heat: Vec<i16>,
    pub quality: Vec<i16>,
    pub coverage: Vec<u16>,
    pub flags: Vec<Flags>,
    pub outlets: Vec<u32>,
    pub kinds: Vec<u32>,
    pub categories: Vec<u32>,
    pub topics: Lists,
}

/// A short list of numbers for each row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lists {
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Lists {
    pub fn push(&mut self, numbers: impl IntoIterator<Item = u32>) {
        self.numbers.extend(numbers);
        self.ends.push(self.numbers.len() as u32);
    }

    pub fn get(&self, at: usize) -> &[u32] {
        self.range(at).map_or(&[], |range| &self.numbers[range])
    }

    fn range(&self, at: usize) -> Option<Range<usize>> {
        let start = if at == 0 { 0 } else { *self.ends.get(at - 1)? };
        Some(start as usize..*self.ends.get(at)? as usize)
    }
}

/// Where a row stood before it was put in order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub batch: u32,
    pub at: u32,
}

impl Place {
    pub fn batch(self) -> usize {
        self.batch as usize
    }

    pub fn at(self) -> usize {
        self.at as usize
    }
}
