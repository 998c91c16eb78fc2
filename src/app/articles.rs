//! The list of headlines: what it was asked to show, what it shows, and where the reader stands in it. It draws nothing and
//! searches nothing: it asks, and takes results of its own generation only.

mod asked;
mod chosen;
mod front;
mod unfold;

use super::cursor::Cursor;
use super::dates::Clock;
use super::front::Page;
use super::marking::Marking;
use super::selection::Selection;
use super::stories::Telling;
use crate::index::{Index, Marks, Row, Scope};
use crate::model::ArticleId;
use crate::search::query::{Condition, Expr, Flag, Marked};
use crate::search::{Order, Query, Request, Results, Rows};
use crate::story::Stories;
use std::sync::Arc;

/// Where the selection goes when the next results come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    /// To the first row.
    Top,
    /// To this article, on this line of the window; to the same place in the list where it is gone.
    Article(ArticleId, usize),
}

/// The list pane.
#[derive(Debug)]
pub struct Articles {
    /// The index that `rows` belong to: the one last asked about, not necessarily the newest.
    index: Arc<Index>,
    rows: Rows,
    /// Counts the answers that were taken: another list, another number.
    listed: u64,
    /// How many articles were found: more than rows where one stands for a story.
    articles: usize,
    /// The article that stands for the story that is unfolded.
    unfolded: Option<ArticleId>,
    /// The stories that were asked with.
    stories: Stories,
    /// How many rows the scope holds, matched or not.
    of: usize,
    done: bool,
    texts: Option<(usize, usize)>,
    /// What was said of the question by who answered it; and that its last word was passed over.
    notes: Vec<String>,
    passed_over: bool,
    scope: Scope,
    query: String,
    /// The same, understood.
    asks: Query,
    order: Order,
    /// The order chosen for the present search; best match where none was.
    search_order: Option<Order>,
    pub cursor: Cursor,
    anchor: Anchor,
    /// Of the last request; results of another are dropped.
    generation: u64,
    /// Of the results that are listed.
    taken: u64,
    asked: Arc<Index>,
    /// The reader has moved: the selection holds its article from now on, not the top.
    touched: bool,
    /// Rows that are to be marked or opened together.
    selection: Selection,
    /// Only what is unread is listed.
    hides_read: bool,
    /// The marks by which the list was made: what is read meanwhile stays in it until the reader goes elsewhere.
    made_by: Option<(Arc<Index>, Marks)>,
    /// Where the reader left off the last time, until it has been found or the reader has moved.
    sought: Option<(ArticleId, usize)>,
    /// The reader is on the front page, or on the way there.
    front: bool,
    /// The page that is to be listed, and the one that is.
    coming: Option<Page>,
    page: Option<Page>,
}

/// A place to come back to.
#[derive(Debug, Clone)]
pub struct Place {
    /// The front page; a search begun there is one of everything.
    pub front: bool,
    pub scope: Scope,
    pub query: String,
    pub search_order: Option<Order>,
    pub selected: Option<(ArticleId, usize)>,
    pub touched: bool,
}

/// The same list and the same article; on which line of the window it stands does not matter.
impl PartialEq for Place {
    fn eq(&self, other: &Place) -> bool {
        let id = |place: &Place| place.selected.map(|(id, _)| id);
        (self.front, &self.scope, &self.query, id(self)) == (other.front, &other.scope, &other.query, id(other))
    }
}

impl Articles {
    pub fn new(order: Order) -> Articles {
        Articles {
            index: Arc::default(),
            rows: Rows::default(),
            listed: 0,
            articles: 0,
            unfolded: None,
            stories: Stories::default(),
            of: 0,
            done: false,
            texts: None,
            notes: Vec::new(),
            passed_over: false,
            scope: Scope::All,
            query: String::new(),
            asks: Query::default(),
            order,
            search_order: None,
            cursor: Cursor::default(),
            anchor: Anchor::Top,
            generation: 0,
            taken: 0,
            asked: Arc::default(),
            touched: false,
            selection: Selection::default(),
            hides_read: false,
            made_by: None,
            sought: None,
            front: false,
            coming: None,
            page: None,
        }
    }

    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// The one that was last asked about.
    pub fn asked(&self) -> &Arc<Index> {
        &self.asked
    }

    /// Articles that were found, where rows stand for stories.
    pub fn articles(&self) -> usize {
        self.articles
    }

    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The same as long as the same rows are listed.
    pub fn listed(&self) -> u64 {
        self.listed
    }

    pub fn of(&self) -> usize {
        self.of
    }

    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    pub fn query(&self) -> &str {
        &self.query
    }

    /// What is asked for, as it is understood.
    pub fn asks(&self) -> &Query {
        &self.asks
    }

