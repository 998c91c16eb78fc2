//! Which titles have the words, and how well: the only file that knows `neo_frizbee`. It puts nothing in order.
//!
//! Titles are matched as the index keeps them, where only ASCII case may differ from the folded text. So case and
//! capitals count for nothing here, and a title scores the same whichever way it is kept.

use memchr::memchr2_iter;
use neo_frizbee::{CaseMatching, Config, Matching, Pattern, PatternConfig, Scoring, SortStrategy, UnicodeMatching};

use super::query::{self, How};

/// Words made ready to be found in titles, all of them.
#[derive(Debug, Clone)]
pub(super) struct Matcher {
    inner: neo_frizbee::Matcher,
    /// Words of one letter. Most titles have them, and where they stand is all that counts: a scan tells the same in less time.
    letters: Vec<Letter>,
}

/// A word of one ASCII character, in lower case.
#[derive(Debug, Clone, Copy)]
struct Letter {
    letter: u8,
    scoring: Scoring,
}

impl Matcher {
    pub fn new<'w>(words: impl IntoIterator<Item = &'w query::Word>) -> Matcher {
        let mut patterns: Vec<Pattern> = Vec::new();
        let mut letters = Vec::new();
        for word in words {
            match Letter::new(word) {
                Some(letter) => letters.push(letter),
                None => patterns.push(pattern(word)),
            }
        }
        // The longest word first: it leaves the fewest titles to the others. The sum of the scores does not change.
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.needle.len()));
        Matcher { inner: neo_frizbee::Matcher::from_patterns(&patterns, &config()), letters }
    }

    /// How well a title, as it is matched, has the words; greater is better. `None` if it lacks one.
    #[inline]
    pub fn score(&mut self, title: &str) -> Option<u16> {
        // One by one: frizbee's calls for lists are made for each call anew, in all their forms, and cost five minutes of a
        // release build; this one is some tenth slower.
        let found = self.inner.match_one(title, 0)?.score;
        let mut letters = self.letters.iter();
        letters.try_fold(found, |sum, letter| Some(sum.saturating_add(letter.score(title.as_bytes())?)))
    }
}

impl Letter {
    fn new(word: &query::Word) -> Option<Letter> {
        let folded = word.folded();
        let &[letter] = folded.as_bytes() else { return None };
        (word.how == How::Fuzzy).then(|| Letter { letter, scoring: config().scoring })
    }

    /// As the matcher scores it.
    fn score(&self, title: &[u8]) -> Option<u16> {
        let Letter { letter, scoring } = self;
        let mut score = None;
        for at in memchr2_iter(*letter, letter.to_ascii_uppercase(), title) {
            match at.checked_sub(1) {
                None => return Some(scoring.match_score + scoring.prefix_bonus),
                Some(before) if is_delimiter(title[before]) && !is_delimiter(*letter) => {
                    return Some(scoring.match_score + scoring.delimiter_bonus);
                }
                Some(_) => score = Some(scoring.match_score),
            }
        }
        score
    }
}

/// What the matcher takes for the end of a word.
fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// What a letter that stands where it should is worth at least: a word that stands in a title as it is has so many times this.
pub(super) fn least_score(letters: usize) -> u16 {
    let scoring = config().scoring;
    u16::try_from(letters).unwrap_or(u16::MAX).saturating_mul(scoring.match_score)
}

fn pattern(word: &query::Word) -> Pattern {
    let matching = match word.how {
        How::Fuzzy => Matching::Fuzzy,
        How::Exact => Matching::Substring,
        How::Begins => Matching::Prefix,
    };
    Pattern::new(&word.folded(), PatternConfig { matching: Some(matching), ..PatternConfig::default() })
}

/// One word, made ready to say which letters of a title it matched.
#[derive(Debug)]
pub(super) struct Word {
    inner: neo_frizbee::Matcher,
    text: String,
    how: How,
}

