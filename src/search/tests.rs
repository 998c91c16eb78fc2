//! Searches over a handful of headlines, and that a search gives the same however it is cut up.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crossbeam_channel::unbounded;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::index::{Batch, Builder, Index, Marks, Row, Scope};
use crate::model::{Article, ArticleId, Provider, Timestamp};
use crate::story::Stories;

const DAY: i64 = 86_400;
const NOW: Timestamp = Timestamp(1_000 * DAY);
const WAYMO: &str = "Alphabet’s Waymo Says Its Tech Would Avoid Fatal Human Crashes";

pub(super) fn built(articles: impl IntoIterator<Item = Article>) -> Arc<Index> {
    let mut batch = Batch::default();
    for (n, mut article) in articles.into_iter().enumerate() {
        article.id = ArticleId((n as u128).to_be_bytes());
        batch.push(&article, false, format!("{n}.md").as_ref());
    }
    let mut builder = Builder::default();
    builder.add(batch);
    Arc::new(builder.finish())
}

/// Row n has title n.
pub(super) fn index_of(titles: &[String]) -> Arc<Index> {
    built(titles.iter().map(|title| Article { title: title.clone(), ..Article::default() }))
}

pub(super) fn request(index: &Arc<Index>, query: &str, order: Order) -> Request {
    let (index, query) = (Arc::clone(index), Query::parse(query));
    let marks = Marks::default();
    Request {
        generation: 7,
        index,
        marks,
        stories: Stories::default(),
        as_stories: false,
        scope: Scope::All,
        query,
        order,
        now: NOW,
        zone: TimeZone::UTC,
        store: None,
    }
}

pub(super) fn last(searcher: &mut Searcher, request: &Request) -> Results {
    let mut last = None;
    searcher.run(request, &|| false, &mut |results| last = Some(results));
    last.unwrap()
}

fn titles(index: &Arc<Index>, query: &str, order: Order) -> Vec<String> {
    let results = last(&mut Searcher::default(), &request(index, query, order));
    results.rows.iter().map(|row| index.title(row).to_owned()).collect()
}

fn handful() -> Arc<Index> {
    index_of(
        &[
            "Why Automakers Want May More Orders",
            "Crash Course: What a Year Means for Machine Models",
            "Tesla Crashes While Away From Home",
            WAYMO,
            "Café Chains Try Robots",
            "We Always Ask Your Models First",
        ]
        .map(str::to_owned),
    )
}

#[test]
fn a_headline_is_found_first_by_its_words_in_any_order_and_with_letters_missing() {
    for query in ["waymo crash", "crash waymo", "wymo", "Waymo", "waymo"] {
        assert_eq!(titles(&handful(), query, Order::Best).first().map(String::as_str), Some(WAYMO), "{query}");
    }
}

#[test]
fn accents_do_not_matter_and_case_only_where_an_upper_case_letter_is_typed() {
    for query in ["cafe", "café", "Cafe", "Café", "cafe chains"] {
        assert_eq!(titles(&handful(), query, Order::Best).first().unwrap(), "Café Chains Try Robots", "{query}");
    }
    assert_eq!(titles(&handful(), "CAFÉ", Order::Best), [""; 0]);
}

#[test]
fn no_words_give_the_whole_scope_and_an_unknown_scope_nothing() {
    let index = handful();
    let results = last(&mut Searcher::default(), &request(&index, "", Order::Best));
    assert_eq!((results.rows.len(), results.of, results.done, results.generation), (6, 6, true, 7));
    let nowhere = Request { scope: Scope::Topic("nowhere".into()), ..request(&index, "a", Order::Best) };
    let results = last(&mut Searcher::default(), &nowhere);
    assert_eq!((results.rows.len(), results.of, results.done), (0, 0, true));
}

