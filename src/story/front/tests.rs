//! The front page by examples that a person would agree with, and by what holds for any store.

mod tastes;

use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::pick::BAND;
use super::*;
use crate::index::{Batch, Builder, Index, Ledgers, Marks, Place, Row, Wish};
use crate::model::{Address, Article, ArticleId, Provider, Related, Timestamp};
use crate::store::marks::{Moment, Verb};
use crate::story::{Apart, Stories, gather};

/// Monday 2026-11-23, noon.
const NOW: Timestamp = Timestamp(1_795_435_200);
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
const WEIGHTS: Weights = Weights { heat: 35, quality: 10, outlets: 20, fresh: 25, unread: 10, half_life: 24 };

/// An article with an address of its own, so many seconds old.
fn told(title: &str, age: i64) -> Article {
    let original = Some(address(title));
    let id = ArticleId::of_addresses(original.as_ref(), None).unwrap_or_default();
    Article { title: title.into(), id, original, published: Some(Timestamp(NOW.0 - age)), ..Article::default() }
}

fn address(name: &str) -> Address {
    Address::new(&format!("https://{}.example/", name.replace(' ', "-").to_lowercase()))
}

fn by(outlet: &str, article: Article) -> Article {
    Article { provider: outlet_of(outlet), ..article }
}

fn outlet_of(name: &str) -> Provider {
    Provider { name: name.into(), ..Provider::default() }
}

fn hot(heat: i32, article: Article) -> Article {
    Article { heat: Some(heat), ..article }
}

fn good(quality: i32, article: Article) -> Article {
    Article { quality: Some(quality), ..article }
}

fn on(topics: &[&str], article: Article) -> Article {
    Article { topics: topics.iter().map(|topic| (*topic).to_owned()).collect(), ..article }
}

fn held_back(article: Article) -> Article {
    Article { held_back: true, ..article }
}

/// Which other articles, by title, tell the same; or other outlets.
fn with(others: &[&str], article: Article) -> Article {
    let related =
        |name: &&str| Related { original: Some(address(name)), provider: outlet_of(name), ..Related::default() };
    Article { related: others.iter().map(related).collect(), ..article }
}

/// A store of usual things, each of an outlet of its own, one every two hours from four days ago on.
fn usual(count: i64) -> Vec<Article> {
    let one = |n: i64| hot(50, by(&format!("Outlet {n}"), told(&format!("Usual {n}"), 4 * DAY + n * 2 * HOUR)));
    (0..count).map(one).collect()
}

fn index(articles: &[Article]) -> Arc<Index> {
    let mut batch = Batch::default();
    for article in articles {
        batch.push(article, false, Path::new(&format!("{}.md", article.title)));
    }
    let mut builder = Builder::default();
    builder.add(batch);
    Arc::new(builder.finish())
}

fn stories(index: &Arc<Index>) -> Stories {
    gather(index, None, 1, &|| false).unwrap().stories(&Apart::default(), None)
}

struct Page {
    index: Arc<Index>,
    edition: Edition,
    /// What each of the tastes would hide alone.
    hidden: Vec<usize>,
}

fn page_of(articles: &[Article]) -> Page {
    marked(articles, |_| None)
}

fn marked(articles: &[Article], marks: impl Fn(&Arc<Index>) -> Option<Marks>) -> Page {
    let index = index(articles);
    let edition = Edition::of(&index, &stories(&index), marks(&index).as_ref(), NOW, &WEIGHTS, &[]);
    Page { index, edition, hidden: Vec::new() }
}

impl Page {
    fn titles(&self) -> Vec<&str> {
        self.edition.rows().map(|row| self.index.title(row)).collect()
    }

    fn has(&self, title: &str) -> bool {
        self.titles().contains(&title)
    }

    fn place(&self, title: &str) -> usize {
        self.titles()
            .iter()
            .position(|one| *one == title)
            .unwrap_or_else(|| panic!("no {title} in {:?}", self.titles()))
    }

    fn row(&self, title: &str) -> Row {
        (0..self.index.len() as u32).map(Row).find(|&row| self.index.title(row) == title).unwrap()
    }

    fn score(&self, title: &str) -> u32 {
        self.edition.score(self.row(title))
    }

