//! Fills an article from its front matter, key by key. What is wrong costs its own field and is noted; the body is not looked at.

use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::fields::Fields;
use super::parse::Source;
use super::yaml::{Map, Node, Value};
use super::{html, length, names, people, related};
use crate::model::{Address, Article, ArticleId, Body, Code, Rating, canonical_url, text};

const MAX_TOPICS: usize = 100;
const MAX_FACTS: usize = 32;
const MAX_FACT_ITEMS: usize = 20;

/// Keys that have a place of their own in an article, or none anywhere; what is left are further facts.
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

pub(super) fn article(map: &Map<'_>, source: &Source<'_>, fields: &mut Fields) -> Article {
    let get = |key: &str| map.iter().find(|(name, _)| name == key).map(|(_, node)| node);
    let title = title(get("title"), get("name"), source.path, fields);
    let excerpt = fields.excerpt("excerpt", get("excerpt"), &title);
    let written = fields.date("publishedDateTime", get("publishedDateTime"));
    let named = if written.is_none() { names::date_of(source.path) } else { None };
    let original = fields.address("originalUrl", get("originalUrl"));
    let web = fields.address("webUrl", get("webUrl"));
    let mut category = fields.line("category", get("category"));
    if category.is_empty() {
        category = names::collection_of(source.path);
    }
    let mut tags = fields.lines("tags", get("tags"), MAX_TOPICS);
    for tag in fields.lines("hashtags", get("hashtags"), MAX_TOPICS) {
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
        updated: fields.date("updatedDateTime", get("updatedDateTime")),
        original,
        web,
        amp: fields.address("ampWebUrl", get("ampWebUrl")),
        cached_amp: fields.address("cdnAmpWebUrl", get("cdnAmpWebUrl")),
        player: player(get("featuredContent"), fields),
        kind: fields.line("type", get("type")),
        category,
        quality: fields.number("quality", get("quality")),
        heat: fields.number("heat", get("heat")),
        held_back: fields.flag("published", get("published")) == Some(false),
        removed: ["removed", "deleted"].iter().any(|key| fields.flag(key, get(key)) == Some(true)),
        provider: people::provider(fields, get("provider")),
        topics: fields.lines("topics", get("topics"), MAX_TOPICS),
        tags,
        images: related::images(fields, get("images")),
        related: related::related(fields, get("related")),
        actions: related::actions(fields, get("actions")),
        length: length(get("length"), fields),
        levels: fields.lines("levels", get("levels"), MAX_FACT_ITEMS),
        price: fields.line("price", get("price")),
        rating: rating(get("ratings"), fields),
        facts: facts(map, fields),
        sealed: fields.scalar("secured", get("secured")).map(|(written, _)| length::sealed_size(written)),
        body: Body::default(),
    }
}

/// `title`, else `name`, else the file's name.
fn title(title: Option<&Node<'_>>, name: Option<&Node<'_>>, path: &Path, fields: &mut Fields) -> String {
    let mut is_wrong = false;
    for (key, node) in [("title", title), ("name", name)] {
        is_wrong |= node.is_some_and(|node| !matches!(node.value(), Value::Scalar { .. }));
        let line = fields.line(key, node);
        if !line.is_empty() {
            return line;
        }
    }
    // A title of the wrong type has been noted already.
    if !is_wrong {
        let line = title.map_or(0, |node| node.line);
        fields.note(Code::NoTitle, line, "title: missing or empty; the file's name stands in");
    }
    names::title_of(path)
}

fn id(original: Option<&Address>, web: Option<&Address>, source: &Source<'_>) -> ArticleId {
    match original.and_then(Address::target).or_else(|| web.and_then(Address::target)) {
        Some(target) => ArticleId::of_url(&canonical_url(target)),
        None => ArticleId::of_path(source.store_name, source.path.as_os_str().as_bytes()),
    }
}

/// The address that the player in a piece of HTML shows.
fn player(node: Option<&Node<'_>>, fields: &mut Fields) -> Option<Address> {
    let (written, line) = fields.scalar("featuredContent", node)?;
    let address = Address::new(&html::player_source(written)?);
    if address.target().is_none() {
        fields.note(Code::Url, line, "featuredContent: its address is not opened");
    }
    Some(address)
}

fn length(node: Option<&Node<'_>>, fields: &mut Fields) -> Option<u32> {
    let (written, line) = fields.scalar("length", node)?;
    let seconds = length::seconds(written);
    if seconds.is_none() {
        fields.note(Code::Type, line, "length: not a duration such as PT13M57S");
    }
    seconds
}

fn rating(node: Option<&Node<'_>>, fields: &mut Fields) -> Option<Rating> {
    let node = node.filter(|node| !node.is_null())?;
    if !matches!(node.value(), Value::Map(..)) {
        fields.wrong("ratings", node, "a map");
        return None;
    }
    let count = fields.number("ratings count", node.get("count")).and_then(|count| u32::try_from(count).ok());
    Some(Rating { average: fields.fraction("ratings average", node.get("average"))?, count })
}

/// The keys without a place of their own whose value is text, or a list of texts.
fn facts(map: &Map<'_>, fields: &mut Fields) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    for (key, node) in map.iter().filter(|(key, _)| !KNOWN.contains(&&**key)) {
        let is_scalar = |node: &Node<'_>| matches!(node.value(), Value::Scalar { .. });
        let is_fact = match node.value() {
            Value::Scalar { .. } => true,
            Value::List(items, _) => items.len() <= MAX_FACT_ITEMS && items.iter().all(is_scalar),
            Value::Map(..) => false,
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