/// Titles say what they are: day, heat, outlet.
fn sorted() -> Arc<Index> {
    let one = |title: &str, day: Option<i64>, heat: Option<i32>, outlet: &str| Article {
        title: title.into(),
        published: day.map(|day| Timestamp(day * DAY)),
        heat,
        quality: heat.map(|heat| -heat),
        provider: Provider { name: outlet.into(), ..Provider::default() },
        ..Article::default()
    };
    built([
        one("b old cold", Some(1), Some(-5), "Zeit"),
        one("a old hot", Some(1), Some(250), "écho"),
        one("undated", None, Some(30), ""),
        one("C new", Some(999), None, "Dawn"),
        one("tomorrow", Some(1_001), Some(1), "dawn"),
        one("far ahead", Some(1_002), None, "Dawn"),
    ])
}

#[test]
fn dates_far_ahead_stand_with_the_undated_in_both_date_orders() {
    let newest = ["tomorrow", "C new", "a old hot", "b old cold", "far ahead", "undated"];
    assert_eq!(titles(&sorted(), "", Order::Newest), newest);
    assert_eq!(titles(&sorted(), "", Order::Best), newest);
    assert_eq!(
        titles(&sorted(), "", Order::Oldest),
        ["a old hot", "b old cold", "C new", "tomorrow", "far ahead", "undated"]
    );
}

#[test]
fn what_is_not_known_stands_last() {
    assert_eq!(
        titles(&sorted(), "", Order::Heat),
        ["a old hot", "undated", "tomorrow", "b old cold", "C new", "far ahead"]
    );
    assert_eq!(
        titles(&sorted(), "", Order::Quality),
        ["b old cold", "tomorrow", "undated", "a old hot", "C new", "far ahead"]
    );
    assert_eq!(
        titles(&sorted(), "", Order::Outlet),
        ["C new", "far ahead", "tomorrow", "a old hot", "b old cold", "undated"]
    );
}

#[test]
fn titles_are_ordered_without_regard_to_case() {
    assert_eq!(
        titles(&sorted(), "", Order::Title),
        ["a old hot", "b old cold", "C new", "far ahead", "tomorrow", "undated"]
    );
}

#[test]
fn of_equally_good_matches_the_newer_then_the_hotter_stands_first() {
    let one = |title: &str, day: i64, heat: i32| Article {
        title: title.into(),
        published: Some(Timestamp(day * DAY)),
        heat: Some(heat),
        ..Article::default()
    };
    let index = built([
        one("waymo x 1", 5, 1),
        one("waymo x 2", 5, 9),
        one("waymo x 3", 6, 0),
        one("w-a-y-m-o", 999, 99),
        one("waymo x 4", 1_500, 0),
    ]);
    assert_eq!(titles(&index, "waymo", Order::Best), ["waymo x 3", "waymo x 2", "waymo x 1", "waymo x 4", "w-a-y-m-o"]);
}

#[test]
fn many_rows_are_put_in_order_as_few_are() {
    let index = built((0..10_000i64).map(|n| Article {
        title: format!("title {}", (n * 7_919) % 10_000),
        published: Some(Timestamp(n)),
        heat: (n % 10 != 0).then_some((n % 97) as i32),
        ..Article::default()
    }));
    let results = last(&mut Searcher::default(), &request(&index, "", Order::Heat));
    let key = |row: &Row| (std::cmp::Reverse(index.heat(*row)), *row);
    assert!(results.rows.iter().collect::<Vec<_>>().windows(2).all(|pair| key(&pair[0]) < key(&pair[1])));
    let results = last(&mut Searcher::default(), &request(&index, "", Order::Title));
    assert!(results.rows.iter().collect::<Vec<_>>().windows(2).all(|pair| index.title(pair[0]) < index.title(pair[1])));
    let results = last(&mut Searcher::default(), &request(&index, "tt12", Order::Best));
    assert!(results.rows.len() > 100);
}

