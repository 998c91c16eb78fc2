//! What a word in the box may become: names of fields, and the values of fields, with how many articles they have. It changes no text.

use super::fuzzy;
use super::query::{Field, How, Names, Span, Word, tokens};
use crate::index::{Facet, Index};

/// So many values are offered.
const MOST: usize = 40;

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

/// What the piece of `typed` may become in which, or at whose end, the byte `cursor` stands.
pub fn complete(typed: &str, cursor: usize, index: &Index) -> Option<Completions> {
    let token = tokens(typed).into_iter().find(|token| token.span.start < cursor && cursor <= token.span.end)?;
    let (span, item) = (token.span.clone(), token.item()?);
    let Some(name) = item.field else {
        let begun = item.text.to_ascii_lowercase();
        let names = Field::names().filter(|name| item.mark.is_empty() && !item.quoted && name.starts_with(&begun));
        let choices = names.map(|name| Choice { text: format!("{name}:"), count: None }).collect();
        return some(span, choices);
    };
    let field = Field::named(&name)?;
    let choices = match field {
        Field::Name(of) => named(index, of, &item.text),
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
fn named(index: &Index, of: Names, begun: &str) -> Vec<Choice> {
    let topics: Vec<Facet>;
    let facets = match of {
        Names::Provider => index.outlets(),
        Names::Category => index.categories(),
        Names::Type => index.kinds(),
        Names::Topic => {
            topics =
                index.topics().iter().map(|topic| Facet { name: topic.name.clone(), count: topic.count }).collect();
            &topics
        }
    };
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
    use crate::search::tests::built;

    fn choices(typed: &str) -> Vec<String> {
        let by = |name: &str, topic: &str| Article {
            provider: Provider { name: name.into(), ..Provider::default() },
            topics: vec![topic.into()],
            ..Article::default()
        };
        let index = built([by("Reuters", "AI in Autos"), by("Reuters", "Hardware"), by("Le \"Monde\"", "Hardware")]);
        let Some(found) = complete(typed, typed.len(), &index) else { return Vec::new() };
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
        assert_eq!(choices("t"), ["title:", "text:", "topic:", "type:", "tag:"]);
        assert_eq!(choices("provider:re"), ["provider:\"Reuters\" 2"]);
        assert_eq!(choices("-topic:"), ["-topic:\"Hardware\" 2", "-topic:\"AI in Autos\" 1"]);
        assert_eq!(choices("provider:\"mon"), ["provider:\"Le \\\"Monde\\\"\" 1"]);
        assert_eq!(choices("is:"), IS.map(|word| format!("is:{word}")));
        assert_eq!(choices("sort:o"), ["sort:oldest", "sort:outlet"]);
    }

    #[test]
    fn what_can_become_nothing_is_left_alone() {
        for typed in ["", "waymo ", "xyz", "\"prov", "'prov", "heat:", "nofield:x"] {
            assert_eq!(choices(typed), [""; 0], "{typed}");
        }
    }
}
