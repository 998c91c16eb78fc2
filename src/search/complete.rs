//! What a word in the box may become: names of fields, and the values of fields, with how many articles they have. It changes no text.

use super::query::{Field, How, Kind, Names, Span, Texts, Token, Word, tokens};
use super::{Rows, fuzzy, tally};
use crate::index::{Facet, Index, Scope};

/// So many values are offered.
const MOST: usize = 40;
/// Rows whose names are counted, and whose details are read for it.
const MOST_COUNTED: usize = 200_000;
const MOST_READ: usize = 10_000;

/// What a piece of what was typed may become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completions {
    /// The bytes that are replaced.
    pub span: Span,
    /// Never none.
    pub choices: Vec<Choice>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What stands in its place.
    pub text: String,
    /// Articles that have it, where that is known.
    pub count: Option<usize>,
}

/// What the piece of `typed` may become in which, or at whose end, the byte `cursor` stands. `listed` are the rows that `typed` finds as
/// it stands, if they are known.
///
/// What is not finished asks for nothing, so that those are what the rest of the question leaves: of them the names are counted, and
/// those that none of them has are not offered. That is so where conditions only join, and up to 200,000 rows, which takes no longer than a
/// key may; else names have as many articles as in the store. Authors, tags and domains are those of the first 10,000 rows, for there is no
/// list of them. Flags are not counted: each would take a pass over the rows of its own.
pub fn complete(typed: &str, cursor: usize, index: &Index, listed: Option<&Rows>) -> Option<Completions> {
    let at = |token: &Token| token.span.start < cursor && cursor <= token.span.end;
    let tokens = tokens(typed);
    let Some(place) = tokens.iter().position(at) else {
        // Where nothing stands yet any field may.
        let fields = Field::names().map(|name| Choice { text: format!("{name}:"), count: None });
        let is_between = typed[..cursor].chars().next_back().is_none_or(char::is_whitespace);
        return some(cursor..cursor, fields.filter(|_| is_between).collect());
    };
    let (span, item) = (tokens[place].span.clone(), tokens[place].clone().item()?);
    let Some(name) = item.field else {
        let begun = item.text.to_ascii_lowercase();
        let names = Field::names().filter(|name| item.mark.is_empty() && !item.quoted && name.starts_with(&begun));
        let choices = names.map(|name| Choice { text: format!("{name}:"), count: None }).collect();
        return some(span, choices);
    };
    let joins = !tokens.iter().any(|token| token.kind == Kind::Or);
    let is_negated = place > 0 && tokens[place - 1].kind == Kind::Not;
    let listed = listed.filter(|_| joins && !is_negated);
    let field = Field::named(&name)?;
    let choices = match field {
        Field::Name(of) => named(index, of, &item.text, listed),
        Field::Text(of) => worded(index, of, &item.text, listed),
        field => {
            let begun = item.text.to_ascii_lowercase();
            let values = field.values().into_iter().filter(|value| value.starts_with(&begun));
            values.map(|value| Choice { text: value.to_owned(), count: None }).collect()
        }
    };
    some(item.value..span.end, choices)
}

fn some(span: Span, choices: Vec<Choice>) -> Option<Completions> {
    (!choices.is_empty()).then_some(Completions { span, choices })
}

/// The names that what was typed may mean, those with the most articles first; quoted, for it is just this name that is chosen.
fn named(index: &Index, of: Names, begun: &str, listed: Option<&Rows>) -> Vec<Choice> {
    let facets: Vec<Facet> = match of {
        Names::Provider => index.outlets().to_vec(),
        Names::Category => index.categories().to_vec(),
        Names::Type => index.kinds().to_vec(),
        Names::Topic => {
            index.topics().iter().map(|topic| Facet { name: topic.name.clone(), count: topic.count }).collect()
        }
    };
    let listed = listed.filter(|rows| rows.len() <= MOST_COUNTED).map(|rows| tally::of_names(index, of, rows));
    let facets = listed.map_or(facets.clone(), |counts| {
        let count = |name: &str| counts.get(name).copied().unwrap_or_default();
        let mut left: Vec<Facet> =
            facets.into_iter().map(|facet| Facet { count: count(&facet.name), ..facet }).collect();
        left.retain(|facet| facet.count > 0);
        left.sort_by_key(|facet| std::cmp::Reverse(facet.count));
        left
    });
    offered(&facets, begun)
}

/// The authors, tags or domains that what was typed may mean.
fn worded(index: &Index, of: Texts, begun: &str, listed: Option<&Rows>) -> Vec<Choice> {
    let all = index.rows(&Scope::All).iter().copied();
    let counts = match listed {
        Some(rows) => tally::of_details(index, of, &mut rows.iter().take(MOST_READ)),
        None => tally::of_details(index, of, &mut all.take(MOST_READ)),
    };
    let mut facets: Vec<Facet> = counts.into_iter().map(|(name, count)| Facet { name: name.into(), count }).collect();
    facets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    offered(&facets, begun)
}

