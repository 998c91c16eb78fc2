//! A question made ready for one index: which rows there are to look at, and what each must be. Names become numbers, dates
//! moments, texts sets of rows; only titles are matched row by row.
//!
//! # Ranking
//!
//! A title that matches has a score, and the greater stands first. It is, in this order:
//!
//! 1. whether all words stand in it one after another as they were typed, else whether each stands in it as it was typed, else
//!    neither: letters that are scattered are never before a word that is there;
//! 2. the matcher's points: letters at the beginning of words and side by side, few and short gaps;
//!
//! and of equal ones the newer, then the hotter ([`super::Order::Best`]). Conditions give no points.

use std::sync::Arc;

use super::matcher::{Matcher, least_score};
use super::needle::{Needle, contains};
use super::pass::{Stale, pass};
use super::query::{Condition, Expr, Flag, Names, Numbers, Query, Texts, Word};
use super::{Request, names};
use crate::index::{Flags, Index, Row, Sort};

/// Details that one thread looks through at a time.
const PIECE: usize = 4_096;
/// The matcher's points; above them stands how whole the words are.
const POINTS: u16 = 0x3fff;

/// What a row must be, made ready. Every thread has its own copy.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    node: Node,
    phrase: Option<Phrase>,
}

#[derive(Debug, Clone)]
enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Titles(Box<Matcher>),
    Check(Arc<Check>),
}

/// What is looked up for a row. In the order of what that costs.
#[derive(Debug)]
enum Check {
    /// By the number of the row's name.
    Name(Sort, Vec<bool>),
    Number(Numbers, i32, i32),
    /// From this second to before that.
    Date(i64, i64),
    Flag(Flag),
    /// By the numbers of the row's topics.
    Topics(Vec<bool>),
    /// By the number of the row's details.
    Details(Vec<bool>),
    Title(Needle),
    Path(Needle),
}

/// Whether the words stand in a title as they were typed.
#[derive(Debug, Clone)]
struct Phrase {
    whole: String,
    words: Vec<String>,
    /// A title with fewer points has them not.
    least: u16,
}

impl Filter {
    /// `None` if `stale` said so meanwhile.
    pub fn new(request: &Request, stale: &Stale<'_>) -> Option<Filter> {
        let node = Compiler { request, stale }.node(&request.query.expr)?;
        Some(Filter { node, phrase: Phrase::new(&request.query) })
    }

    /// The score of a row that is what was asked for; 0 where nothing was said of its title.
    pub fn score(&mut self, index: &Index, row: Row) -> Option<u16> {
        let score = self.node.score(index, row)?.min(POINTS);
        let Some(phrase) = self.phrase.as_ref().filter(|phrase| score >= phrase.least) else { return Some(score) };
        Some(score | phrase.wholeness(index.folded_bytes(row)) << 14)
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
        self.filter.score(&self.index, row)
    }
}

impl Phrase {
    fn new(query: &Query) -> Option<Phrase> {
        let words: Vec<String> = query.title_words().map(Word::folded).collect();
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        // One letter is in a title or not, and either way as it was typed.
        (letters > 1).then(|| Phrase { whole: words.join(" "), least: least_score(letters).min(POINTS), words })
    }

    fn wholeness(&self, title: &[u8]) -> u16 {
        if contains(title, &self.whole) {
            2
        } else {
            u16::from(self.words.len() > 1 && self.words.iter().all(|word| contains(title, word)))
        }
    }
}

impl Node {
    fn score(&mut self, index: &Index, row: Row) -> Option<u16> {
        match self {
            Node::All(parts) => {
                parts.iter_mut().try_fold(0u16, |sum, part| Some(sum.saturating_add(part.score(index, row)?)))
            }
            Node::Any(parts) => parts.iter_mut().filter_map(|part| part.score(index, row)).max(),
            Node::Not(inner) => inner.score(index, row).is_none().then_some(0),
            Node::Titles(matcher) => matcher.score(index.folded(row)),
            Node::Check(check) => check.holds(index, row).then_some(0),
        }
    }