    fn why(&self, title: &str) -> String {
        let terms = self.edition.why(self.row(title)).iter().map(|term| term.value.clone());
        terms.collect::<Vec<_>>().join(", ")
    }

    fn sections(&self) -> Vec<(&Part, usize)> {
        self.edition.sections.iter().map(|section| (&section.part, section.rows.len())).collect()
    }
}

#[test]
fn all_else_being_equal_the_hotter_the_wider_told_the_fresher_and_the_better_comes_first() {
    let more = [
        hot(100, by("A", told("Hot", 4 * DAY))),
        with(&["x", "y", "z"], hot(50, by("A", told("Told", 4 * DAY)))),
        hot(50, by("A", told("Fresh", HOUR))),
        good(90, hot(50, by("A", told("Good", 4 * DAY)))),
        good(50, hot(50, by("A", told("Plain", 4 * DAY)))),
        good(10, hot(50, by("A", told("Bad", 4 * DAY)))),
    ];
    let page = page_of(&[usual(6), more.into()].concat());
    for better in ["Hot", "Told", "Fresh", "Good"] {
        assert!(page.score(better) > page.score("Plain"), "{better}");
    }
    assert!(page.score("Plain") > page.score("Bad"));
    assert_eq!(page.why("Told"), "heat 50, quality not known: as a low 29, 4 outlets, 4 days old");
}

#[test]
fn what_is_read_makes_room_for_what_is_not() {
    let articles = [hot(50, told("Seen", HOUR)), hot(50, told("Unseen", HOUR))];
    let read = |index: &Arc<Index>| {
        let mut ledgers = Ledgers::default();
        ledgers.open(index, &Place::default(), &[]).unwrap().unwrap();
        let row = (0..2).map(Row).find(|&row| index.title(row) == "Seen").unwrap();
        ledgers.wish(index, &mut std::iter::once(row), &|_| &[], Wish::Set(Verb::Read), Moment(1)).unwrap();
        ledgers.marks().pop().map(|(_, marks)| marks)
    };
    let page = marked(&articles, read);
    assert_eq!(page.titles(), ["Unseen", "Seen"]);
    assert_eq!(page.score("Unseen") - page.score("Seen"), 111, "10 of 90, for nobody has a quality");
    assert!(page.why("Seen").ends_with(", read"));
}

#[test]
fn what_is_not_known_counts_as_a_low_value_and_not_as_nothing() {
    // The lower quartile is the usual value here, and one below it there.
    let heat = |n: i64| [20, 40, 60, 60, 60, 80, 80, 80][n as usize % 8];
    let known = (0..16).map(|n| hot(heat(n), told(&format!("Known {n}"), HOUR)));
    let page = page_of(&known.chain([told("Silent", HOUR)]).collect::<Vec<_>>());
    assert_eq!(page.why("Silent"), "heat not known: as the usual 60, no outlet named, 1 h old");
    let known = (0..16).map(|n| hot([20, 45, 60, 80][n as usize % 4], told(&format!("Known {n}"), HOUR)));
    let page = page_of(&known.chain([told("Silent", HOUR)]).collect::<Vec<_>>());
    assert_eq!(page.why("Silent"), "heat not known: as a low 45, no outlet named, 1 h old");
    let last_known = page.titles().iter().rposition(|title| page.why(title).starts_with("heat 60")).unwrap();
    assert!(page.place("Silent") > last_known, "{:?}", page.titles());
    // However low the quartile is, that alone keeps nothing from the page.
    let known = (0..16).map(|n| hot([1, 1, 60, 80][n as usize % 4], told(&format!("Known {n}"), HOUR)));
    let page = page_of(&known.chain([told("Silent", HOUR)]).collect::<Vec<_>>());
    assert_eq!(page.why("Silent"), "heat not known: as a low 35, no outlet named, 1 h old");
}

#[test]
fn among_values_that_are_all_alike_what_is_not_known_neither_lifts_nor_sinks() {
    let all = [
        hot(90, told("Hot", HOUR)),
        told("Silent", HOUR),
        hot(-1, told("Minus one", HOUR)),
        hot(25, told("Cool", HOUR)),
    ];
    let page = page_of(&[usual(20), all.into()].concat());
    assert!(page.score("Hot") > page.score("Silent") && page.score("Silent") > page.score("Cool"));
    assert_eq!(page.score("Silent"), page.score("Minus one"));
    assert_eq!(
        page.why("Minus one"),
        "heat not known: as the usual 50, no outlet named, 60 min old".replace("60 min", "1 h")
    );
}

