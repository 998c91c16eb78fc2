//! Which titles have the words, and how well: the only file that knows `neo_frizbee`. It puts nothing in order.
//!
//! Titles are matched as the index keeps them, where only ASCII case may differ from the folded text. So case and
//! capitals count for nothing here, and a title scores the same whichever way it is kept.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use neo_frizbee::{CaseMatching, Config, Pattern, Scoring, SortStrategy, UnicodeMatching};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::Query;
use crate::index::{Index, Row};

/// Titles that one thread takes at a time: some 50 µs of work, and what may pass before a stale pass ends.
const CHUNK: usize = 2_048;

/// A row that has the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub row: Row,
    /// Greater is better; 0 where nothing was asked.
    pub score: u16,
}

/// A query made ready to match.
#[derive(Debug, Clone)]
pub(super) struct Matcher {
    inner: neo_frizbee::Matcher,
}

impl Matcher {
    pub fn new(query: &Query) -> Matcher {
        // The longest word first: it leaves the fewest titles to the others. The sum of the scores does not change.
        let mut words: Vec<&str> = query.words().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let patterns: Vec<Pattern> = words.into_iter().map(Pattern::from).collect();
        Matcher { inner: neo_frizbee::Matcher::from_patterns(&patterns, &config()) }
    }

    /// The rows of `rows` that have the words, in the order of `rows`; `None` if `stale` said so meanwhile.
    pub fn hits(&self, index: &Index, rows: &[Row], stale: &Stale<'_>) -> Option<Vec<Hit>> {
        let chunks = rows.len().div_ceil(CHUNK);
        let next = AtomicUsize::new(0);
        let ended = AtomicBool::new(false);
        // Takes chunks until there are none left: each with its number, since several do.
        let work = || {
            let mut inner = self.inner.clone();
            let mut found = Vec::new();
            while !ended.load(Ordering::Relaxed) {
                if stale() {
                    ended.store(true, Ordering::Relaxed);
                    break;
                }
                let chunk = next.fetch_add(1, Ordering::Relaxed);
                let Some(rows) = rows.chunks(CHUNK).nth(chunk) else { break };
                let hits = rows.iter().filter_map(|&row| {
                    // One by one: frizbee's calls for lists are made for each call anew, in all their forms, and cost five minutes
                    // of a release build; this one is some tenth slower.
                    let found = inner.match_one(index.folded(row), 0)?;
                    Some(Hit { row, score: found.score })
                });
                found.push((chunk, hits.collect::<Vec<Hit>>()));
            }
            found
        };
        let pool = pool().filter(|_| chunks > 1);
        let mut found = match pool {
            Some(pool) => {
                pool.install(|| (0..pool.current_num_threads()).into_par_iter().flat_map_iter(|_| work()).collect())
            }
            None => work(),
        };
        if ended.into_inner() {
            return None;
        }
        found.sort_unstable_by_key(|(chunk, _)| *chunk);
        let mut hits = Vec::with_capacity(found.iter().map(|(_, hits)| hits.len()).sum());
        found.iter().for_each(|(_, chunk)| hits.extend_from_slice(chunk));
        Some(hits)
    }
}

/// Says whether a newer request has come; asked from several threads.
pub type Stale<'a> = dyn Fn() -> bool + Sync + 'a;

/// One word, made ready to say which letters of a title it matched.
#[derive(Debug)]
pub(super) struct Word {
    inner: neo_frizbee::Matcher,
    text: String,
}

impl Word {
    pub fn new(word: &str) -> Word {
        Word { inner: neo_frizbee::Matcher::new(word, &config()), text: word.to_owned() }
    }

