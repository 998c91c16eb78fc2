//! What is kept of a reader between runs: where one was in a store, how the panes stood, what was searched for. Where it is kept, and
//! for which store, is not known here.

use super::app::App;
use super::panes::Focus;
use super::splits::Splits;
use super::status::Status;
use super::view::scope_name;
use crate::index::Scope;
use crate::model::ArticleId;
use crate::search::Order;
use crate::story::front::Kept;

/// A reader's place and habits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// The front page: as it is when one comes back.
    pub front: bool,
    /// The edition of the visit.
    pub edition: Option<Kept>,
    pub scope: Scope,
    pub query: String,
    /// Where it is not the order every list starts in.
    pub order: Option<Order>,
    /// Chosen for the search.
    pub search_order: Option<Order>,
    /// The selected article, and the line of the window it stood on.
    pub article: Option<(ArticleId, usize)>,
    /// Lines the article was scrolled by.
    pub scroll: usize,
    /// The article had the keys.
    pub reading: bool,
    /// What is read is hidden.
    pub unread_only: bool,
    /// Each article has a row of its own.
    pub plain: bool,
    pub splits: Splits,
    pub topics_hidden: bool,
    /// What was searched for, the oldest first.
    pub history: Vec<String>,
}

impl Default for Memory {
    fn default() -> Memory {
        Memory {
            front: false,
            edition: None,
            scope: Scope::All,
            query: String::new(),
            order: None,
            search_order: None,
            article: None,
            scroll: 0,
            reading: false,
            unread_only: false,
            plain: false,
            splits: Splits::default(),
            topics_hidden: false,
            history: Vec::new(),
        }
    }
}

impl App {
    /// What to keep when the program ends now. An open box is not kept: where one was before it is.
    pub fn memory(&self) -> Memory {
        let place = self.bar.as_ref().map_or_else(|| self.articles.place(), |bar| bar.before.clone());
        let order = self.articles.list_order();
        let id = place.selected.map(|(id, _)| id);
        let scroll = id.map_or(0, |id| self.detail.scroll_of(id));
        let reading = self.panes.focus == Focus::Article || self.resume_reading.is_some();
        Memory {
            front: place.front,
            edition: self.front.to_keep(),
            scope: place.scope,
            query: place.query,
            order: (order != self.start_order).then_some(order),
            search_order: place.search_order,
            // Who never moved is at the top, whatever will stand there.
            article: place.selected.filter(|_| place.touched || reading || scroll > 0),
            scroll,
            reading,
            unread_only: self.articles.hides_read(),
            plain: self.telling.plain,
            splits: self.panes.splits,
            topics_hidden: self.panes.topics_hidden,
            history: self.history.queries().to_vec(),
        }
    }

    /// Goes where that was. What is no longer there is said once all has been read.
    pub(super) fn recall_place(&mut self, memory: Memory) {
        self.panes.splits = memory.splits;
        self.panes.topics_hidden = memory.topics_hidden;
        if let Some(order) = memory.order {
            self.articles.set_order(order);
        }
        if let Some((id, _)) = memory.article {
            self.detail.scroll_when_read(id, memory.scroll);
        }
        self.articles.set_hides_read(memory.unread_only);
        self.telling.plain = memory.plain;
        self.resume_reading = memory.reading.then_some(memory.article).flatten().map(|(id, _)| id);
        self.articles.start_at(memory.scope, memory.query, memory.search_order, memory.article);
        self.articles.start_at_front(memory.front);
    }

    /// Once all has been read: a topic that is gone is no place to stay.
    pub(super) fn settle(&mut self) {
        let scope = self.articles.scope();
        if *scope != Scope::All && self.index.rows(scope).is_empty() && !self.index.is_empty() {
            let gone = scope_name(scope, &self.store).to_owned();
            self.status = Some(Status::plain(format!("{gone} is there no longer; these are all headlines.")));
            self.articles.widen();
        }
        let sought = self.articles.place().selected;
        if sought.is_some_and(|(id, _)| self.index.row_of(id).is_none()) {
            self.articles.give_up();
            self.resume_reading = None;
        }
        let (scope, height) = (self.articles.scope().clone(), self.topics_height());
        self.topics.reveal(&scope, &self.index, height);
    }
}
