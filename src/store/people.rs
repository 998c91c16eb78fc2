//! Who published an article: the provider, as a map or only a name, and its authors. Their pictures are not kept.

use super::fields::Fields;
use super::tree::{Node, Value};
use crate::model::Provider;

const MAX_AUTHORS: usize = 50;

pub(super) fn provider(fields: &mut Fields, node: Option<Node<'_>>) -> Provider {
    let Some(node) = node.filter(|node| !node.is_null()) else { return Provider::default() };
    match node.value() {
        Value::Scalar { .. } => Provider { name: fields.line("provider", Some(node)), ..Provider::default() },
        Value::Map(_) => Provider {
            name: fields.line("provider name", node.get("name")),
            domain: fields.line("provider domain", node.get("domain")),
            authors: authors(fields, node.get("authors").or_else(|| node.get("author"))),
        },
        Value::List(_) => {
            fields.wrong("provider", node, "a map");
            Provider::default()
        }
    }
}

/// Names, or maps with a name.
fn authors(fields: &mut Fields, node: Option<Node<'_>>) -> Vec<String> {
    let mut authors = Vec::new();
    for item in fields.items("authors", node, MAX_AUTHORS) {
        let name = match item.value() {
            Value::Map(_) => item.get("name"),
            _ => Some(item),
        };
        let name = fields.line("author", name);
        if !name.is_empty() && !authors.contains(&name) {
            authors.push(name);
        }
    }
    authors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::yaml;

    fn read(yaml: &str) -> (Provider, usize) {
        let document = yaml::parse(yaml).unwrap();
        let mut fields = Fields::default();
        let provider = provider(&mut fields, document.top().iter().next().map(|(_, node)| node));
        (provider, fields.into_notes().len())
    }

    #[test]
    fn a_provider_is_a_map_or_a_name() {
        let whole = "p: {name: A, domain: a.example, authors: [{name: X}, Y, {name: X}, {}]}";
        let authors = vec!["X".to_owned(), "Y".to_owned()];
        assert_eq!(read(whole), (Provider { name: "A".into(), domain: "a.example".into(), authors }, 0));
        assert_eq!(read("p: A").0.label(), "A");
        assert_eq!(read("p:"), (Provider::default(), 0));
    }

    #[test]
    fn what_is_of_the_wrong_type_is_dropped_and_noted() {
        assert_eq!(read("p: [a, b]"), (Provider::default(), 1));
        assert_eq!(read("p: {name: [x]}"), (Provider::default(), 1));
    }
}
