//! How many articles are unread in each list of an index, and how many are marked. Counted once, then moved with every mark.

use super::columns::{LATER, NEW, READ, STARRED};
use crate::index::columns::SINGLE;
use crate::index::{Flags, Index, List, Row, Scope, Sort};

/// Names above a topic that are looked at; more is damage.
const MAX_DEPTH: usize = 64;

/// Of articles that were not taken down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub all: u32,
    pub starred: u32,
    pub later: u32,
    /// New and unread.
    pub new: u32,
    /// Unread ones by the number of a name, by [`Sort`].
    pub by: [Vec<u32>; 4],
}

impl Counts {
    /// Looks at every row, and at every list of a topic.
    pub fn of(index: &Index, bits: &[u8]) -> Counts {
        let parts = index.parts();
        let mut counts =
            Counts { by: Counts::sorts().map(|sort| vec![0; parts.dictionary(sort).len()]), ..Counts::default() };
        let bits_of = |row: Row| bits.get(row.at()).copied().unwrap_or_default();
        for &row in index.rows(&Scope::All) {
            let bits = bits_of(row);
            counts.add_marks(bits, 1);
            if bits & READ == 0 {
                for sort in SINGLE {
                    let number = parts.columns.name(sort, row.at());
                    if let Some(count) = number.and_then(|number| counts.by[sort as usize].get_mut(number as usize)) {
                        *count += 1;
                    }
                }
            }
        }
        let topics = parts.dictionary(Sort::Topics);
        for (count, number) in counts.by[Sort::Topics as usize].iter_mut().zip(0..) {
            *count = topics.list(number).iter().filter(|row| bits_of(**row) & READ == 0).count() as u32;
        }
        counts
    }

    fn sorts() -> [Sort; 4] {
        [Sort::Outlets, Sort::Kinds, Sort::Categories, Sort::Topics]
    }

    /// A row's marks were `before` and are `after`.
    pub fn shift(&mut self, index: &Index, row: Row, before: u8, after: u8) {
        if index.flags(row).has(Flags::REMOVED) {
            return;
        }
        self.add_marks(before, -1);
        self.add_marks(after, 1);
        let by = match (before & READ, after & READ) {
            (READ, 0) => 1,
            (0, READ) => -1,
            _ => return,
        };
        let parts = index.parts();
        for sort in SINGLE {
            self.add_name(sort, parts.columns.name(sort, row.at()), by);
        }
        let above = parts.tree.above();
        let mut under: Vec<u32> = Vec::new();
        for &topic in index.topic_numbers(row) {
            let mut next = Some(topic);
            for _ in 0..MAX_DEPTH {
                let Some(topic) = next.filter(|topic| !under.contains(topic)) else { break };
                under.push(topic);
                next = above.get(topic as usize).copied().filter(|above| (*above as usize) < above_len(index));
            }
        }
        under.into_iter().for_each(|topic| self.add_name(Sort::Topics, Some(topic), by));
    }

    fn add_name(&mut self, sort: Sort, number: Option<u32>, by: i32) {
        if let Some(count) = number.and_then(|number| self.by[sort as usize].get_mut(number as usize)) {
            *count = count.saturating_add_signed(by);
        }
    }

    fn add_marks(&mut self, bits: u8, by: i32) {
        let unread = bits & READ == 0;
        let add = |count: &mut u32, is: bool| {
            if is {
                *count = count.saturating_add_signed(by);
            }
        };
        add(&mut self.all, unread);
        add(&mut self.starred, bits & STARRED != 0);
        add(&mut self.later, bits & LATER != 0);
        add(&mut self.new, unread && bits & NEW != 0);
    }

    /// The unread ones of a list.
    pub fn unread_in(&self, list: List) -> usize {
        match list.named() {
            None => self.all as usize,
            Some((sort, number)) => self.by[sort as usize].get(number as usize).copied().unwrap_or_default() as usize,
        }
    }
}

fn above_len(index: &Index) -> usize {
    index.parts().tree.above().len()
}
