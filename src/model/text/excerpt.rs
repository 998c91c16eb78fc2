//! The paragraph under a headline. Stores fill it by machine: with tags, with the site's menu in front, with the headline
//! once more. It does not shorten for the screen.

use memchr::memchr;

use super::clean::{clean_line, is_plain};
use super::tags::drop_tags;
use super::{MAX_EXCERPT, decode_entities};
use crate::model::fold;

/// The longest entry of a menu, in characters.
const MAX_ENTRY: usize = 40;

/// An excerpt fit to be shown, as one line of at most [`MAX_EXCERPT`] characters: entities decoded, tags dropped, cleaned,
/// without a menu in front (`Home | About | Contact | The text`), a trailing `...` as `…`. Empty where it says no more than
/// `title`, which is compared without case, accents and punctuation.
pub fn excerpt(raw: &str, title: &str) -> String {
    let decoded = decode_entities(raw);
    let mut cleaned = match drop_tags(&decoded) {
        text if is_plain(&text) => text.into_owned(),
        text => clean_line(&text, MAX_EXCERPT),
    };
    let menu = cleaned.len() - without_menu(&cleaned).len();
    cleaned.drain(..menu);
    let cut = cleaned.strip_suffix("...").map(|text| text.trim_end_matches('.'));
    let whole = cut.unwrap_or(&cleaned);
    if repeats(whole, cut.is_some() || whole.ends_with('…'), title) {
        return String::new();
    }
    if let Some(len) = cut.map(str::len) {
        cleaned.truncate(len);
        cleaned.push('…');
    }
    cleaned
}

/// Takes off a leading run of at least two short entries, each closed by ` | `.
fn without_menu(text: &str) -> &str {
    if memchr(b'|', text.as_bytes()).is_none() {
        return text;
    }
    let mut rest = text;
    let mut entries = 0;
    while let Some((entry, after)) = rest.split_once(" |") {
        let closed = after.is_empty() || after.starts_with(' ');
        if !closed || entry.chars().nth(MAX_ENTRY).is_some() || entry.contains(['.', '…']) {
            break;
        }
        entries += 1;
        rest = after.trim_start();
    }
    if entries < 2 { text } else { rest }
}

/// Whether `excerpt` is `title`, or its beginning. `cut`: its last word may be a part of one.
fn repeats(excerpt: &str, cut: bool, title: &str) -> bool {
    // Folding makes at most a few characters of one; far longer text cannot be the same.
    if excerpt.len() > title.len().saturating_mul(4) + 64 {
        return false;
    }
    if let Some(repeats) = repeats_in_ascii(excerpt.as_bytes(), cut, title.as_bytes()) {
        return repeats;
    }
    let (excerpt, title) = (fold(excerpt), fold(title));
    let mut title = words(&title);
    let mut excerpt = words(&excerpt).peekable();
    while let Some(word) = excerpt.next() {
        match title.next() {
            Some(same) if same == word => {}
            Some(longer) => return cut && excerpt.peek().is_none() && longer.starts_with(word),
            None => return false,
        }
    }
    true
}

/// The same without folding, if it can be told from words in ASCII: nearly always the first differs. A word before anything
/// else may fold together with that, or a mark on it.
fn repeats_in_ascii(excerpt: &[u8], cut: bool, title: &[u8]) -> Option<bool> {
    let (mut excerpt, mut title) = (excerpt, title);
    loop {
        let Some(word) = next_word(&mut excerpt)? else { return Some(true) };
        match next_word(&mut title)? {
            Some(same) if same.eq_ignore_ascii_case(word) => {}
            Some(longer) => {
                let begins = longer.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
                return Some(begins && cut && next_word(&mut excerpt)?.is_none());
            }
            None => return Some(false),
        }
    }
}

