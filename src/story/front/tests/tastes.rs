//! What a reader mutes and weighs, by examples and by what holds for any store.

use super::*;
use crate::model::{Of, Says};
use crate::model::{Topic, TopicTree};

fn mute(of: Of) -> Taste {
    Taste { of, says: Says::Mute }
}

fn weigh(of: Of, points: i16) -> Taste {
    Taste { of, says: Says::Weigh(points) }
}

fn outlet(name: &str) -> Of {
    Of::Outlet(name.into())
}

fn topic(name: &str) -> Of {
    Of::Topic(name.into())
}

fn word(text: &str) -> Of {
    Of::Word(text.into())
}

/// Rail stands under Traffic, which is shown as Ways.
fn tree() -> TopicTree {
    let topic = |name: &str, short: Option<&str>, parent: Option<&str>| Topic {
        name: name.into(),
        short: short.map(Into::into),
        parent: parent.map(Into::into),
    };
    TopicTree::new(vec![topic("Traffic", Some("Ways"), None), topic("Rail", None, Some("Traffic"))])
}

fn to_taste(articles: &[Article], tastes: &[Taste]) -> Page {
    let mut batch = Batch::default();
    articles.iter().for_each(|one| batch.push(one, false, Path::new(&format!("{}.md", one.title))));
    let mut builder = Builder::new(tree());
    builder.add(batch);
    let index = Arc::new(builder.finish());
    let edition = Edition::of(&index, &stories(&index), None, NOW, &WEIGHTS, tastes);
    let told = stories(&index);
    let hides = |taste: &Taste| if taste.says == Says::Mute { edition.would_hide(&index, &told, &taste.of) } else { 0 };
    let hidden = tastes.iter().map(hides).collect();
    Page { index, edition, hidden }
}

impl Page {
    fn would_hide(&self, of: &Of) -> usize {
        self.edition.would_hide(&self.index, &stories(&self.index), of)
    }
}

#[test]
fn another_article_stands_for_a_story_whose_outlet_is_muted_and_one_that_has_none_is_left_out() {
    let all = [
        with(&["Second", "Third"], hot(60, by("Süd", told("First", 9 * HOUR)))),
        hot(50, by("West", told("Second", 8 * HOUR))),
        hot(50, by("Nord", told("Third", 7 * HOUR))),
        hot(50, by("SÜD", told("Lone", HOUR))),
        hot(50, by("Südwest", told("Other", HOUR))),
        hot(50, told("Unsigned", HOUR)),
    ];
    let page = to_taste(&all, &[]);
    assert!(page.has("First") && page.has("Lone") && (page.edition.muted, &page.hidden[..]) == (0, &[][..]));
    assert_eq!([outlet("sud"), outlet("west"), outlet("")].map(|of| page.would_hide(&of)), [1, 0, 0]);

    let page = to_taste(&all, &[mute(outlet("Sud"))]);
    assert!(page.has("Second") && page.has("Other") && page.has("Unsigned"), "{:?}", page.titles());
    assert!(!page.has("First") && !page.has("Lone"), "{:?}", page.titles());
    assert_eq!((page.edition.weighed, page.edition.muted, &page.hidden[..]), (3, 1, &[1][..]));

    // Of two that only together keep a story away neither does it alone.
    let page = to_taste(&all, &["Süd", "West", "Nord"].map(|name| mute(outlet(name))));
    assert!(!page.has("Third"), "{:?}", page.titles());
    assert_eq!((page.edition.muted, &page.hidden[..]), (2, &[1, 0, 0][..]));
}

#[test]
fn a_muted_topic_takes_those_below_it_along_and_goes_by_its_label_where_no_name_is_that() {
    let all = [
        on(&["Rail"], hot(50, told("Train", HOUR))),
        on(&["Art", "Traffic"], hot(50, told("Road", HOUR))),
        on(&["Railway"], hot(50, told("Toy", HOUR))),
        hot(50, told("Train of thought", HOUR)),
    ];
    for (name, left) in
        [("rail", &["Road", "Toy"][..]), ("Traffic", &["Toy"]), ("WAYS", &["Toy"]), ("Way", &["Train", "Road", "Toy"])]
    {
        let page = to_taste(&all, &[mute(topic(name))]);
        let titles = ["Train", "Road", "Toy"].into_iter().filter(|title| page.has(title));
        assert_eq!(titles.collect::<Vec<_>>(), left, "{name}");
        assert!(page.has("Train of thought"));
        assert_eq!((page.edition.muted, page.would_hide(&topic(name))), (3 - left.len(), 3 - left.len()), "{name}");
    }
}

