//! Which rows a question has to be asked of, before any is looked at: those of the part of the store, or of a name that is asked
//! for, within the dates that are. All that a question finds is among them.

use std::borrow::Cow;

use super::query::{Bound, Condition, Expr, Flag, Marked, Names};
use super::{Request, compile, names};
use crate::index::{Flags, Index, Row, Scope, Sort};

/// Rising rows, all of the request's part of the store.
pub(super) fn rows(request: &Request) -> Cow<'_, [Row]> {
    let Request { index, scope, query, .. } = request;
    // Those taken down are in no list; they are shown to who asks for them.
    if *scope == Scope::All && query.asks_for_removed() {
        return Cow::Owned((0..index.len() as u32).map(Row).collect());
    }
    let all = index.rows(scope);
    let few = all.len() / 4;
    let named =
        query.expr.parts().iter().filter_map(|part| seen(request, part, few).or_else(|| named(index, part, few)));
    let rows = match named.min_by_key(Vec::len) {
        None => Cow::Borrowed(all),
        Some(few) if *scope == Scope::All => Cow::Owned(few),
        Some(few) => Cow::Owned(both(&few, all)),
    };
    within_dates(rows, request)
}

/// The rows of a name that is asked for, where those are fewer than `most`.
fn named(index: &Index, part: &Expr, most: usize) -> Option<Vec<Row>> {
    let Expr::Is(Condition::Name(of, word)) = part else { return None };
    let sort: Sort = compile::sort(*of);
    let lists: Vec<&[Row]> =
        names::chosen(index, sort, word).into_iter().map(|number| index.rows_named(sort, number)).collect();
    if lists.iter().map(|list| list.len()).sum::<usize>() > most {
        return None;
    }
    let mut rows = lists.concat();
    if lists.len() > 1 {
        rows.sort_unstable();
        rows.dedup();
    }
    debug_assert!(*of != Names::Topic || rows.is_sorted());
    Some(rows)
}

/// The rows that were seen, where that is asked for and they are fewer than `most`. Some may be of articles taken down.
fn seen(request: &Request, part: &Expr, most: usize) -> Option<Vec<Row>> {
    let (Expr::Is(Condition::Date(Bound::Seen, _)) | Expr::Is(Condition::Flag(Flag::Mark(Marked::Seen)))) = part else {
        return None;
    };
    let seen = request.marks.all_seen();
    let is_listed = |row: &Row| !request.index.flags(*row).has(Flags::REMOVED);
    (seen.len() <= most).then(|| seen.iter().map(|seen| seen.row).filter(is_listed).collect())
}

/// Rows that stand in both; `many` are looked through by halves.
fn both(few: &[Row], many: &[Row]) -> Vec<Row> {
    few.iter().copied().filter(|row| many.binary_search(row).is_ok()).collect()
}

/// Rows stand in the order of their dates, so a range of dates is a range of them.
fn within_dates<'r>(rows: Cow<'r, [Row]>, request: &Request) -> Cow<'r, [Row]> {
    let Request { index, query, now, zone, .. } = request;
    let (mut from, mut to) = (i64::MIN, i64::MAX);
    let mut is_bound = false;
    for part in query.expr.parts() {
        if let Expr::Is(Condition::Date(bound, dates)) = part
            && *bound != Bound::Seen
        {
            let span = bound.of(dates.span(*now, zone));
            (from, to) = (from.max(span.0), to.min(span.1));
            is_bound = true;
        }
    }
    if !is_bound {
        return rows;
    }
    let date = |row: &Row| index.date(*row).map(|date| date.seconds());
    let first = rows.partition_point(|row| date(row).is_some_and(|date| date >= to));
    let last = rows.partition_point(|row| date(row).is_some_and(|date| date >= from)).max(first);
    match rows {
        Cow::Borrowed(rows) => Cow::Borrowed(&rows[first..last]),
        Cow::Owned(mut rows) => {
            rows.truncate(last);
            rows.drain(..first);
            Cow::Owned(rows)
        }
    }
}
