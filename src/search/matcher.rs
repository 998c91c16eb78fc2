//! Which titles have the words, and how well: the only file that knows `neo_frizbee`. It puts nothing in order.
//!
//! Titles are matched as the index keeps them, where only ASCII case may differ from the folded text. So case and
//! capitals count for nothing here, and a title scores the same whichever way it is kept.

use neo_frizbee::{CaseMatching, Config, Matching, Pattern, PatternConfig, Scoring, SortStrategy, UnicodeMatching};

use super::phrase::{Found, Phrase};
use super::query::{self, How};
use super::short::{Points, Short, is_delimiter};

/// Words made ready to be found in titles, all of them.
#[derive(Debug, Clone)]
pub(super) struct Matcher {
    inner: neo_frizbee::Matcher,
    /// There is anything to ask it.
    is_long: bool,
    short: Vec<Short>,
    phrase: Phrase,
}

impl Matcher {
    pub fn new<'w>(words: impl IntoIterator<Item = &'w query::Word> + Clone) -> Matcher {
        let mut patterns: Vec<Pattern> = Vec::new();
        let mut short = Vec::new();
        for word in words.clone() {
            let is_fuzzy = word.how == How::Fuzzy;
            match Short::new(&word.folded(), points()).filter(|_| is_fuzzy) {
                Some(word) => short.push(word),
                None => patterns.push(pattern(word)),
            }
        }
        // The longest word first: it leaves the fewest titles to the others. The sum of the scores does not change.
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.needle.len()));
        let inner = neo_frizbee::Matcher::from_patterns(&patterns, &config());
        Matcher { inner, is_long: !patterns.is_empty(), short, phrase: Phrase::new(words, points().letter) }
    }

    /// How well a title, as it is matched, has the words. `None` if it lacks one.
    #[inline]
    pub fn find(&mut self, title: &str) -> Option<Found> {
        if let [word] = &*self.short
            && !self.is_long
        {
            return word.find(title.as_bytes());
        }
        let points = self.points(title)?;
        Some(Found { points, standing: self.phrase.standing(title.as_bytes(), points) })
    }

    fn points(&mut self, title: &str) -> Option<u16> {
        // One by one: frizbee's calls for lists are made for each call anew, in all their forms, and cost five minutes of a
        // release build; this one is some tenth slower.
        let long = if self.is_long { self.inner.match_one(title, 0)?.score } else { 0 };
        let mut short = self.short.iter();
        short.try_fold(long, |sum, word| Some(sum.saturating_add(word.find(title.as_bytes())?.points)))
    }
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

/// By what shorter words are scored.
fn points() -> Points {
    let scoring = config().scoring;
    Points { letter: scoring.match_score, prefix: scoring.prefix_bonus, delimiter: scoring.delimiter_bonus }
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
        let mut matcher = Matcher::new(typed.title_words().collect::<Vec<_>>());
        titles.iter().filter(|title| matcher.points(&fold(title)).is_some()).cloned().collect()
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
        let mut matcher = Matcher::new(query.title_words().collect::<Vec<_>>());
        for title in [long.clone(), format!("{long}zzz"), format!("zzz{long}")] {
            assert!(matcher.points(&title).is_some_and(|score| score > 1_000));
        }
    }

    #[test]
    fn a_word_that_stands_in_a_title_has_the_least_score_at_least() {
        for (title, typed) in [("a waymo b", "waymo"), ("xwaymox", "waymo"), ("way mo", "way"), ("x é", "é")] {
            let query = Query::parse(typed);
            let score = Matcher::new(query.title_words().collect::<Vec<_>>()).points(&fold(title)).unwrap();
            assert!(score >= points().letter * typed.chars().count() as u16, "{title}: {score}");
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
        fn words_of_one_letter_score_as_the_matcher_scores_them(title in text(), words in "[a-ce1]( ([a-c]|abc|ж)){0,2}") {
            let parsed = Query::parse(&words);
            let patterns: Vec<Pattern> = parsed.title_words().map(pattern).collect();
            let expected = neo_frizbee::Matcher::from_patterns(&patterns, &config()).match_one(&title, 0);
            let mut matcher = Matcher::new(parsed.title_words().collect::<Vec<_>>());
            prop_assert!(!matcher.short.is_empty());
            prop_assert_eq!(matcher.points(&title), expected.map(|found| found.score));
        }

        #[test]
        fn words_of_two_letters_are_found_where_the_matcher_finds_them(title in "[a-cA-C é,漢-]{0,60}", word in "[a-c]{2}") {
            let parsed = Query::parse(&word);
            let patterns: Vec<Pattern> = parsed.title_words().map(pattern).collect();
            let matched = neo_frizbee::Matcher::from_patterns(&patterns, &config()).match_one(&title, 0);
            let points = Matcher::new(parsed.title_words().collect::<Vec<_>>()).points(&title);
            prop_assert_eq!(points.is_some(), matched.is_some());
        }

        #[test]
        fn a_title_scores_the_same_in_any_case(title in "[a-cA-C é-]{1,30}") {
            let query = Query::parse("abc a");
            let score = |title: &str| {
                let index = index_of(&[title.to_owned()]);
                Matcher::new(query.title_words().collect::<Vec<_>>()).find(index.folded(Row(0)))
            };
            prop_assert_eq!(score(&title), score(&title.to_lowercase()));
        }
    }
}
