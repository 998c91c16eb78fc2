//! The paragraph under a headline. Stores fill it by machine: with tags, with the site's menu in front, with the headline
//! once more. It does not shorten for the screen.

use super::clean::clean_line;
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
    let cleaned = clean_line(&drop_tags(&decoded), MAX_EXCERPT);
    let text = without_menu(&cleaned);
    let cut = text.strip_suffix("...").map(|text| text.trim_end_matches('.'));
    let whole = cut.unwrap_or(text);
    if repeats(whole, cut.is_some() || whole.ends_with('…'), title) {
        return String::new();
    }
    match cut {
        Some(cut) => format!("{cut}…"),
        None if text.len() == cleaned.len() => cleaned,
        None => text.to_owned(),
    }
}

/// Takes off a leading run of at least two short entries, each closed by ` | `.
fn without_menu(text: &str) -> &str {
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
        fn an_excerpt_is_clean_and_stays_as_it_is(text in any_text()) {
            let shown = excerpt(&text, TITLE);
            assert_clean(&shown, false);
            prop_assert_eq!(clean_line(&shown, MAX_EXCERPT), shown);
        }
    }
}
