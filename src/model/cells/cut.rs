//! One line of text in the cells there are. It does not break lines: see [`super::wrap()`].

use std::borrow::Cow;

use super::graphemes;

/// Cells that `text` takes as it is drawn.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')).count();
    }
    graphemes(text).map(|cell| cell.width).sum()
}

/// `text` as it is drawn.
pub fn drawn(text: &str) -> String {
    graphemes(text).map(|cell| cell.drawn).collect()
}

/// What is drawn of `text` in at most `cells` cells, and the cells used. Text that is cut ends in `…`, which takes the last
/// cell (or the last but one, where a wide character did not fit); no cells, no text.
pub fn truncate(text: &str, cells: usize) -> (Cow<'_, str>, usize) {
    if cells == 0 {
        return (Cow::Borrowed(""), 0);
    }
    if text.len() <= cells && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return (Cow::Borrowed(text), text.len());
    }
    let mut out = String::with_capacity(text.len().min(cells.saturating_mul(3)));
    let mut used = 0;
    // What is left when room is made for the ellipsis.
    let (mut cut_len, mut cut_used) = (0, 0);
    for cell in graphemes(text) {
        if used + cell.width > cells {
            out.truncate(cut_len);
            out.push('…');
            return (Cow::Owned(out), cut_used + 1);
        }
        out.push_str(&cell.drawn);
        used += cell.width;
        if used < cells {
            (cut_len, cut_used) = (out.len(), used);
        }
    }
    (if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }, used)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::text::safe_line;
    use super::super::super::text::samples::any_text;
    use super::*;

    #[test]
    fn text_that_fits_is_whole_and_not_copied() {
        for (text, cells) in [("Waymo", 5), ("Waymo", 80), ("日本", 4), ("e\u{301}", 1), ("", 3)] {
            let (shown, used) = truncate(text, cells);
            assert!(matches!(shown, Cow::Borrowed(same) if same == text), "{text}");
            assert_eq!(used, width(text));
        }
        assert_eq!(truncate("❤️!", 2), (Cow::Owned("❤!".to_owned()), 2));
    }

    #[test]
    fn text_that_is_cut_ends_in_an_ellipsis() {
        for (text, cells, shown, used) in [
            ("Waymo", 4, "Way…", 4),
            ("Waymo", 1, "…", 1),
            ("Waymo", 0, "", 0),
            ("日本語", 5, "日本…", 5),
            ("日本語", 4, "日…", 3),
            ("日本", 1, "…", 1),
            ("ae\u{301}x", 2, "a…", 2),
            ("👨‍👩‍👧 x", 3, "👨…", 3),
        ] {
            assert_eq!(truncate(text, cells), (Cow::Owned::<str>(shown.to_owned()), used), "{text} in {cells}");
        }
    }

    proptest! {
        #[test]
        fn a_cut_text_fits_and_a_fitting_text_is_not_cut(text in any_text(), cells in 0_usize..40) {
            let text = safe_line(&text);
            let (shown, used) = truncate(&text, cells);
            prop_assert!(used <= cells);
            prop_assert_eq!(width(&shown), used);
            if width(&text) <= cells && cells > 0 {
                prop_assert_eq!(shown, drawn(&text));
            } else if cells > 0 {
                prop_assert!(shown.ends_with('…') && used + 1 >= cells);
            }
        }

        #[test]
        fn widths_are_the_same_by_either_way(text in "[\0-~]{0,20}") {
            prop_assert_eq!(width(&text), graphemes(&text).map(|cell| cell.width).sum::<usize>());
        }
    }
}
