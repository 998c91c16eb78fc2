//! What the reader said is not the same story: told where the article stands, and listed to be taken back. Which stories follow from it is
//! not decided here.

use crate::app::app::App;
use crate::app::popup::{Choice, Does, Said};
use crate::app::status::named;
use crate::config::rules::{Change, Named, Parting};
use crate::index::Row;
use crate::model::ArticleId;

impl App {
    /// Of which articles the reader said that they are not the same story as that of `row`.
    fn apart_from(&self, row: Row) -> Vec<ArticleId> {
        let id = self.articles.index().id(row);
        let mut others: Vec<ArticleId> = Vec::new();
        for &(a, b) in &self.telling.apart {
            let other = if a == id { Some(b) } else { (b == id).then_some(a) };
            others.extend(other.filter(|other| !others.contains(other)));
        }
        others
    }

    /// The same as a sentence; nothing where nothing was said.
    pub(super) fn says_apart(&self, row: Row) -> Option<String> {
        let others = self.apart_from(row);
        let called = self.called(&others)?;
        Some(format!("You said that it is not the same story as {called} (rules.toml)."))
    }

    /// What is to be said of the selected article, where it is apart from others.
    pub(super) fn why_apart(&self) -> Option<Said> {
        let row = self.articles.selected()?;
        Some(Said::new(self.articles.index().title(row), self.says_apart(row)?))
    }

    /// All that was said so, each to be taken back.
    pub(in crate::app) fn apart_choices(&self) -> Vec<Choice> {
        let mut groups: Vec<(ArticleId, Vec<ArticleId>)> = Vec::new();
        for &(article, other) in &self.telling.apart {
            match groups.iter_mut().find(|(of, _)| *of == article) {
                Some((_, from)) => from.push(other),
                None => groups.push((article, vec![other])),
            }
        }
        let said = self.clock.iso_day(Some(self.clock.now));
        let choice = |(article, from): (ArticleId, Vec<ArticleId>)| {
            let label = format!("apart  {} from {}", self.called_one(&[article]), self.called_one(&from));
            let right = if from.len() > 1 { and_more(from.len()) } else { String::new() };
            let from = from.into_iter().map(|id| self.named(id)).collect();
            let parting = Parting { article: self.named(article), from, said: said.clone() };
            Choice { does: Does::Change(Change::Join(parting)), label, right }
        };
        groups.into_iter().map(choice).collect()
    }

    /// An article with what people call it, as far as it is here.
    fn named(&self, id: ArticleId) -> Named {
        let index = self.articles.index();
        let told = |text: fn(&crate::index::Index, Row) -> &str| {
            index.row_of(id).map_or(String::new(), |row| text(index, row).to_owned())
        };
        Named { id, title: told(|index, row| index.title(row)), outlet: told(|index, row| index.outlet(row)) }
    }

    /// `“A dam breaks”`: the first that is here.
    fn called_one(&self, ids: &[ArticleId]) -> String {
        let index = self.articles.index();
        let first = ids.iter().find_map(|&id| index.row_of(id));
        first.map_or("an article that is not here".to_owned(), |row| named(index.title(row)))
    }

    /// `“A dam breaks” and 2 more`; nothing of none.
    fn called(&self, ids: &[ArticleId]) -> Option<String> {
        match ids.len() {
            0 => None,
            1 => Some(self.called_one(ids)),
            several => Some(format!("{} {}", self.called_one(ids), and_more(several))),
        }
    }
}

fn and_more(of: usize) -> String {
    format!("and {} more", of - 1)
}
