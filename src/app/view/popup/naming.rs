//! The line for a search's name, and under it what will be kept, or what of that name is kept already.

use crate::app::app::App;
use crate::app::popup::Naming;
use crate::app::span::{self, Span};
use crate::app::view::PopupView;
use crate::theme::Role;
use ratatui::layout::Rect;

impl App {
    pub(super) fn naming_view(&self, naming: &Naming, area: Rect, room: usize) -> PopupView {
        let says = match self.saved.named(&naming.name()) {
            Some(there) if there.query != naming.query => {
                Span::new(format!("In place of “{}”.", there.query), Role::Warning)
            }
            _ => Span::quiet(naming.query.as_str()),
        };
        let lines = vec![self.box_text(&naming.line, room), span::cut(vec![Span::quiet("  "), says], room)];
        PopupView {
            area,
            title: "Keep this search as".to_owned(),
            note: String::new(),
            lines,
            selected: None,
            strip: false,
        }
    }
}
