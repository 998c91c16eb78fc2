//! HTML tags that were left in an excerpt. It takes out only what is plainly a tag: `a < b > c` is text. It is no HTML
//! parser; bodies have one.

use std::borrow::Cow;

use memchr::memchr;

/// Bytes looked at for the end of a tag.
const MAX_TAG: usize = 2_000;

/// Tags that stand inside a word or sentence: they leave nothing. All others leave a blank.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u",
    "wbr",
];

const BLOCK: &[&str] = &[
    "article",
    "blockquote",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "iframe",
    "img",
    "li",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "section",
    "source",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
];

/// `text` without its tags and comments.
pub(super) fn drop_tags(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = memchr(b'<', &text.as_bytes()[from..]).map(|at| from + at) {
        from = at + 1;
        let Some((len, blank)) = tag(&text[at..]) else { continue };
        out.push_str(&text[done..at]);
        if blank {
            out.push(' ');
        }
        done = at + len;
        from = done;
    }
    if done == 0 { Cow::Borrowed(text) } else { Cow::Owned(out + &text[done..]) }
}

/// The length in bytes of the tag `text` begins with, and whether it parts words.
fn tag(text: &str) -> Option<(usize, bool)> {
    let window = &text.as_bytes()[..text.len().min(MAX_TAG)];
    if window.starts_with(b"<!--") {
        let end = window.windows(3).position(|bytes| bytes == b"-->")?;
        return Some((end + 3, true));
    }
    let name_at = if window.get(1) == Some(&b'/') { 2 } else { 1 };
    let name_len = window[name_at..].iter().position(|byte| !byte.is_ascii_alphanumeric())?;
    let name = &text[name_at..name_at + name_len];
    let end = window.iter().skip(1).position(|byte| matches!(byte, b'>' | b'<'))? + 1;
    let attributes = &window[name_at + name_len..end];
    let is_tag = window[end] == b'>'
        && match attributes.trim_ascii() {
            [] | [b'/'] => true,
            // `<b and c>` is no tag, `<b class=x>` is.
            some => attributes[0].is_ascii_whitespace() && some.contains(&b'='),
        };
    let known = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if !is_tag {
        None
    } else if known(INLINE) {
        Some((end + 1, false))
    } else {
        known(BLOCK).then_some((end + 1, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_comments_are_dropped() {
        for (text, left) in [
            ("<p>One</p><p>Two</p>", " One  Two "),
            ("<b>bold</b>ly", "boldly"),
            ("a<br/>b<BR />c", "a b c"),
            ("<a href=\"https://x/\" rel='y'>link</a>.", "link."),
            ("x<!-- y > z -->w", "x w"),
        ] {
            assert_eq!(drop_tags(text), left, "{text}");
        }
    }

    #[test]
    fn what_is_no_tag_stays() {
        for text in ["a < b > c", "a<b and c>d", "<3", "<", "<>", "</>", "Vec<T>", "<p", "<nosuch>", "x<b<i", "<é>"] {
            assert!(matches!(drop_tags(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
