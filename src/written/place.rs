//! Where something stands in a text. It keeps no text: who shows the place has it.

use std::ops::Range;

/// A line, 1 the first, and the bytes of it in that line; what goes on in lines below counts to the line's end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub line: u32,
    pub bytes: Range<usize>,
}

/// Where the lines of a text end, so that an offset finds its place without reading the text again.
pub(super) struct Lines {
    /// The offsets behind each line, without its `\r`, and where the next begins.
    lines: Vec<(usize, usize)>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Lines {
        let mut at = 0;
        let line = |line: &str| {
            let end = at + line.trim_end_matches(['\n', '\r']).len();
            at += line.len();
            (end, at)
        };
        Lines { lines: text.split_inclusive('\n').map(line).collect() }
    }

    pub(super) fn place(&self, span: Range<usize>) -> Place {
        let before = self.lines.partition_point(|&(_, next)| next <= span.start);
        let start = before.checked_sub(1).map_or(0, |above| self.lines[above].1);
        // Behind the last line's end there is one more, empty.
        let end = self.lines.get(before).map_or(start, |&(end, _)| end) - start;
        let within = |offset: usize| offset.saturating_sub(start).min(end);
        let bytes = within(span.start)..within(span.end.max(span.start));
        Place { line: u32::try_from(before + 1).unwrap_or(u32::MAX), bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_placed_in_its_line_and_ends_with_it() {
        let lines = Lines::of("ab\r\ncd\n\nef");
        let place = |span| {
            let Place { line, bytes } = lines.place(span);
            (line, bytes)
        };
        assert_eq!(place(0..1), (1, 0..1));
        assert_eq!(place(1..6), (1, 1..2));
        assert_eq!(place(2..4), (1, 2..2));
        assert_eq!(place(5..6), (2, 1..2));
        assert_eq!(place(7..8), (3, 0..0));
        assert_eq!(place(9..10), (4, 1..2));
        assert_eq!(Lines::of("a\n").place(2..2), Place { line: 2, bytes: 0..0 });
        assert_eq!(Lines::of("").place(0..0), Place { line: 1, bytes: 0..0 });
    }
}
