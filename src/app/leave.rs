//! Out, one step at a time: of the popup, the search, the zoom, the pane. Only `q` at the root, and `C-c`, leave the program.

use super::app::App;
use super::event::Effect;
use super::panes::Focus;
use super::popup::{Confirm, Popup, Then};

impl App {
    /// Esc. Never leaves the program.
    pub(super) fn back(&mut self) {
        if self.leave_popup() {
        } else if self.articles.selection().is_some() {
            self.articles.drop_selection();
        } else if !self.articles.query().is_empty() {
            self.clear_search();
        } else if self.panes.zoom {
            self.leave_article();
        } else {
            self.hunting = false;
            self.panes.focus = Focus::List;
        }
    }

    /// Back, and at the root out.
    pub(super) fn close(&mut self) {
        if self.popup.take().is_some() {
        } else if self.panes.zoom || self.panes.focus != Focus::List {
            self.leave_article();
        } else if !self.articles.query().is_empty() {
            self.clear_search();
        } else {
            self.quit();
        }
    }

    /// Quits; where marks could not be saved, asks first.
    pub(super) fn quit(&mut self) {
        let Some(why) = self.marking.unsaved.clone() else { return self.effects.push(Effect::Quit) };
        let question = "Quit, though marks are not saved?".to_owned();
        let confirm = Confirm { question, notes: vec![why], yes: "quits without them", then: Then::Quit };
        self.popup = Some(Popup::Confirm(confirm));
    }

    pub(super) fn interrupt(&mut self) {
        if self.popup.take().is_some() {
        } else if self.bar.is_some() {
            self.cancel();
        } else {
            self.quit();
        }
    }

    /// Out of what was looked for in the popup, or of the popup; `false` where there is none.
    pub(super) fn leave_popup(&mut self) -> bool {
        if let Some(Popup::Help(help)) = &mut self.popup
            && help.clear()
        {
            return true;
        }
        self.popup.take().is_some()
    }

    pub(super) fn clear_search(&mut self) {
        self.note_place();
        self.articles.clear_query();
        self.ask();
    }
}
