//! A question made ready for one index: which rows there are to look at, and what each must be. Names become numbers, dates
//! moments, texts sets of rows; only titles are matched row by row.
//!
//! # Ranking
//!
//! A title that matches has a score, and the greater stands first. It is, in this order:
//!
//! 1. how the words stand in it: as typed, one after another, as whole words ("cat" in "The cat"); else so, but within longer words
//!    ("Catalogues"); else each as it was typed; else as letters here and there, which are never before a word that is there;
//! 2. the matcher's points: letters at the beginning of words and side by side, few and short gaps;
//!
//! and of equal ones the newer, then the hotter ([`super::Order::Best`]). Conditions give no points. Of words joined by `or` those that
//! rank the title best count; words that are asked for on top of them stand no better than the worst of both.

use std::sync::Arc;

use super::Request;
use super::check::{Body, Check, Text};
use super::compile::Compiler;
use super::matcher::Matcher;
use super::pass::Stale;
use super::phrase::{Found, Standing};
use crate::index::{Flags, Index, Row, Titles};

/// What a row must be, made ready. Every thread has its own copy.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    node: Node,
    asks_for_titles: bool,
}

/// What each row is asked.
#[derive(Debug, Clone)]
pub(super) enum Node {
    All(Vec<Node>),
    /// And whether titles are asked for by any of them.
    Any(Vec<Node>, bool),
    Not(Box<Node>),
    Titles(Box<Matcher>),
    Check(Arc<Check>),
    /// In the title, the excerpt, or the text below them.
    Text(Arc<Text>),
}

impl Filter {
    /// `None` if `stale` said so meanwhile.
    pub fn new(request: &Request, stale: &Stale<'_>) -> Option<Filter> {
        let node = Compiler { request, stale }.node(&request.query.expr)?;
        Some(Filter { node, asks_for_titles: request.query.is_ranked() })
    }

    /// The score of a row that is what was asked for; 0 where nothing was said of its title.
    pub fn score(&mut self, titles: &Titles<'_>, row: Row) -> Option<u16> {
        self.score_with(titles, row, Body::Without)
    }

    /// The same of many rows, which rise: calls `found` for each that is what was asked for.
    pub fn scores(&mut self, index: &Index, rows: &[Row], found: &mut impl FnMut(Row, u16)) {
        let titles = index.titles_near(if self.asks_for_titles { rows } else { &[] });
        let Node::Titles(matcher) = &mut self.node else {
            rows.iter().for_each(|&row| self.score(&titles, row).into_iter().for_each(|score| found(row, score)));
            return;
        };
        // What is asked most often, by every key, without a look at what else might be asked.
        for &row in rows {
            if let Some(score) = matcher.find(titles.matched(row)) {
                found(row, score.rank());
            }
        }
    }

    /// Texts of articles are part of what is asked.
    pub fn asks_for_texts(&self) -> bool {
        self.node.asks_for_texts()
    }

    /// Whether the text of a row's article decides: there is one, and it is looked into.
    pub fn needs_body(&mut self, index: &Index, row: Row) -> bool {
        let titles = index.titles_near(&[]);
        let mut is = |body| self.node.find(&titles, row, body).is_some();
        index.flags(row).has(Flags::BODY) && is(Body::Without) != is(Body::Assumed)
    }

    /// The score of a row with that text.
    pub fn score_with(&mut self, titles: &Titles<'_>, row: Row, body: Body<'_>) -> Option<u16> {
        let found = self.node.find(titles, row, body)?;
        Some(if self.asks_for_titles { found.rank() } else { 0 })
    }
}

/// How well rows match a question, one by one.
#[derive(Debug, Clone)]
pub struct Scorer {
    index: Arc<Index>,
    filter: Filter,
}

impl Scorer {
    /// `None` never, as long as nothing makes the question stale.
    pub fn new(request: &Request) -> Option<Scorer> {
        Some(Scorer { index: request.index.clone(), filter: Filter::new(request, &|| false)? })
    }

    /// Greater is better; nothing where the row is not what was asked for.
    pub fn score(&mut self, row: Row) -> Option<u16> {
        self.filter.score(&self.index.titles_near(&[]), row)
    }
}

