//! A tie: two articles that tell one event, and how one can tell. It is no story yet: that takes a group of them.

use crate::index::Row;

/// Two rows of one index that belong together. Eight bytes of why; laid out as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct Tie {
    /// The newer of the two as rows stand, and the other.
    pub newer: Row,
    pub older: Row,
    /// How sure it is: greater is surer.
    pub score: u16,
    /// Of the rare words of the shorter title, how many the other has too.
    pub percent: u8,
    why: u8,
}

/// How a tie was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// They tell alike.
    Alike,
    /// One names the other as the same story elsewhere, or both name a third.
    Named,
}

impl Tie {
    pub fn alike(newer: Row, older: Row, score: u16, percent: u8) -> Tie {
        Tie { newer, older, score, percent, why: 0 }
    }

    /// What a file says is surer than what is found.
    pub fn named(newer: Row, older: Row) -> Tie {
        Tie { newer, older, score: u16::MAX, percent: 0, why: 1 }
    }

    pub fn why(&self) -> Why {
        if self.why == 1 { Why::Named } else { Why::Alike }
    }

    /// The same between the same articles in another index.
    pub(super) fn between(self, newer: Row, older: Row) -> Tie {
        Tie { newer, older, ..self }
    }

    /// The other of the two.
    pub fn other(&self, row: Row) -> Row {
        if self.newer == row { self.older } else { self.newer }
    }

    /// The surest first, then as rows stand.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (std::cmp::Reverse(self.score), self.newer, self.older)
    }
}
