//! The keys that mark, and those that go by marks.

use crate::app::app::App;
use crate::app::event::Effect;
use crate::app::popup::{Confirm, Popup, Then};
use crate::app::status::{Status, plural};
use crate::config::MarkRead;
use crate::index::{Marks, Row, Wish};
use crate::input::Action;
use crate::search::Rows;
use crate::store::marks::{Mark, Verb};

/// More articles than this are not marked read without being asked.
const MANY: usize = 100;
/// More originals than this are not opened without being asked.
const MANY_PAGES: usize = 5;

impl App {
    /// The marks of what is listed.
    pub(in crate::app) fn marks(&self) -> Option<&Marks> {
        self.marking.of(self.articles.index())
    }

    /// Marks the rows that are selected, else the one under the cursor; where all are marked, takes the mark off.
    pub(in crate::app) fn mark(&mut self, mark: Mark) {
        if !self.can_mark() {
            return;
        }
        let several = self.articles.selection().is_some();
        let Some(rows) = self.articles.chosen() else {
            return self.status = Some(Status::plain("No article is selected."));
        };
        if let Some(row) = self.articles.selected().filter(|_| mark == Mark::Read) {
            self.let_be(row);
        }
        self.articles.drop_selection();
        // Where no row is in sight to show it, or a star stands in its place, it is said.
        let is_hidden = mark == Mark::Later && rows.iter().any(|row| self.marks().is_some_and(|m| m.is_starred(row)));
        let aloud = several || is_hidden || self.layout().list.is_none();
        self.ask_marks(rows, Wish::Toggle(mark), aloud);
    }

    /// Marks all of the list read, as it is now. Asks first where that is the whole store, or much of it.
    pub(in crate::app) fn mark_all_read(&mut self) {
        if !self.can_mark() {
            return;
        }
        let rows = self.articles.rows().clone();
        let unread = self.unread_of(&rows);
        if unread == 0 {
            return self.status = Some(Status::plain("All of this list is read."));
        }
        if unread > MANY || !self.is_filtered() {
            let question = format!("Mark {} read?", plural(unread, "headline", "headlines"));
            let then = Then::MarkRead(rows);
            return self.popup = Some(Popup::Confirm(Confirm { question, notes: Vec::new(), yes: "marks them", then }));
        }
        self.mark_these_read(rows);
    }

    /// The answer to what was asked is yes.
    pub(in crate::app) fn confirm(&mut self) {
        let Some(Popup::Confirm(confirm)) = self.popup.take() else { return };
        match confirm.then {
            Then::MarkRead(rows) => self.mark_these_read(rows),
            Then::Open(rows) => self.open_these(&rows),
            Then::Quit => self.effects.push(Effect::QuitAnyway),
        }
    }

    fn mark_these_read(&mut self, rows: Rows) {
        self.ask_marks(rows, Wish::Set(Verb::Read), true);
    }

    /// How many of the rows are unread: counted where a list is kept whole, else row by row.
    fn unread_of(&self, rows: &Rows) -> usize {
        let Some(marks) = self.marks() else { return 0 };
        match rows {
            Rows::Kept(_) if self.stories().is_none() => marks.unread(self.articles.index(), self.articles.scope()),
            rows => rows.iter().filter(|row| !marks.is_read(*row)).count(),
        }
    }

    fn is_filtered(&self) -> bool {
        let is_all = *self.articles.scope() == crate::index::Scope::All && self.articles.query().trim().is_empty();
        !is_all || self.articles.is_front()
    }

    fn can_mark(&mut self) -> bool {
        let can = self.marks().is_some();
        if !can {
            let reading = self.reading.is_some() && !self.loaded;
            self.status = Some(Status::plain(if reading {
                "Marks are there once the store has been read."
            } else {
                "There is nothing to mark here."
            }));
        }
        can
    }

    /// Begins or ends a range of selected headlines, or selects all: where they are in sight.
    pub(in crate::app) fn select_rows(&mut self, all: bool) {
        if self.layout().list.is_none() {
            let key = self.key_name(Action::Back);
            return self.status =
                Some(Status::plain(format!("Headlines are selected in their list; {key} goes there.")));
        }
        if self.articles.rows().is_empty() {
            return self.status = Some(Status::plain("There is nothing to select here."));
        }
        if all {
            self.articles.select_all();
        } else {
            self.articles.select_range();
        }
    }

    /// To the next unread row of the list, or the one before.
    pub(in crate::app) fn go_unread(&mut self, onward: bool) {
        if !self.can_mark() {
            return;
        }
        match self.next_unread(onward) {
            Some(at) => self.select(at),
            None => {
                let says = if onward {
                    "No headline after this one is unread."
                } else {
                    "No headline before this one is unread."
                };
                self.status = Some(Status::plain(says));
            }
        }
    }

    pub(in crate::app) fn next_unread(&self, onward: bool) -> Option<usize> {
        let (marks, rows) = (self.marks()?, self.articles.rows());
        let here = self.articles.cursor.selected();
        rows.find(if onward { here + 1 } else { here }, onward, |row: Row| !marks.is_read(row))
    }

    fn select(&mut self, at: usize) {
        let height = self.list_height();
        self.articles.go(|cursor, len| cursor.select(at, len, height));
    }

    /// Shows the read ones of every list, or hides them.
    pub(in crate::app) fn toggle_read_ones(&mut self) {
        if !self.can_mark() {
            return;
        }
        let hides = self.articles.toggle_read_ones();
        let key = self.key_name(Action::ToggleRead);
        self.status = Some(Status::plain(match hides {
            true => format!("Only what is unread is listed; {key} shows the rest."),
            false => "What is read is listed too.".to_owned(),
        }));
        self.ask();
    }

    /// Opens the original, and goes on to what is unread.
    pub(in crate::app) fn open_and_go_on(&mut self) {
        if !self.open_selected() {
            self.open_original();
        }
        // Where that is a question first, one stays.
        if let Some(at) = self.next_unread(true).filter(|_| self.popup.is_none()) {
            self.select(at);
        }
    }

    /// The rows to open, where several are selected; asks first where they are many.
    pub(in crate::app) fn open_selected(&mut self) -> bool {
        if self.articles.selection().is_none() {
            return false;
        }
        let Some(rows) = self.articles.chosen() else { return false };
        if rows.count() > MANY_PAGES {
            let question = format!("Open {} in the browser?", plural(rows.count(), "page", "pages"));
            let then = Then::Open(rows);
            self.popup = Some(Popup::Confirm(Confirm { question, notes: Vec::new(), yes: "opens them", then }));
        } else {
            self.open_these(&rows);
        }
        true
    }

    pub(in crate::app) fn open_these(&mut self, rows: &Rows) {
        let index = self.articles.index().clone();
        let open = |row| Effect::OpenArticle(index.path(row).to_owned());
        self.effects.extend(rows.iter().map(open));
        self.articles.drop_selection();
        let read = self.marking.mark_read != MarkRead::Never;
        if self.marks().is_some() {
            self.ask_marks(rows.clone(), Wish::Seen { read }, false);
        }
    }
}