impl Node {
    fn find(&mut self, titles: &Titles<'_>, row: Row, body: Body<'_>) -> Option<Found> {
        match self {
            Node::All(parts) => {
                parts.iter_mut().try_fold(Found::UNASKED, |found, part| Some(found.and(part.find(titles, row, body)?)))
            }
            Node::Any(parts, is_of_titles) => {
                let found = parts.iter_mut().filter_map(|part| part.find(titles, row, body));
                // Who is there for a condition alone has nothing of the words beside it.
                let lacks = |found: &Found| *is_of_titles && *found == Found::UNASKED;
                let none = Found { points: 0, standing: Standing::Scattered };
                found.map(|found| if lacks(&found) { none } else { found }).max_by_key(|found| found.rank())
            }
            Node::Not(inner) => inner.find(titles, row, body).is_none().then_some(Found::UNASKED),
            Node::Text(text) => text.is_in(titles.index(), row, body).then_some(Found::UNASKED),
            Node::Titles(matcher) => matcher.find(titles.matched(row)),
            Node::Check(check) => check.holds(titles.index(), row).then_some(Found::UNASKED),
        }
    }

    /// Titles may be it better or worse.
    pub fn is_of_titles(&self) -> bool {
        match self {
            Node::All(parts) | Node::Any(parts, _) => parts.iter().any(Node::is_of_titles),
            Node::Titles(_) => true,
            Node::Not(_) | Node::Text(_) | Node::Check(_) => false,
        }
    }

    fn asks_for_texts(&self) -> bool {
        match self {
            Node::All(parts) | Node::Any(parts, _) => parts.iter().any(Node::asks_for_texts),
            Node::Not(inner) => inner.asks_for_texts(),
            Node::Text(_) => true,
            Node::Titles(_) | Node::Check(_) => false,
        }
    }

