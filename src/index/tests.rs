//! What an index says of a handful of articles, and that it says the same however they were read.

use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::{Address, Article, ArticleId, Code, Note, Provider, Related, Timestamp, Topic, TopicTree};

const DAY: i64 = 86_400;

fn id(n: u8) -> ArticleId {
    ArticleId([n; 16])
}

/// An article whose id and title come from `n`, `days` old in the sense that a greater day is newer.
fn article(n: u8, days: Option<i64>, outlet: &str, topics: &[&str]) -> Article {
    Article {
        id: id(n),
        title: format!("Title {n}"),
        published: days.map(|d| Timestamp(d * DAY)),
        provider: Provider { name: outlet.into(), ..Provider::default() },
        topics: topics.iter().map(|&t| t.to_owned()).collect(),
        kind: "article".into(),
        category: "news".into(),
        ..Article::default()
    }
}

fn related(url: &str, outlet: &str) -> Related {
    let provider = Provider { name: outlet.into(), ..Provider::default() };
    Related { original: Some(Address::new(url)), provider, ..Related::default() }
}

/// What a row says of its story elsewhere: the row that is, where it is in the store, and the outlet.
fn elsewhere(index: &Index, row: Row) -> Vec<(Option<Row>, &str)> {
    let row_of = |id: Option<ArticleId>| id.and_then(|id| index.row_of(id));
    index.related(row).map(|one| (row_of(one.id), index.outlet_name(one.outlet))).collect()
}

fn topic(name: &str, parent: Option<&str>) -> Topic {
    Topic { name: name.into(), short: None, parent: parent.map(Into::into) }
}

fn index_of(tree: Vec<Topic>, articles: &[Article]) -> Index {
    let mut batch = Batch::default();
    for (n, article) in articles.iter().enumerate() {
        batch.push(article, false, &PathBuf::from(format!("_news/{n}.md")));
    }
    let mut builder = Builder::new(TopicTree::new(tree));
    builder.add(batch);
    builder.finish()
}

fn titles(index: &Index, rows: &[Row]) -> Vec<String> {
    rows.iter().map(|&row| index.title(row).trim_start_matches("Title ").to_owned()).collect()
}

fn in_topic(index: &Index, name: &str) -> Vec<String> {
    titles(index, index.rows(&Scope::Topic(Arc::from(name))))
}

#[test]
fn an_empty_index_has_nothing_and_answers_everything() {
    let index = Index::default();
    assert!(index.is_empty() && index.rows(&Scope::All).is_empty() && index.topics().is_empty());
    let row = Row(7);
    assert_eq!((index.title(row), index.folded(row), index.outlet(row), index.date(row)), ("", "", "", None));
    assert_eq!((index.heat(row), index.quality(row), index.id(row)), (None, None, ArticleId::default()));
    assert_eq!(index.path(row).as_os_str(), "");
    assert_eq!(index.neighbours(row, 5), []);
    assert_eq!(index.row_of(id(1)), None);
    assert_eq!(index.totals(), Totals::default());
}

#[test]
fn rows_stand_newest_first_of_one_date_the_hotter_then_by_id_and_undated_last() {
    let heated = |n: u8, heat: i32| Article { heat: Some(heat), ..article(n, Some(5), "", &[]) };
    let index = index_of(
        vec![],
        &[
            article(1, None, "", &[]),
            article(2, Some(1), "", &[]),
            article(4, Some(5), "", &[]),
            article(3, Some(5), "", &[]),
            heated(5, -9),
            heated(6, 80),
        ],
    );
    assert_eq!(titles(&index, index.rows(&Scope::All)), ["6", "5", "3", "4", "2", "1"]);
    assert_eq!(index.row_of(id(2)), Some(Row(4)));
    assert_eq!(index.date(Row(5)), None);
    assert_eq!(index.date(Row(4)), Some(Timestamp(DAY)));
}

#[test]
fn a_row_says_what_its_article_says() {
    let mut one = article(1, Some(3), "BBC", &["AI", "Cars"]);
    one.heat = Some(250);
    one.held_back = true;
    one.kind = "Video".into();
    one.original = Some(Address::new("https://example.com/a"));
    let index = index_of(vec![], &[one]);
    let row = Row(0);
    assert_eq!((index.outlet(row), index.kind(row), index.category(row)), ("BBC", "Video", "news"));
    assert_eq!((index.heat(row), index.quality(row), index.coverage(row)), (Some(250), None, 0));
    assert!(index.flags(row).has(Flags::HELD_BACK.with(Flags::VIDEO, true).with(Flags::OPENABLE, true)));
    assert!(!index.flags(row).has(Flags::BODY));
    assert_eq!(index.topics_of(row).collect::<Vec<_>>(), ["AI", "Cars"]);
    assert_eq!(index.path(row), PathBuf::from("_news/0.md"));
}