#[test]
fn heat_and_quality_that_are_one_signal_count_once() {
    let same: Vec<Article> = (0..40).map(|n| good(40 + n, hot(40 + n, told(&format!("Same {n}"), DAY)))).collect();
    let lone =
        [good(77, told("Only quality", DAY)), hot(77, told("Only heat", DAY)), good(3, hot(77, told("Odd", DAY)))];
    let one = page_of(&[same.clone(), lone.to_vec()].concat());
    assert_eq!(one.why("Same 39"), "heat 79, no outlet named, 24 h old");
    assert_eq!(one.score("Only quality"), one.score("Only heat"));
    assert_eq!(one.score("Odd"), one.score("Only heat"));
    let two = page_of(&same.into_iter().map(|one| good(60, one)).collect::<Vec<_>>());
    assert_eq!(two.why("Same 39"), "heat 79, quality 60, no outlet named, 24 h old");
}

#[test]
fn what_is_held_back_is_never_there_and_another_of_its_story_stands_for_it() {
    let lead = with(&["Second", "Third"], hot(90, held_back(by("A", told("Lead", 9 * HOUR)))));
    let lone = with(&["Hidden too"], hot(99, held_back(by("A", told("Hidden", HOUR)))));
    let all = [
        lead,
        hot(60, by("Second", told("Second", 8 * HOUR))),
        hot(60, by("Third", told("Third", HOUR))),
        lone,
        held_back(by("B", told("Hidden too", HOUR))),
        Article { removed: true, ..hot(99, told("Taken down", HOUR)) },
    ];
    let page = page_of(&[usual(10), all.into()].concat());
    assert_eq!(page.place("Second"), 0);
    for never in ["Lead", "Third", "Hidden", "Hidden too", "Taken down"] {
        assert!(!page.has(never), "{never}");
    }
    assert_eq!(page.why("Second"), "heat 60, 3 outlets, last told 1 h ago");
}

#[test]
fn an_edition_counts_from_now_or_from_the_newest_article_where_that_is_over_a_day_old() {
    let old = |age: i64| [told("First", age), told("Second", age + 3 * HOUR), held_back(told("Draft", 0))];
    let past = page_of(&old(2_000 * DAY));
    assert_eq!(past.edition.title(&TimeZone::UTC), "Edition of 2 June 2021");
    assert!(past.edition.is_past);
    assert_eq!(
        (past.why("First").as_str(), past.why("Second").as_str()),
        ("no outlet named, the newest", "no outlet named, 3 h before the newest")
    );
    let today = page_of(&old(DAY));
    assert_eq!((today.edition.date, today.edition.is_past), (NOW, false));
    assert_eq!(today.edition.title(&TimeZone::UTC), "Edition of 23 November 2026");
    assert_eq!(today.why("Second"), "no outlet named, 27 h old");
}

#[test]
fn a_date_to_come_is_no_news() {
    let mut all = usual(30);
    all.push(hot(50, by("A", told("Tomorrow", -DAY / 2))));
    let with_newer = page_of(&[all.clone(), vec![hot(90, by("A", told("In 2099", -26_000 * DAY)))]].concat());
    assert_eq!(with_newer.edition.date, NOW);
    assert!(!with_newer.has("In 2099"));
    assert!(with_newer.why("Tomorrow").ends_with("0 min old"));
    let only = page_of(&[told("Far", -26_000 * DAY), told("Farther", -27_000 * DAY)]);
    assert_eq!((only.titles().len(), only.edition.date), (2, NOW));
}

