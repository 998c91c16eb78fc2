//! The mouse: a click focuses and selects what is under it, a second one opens it, the wheel scrolls what is under it, a drag moves the
//! line between two panes. It selects no text: that is the terminal's.

use super::app::App;
use super::event::Pointer;
use super::motion::Motion;
use super::panes::Focus;
use super::popup::Popup;
use super::topics::Fold;
use ratatui::layout::{Position, Rect};

/// Lines a notch of the wheel moves.
const NOTCH: isize = 3;

/// What is done to the pane under the pointer.
#[derive(Clone, Copy)]
enum Touch {
    Click,
    DoubleClick,
    Wheel(isize),
}

impl App {
    pub(super) fn pointer(&mut self, pointer: Pointer) {
        match pointer {
            Pointer::Drag { x, y } => {
                if let Some(edge) = self.dragging {
                    self.panes.move_edge(edge, x, y);
                }
            }
            Pointer::Release => self.dragging = None,
            Pointer::Click { x, y } => {
                self.status = None;
                self.resume_reading = None;
                self.dragging = self.panes.edge_at(x, y).filter(|_| self.popup.is_none());
                if self.dragging.is_none() {
                    self.touch(Touch::Click, x, y);
                }
            }
            Pointer::DoubleClick { x, y } => self.touch(Touch::DoubleClick, x, y),
            Pointer::WheelUp { x, y } => self.touch(Touch::Wheel(-NOTCH), x, y),
            Pointer::WheelDown { x, y } => self.touch(Touch::Wheel(NOTCH), x, y),
        }
    }

    fn touch(&mut self, touch: Touch, x: u16, y: u16) {
        if self.popup.is_some() {
            return self.on_popup(touch, Position { x, y });
        }
        let layout = self.layout();
        let under = |area: Option<Rect>| area.filter(|area| area.contains(Position { x, y }));
        // A drawer lies over the list, so topics are asked first.
        if let Some(area) = under(layout.topics) {
            self.on_topics(touch, usize::from(y - area.y));
        } else if let Some(area) = under(layout.list) {
            self.on_list(touch, usize::from(y - area.y));
        } else if under(layout.article).is_some() {
            self.on_article(touch);
        }
    }

    fn on_popup(&mut self, touch: Touch, at: Position) {
        let line = self.popup_lines().filter(|area| area.contains(at)).map(|area| usize::from(at.y - area.y));
        let height = self.popup_height();
        match (touch, line) {
            (Touch::Wheel(by), _) => self.go(Motion::Lines(by)),
            (Touch::Click | Touch::DoubleClick, Some(line)) => {
                let (cursor, len) = match &mut self.popup {
                    Some(Popup::Picker(picker)) => {
                        let len = picker.len();
                        (&mut picker.cursor, len)
                    }
                    Some(Popup::Problems(problems)) => {
                        let len = problems.len();
                        (&mut problems.cursor, len)
                    }
                    _ => return,
                };
                let row = cursor.top() + line;
                if row >= len {
                    return;
                }
                cursor.select(row, len, height);
                if let (Touch::DoubleClick, Some(Popup::Picker(_))) = (touch, &self.popup) {
                    self.accept();
                }
            }
            (_, None) => {}
        }
    }

    fn on_topics(&mut self, touch: Touch, line: usize) {
        let height = self.topics_height();
        match touch {
            Touch::Click => {
                if self.bar.is_none() {
                    self.panes.focus = Focus::Topics;
                }
                let row = self.topics.cursor.top() + line;
                if row < self.topics.entries().len() {
                    self.topics.go(height, |cursor, len| cursor.select(row, len, height));
                    // A section's head is nothing to choose: it opens and closes.
                    if let Some(fold) = self.topics.header_fold() {
                        let to = if fold == Fold::Open { Fold::Closed } else { Fold::Open };
                        self.topics.set_fold(to, &self.index, height);
                    }
                }
                self.walking = false;
            }
            Touch::DoubleClick if self.topics.header_fold().is_some() => {}
            Touch::DoubleClick => return self.panes.focus = Focus::List,
            Touch::Wheel(by) => self.topics.go(height, |cursor, len| cursor.page(by, len, height)),
        }
        self.choose_topic();
    }

    fn on_list(&mut self, touch: Touch, line: usize) {
        let height = self.list_height();
        let at = self.articles.cursor.top() + line;
        let is_row = self.articles.rows().get(at).is_some();
        match touch {
            Touch::Click => {
                self.panes.focus = Focus::List;
                // Of the name of a section its first row; of the end none.
                if let Some(row) = self.articles.rows().find(at, true, |_| true) {
                    self.articles.go(|cursor, len| cursor.select(row, len, height));
                }
            }
            Touch::DoubleClick if is_row => self.open_original(),
            Touch::DoubleClick => {}
            Touch::Wheel(by) => self.articles.go(|cursor, len| cursor.page(by, len, height)),
        }
    }

    fn on_article(&mut self, touch: Touch) {
        let height = self.article_height();
        match touch {
            Touch::Click if self.bar.is_none() => self.panes.focus = Focus::Article,
            Touch::Click => {}
            Touch::DoubleClick => self.open_original(),
            Touch::Wheel(by) => _ = self.detail.scroll_by(by, height),
        }
    }
}
