//! Which letters of a title the words matched, so that they can be lit: by the same matcher that ranked them. It colours
//! nothing.

use std::ops::Range;

use super::Query;
use super::matcher::Word;
use crate::model::Folded;

/// A query made ready to light titles: keep one for as long as the query stands.
#[derive(Debug, Default)]
pub struct Lighter {
    words: Vec<Word>,
}

impl Lighter {
    pub fn new(query: &Query) -> Lighter {
        Lighter { words: query.words().into_iter().map(Word::new).collect() }
    }

    /// Byte ranges of `title` (as shown) that were matched: rising, none touching the next, on character bounds. Of words the title
    /// lacks there are none: another may have been enough.
    pub fn ranges(&mut self, title: &str) -> Vec<Range<usize>> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(title);
        let mut lit = vec![false; folded.text.len()];
        for word in &mut self.words {
            let bytes = word.bytes(&folded.text).unwrap_or_default();
            bytes.into_iter().for_each(|byte| lit[byte] = true);
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for ((at, _), &origin) in folded.text.char_indices().zip(&folded.origin) {
            let start = origin as usize;
            let Some(c) = title.get(start..).and_then(|rest| rest.chars().next()).filter(|_| lit[at]) else { continue };
            let end = start + c.len_utf8();
            match ranges.last_mut() {
                // One character may fold to several.
                Some(last) if last.start <= start && start <= last.end => last.end = last.end.max(end),
                _ => ranges.push(start..end),
            }
        }
        ranges
    }
}

/// [`Lighter::ranges`] for one title.
pub fn light(query: &Query, title: &str) -> Vec<Range<usize>> {
    Lighter::new(query).ranges(title)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lit(query: &str, title: &str) -> String {
        light(&Query::parse(query), title).into_iter().map(|r| title[r].to_owned()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn letters_are_lit_in_the_title_as_it_is_written() {
        assert_eq!(lit("waymo", "Alphabet’s Waymo Says"), "Waymo");
        assert_eq!(lit("says waymo", "Alphabet’s Waymo Says"), "Waymo|Says");
        assert_eq!(lit("wymo", "Waymo"), "W|ymo");
        assert_eq!(lit("漢", "é漢字"), "漢");
    }

    #[test]
    fn what_is_lit_is_words_that_match() {
        assert_eq!(lit("", "Waymo"), "");
        assert_eq!(lit("zzz", "Waymo"), "");
        assert_eq!(lit("zzz or way", "Waymo"), "Way");
        assert_eq!(lit("-way heat:>3", "Waymo"), "");
    }

    #[test]
    fn words_that_share_letters_light_them_once() {
        assert_eq!(lit("way aymo", "Waymo"), "Waymo");
    }

    proptest! {
        #[test]
        fn ranges_are_rising_and_on_character_bounds(title in "\\PC{0,40}", query in "\\PC{0,4}") {
            let mut end = None;
            for range in light(&Query::parse(&query), &title) {
                prop_assert!(end.is_none_or(|end| end < range.start) && range.start < range.end);
                prop_assert!(title.get(range.clone()).is_some());
                end = Some(range.end);
            }
        }
    }
}