    /// What it costs to ask, roughly.
    pub fn cost(&self) -> u8 {
        match self {
            Node::Check(check) => match **check {
                Check::Name(..)
                | Check::Number(..)
                | Check::Story(..)
                | Check::Lead(_)
                | Check::Date(..)
                | Check::Flag(_)
                | Check::Mark(..)
                | Check::Seen(..) => 0,
                Check::Topics(_) | Check::Details(_) => 1,
                Check::Title(_) | Check::Path(_) => 4,
            },
            Node::Titles(_) => 3,
            Node::Text(_) => 5,
            Node::Not(inner) => inner.cost(),
            Node::All(parts) | Node::Any(parts, _) => 2 + parts.iter().map(Node::cost).max().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Ledgers, Place, Scope, Wish};
    use crate::model::{Address, Article, Image, Provider, Related, Timestamp};
    use crate::search::tests::{built, last, request};
    use crate::search::{Order, Query, Searcher};
    use crate::store::marks::{Moment, Verb};

    /// What is found of `articles`, by title.
    fn found(articles: &[Article], typed: &str) -> Vec<String> {
        let index = built(articles.iter().cloned());
        let results = last(&mut Searcher::default(), &request(&index, typed, Order::Title));
        results.rows.iter().map(|row| index.title(row).to_owned()).collect()
    }

    fn titled(title: &str) -> Article {
        Article { title: title.into(), ..Article::default() }
    }

    fn three() -> [Article; 3] {
        let day = |text: &str| Timestamp::parse(text);
        let image = Image {
            address: Address::new("https://i.example/1.png"),
            width: None,
            height: None,
            title: String::new(),
            attribution: String::new(),
        };
        let other =
            Related { provider: Provider { name: "Other".into(), ..Provider::default() }, ..Related::default() };
        [
            Article {
                excerpt: "A robot taxi’s first crash.".into(),
                published: day("1972-09-27"),
                heat: Some(70),
                quality: Some(40),
                kind: "video".into(),
                topics: vec!["AI in Autos".into()],
                provider: Provider {
                    name: "Reuters".into(),
                    domain: "reuters.example".into(),
                    authors: vec!["Ann Lee".into()],
                },
                original: Some(Address::new("https://www.reuters.example/one")),
                related: vec![other],
                ..titled("A Waymo crash")
            },
            Article {
                published: day("1972-08-01"),
                heat: Some(5),
                category: "learning".into(),
                tags: vec!["cars".into()],
                images: vec![image.clone(), image],
                estimated: true,
                held_back: true,
                provider: Provider { name: "The Verge".into(), ..Provider::default() },
                ..titled("B crash course in Waymo")
            },
            Article { removed: true, topics: vec!["AI".into()], ..titled("C taken down") },
        ]
    }

    #[test]
    fn conditions_let_through_what_is_so() {
        // It is the 27th of September 1972.
        for (typed, titles) in [
            ("provider:reuters", "A"),
            ("provider:rtrs", "A"),
            ("provider:\"reuters\"", "A"),
            ("provider:\"reuter\"", ""),
            ("-provider:verge", "A"),
            ("topic:autos type:video", "A"),
            ("category:learn", "B"),
            ("heat:>60", "A"),
            ("heat:..5", "B"),
            ("heat:5..70", "AB"),
            ("quality:<=40", "A"),
            ("coverage:1", "A"),
            ("images:2", "B"),
            ("since:today", "A"),
            ("since:2m", "AB"),
            ("before:today", "B"),
            ("on:1972-08", "B"),
            ("date:1971..1972", "AB"),
            ("since:1973", ""),
            ("is:published", "A"),
            ("-is:published", "B"),
            ("is:estimated has:image", "B"),
            ("is:removed", "C"),
            ("is:removed or provider:verge", "BC"),
            ("has:coverage has:video has:original", "A"),
            ("-has:body", "AB"),
            ("title:\"crash course\"", "B"),
            ("title:^a", "A"),
            ("excerpt:taxi's", "A"),
            ("excerpt:Robot", ""),
            ("text:robot or text:course", "AB"),
            ("domain:reuters", "A"),
            ("url:/one", "A"),
            ("author:lee", "A"),
            ("tag:cars", "B"),
            ("path:1.md", "B"),
            ("(heat:>60 or images:2) -tag:cars", "A"),
        ] {
            let letters: String = found(&three(), typed).iter().filter_map(|title| title.chars().next()).collect();
            assert_eq!(letters, titles, "{typed}");
        }
    }

    /// The first letters of the titles that are found, where A was read two days ago, and B is starred and for later, and was seen
    /// today; what came in September is new.
    fn found_marked(typed: &str) -> String {
        let index = built(three());
        let september = Timestamp::parse("1972-09-01");
        let mut ledgers = Ledgers::default();
        let opened = ledgers.open(&index, &Place { since: september, ..Place::default() }, &[]);
        assert!(opened.is_some_and(|heard| heard.is_ok()));
        let [a, b] = [0, 1].map(Row);
        for (row, wish, day) in [
            (a, Wish::Seen { read: true }, "1972-09-25"),
            (b, Wish::Set(Verb::Star), "1972-09-26"),
            (b, Wish::Set(Verb::Later), "1972-09-26"),
            (b, Wish::Seen { read: false }, "1972-09-27"),
        ] {
            let at = Moment::of(Timestamp::parse(day).unwrap());
            assert!(ledgers.wish(&index, &mut std::iter::once(row), &|_| &[], wish, at).is_some());
        }
        let mut asked = request(&index, typed, Order::Title);
        asked.marks = ledgers.marks().pop().unwrap().1;
        let results = last(&mut Searcher::default(), &asked);
        results.rows.iter().filter_map(|row| index.title(row).chars().next()).collect()
    }

    #[test]
    fn marks_let_through_what_was_marked() {
        // It is the 27th of September 1972.
        for (typed, titles) in [
            ("is:unread", "B"),
            ("is:read", "A"),
            ("-is:read", "B"),
            ("is:starred", "B"),
            ("-is:starred", "A"),
            ("is:later", "B"),
            ("is:starred is:read", ""),
            ("is:starred or is:read", "AB"),
            ("is:new", "A"),
            ("is:new is:unread", ""),
            ("is:seen", "AB"),
            ("is:unread is:removed", "C"),
            ("-is:seen is:removed", "C"),
            ("seen:today", "B"),
            ("seen:yesterday", ""),
            ("seen:0d", "B"),
            ("seen:1d", "B"),
            ("seen:2d", "AB"),
            ("seen:1w", "AB"),
            ("seen:1972-09-25", "A"),
            ("seen:1972-09", "AB"),
            ("seen:3d..1d", "A"),
            ("seen:..yesterday", "A"),
            ("seen:1973", ""),
            ("-seen:2d", ""),
            ("sort:title", "AB"),
            ("sort:seen", "BA"),
            ("is:removed or is:seen sort:seen", "BAC"),
            ("waymo is:read", "A"),
        ] {
            assert_eq!(found_marked(typed), titles, "{typed}");
        }
    }

    #[test]
    fn words_stand_as_their_signs_say() {
        let titles = ["Robots march", "The robot’s arch", "A ROBOT", "r-o-b-o-t"].map(titled);
        for (typed, count) in [
            ("robot", 4),
            ("'robot", 3),
            ("^robot", 1),
            ("\"robots march\"", 1),
            ("-robot", 1),
            ("ROBOT", 1),
            ("Robot", 1),
            ("robot -march", 3),
            ("march or arch", 2),
            ("robot (march or \"a robot\")", 2),
        ] {
            assert_eq!(found(&titles, typed).len(), count, "{typed}");
        }
    }

    /// The titles in the order of the best match.
    fn ranked(titles: &[&str], typed: &str) -> Vec<String> {
        let index = built(titles.iter().map(|title| titled(title)));
        let results = last(&mut Searcher::default(), &request(&index, typed, Order::Best));
        results.rows.iter().map(|row| index.title(row).to_owned()).collect()
    }

    #[test]
    fn what_a_person_would_put_first_stands_first() {
        for (typed, better, worse) in [
            ("waymo crash", "Another Waymo Crash", "Crash of a Waymo"),
            ("waymo crash", "Crash of a Waymo", "We all may move on to crass habits"),
            ("ai", "AI in Autos", "Maintenance"),
            ("ai", "The AI boom", "A big idea"),
            ("apple", "Why Apple waits", "A people’s language"),
            ("power apps", "New in Power Apps", "Apps for power users"),
            ("cat", "The cat sat", "Education"),
            ("open source", "What open source means", "Open letters and sourced quotes"),
            ("tesla", "Tesla recalls cars", "The late slam"),
            ("cat", "The cat", "Cats scatter catalogues"),
            ("ai", "Is it AI?", "Aim high"),
            ("self driving", "A word on self-driving cars", "Selfless drivings of a band"),
            ("(waymo crash) or zzz", "Inquiry into the Waymo crash", "Crash of a Waymo"),
            ("(waymo or zzz) -has:image", "A new Waymo", "We may move on"),
            ("waymo or -has:image", "A new Waymo", "Else"),
        ] {
            for titles in [[better, worse], [worse, better]] {
                assert_eq!(ranked(&titles, typed)[0], better, "{typed}");
            }
        }
    }

    #[test]
    fn a_question_in_a_part_of_the_store_finds_what_is_in_both() {
        let index = built(three());
        let mut asked = request(&index, "provider:verge or heat:70", Order::Title);
        asked.scope = Scope::Outlet("Reuters".into());
        let results = last(&mut Searcher::default(), &asked);
        assert_eq!((results.rows.len(), results.of), (1, 1));
        asked.query = Query::parse("provider:verge");
        assert_eq!(last(&mut Searcher::default(), &asked).rows.len(), 0);
    }

    #[test]
    fn what_is_typed_key_by_key_finds_what_it_finds_at_once() {
        let index = built(three());
        for typed in ["c is:removed", "c text:crash -type:video", "c or is:removed", "waymo heat:5..70 has:image"] {
            let mut searcher = Searcher::default();
            for end in typed.char_indices().map(|(at, c)| at + c.len_utf8()) {
                let asked = request(&index, &typed[..end], Order::Title);
                assert_eq!(last(&mut searcher, &asked), last(&mut Searcher::default(), &asked), "{}", &typed[..end]);
            }
        }
    }

    #[test]
    fn the_question_itself_says_its_order_and_how_many() {
        assert_eq!(found(&three(), "sort:newest limit:1"), ["A Waymo crash"]);
        assert_eq!(found(&three(), "waymo sort:oldest"), ["B crash course in Waymo", "A Waymo crash"]);
    }
}
