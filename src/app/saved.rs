//! The searches that are kept under a name: which there are, how many headlines each finds, and which of them is listed. They are
//! written, and counted, outside.

use super::app::App;
use super::event::Effect;
use super::marking::Special;
use super::panes::Focus;
use super::status::Status;
use super::topics::Entry;
use crate::config::Search;
use crate::index::Scope;
use crate::search::{self, Order, Query, Request};
use crate::store::Store;
use std::sync::Arc;

/// The searches that are kept.
#[derive(Debug, Default)]
pub struct Saved {
    searches: Vec<Search>,
    /// Those that everybody has, once there are marks.
    specials: Vec<Search>,
    /// How many headlines a query finds, as far as that is known.
    counts: Vec<(String, usize)>,
    /// Of the last count that was asked for; others are dropped.
    generation: u64,
    /// The day it was asked for, where what a search finds depends on that.
    counted_on: Option<String>,
}

/// A question how many headlines each of some queries finds: a pass over the store for each, so a job answers it.
#[derive(Debug, Clone)]
pub struct Count {
    generation: u64,
    asks: Vec<(String, Request)>,
}

/// The answer.
#[derive(Debug)]
pub struct Counted {
    generation: u64,
    counts: Vec<(String, usize)>,
}

impl Count {
    /// Where texts are asked for, those of this store.
    #[must_use]
    pub fn with_texts_of(mut self, store: Option<Arc<Store>>) -> Count {
        self.asks.iter_mut().for_each(|(_, request)| request.store.clone_from(&store));
        self
    }

    /// `None` once it is stale.
    pub fn run(&self, stale: &(dyn Fn() -> bool + Sync)) -> Option<Counted> {
        let count = |request: &Request| {
            let mut found = None;
            search::run(request, stale, &mut |results| found = results.done.then(|| results.rows.len()));
            found
        };
        let counts = self.asks.iter().map(|(query, request)| Some((query.clone(), count(request)?)));
        Some(Counted { generation: self.generation, counts: counts.collect::<Option<_>>()? })
    }
}

impl Saved {
    pub fn new(searches: Vec<Search>) -> Saved {
        Saved { searches, ..Saved::default() }
    }

    pub fn searches(&self) -> &[Search] {
        &self.searches
    }

    /// The lists of marks, and those that are kept.
    pub fn all(&self) -> impl Iterator<Item = &Search> {
        self.specials.iter().chain(&self.searches)
    }

    pub fn named(&self, name: &str) -> Option<&Search> {
        self.searches.iter().find(|search| search.name == name)
    }

    /// Each with how many headlines it finds, where that is known.
    pub fn counted(&self) -> Vec<(Search, Option<usize>)> {
        let count = |search: &Search| self.counts.iter().find(|(query, _)| *query == search.query).map(|(_, n)| *n);
        self.all().map(|search| (search.clone(), count(search))).collect()
    }
}

impl App {
    /// The searches are others now. One that is listed and asks for something else is listed anew.
    pub(super) fn take_searches(&mut self, searches: Vec<Search>) {
        if searches == self.saved.searches {
            return;
        }
        let listed = self.listed_search().map(|search| search.name.clone());
        self.saved.searches = searches;
        self.show_searches();
        let listed = listed.and_then(|name| self.saved.named(&name).cloned());
        if let Some(search) = listed.filter(|search| !self.lists(search)) {
            self.list_search(&search);
        }
        self.count_searches();
    }

    /// There are marks: their lists stand at the top.
    pub(super) fn show_specials(&mut self) {
        if self.saved.specials.is_empty() {
            self.saved.specials = Special::ALL.map(Special::search).to_vec();
            self.show_searches();
        }
    }

    pub(super) fn show_searches(&mut self) {
        let height = self.topics_height();
        self.topics.set_saved(self.saved.counted());
        self.topics.rebuild(&self.index, height);
    }

