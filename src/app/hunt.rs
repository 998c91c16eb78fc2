//! From match to match of the last search: in the list that shows more than the matches, and inside the article. It does not filter;
//! that is the search.

use super::app::App;
use super::articles::Articles;
use super::event::Effect;
use super::panes::Focus;
use super::status::Status;
use crate::search::{Query, Request, Rows, next_match};

/// A question for the next match: it may take a pass over the list, so a job answers it.
#[derive(Debug, Clone)]
pub struct Hunt {
    pub asks: Request,
    pub rows: Rows,
    /// Of the list they are.
    pub listed: u64,
    /// Where the reader stands.
    pub from: usize,
    pub onward: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Quarry {
    listed: u64,
    from: usize,
    at: Option<usize>,
}

impl Hunt {
    /// Looks from where the reader stands, past the end from the other end on. `stop` is asked now and then.
    pub fn run(self, stop: &(dyn Fn() -> bool + Sync)) -> Quarry {
        let at = next_match(&self.asks, &self.rows, self.from, self.onward, stop);
        Quarry { listed: self.listed, from: self.from, at }
    }
}

impl App {
    pub(super) fn hunt(&mut self, onward: bool) {
        let query = self.articles.query().trim();
        let query = if query.is_empty() { self.history.get(0).unwrap_or_default() } else { query };
        if query.is_empty() {
            let key = self.key_name(crate::input::Action::Search);
            self.status = Some(Status::plain(format!("Nothing has been searched for yet. {key} searches.")));
            return;
        }
        let query = Query::parse_whole(query);
        if self.panes.focus == Focus::Article && self.layout().article.is_some() {
            self.hunting = true;
            self.detail.want_all();
            self.set_page();
            let height = self.article_height();
            if !self.detail.find(&query, onward, height) {
                self.status = Some(Status::plain("No match in this article."));
            }
            return;
        }
        self.hunting = true;
        // One at a time: a key held down does not pile them up.
        let Some(hunt) = self.articles.hunt(self.articles.question(query, &self.clock), onward).filter(|_| !self.hunts)
        else {
            return;
        };
        self.hunts = true;
        self.effects.push(Effect::Hunt(hunt));
    }

    /// The words to light where nothing is being searched for: those of the hunt.
    pub(super) fn lit_query(&self) -> Query {
        let query = self.articles.query();
        if query.trim().is_empty() && self.hunting {
            return Query::parse_whole(self.history.get(0).unwrap_or_default());
        }
        self.articles.asks().clone()
    }

    pub(super) fn take_quarry(&mut self, quarry: Quarry) {
        if self.articles.listed() != quarry.listed {
            return;
        }
        let Some(at) = quarry.at else {
            self.status = Some(Status::plain("No headline here matches the last search."));
            return;
        };
        if at != quarry.from {
            self.note_place();
        }
        let height = self.list_height();
        self.articles.go(|cursor, len| cursor.select(at, len, height));
        let says = match at.cmp(&quarry.from) {
            std::cmp::Ordering::Equal => "This is the only match.",
            _ => return,
        };
        self.status = Some(Status::plain(says));
    }
}

impl Articles {
    /// The question for the next match from the selected row.
    fn hunt(&self, asks: Request, onward: bool) -> Option<Hunt> {
        self.selected()?;
        Some(Hunt { asks, rows: self.rows().clone(), listed: self.listed(), from: self.cursor.selected(), onward })
    }
}
