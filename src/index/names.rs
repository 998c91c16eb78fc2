//! A dictionary: each name once, known by a small number. It counts nothing and knows no rows.

use std::collections::HashMap;
use std::sync::Arc;

/// The number of "no name".
pub const NO_NAME: u32 = u32::MAX;

/// Names and their numbers, 0 up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names {
    list: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Names {
    /// The number of `name`, which is new if it was not there. [`NO_NAME`] for an empty one.
    pub fn intern(&mut self, name: &str) -> u32 {
        if name.is_empty() {
            return NO_NAME;
        }
        match self.numbers.get(name) {
            Some(&number) => number,
            None => self.add(Arc::from(name)),
        }
    }

    /// Adds a name whatever it is, and even if it is there.
    pub fn add(&mut self, name: Arc<str>) -> u32 {
        let number = self.list.len() as u32;
        self.list.push(Arc::clone(&name));
        self.numbers.insert(name, number);
        number
    }

    pub fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// Empty for [`NO_NAME`].
    pub fn name(&self, number: u32) -> &str {
        self.list.get(number as usize).map_or("", |name| name)
    }

    pub fn list(&self) -> &[Arc<str>] {
        &self.list
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }
}

/// Who has a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    #[default]
    Nobody,
    /// No row, but what rows say of others.
    Elsewhere,
    Rows,
}

/// Several dictionaries made one, with the way from each one's numbers to the common ones.
#[derive(Debug)]
pub(crate) struct Merge {
    names: Names,
    maps: Vec<Vec<u32>>,
    /// The first so many keep their numbers.
    fixed: usize,
}

impl Merge {
    /// `first` get the numbers 0 up, in their order, whatever is counted later.
    pub fn new<'a>(first: impl IntoIterator<Item = &'a str>, parts: impl IntoIterator<Item = &'a Names>) -> Merge {
        let mut names = Names::default();
        for name in first {
            // Not `intern`: an empty name has to keep its place here.
            if names.number(name).is_none() {
                names.add(Arc::from(name));
            }
        }
        let fixed = names.len();
        let maps = parts
            .into_iter()
            .map(|part| {
                part.list.iter().map(|name| names.number(name).unwrap_or_else(|| names.add(Arc::clone(name)))).collect()
            })
            .collect();
        Merge { names, maps, fixed }
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The common number of what is `number` in dictionary `part`.
    pub fn number(&self, part: usize, number: u32) -> u32 {
        self.maps[part].get(number as usize).copied().unwrap_or(NO_NAME)
    }

    /// Renumbers: the fixed ones first, then by count, most first, then those that rows have, then by name; those that nobody
    /// has are dropped. So the numbers depend on what was counted alone, not on the order in which the parts came, nor on what was there before.
    ///
    /// Gives the names, and the new number of each common one.
    pub fn by_count(self, counts: &[u32], used: &[Use]) -> (Names, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.names.len() as u32)
            .filter(|&number| (number as usize) < self.fixed || used[number as usize] != Use::Nobody)
            .collect();
        order[self.fixed..].sort_unstable_by(|&a, &b| {
            let (a, b) = (a as usize, b as usize);
            (counts[b].cmp(&counts[a]).then_with(|| used[b].cmp(&used[a])))
                .then_with(|| self.names.list[a].cmp(&self.names.list[b]))
        });
        let mut names = Names::default();
        let mut new = vec![NO_NAME; self.names.len()];
        for old in order {
            new[old as usize] = names.add(Arc::clone(&self.names.list[old as usize]));
        }
        (names, new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Names {
        let mut names = Names::default();
        list.iter().for_each(|name| {
            names.intern(name);
        });
        names
    }

    #[test]
    fn a_name_keeps_its_number_and_an_empty_one_has_none() {
        let mut names = names(&["a", "b", "a"]);
        assert_eq!((names.len(), names.intern("b"), names.intern(""), names.name(NO_NAME)), (2, 1, NO_NAME, ""));
    }

    #[test]
    fn a_name_that_is_not_used_is_dropped() {
        let (names, new) = Merge::new([], [&names(&["a", "b"])]).by_count(&[1, 0], &[Use::Rows, Use::Nobody]);
        assert_eq!((new, names.len()), (vec![0, NO_NAME], 1));
    }

    #[test]
    fn a_name_that_is_only_elsewhere_stands_after_those_of_rows() {
        let merge = Merge::new([], [&names(&["a", "b", "c"])]);
        let (names, new) = merge.by_count(&[0, 0, 2], &[Use::Elsewhere, Use::Rows, Use::Rows]);
        assert_eq!((new, names.len()), (vec![2, 1, 0], 3));
    }

    #[test]
    fn merged_names_stand_fixed_then_by_count_then_by_name() {
        let (one, two) = (names(&["z", "b"]), names(&["a", "z", "top"]));
        let merge = Merge::new(["top"], [&one, &two]);
        // Common numbers before the count: top 0, z 1, b 2, a 3.
        assert_eq!([merge.number(0, 0), merge.number(0, 1), merge.number(1, 0), merge.number(1, 2)], [1, 2, 3, 0]);
        assert_eq!(merge.number(1, NO_NAME), NO_NAME);
        let (names, new) = merge.by_count(&[0, 1, 5, 5], &[Use::Nobody, Use::Rows, Use::Rows, Use::Rows]);
        assert_eq!(new, [0, 3, 2, 1]);
        assert_eq!(names.list().iter().map(|name| &**name).collect::<Vec<_>>(), ["top", "a", "b", "z"]);
    }
}
