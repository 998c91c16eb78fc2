//! The sidebar: label left, count right.

use super::list::{select, selection};
use super::text;
use crate::app::{Span, Symbols, TopicsView};
use crate::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub fn draw(topics: &TopicsView, symbols: &Symbols, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for (row, y) in topics.rows.iter().zip(area.top()..area.bottom()) {
        let area = Rect { y, height: 1, ..area };
        let ground = selection(row.selected, topics.focused);
        select(ground, topics.focused, symbols, theme, area, buffer);
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        text::line(&row.label, ground, theme, inner, buffer);
        text::line_right(&[Span::quiet(row.count.as_str())], ground, theme, inner, buffer);
    }
}
