//! Going to the front page, what makes one, and its next edition. It stays as it is for a visit: what comes meanwhile waits for the next.

use super::Page;
use crate::app::app::App;
use crate::app::panes::Focus;
use crate::app::status::{Status, plural};
use crate::config::{Rules, rules};
use crate::index::{Changes, Row};
use crate::input::Action;
use crate::model::ArticleId;
use std::collections::HashSet;

impl App {
    /// Shows the front page, wherever the reader is.
    pub(in crate::app) fn go_to_front(&mut self) {
        self.note_place();
        self.list_front();
        self.panes.zoom = false;
        self.panes.focus = Focus::List;
    }

    /// Lists it from its top, out of any search.
    pub(in crate::app) fn list_front(&mut self) {
        self.articles.clear_query();
        self.articles.set_front();
        self.front.moved = false;
        self.ask();
    }

    /// Lists the edition of this visit; makes it, where all that it takes is known. `false` where there is none.
    pub(in crate::app) fn ask_for_front(&mut self) -> bool {
        if !self.articles.wants_front() || !self.has_edition() {
            return false;
        }
        let Some(made) = self.front.made() else { return false };
        let index = made.index.clone();
        let marks = self.articles.marks_if_read_is_hidden(&index, &self.marking);
        let page = Page::of(&made.edition, &index, self.says_muted(), |row| {
            marks.as_ref().is_none_or(|marks| !marks.is_read(row))
        });
        let stories = self.telling.of(&index).cloned().unwrap_or_default();
        // Its sections need lines of their own.
        self.panes.headlines = self.panes.headlines.max(page.rows().len());
        let height = self.list_height();
        self.articles.show_page(page, &index, stories, height);
        true
    }

    /// The reader does something. What matters is whether it is done in what stands there until there is a page.
    pub(in crate::app) fn note_move(&mut self) {
        self.front.moved |= self.articles.wants_front() && self.front.made().is_none();
    }

    fn has_edition(&mut self) -> bool {
        if self.front.made().is_some() {
            // What waits to be seen is not brought in by this.
            if !self.has_news() {
                let stories = self.telling.of(&self.index).cloned().unwrap_or_default();
                self.front.move_to(&self.index, &stories, self.clock.now);
            }
            return true;
        }
        if self.front.moved && self.can_make_edition() {
            // Who has begun to read in what was there meanwhile is not taken away from it.
            self.articles.stay_with_all();
            self.status = Some(Status::plain("The front page is made: it stands first in the topics."));
            return false;
        }
        self.make_edition();
        self.front.made().is_some()
    }

    /// What is muted of the edition, as a sentence.
    pub(in crate::app) fn says_muted(&self) -> Option<String> {
        let muted = self.front.made()?.edition.muted;
        let stories = plural(muted, "story is", "stories are");
        (muted > 0).then(|| format!("{stories} muted; {} lists by what.", self.key_name(Action::Muted)))
    }

    fn can_make_edition(&self) -> bool {
        self.loaded && self.telling.of(&self.index).is_some()
    }

    /// Makes the edition of this visit, where there is none yet and all that it takes is known.
    pub(super) fn make_edition(&mut self) {
        let stories = self.telling.of(&self.index).filter(|_| self.loaded && self.front.made().is_none());
        if let Some(stories) = stories {
            let marks = self.marking.of(&self.index);
            self.front.make(&self.index, stories, marks, self.clock.now);
        }
    }

    /// What the reader says is this now. The stories that follow from it are made outside.
    pub(in crate::app) fn take_rules(&mut self, rules: Rules) {
        self.telling.apart = rules.apart;
        self.take_tastes(rules.tastes);
    }

    /// What is muted or weighed is this now.
    fn take_tastes(&mut self, tastes: Vec<rules::Taste>) {
        if self.front.tastes == tastes {
            return;
        }
        self.front.tastes = tastes;
        let Some(made) = self.front.made() else { return };
        let stories = self.telling.of(&made.index).cloned().unwrap_or_default();
        self.front.leave_out_muted(&stories, self.clock.now);
        if self.articles.is_front() {
            self.articles.hold_selected();
            self.ask();
        }
    }

    /// Another index was taken in. Was the page made a moment ago, and nobody has moved in it, it is made anew of that.
    pub(in crate::app) fn front_of_the_start(&mut self) {
        if self.front.is_new(self.clock.now) && !self.articles.is_touched() {
            self.front.drop_edition();
        }
    }

    /// What is read is known now.
    pub(in crate::app) fn front_by_marks(&mut self) {
        let is_read_in = self.articles.is_front() && self.articles.is_touched();
        if self.front.lacks_marks() && self.marking.of(&self.index).is_some() && !is_read_in {
            self.front.drop_edition();
            if self.articles.wants_front() {
                self.ask();
            }
        }
    }

    /// The store has been looked at: the next edition, from its top.
    pub(in crate::app) fn next_edition(&mut self, changes: Changes) {
        let before = self.front.drop_edition();
        self.front.moved = false;
        let id = |(index, row): (&crate::index::Index, Row)| index.id(row);
        let told: HashSet<ArticleId> =
            before.iter().flat_map(|made| made.edition.rows().map(|row| id((&made.index, row)))).collect();
        self.articles.go_to_the_top();
        if self.has_news() {
            self.adopt();
        }
        self.detail.read_again();
        self.ask();
        let Some(made) = self.front.made() else { return };
        let new = made.edition.rows().filter(|&row| !told.contains(&made.index.id(row))).count();
        let came = crate::app::fresh::says(changes).map_or(String::new(), |says| format!("{says}. "));
        self.status = Some(Status::plain(match new {
            0 => format!("{came}The next edition has the same stories."),
            new => format!("{came}The next edition: {}.", plural(new, "other story", "other stories")),
        }));
    }

    /// Stories on the page that are unread, where it is known which are.
    pub(in crate::app) fn unread_on_front(&self) -> Option<usize> {
        let made = self.front.made()?;
        let marks = self.marking.of(&made.index)?;
        Some(made.edition.rows().filter(|&row| !marks.is_read(row)).count())
    }

    /// `Edition of 2 June 2021`.
    pub(in crate::app) fn edition_title(&self) -> Option<String> {
        self.front.made().map(|made| made.edition.title(&self.clock.zone))
    }
}
