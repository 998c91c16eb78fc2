//! One event in, effects out. The dispatch stands here; what a key means stands in `keys` and `act`.

use super::app::{App, Reading};
use super::event::{Effect, Event, Tone};
use super::panes::Focus;
use super::popup::Popup;
use super::status::Status;
use crate::index::Snapshot;
use std::sync::Arc;

impl App {
    /// Takes one event in and gives what is to be done outside.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Time(now) => {
                self.clock.now = now;
                return Vec::new();
            }
            Event::Key(key) => {
                self.resume_reading = None;
                self.key(key);
            }
            Event::Pointer(pointer) => self.pointer(pointer),
            Event::Paste(text) => self.paste(&text),
            Event::Resize { width, height } => {
                (self.panes.width, self.panes.height) = (width, height);
                self.dragging = None;
            }
            Event::Snapshot(snapshot) => self.take_snapshot(snapshot),
            Event::StoreFailed(why) => {
                self.reading = None;
                self.failed = Some(why);
            }
            Event::StoreThere(there) => {
                self.gone = !there;
                (self.reading, self.again) = (None, false);
                if there {
                    self.status = None;
                    self.detail.read_again();
                    self.refresh();
                }
            }
            Event::Results(results) => {
                let height = self.list_height();
                if !self.articles.take(results, height) {
                    return Vec::new();
                }
            }
            Event::Article(id, article) => {
                if !self.detail.take(id, article, &self.clock, &self.keymap) {
                    return Vec::new();
                }
            }
            Event::Hunted(quarry) => {
                self.hunts = false;
                self.take_quarry(quarry);
            }
            Event::Linger => self.linger(),
            Event::Edited { changed } => {
                self.detail.read_again();
                if changed {
                    self.refresh();
                }
            }
            Event::NotOpened { target, why } => self.popup = Some(Popup::Address { target, why }),
            Event::Configured(keymap, symbols) => {
                let changed = keymap != self.keymap;
                self.detail.letter(&keymap);
                (self.keymap, self.symbols) = (keymap, symbols);
                // What was wrong with it is not any more.
                self.status.take_if(|status| status.tone != Tone::Plain);
                if changed {
                    self.forget_keys();
                }
            }
            Event::Said(tone, text) => {
                self.status = Some(match tone {
                    Tone::Plain => Status::plain(text),
                    Tone::Warning => Status::warning(text),
                    Tone::Error => Status::error(text),
                });
            }
        }
        self.dirty = true;
        self.follow();
        std::mem::take(&mut self.effects)
    }

    fn take_snapshot(&mut self, snapshot: Snapshot) {
        self.reading = (!snapshot.done).then_some(Reading { read: snapshot.read, listed: snapshot.listed });
        // A store that was read once is shown as it was until it has been read again.
        if Arc::ptr_eq(&self.index, &snapshot.index) || self.loaded && !snapshot.done {
            return;
        }
        if snapshot.done {
            self.gone = false;
            // What was read of the article before may be another now.
            if self.loaded {
                self.detail.read_again();
            }
        }
        self.index = snapshot.index;
        self.panes.headlines = self.index.len();
        let totals = self.index.totals();
        self.panes.bodies = totals.bodies * 2 > totals.articles;
        let height = self.topics_height();
        self.topics.rebuild(&self.index, height);
        self.articles.reindex(self.loaded);
        if let Some(Popup::Problems(problems)) = &mut self.popup {
            problems.reindex(&self.index, &self.clock);
        }
        let height = self.popup_height();
        if let Some(Popup::Problems(problems)) = &mut self.popup {
            let len = problems.len();
            problems.cursor.fit(len, height);
        }
        if snapshot.done && !self.loaded {
            self.loaded = true;
            self.settle();
        }
        self.ask();
        if snapshot.done && std::mem::take(&mut self.again) {
            self.refresh();
        }
    }

    fn paste(&mut self, text: &str) {
        if self.box_line().is_some_and(|line| line.paste(text)) {
            self.typed();
        }
    }

    /// The panes after the change: cursors in their windows, the selected article in the article pane.
    fn follow(&mut self) {
        self.walking &= self.panes.focus == Focus::Topics;
        let selected = self.articles.selected().map(|row| self.articles.index().id(row));
        if selected.is_some() && self.resume_reading.take_if(|id| Some(*id) == selected).is_some() {
            self.panes.focus = Focus::Article;
        }
        let (list, topics) = (self.list_height(), self.topics_height());
        let rows = self.articles.rows().len();
        self.articles.cursor.fit(rows, list);
        self.topics.cursor.fit(self.topics.entries().len(), topics);
        if self.layout().article.is_none() {
            return;
        }
        let Some(row) = self.articles.selected() else {
            self.detail.clear();
            return;
        };
        let index = self.articles.index();
        if self.detail.show(index, row, &self.clock) {
            self.effects.push(Effect::Read { id: index.id(row), path: index.path(row).to_owned() });
        }
        self.set_page();
        let height = self.article_height();
        self.detail.scroll_by(0, height);
        // Where that wanted more of the text.
        self.set_page();
    }
}
