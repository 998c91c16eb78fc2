//! HTML's character references in text that is not HTML: feeds and old sites leave them in titles, excerpts and
//! addresses, sometimes escaped twice. Decoding does not clean: `&#27;` becomes an escape character.

use std::borrow::Cow;

use memchr::memchr;

use super::safe_line_cow;

/// The longest reference looked at, in bytes after the `&`. The longest name has 32.
const MAX_REFERENCE: usize = 40;

/// A one-line field as a file wrote it, fit to be shown: entities decoded, then cleaned as by [`super::safe_line`].
pub fn line(raw: &str) -> String {
    match decode_entities(raw) {
        Cow::Borrowed(text) => safe_line_cow(text).into_owned(),
        Cow::Owned(text) => safe_line_cow(&text).into_owned(),
    }
}

/// Decodes named and numeric references, and once more what that leaves (`&amp;quot;` becomes `"`). Only those closed by
/// `;` count: in `?a=1&copy=2` stands a parameter.
///
/// The result is NOT cleaned. It may hold anything, control characters too, and must pass the gate before it is shown.
pub fn decode_entities(raw: &str) -> Cow<'_, str> {
    match decode_once(raw) {
        Some(once) => Cow::Owned(decode_once(&once).unwrap_or(once)),
        None => Cow::Borrowed(raw),
    }
}

/// `None` where nothing was to be decoded.
fn decode_once(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = memchr(b'&', &text.as_bytes()[from..]).map(|at| from + at) {
        from = at + 1;
        let Some(len) = reference_len(&text.as_bytes()[from..]) else { continue };
        let reference = &text[at..from + len];
        // The rules for attributes: no half of a name counts.
        let decoded = htmlize::unescape_attribute(reference);
        if decoded != reference {
            out.push_str(&text[done..at]);
            out.push_str(&decoded);
            done = from + len;
            from = done;
        }
    }
    (done > 0).then(|| out + &text[done..])
}

/// The length of `amp;` or `#39;` at the start of `bytes`.
fn reference_len(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().take(MAX_REFERENCE).position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#')?;
    (end > 0 && bytes[end] == b';').then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::safe_line;
    use super::super::samples::{any_text, assert_clean};
    use super::*;

    #[test]
    fn named_numeric_and_twice_escaped_references_are_decoded() {
        for (raw, text) in [
            ("AT&amp;T", "AT&T"),
            ("we&#8217;re", "we’re"),
            ("a &#x2014; b", "a — b"),
            ("&amp;quot;x&amp;quot;", "\"x\""),
            ("&amp;amp;amp;", "&amp;"),
            ("&lt;&nbsp;&NotEqualTilde;", "<\u{a0}\u{2242}\u{338}"),
        ] {
            assert_eq!(decode_entities(raw), text, "{raw}");
        }
    }

    #[test]
    fn what_is_no_reference_stays() {
        for raw in ["AT&T", "a & b;", "&", "&;", "&nosuch;", "?a=1&copy=2", "&amp", "&#;", "&#x;", "&&&"] {
            assert!(matches!(decode_entities(raw), Cow::Borrowed(text) if text == raw), "{raw}");
        }
    }

    #[test]
    fn a_line_is_cleaned_after_it_is_decoded() {
        assert_eq!(line("a&#27;[31mb &amp;#x202e;c&shy;d&NewLine;e"), "a\u{fffd}[31mb cd e");
        assert_eq!(line("&#0;&#xd800;&#x110000;"), "\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(line("  plain  title "), "plain title");
    }

    #[test]
    fn many_ampersands_cost_no_more_than_their_number() {
        let raw = "&".repeat(1_000_000) + &"&#00000000000000000000000".repeat(50_000);
        let begun = std::time::Instant::now();
        assert!(matches!(decode_entities(&raw), Cow::Borrowed(_)));
        assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
    }

    proptest! {
        #[test]
        fn decoding_and_cleaning_leaves_nothing_that_cleaning_takes_out(text in any_text(), code in 0_u32..0x3000) {
            let shown = line(&format!("{text}&#{code};{text}&amp;#x{code:x};"));
            assert_clean(&shown, false);
            prop_assert_eq!(safe_line(&shown), shown);
        }
    }
}
