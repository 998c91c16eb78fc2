//! How a story was told from its first article to its last: when, by whom, and where the headline became another. It says nothing of
//! outlets that have no article here.

use super::build::Source;
use crate::app::span::{Line, Span, cut, wrap};
use crate::index::{Index, Row};
use crate::theme::Role;

/// A heading, and a line for each article in the order of time; nothing for an article that is alone.
pub fn timeline(source: &Source<'_>, room: usize) -> Vec<Line> {
    if source.company.is_empty() {
        return Vec::new();
    }
    let (index, clock) = (source.index, source.clock);
    let mut rows: Vec<Row> = source.company.iter().map(|companion| companion.row).chain([source.row]).collect();
    rows.sort_by_key(|&row| (index.date(row).map_or(i64::MAX, |date| date.seconds()), row));
    let moment = |row: Row| index.date(row).map_or("undated".to_owned(), |date| clock.moment(date));
    let dated = || rows.iter().filter_map(|&row| index.date(row));
    let mut heading = vec![Span::bold("Timeline", Role::Quiet)];
    if let (Some(first), Some(last)) = (dated().next(), dated().next_back()) {
        let spans = if first == last {
            clock.moment(first)
        } else {
            format!("{} to {}", clock.moment(first), clock.moment(last))
        };
        heading.push(Span::quiet(format!("  {spans}")));
    }
    let mut lines = vec![cut(heading, room)];
    let mut before: Option<Row> = None;
    for &row in &rows {
        let outlet = if index.outlet(row).is_empty() { "unnamed outlet" } else { index.outlet(row) };
        let here = if row == source.row { "  this article" } else { "" };
        lines.push(cut(
            vec![Span::quiet(format!("{}  ", moment(row))), Span::bold(outlet, Role::Body), Span::quiet(here)],
            room,
        ));
        let said = before.map_or(Some(index.title(row).to_owned()), |before| changed(index, before, row));
        for mut line in said.iter().flat_map(|said| wrap(said, room.saturating_sub(2).max(1), Role::Body)) {
            line.insert(0, Span::body("  "));
            lines.push(line);
        }
        before = Some(row);
    }
    lines
}

/// What is other in the headline than in the one before: the words, where most of them are the same, else all of it. Nothing where only
/// case or accents are.
fn changed(index: &Index, before: Row, row: Row) -> Option<String> {
    if index.folded(before).eq_ignore_ascii_case(index.folded(row)) {
        return None;
    }
    let (old, new) = (index.title(before), index.title(row));
    Some(changed_words(old, new).unwrap_or_else(|| new.to_owned()))
}

/// `ISTM → ITSM`; nothing where the words at both ends that are the same are under half of all.
fn changed_words(old: &str, new: &str) -> Option<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    if (start + end) * 2 < old.len().max(new.len()) {
        return None;
    }
    let (gone, come) = (old[start..old.len() - end].join(" "), new[start..new.len() - end].join(" "));
    Some(match (gone.is_empty(), come.is_empty()) {
        (true, _) => format!("with “{come}”"),
        (_, true) => format!("without “{gone}”"),
        _ => format!("“{gone}” → “{come}”"),
    })
}

#[cfg(test)]
mod tests {
    use super::changed_words;

    #[test]
    fn of_a_headline_that_is_much_the_same_the_words_that_changed_are_told() {
        let told = |old, new| changed_words(old, new);
        assert_eq!(told("A new family of ISTM apps", "A new family of ITSM apps").as_deref(), Some("“ISTM” → “ITSM”"));
        assert_eq!(told("Bridge closed", "UPDATE: Bridge closed").as_deref(), Some("with “UPDATE:”"));
        assert_eq!(told("Bridge closed at last", "Bridge closed").as_deref(), Some("without “at last”"));
        assert_eq!(told("Bridge closed", "Cracks shut the crossing"), None);
        assert_eq!(told("a a", "a a a").as_deref(), Some("with “a”"));
        assert_eq!(told("", ""), Some("with “”".to_owned()), "two that are no headlines are never compared");
    }
}
