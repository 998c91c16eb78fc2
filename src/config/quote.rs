//! A line of a file as it can be shown, with the cells of what is wrong in it. It does not say what is wrong.

use crate::model::cells;
use crate::model::text::safe_line;
use std::ops::Range;

/// Characters shown before what is wrong, and from there on.
const BEFORE: usize = 48;
const AFTER: usize = 48;

/// A cleaned line, or the part of it that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quote {
    pub text: String,
    /// Cells before the caret.
    pub before: usize,
    /// Cells under which it stands, at least one.
    pub under: usize,
}

impl Quote {
    /// Of a long line only what stands around `bytes`.
    pub(super) fn of(line: &str, bytes: Range<usize>) -> Quote {
        let (before, rest) = line.split_at(line.floor_char_boundary(bytes.start));
        let (wrong, after) = rest.split_at(rest.floor_char_boundary(bytes.end.saturating_sub(bytes.start)));
        let first = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
        let before = format!("{}{}", if first > 0 { "..." } else { "" }, &before[first..]);
        let (wrong, left) = beginning(wrong, AFTER);
        let (after, _) = beginning(after, left);
        // A blank at an end is dropped by cleaning, and counts where something follows it.
        let cells_before = cells::width(&safe_line(&format!("{before}x"))).saturating_sub(1);
        let cells_with = cells::width(&safe_line(&format!("{before}{wrong}")));
        Quote {
            text: safe_line(&format!("{before}{wrong}{after}")),
            before: cells_before,
            under: cells_with.saturating_sub(cells_before).max(1),
        }
    }
}

/// At most so many characters of a text, `...` behind them where it is cut; and how many are left over.
fn beginning(text: &str, most: usize) -> (String, usize) {
    match text.char_indices().nth(most) {
        Some((0, _)) => (String::new(), 0),
        Some((at, _)) => (format!("{}...", &text[..at]), 0),
        None => (text.to_owned(), most - text.chars().count()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(line: &str, wrong: &str) -> (String, String) {
        let at = line.find(wrong).unwrap();
        let Quote { text, before, under } = Quote::of(line, at..at + wrong.len());
        (text, format!("{}{}", " ".repeat(before), "^".repeat(under)))
    }

    #[test]
    fn the_caret_counts_the_cells_of_the_line_as_it_is_shown() {
        assert_eq!(shown("theme = 12", "12"), ("theme = 12".into(), "        ^^".into()));
        assert_eq!(shown("\t theme\t=   12 # x", "12"), ("theme = 12 # x".into(), "        ^^".into()));
        assert_eq!(shown("\"日本\" = 12", "12"), ("\"日本\" = 12".into(), "         ^^".into()));
        assert_eq!(shown("a\u{1b} = \u{200b}12", "12"), ("a\u{fffd} = 12".into(), "     ^^".into()));
    }

    #[test]
    fn of_a_long_line_only_what_stands_around_the_mistake_is_shown() {
        let line = format!("{} = 12 # {}", "a".repeat(1000), "b".repeat(1000));
        let (text, caret) = shown(&line, "12");
        assert!(text.starts_with("...aaa") && text.ends_with("bb..."), "{text}");
        assert_eq!(text.find("12").unwrap() + 2, caret.len());
        assert!(text.len() < 110, "{text}");
        let (text, caret) = shown(&format!("a = {}", "b".repeat(1000)), &"b".repeat(1000));
        assert_eq!(text.len(), caret.len());
        assert!(text.ends_with("bb..."));
    }

    proptest! {
        #[test]
        fn any_range_of_any_line_can_be_shown(line in "\\PC{0,120}", start in 0_usize..400, len in 0_usize..400) {
            let quote = Quote::of(&line, start..start + len);
            prop_assert!(quote.under >= 1 && quote.before + quote.under < 400);
        }
    }
}