    /// What it costs to ask, roughly.
    fn cost(&self) -> u8 {
        match self {
            Node::Check(check) => match **check {
                Check::Name(..) | Check::Number(..) | Check::Date(..) | Check::Flag(_) => 0,
                Check::Topics(_) | Check::Details(_) => 1,
                Check::Title(_) | Check::Path(_) => 4,
            },
            Node::Titles(_) => 3,
            Node::Not(inner) => inner.cost(),
            Node::All(parts) | Node::Any(parts) => 2 + parts.iter().map(Node::cost).max().unwrap_or_default(),
        }
    }
}

impl Check {
    fn holds(&self, index: &Index, row: Row) -> bool {
        let chosen = |chosen: &[bool], number: usize| chosen.get(number).copied().unwrap_or_default();
        match self {
            Check::Name(sort, names) => chosen(names, index.number_of(*sort, row) as usize),
            Check::Topics(topics) => index.topic_numbers(row).iter().any(|&topic| chosen(topics, topic as usize)),
            Check::Number(of, from, to) => number(index, *of, row).is_some_and(|number| (from..=to).contains(&&number)),
            Check::Date(from, to) => index.date(row).is_some_and(|date| (*from..*to).contains(&date.seconds())),
            Check::Flag(flag) => is(index, *flag, row),
            Check::Details(details) => index.details_number(row).is_some_and(|number| chosen(details, number)),
            Check::Title(needle) => needle.is_in_title(|| index.title(row), index.folded_bytes(row)),
            Check::Path(needle) => needle.is_in(std::os::unix::ffi::OsStrExt::as_bytes(index.path(row).as_os_str())),
        }
    }
}

fn number(index: &Index, of: Numbers, row: Row) -> Option<i32> {
    match of {
        Numbers::Heat => index.heat(row).map(i32::from),
        Numbers::Quality => index.quality(row).map(i32::from),
        Numbers::Coverage => Some(i32::from(index.coverage(row))),
        Numbers::Images => Some(i32::from(index.images(row))),
    }
}

fn is(index: &Index, flag: Flag, row: Row) -> bool {
    let has = |flags: Flags| index.flags(row).has(flags);
    match flag {
        Flag::Published => !has(Flags::HELD_BACK),
        Flag::Removed => has(Flags::REMOVED),
        Flag::Estimated => has(Flags::ESTIMATED),
        Flag::Problem => index.is_noted(row),
        Flag::Coverage => index.coverage(row) > 0,
        Flag::Image => index.images(row) > 0,
        Flag::Body => has(Flags::BODY),
        Flag::Video => has(Flags::VIDEO) || has(Flags::PLAYER),
        Flag::Original => has(Flags::ORIGINAL),
    }
}

struct Compiler<'r, 's> {
    request: &'r Request,
    stale: &'s Stale<'s>,
}

impl Compiler<'_, '_> {
    fn node(&self, expr: &Expr) -> Option<Node> {
        Some(match expr {
            Expr::All(parts) => self.all(parts)?,
            Expr::Any(parts) => Node::Any(parts.iter().map(|part| self.node(part)).collect::<Option<_>>()?),
            // What must not be there must not be there as a word; letters here and there are in most titles.
            Expr::Not(inner) => Node::Not(Box::new(self.node(&as_it_stands(inner))?)),
            Expr::Word(_) => self.all(std::slice::from_ref(expr))?,
            Expr::Is(Condition::Text(Texts::All, word)) => {
                let in_title = Check::Title(Needle::new(word));
                let in_details = Check::Details(self.details(Texts::Excerpt, &Needle::new(word))?);
                Node::Any([in_title, in_details].map(|check| Node::Check(Arc::new(check))).into())
            }
            Expr::Is(condition) => Node::Check(Arc::new(self.check(condition)?)),
        })
    }

    fn all(&self, parts: &[Expr]) -> Option<Node> {
        let words: Vec<&Word> =
            parts.iter().filter_map(|part| if let Expr::Word(word) = part { Some(word) } else { None }).collect();
        let others = parts.iter().filter(|part| !matches!(part, Expr::Word(_)));
        let mut nodes: Vec<Node> = others.map(|part| self.node(part)).collect::<Option<_>>()?;
        if !words.is_empty() {
            nodes.push(Node::Titles(Box::new(Matcher::new(words.iter().copied()))));
        }
        // The matcher minds no case: that is asked of the few it lets through.
        let cased = words.iter().filter(|word| word.minds_case());
        nodes.extend(cased.map(|word| Node::Check(Arc::new(Check::Title(Needle::new(word))))));
        nodes.sort_by_key(Node::cost);
        Some(if nodes.len() == 1 { nodes.remove(0) } else { Node::All(nodes) })
    }

