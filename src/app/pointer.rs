//! The mouse: a click focuses and selects what is under it, the wheel scrolls what is under it. It drags nothing.

use super::app::App;
use super::event::Pointer;
use super::motion::Motion;
use super::panes::Focus;
use ratatui::layout::{Position, Rect};

/// Lines a notch of the wheel moves.
const NOTCH: isize = 3;

impl App {
    pub(super) fn pointer(&mut self, pointer: Pointer) {
        let (Pointer::Click { x, y } | Pointer::WheelUp { x, y } | Pointer::WheelDown { x, y }) = pointer;
        if self.popup.is_some() {
            match pointer {
                Pointer::Click { .. } => {}
                Pointer::WheelUp { .. } => self.go(Motion::Lines(-NOTCH)),
                Pointer::WheelDown { .. } => self.go(Motion::Lines(NOTCH)),
            }
            return;
        }
        let layout = self.layout();
        let under = |area: Option<Rect>| area.filter(|area| area.contains(Position { x, y }));
        // A drawer lies over the list, so topics are asked first.
        if let Some(area) = under(layout.topics) {
            self.on_topics(pointer, usize::from(y - area.y));
        } else if let Some(area) = under(layout.list) {
            self.on_list(pointer, usize::from(y - area.y));
        } else if under(layout.article).is_some() {
            self.on_article(pointer);
        }
    }

    fn on_topics(&mut self, pointer: Pointer, line: usize) {
        let height = self.topics_height();
        match pointer {
            Pointer::Click { .. } => {
                if self.bar.is_none() {
                    self.panes.focus = Focus::Topics;
                }
                let row = self.topics.cursor.top() + line;
                if row < self.topics.entries().len() {
                    self.topics.go(height, |cursor, len| cursor.select(row, len, height));
                }
            }
            Pointer::WheelUp { .. } => self.topics.go(height, |cursor, len| cursor.page(-NOTCH, len, height)),
            Pointer::WheelDown { .. } => self.topics.go(height, |cursor, len| cursor.page(NOTCH, len, height)),
        }
        self.choose_topic();
    }

    fn on_list(&mut self, pointer: Pointer, line: usize) {
        let height = self.list_height();
        match pointer {
            Pointer::Click { .. } => {
                self.panes.focus = Focus::List;
                let row = self.articles.cursor.top() + line;
                if row < self.articles.rows().len() {
                    self.articles.go(|cursor, len| cursor.select(row, len, height));
                }
            }
            Pointer::WheelUp { .. } => self.articles.go(|cursor, len| cursor.page(-NOTCH, len, height)),
            Pointer::WheelDown { .. } => self.articles.go(|cursor, len| cursor.page(NOTCH, len, height)),
        }
    }

    fn on_article(&mut self, pointer: Pointer) {
        let height = self.article_height();
        match pointer {
            Pointer::Click { .. } if self.bar.is_none() => self.panes.focus = Focus::Article,
            Pointer::Click { .. } => {}
            Pointer::WheelUp { .. } => _ = self.detail.scroll_by(-NOTCH, height),
            Pointer::WheelDown { .. } => _ = self.detail.scroll_by(NOTCH, height),
        }
    }
}
