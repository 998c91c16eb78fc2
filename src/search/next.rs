//! The next headline of a list that matches, looked for from where one stands. It ranks nothing and keeps nothing.

use super::light::Lighter;
use super::{Query, Rows};
use crate::index::Index;

/// So many headlines are looked at before `stop` is asked again.
const SLICE: usize = 1_024;

/// The position in `rows` of the next match after `from`, or, not `onward`, before it; past the end from the other end on, `from`
/// itself last. Nothing where none matches, or `stop` says so. Takes a pass over the rows at most.
pub fn next_match(
    index: &Index,
    rows: &Rows,
    from: usize,
    onward: bool,
    query: &Query,
    stop: &dyn Fn() -> bool,
) -> Option<usize> {
    if query.is_empty() {
        return None;
    }
    let mut lighter = Lighter::new(query);
    let len = rows.len();
    for step in 1..=len {
        if step % SLICE == 0 && stop() {
            return None;
        }
        let at = if onward { (from + step) % len } else { (from % len + len - step % len) % len };
        if !lighter.ranges(index.title(rows.get(at)?)).is_empty() {
            return Some(at);
        }
    }
    None
}
