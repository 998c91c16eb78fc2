//! An article: everything one file says, cleaned and typed. It deliberately knows nothing of where it stands in a list
//! (that is the index) nor of what its reader did with it.
//!
//! Every `String` here has passed [`crate::model::text`].

use super::{Address, ArticleId, Timestamp};

/// One article of a store. Absent values are `None` or empty, never a placeholder.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    pub id: ArticleId,
    /// Never empty: the file's name stands in where there is no title.
    pub title: String,
    /// Cleaned of site boilerplate; empty where it only repeats the title.
    pub excerpt: String,
    /// When it was published, if a date could be read or guessed from the file's name.
    pub published: Option<Timestamp>,
    /// The date comes from the file's name.
    pub estimated: bool,
    pub updated: Option<Timestamp>,
    /// The publisher's page (`originalUrl`).
    pub original: Option<Address>,
    /// A web page for it, sometimes the site's own (`webUrl`).
    pub web: Option<Address>,
    pub amp: Option<Address>,
    pub cached_amp: Option<Address>,
    /// The `src` of the player in `featuredContent`.
    pub player: Option<Address>,
    /// `article`, `video`, `course`, ...; empty where the file does not say.
    pub kind: String,
    /// `news`, `learning`, ...: as written, else the collection folder's name.
    pub category: String,
    pub quality: Option<i32>,
    /// How much attention the story has; `None` where not known (-1 in files).
    pub heat: Option<i32>,
    /// Held back by the editor (`published: false`).
    pub held_back: bool,
    /// Taken down (`removed`, `deleted`).
    pub removed: bool,
    pub provider: Provider,
    pub topics: Vec<String>,
    /// `tags` and `hashtags`.
    pub tags: Vec<String>,
    pub images: Vec<Image>,
    /// The same story at other providers.
    pub related: Vec<Related>,
    /// Further links a file offers (`actions`): downloads and the like.
    pub actions: Vec<Link>,
    /// Seconds of a video or course.
    pub length: Option<u32>,
    pub levels: Vec<String>,
    pub price: String,
    pub rating: Option<Rating>,
    /// Other scalar facts as written (`items`, `members`, `location`): name, value.
    pub facts: Vec<(String, String)>,
    /// Decoded size in bytes of the sealed part (`secured`), whose text is never shown.
    pub sealed: Option<u32>,
    pub body: Body,
}

impl Article {
    /// What "open the original" opens: `originalUrl`, else `webUrl`.
    pub fn best_address(&self) -> Option<&Address> {
        self.original.as_ref().or(self.web.as_ref())
    }
}

/// Who published it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provider {
    pub name: String,
    pub domain: String,
    pub authors: Vec<String>,
}

impl Provider {
    /// The name, else the domain, else nothing.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.domain } else { &self.name }
    }
}

/// A picture that belongs to an article. Never fetched here.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    pub address: Address,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub title: String,
    pub attribution: String,
}

/// One more thing to open.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub address: Address,
    pub kind: String,
    pub title: String,
    pub attribution: String,
}

/// The same story at another provider.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Related {
    pub title: String,
    pub excerpt: String,
    pub published: Option<Timestamp>,
    pub original: Option<Address>,
    pub web: Option<Address>,
    pub amp: Option<Address>,
    pub cached_amp: Option<Address>,
    pub kind: String,
    pub quality: Option<i32>,
    pub provider: Provider,
}

impl Related {
    /// The id of the article that it is, made as an article's own. Nothing where no address says it.
    pub fn id(&self) -> Option<ArticleId> {
        ArticleId::of_addresses(self.original.as_ref(), self.web.as_ref())
    }

    /// What its number opens: `originalUrl`, else `webUrl`, else the AMP pages.
    pub fn best_address(&self) -> Option<&Address> {
        self.original.as_ref().or(self.web.as_ref()).or(self.amp.as_ref()).or(self.cached_amp.as_ref())
    }
}

/// What its takers thought of a course.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    pub average: f64,
    pub count: Option<u32>,
}

/// The text below the front matter, without markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    pub blocks: Vec<Block>,
    /// The links in the text, in its order, each address once.
    pub links: Vec<BodyLink>,
    /// The body was longer than what is shown.
    pub cut: bool,
    /// Only its beginning has been read so far.
    pub more: bool,
}

/// A link in a body's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyLink {
    /// The words that are the link; empty where a picture is.
    pub text: String,
    pub address: Address,
}

/// One paragraph-like piece of a body. `text` may hold `\n` only where a line break is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    pub text: String,
}

/// How a block stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    Paragraph,
    /// Level 1 to 6.
    Heading(u8),
    /// A list item: its depth (1 = outermost) and its number in an ordered list.
    Item {
        depth: u8,
        number: Option<u32>,
    },
    Quote,
    /// Preformatted: shown line by line, never refilled.
    Code,
    /// A thematic break; its text is empty.
    Rule,
}
