//! The lists of maps an article carries: the same story elsewhere, pictures, further links. An item that says nothing is
//! passed over; nothing is fetched.

use super::fields::Fields;
use super::people;
use super::tree::{Node, Value};
use crate::model::{Image, Link, Related};

const MAX_RELATED: usize = 100;
const MAX_IMAGES: usize = 50;
const MAX_ACTIONS: usize = 50;

pub(super) fn related(fields: &mut Fields, node: Option<Node<'_>>) -> Vec<Related> {
    let mut all = Vec::new();
    for item in maps(fields, "related", node, MAX_RELATED) {
        let title = fields.line("related title", item.get("title").or_else(|| item.get("name")));
        let one = Related {
            excerpt: fields.excerpt("related excerpt", item.get("excerpt"), &title),
            published: fields.date("related publishedDateTime", item.get("publishedDateTime")),
            original: fields.address("related originalUrl", item.get("originalUrl")),
            web: fields.address("related webUrl", item.get("webUrl")),
            amp: fields.address("related ampWebUrl", item.get("ampWebUrl")),
            cached_amp: fields.address("related cdnAmpWebUrl", item.get("cdnAmpWebUrl")),
            kind: fields.line("related type", item.get("type")),
            quality: fields.number("related quality", item.get("quality")),
            provider: people::provider(fields, item.get("provider")),
            title,
        };
        if !one.title.is_empty() || one.best_address().is_some() {
            all.push(one);
        }
    }
    all
}

/// Addresses of pictures are often relative to the publisher's site: that is no fault.
pub(super) fn images(fields: &mut Fields, node: Option<Node<'_>>) -> Vec<Image> {
    let mut images = Vec::new();
    for item in fields.items("images", node, MAX_IMAGES) {
        let url = match item.value() {
            Value::Map(_) => item.get("url"),
            _ => Some(item),
        };
        let Some(address) = url.and_then(|url| fields.quiet_address(url)) else { continue };
        let side = |value: Option<i32>| value.and_then(|value| u32::try_from(value).ok());
        images.push(Image {
            address,
            width: side(fields.number("image width", item.get("width"))),
            height: side(fields.number("image height", item.get("height"))),
            title: fields.line("image title", item.get("title")),
            attribution: fields.line("image attribution", item.get("attribution")),
        });
    }
    images
}

pub(super) fn actions(fields: &mut Fields, node: Option<Node<'_>>) -> Vec<Link> {
    let mut links = Vec::new();
    for item in maps(fields, "actions", node, MAX_ACTIONS) {
        let Some(address) = fields.address("action url", item.get("url")) else { continue };
        links.push(Link {
            address,
            kind: fields.line("action type", item.get("type")),
            title: fields.line("action title", item.get("title")),
            attribution: fields.line("action attribution", item.get("attribution")),
        });
    }
    links
}

/// The maps among the items; N-TYPE for the rest.
fn maps<'n>(fields: &mut Fields, name: &str, node: Option<Node<'n>>, most: usize) -> Vec<Node<'n>> {
    let mut items: Vec<Node<'n>> = fields.items(name, node, most).collect();
    items.retain(|item| {
        if !item.is_map() {
            fields.wrong(name, *item, "a map");
        }
        item.is_map()
    });
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::yaml;

    fn read<T>(yaml: &str, read: impl FnOnce(&mut Fields, Option<Node<'_>>) -> T) -> (T, usize) {
        let document = yaml::parse(yaml).unwrap();
        let mut fields = Fields::default();
        let value = read(&mut fields, document.top().iter().next().map(|(_, node)| node));
        (value, fields.into_notes().len())
    }

    #[test]
    fn related_articles_are_kept_if_they_say_anything() {
        let yaml = "x:\n- title: A\n  quality: 44\n  provider: {name: P}\n- webUrl: https://a.example/\n- {}\n- text\n- {quality: 1}";
        let (all, notes) = read(yaml, related);
        assert_eq!(all.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["A", ""]);
        assert_eq!((all[0].quality, all[0].provider.label()), (Some(44), "P"));
        assert!(all[1].best_address().is_some());
        assert_eq!(notes, 1);
    }

    #[test]
    fn a_relative_picture_is_no_fault_and_a_relative_link_is() {
        let (images, notes) = read("x: [{url: /a.png, width: 50, height: tall}, b.png, {}]", images);
        assert_eq!(images.iter().map(|image| image.width).collect::<Vec<_>>(), [Some(50), None]);
        assert_eq!(notes, 1);
        let (links, notes) = read("x: [{url: /a, type: download, title: T}, {title: none}]", actions);
        assert_eq!(links.iter().map(|link| link.title.as_str()).collect::<Vec<_>>(), ["T"]);
        assert_eq!(notes, 1);
    }
}
