//! The search box from opening to its end, and the box of a picker. What matches is the search's to say.

use super::app::App;
use super::input_line::InputLine;
use super::motion::Motion;
use super::panes::Focus;
use super::popup::{Does, Popup};
use super::search_bar::SearchBar;
use super::status::Status;
use crate::index::Scope;

impl App {
    /// The box; in the keys, the box that finds in them.
    pub(super) fn open_box(&mut self) {
        if let Some(Popup::Help(help)) = &mut self.popup {
            help.typing = true;
            return;
        }
        self.put_box(InputLine::default(), None);
        if !self.articles.query().is_empty() {
            self.articles.clear_query();
            self.ask();
        }
    }

    /// The box with a text in it, and what that finds; the name it is kept under.
    pub(super) fn open_box_with(&mut self, text: String, name: Option<String>) {
        self.put_box(InputLine::with(&text), name);
        self.articles.type_query(&text);
        self.ask();
    }

    fn put_box(&mut self, line: InputLine, name: Option<String>) {
        let before = self.articles.place();
        let (focus, zoom) = (self.panes.focus, self.panes.zoom);
        self.bar = Some(SearchBar { line, before, focus, name, zoom, recalled: None, completing: None });
        self.hunting = false;
        self.leave_article();
    }

    /// The text of whatever box is open has changed.
    pub(super) fn typed(&mut self) {
        match &mut self.popup {
            Some(Popup::Picker(picker)) => {
                picker.find();
                self.offer_word();
            }
            Some(Popup::Help(help)) => help.find(),
            Some(Popup::Naming(_)) => {}
            _ => {
                if let Some(bar) = &mut self.bar {
                    bar.completing = None;
                    self.articles.type_query(bar.line.text());
                    self.ask();
                }
            }
        }
    }

    pub(super) fn accept(&mut self) {
        match &mut self.popup {
            Some(Popup::Picker(picker)) => {
                let Some(does) = picker.selected().map(|choice| choice.does.clone()) else { return };
                self.popup = None;
                return match does {
                    Does::Front => self.go_to_front(),
                    Does::Go(scope) => self.go_to(scope),
                    Does::Search(search) => self.go_to_search(&search),
                    Does::Act(action) => self.act(action),
                    Does::Subject(of) => self.ask_about(&of),
                    Does::Change(change) => self.change_rules(change),
                };
            }
            Some(Popup::Help(help)) => return help.typing = false,
            Some(Popup::Naming(_)) => return self.name_search(),
            Some(Popup::Confirm(_)) => return self.confirm(),
            _ => {}
        }
        let query = self.articles.query().trim().to_owned();
        let passed_over = self.articles.asks().last.as_ref().filter(|_| self.articles.passed_over());
        if let Some(last) = passed_over.filter(|_| self.bar.is_some()) {
            // The list is another than what would be searched for.
            self.status = Some(Status::warning(format!("No headline here has “{}”. Esc goes back.", last.text)));
        } else if !self.articles.rows().is_empty() || query.is_empty() {
            if let Some(bar) = self.bar.take().filter(|_| !query.is_empty()) {
                self.trail.leave(bar.before);
                self.history.keep(&query);
                self.end_query();
            }
        } else if self.articles.waiting() {
            // The answer decides; nothing is lost by asking again.
        } else if *self.articles.scope() == Scope::All {
            self.status = Some(Status::plain("No headline matches in the whole store. Esc goes back."));
        } else {
            self.articles.set_scope(Scope::All);
            let height = self.topics_height();
            self.topics.select(&Scope::All, height);
            self.ask();
        }
    }

    /// Nothing more is typed: what is not finished, and what else is left out, is told.
    fn end_query(&mut self) {
        if self.articles.end_query() {
            self.ask();
        }
        if let Some(first) = self.told().first() {
            self.status = Some(Status::warning(*first));
        }
    }

    pub(super) fn cancel(&mut self) {
        if self.leave_popup() {
            return;
        }
        let Some(bar) = self.bar.take() else { return };
        (self.panes.focus, self.panes.zoom) = (bar.focus, bar.zoom);
        self.return_to(bar.before);
    }

    pub(super) fn in_results(&mut self, by: isize) {
        match self.popup {
            Some(_) => self.go(Motion::Lines(by)),
            None => self.go_in_list(by),
        }
    }

    /// Puts an older or a newer search into the box; past the newest, what was typed.
    pub(super) fn recall(&mut self, older: bool) {
        let Some(bar) = &mut self.bar else { return };
        if bar.recall(&self.history, older) {
            self.typed();
        }
    }

    /// Completes what is typed at the cursor.
    pub(super) fn complete(&mut self, onward: bool) {
        let Some(bar) = &mut self.bar else { return };
        let answer = self.articles.answer();
        let (index, listed) = answer.map_or((&*self.index, None), |(index, rows)| (index, Some(rows)));
        if bar.complete(index, listed, onward) {
            self.articles.type_query(bar.line.text());
            self.ask();
        } else {
            self.status =
                Some(Status::plain("Nothing completes this. A field does: provider: topic: since: heat: is: …"));
        }
    }

    /// Shows a scope from its top, out of any search.
    pub(super) fn go_to(&mut self, scope: Scope) {
        self.note_place();
        let height = self.topics_height();
        self.topics.reveal(&scope, &self.index, height);
        self.articles.clear_query();
        self.articles.set_scope(scope);
        self.panes.zoom = false;
        self.panes.focus = Focus::List;
        self.ask();
    }
}
