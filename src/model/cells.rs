//! Terminal cells: how wide text is, cut and wrapped by grapheme. Every width is one that all terminals agree on; it paints nothing.

/// Cells that `text` takes.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
