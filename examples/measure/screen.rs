//! What stands on a terminal's grid: whether it is a full screen of headlines, how many there are, whether the store is
//! still being read. It looks for what any layout of the reader has, not for where this one has it.

use vt100::Screen;

use crate::pty::SIZE;

/// A row with so many letters and digits tells something.
const TOLD: usize = 12;
/// A list of fewer rows is none yet.
const ROWS: usize = 8;

pub fn rows(screen: &Screen) -> Vec<String> {
    screen.rows(0, SIZE.0).collect()
}

fn letters(row: &str) -> usize {
    row.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The number of headlines: the heading ends in `3 of 9,950`.
pub fn count(screen: &Screen) -> Option<usize> {
    rows(screen).iter().take(2).find_map(|row| {
        let mut words = row.split_whitespace().rev();
        let number = words.next()?.replace(',', "").parse().ok()?;
        (words.next()? == "of").then_some(number)
    })
}

/// A full screen of headlines: the heading tells how many there are, every row of the list down to the line below it holds
/// one, and the last line says something.
pub fn is_full(screen: &Screen) -> bool {
    let rows = rows(screen);
    // What stands beside the list, left of it, ends in an upright line.
    let edge = rows[0].chars().position(|c| c == '│').map_or(0, |at| at + 1);
    let told: Vec<bool> = rows[1..rows.len() - 1]
        .iter()
        .map(|row| row.chars().skip(edge).collect::<String>())
        .take_while(|row| !row.contains("──────────"))
        .map(|row| letters(&row) >= TOLD)
        .collect();
    let headlines = told.iter().filter(|told| **told).count();
    // A row of air under the heading is a matter of taste.
    count(screen).is_some()
        && headlines >= ROWS.max(told.len().saturating_sub(2))
        && told.ends_with(&[true])
        && says(screen)
}

/// The front page of an edition.
pub fn is_front(screen: &Screen) -> bool {
    count(screen).is_some() && says(screen) && rows(screen)[0].contains("Edition of")
}

/// The last line says something, and nowhere is it said that the store is read.
pub fn is_still(screen: &Screen) -> bool {
    says(screen) && !rows(screen).iter().any(|row| row.contains("Reading"))
}

/// All of the store is there: a full screen of so many headlines, or of more, where it is not yet known which of them tell one story.
pub fn is_complete(screen: &Screen, headlines: usize) -> bool {
    is_full(screen) && is_still(screen) && count(screen) >= Some(headlines)
}

/// Every row of the grid is written on.
pub fn is_filled(screen: &Screen) -> bool {
    rows(screen).iter().all(|row| letters(row) >= TOLD)
}

fn says(screen: &Screen) -> bool {
    rows(screen).last().is_some_and(|row| letters(row) > 0)
}