#[test]
fn a_muted_word_is_a_whole_word_of_the_title_that_is_shown() {
    let all = [
        hot(50, told("A Give-away of cars", HOUR)),
        hot(50, told("GIVÉAWAY", HOUR)),
        hot(50, told("Giveaways galore", HOUR)),
        with(&["Other words"], hot(60, by("A", told("Giveaway of a story", 9 * HOUR)))),
        hot(50, by("B", told("Other words", 8 * HOUR))),
    ];
    let page = to_taste(&all, &[mute(word("giveaway")), mute(word("give away")), mute(outlet("a"))]);
    assert_eq!(page.hidden, [1, 1, 0], "what stands for the last one has other words");
    assert!(page.has("Giveaways galore") && page.has("Other words") && page.titles().len() == 2, "{:?}", page.titles());
    assert_eq!(to_taste(&all, &[]).would_hide(&word("giveaway")), 2);
}

#[test]
fn what_two_mutes_keep_away_counts_for_both_and_is_one() {
    let all = [on(&["Rail"], by("A", hot(50, told("Train", HOUR)))), hot(50, told("Ship", HOUR))];
    let page = to_taste(&all, &[mute(outlet("A")), weigh(topic("Rail"), 5), mute(topic("Rail")), mute(word("train"))]);
    assert_eq!((page.titles(), page.edition.muted, &page.hidden[..]), (vec!["Ship"], 1, &[1, 0, 1, 1][..]));
}

#[test]
fn what_is_muted_leaves_a_shorter_page_and_every_other_score_and_nothing_older_comes_in_its_place() {
    let mut all: Vec<Article> = (0..60).map(|n| by("Flood", hot(50, told(&format!("Flood {n}"), n * 60)))).collect();
    all.extend((0..10).map(|n| hot(50, told(&format!("News {n}"), n * DAY))));
    let (page, rest) = (to_taste(&all, &[]), to_taste(&all, &[mute(outlet("flood"))]));
    // Who mutes a flood reads what else there is, and not what was left off the page as too old.
    assert_eq!(rest.titles(), ["News 0", "News 1", "News 2", "News 3"]);
    assert_eq!((page.edition.weighed, page.edition.muted), (64, 0));
    assert_eq!((rest.edition.weighed, rest.edition.muted, &rest.hidden[..]), (4, 60, &[60][..]));
    assert_eq!((page.would_hide(&outlet("Flood")), rest.would_hide(&outlet("Flood"))), (60, 60));
    assert_eq!(page.score("News 0"), rest.score("News 0"));
    let few = [hot(90, told("Hot", HOUR)), hot(50, told("Usual", DAY)), hot(10, by("A", told("Cold", HOUR)))];
    let (page, rest) = (to_taste(&few, &[]), to_taste(&few, &[mute(outlet("A"))]));
    assert_eq!(["Hot", "Usual"].map(|title| page.score(title)), ["Hot", "Usual"].map(|title| rest.score(title)));
}

#[test]
fn what_is_weighed_gives_and_takes_its_points_and_tells_them() {
    let all = [
        on(&["Rail"], by("Süd", hot(50, told("Train", DAY)))),
        hot(50, told("Ship", HOUR)),
        hot(50, by("Nord", told("Car", HOUR))),
    ];
    let before = to_taste(&all, &[]);
    let tastes =
        [weigh(topic("traffic"), -30), weigh(outlet("sud"), 1_000), weigh(word("car"), -1_000), weigh(word("car"), -9)];
    let page = to_taste(&all, &tastes);
    assert_eq!(page.titles(), ["Train", "Ship", "Car"]);
    assert_eq!(page.score("Train"), before.score("Train") + 970);
    assert_eq!(page.why("Train"), before.why("Train") + ", outlet sud, topic traffic");
    assert_eq!((page.score("Ship"), page.why("Ship")), (before.score("Ship"), before.why("Ship")));
    let terms = page.edition.why(page.row("Car"));
    let taken: Vec<_> = terms.iter().filter(|term| term.signal == Signal::Weigh).map(|term| term.points).collect();
    assert_eq!(
        (page.score("Car"), taken),
        (0, vec![-before.score("Car").cast_signed(), 0]),
        "there is no more to take"
    );
    assert_eq!(page.hidden, [0; 4]);
}

