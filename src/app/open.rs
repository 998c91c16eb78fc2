//! Opening and copying an article's address: which address, and what is said where there is none. Only an allowed address leaves here.

use super::app::App;
use super::event::Effect;
use super::page::Target;
use super::status::Status;
use crate::model::{Address, Article, Verdict};

/// An address to act on, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Has passed the verdict.
    Address(String),
    /// A sentence for the reader.
    None(String),
}

/// The address of an article's original.
pub fn choose(article: &Article) -> Chosen {
    judge(article.best_address())
}

fn judge(address: Option<&Address>) -> Chosen {
    match address {
        None => Chosen::None("Not opened: this article has no address.".to_owned()),
        Some(Address { verdict: Verdict::Allow(target), .. }) => Chosen::Address(target.clone()),
        Some(Address { verdict: Verdict::Refuse(why), shown }) => Chosen::None(format!("Not opened: {why} ({shown}).")),
    }
}

impl App {
    pub(super) fn open_original(&mut self) {
        self.with_selected(Effect::Open, Effect::OpenArticle);
    }

    pub(super) fn copy_address(&mut self) {
        self.with_selected(Effect::Copy, Effect::CopyArticle);
    }

    /// Acts on the selected article's address; reads its file first where it has not been read.
    fn with_selected(&mut self, act: fn(String) -> Effect, read_first: fn(std::path::PathBuf) -> Effect) {
        let Some(row) = self.articles.selected() else {
            self.status = Some(Status::plain("No article is selected."));
            return;
        };
        let index = self.articles.index();
        match self.detail.article().filter(|article| article.id == index.id(row)) {
            None => self.effects.push(read_first(index.path(row).to_owned())),
            Some(article) => match choose(article) {
                Chosen::Address(target) => self.effects.push(act(target)),
                Chosen::None(why) => self.status = Some(Status::warning(why)),
            },
        }
    }

    /// Opens what the digit stands for in the article.
    pub(super) fn open_numbered(&mut self, number: u8) {
        let Some(numbered) = self.detail.numbered(number) else {
            self.status = Some(Status::plain(format!("There is no {number} here.")));
            return;
        };
        match &numbered.target {
            Target::Store(path) => self.effects.push(Effect::OpenArticle(path.clone())),
            Target::Web(address) => match judge(address.as_ref()) {
                Chosen::Address(target) => self.effects.push(Effect::Open(target)),
                Chosen::None(why) => self.status = Some(Status::warning(why)),
            },
        }
    }
}
