//! What was typed, as words to find. It knows no operators: every character is text to match.

use crate::model::fold;

/// So many characters of what was typed are read, and so many bytes of it once folded: what matching a title costs grows
/// with both, and no title is longer.
const MAX_CHARS: usize = 1_024;
const MAX_BYTES: usize = 4_096;

/// Folded words, all of which a title must have, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads words, split at white space. A word that stands twice counts once. Never fails; of a text over 1,024
    /// characters the beginning is read.
    pub fn parse(text: &str) -> Query {
        let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(end, _)| end);
        let mut folded = fold(&text[..end]);
        folded.truncate(folded.floor_char_boundary(MAX_BYTES));
        let mut words: Vec<String> = Vec::new();
        for word in folded.split_whitespace() {
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
        Query { words }
    }

    /// No words: every title matches.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, folded, as typed.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether all that matches this query surely matches `earlier` too: each of its words is spelled, with gaps, by one
    /// of these.
    pub fn narrows(&self, earlier: &Query) -> bool {
        earlier.words.iter().all(|old| self.words.iter().any(|new| spells(new, old)))
    }
}

/// Whether the characters of `word` stand in `text` in their order.
pub(super) fn spells(text: &str, word: &str) -> bool {
    let mut rest = text.chars();
    word.chars().all(|wanted| rest.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_stand_once() {
        assert_eq!(Query::parse("  Waymo\tCRASH waymo ").words().collect::<Vec<_>>(), ["waymo", "crash"]);
        assert!(Query::parse(" \n ").is_empty());
    }

    #[test]
    fn more_letters_or_words_narrow() {
        let narrows = |new, old| Query::parse(new).narrows(&Query::parse(old));
        assert!(narrows("waymo", "way"));
        assert!(narrows("waymo", "wymo"));
        assert!(narrows("crash way", "way"));
        assert!(narrows("anything", ""));
        assert!(!narrows("way", "waymo"));
        assert!(!narrows("way crash", "crashes"));
    }

    #[test]
    fn a_pasted_book_is_cut() {
        let query = Query::parse(&"ab cde ".repeat(100_000));
        assert_eq!(query.words().collect::<Vec<_>>(), ["ab", "cde"]);
        let query = Query::parse(&"€".repeat(100_000));
        assert!(query.words().map(str::len).sum::<usize>() <= MAX_BYTES);
    }
}