#[test]
fn a_store_that_knows_only_dates_and_outlets_has_the_newest_first_and_the_outlets_by_turns() {
    let all: Vec<Article> = (0..24)
        .map(|n| by(["Ant", "Ant", "Bee", "Cow"][n % 4], told(&format!("News {n:02}"), n as i64 * 600)))
        .collect();
    let page = page_of(&all);
    let outlets: Vec<&str> = page.edition.rows().take(6).map(|row| page.index.outlet(row)).collect();
    assert_eq!(outlets, ["Ant", "Bee", "Cow", "Ant", "Bee", "Cow"]);
    assert_eq!(page.sections(), [(&Part::Top, 8), (&Part::Other, 10)]);
    assert_eq!(page.why("News 00"), "1 outlet, 0 min old");
}

#[test]
fn a_store_without_dates_has_a_page_by_what_else_is_known() {
    let all = (0..9).map(|n| Article { published: None, ..hot(50 + n, told(&format!("News {n}"), 0)) });
    let page = page_of(&all.collect::<Vec<_>>());
    assert_eq!((page.place("News 8"), page.titles().len(), page.edition.weighed), (0, 9, 9));
    assert_eq!(page.why("News 0"), "heat 50, no outlet named");
}

#[test]
fn an_empty_store_has_an_empty_page() {
    for articles in [vec![], vec![held_back(told("Draft", HOUR))]] {
        let page = page_of(&articles);
        assert!(page.edition.sections.is_empty() && page.edition.weighed == 0);
    }
}

#[test]
fn junk_fills_no_place_however_empty_the_page() {
    let mut old = usual(60);
    for article in &mut old {
        article.published = article.published.map(|date| Timestamp(date.0 - 40 * DAY));
    }
    let now = [hot(20, by("Spam", told("Junk", HOUR))), hot(45, told("Fair", HOUR)), told("Silent", HOUR)];
    let page = page_of(&[old, now.into()].concat());
    assert!(page.has("Fair") && page.has("Silent") && !page.has("Junk"), "{:?}", page.titles());
}

#[test]
fn variety_decides_among_equals_and_lifts_nothing_that_is_worse() {
    let of = |outlet: &str, heat: i32, count: usize| -> Vec<Article> {
        (0..count).map(|n| hot(heat, by(outlet, told(&format!("{outlet} {heat} {n}"), HOUR)))).collect()
    };
    // Of nobody there is over half.
    let page = page_of(&[of("Ant", 60, 4), of("Bee", 60, 3), of("Cow", 35, 4)].concat());
    let titles = page.titles();
    let turns = titles[..6].chunks(2).all(|two| two[0][..3] != two[1][..3]);
    assert!(turns, "{titles:?}");
    assert!(page.place("Cow 35 0") >= 7, "a third outlet is no reason");
    // A store's main outlet repeats itself for nothing.
    let page = page_of(&[of("Main", 60, 9), of("Bee", 60, 2), of("Cow", 58, 2)].concat());
    let rows = page.edition.rows().take(8);
    assert!(rows.filter(|&row| page.index.outlet(row) == "Main").count() >= 4, "{:?}", page.titles());
}

#[test]
fn where_variety_decides_both_stories_say_which_one_stands_before_the_other_and_by_what() {
    let one = |outlet: &str, topic: &str, heat: i32, n: usize| {
        on(&[topic], hot(heat, by(outlet, told(&format!("{outlet} {n}"), HOUR))))
    };
    let all = [one("Ant", "Sea", 60, 0), one("Ant", "Sky", 60, 1), one("Bee", "Elm", 59, 0), one("Cow", "Elm", 40, 0)];
    let page = page_of(&all);
    assert_eq!(page.titles(), ["Ant 0", "Bee 0", "Ant 1", "Cow 0"]);
    let variety = |title: &str| page.edition.variety(page.row(title)).join("; ");
    assert_eq!(variety("Bee 0"), "stands before No. 3: within 50 points, and of another outlet");
    assert_eq!(variety("Ant 1"), "stands after No. 2: within 50 points, and of another outlet");
    assert_eq!([variety("Ant 0"), variety("Cow 0")], ["", ""]);
    // Another index of the same store says so still; where one of the two is gone, there is nothing to say.
    let less = index(&all[1..]);
    let moved = page.edition.moved(&page.index, &less);
    let bee = moved.rows().find(|&row| less.title(row) == "Bee 0").unwrap();
    assert_eq!(moved.variety(bee), ["stands before No. 2: within 50 points, and of another outlet"]);
    let gone = index(&all[2..]);
    let moved = page.edition.moved(&page.index, &gone);
    assert!(moved.rows().all(|row| moved.variety(row).is_empty()));
}