fn offered(facets: &[Facet], begun: &str) -> Vec<Choice> {
    let mut ranked = fuzzy::choose(begun, facets.iter().map(|facet| &*facet.name));
    // As many as are looked at; of those that match alike the larger stands first already.
    ranked.truncate(MOST);
    let choice = |facet: &Facet| {
        let text = Word::new(&facet.name, How::Exact)?.to_string();
        Some(Choice { text, count: Some(facet.count) })
    };
    ranked.iter().filter_map(|ranked| choice(&facets[ranked.item])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Provider};
    use crate::search::Query;
    use crate::search::tests::{built, last, request};
    use crate::search::{Order, Searcher};

    fn choices(typed: &str) -> Vec<String> {
        let by = |name: &str, topic: &str| Article {
            provider: Provider { name: name.into(), ..Provider::default() },
            topics: vec![topic.into()],
            ..Article::default()
        };
        let index = built([by("Reuters", "AI in Autos"), by("Reuters", "Hardware"), by("Le \"Monde\"", "Hardware")]);
        let Some(found) = complete(typed, typed.len(), &index, None) else { return Vec::new() };
        let one = |choice: &Choice| {
            let whole = format!("{}{}{}", &typed[..found.span.start], choice.text, &typed[found.span.end..]);
            assert_eq!(Query::parse(&whole).mistakes, []);
            choice.count.map_or(whole.clone(), |count| format!("{whole} {count}"))
        };
        found.choices.iter().map(one).collect()
    }

    const IS: [&str; 11] =
        ["unread", "read", "starred", "later", "new", "seen", "published", "removed", "estimated", "problem", "lead"];

    #[test]
    fn a_word_may_become_a_field_and_a_value_one_that_is_there() {
        assert_eq!(choices("waymo prov"), ["waymo provider:"]);
        assert_eq!(choices("waymo ")[..2], ["waymo title:", "waymo excerpt:"]);
        assert_eq!(choices("").len(), Field::names().count());
        assert_eq!(choices("t"), ["title:", "text:", "topic:", "type:", "tag:"]);
        assert_eq!(choices("provider:re"), ["provider:\"Reuters\" 2"]);
        assert_eq!(choices("-topic:"), ["-topic:\"Hardware\" 2", "-topic:\"AI in Autos\" 1"]);
        assert_eq!(choices("provider:\"mon"), ["provider:\"Le \\\"Monde\\\"\" 1"]);
        assert_eq!(choices("is:"), IS.map(|word| format!("is:{word}")));
        assert_eq!(choices("sort:o"), ["sort:oldest", "sort:outlet"]);
    }

    #[test]
    fn names_are_counted_in_what_the_rest_of_the_question_leaves() {
        let by = |name: &str, topic: &str, tag: &str| Article {
            title: topic.into(),
            provider: Provider { name: name.into(), ..Provider::default() },
            topics: vec![topic.into()],
            tags: vec![tag.into()],
            ..Article::default()
        };
        let index = built([by("BBC", "Cars", "new"), by("BBC", "Cars", "old"), by("AP", "Chips", "old")]);
        let offered = |typed: &str| {
            let rows = last(&mut Searcher::default(), &request(&index, typed, Order::Newest)).rows;
            let found = complete(typed, typed.len(), &index, Some(&rows)).unwrap();
            let one = |choice: &Choice| format!("{} {}", choice.text, choice.count.unwrap());
            found.choices.iter().map(one).collect::<Vec<_>>()
        };
        assert_eq!(offered("title:cars provider:"), ["\"BBC\" 2"]);
        assert_eq!(offered("provider:"), ["\"BBC\" 2", "\"AP\" 1"]);
        assert_eq!(offered("provider:ap topic:"), ["\"Chips\" 1"]);
        assert_eq!(offered("title:cars tag:"), ["\"new\" 1", "\"old\" 1"]);
        assert_eq!(offered("tag:ol"), ["\"old\" 2"]);
        // Where something is chosen from, or turned round, the store's.
        assert_eq!(offered("title:cars or provider:"), ["\"BBC\" 2", "\"AP\" 1"]);
        assert_eq!(offered("title:cars -provider:"), ["\"BBC\" 2", "\"AP\" 1"]);
    }

    #[test]
    fn what_can_become_nothing_is_left_alone() {
        for typed in ["xyz", "\"prov", "'prov", "heat:", "nofield:x"] {
            assert_eq!(choices(typed), [""; 0], "{typed}");
        }
    }
}
