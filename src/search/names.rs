//! Which names of an index a typed one means: those that have it as it stands, else those that have its letters in their order.

use super::fuzzy;
use super::needle::Needle;
use super::query::{How, Word};
use crate::index::{Index, Sort};
use crate::model::fold;

/// The numbers of the names of `sort` that `word` means. Quoted, only the very name, case and accents aside; else, as in any list one
/// chooses from, letters that stand apart count only where nothing better is found.
pub(super) fn chosen(index: &Index, sort: Sort, word: &Word) -> Vec<u32> {
    let folded = word.folded();
    let names = || index.names_of(sort).filter(|(_, name)| !name.is_empty());
    let numbers = |is: &dyn Fn(&str) -> bool| -> Vec<u32> {
        names().filter(|(_, name)| is(name)).map(|(number, _)| number).collect()
    };
    if word.how == How::Exact {
        return numbers(&|name| fold(name) == folded);
    }
    let needle = Needle::new(word);
    let found = numbers(&|name| needle.is_in(name.as_bytes()));
    if found.is_empty() && word.how == How::Fuzzy {
        return numbers(&|name| fuzzy::matches(&fold(name), &folded));
    }
    found
}
