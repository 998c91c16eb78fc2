//! Which part of a store is looked at, by name: a scope means the same in the next index. It holds no rows.

use std::sync::Arc;

/// A part of a store. A name that an index does not know is an empty part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    #[default]
    All,
    Category(Arc<str>),
    /// A topic with all topics below it.
    Topic(Arc<str>),
    Kind(Arc<str>),
    Outlet(Arc<str>),
}

/// A name and how many articles stand under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    pub name: Arc<str>,
    pub count: usize,
}

/// A topic as the sidebar lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicNode {
    pub name: Arc<str>,
    /// What is shown: the short name, else the name.
    pub label: Arc<str>,
    /// 0 at the top.
    pub depth: usize,
    /// Position of the topic above in the same list; always an earlier one.
    pub parent: Option<usize>,
    /// Articles under it and below it, each once.
    pub count: usize,
    /// `_data/topics` describes it; else only articles name it.
    pub described: bool,
}

/// What became of the files of a store. `files` is the sum of the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub files: usize,
    /// In [`Scope::All`].
    pub articles: usize,
    /// No front matter, or empty: no error.
    pub not_articles: usize,
    pub problems: usize,
    /// Files that say what another file says: same [`crate::model::ArticleId`].
    pub duplicates: usize,
    /// Taken down: in no list.
    pub removed: usize,
    /// Wrong values of articles that are shown nevertheless.
    pub notes: usize,
    /// Of `articles`, those with text below their front matter.
    pub bodies: usize,
}