    /// The order in force: what the search itself asks for, else what was chosen for it; of words, else the best match first, and of
    /// conditions alone the list's.
    pub fn order(&self) -> Order {
        let otherwise = if self.asks.is_ranked() { Order::Best } else { self.order };
        self.asks.order().or(self.search_order).unwrap_or(otherwise)
    }

    /// A query to which nothing more is typed.
    fn put_query(&mut self, query: String) {
        self.asks = Query::parse_whole(&query);
        self.query = query;
    }

    /// The order of a list that nothing is searched in.
    pub fn list_order(&self) -> Order {
        self.order
    }

    /// How many texts have been looked into, of how many, as long as that goes on.
    pub fn texts(&self) -> Option<(usize, usize)> {
        self.texts.filter(|_| !self.done)
    }

    /// Nothing has been answered yet to what was last asked.
    pub fn unanswered(&self) -> bool {
        self.taken != self.generation
    }

    /// Results for the last request are still to come.
    pub fn waiting(&self) -> bool {
        !self.done
    }

    pub fn selected(&self) -> Option<Row> {
        self.rows.get(self.cursor.selected())
    }

    /// Moves the selection, and holds it from now on.
    pub fn go(&mut self, act: impl FnOnce(&mut Cursor, usize)) {
        let before = self.cursor.selected();
        act(&mut self.cursor, self.rows.len());
        self.stand_on_a_row(before);
        self.touched = true;
        self.sought = None;
        // What is still to come is an answer to the same question: the move holds.
        if !self.done && (self.taken == self.generation || self.anchor != Anchor::Top) {
            self.hold();
        }
    }

    /// Begins where the reader left off, as soon as that has been read.
    pub fn start_at(
        &mut self,
        scope: Scope,
        query: String,
        search_order: Option<Order>,
        article: Option<(ArticleId, usize)>,
    ) {
        (self.scope, self.search_order) = (scope, search_order);
        self.put_query(query);
        self.sought = article;
        if let Some((id, line)) = article {
            self.anchor = Anchor::Article(id, line);
            self.touched = true;
        }
    }

    /// All headlines instead of a scope that is gone; the article that is sought stays so.
    pub fn widen(&mut self) {
        self.scope = Scope::All;
    }

    /// What is sought is not there.
    pub fn give_up(&mut self) {
        self.sought = None;
    }

    pub fn place(&self) -> Place {
        Place {
            front: self.front,
            scope: self.scope.clone(),
            query: self.query.clone(),
            search_order: self.search_order,
            selected: self.held(),
            touched: self.touched,
        }
    }

    fn held(&self) -> Option<(ArticleId, usize)> {
        self.sought.or_else(|| self.selected().map(|row| (self.index.id(row), self.cursor.line())))
    }

    fn hold(&mut self) {
        if let Some((id, line)) = self.held() {
            self.anchor = Anchor::Article(id, line);
        }
    }

    /// Shows another scope, from its top.
    pub fn set_scope(&mut self, scope: Scope) {
        self.front = false;
        self.scope = scope;
        self.start_at_top();
    }

    /// Shows what matches, best first, from the top.
    pub fn set_query(&mut self, query: &str) {
        self.put_query(query.to_owned());
        self.start_at_top();
    }

    fn start_at_top(&mut self) {
        self.made_by = None;
        self.anchor = Anchor::Top;
        self.touched = false;
        self.sought = None;
    }

    /// Shows the same from its top.
    pub fn go_to_the_top(&mut self) {
        self.start_at_top();
    }

    /// Drops the search; the selected article stays selected.
    pub fn clear_query(&mut self) {
        self.put_query(String::new());
        self.made_by = None;
        self.search_order = None;
        self.hold();
    }

    /// Chooses an order, of the search where there is one; the selected article stays selected once the reader has moved.
    pub fn set_order(&mut self, order: Order) {
        // What is chosen takes the place of what was typed.
        if let Some((_, span)) = self.asks.sort.clone() {
            let (before, after) = (self.query[..span.start].trim_end(), self.query[span.end..].trim_start());
            let gap = if before.is_empty() || after.is_empty() { "" } else { " " };
            self.put_query(format!("{before}{gap}{after}"));
        }
        if self.query.trim().is_empty() {
            // Without words nothing matches better: the newest stand first then.
            self.order = if order == Order::Best { Order::Newest } else { order };
        } else {
            // Of words that is the order where none was chosen.
            self.search_order = (order != Order::Best).then_some(order);
        }
        self.anchor = Anchor::Top;
        if self.touched {
            self.hold();
        }
    }

    pub fn go_back_to(&mut self, place: Place) {
        self.made_by = None;
        self.front = place.front;
        self.scope = place.scope;
        self.put_query(place.query);
        self.search_order = place.search_order;
        self.touched = place.touched;
        self.sought = None;
        self.anchor = place.selected.map_or(Anchor::Top, |(id, line)| Anchor::Article(id, line));
    }

