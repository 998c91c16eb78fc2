//! A question, what is to be known for its answer, and the keys that answer it.

use super::menu::MENU_GAP;
use crate::app::app::App;
use crate::app::popup::Confirm;
use crate::app::span::{self, Line, Span};
use crate::app::view::PopupView;
use crate::input::{Action, Context};
use crate::theme::Role;
use ratatui::layout::Rect;

impl App {
    pub(super) fn confirm_view(&self, confirm: &Confirm, area: Rect, room: usize) -> PopupView {
        let title = confirm.question.clone();
        let lines = self.confirm_lines(confirm, room);
        PopupView { area, title, note: String::new(), lines, selected: None, strip: false }
    }

    pub(super) fn confirm_lines(&self, confirm: &Confirm, room: usize) -> Vec<Line> {
        let mut lines: Vec<Line> =
            confirm.notes.iter().flat_map(|note| span::wrap(note, room.max(1), Role::Warning)).collect();
        let key = |action| self.keymap.keys_of(Context::Confirm, action).into_iter().next();
        let gap = " ".repeat(MENU_GAP);
        let mut hints = Line::new();
        for (action, says) in [(Action::Accept, confirm.yes), (Action::Cancel, "goes back")] {
            if let Some(key) = key(action) {
                hints.extend([Span::new(key, Role::Key), Span::quiet(format!(" {says}{gap}"))]);
            }
        }
        lines.push(hints);
        lines
    }
}
