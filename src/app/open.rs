//! Opening and copying an article's addresses, and its file: which one, and what is said where there is none. Only an allowed address
//! leaves here.

use super::app::App;
use super::event::Effect;
use super::page::Target;
use super::panes::Focus;
use super::popup::Popup;
use super::status::Status;
use crate::index::Row;
use crate::input::Action;
use crate::model::text::safe_line;
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
        self.popup = None;
        let before = self.effects.len();
        self.with_selected(|_, target| Effect::Open(target), Effect::OpenArticle);
        if self.effects.len() > before {
            self.note_opened();
        }
    }

    /// Of what is in front: the problem's path, the address that could not be opened, the article's address.
    pub(super) fn copy_address(&mut self) {
        let text = match &self.popup {
            Some(Popup::Problems(problems)) => match problems.selected() {
                Some(problem) => safe_line(&problem.path.to_string_lossy()),
                None => return,
            },
            Some(Popup::Address { target, .. }) => target.clone(),
            _ => {
                let read_first = |path| Effect::CopyArticle { path, with_title: false };
                return self.with_selected(|_, target| Effect::Copy(target), read_first);
            }
        };
        self.effects.push(Effect::Copy(text));
    }

    /// Title and address, a line each.
    pub(super) fn copy_title(&mut self) {
        let read_first = |path| Effect::CopyArticle { path, with_title: true };
        self.with_selected(|article, target| Effect::Copy(format!("{}\n{target}", article.title)), read_first);
    }

    /// The file of what is in front: of the selected problem at its line, of the selected article.
    pub(super) fn edit(&mut self) {
        let (path, line) = match &self.popup {
            Some(Popup::Problems(problems)) => match problems.selected() {
                Some(problem) => (problem.path.to_owned(), problem.note.line.max(1)),
                None => return,
            },
            _ => match self.articles.selected() {
                Some(row) => (self.articles.index().path(row).to_owned(), 1),
                None => return self.status = Some(Status::plain("No article is selected.")),
            },
        };
        self.effects.push(Effect::Edit { path, line });
    }

    /// Opens the link of the article that an action stands for.
    pub(super) fn open_link_of(&mut self, action: Action) {
        self.popup = None;
        if self.articles.selected().is_none() {
            self.status = Some(Status::plain("No article is selected."));
        } else if !self.shows_selected() || self.detail.article().is_none() {
            self.status = Some(Status::plain("The article has not been read yet; Enter shows it."));
        } else {
            match self.detail.links().iter().find(|link| link.action == Some(action)).map(|link| link.address.clone()) {
                Some(address) => self.open_address(&address),
                None => {
                    let what = match action {
                        Action::OpenWeb => "web page",
                        Action::OpenAmp => "AMP page",
                        Action::OpenCachedAmp => "cached AMP page",
                        Action::OpenPlayer => "player",
                        _ => "download",
                    };
                    self.status = Some(Status::plain(format!("This article has no {what}.")));
                }
            }
        }
    }

    /// The article pane holds the selected article: in one pane it may be another one still.
    fn shows_selected(&self) -> bool {
        let selected = self.articles.selected().map(|row| self.articles.index().id(row));
        selected.is_some() && self.detail.id() == selected
    }

    pub(super) fn open_address(&mut self, address: &Address) {
        match judge(Some(address)) {
            Chosen::Address(target) => self.effects.push(Effect::Open(target)),
            Chosen::None(why) => self.status = Some(Status::warning(why)),
        }
    }

    /// Acts on the selected article's address; reads its file first where it has not been read.
    fn with_selected(&mut self, act: fn(&Article, String) -> Effect, read_first: fn(std::path::PathBuf) -> Effect) {
        let Some(row) = self.articles.selected() else {
            self.status = Some(Status::plain("No article is selected."));
            return;
        };
        let index = self.articles.index();
        match self.detail.article().filter(|article| article.id == index.id(row)) {
            None => self.effects.push(read_first(index.path(row).to_owned())),
            Some(article) => match choose(article) {
                Chosen::Address(target) => self.effects.push(act(article, target)),
                Chosen::None(why) => self.status = Some(Status::warning(why)),
            },
        }
    }

    /// Opens what the digit stands for in the article.
    /// The page of an article of the unfolded story, by its number in the list.
    fn open_unfolded(&mut self, number: u8) {
        let rows = self.articles.rows();
        let at = rows.unfolding().map(|unfolding| (unfolding.start + usize::from(number), unfolding.end));
        let row = at.filter(|(at, end)| at < end).and_then(|(at, _)| rows.get(at));
        let Some(row) = row else {
            return self.status = Some(Status::plain(format!("There is no {number} here.")));
        };
        let address = self.articles.index().address(row);
        let address = Some(address).filter(|address| !address.is_empty()).map(Address::new);
        self.open_told(row, address.as_ref());
    }

    /// The page of another article of a story, which counts as opened with it.
    fn open_told(&mut self, row: Row, address: Option<&Address>) {
        match judge(address) {
            Chosen::Address(target) => {
                self.effects.push(Effect::Open(target));
                self.note_opened_other(row);
            }
            Chosen::None(why) => self.status = Some(Status::warning(why)),
        }
    }

    pub(super) fn open_numbered(&mut self, number: u8) {
        if self.panes.focus == Focus::List && self.articles.is_unfolded_here() {
            return self.open_unfolded(number);
        }
        let Some(numbered) = self.detail.numbered(number).filter(|_| self.shows_selected()) else {
            self.status = Some(Status::plain(format!("There is no {number} here.")));
            return;
        };
        let target = numbered.target.clone();
        match &target {
            Target::Told(row, address) => self.open_told(*row, address.as_ref()),
            Target::Store(path) => self.effects.push(Effect::OpenArticle(path.clone())),
            Target::Web(address) => match judge(address.as_ref()) {
                Chosen::Address(target) => self.effects.push(Effect::Open(target)),
                Chosen::None(why) => self.status = Some(Status::warning(why)),
            },
        }
    }
}
