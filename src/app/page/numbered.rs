//! What the digits open: the coverage of a story, or, where there is none, its neighbours in time. Numbers end at nine; the list does not.

use crate::app::dates::Clock;
use crate::app::stories::Companion;
use crate::index::{Index, Row};
use crate::model::{Address, Article, Timestamp};
use std::path::PathBuf;

/// One numbered thing below or beside the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbered {
    pub target: Target,
    pub title: String,
    pub outlet: String,
    /// Date and quality, quiet.
    pub detail: String,
    pub unread: bool,
}

/// Where its number leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// Another outlet's page; `None` where the file gives no address.
    Web(Option<Address>),
    /// The page of another article of the story; `None` where its file gives no address.
    Told(Row, Option<Address>),
    /// An article of this store.
    Store(PathBuf),
}

/// How many neighbours are offered.
const NEIGHBOURS: usize = 6;

/// The other articles of the story, in the order of time.
pub fn told(index: &Index, company: &[Companion], clock: &Clock) -> Vec<Numbered> {
    let entry = |companion: &Companion| {
        let row = companion.row;
        let mut detail: Vec<String> = index.date(row).map(|time| clock.moment(time)).into_iter().collect();
        detail.extend(index.quality(row).filter(|quality| *quality >= 0).map(|quality| format!("q {quality}")));
        let address = Some(index.address(row)).filter(|address| !address.is_empty()).map(Address::new);
        Numbered {
            target: Target::Told(row, address),
            title: index.title(row).to_owned(),
            outlet: index.outlet(row).to_owned(),
            detail: detail.join(" · "),
            unread: companion.unread,
        }
    };
    company.iter().map(entry).collect()
}

/// The story at other outlets that have no article of it here, by what the file says: `is_here` tells of those that have. Beside such,
/// which is `is_mixed`, it is said of the others that they are on the web.
pub fn coverage(
    article: &Article,
    is_here: impl Fn(&crate::model::Related) -> bool,
    is_mixed: bool,
    day: impl Fn(Timestamp) -> String,
) -> Vec<Numbered> {
    let entry = |related: &crate::model::Related| {
        let mut detail: Vec<String> = related.published.map(&day).into_iter().collect();
        detail.extend(is_mixed.then(|| "web".to_owned()));
        detail.extend(related.quality.map(|quality| format!("q {quality}")));
        if !related.kind.is_empty() && related.kind != "article" {
            detail.push(related.kind.clone());
        }
        Numbered {
            target: Target::Web(related.best_address().cloned()),
            title: related.title.clone(),
            outlet: related.provider.label().to_owned(),
            detail: detail.join(" · "),
            unread: false,
        }
    };
    article.related.iter().filter(|related| !is_here(related)).map(entry).collect()
}

/// What else the store has of the same topic and week.
pub fn same_week(index: &Index, row: Row, day: impl Fn(Timestamp) -> String) -> Vec<Numbered> {
    let entry = |row: Row| Numbered {
        target: Target::Store(index.path(row).to_owned()),
        title: index.title(row).to_owned(),
        outlet: index.outlet(row).to_owned(),
        detail: index.date(row).map(&day).unwrap_or_default(),
        unread: false,
    };
    index.neighbours(row, NEIGHBOURS).into_iter().map(entry).collect()
}