#[test]
fn a_related_entry_whose_address_is_an_articles_is_that_article() {
    let mut one = article(1, Some(2), "BBC", &[]);
    one.id = ArticleId::of_url("bbc.example/a");
    one.related = vec![
        related("http://ap.example/b/?utm_source=x#top", "AP"),
        related("https://bbc.example/a/", "BBC"),
        related("https://web.example/c", "Web Only"),
        related("/relative", "BBC"),
    ];
    let mut other = article(2, Some(1), "AP", &[]);
    other.id = ArticleId::of_url("ap.example/b");
    let index = index_of(vec![], &[one, other]);
    assert_eq!(elsewhere(&index, Row(0)), [(Some(Row(1)), "AP"), (None, "Web Only"), (None, "BBC")]);
    let entries: Vec<Elsewhere> = index.related(Row(0)).collect();
    assert_eq!(entries[0].outlet, index.outlet_number(Row(1)));
    assert_eq!((entries[1].id, entries[2].id), (Some(ArticleId::of_url("web.example/c")), None));
    assert_eq!(entries[2].outlet, index.outlet_number(Row(0)));
    assert_eq!((elsewhere(&index, Row(1)), index.rows_with_related()), (vec![], &[Row(0)][..]));
    assert!(index.flags(Row(0)).has(Flags::RELATED) && !index.flags(Row(1)).has(Flags::RELATED));
}

#[test]
fn entries_of_one_outlet_have_one_number_and_those_of_none_have_none() {
    let mut one = article(1, Some(1), "", &[]);
    one.related =
        ["AP", "", "AP", "Zoo"].iter().zip(0..).map(|(o, n)| related(&format!("https://{n}.example"), o)).collect();
    let index = index_of(vec![], &[one]);
    let numbers: Vec<u32> = index.related(Row(0)).map(|one| one.outlet).collect();
    assert_eq!((numbers[0], numbers[1]), (numbers[2], NO_NAME));
    assert_ne!(numbers[0], numbers[3]);
}

#[test]
fn an_outlet_that_is_only_elsewhere_is_named_and_not_listed() {
    let mut one = article(1, Some(1), "BBC", &[]);
    one.related = vec![related("https://a.example", "A Lone Voice")];
    let mut gone = article(2, Some(1), "Gone Times", &[]);
    gone.removed = true;
    let index = index_of(vec![], &[one, gone]);
    let lone = index.related(Row(0)).next().unwrap().outlet;
    assert_eq!(index.outlet_name(lone), "A Lone Voice");
    assert_eq!(index.outlets().iter().map(|facet| &*facet.name).collect::<Vec<_>>(), ["BBC"]);
    assert_eq!(index.outlets_len(), 1);
    assert!(index.rows(&Scope::Outlet("A Lone Voice".into())).is_empty());
    // What is asked for by name is asked of those that rows have.
    assert_eq!(index.names_of(Sort::Outlets).map(|(_, name)| name).collect::<Vec<_>>(), ["BBC", "Gone Times"]);
    assert_eq!(index.majority(&Scope::All), Some("BBC"));
}

#[test]
fn what_stays_of_an_index_keeps_its_stories_elsewhere() {
    let named = |n: u8, days, outlets: &[&str]| {
        let related = outlets.iter().map(|o| related(&format!("https://{n}.example/{o}"), o)).collect();
        Article { related, ..article(n, Some(days), "BBC", &[]) }
    };
    let old = Arc::new(index_of(vec![], &[named(1, 3, &["AP", "Zoo"]), named(2, 2, &["Gone"]), named(3, 1, &[])]));
    let mut builder = Builder::default();
    let old = build::Old { index: old, rows: vec![true, false, true], others: vec![], problems: vec![], notes: vec![] };
    builder.keep(old, 0);
    let mut batch = Batch::default();
    batch.push(&named(4, 9, &["New", "Zoo"]), false, "_news/4.md".as_ref());
    builder.add(batch);
    let index = builder.finish();
    let names: Vec<Vec<&str>> =
        (0..3).map(|row| elsewhere(&index, Row(row)).iter().map(|one| one.1).collect()).collect();
    assert_eq!(names, [vec!["New", "Zoo"], vec!["AP", "Zoo"], vec![]]);
    assert_eq!(index.related(Row(0)).nth(1).unwrap().outlet, index.related(Row(1)).nth(1).unwrap().outlet);
    let ids: Vec<_> = index.related(Row(1)).map(|one| one.id.unwrap()).collect();
    assert_eq!(ids, ["1.example/AP", "1.example/Zoo"].map(ArticleId::of_url));
    // An outlet that nobody names any more is forgotten.
    assert!((0..9).all(|number| index.outlet_name(number) != "Gone"));
}