#[test]
fn variety_lifts_nothing_that_is_not_known_over_what_is() {
    let ant = |n: i64| on(&["Sea"], hot(60, by("Ant", told(&format!("Ant {n}"), HOUR))));
    let bee = [on(&["Sky"], by("Bee", told("Bee", HOUR))), by("Elk", hot(60, told("Elk", HOUR)))];
    let page = page_of(
        &(0..3).map(ant).chain(bee).chain((0..4).map(|n| hot(55, told(&format!("Cow {n}"), DAY)))).collect::<Vec<_>>(),
    );
    assert!(page.why("Bee").starts_with("heat not known: as a low 55"), "{}", page.why("Bee"));
    let titles = page.titles();
    // It stands there once only, and on a topic of its own: that would have lifted it.
    assert_eq!(page.place("Bee"), 4, "{titles:?}");
    assert!(page.score("Ant 2") - page.score("Bee") < BAND);
}

#[test]
fn what_no_outlet_signs_is_not_taken_for_another_one() {
    let ant = (0..6).map(|n| hot(60, by(if n % 2 == 0 { "Ant" } else { "Bee" }, told(&format!("Ant {n}"), HOUR))));
    let page = page_of(&ant.chain((0..3).map(|n| hot(59, told(&format!("Unsigned {n}"), HOUR)))).collect::<Vec<_>>());
    assert!(page.titles().iter().take(4).all(|title| title.starts_with("Ant")), "{:?}", page.titles());
}

#[test]
fn the_page_goes_on_by_topic_and_ends() {
    let topics = ["Sea", "Sky", "Sun", "Ice", "Elm", "Fog", "Oak", "Ash", "Bog"];
    let all: Vec<Article> = (0..270)
        .map(|n| {
            on(&["World", topics[n % 9]], hot(50, by(&format!("O{n}"), told(&format!("News {n:03}"), n as i64 * 60))))
        })
        .collect();
    let page = page_of(&[all, vec![on(&["Zoo"], hot(50, told("Alone", HOUR)))]].concat());
    let sections = page.sections();
    assert_eq!(page.titles().len(), 40);
    assert_eq!(sections[0], (&Part::Top, 8));
    assert!(sections[1..].iter().all(|(part, len)| matches!(part, Part::Topic(_)) && *len <= 5), "{sections:?}");
    assert!(!sections.contains(&(&Part::Topic("World".into()), 5)), "that is what all of it is about");
    let mut once = page.titles();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), 40);
}

#[test]
fn a_section_is_not_of_one_story() {
    let lone = |n: i64| on(&[&format!("Topic {n}")], told(&format!("News {n:02}"), n * HOUR));
    let page = page_of(&(0..12).map(lone).collect::<Vec<_>>());
    assert_eq!(page.sections(), [(&Part::Top, 8), (&Part::Other, 4)]);
}

#[test]
fn what_all_of_the_store_is_about_names_no_section() {
    let one = |n: i64| {
        let more: &[&str] = if n % 4 == 0 { &["All", "Sea"] } else { &["All"] };
        on(more, by(&format!("O{n}"), told(&format!("News {n:02}"), n * HOUR)))
    };
    let page = page_of(&(0..24).map(one).collect::<Vec<_>>());
    assert!(page.sections().iter().all(|(part, _)| **part != Part::Topic("All".into())), "{:?}", page.sections());
    assert_eq!(page.sections().last(), Some(&(&Part::Other, 10)));
    // Over half of it is something to say.
    let page = page_of(&(0..24).map(one).chain([told("Of nothing", HOUR)]).collect::<Vec<_>>());
    assert!(page.sections().contains(&(&Part::Topic("All".into()), 5)), "{:?}", page.sections());
}

