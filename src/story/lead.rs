//! Which article leads its story, and how many outlets tell it. One leads that is published before one that is held back, an original
//! before a copy of its headline, the better one, then the earliest.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::index::{Flags, Index, Row};
use crate::model::fold;

/// The member that leads; `members` rise, and are not empty.
pub(super) fn lead(index: &Index, members: &[Row]) -> Option<Row> {
    let mut titles = HashSet::new();
    // From the earliest on: who has a headline first has it of nobody. A date that is not known is no early one.
    let mut by_date: Vec<Row> = members.to_vec();
    by_date.sort_by_key(|&row| (index.date(row).map_or(i64::MAX, |date| date.seconds()), row));
    let place = |(at, row): (usize, Row)| {
        let is_copy = !titles.insert(index.folded(row));
        let quality = index.quality(row).filter(|quality| *quality >= 0);
        ((index.flags(row).has(Flags::HELD_BACK), is_copy, Reverse(quality), at), row)
    };
    by_date.into_iter().enumerate().map(place).min_by_key(|(place, _)| *place).map(|(_, row)| row)
}

/// How many outlets have an article here, and how many others only the web has, by what the members' files name; case and accents aside.
pub(super) fn outlets(index: &Index, members: &[Row]) -> [u16; 2] {
    let names = |numbers: &mut dyn Iterator<Item = u32>| -> HashSet<String> {
        let numbers: HashSet<u32> = numbers.collect();
        numbers.into_iter().map(|number| fold(index.outlet_name(number))).filter(|name| !name.is_empty()).collect()
    };
    let here = names(&mut members.iter().map(|&row| index.outlet_number(row)));
    let mut elsewhere = members.iter().flat_map(|&row| index.related(row)).map(|elsewhere| elsewhere.outlet);
    let web = names(&mut elsewhere);
    [here.len(), web.difference(&here).count()].map(|count| u16::try_from(count).unwrap_or(u16::MAX))
}
