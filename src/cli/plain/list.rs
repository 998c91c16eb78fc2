//! The headlines one is in: a part of the store, words, an order, and how far they have been said. Numbers count from 1 through all
//! pages, so that a number said stays good until another list is asked for.

use super::command::order_name;
use super::{Shown, speak};
use crate::app::Clock;
use crate::cli::marked::Marked;
use crate::cli::told::Told;
use crate::cli::whole;
use crate::index::{Index, Marks, Row, Scope};
use crate::search::{Order, Query, Request, Rows};
use crate::store::Store;
use crate::story::Stories;
use crate::story::front::{Edition, Taste, Weights};
use std::cell::OnceCell;
use std::sync::Arc;

/// Headlines said at a time.
const PAGE: usize = 10;

pub(super) struct List<'a> {
    pub index: Arc<Index>,
    /// For questions that ask for marks.
    marks: &'a Marked,
    /// And for those that ask for stories; of the index, once one did.
    told: &'a Told,
    stories: OnceCell<Stories>,
    pub clock: Clock,
    /// What the whole store is called.
    name: String,
    scope: Scope,
    words: String,
    order: Order,
    /// Chosen for the present search; best match where none was.
    search_order: Option<Order>,
    rows: Rows,
    /// What is wrong with the words; the rest of them counts.
    pub mistakes: Vec<String>,
    /// For questions that look into texts.
    store: Option<Arc<Store>>,
    /// The first headline of the page.
    top: usize,
    /// What the front page goes by, and the one that is listed.
    by: (Weights, Vec<Taste>),
    front: Option<Edition>,
}

impl<'a> List<'a> {
    pub fn new(store: &Store, index: Arc<Index>, shown: &Shown<'a>) -> List<'a> {
        let Shown { name, order, clock, marks, stories: told, front: by } = shown;
        let (name, order, clock) = ((*name).to_owned(), *order, (*clock).clone());
        let store = Store::open(store.root()).ok().map(Arc::new);
        let (scope, words, rows) = (Scope::All, String::new(), Rows::default());
        let (search_order, mistakes, top) = (None, Vec::new(), 0);
        let stories = OnceCell::new();
        let mut list = List {
            index,
            marks,
            told,
            stories,
            clock,
            name,
            scope,
            words,
            order,
            search_order,
            rows,
            mistakes,
            store,
            top,
            by: by.clone(),
            front: None,
        };
        list.find();
        list
    }

    /// Goes to a part of the store, out of any search.
    pub fn go(&mut self, scope: Scope) {
        self.scope = scope;
        self.search(String::new());
    }

    /// Searches the part one is in.
    pub fn search(&mut self, words: String) {
        (self.words, self.search_order) = (words, None);
        self.find();
    }

    /// As in the reader: in a search only its order is chosen.
    pub fn sort(&mut self, order: Order) {
        if self.words.is_empty() {
            self.order = order;
        } else {
            self.search_order = Some(order);
        }
        self.find();
    }

    /// Goes to the front page, out of any search.
    pub fn go_to_front(&mut self) {
        self.go(Scope::All);
        let (stories, marks, (weights, tastes)) = (self.stories(), self.marks.of(&self.index), &self.by);
        let edition = Edition::of(&self.index, &stories, Some(&marks), self.clock.now, weights, tastes);
        self.rows = Rows::Found(Arc::new(edition.rows().collect()));
        self.front = Some(edition);
    }

    /// What is said where there is no more.
    pub fn end(&self) -> &'static str {
        match self.front {
            Some(_) => "You are up to date. / alone goes to all headlines.",
            None => "That is the end. l says the headlines again.",
        }
    }

    fn find(&mut self) {
        self.front = None;
        // After Enter nothing more is typed.
        let query = Query::parse_whole(&self.words);
        let request = whole::request(&self.index, &self.scope, &query, self.order(), &self.clock);
        // As they are by now: a reader may be open beside.
        let asks = query.asks_for_marks() || request.order == Order::Seen;
        let marks = if asks { self.marks.of(&self.index) } else { Marks::default() };
        let stories = if query.asks_for_stories() { self.stories() } else { Stories::default() };
        self.rows = whole::results(&Request { store: self.store.clone(), marks, stories, ..request }).rows;
        self.mistakes = query.mistakes.into_iter().map(|mistake| mistake.says).collect();
        self.top = 0;
    }

    fn stories(&self) -> Stories {
        let Some(store) = &self.store else { return Stories::default() };
        self.stories.get_or_init(|| self.told.of(&self.index, None, store)).clone()
    }

    fn order(&self) -> Order {
        let query = Query::parse_whole(&self.words);
        let otherwise = if query.is_ranked() { Order::Best } else { self.order };
        query.order().or(self.search_order).unwrap_or(otherwise)
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row of a number, 1 the first.
    pub fn row(&self, number: usize) -> Option<Row> {
        self.rows.get(number.checked_sub(1)?)
    }

    /// `Rivers: 12 headlines, newest first.`
    pub fn heading(&self) -> String {
        let place = match &self.scope {
            Scope::All => &self.name,
            Scope::Category(name) | Scope::Topic(name) | Scope::Kind(name) | Scope::Outlet(name) => name.as_ref(),
        };
        let (count, matches) = match self.rows.len() {
            1 => ("1 headline".to_owned(), "matches"),
            count => (format!("{count} headlines"), "match"),
        };
        if let Some(edition) = &self.front {
            return format!("Front page: {}, {count}.", edition.title(&self.clock.zone));
        }
        let order = order_name(self.order());
        match self.words.as_str() {
            "" => format!("{place}: {count}, {order}."),
            words => format!("{place}: {count} {matches} “{words}”, {order}."),
        }
    }

    /// The page one is at, and how much follows.
    pub fn page(&self) -> Vec<String> {
        let page = self.rows.iter().enumerate().skip(self.top).take(PAGE);
        let headline = |(at, row)| format!("{}. {}", at + 1, speak::headline(&self.index, row, &self.clock));
        let mut lines: Vec<String> =
            page.flat_map(|(at, row)| self.section_at(at).into_iter().chain([headline((at, row))])).collect();
        if self.rows.is_empty() && self.front.is_some() {
            lines.push("Nothing stands on it. / alone goes to all headlines.".to_owned());
        } else if self.rows.is_empty() && !(self.words.is_empty() && self.scope == Scope::All) {
            lines.push("/ alone goes back to all headlines.".to_owned());
        }
        lines.extend(speak::more(self.rows.len().saturating_sub(self.top + PAGE)));
        lines
    }

    /// `Rail:` above the first headline of a section, and at the top of a page.
    fn section_at(&self, at: usize) -> Option<String> {
        let mut begins = 0;
        for section in &self.front.as_ref()?.sections {
            let is_in = (begins..begins + section.rows.len()).contains(&at);
            if is_in && (at == begins || at == self.top) {
                return Some(format!("{}:", section.part.label(&self.index)));
            }
            begins += section.rows.len();
        }
        None
    }

    /// Goes on or back a page; `false` where there is none.
    pub fn turn(&mut self, onward: bool) -> bool {
        let to = if onward { Some(self.top + PAGE) } else { self.top.checked_sub(PAGE) };
        let to = to.filter(|&to| to < self.rows.len());
        self.top = to.unwrap_or(self.top);
        to.is_some()
    }
}