#[test]
fn a_parent_topic_has_what_is_below_it_each_article_once() {
    let index = index_of(
        vec![topic("AI", None), topic("Cars", Some("AI")), topic("Waymo", Some("Cars")), topic("Empty", None)],
        &[
            article(1, Some(4), "", &["Waymo", "AI"]),
            article(2, Some(3), "", &["Cars"]),
            article(3, Some(2), "", &["Zoo", "Art"]),
            article(4, Some(1), "", &["Zoo"]),
        ],
    );
    assert_eq!(in_topic(&index, "AI"), ["1", "2"]);
    assert_eq!(in_topic(&index, "Cars"), ["1", "2"]);
    assert_eq!(in_topic(&index, "Waymo"), ["1"]);
    assert_eq!(in_topic(&index, "nowhere"), Vec::<String>::new());
    let nodes: Vec<_> = index.topics().iter().map(|t| (&*t.name, t.depth, t.parent, t.count, t.described)).collect();
    assert_eq!(
        nodes,
        [
            ("AI", 0, None, 2, true),
            ("Cars", 1, Some(0), 2, true),
            ("Waymo", 2, Some(1), 1, true),
            ("Empty", 0, None, 0, true),
            ("Zoo", 0, None, 2, false),
            ("Art", 0, None, 1, false),
        ]
    );
}

#[test]
fn a_removed_article_is_in_no_list_but_found_by_its_id() {
    let mut gone = article(1, Some(9), "Gone Times", &["Only here"]);
    gone.removed = true;
    let index = index_of(vec![], &[gone, article(2, Some(1), "BBC", &[])]);
    assert_eq!(titles(&index, index.rows(&Scope::All)), ["2"]);
    assert!(index.rows(&Scope::Outlet("Gone Times".into())).is_empty());
    assert_eq!(index.outlets().iter().map(|f| &*f.name).collect::<Vec<_>>(), ["BBC"]);
    assert!(index.topics().is_empty());
    let row = index.row_of(id(1)).unwrap();
    assert!(index.flags(row).has(Flags::REMOVED));
    assert_eq!((index.outlet(row), index.topics_of(row).next()), ("Gone Times", Some("Only here")));
    assert_eq!((index.totals().removed, index.totals().articles, index.totals().files), (1, 1, 2));
}

#[test]
fn of_duplicates_the_one_outside_the_archive_then_the_later_then_the_first_path_wins() {
    let winner = |files: &[(&str, Option<i64>)]| {
        let mut batch = Batch::default();
        for &(path, days) in files {
            batch.push(&article(1, days, "", &[]), false, &PathBuf::from(path));
        }
        let mut builder = Builder::default();
        builder.add(batch);
        let index = builder.finish();
        assert_eq!((index.len(), index.totals().duplicates), (1, files.len() - 1));
        index.path(Row(0)).to_str().unwrap().to_owned()
    };
    assert_eq!(winner(&[("_archive/_news/a.md", Some(9)), ("_news/a.md", None)]), "_news/a.md");
    assert_eq!(winner(&[("a.md", Some(1)), ("b.md", Some(2)), ("c.md", None)]), "b.md");
    assert_eq!(winner(&[("b.md", Some(1)), ("a.md", Some(1)), ("B.md", Some(1))]), "B.md");
}

