//! Small lists: topics to pick from, actions, names. The only file that knows `fuzzy-matcher`; headlines have a matcher
//! of their own, for which this one is the oracle of the tests.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::model::{Folded, fold};

/// An item that has all the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Its place among the items given.
    pub item: usize,
    /// Greater is better; 0 where nothing was asked.
    pub score: i64,
    /// Byte offsets of the item's characters that matched: rising, each once.
    pub matched: Vec<usize>,
}

/// The items that have all words of `query`, in any order and with gaps: the best first, of equal ones the earlier. All of
/// them, as they stand, where there are no words.
pub fn rank<'a>(query: &str, items: impl IntoIterator<Item = &'a str>) -> Vec<Ranked> {
    let words = words(query);
    let matcher = matcher();
    let mut ranked: Vec<Ranked> = items
        .into_iter()
        .enumerate()
        .filter_map(|(item, text)| {
            let folded = Folded::new(text);
            let mut score = 0i64;
            let mut matched = Vec::new();
            for word in &words {
                let (points, chars) = matcher.fuzzy_indices(&folded.text, word)?;
                score = score.saturating_add(points);
                matched.extend(chars.iter().filter_map(|&c| folded.origin.get(c)).map(|&byte| byte as usize));
            }
            matched.sort_unstable();
            matched.dedup();
            Some(Ranked { item, score, matched })
        })
        .collect();
    ranked.sort_by_key(|ranked| std::cmp::Reverse(ranked.score));
    ranked
}

/// What was typed, folded, as words. In a list of names no sign means anything.
fn words(typed: &str) -> Vec<String> {
    fold(typed).split_whitespace().map(str::to_owned).collect()
}

/// For lists that are chosen from: those that have every word as it stands, where there are some, the best of [`rank`] first; letters
/// that stand apart count only where nothing better is found.
pub fn choose<'a>(query: &str, items: impl IntoIterator<Item = &'a str>) -> Vec<Ranked> {
    let items: Vec<&str> = items.into_iter().collect();
    let mut ranked = rank(query, items.iter().copied());
    let words = words(query);
    let has_words = |found: &Ranked| {
        let text = Folded::new(items[found.item]).text;
        words.iter().all(|word| text.contains(word))
    };
    if ranked.iter().any(has_words) {
        ranked.retain(has_words);
    }
    ranked
}

/// Whether the letters of `word` stand in `text` in their order, both folded.
pub(super) fn matches(text: &str, word: &str) -> bool {
    matcher().fuzzy_match(text, word).is_some()
}

/// Where its table of letters would grow over some 4 MB it takes its linear way.
fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().ignore_case().element_limit(1 << 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, items: &[&str]) -> Vec<usize> {
        rank(query, items.iter().copied()).into_iter().map(|r| r.item).collect()
    }

    #[test]
    fn every_word_must_be_there_in_any_order() {
        let items = ["open the original", "open in pager", "copy address"];
        assert_eq!(found("orig op", &items), [0]);
        assert_eq!(found("open", &items).len(), 2);
        assert_eq!(found("zzz", &items), [0; 0]);
    }

    #[test]
    fn no_words_leave_the_list_as_it_stands() {
        assert_eq!(found(" ", &["b", "a"]), [0, 1]);
    }

    #[test]
    fn the_better_match_stands_first() {
        assert_eq!(found("ai", &["a long fine idea", "AI in Autos", "Maintenance"])[0], 1);
    }

    #[test]
    fn what_matched_is_told_in_bytes_of_the_item() {
        assert_eq!(rank("漢b", ["é漢b"])[0].matched, [2, 5]);
    }
}