    fn check(&self, condition: &Condition) -> Option<Check> {
        let Request { index, now, zone, .. } = self.request;
        Some(match condition {
            Condition::Text(Texts::Title, word) => Check::Title(Needle::new(word)),
            Condition::Text(Texts::Path, word) => Check::Path(Needle::new(word)),
            Condition::Text(of, word) => Check::Details(self.details(*of, &Needle::new(word))?),
            Condition::Name(of, word) => {
                let sort = sort(*of);
                let chosen = names::chosen(index, sort, word);
                if sort == Sort::Topics {
                    Check::Topics(index.with_those_below(&chosen))
                } else {
                    let mut names = vec![false; chosen.iter().max().map_or(0, |&most| most as usize + 1)];
                    chosen.iter().for_each(|&number| names[number as usize] = true);
                    Check::Name(sort, names)
                }
            }
            Condition::Number(of, from, to) => Check::Number(*of, from.unwrap_or(i32::MIN), to.unwrap_or(i32::MAX)),
            Condition::Date(bound, dates) => {
                let (from, to) = bound.of(dates.span(*now, zone));
                Check::Date(from, to)
            }
            Condition::Flag(flag) => Check::Flag(*flag),
        })
    }

    /// For each number of details whether they have the text.
    fn details(&self, of: Texts, needle: &Needle) -> Option<Vec<bool>> {
        let index = &*self.request.index;
        let is_in = |number: usize| {
            let details = || index.details_at(number);
            match of {
                Texts::Domain => needle.is_in(details().domain) || needle.is_in(host(details().address)),
                Texts::Url => needle.is_in(details().address),
                Texts::Author => details().authors().any(|author| needle.is_in(author)),
                Texts::Tag => details().tags().any(|tag| needle.is_in(tag)),
                Texts::Excerpt | Texts::All | Texts::Title | Texts::Path => needle.is_in(index.excerpt_at(number)),
            }
        };
        let numbers: Vec<u32> = (0..index.details_len() as u32).collect();
        pass(&numbers, PIECE, self.stale, || {
            |_, piece: &[u32], found: &mut Vec<bool>| {
                found.extend(piece.iter().map(|&number| is_in(number as usize)));
            }
        })
    }
}

/// Words as they stand, wherever they are in it.
fn as_it_stands(expr: &Expr) -> Expr {
    match expr {
        Expr::All(parts) => Expr::All(parts.iter().map(as_it_stands).collect()),
        Expr::Any(parts) => Expr::Any(parts.iter().map(as_it_stands).collect()),
        Expr::Not(inner) => Expr::Not(Box::new(as_it_stands(inner))),
        Expr::Word(word) => Expr::Word(word.as_it_stands()),
        Expr::Is(condition) => Expr::Is(condition.clone()),
    }
}

pub(super) fn sort(names: Names) -> Sort {
    match names {
        Names::Provider => Sort::Outlets,
        Names::Topic => Sort::Topics,
        Names::Category => Sort::Categories,
        Names::Type => Sort::Kinds,
    }
}

/// The host of an address.
fn host(address: &[u8]) -> &[u8] {
    let rest = memchr::memmem::find(address, b"://").map_or(address, |at| &address[at + 3..]);
    &rest[..rest.iter().position(|byte| b"/?#".contains(byte)).unwrap_or(rest.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Scope;
    use crate::model::{Address, Article, Image, Provider, Related, Timestamp};
    use crate::search::tests::{built, last, request};
    use crate::search::{Order, Searcher};

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
    fn the_question_itself_says_its_order_and_how_many() {
        assert_eq!(found(&three(), "sort:newest limit:1"), ["A Waymo crash"]);
        assert_eq!(found(&three(), "waymo sort:oldest"), ["B crash course in Waymo", "A Waymo crash"]);
    }
}
