//! What the digits open: the coverage of a story, or, where there is none, its neighbours in time. Numbers end at nine; the list does not.

use crate::index::{Index, Row};
use crate::model::{Address, Article};
use std::path::PathBuf;

/// One numbered thing below or beside the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbered {
    pub target: Target,
    pub title: String,
    pub outlet: String,
    /// Date and quality, quiet.
    pub detail: String,
}

/// Where its number leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// Another outlet's page; `None` where the file gives no address.
    Web(Option<Address>),
    /// An article of this store.
    Store(PathBuf),
}

/// How many neighbours are offered.
const NEIGHBOURS: usize = 6;

/// The story at other outlets.
pub fn coverage(article: &Article, day: impl Fn(crate::model::Timestamp) -> String) -> Vec<Numbered> {
    let entry = |related: &crate::model::Related| {
        let mut detail: Vec<String> = related.published.map(&day).into_iter().collect();
        detail.extend(related.quality.map(|quality| format!("q {quality}")));
        if !related.kind.is_empty() && related.kind != "article" {
            detail.push(related.kind.clone());
        }
        Numbered {
            target: Target::Web(related.best_address().cloned()),
            title: related.title.clone(),
            outlet: related.provider.label().to_owned(),
            detail: detail.join(" · "),
        }
    };
    article.related.iter().map(entry).collect()
}

/// What else the store has of the same topic and week.
pub fn same_week(index: &Index, row: Row, day: impl Fn(crate::model::Timestamp) -> String) -> Vec<Numbered> {
    let entry = |row: Row| Numbered {
        target: Target::Store(index.path(row).to_owned()),
        title: index.title(row).to_owned(),
        outlet: index.outlet(row).to_owned(),
        detail: index.date(row).map(&day).unwrap_or_default(),
    };
    index.neighbours(row, NEIGHBOURS).into_iter().map(entry).collect()
}