/// Takes the next word from `text`; `None` where what stands before or after it is not ASCII.
fn next_word<'a>(text: &mut &'a [u8]) -> Option<Option<&'a [u8]>> {
    let from = text.iter().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    let Some(from) = from else { return Some(None) };
    let rest = &text[from..];
    let len = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
    if rest.get(len.min(rest.len() - 1)).is_none_or(|byte| !byte.is_ascii()) {
        return None;
    }
    *text = &rest[len..];
    Some(Some(&rest[..len]))
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{any_text, assert_clean};
    use super::*;

    const TITLE: &str = "Waymo says its tech would avoid fatal human crashes";

    #[test]
    fn a_menu_in_front_is_dropped() {
        let raw = "Disclaimer | Accessibility Statement | Commerce Policy | Made In NYC | Stock quotes by finanzen.net Microsoft emphasized speed ...";
        assert_eq!(excerpt(raw, TITLE), "Stock quotes by finanzen.net Microsoft emphasized speed …");
        assert_eq!(excerpt("Home | About |", TITLE), "");
    }

    #[test]
    fn one_bar_is_text() {
        assert_eq!(excerpt("Power Apps | Microsoft", TITLE), "Power Apps | Microsoft");
        assert_eq!(excerpt("If a||b holds. Then | so | on", TITLE), "If a||b holds. Then | so | on");
    }

    #[test]
    fn entities_tags_and_line_ends_are_folded_away() {
        let raw = "&lt;p&gt;Today we&#8217;re <b>here</b>.&amp;quot;\r\n\r\nAnd\u{1b}[2J there<br>too";
        assert_eq!(excerpt(raw, TITLE), "Today we’re here.\" And\u{fffd}[2J there too");
    }

    #[test]
    fn a_trailing_ellipsis_is_one_character() {
        assert_eq!(excerpt("Some text...", TITLE), "Some text…");
        assert_eq!(excerpt("Some text ....", TITLE), "Some text …");
        assert_eq!(excerpt("Some text…", TITLE), "Some text…");
        assert_eq!(excerpt("Some ... text", TITLE), "Some ... text");
    }

    #[test]
    fn an_excerpt_that_repeats_the_title_is_empty() {
        for raw in [
            TITLE,
            "WAYMO says: its tech would avoid fatal human crashes!",
            "Wáymo says its tech...",
            "Waymo says its te…",
            "Waymo says its",
            "",
            " ... ",
        ] {
            assert_eq!(excerpt(raw, TITLE), "", "{raw}");
        }
    }

    #[test]
    fn an_excerpt_that_says_more_than_the_title_stays() {
        for raw in ["Waymo says its tech would avoid fatal human crashes, twice", "Waymo says it", "Way more"] {
            assert_eq!(excerpt(raw, TITLE), raw);
        }
        assert_eq!(excerpt("Apple", "Appleton news"), "Apple");
        assert_eq!(excerpt("The whole of it", "The whole..."), "The whole of it");
    }

    #[test]
    fn a_long_excerpt_is_cut() {
        let shown = excerpt(&"wörd ".repeat(4_000), TITLE);
        assert_eq!(shown.chars().count(), MAX_EXCERPT + 1);
        assert!(shown.ends_with('…'));
    }

    proptest! {
        #[test]
        fn what_ascii_tells_is_what_folding_tells(
            excerpt in "([abAB]{1,2}[ .é\u{301}]{1,2}){0,3}[ab]?", title in "([abAB]{1,2}[ ,É]){0,3}[ab]?", cut in any::<bool>(),
        ) {
            if let Some(told) = repeats_in_ascii(excerpt.as_bytes(), cut, title.as_bytes()) {
                // A word longer than any keeps what is compared from being told from ASCII.
                let (excerpt, title) = (format!("Ω {excerpt}"), format!("Ω {title}"));
                prop_assert_eq!(told, repeats(&excerpt, cut, &title));
            }
        }

        #[test]
        fn an_excerpt_is_clean_and_stays_as_it_is(text in any_text()) {
            let shown = excerpt(&text, TITLE);
            assert_clean(&shown, false);
            prop_assert_eq!(clean_line(&shown, MAX_EXCERPT), shown);
        }
    }
}
