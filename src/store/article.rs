//! Fills an article from its front matter, key by key. What is wrong costs its own field and is noted; the body is not looked at.

use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::fields::Fields;
use super::parse::Source;
use super::tree::{Map, Node, Value};
use super::{html, length, names, people, related};
use crate::model::{Address, Article, ArticleId, Body, Code, Rating, text};

const MAX_TOPICS: usize = 100;
const MAX_FACTS: usize = 32;
const MAX_FACT_ITEMS: usize = 20;

/// Keys that are never a further fact.
#[cfg(test)]
pub(super) const KNOWN: &[&str] = &[
    "actions",
    "ampWebUrl",
    "category",
    "cdnAmpWebUrl",
    "deleted",
    "excerpt",
    "featuredContent",
    "hashtags",
    "heat",
    "images",
    "length",
    "levels",
    "name",
    "originalUrl",
    "price",
    "provider",
    "published",
    "publishedDateTime",
    "quality",
    "ratings",
    "related",
    "removed",
    "secured",
    "tags",
    "title",
    "topics",
    "type",
    "updatedDateTime",
    "webUrl",
];

/// The values of the keys that have a place of their own in an article, or none anywhere; what is left are further facts.
/// One pass over the map: to look for each key in turn would take longer than to read them.
#[derive(Default)]
struct Known<'d> {
    actions: Option<Node<'d>>,
    amp_web_url: Option<Node<'d>>,
    category: Option<Node<'d>>,
    cdn_amp_web_url: Option<Node<'d>>,
    deleted: Option<Node<'d>>,
    excerpt: Option<Node<'d>>,
    featured_content: Option<Node<'d>>,
    hashtags: Option<Node<'d>>,
    heat: Option<Node<'d>>,
    images: Option<Node<'d>>,
    length: Option<Node<'d>>,
    levels: Option<Node<'d>>,
    name: Option<Node<'d>>,
    original_url: Option<Node<'d>>,
    price: Option<Node<'d>>,
    provider: Option<Node<'d>>,
    published: Option<Node<'d>>,
    published_date_time: Option<Node<'d>>,
    quality: Option<Node<'d>>,
    ratings: Option<Node<'d>>,
    related: Option<Node<'d>>,
    removed: Option<Node<'d>>,
    secured: Option<Node<'d>>,
    tags: Option<Node<'d>>,
    title: Option<Node<'d>>,
    topics: Option<Node<'d>>,
    kind: Option<Node<'d>>,
    updated_date_time: Option<Node<'d>>,
    web_url: Option<Node<'d>>,
    others: Vec<(&'d str, Node<'d>)>,
}