#[test]
fn facets_stand_by_count_then_by_name() {
    let index =
        index_of(vec![], &["b", "a", "c", "c", ""].map(|outlet| article(outlet.len() as u8, None, outlet, &[])));
    // Same ids: only two articles are left.
    assert_eq!(index.len(), 2);
    let outlets = ["b", "a", "c", "c", ""];
    let articles: Vec<_> = outlets.iter().zip(1..).map(|(outlet, n)| article(n, None, outlet, &[])).collect();
    let index = index_of(vec![], &articles);
    let facets: Vec<_> = index.outlets().iter().map(|f| (&*f.name, f.count)).collect();
    assert_eq!(facets, [("c", 2), ("a", 1), ("b", 1)]);
}

#[test]
fn the_majority_outlet_is_known_for_every_scope() {
    let index = index_of(
        vec![topic("AI", None)],
        &[
            article(1, Some(1), "BBC", &["AI"]),
            article(2, Some(2), "BBC", &["AI"]),
            article(3, Some(3), "Reuters", &["AI", "Cars"]),
            article(4, Some(4), "", &["Cars"]),
        ],
    );
    assert_eq!(index.majority(&Scope::All), None);
    assert_eq!(index.majority(&Scope::Topic("AI".into())), Some("BBC"));
    assert_eq!(index.majority(&Scope::Topic("Cars".into())), None);
    assert_eq!(index.majority(&Scope::Outlet("Reuters".into())), Some("Reuters"));
    assert_eq!(index.majority(&Scope::Kind("article".into())), None);
    assert_eq!(index.majority(&Scope::Category("nowhere".into())), None);
}

#[test]
fn neighbours_are_of_the_smallest_topic_within_half_a_week_nearest_first() {
    let mut hour = article(9, None, "", &["Cars"]);
    hour.published = Some(Timestamp(10 * DAY + 3_600));
    let index = index_of(
        vec![],
        &[
            article(1, Some(10), "", &["AI", "Cars"]),
            article(2, Some(12), "", &["Cars"]),
            article(3, Some(9), "", &["Cars"]),
            article(4, Some(11), "", &["Cars"]),
            article(5, Some(10), "", &["AI"]),
            article(6, Some(14), "", &["Cars", "AI"]),
            article(7, Some(5), "", &["AI"]),
            article(8, None, "", &["Cars", "AI"]),
            article(10, Some(10), "", &["AI"]),
            article(11, Some(10), "", &["AI"]),
            article(12, Some(10), "", &["AI"]),
            hour,
        ],
    );
    let row = |n| index.row_of(id(n)).unwrap();
    assert_eq!(titles(&index, &index.neighbours(row(1), 9)), ["9", "4", "3", "2"]);
    assert_eq!(titles(&index, &index.neighbours(row(1), 2)), ["9", "4"]);
    assert_eq!(index.neighbours(row(8), 9), []);
    assert_eq!(titles(&index, &index.neighbours(row(6), 9)), ["2", "4"]);
}

#[test]
fn problems_are_listed_by_path_and_what_is_no_article_is_only_counted() {
    let mut batch = Batch::default();
    batch.problem(&PathBuf::from("b.md"), Note::new(Code::Yaml, 2, "x"));
    batch.problem(&PathBuf::from("a.md"), Note::new(Code::NotMap, 1, "y"));
    batch.problem(&PathBuf::from("README.md"), Note::new(Code::NoFrontMatter, 0, "z"));
    let mut builder = Builder::default();
    builder.add(batch);
    let index = builder.finish();
    assert_eq!(
        index.problems().iter().map(|(path, note)| (path.to_str().unwrap(), note.line)).collect::<Vec<_>>(),
        [("a.md", 1), ("b.md", 2)]
    );
    assert_eq!(index.totals(), Totals { files: 3, not_articles: 1, problems: 2, ..Totals::default() });
}

/// A few articles that often share ids, dates and topics; each with a path of its own.
fn any_store() -> impl Strategy<Value = Vec<(Article, String)>> {
    let one = (
        0u8..12,
        (prop::option::of(0i64..6), prop::option::of(0..3)),
        prop::sample::select(vec!["", "BBC", "Reuters", "bbc"]),
        prop::collection::vec(prop::sample::select(vec!["AI", "Cars", "Zoo", "Art", ""]), 0..4),
        any::<bool>(),
        prop::bool::weighted(0.2),
        prop::collection::vec((0u8..9, prop::sample::select(vec!["", "BBC", "bbc", "Wire", "AP"])), 0..3),
    );
    prop::collection::vec(one, 0..30).prop_map(|list| {
        list.into_iter()
            .enumerate()
            .map(|(n, (id, (days, heat), outlet, topics, archived, removed, elsewhere))| {
                let mut article = article(id, days, outlet, &topics);
                article.title = format!("Tïtle {n}");
                (article.removed, article.heat) = (removed, heat);
                let named = |(n, outlet)| related(&format!("https://a.example/{n}"), outlet);
                article.related = elsewhere.into_iter().map(named).collect();
                (article, format!("{}{n}.md", if archived { "_archive/" } else { "" }))
            })
            .collect()
    })
}

