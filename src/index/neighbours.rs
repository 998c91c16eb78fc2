//! "In the same week": what else its topic had when an article appeared. It looks at dates alone, not at words.

use super::{Index, Row};

/// Half a week in seconds: how far a neighbour may be.
const HALF_WEEK: i64 = 7 * 24 * 60 * 60 / 2;

impl Index {
    /// Up to `limit` other articles of the row's most specific topic (that with the fewest articles; of equal ones the
    /// first named) within 3.5 days either side, the nearest in time first, of equally near ones the newer first.
    ///
    /// Found by binary search and costs only what it gives.
    pub fn neighbours(&self, row: Row, limit: usize) -> Vec<Row> {
        let Some(date) = self.date(row) else { return Vec::new() };
        let Some(rows) = self.smallest_topic(row) else { return Vec::new() };
        // Lists are in row order, which is date order.
        let here = rows.partition_point(|&other| other < row);
        let mut newer = rows[..here].iter().rev().peekable();
        let mut older = rows[here..].iter().filter(|&&other| other != row).peekable();
        let away = |other: Option<&&Row>| {
            let other = self.date(**other?)?;
            let away = other.seconds().abs_diff(date.seconds());
            (away <= HALF_WEEK.unsigned_abs()).then_some(away)
        };
        let mut found = Vec::new();
        while found.len() < limit {
            let next = match (away(newer.peek()), away(older.peek())) {
                (Some(up), Some(down)) if up <= down => newer.next(),
                (Some(_), None) => newer.next(),
                (_, Some(_)) => older.next(),
                (None, None) => break,
            };
            found.extend(next);
        }
        found
    }
}
