//! Text with a role: what view models are made of. It says what a piece of text is, never what colour that is.

use crate::model::cells;
use crate::theme::Role;
use std::ops::Range;

/// A piece of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub role: Role,
    pub bold: bool,
    /// It is what was searched for.
    pub lit: bool,
}

impl Span {
    pub fn new(text: impl Into<String>, role: Role) -> Span {
        Span { text: text.into(), role, bold: false, lit: false }
    }

    pub fn bold(text: impl Into<String>, role: Role) -> Span {
        Span { text: text.into(), role, bold: true, lit: false }
    }

    pub fn quiet(text: impl Into<String>) -> Span {
        Span::new(text, Role::Quiet)
    }

    pub fn body(text: impl Into<String>) -> Span {
        Span::new(text, Role::Body)
    }
}

/// One line of text.
pub type Line = Vec<Span>;

/// Cells a line takes.
pub fn width(line: &[Span]) -> usize {
    line.iter().map(|span| cells::width(&span.text)).sum()
}

/// Cuts a line to `room` cells, with an ellipsis where something is lost.
pub fn cut(line: Line, room: usize) -> Line {
    let mut left = room;
    let mut kept = Line::new();
    for span in line {
        if left == 0 {
            break;
        }
        let (text, used) = cells::truncate(&span.text, left);
        let whole = text == span.text;
        left -= used.min(left);
        kept.push(Span { text: text.into_owned(), ..span });
        if !whole {
            break;
        }
    }
    kept
}

/// Splits `text` into spans of `role`, with the byte ranges in `lit` as matches. Ranges beyond the text are ignored.
pub fn lit(text: &str, lit: &[Range<usize>], role: Role) -> Line {
    let mut spans = Line::new();
    let mut at = 0;
    for range in lit {
        let (Some(before), Some(hit)) = (text.get(at..range.start), text.get(range.clone())) else { continue };
        if !before.is_empty() {
            spans.push(Span::new(before, role));
        }
        spans.push(Span { lit: true, ..Span::new(hit, role) });
        at = range.end;
    }
    if at < text.len() {
        spans.push(Span::new(&text[at..], role));
    }
    spans
}

/// Wraps text of one role to lines of at most `room` cells.
pub fn wrap(text: &str, room: usize, role: Role) -> Vec<Line> {
    cells::wrap(text, room).into_iter().map(|range| vec![Span::new(&text[range], role)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matched_letters_stand_apart_in_their_order() {
        let line = lit("Waymo crash", &[0..2, 6..8], Role::Headline);
        let drawn: Vec<_> = line.iter().map(|s| (s.text.as_str(), s.lit)).collect();
        assert_eq!(drawn, [("Wa", true), ("ymo ", false), ("cr", true), ("ash", false)]);
    }

    #[test]
    fn a_range_that_does_not_fit_the_text_lights_nothing() {
        assert_eq!(lit("é", &[1..2, 5..9], Role::Headline), [Span::new("é", Role::Headline)]);
    }

    #[test]
    fn a_cut_line_ends_in_an_ellipsis_and_fits() {
        let line = cut(vec![Span::body("one "), Span::quiet("two three")], 8);
        assert_eq!(line.iter().map(|s| s.text.as_str()).collect::<String>(), "one two…");
        assert_eq!(width(&line), 8);
    }
}
