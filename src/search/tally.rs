//! How many of some rows have each name, author, tag or domain. Costs a look at each row.

use std::collections::HashMap;

use super::compile;
use super::query::{Names, Texts};
use super::rows::Rows;
use crate::index::{Index, Row, Sort};

/// By name; a topic has the rows of those below it too, each once.
pub(super) fn of_names(index: &Index, of: Names, rows: &Rows) -> HashMap<String, usize> {
    let sort = compile::sort(of);
    let names: Vec<(u32, &str)> = index.names_of(sort).collect();
    let len = names.iter().map(|(number, _)| *number as usize + 1).max().unwrap_or_default();
    let mut counts = vec![0usize; len];
    if sort == Sort::Topics {
        let topics = index.topics();
        // The last row that was counted for a topic, so that none counts twice.
        let mut counted = vec![None; len];
        for row in rows.iter() {
            for &number in index.topic_numbers(row) {
                let mut next = Some(number as usize);
                while let Some(at) = next.filter(|&at| at < len && counted[at] != Some(row)) {
                    counted[at] = Some(row);
                    counts[at] += 1;
                    next = topics.get(at).and_then(|topic| topic.parent);
                }
            }
        }
    } else {
        for row in rows.iter() {
            if let Some(count) = counts.get_mut(index.number_of(sort, row) as usize) {
                *count += 1;
            }
        }
    }
    names.into_iter().map(|(number, name)| (name.to_owned(), counts[number as usize])).collect()
}

/// What details have, as text; none of other fields.
pub(super) fn of_details(index: &Index, of: Texts, rows: &mut dyn Iterator<Item = Row>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for number in rows.filter_map(|row| index.details_number(row)) {
        let details = index.details_at(number);
        let mut add = |text: &[u8]| {
            let text = index.text(text);
            if !text.trim().is_empty() {
                *counts.entry(text.to_owned()).or_default() += 1;
            }
        };
        match of {
            Texts::Author => details.authors().for_each(&mut add),
            Texts::Tag => details.tags().for_each(&mut add),
            Texts::Domain => add(details.domain),
            _ => {}
        }
    }
    counts
}