    /// A new index has come: the same question, the same article under the cursor. Who has not moved while the store is
    /// first read stays at the top; with `stay` the article stays in any case.
    pub fn reindex(&mut self, stay: bool) {
        if !self.waiting() && (self.touched || stay) {
            self.hold();
        }
    }

    /// The request for the present scope, query and order.
    pub fn request(&mut self, index: &Arc<Index>, marking: &Marking, telling: &Telling, clock: &Clock) -> Request {
        self.generation += 1;
        self.done = false;
        self.asked = index.clone();
        self.coming = None;
        let mut query = self.asks.clone();
        if self.hides_read_here() && marking.of(index).is_some() {
            query.narrow(Expr::Is(Condition::Flag(Flag::Mark(Marked::Unread))));
        }
        let marks = if query.asks_for_marks() || self.order() == Order::Seen {
            self.marks_to_go_by(index, marking)
        } else {
            Marks::default()
        };
        self.stories = telling.of(index).cloned().unwrap_or_default();
        let as_stories = telling.together(index).is_some();
        let stories = self.stories.clone();
        Request { index: index.clone(), marks, stories, as_stories, ..self.question(query, clock) }
    }

    /// Where what is read is hidden, the marks to go by.
    pub fn marks_if_read_is_hidden(&mut self, index: &Arc<Index>, marking: &Marking) -> Option<Marks> {
        (self.hides_read && marking.of(index).is_some()).then(|| self.marks_to_go_by(index, marking))
    }

    /// The marks as they are, but that what has changed in this list stays as it was when the list was made.
    fn marks_to_go_by(&mut self, index: &Arc<Index>, marking: &Marking) -> Marks {
        let now = marking.of(index).cloned().unwrap_or_default();
        let marks = match (&self.made_by, self.made_by.as_ref().and_then(|(before, _)| marking.of(before))) {
            (Some((before, made_by)), Some(then)) => now.as_listed(index, (before, made_by, then)),
            _ => now,
        };
        self.made_by = Some((index.clone(), marks.clone()));
        marks
    }

    /// Shows what is read too, or hides it; whether it is hidden now. The selected article stays selected.
    pub fn toggle_read_ones(&mut self) -> bool {
        self.hides_read = !self.hides_read;
        self.made_by = None;
        if self.touched {
            self.hold();
        }
        self.hides_read
    }

    pub fn hides_read(&self) -> bool {
        self.hides_read
    }

    /// A list of what is marked one way or the other has what it asks for.
    pub fn hides_read_here(&self) -> bool {
        self.hides_read && !self.asks.asks_for_marks()
    }

    pub fn set_hides_read(&mut self, hides: bool) {
        self.hides_read = hides;
    }

    /// What would ask for another query of what is listed.
    pub fn question(&self, query: Query, clock: &Clock) -> Request {
        Request {
            generation: self.generation,
            index: self.index.clone(),
            marks: Marks::default(),
            stories: self.stories.clone(),
            as_stories: false,
            scope: self.scope.clone(),
            query,
            order: self.order(),
            now: clock.now,
            zone: clock.zone.clone(),
            store: None,
        }
    }

    /// Takes results of the present generation; `false` for others. `height` is the list's.
    pub fn take(&mut self, results: Results, height: usize) -> bool {
        if results.generation != self.generation {
            return false;
        }
        self.index = self.asked.clone();
        self.selection = Selection::default();
        self.rows = results.rows;
        self.page.clone_from(&self.coming);
        self.articles = results.articles;
        self.unfold_again();
        self.listed += 1;
        self.of = results.of;
        (self.done, self.texts) = (results.done, results.texts);
        (self.notes, self.passed_over) = (results.notes, results.passed_over);
        self.taken = results.generation;
        let found = match self.anchor {
            Anchor::Top => Some((0, 0)),
            Anchor::Article(id, line) => self.position(id).map(|at| (at, line)),
        };
        match found {
            Some((at, line)) => {
                self.cursor.place(at, line, self.rows.len(), height);
                if self.anchor != Anchor::Top {
                    self.sought = None;
                }
            }
            None => self.cursor.fit(self.rows.len(), height),
        }
        self.stand_on_a_row(0);
        true
    }

    /// The selected article stays selected in what comes next, once the reader has moved.
    pub fn hold_selected(&mut self) {
        self.anchor = Anchor::Top;
        if self.touched {
            self.hold();
        }
    }

    /// Where an article stands in the list. May cost a pass over the rows: for new results only, never for a key.
    fn position(&self, id: ArticleId) -> Option<usize> {
        let row = self.index.row_of(id)?;
        // One that is told by another of its story is where that stands.
        self.rows.position(row).or_else(|| {
            let story = self.stories.of(row)?;
            self.stories.members(story).iter().find_map(|&member| self.rows.position(member))
        })
    }
}