    /// Asks how many headlines each finds; while a store is first read that would be asked for nothing.
    pub(super) fn count_searches(&mut self) {
        if !self.loaded || self.saved.searches.is_empty() {
            return;
        }
        self.saved.generation += 1;
        let request = |query: &str| Request {
            generation: 0,
            index: self.index.clone(),
            marks: self.marking.of(&self.index).cloned().unwrap_or_default(),
            stories: self.telling.of(&self.index).cloned().unwrap_or_default(),
            as_stories: false,
            scope: Scope::All,
            query: Query::parse_whole(query),
            order: Order::Newest,
            now: self.clock.now,
            zone: self.clock.zone.clone(),
            store: None,
        };
        let ask = |search: &Search| (search.query.clone(), request(&search.query));
        let asks: Vec<(String, Request)> = self.saved.searches.iter().map(ask).collect();
        let is_relative = asks.iter().any(|(_, request)| request.query.is_relative());
        self.saved.counted_on = is_relative.then(|| self.clock.iso_day(Some(self.clock.now)));
        self.effects.push(Effect::Count(Count { generation: self.saved.generation, asks }));
    }

    /// Marks have changed: searches that go by them find something else.
    pub(super) fn count_by_marks(&mut self) {
        if self.saved.searches.iter().any(|search| Query::parse_whole(&search.query).asks_for_marks()) {
            self.count_searches();
        }
    }

    /// So have stories.
    pub(super) fn count_by_stories(&mut self) {
        if self.saved.searches.iter().any(|search| Query::parse_whole(&search.query).asks_for_stories()) {
            self.count_searches();
        }
    }

    /// Another day has begun: what `today` finds is asked anew, together with whatever happens next.
    pub(super) fn count_by_the_day(&mut self) {
        if self.saved.counted_on.as_ref().is_some_and(|day| *day != self.clock.iso_day(Some(self.clock.now))) {
            self.count_searches();
        }
    }

    /// `false` for an answer to an older question.
    pub(super) fn take_counted(&mut self, counted: Counted) -> bool {
        let is_newest = counted.generation == self.saved.generation;
        if is_newest {
            self.saved.counts = counted.counts;
            self.show_searches();
        }
        is_newest
    }

    /// Its results are what is listed.
    pub(super) fn lists(&self, search: &Search) -> bool {
        let (scope, query) = (self.articles.scope(), self.articles.query().trim());
        self.bar.is_none() && *scope == Scope::All && query == search.query
    }

    /// The search whose results are listed; of two that ask the same, that on which the topics' cursor stands.
    pub(super) fn listed_search(&self) -> Option<&Search> {
        match self.topics.current() {
            Some(Entry::Saved { search, .. }) if self.lists(search) => Some(search),
            _ => self.saved.all().find(|search| self.lists(search)),
        }
    }

    /// Lists its results, as if it had been typed and kept. What is wrong with it is told.
    pub(super) fn list_search(&mut self, search: &Search) {
        if let Some(bar) = self.bar.take() {
            self.trail.leave(bar.before);
        }
        self.articles.clear_query();
        self.articles.set_scope(Scope::All);
        self.articles.set_query(&search.query);
        if let Some(first) = self.articles.asks().mistakes.first() {
            self.status = Some(Status::warning(format!("In “{}”: {}", search.name, first.says)));
        }
        self.ask();
    }

    /// Lists its results, wherever the reader is.
    pub(super) fn go_to_search(&mut self, search: &Search) {
        self.note_place();
        let height = self.topics_height();
        self.topics.select(&Scope::All, height);
        self.list_search(search);
        self.history.keep(&search.query);
        self.panes.zoom = false;
        self.panes.focus = Focus::List;
    }

    /// The cursor in the topics stands on a search, or on the front page, only while that is listed, and then it does.
    pub(super) fn follow_search(&mut self) {
        let height = self.topics_height();
        match self.topics.current() {
            Some(Entry::Saved { search, .. }) if !self.lists(search) => {
                self.topics.select(self.articles.scope(), height);
            }
            Some(Entry::Front) if !self.articles.wants_front() => {
                self.topics.select(self.articles.scope(), height);
            }
            Some(Entry::Choice { scope: Scope::All, .. }) if self.articles.wants_front() => {
                self.topics.select_front(height);
            }
            Some(Entry::Choice { scope: Scope::All, .. }) => {
                if let Some(name) = self.listed_search().map(|search| search.name.clone()) {
                    self.topics.select_saved(&name, height);
                }
            }
            _ => {}
        }
    }
}