#[test]
fn no_weight_lifts_over_the_floor_or_sinks_below_it() {
    let all =
        [usual(8), vec![hot(5, by("Spam", told("Junk", HOUR))), hot(50, by("Fair", told("Fair", HOUR)))]].concat();
    let page = to_taste(&all, &[weigh(outlet("Spam"), 1_000), weigh(outlet("Fair"), -1_000)]);
    assert!(!page.has("Junk") && page.titles().last() == Some(&"Fair"), "{:?}", page.titles());
}

#[test]
fn a_page_that_stays_as_it_is_knows_still_what_a_mute_would_hide() {
    let mut all = [usual(12), vec![by("A", hot(50, told("Mine", HOUR)))]].concat();
    let before = to_taste(&all, &[mute(outlet("A"))]);
    all.remove(3);
    let after = index(&all);
    let kept = before.edition.moved(&before.index, &after);
    assert_eq!(kept.muted, 1);
    let would_hide = |of| kept.would_hide(&after, &stories(&after), &of);
    assert_eq!([word("usual"), outlet("A"), outlet("Outlet 5")].map(would_hide), [11, 1, 1]);
}

fn any_of() -> impl Strategy<Value = Of> {
    const NAMES: [&str; 8] = ["Outlet 1", "outlet 2", "Topic 0", "topic 1", "News", "7", "news 7", ""];
    (0..3usize, prop::sample::select(&NAMES[..]))
        .prop_map(|(of, name)| [Of::Outlet, Of::Topic, Of::Word][of](name.into()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_is_muted_and_weighed(
        all in prop::collection::vec(any_article(), 0..60),
        mutes in prop::collection::vec(any_of(), 0..3),
        weighs in prop::collection::vec((any_of(), -1_000..1_000i16), 0..3),
    ) {
        let articles = articles(&all);
        let tastes: Vec<Taste> = mutes.into_iter().map(mute).chain(weighs.into_iter().map(|(of, n)| weigh(of, n))).collect();
        let page = to_taste(&articles, &tastes);
        let (edition, index) = (&page.edition, &page.index);
        let only = |says: fn(&Says) -> bool| tastes.iter().filter(|taste| says(&taste.says)).collect::<Vec<_>>();

        // Nothing of what is muted is shown, all is counted, and everything is explained to the point.
        prop_assert!(page.hidden.iter().all(|&hidden| hidden <= edition.muted));
        prop_assert!(edition.muted + edition.weighed <= articles.len());
        for taste in only(|says| *says == Says::Mute) {
            let is_shown = |row: Row| match &taste.of {
                Of::Outlet(name) => index.outlet(row).eq_ignore_ascii_case(name) && !name.is_empty(),
                Of::Topic(name) => index.topics_of(row).any(|topic| topic.eq_ignore_ascii_case(name)),
                Of::Word(word) => {
                    format!(" {} ", index.title(row).to_lowercase()).contains(&format!(" {} ", word.to_lowercase())) && !word.is_empty()
                }
            };
            prop_assert!(!edition.rows().any(is_shown), "{:?} in {:?}", taste, page.titles());
        }
        for row in edition.rows() {
            let sum: i32 = edition.why(row).iter().map(|term| term.points).sum();
            prop_assert_eq!(sum, edition.score(row).cast_signed());
        }

        // Without weights the same stories are worth a place as with them.
        let unweighed: Vec<Taste> = only(|says| *says == Says::Mute).into_iter().cloned().collect();
        let other = to_taste(&articles, &unweighed);
        prop_assert_eq!((edition.weighed, edition.muted), (other.edition.weighed, other.edition.muted));
        prop_assert_eq!(edition.rows().count() > 0, other.edition.rows().count() > 0);
    }
}
