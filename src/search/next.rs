//! The next headline of a list that matches, looked for from where one stands. It ranks nothing and keeps nothing.

use super::filter::Filter;
use super::{Request, Rows};

/// So many headlines are looked at before `stop` is asked again.
const SLICE: usize = 1_024;

/// The position in `rows` of the next match of what is asked after `from`, or, not `onward`, before it; past the end from the other
/// end on, `from` itself last. Nothing where none matches, or `stop` says so. Takes a pass over the rows at most.
pub fn next_match(
    request: &Request,
    rows: &Rows,
    from: usize,
    onward: bool,
    stop: &(dyn Fn() -> bool + Sync),
) -> Option<usize> {
    if request.query.expr.is_anything() {
        return None;
    }
    let mut filter = Filter::new(request, stop)?;
    let titles = request.index.titles_near(&[]);
    let len = rows.len();
    for step in 1..=len {
        if step % SLICE == 0 && stop() {
            return None;
        }
        let at = if onward { (from + step) % len } else { (from % len + len - step % len) % len };
        if rows.get(at).is_some_and(|row| filter.score(&titles, row).is_some()) {
            return Some(at);
        }
    }
    None
}