#[test]
fn only_the_last_days_are_looked_at_where_they_have_enough() {
    let daily = |n: i64| by(&format!("O{n}"), hot(50, told(&format!("News {n}"), n * HOUR)));
    let page = page_of(&(0..500).map(daily).collect::<Vec<_>>());
    assert_eq!(page.edition.weighed, 73, "three days, an hour each, both ends");
    let weekly = |n: i64| hot(50, told(&format!("News {n}"), n * 7 * DAY));
    let page = page_of(&(0..200).map(weekly).collect::<Vec<_>>());
    assert_eq!(page.edition.weighed, 14, "a quarter");
    assert!(page.score("News 7") > page.score("News 12") && page.place("News 0") == 0);
}

#[test]
fn without_any_weight_the_newest_come_first() {
    let none = Weights { heat: 0, quality: 0, outlets: 0, fresh: 0, unread: 0, half_life: 24 };
    let index = index(&usual(9));
    let edition = Edition::of(&index, &Stories::default(), None, NOW, &none, &[]);
    assert_eq!(edition.rows().map(|row| row.0).collect::<Vec<_>>(), (0..9).collect::<Vec<_>>());
}

#[test]
fn a_page_stays_as_it_is_when_the_store_goes_on() {
    let mut all = usual(12);
    let before = page_of(&all);
    all.push(hot(99, told("Breaking", 0)));
    all[3].held_back = true;
    all.remove(5);
    let after = index(&all);
    let kept = before.edition.moved(&before.index, &after);
    let expected = before.titles().into_iter().filter(|title| !["Usual 3", "Usual 5"].contains(title));
    assert_eq!(kept.rows().map(|row| after.title(row)).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    let row = kept.rows().next().unwrap();
    assert_eq!((kept.date, kept.why(row)), (before.edition.date, before.edition.why(before.row(after.title(row)))));
}

/// Age, heat, quality, outlet, topic, whether it is published, and dated.
type Any = (i64, i32, i32, u8, u8, bool, bool);

fn any_article() -> impl Strategy<Value = Any> {
    let signal = || prop_oneof![Just(-1), 0..120];
    (0..20 * DAY, signal(), signal(), 0..5u8, 0..4u8, any::<bool>(), any::<bool>())
}

fn articles(all: &[Any]) -> Vec<Article> {
    let article = |(n, (age, heat, quality, outlet, topic, shown, dated)): (usize, &Any)| {
        let outlet = if *outlet == 0 { String::new() } else { format!("Outlet {outlet}") };
        let one = hot(*heat, good(*quality, by(&outlet, told(&format!("News {n}"), *age))));
        let one = on(&[&format!("Topic {topic}")], one);
        let published = one.published.filter(|_| *dated || n % 5 > 0);
        Article { held_back: !*shown && n % 3 == 0, published, ..one }
    };
    all.iter().enumerate().map(article).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_is_in_a_store(all in prop::collection::vec(any_article(), 0..90), turn in 0..90usize) {
        let mut articles = articles(&all);
        let page = page_of(&articles);
        let (edition, index) = (&page.edition, &page.index);

        // It ends, shows nothing twice, and nothing that is held back.
        let rows: Vec<Row> = edition.rows().collect();
        prop_assert!(rows.len() <= 40 && edition.sections.iter().all(|section| !section.rows.is_empty()));
        prop_assert_eq!(rows.iter().collect::<std::collections::HashSet<_>>().len(), rows.len());
        prop_assert!(rows.iter().all(|&row| !index.flags(row).has(crate::index::Flags::HELD_BACK)));

        // Every place is explained, and variety lifts nobody over what is better by more than a band.
        for section in &edition.sections {
            for pair in section.rows.windows(2) {
                prop_assert!(edition.score(pair[0]) + BAND > edition.score(pair[1]));
                let is_said = pair.iter().all(|&row| !edition.variety(row).is_empty());
                prop_assert!(edition.score(pair[0]) >= edition.score(pair[1]) || is_said);
            }
        }
        for &row in &rows {
            let terms = edition.why(row);
            prop_assert!(!terms.is_empty() && edition.score(row) <= 1_000);
            prop_assert_eq!(terms.iter().map(|term| term.points).sum::<i32>(), edition.score(row).cast_signed());
        }

        // The same whatever the order of reading.
        let len = articles.len().max(1);
        articles.rotate_left(turn % len);
        articles.reverse();
        let again = page_of(&articles);
        prop_assert_eq!(page.titles(), again.titles());
        prop_assert_eq!(&page.edition, &again.edition);
    }
}
