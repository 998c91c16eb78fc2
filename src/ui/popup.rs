//! A popup: cleared ground, a rule with its title above, a rule below, its lines between.

use super::list::{select, selection};
use super::text;
use crate::app::{PopupView, Symbols};
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

pub fn draw(popup: &PopupView, symbols: &Symbols, theme: &Theme, buffer: &mut Buffer) {
    let area = popup.area.intersection(buffer.area);
    if area.height < 2 || area.width < 4 {
        return;
    }
    text::fill(theme.style(Role::Ground), area, buffer);
    let rule = theme.style(Role::Rule);
    let (top, bottom) = (Rect { height: 1, ..area }, Rect { y: area.bottom() - 1, height: 1, ..area });
    text::rule(&symbols.horizontal, rule, top, buffer);
    if !popup.strip {
        text::rule(&symbols.horizontal, rule, bottom, buffer);
    }
    let title = theme.style(Role::Title).add_modifier(Modifier::BOLD);
    let inner = Rect { x: area.x + 2, width: area.width - 4, ..area };
    text::string(&format!(" {} ", popup.title), title, Rect { height: 1, x: area.x + 1, ..inner }, buffer);
    if !popup.note.is_empty() {
        let note = crate::app::Span::quiet(format!(" {} ", popup.note));
        text::line_right(&[note], None, theme, Rect { height: 1, ..inner }, buffer);
    }
    for (i, (line, y)) in popup.lines.iter().zip(area.top() + 1..area.bottom() - u16::from(!popup.strip)).enumerate() {
        let ground = selection(popup.selected == Some(i), true);
        select(ground, true, symbols, theme, Rect { y, height: 1, ..area }, buffer);
        text::line(line, ground, theme, Rect { y, height: 1, ..inner }, buffer);
    }
}
