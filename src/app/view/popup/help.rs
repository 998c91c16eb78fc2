//! The keys of a pane, in two columns; what is to be typed stands above what it is for.

use crate::app::app::App;
use crate::app::popup::Help;
use crate::app::span::{self, Line, Span};
use crate::app::view::PopupView;
use crate::input::{Action, Context};
use crate::model::cells;
use crate::theme::Role;
use ratatui::layout::Rect;

impl App {
    pub(super) fn help_view(&self, help: &Help, area: Rect, room: usize) -> PopupView {
        let height = self.popup_height();
        let beside = help.lines().filter(|(_, says)| !says.is_empty());
        let widest = beside.map(|(keys, _)| cells::width(keys)).max().unwrap_or(0).min(room * 2 / 5);
        let line = |(keys, says): &(String, &'static str)| {
            if says.is_empty() {
                return span::cut(vec![Span::new(keys.as_str(), Role::Key)], room);
            }
            let keys = cells::truncate(keys, widest).0.into_owned();
            let pad = " ".repeat(widest - cells::width(&keys) + 2);
            span::cut(vec![Span::new(keys, Role::Key), Span::body(format!("{pad}{says}"))], room)
        };
        let mut lines: Vec<Line> = Vec::new();
        if help.typing || !help.line.text().is_empty() {
            lines.push(self.box_text(&help.line, room));
        }
        let before = lines.len();
        lines.extend(help.lines().skip(help.top).take(height).map(line));
        if help.len() == 0 {
            lines.push(vec![Span::quiet("No key here does that.")]);
        }
        let end = help.top + (lines.len() - before);
        let note = if help.len() > height {
            format!("{end} of {}", help.len())
        } else {
            let search = self.keymap.keys_of(Context::Help, Action::Search).into_iter().next();
            search.filter(|_| !help.typing).map(|key| format!("{key} finds")).unwrap_or_default()
        };
        PopupView { area, title: help.title.to_owned(), note, lines, selected: None, strip: false }
    }
}
