//! One row for a story: of the rows that were found, in their order, those that stand for the others. It decides which article leads
//! no story; that is the stories' to say.

use super::Order;
use crate::index::Row;
use crate::story::Stories;

/// One row for each story. The lead where it is among the rows, else the one of them that stands first. By date a row stands where its
/// own date is; otherwise where the first of its story stood.
pub(super) fn together(rows: Vec<Row>, order: Order, stories: Option<&Stories>) -> Vec<Row> {
    let Some(stories) = stories.filter(|stories| !stories.is_empty()) else { return rows };
    let mut led = vec![false; stories.len()];
    for row in &rows {
        if let Some(story) = stories.of(*row).filter(|story| stories.lead(*story) == Some(*row)) {
            led[story.number()] = true;
        }
    }
    let by_date = matches!(order, Order::Newest | Order::Oldest);
    let mut told = vec![false; stories.len()];
    let stands = |row: Row| {
        let Some(story) = stories.of(row) else { return Some(row) };
        let lead = stories.lead(story).filter(|_| led[story.number()]);
        if by_date && lead.is_some() {
            return Some(row).filter(|row| lead == Some(*row));
        }
        (!std::mem::replace(&mut told[story.number()], true)).then_some(lead.unwrap_or(row))
    };
    rows.into_iter().filter_map(stands).collect()
}

/// How many rows [`together`] would leave.
pub(super) fn count(rows: &[Row], stories: Option<&Stories>) -> usize {
    let Some(stories) = stories.filter(|stories| !stories.is_empty()) else { return rows.len() };
    let mut told = vec![false; stories.len()];
    let is_first =
        |row: &&Row| stories.of(**row).is_none_or(|story| !std::mem::replace(&mut told[story.number()], true));
    rows.iter().filter(is_first).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Index;
    use crate::model::{Address, Article, Provider, Related, Timestamp};
    use crate::search::tests::{built, last, request};
    use crate::search::{Request, Searcher};
    use crate::story::{Apart, gather};
    use std::sync::Arc;

    /// A and its copies B and C make one story, by what A's file names; D and E are alone. Newest first: E, C, B, D, A.
    fn five() -> Arc<Index> {
        let address = |name: &str| Some(Address::new(&format!("https://{name}.example/")));
        let provider = |name: &str| Provider { name: name.into(), ..Provider::default() };
        let related = |name: &str| Related { original: address(name), provider: provider(name), ..Related::default() };
        let article = |title: &str, name: &str, day: i64, quality: i32| Article {
            title: title.into(),
            original: address(name),
            quality: Some(quality),
            published: Some(Timestamp(day * 86_400)),
            provider: provider(name),
            ..Article::default()
        };
        let mut all = [
            Article { related: vec![related("b"), related("c"), related("web")], ..article("A dam breaks", "a", 1, 9) },
            article("B floods follow dam break", "b", 3, 5),
            article("C valley under water", "c", 4, 5),
            article("D dam opens", "d", 2, 7),
            article("E unrelated", "e", 5, 1),
        ];
        for article in &mut all {
            article.id = crate::model::ArticleId::of_addresses(article.original.as_ref(), None).unwrap_or_default();
        }
        built_as_they_are(all)
    }

    fn built_as_they_are(articles: impl IntoIterator<Item = Article>) -> Arc<Index> {
        let mut batch = crate::index::Batch::default();
        for (n, article) in articles.into_iter().enumerate() {
            batch.push(&article, false, format!("{n}.md").as_ref());
        }
        let mut builder = crate::index::Builder::default();
        builder.add(batch);
        Arc::new(builder.finish())
    }

    fn asked(index: &Arc<Index>, typed: &str, order: Order) -> Request {
        let stories = gather(index, None, 1, &|| false).unwrap().stories(&Apart::default(), None);
        Request { stories, as_stories: true, now: Timestamp(9 * 86_400), ..request(index, typed, order) }
    }

    fn found(typed: &str, order: Order) -> String {
        let index = five();
        let asked = asked(&index, typed, order);
        let results = asked.at_once().unwrap_or_else(|| last(&mut Searcher::default(), &asked));
        results.rows.iter().filter_map(|row| index.title(row).chars().next()).collect()
    }

    #[test]
    fn a_story_has_one_row_by_date_where_its_lead_stands_and_else_where_the_first_of_it_would() {
        for (order, rows) in [
            (Order::Newest, "EDA"),
            (Order::Oldest, "ADE"),
            (Order::Title, "ADE"),
            (Order::Outlet, "ADE"),
            (Order::Quality, "ADE"),
        ] {
            assert_eq!(found("", order), rows, "{order:?}");
        }
    }

    #[test]
    fn a_search_that_matches_a_member_shows_that_member_and_one_that_matches_the_lead_the_lead() {
        for (typed, rows) in [
            ("floods", "B"),
            ("valley", "C"),
            ("provider:b or provider:c", "C"),
            ("'dam", "DA"),
            ("story:>2", "A"),
            ("story:1", "ED"),
            ("outlets:4", "A"),
            ("outlets:>=1", "EDA"),
            ("is:lead", "EDA"),
            ("-is:lead", "C"),
            ("is:lead 'dam limit:1", "D"),
        ] {
            assert_eq!(found(typed, Order::Newest), rows, "{typed}");
        }
    }

    #[test]
    fn where_every_article_has_a_row_stories_can_be_asked_for_all_the_same() {
        let index = five();
        let asked = |typed: &str| Request { as_stories: false, ..asked(&index, typed, Order::Title) };
        let titles = |typed: &str| last(&mut Searcher::default(), &asked(typed)).rows.len();
        assert_eq!((titles("story:3"), titles("is:lead"), titles("-is:lead")), (3, 3, 2));
    }

    #[test]
    fn articles_and_the_rows_of_the_whole_are_counted_apart() {
        let index = five();
        let results = last(&mut Searcher::default(), &asked(&index, "'dam", Order::Title));
        assert_eq!((results.rows.len(), results.articles, results.of), (2, 3, 3));
        let all = asked(&index, "", Order::Newest).at_once().unwrap();
        assert_eq!((all.rows.len(), all.articles, all.of), (3, 5, 3));
    }

    #[test]
    fn without_stories_all_stays_as_it_is() {
        let index = built([Article::default(), Article::default()]);
        let all = crate::index::Scope::All;
        assert_eq!(together(index.rows(&all).to_vec(), Order::Newest, None), index.rows(&all));
        assert_eq!(count(index.rows(&all), Some(&Stories::default())), 2);
    }
}
