//! When an article counts as read: it was opened, or it was read. Passing over its row is neither. How long somebody has been in an
//! article is measured outside: there is no clock here.

use std::sync::Arc;

use super::ask::Ask;
use crate::app::app::App;
use crate::app::event::Effect;
use crate::app::panes::Focus;
use crate::config::MarkRead;
use crate::index::{Row, Wish};
use crate::model::ArticleId;
use crate::search::Rows;

/// The article that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    id: ArticleId,
    /// That it is read has been noted, or the reader has said otherwise.
    noted: bool,
}

impl App {
    /// The article somebody is in, until that is noted: after two seconds it is read.
    pub fn reads(&self) -> Option<ArticleId> {
        let is_in = self.popup.is_none() && self.bar.is_none();
        self.marking.reading.filter(|reading| is_in && !reading.noted).map(|reading| reading.id)
    }

    /// Follows who has the keys.
    pub(in crate::app) fn follow_reader(&mut self) {
        let is_in = self.panes.focus == Focus::Article;
        let selected = self.articles.selected().filter(|_| is_in).map(|row| self.articles.index().id(row));
        if selected != self.marking.reading.map(|reading| reading.id) {
            self.marking.reading = selected.map(|id| Reading { id, noted: false });
        }
    }

    /// The article pane holds the selected article, and its file has been read.
    pub(in crate::app) fn reads_on_the_selected(&self) -> bool {
        let selected = self.articles.selected().map(|row| self.articles.index().id(row));
        self.detail.article().is_some_and(|article| Some(article.id) == selected)
    }

    /// Somebody has been in it for two seconds.
    pub(in crate::app) fn take_reads(&mut self, id: ArticleId) {
        if self.reads() != Some(id) {
            return;
        }
        if let Some(row) = self.articles.selected() {
            self.note_seen(row);
        }
        // Once, whatever became of it.
        self.marking.reading = Some(Reading { id, noted: true });
    }

    /// The selected article was opened. Whether that counts as reading it is the reader's choice.
    pub(in crate::app) fn note_opened(&mut self) {
        let Some(row) = self.articles.selected() else { return };
        if self.marking.mark_read == MarkRead::Read {
            return self.see(row, false);
        }
        self.note_seen(row);
    }

    /// It was read.
    pub(in crate::app) fn note_seen(&mut self, row: Row) {
        self.see(row, self.marking.mark_read != MarkRead::Never);
        self.let_be(row);
    }

    /// What the reader says of an article goes before what follows from staying in it.
    pub(super) fn let_be(&mut self, row: Row) {
        let id = self.articles.index().id(row);
        if let Some(reading) = self.marking.reading.as_mut().filter(|reading| reading.id == id) {
            reading.noted = true;
        } else if self.articles.selected() == Some(row) {
            self.marking.reading = Some(Reading { id, noted: true }).filter(|_| self.panes.focus == Focus::Article);
        }
    }

    /// The page of another article of the selected one's story was opened.
    pub(in crate::app) fn note_opened_other(&mut self, row: Row) {
        self.see(row, self.marking.mark_read != MarkRead::Never);
    }

    fn see(&mut self, row: Row, read: bool) {
        if self.marking.of(self.articles.index()).is_some() {
            self.ask_marks(Rows::Found(Arc::new(vec![row])), Wish::Seen { read }, false);
        }
    }

    pub(super) fn ask_marks(&mut self, rows: Rows, wish: Wish, aloud: bool) {
        self.marking.asked += 1;
        let index = self.articles.index().clone();
        let with = self.together();
        self.effects.push(Effect::Mark(Ask::Mark { index, rows, with, wish, aloud }));
    }
}
