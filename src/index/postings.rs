//! Which rows stand under a number: one list for each, newest first. It knows no names.

use super::Row;
use super::names::NO_NAME;

/// Lists of rows end to end, each in rising row order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Postings {
    /// Where each list ends.
    ends: Vec<u64>,
    rows: Vec<Row>,
}

impl Postings {
    /// Makes `lists` lists from `rows` (rising). `under` appends the lists a row belongs to, each once; numbers out of
    /// range are dropped. It is called twice a row: first to count, then to fill.
    pub fn new(lists: usize, rows: &[Row], mut under: impl FnMut(Row, &mut Vec<u32>)) -> Postings {
        let mut ends = vec![0u64; lists];
        let mut found = Vec::new();
        for &row in rows {
            found.clear();
            under(row, &mut found);
            for &list in &found {
                if let Some(count) = ends.get_mut(list as usize) {
                    *count += 1;
                }
            }
        }
        // Counts become beginnings, and filling moves each on to its end.
        let mut total = 0;
        for end in &mut ends {
            total += std::mem::replace(end, total);
        }
        let mut filled = vec![Row(0); total as usize];
        for &row in rows {
            found.clear();
            under(row, &mut found);
            for &list in &found {
                if let Some(next) = ends.get_mut(list as usize) {
                    filled[*next as usize] = row;
                    *next += 1;
                }
            }
        }
        Postings { ends, rows: filled }
    }

    /// The rows under `list`; empty for a list that is not there.
    pub fn list(&self, list: u32) -> &[Row] {
        let at = list as usize;
        let start = if at == 0 { 0 } else { self.ends.get(at - 1).copied().unwrap_or_default() };
        self.ends.get(at).map_or(&[], |&end| &self.rows[start as usize..end as usize])
    }

    /// All lists end to end.
    pub fn all(&self) -> &[Row] {
        &self.rows
    }

    pub fn ends(&self) -> &[u64] {
        &self.ends
    }

    pub fn lists(&self) -> impl Iterator<Item = &[Row]> {
        (0..self.ends.len() as u32).map(|list| self.list(list))
    }
}

/// The value that over half of `rows` have, else [`NO_NAME`]. Boyer and Moore's vote, then a count.
pub(crate) fn majority(rows: &[Row], value: impl Fn(Row) -> u32) -> u32 {
    let (mut leader, mut lead) = (NO_NAME, 0usize);
    for &row in rows {
        match value(row) {
            v if v == leader => lead += 1,
            v if lead == 0 => (leader, lead) = (v, 1),
            _ => lead -= 1,
        }
    }
    let votes = rows.iter().filter(|&&row| value(row) == leader).count();
    if votes * 2 > rows.len() { leader } else { NO_NAME }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(n: u32) -> Vec<Row> {
        (0..n).map(Row).collect()
    }

    #[test]
    fn a_row_stands_in_each_of_its_lists_in_order() {
        let postings = Postings::new(3, &rows(5), |row, out| {
            out.push(row.0 % 2);
            if row.0 == 3 {
                out.extend([2, 9]);
            }
        });
        assert_eq!(postings.list(0), [Row(0), Row(2), Row(4)]);
        assert_eq!(postings.list(1), [Row(1), Row(3)]);
        assert_eq!(postings.list(2), [Row(3)]);
        assert_eq!(postings.list(3), []);
        assert_eq!(postings.lists().count(), 3);
    }

    #[test]
    fn a_majority_is_more_than_half() {
        let of = |values: &[u32]| majority(&rows(values.len() as u32), |row| values[row.at()]);
        assert_eq!(of(&[1, 2, 1]), 1);
        assert_eq!(of(&[1, 2, 1, 2]), NO_NAME);
        assert_eq!(of(&[2, 1, 1, 3, 1, 1]), 1);
        assert_eq!(of(&[]), NO_NAME);
        assert_eq!(of(&[NO_NAME, NO_NAME, 1]), NO_NAME);
    }
}