#[test]
fn the_first_slice_is_told_at_once_and_the_last_results_are_the_whole() {
    let index = index_of(&(0..20_000).map(|n| format!("headline {n}")).collect::<Vec<_>>());
    let mut searcher = Searcher::sliced(1_000);
    let mut told = Vec::new();
    searcher.run(&request(&index, "line", Order::Best), &|| false, &mut |results| told.push(results));
    assert!(told.len() > 1);
    assert!(!told[0].done && told[0].rows.len() == 1_000 && told[0].of == 20_000);
    assert!(told.windows(2).all(|pair| pair[0].rows.len() < pair[1].rows.len()));
    assert_eq!(told.iter().filter(|results| results.done).count(), 1);
    assert_eq!(told.last().map(|results| results.rows.len()), Some(20_000));
}

#[test]
fn a_stale_search_says_nothing_more() {
    let index = index_of(&(0..20_000).map(|n| format!("headline {n}")).collect::<Vec<_>>());
    let told = AtomicUsize::new(0);
    let mut searcher = Searcher::sliced(1_000);
    searcher.run(&request(&index, "line", Order::Best), &|| told.load(Ordering::Relaxed) > 0, &mut |results| {
        assert!(!results.done);
        told.fetch_add(1, Ordering::Relaxed);
    });
    assert_eq!(told.into_inner(), 1);
    // What it had found so far is no base to narrow from.
    let results = last(&mut searcher, &request(&index, "line 1", Order::Best));
    assert_eq!(results, last(&mut Searcher::default(), &request(&index, "line 1", Order::Best)));
}

#[test]
fn a_search_in_a_new_index_starts_anew() {
    let (old, new) = (handful(), sorted());
    let mut searcher = Searcher::default();
    last(&mut searcher, &request(&old, "wa", Order::Best));
    assert_eq!(last(&mut searcher, &request(&new, "wa", Order::Best)).rows.len(), 0);
    assert_eq!(last(&mut searcher, &request(&new, "o", Order::Best)).rows.len(), 3);
}

#[test]
fn the_newest_question_is_answered_and_the_thread_ends_with_its_worker() {
    let (told, answers) = unbounded();
    let worker = Worker::start(move |results: Results| told.send(results).unwrap()).unwrap();
    let index = handful();
    for (generation, query) in [(1, "w"), (2, "way"), (3, "waymo c")] {
        worker.ask(Request { generation, ..request(&index, query, Order::Best) });
    }
    let answer = answers.iter().find(|results| results.generation == 3 && results.done).unwrap();
    assert_eq!(index.title(answer.rows.get(0).unwrap()), WAYMO);
    drop(worker);
    // Ends only when the thread has dropped its sender.
    assert_eq!(answers.iter().count(), 0);
}

fn headlines() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec!["Waymo", "crash", "café", "Abba", "c", "漢字", "acb", "CABAC"]);
    let headline = prop::collection::vec(word, 0..5).prop_map(|words| words.join(" "));
    prop::collection::vec(headline, 0..60)
}

proptest! {
    #[test]
    fn narrowed_and_sliced_searches_give_what_a_whole_one_gives(
        headlines in headlines(),
        queries in prop::collection::vec("[abcw漢é ha-]{0,5}", 1..6),
        order in prop::sample::select(vec![Order::Newest, Order::Oldest, Order::Title, Order::Best]),
        slice in 1usize..20,
        condition in prop::sample::select(vec!["", "", " -crash", " or 'ca", " path:1", " title:c since:1970"]),
    ) {
        let index = index_of(&headlines);
        let mut typed = String::new();
        let mut searcher = Searcher::sliced(slice);
        for query in queries {
            // Sometimes typed on, sometimes anew.
            if query.starts_with('a') {
                typed.clear();
            }
            typed.push_str(&query);
            let request = request(&index, &format!("{typed}{condition}"), order);
            let mut whole = None;
            run(&request, &|| false, &mut |results| whole = Some(results));
            prop_assert_eq!(Some(last(&mut searcher, &request)), whole);
        }
    }
}