impl Word {
    pub fn new(word: &query::Word) -> Word {
        let inner = neo_frizbee::Matcher::from_patterns(&[pattern(word)], &config());
        Word { inner, text: word.folded(), how: word.how }
    }

    /// Bytes of `folded` that were matched, rising; `None` if the word is not there.
    pub fn bytes(&mut self, folded: &str) -> Option<Vec<usize>> {
        let found = self.inner.match_one_indices(folded, 0)?;
        if self.how != How::Fuzzy {
            // As it stands: where that is needs no telling by letters.
            let start = if self.how == How::Begins { 0 } else { folded.find(&self.text)? };
            return Some((start..start + self.text.len()).collect());
        }
        // Where it stands as it was typed it is that which ranks the title, wherever the matcher finds its letters.
        if let Some(start) = standing(folded, &self.text) {
            return Some((start..start + self.text.len()).collect());
        }
        let mut bytes: Vec<usize> = found.indices.iter().map(|&byte| byte as usize).collect();
        bytes.sort_unstable();
        // Over its limits the matcher still matches, but may not tell all of the letters.
        if bytes.len() == self.text.len() { Some(bytes) } else { first_bytes(folded, &self.text) }
    }
}

/// Where `word` stands in `text` as it is: at the beginning of a word, if it does there.
fn standing(text: &str, word: &str) -> Option<usize> {
    let begins = |at: usize| at == 0 || is_delimiter(text.as_bytes()[at - 1]);
    let mut all = text.match_indices(word).map(|(at, _)| at);
    let first = all.next()?;
    Some(if begins(first) { first } else { all.find(|at| begins(*at)).unwrap_or(first) })
}

/// The first letters of `text` that spell `word`.
fn first_bytes(text: &str, word: &str) -> Option<Vec<usize>> {
    let mut bytes = Vec::new();
    let mut rest = text.char_indices();
    for wanted in word.chars() {
        let (at, c) = rest.find(|(_, c)| *c == wanted)?;
        bytes.extend(at..at + c.len_utf8());
    }
    Some(bytes)
}

