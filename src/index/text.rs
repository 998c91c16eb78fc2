//! Text out of a segment. It was cleaned before it went in; until the file's checksums have been taken it is looked at again
//! wherever it is shown.

use crate::model::text::is_clean;

/// Stands for a text that is damaged.
const DAMAGED: &str = "\u{fffd}";

/// The text as it may be shown. Not `trusted`, it must be clean too: a bit that turned over may have made a control
/// character of a letter.
pub(crate) fn shown(bytes: &[u8], trusted: bool) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) if trusted || is_clean(text) => text,
        _ => DAMAGED,
    }
}

/// The text as it is matched; what is damaged matches nothing.
pub(crate) fn matched(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or(" ")
}

/// Many texts end to end, if all of them are text: many bytes at a time.
pub(crate) fn run(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_trusted_must_be_clean() {
        assert_eq!(shown("Grüße aus 東京".as_bytes(), false), "Grüße aus 東京");
        assert_eq!(shown(b"a\x1b[2Jb", false), DAMAGED);
        assert_eq!(shown("a\u{202e}b".as_bytes(), false), DAMAGED);
        assert_eq!(shown(b"\xff", true), DAMAGED);
        let long = "word and ".repeat(400) + "end";
        assert_eq!(shown(long.as_bytes(), false), long);
        assert_eq!(matched(b"\xff"), " ");
        assert_eq!((run("é漢a".as_bytes()), run(b"a\xffb"), run(b"")), (Some("é漢a"), None, Some("")));
    }
}