impl<'d> Known<'d> {
    fn of(map: Map<'d>) -> Known<'d> {
        let mut known = Known::default();
        for (key, node) in map.iter() {
            let place = match key.as_bytes() {
                b"actions" => &mut known.actions,
                b"ampWebUrl" => &mut known.amp_web_url,
                b"category" => &mut known.category,
                b"cdnAmpWebUrl" => &mut known.cdn_amp_web_url,
                b"deleted" => &mut known.deleted,
                b"excerpt" => &mut known.excerpt,
                b"featuredContent" => &mut known.featured_content,
                b"hashtags" => &mut known.hashtags,
                b"heat" => &mut known.heat,
                b"images" => &mut known.images,
                b"length" => &mut known.length,
                b"levels" => &mut known.levels,
                b"name" => &mut known.name,
                b"originalUrl" => &mut known.original_url,
                b"price" => &mut known.price,
                b"provider" => &mut known.provider,
                b"published" => &mut known.published,
                b"publishedDateTime" => &mut known.published_date_time,
                b"quality" => &mut known.quality,
                b"ratings" => &mut known.ratings,
                b"related" => &mut known.related,
                b"removed" => &mut known.removed,
                b"secured" => &mut known.secured,
                b"tags" => &mut known.tags,
                b"title" => &mut known.title,
                b"topics" => &mut known.topics,
                b"type" => &mut known.kind,
                b"updatedDateTime" => &mut known.updated_date_time,
                b"webUrl" => &mut known.web_url,
                _ => {
                    known.others.push((key, node));
                    continue;
                }
            };
            *place = Some(node);
        }
        known
    }
}

pub(super) fn article(map: Map<'_>, source: &Source<'_>, fields: &mut Fields) -> Article {
    let known = Known::of(map);
    let title = title(known.title, known.name, source.path, fields);
    let excerpt = fields.excerpt("excerpt", known.excerpt, &title);
    let written = fields.date("publishedDateTime", known.published_date_time);
    let named = if written.is_none() { names::date_of(source.path) } else { None };
    let original = fields.address("originalUrl", known.original_url);
    let is_same = known.web_url.and_then(Node::scalar) == known.original_url.and_then(Node::scalar);
    // Most are, and one that may be opened has nothing to note.
    let web = match &original {
        Some(address) if is_same && address.target().is_some() => original.clone(),
        _ => fields.address("webUrl", known.web_url),
    };
    let mut category = fields.line("category", known.category);
    if category.is_empty() {
        category = names::collection_of(source.path);
    }
    let mut tags = fields.lines("tags", known.tags, MAX_TOPICS);
    for tag in fields.lines("hashtags", known.hashtags, MAX_TOPICS) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Article {
        id: id(original.as_ref(), web.as_ref(), source),
        title,
        excerpt,
        published: written.or(named),
        estimated: named.is_some(),
        updated: fields.date("updatedDateTime", known.updated_date_time),
        original,
        web,
        amp: fields.address("ampWebUrl", known.amp_web_url),
        cached_amp: fields.address("cdnAmpWebUrl", known.cdn_amp_web_url),
        player: player(known.featured_content, fields),
        kind: fields.line("type", known.kind),
        category,
        quality: fields.number("quality", known.quality),
        heat: fields.number("heat", known.heat),
        held_back: fields.flag("published", known.published) == Some(false),
        removed: [("removed", known.removed), ("deleted", known.deleted)]
            .iter()
            .any(|(key, node)| fields.flag(key, *node) == Some(true)),
        provider: people::provider(fields, known.provider),
        topics: fields.lines("topics", known.topics, MAX_TOPICS),
        tags,
        images: related::images(fields, known.images),
        related: related::related(fields, known.related),
        actions: related::actions(fields, known.actions),
        length: length(known.length, fields),
        levels: fields.lines("levels", known.levels, MAX_FACT_ITEMS),
        price: fields.line("price", known.price),
        rating: rating(known.ratings, fields),
        facts: facts(&known.others, fields),
        sealed: fields.scalar("secured", known.secured).map(|(written, _)| length::sealed_size(written)),
        body: Body::default(),
    }
}

/// `title`, else `name`, else the file's name.
fn title(title: Option<Node<'_>>, name: Option<Node<'_>>, path: &Path, fields: &mut Fields) -> String {
    let mut is_wrong = false;
    for (key, node) in [("title", title), ("name", name)] {
        is_wrong |= node.is_some_and(|node| !node.is_scalar());
        let line = fields.line(key, node);
        if !line.is_empty() {
            return line;
        }
    }
    // A title of the wrong type has been noted already.
    if !is_wrong {
        let line = title.map_or(0, |node| node.line());
        fields.note(Code::NoTitle, line, "title: missing or empty; the file's name stands in");
    }
    names::title_of(path)
}

fn id(original: Option<&Address>, web: Option<&Address>, source: &Source<'_>) -> ArticleId {
    ArticleId::of_addresses(original, web)
        .unwrap_or_else(|| ArticleId::of_path(source.store_name, source.path.as_os_str().as_bytes()))
}

/// The address that the player in a piece of HTML shows.
fn player(node: Option<Node<'_>>, fields: &mut Fields) -> Option<Address> {
    let (written, line) = fields.scalar("featuredContent", node)?;
    let address = Address::new(&html::player_source(written)?);
    if address.target().is_none() {
        fields.note(Code::Url, line, "featuredContent: its address is not opened");
    }
    Some(address)
}

fn length(node: Option<Node<'_>>, fields: &mut Fields) -> Option<u32> {
    let (written, line) = fields.scalar("length", node)?;
    let seconds = length::seconds(written);
    if seconds.is_none() {
        fields.note(Code::Type, line, "length: not a duration such as PT13M57S");
    }
    seconds
}

fn rating(node: Option<Node<'_>>, fields: &mut Fields) -> Option<Rating> {
    let node = node.filter(|node| !node.is_null())?;
    if !node.is_map() {
        fields.wrong("ratings", node, "a map");
        return None;
    }
    let count = fields.number("ratings count", node.get("count")).and_then(|count| u32::try_from(count).ok());
    Some(Rating { average: fields.fraction("ratings average", node.get("average"))?, count })
}

/// Of the keys without a place of their own those whose value is text, or a list of texts.
fn facts(others: &[(&str, Node<'_>)], fields: &mut Fields) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    for &(key, node) in others {
        let is_fact = match node.value() {
            Value::Scalar { .. } => true,
            Value::List(items) => items.len() <= MAX_FACT_ITEMS && items.iter().all(Node::is_scalar),
            Value::Map(_) => false,
        };
        let name = text::safe_line(key);
        if !is_fact || name.is_empty() {
            continue;
        }
        let value = fields.lines(&name, Some(node), MAX_FACT_ITEMS).join(", ");
        if !value.is_empty() {
            facts.push((name, value));
        }
        if facts.len() == MAX_FACTS {
            break;
        }
    }
    facts
}