fn config() -> Config {
    let scoring = Scoring::default();
    Config {
        max_typos: Some(0),
        casing: CaseMatching::Ignore,
        unicode: UnicodeMatching::Smart,
        sort: SortStrategy::IndexAsc,
        scoring: Scoring {
            match_score: scoring.match_score + scoring.matching_case_bonus,
            matching_case_bonus: 0,
            capitalization_bonus: 0,
            exact_match_bonus: 0,
            ..scoring
        },
        ..Config::default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::Row;
    use crate::model::fold;
    use crate::search::query::spells;
    use crate::search::tests::index_of;
    use crate::search::{Query, fuzzy};

    /// The titles that have all words of `typed`, each as it is matched.
    fn found(titles: &[String], typed: &str) -> Vec<String> {
        let typed = Query::parse(typed);
        let mut matcher = Matcher::new(typed.title_words());
        titles.iter().filter(|title| matcher.score(&fold(title)).is_some()).cloned().collect()
    }

    #[test]
    fn titles_and_words_over_the_matchers_limits_still_match() {
        let far = format!("w{}aymo", "-".repeat(3_000));
        let long = "abcdefghij".repeat(100);
        let wide = "é漢字".repeat(330);
        assert_eq!(found(&[far.clone(), "other".into()], "waymo"), [far]);
        assert_eq!(found(&[long.clone(), "abc".into()], &long), std::slice::from_ref(&long));
        assert_eq!(found(&[wide.clone(), "é漢".into()], &wide), [wide]);
        assert_eq!(found(&["漢字かな".into(), "字漢".into()], "漢な"), ["漢字かな"]);
        assert_eq!(found(&["short".into()], &"x".repeat(100_000)), Vec::<String>::new());
    }

    #[test]
    fn the_letters_told_are_those_of_the_word_as_it_stands_where_it_does() {
        let told = |title: &str, word: &str| Word::new(&query::Word::new(word, How::Fuzzy).unwrap()).bytes(title);
        assert_eq!(told("create a calculation", "ca"), Some(vec![9, 10]));
        assert_eq!(told("a vacation by car", "ca"), Some(vec![14, 15]));
        assert_eq!(told("an abacus", "ac"), Some(vec![5, 6]));
        assert_eq!(told("create", "ca"), Some(vec![0, 3]));
        assert_eq!(told("crte", "ca"), None);
    }

    #[test]
    fn a_score_never_wraps() {
        let long = "abcdefghij".repeat(100);
        let words: Vec<String> = (0..8).map(|n| long[n..n + 100].to_owned()).collect();
        let query = Query::parse(&words.join(" "));
        let mut matcher = Matcher::new(query.title_words());
        for title in [long.clone(), format!("{long}zzz"), format!("zzz{long}")] {
            assert!(matcher.score(&title).is_some_and(|score| score > 1_000));
        }
    }

    #[test]
    fn a_word_that_stands_in_a_title_has_the_least_score_at_least() {
        for (title, typed) in [("a waymo b", "waymo"), ("xwaymox", "waymo"), ("way mo", "way"), ("x é", "é")] {
            let query = Query::parse(typed);
            let score = Matcher::new(query.title_words()).score(&fold(title)).unwrap();
            assert!(score >= least_score(typed.chars().count()), "{title}: {score}");
        }
    }

    /// Short texts over a small alphabet, so that words are often found; accents, capitals and CJK among them.
    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop::sample::select(vec![
                'a', 'b', 'c', 'A', 'B', 'é', 'É', 'e', ' ', '-', '漢', '字', 'ж', 'Ж', '’', '😀', '1',
            ]),
            0..40,
        )
        .prop_map(|chars| chars.into_iter().collect())
    }

    fn query() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(vec!['a', 'b', 'c', 'e', 'é', ' ', ' ', '漢', '字', 'ж', '1']), 0..7)
            .prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn the_set_that_matches_is_fuzzy_matchers_set(titles in prop::collection::vec(text(), 0..20), words in query()) {
            let parsed = Query::parse(&words);
            let expected: Vec<String> = titles
                .iter()
                .filter(|title| parsed.title_words().all(|word| fuzzy::matches(&fold(title), &word.text)))
                .cloned()
                .collect();
            prop_assert_eq!(found(&titles, &words), expected);
        }

        #[test]
        fn the_letters_told_spell_the_word(title in text(), word in "[abceж漢-]{1,4}") {
            let folded = crate::model::fold(&title);
            let Some(typed) = query::Word::new(&word, How::Fuzzy) else { return Ok(()) };
            match Word::new(&typed).bytes(&folded) {
                None => prop_assert!(!spells(&folded, &word)),
                Some(bytes) => {
                    let told: Vec<u8> = bytes.iter().map(|&b| folded.as_bytes()[b]).collect();
                    prop_assert_eq!(String::from_utf8(told).unwrap(), word);
                }
            }
        }

        #[test]
        fn words_of_one_letter_score_as_the_matcher_scores_them(title in text(), words in "[a-ce1]( ([a-c]|ab|ж)){0,2}") {
            let parsed = Query::parse(&words);
            let patterns: Vec<Pattern> = parsed.title_words().map(pattern).collect();
            let expected = neo_frizbee::Matcher::from_patterns(&patterns, &config()).match_one(&title, 0);
            let mut matcher = Matcher::new(parsed.title_words());
            prop_assert!(!matcher.letters.is_empty());
            prop_assert_eq!(matcher.score(&title), expected.map(|found| found.score));
        }

        #[test]
        fn a_title_scores_the_same_in_any_case(title in "[a-cA-C é-]{1,30}") {
            let query = Query::parse("abc a");
            let score = |title: &str| {
                let index = index_of(&[title.to_owned()]);
                Matcher::new(query.title_words()).score(index.folded(Row(0)))
            };
            prop_assert_eq!(score(&title), score(&title.to_lowercase()));
        }
    }
}