fn tree() -> TopicTree {
    TopicTree::new(vec![topic("Cars", Some("AI")), topic("AI", None)])
}

proptest! {
    #[test]
    fn any_order_and_partition_gives_the_same_index(
        store in any_store(), seed in any::<prop::sample::Index>(), cuts in prop::collection::vec(0usize..30, 0..5)
    ) {
        let build = |parts: &[&[(Article, String)]], step: bool| {
            let mut builder = Builder::new(tree());
            for part in parts {
                let mut batch = Batch::default();
                part.iter().for_each(|(article, path)| batch.push(article, true, path.as_ref()));
                builder.add(batch);
                if step {
                    builder.build();
                }
            }
            builder.finish()
        };
        let whole = build(&[&store], false);
        let mut turned = store.clone();
        if !turned.is_empty() {
            turned.rotate_left(seed.index(store.len()));
            turned.reverse();
        }
        let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(store.len())).chain([0, store.len()]).collect();
        cuts.sort_unstable();
        let parts: Vec<_> = cuts.windows(2).map(|w| &turned[w[0]..w[1]]).collect();
        prop_assert_eq!(build(&parts, true), whole);
    }

    #[test]
    fn lists_are_what_a_plain_look_at_each_row_gives(store in any_store()) {
        let mut batch = Batch::default();
        store.iter().for_each(|(article, path)| batch.push(article, true, path.as_ref()));
        let mut builder = Builder::new(tree());
        builder.add(batch);
        let index = builder.finish();
        let listed: Vec<Row> =
            (0..index.len() as u32).map(Row).filter(|&r| !index.flags(r).has(Flags::REMOVED)).collect();
        let under = |wanted: &dyn Fn(Row) -> bool| listed.iter().copied().filter(|&r| wanted(r)).collect::<Vec<_>>();
        prop_assert_eq!(index.rows(&Scope::All), &listed[..]);
        for facet in index.outlets() {
            let rows = under(&|r| index.outlet(r) == &*facet.name);
            prop_assert_eq!(facet.count, rows.len());
            prop_assert_eq!(index.rows(&Scope::Outlet(facet.name.clone())), &rows[..]);
        }
        for node in index.topics() {
            let rows = under(&|r| {
                index.topics_of(r).any(|t| t == &*node.name || (&*node.name == "AI" && t == "Cars"))
            });
            prop_assert_eq!(node.count, rows.len());
            prop_assert_eq!(index.rows(&Scope::Topic(node.name.clone())), &rows[..]);
        }
        let totals = index.totals();
        prop_assert_eq!(totals.files, store.len());
        prop_assert_eq!(totals.articles + totals.removed + totals.duplicates, store.len());
        for (article, _) in &store {
            let row = index.row_of(article.id);
            prop_assert!(row.is_some_and(|row| index.id(row) == article.id));
        }
    }
}

#[test]
fn a_full_disk_leaves_an_index_in_memory_without_its_excerpts() {
    // Linux's disk that is always full.
    let Ok(full) = std::fs::OpenOptions::new().read(true).write(true).open("/dev/full") else { return };
    let mut one = article(1, Some(1), "BBC", &["AI"]);
    one.excerpt = "An excerpt that is longer than any buffer is, if it is said often enough. ".repeat(100);
    let build = |target| {
        let mut builder = Builder::writing(TopicTree::default(), b"/store".to_vec(), target);
        for _ in 0..60 {
            let mut batch = Batch::default();
            batch.push(&one, false, "_news/1.md".as_ref());
            builder.add(batch);
        }
        builder.finished()
    };
    let (index, failed) = build(segment::Target::file(full));
    assert!(failed.is_some());
    let (meant, failed) = build(segment::Target::memory());
    assert!(failed.is_none());
    assert_eq!(index, meant);
    assert_eq!((index.excerpt(Row(0)), meant.excerpt(Row(0))), ("", one.excerpt.as_str()));
}