    /// Bytes of `folded` that were matched, rising; `None` if the word is not there.
    pub fn bytes(&mut self, folded: &str) -> Option<Vec<usize>> {
        let found = self.inner.match_one_indices(folded, 0)?;
        let mut bytes: Vec<usize> = found.indices.iter().map(|&byte| byte as usize).collect();
        bytes.sort_unstable();
        // Over its limits the matcher still matches, but may not tell all of the letters.
        if bytes.len() == self.text.len() { Some(bytes) } else { first_bytes(folded, &self.text) }
    }
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

/// Threads that sleep while nothing is searched: starting some for each key would cost as much as matching 10,000 titles.
/// They do nothing else, so no other work stands before a key. `None` if the system gives none: then it goes without.
fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    POOL.get_or_init(|| ThreadPoolBuilder::new().thread_name(|_| "match".into()).build().ok()).as_ref()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::fuzzy;
    use crate::search::query::spells;
    use crate::search::tests::index_of;

    fn found(titles: &[String], query: &str) -> Vec<String> {
        let index = index_of(titles);
        let rows: Vec<Row> = (0..titles.len() as u32).map(Row).collect();
        let hits = Matcher::new(&Query::parse(query)).hits(&index, &rows, &|| false).unwrap();
        hits.into_iter().map(|hit| index.title(hit.row).to_owned()).collect()
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
    fn a_score_never_wraps() {
        let long = "abcdefghij".repeat(100);
        let titles: Vec<String> = vec![long.clone(), format!("{long}zzz"), format!("zzz{long}")];
        let index = index_of(&titles);
        let rows: Vec<Row> = (0..3).map(Row).collect();
        let words: Vec<String> = (0..8).map(|n| long[n..n + 100].to_owned()).collect();
        let hits = Matcher::new(&Query::parse(&words.join(" "))).hits(&index, &rows, &|| false).unwrap();
        assert!(hits.len() == 3 && hits.iter().all(|hit| hit.score > 1_000), "{hits:?}");
    }

    #[test]
    fn a_stale_pass_gives_nothing() {
        let index = index_of(&["a".into()]);
        assert_eq!(Matcher::new(&Query::parse("a")).hits(&index, &[Row(0)], &|| true), None);
    }

    #[test]
    fn many_chunks_keep_the_order_of_the_rows() {
        let titles: Vec<String> = (0..CHUNK * 3 + 7).map(|n| format!("headline {n}")).collect();
        let index = index_of(&titles);
        let rows: Vec<Row> = (0..titles.len() as u32).map(Row).rev().collect();
        let hits = Matcher::new(&Query::parse("line")).hits(&index, &rows, &|| false).unwrap();
        assert_eq!(hits.into_iter().map(|hit| hit.row).collect::<Vec<_>>(), rows);
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
        prop::collection::vec(
            prop::sample::select(vec!['a', 'b', 'c', 'E', 'é', ' ', ' ', '漢', '字', 'ж', '1', '-']),
            0..7,
        )
        .prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn the_set_that_matches_is_fuzzy_matchers_set(titles in prop::collection::vec(text(), 0..20), words in query()) {
            let parsed = Query::parse(&words);
            let expected: Vec<String> = titles
                .iter()
                .filter(|title| parsed.words().all(|word| fuzzy::matches(&crate::model::fold(title), word)))
                .cloned()
                .collect();
            prop_assert_eq!(found(&titles, &words), expected);
        }

        #[test]
        fn the_letters_told_spell_the_word(title in text(), word in "[abceж漢-]{1,4}") {
            let folded = crate::model::fold(&title);
            match Word::new(&word).bytes(&folded) {
                None => prop_assert!(!spells(&folded, &word)),
                Some(bytes) => {
                    let told: Vec<u8> = bytes.iter().map(|&b| folded.as_bytes()[b]).collect();
                    prop_assert_eq!(String::from_utf8(told).unwrap(), word);
                }
            }
        }

        #[test]
        fn a_title_scores_the_same_in_any_case(title in "[a-cA-C é-]{1,30}") {
            let score = |title: &str| {
                let index = index_of(&[title.to_owned()]);
                Matcher::new(&Query::parse("abc a")).hits(&index, &[Row(0)], &|| false).unwrap().pop().map(|h| h.score)
            };
            prop_assert_eq!(score(&title), score(&title.to_lowercase()));
        }
    }
}
