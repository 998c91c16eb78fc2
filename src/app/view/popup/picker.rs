//! A picker: the text box, then what matches.

use crate::app::app::App;
use crate::app::popup::Picker;
use crate::app::span::{self, Span};
use crate::app::status::count;
use crate::app::view::PopupView;
use crate::model::cells;
use crate::theme::Role;
use ratatui::layout::Rect;

/// Fewer cells are few.
const NARROW: usize = 44;

impl App {
    pub(super) fn picker_view(&self, picker: &Picker, area: Rect, room: usize) -> PopupView {
        let height = self.popup_height();
        let mut lines = vec![self.box_text(&picker.line, room)];
        let window = picker.cursor.window(picker.len(), height);
        let selected = (!picker.is_empty()).then(|| 1 + picker.cursor.line());
        for at in window {
            let Some((choice, bytes)) = picker.get(at) else { break };
            // Where room is short what it is goes before what is said of it.
            let fits = room >= NARROW || cells::width(&choice.label) + 2 + cells::width(&choice.right) <= room;
            let right = if fits { choice.right.as_str() } else { "" };
            let left = room.saturating_sub(cells::width(right) + 2);
            let (label, used) = cells::truncate(&choice.label, left);
            let ranges: Vec<_> = bytes
                .iter()
                .filter_map(|&at| Some(at..at + choice.label.get(at..)?.chars().next()?.len_utf8()))
                .collect();
            let mut line = span::lit(&label, &ranges, Role::Body);
            let pad = " ".repeat(room.saturating_sub(used + cells::width(right)));
            line.push(Span::quiet(format!("{pad}{right}")));
            lines.push(line);
        }
        if picker.is_empty() {
            lines.push(vec![Span::quiet(picker.none)]);
        }
        let place = || format!("{} of {}", count(picker.len().min(picker.cursor.selected() + 1)), count(picker.len()));
        let note = if picker.note.is_empty() { place() } else { picker.note.clone() };
        // Where both do not fit, what it is of goes before what is said of it.
        let fits = cells::width(&picker.title) + cells::width(&note) + 4 <= room;
        let note = if fits { note } else { String::new() };
        let title = cells::truncate(&picker.title, room).0.into_owned();
        PopupView { area, title, note, lines, selected, strip: false }
    }
}
