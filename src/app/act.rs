//! What every action does. One arm, one call: an arm that grows becomes a method.

use super::app::App;
use super::event::Effect;
use super::motion::Motion;
use super::panes::Focus;
use super::popup::{Help, Picker, Popup};
use super::search_bar::SearchBar;
use super::status::Status;
use super::topics::Fold;
use crate::index::Scope;
use crate::input::Action;
use crate::search::Order;

impl App {
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Down => self.go(Motion::Lines(1)),
            Action::Up => self.go(Motion::Lines(-1)),
            Action::Top => self.go(Motion::Top),
            Action::Bottom => self.go(Motion::Bottom),
            Action::HalfDown => self.go(Motion::Halves(1)),
            Action::HalfUp => self.go(Motion::Halves(-1)),
            Action::PageDown => self.go(Motion::Halves(2)),
            Action::PageUp => self.go(Motion::Halves(-2)),
            Action::PaneLeft => self.pane_left(),
            Action::PaneRight => self.pane_right(),
            Action::NextPane => self.cycle(1),
            Action::PreviousPane => self.cycle(-1),
            Action::Enter => self.enter(),
            Action::Back => self.back(),
            Action::Close => self.close(),
            Action::Interrupt => self.interrupt(),
            Action::Quit => self.effects.push(Effect::Quit),
            Action::ReadOn => self.read(true),
            Action::ReadBack => self.read(false),
            Action::NextArticle => self.go_in_list(1),
            Action::PreviousArticle => self.go_in_list(-1),
            Action::Search => self.open_box(),
            Action::Accept => self.accept(),
            Action::Cancel => self.cancel(),
            Action::ResultDown => self.in_results(1),
            Action::ResultUp => self.in_results(-1),
            Action::OrderMenu => self.popup = Some(Popup::Order),
            Action::OrderNewest => self.set_order(Order::Newest),
            Action::OrderOldest => self.set_order(Order::Oldest),
            Action::OrderHeat => self.set_order(Order::Heat),
            Action::OrderQuality => self.set_order(Order::Quality),
            Action::OrderTitle => self.set_order(Order::Title),
            Action::OrderOutlet => self.set_order(Order::Outlet),
            Action::OpenOriginal => self.open_original(),
            Action::OpenNumbered(number) => self.open_numbered(number),
            Action::CopyAddress => self.copy_address(),
            Action::GoTo => self.popup = Some(Popup::Picker(Picker::new(&self.index))),
            Action::ToggleTopics => self.toggle_topics(),
            Action::Zoom => self.zoom(),
            Action::Help if matches!(self.popup, Some(Popup::Help(_))) => self.popup = None,
            Action::Help => self.popup = Some(Popup::Help(Help::new(&self.keymap, self.pane_context()))),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Nothing => {}
        }
    }

    fn pane_left(&mut self) {
        let height = self.topics_height();
        match self.panes.focus {
            Focus::Topics => _ = self.topics.set_fold(Fold::Closed, &self.index, height),
            Focus::List => self.panes.focus = Focus::Topics,
            Focus::Article => self.leave_article(),
        }
        self.choose_topic();
    }

    fn pane_right(&mut self) {
        let height = self.topics_height();
        match self.panes.focus {
            Focus::Topics if self.topics.set_fold(Fold::Open, &self.index, height) => {}
            Focus::Topics => self.panes.focus = Focus::List,
            Focus::List => self.panes.focus = Focus::Article,
            Focus::Article => {}
        }
    }

    fn leave_article(&mut self) {
        self.panes.zoom = false;
        self.panes.focus = Focus::List;
    }

    fn cycle(&mut self, by: isize) {
        if self.panes.zoom {
            return;
        }
        let all = [Focus::Topics, Focus::List, Focus::Article];
        let sidebar = self.layout().topics.is_some() || self.panes.one_pane();
        let ring = if sidebar { &all[..] } else { &all[1..] };
        let at = ring.iter().position(|focus| *focus == self.panes.focus).unwrap_or(0);
        self.panes.focus = ring[(at as isize + by).rem_euclid(ring.len() as isize) as usize];
    }

    fn enter(&mut self) {
        match self.panes.focus {
            Focus::Topics => {
                let (height, fold) = (self.topics_height(), self.topics.header_fold());
                match fold {
                    Some(Fold::Closed) => _ = self.topics.set_fold(Fold::Open, &self.index, height),
                    Some(Fold::Open) => _ = self.topics.set_fold(Fold::Closed, &self.index, height),
                    None => self.panes.focus = Focus::List,
                }
            }
            Focus::List if self.articles.selected().is_some() => self.panes.focus = Focus::Article,
            Focus::List => {}
            Focus::Article => self.open_original(),
        }
    }

    /// Out, one step: the half-typed keys, the popup, the search, the zoom, the pane. Never the program.
    fn back(&mut self) {
        if self.popup.take().is_some() {
        } else if !self.articles.query().is_empty() {
            self.clear_search();
        } else if self.panes.zoom {
            self.leave_article();
        } else {
            self.panes.focus = Focus::List;
        }
    }

    /// Back, and at the root out.
    fn close(&mut self) {
        if self.popup.take().is_some() {
        } else if self.panes.zoom || self.panes.focus != Focus::List {
            self.leave_article();
        } else if !self.articles.query().is_empty() {
            self.clear_search();
        } else {
            self.effects.push(Effect::Quit);
        }
    }

    fn interrupt(&mut self) {
        if self.popup.take().is_some() {
        } else if self.bar.is_some() {
            self.cancel();
        } else {
            self.effects.push(Effect::Quit);
        }
    }

    fn clear_search(&mut self) {
        self.articles.clear_query();
        self.ask();
    }

    fn open_box(&mut self) {
        let before = self.articles.place();
        self.bar = Some(SearchBar { line: Default::default(), before, focus: self.panes.focus });
        self.leave_article();
        if !self.articles.query().is_empty() {
            self.clear_search();
        }
    }

    /// The box's text has changed.
    pub(super) fn search_typed(&mut self) {
        if let Some(bar) = &self.bar {
            self.articles.set_query(bar.line.text());
            self.ask();
        }
    }

    fn accept(&mut self) {
        if let Some(Popup::Picker(picker)) = &self.popup {
            let Some(scope) = picker.selected().map(|choice| choice.scope.clone()) else { return };
            self.popup = None;
            self.go_to(scope);
            return;
        }
        let found = !self.articles.rows().is_empty();
        if found || self.articles.query().trim().is_empty() {
            self.bar = None;
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

    fn cancel(&mut self) {
        if self.popup.take().is_some() {
            return;
        }
        let Some(bar) = self.bar.take() else { return };
        self.panes.focus = bar.focus;
        self.articles.go_back_to(bar.before);
        let (scope, height) = (self.articles.scope().clone(), self.topics_height());
        self.topics.select(&scope, height);
        self.ask();
    }

    fn in_results(&mut self, by: isize) {
        match self.popup {
            Some(_) => self.go(Motion::Lines(by)),
            None => self.go_in_list(by),
        }
    }

    fn set_order(&mut self, order: Order) {
        self.popup = None;
        self.articles.set_order(order);
        self.ask();
    }

    /// Shows a scope from its top, out of any search.
    fn go_to(&mut self, scope: Scope) {
        let height = self.topics_height();
        self.topics.reveal(&scope, &self.index, height);
        self.articles.clear_query();
        self.articles.set_scope(scope);
        self.leave_article();
        self.ask();
    }

    fn toggle_topics(&mut self) {
        if self.panes.zoom {
            return;
        }
        if self.panes.has_sidebar_room() {
            self.panes.topics_hidden = !self.panes.topics_hidden;
            if self.panes.topics_hidden && self.panes.focus == Focus::Topics {
                self.panes.focus = Focus::List;
            }
        } else {
            self.panes.focus = if self.panes.focus == Focus::Topics { Focus::List } else { Focus::Topics };
        }
    }

    fn zoom(&mut self) {
        if self.panes.zoom {
            self.leave_article();
        } else if self.articles.selected().is_some() {
            self.panes.zoom = true;
            self.panes.focus = Focus::Article;
        }
    }
}
