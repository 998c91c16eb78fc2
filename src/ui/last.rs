//! The last line, and above it the beginning of a message too long for one.

use super::text;
use crate::app::LastLine;
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub fn draw(last: &LastLine, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let above = last.above.len() as u16;
    for (line, y) in last.above.iter().zip(area.y.saturating_sub(above)..area.y) {
        text::fill(theme.style(Role::Ground), Rect { y, ..area }, buffer);
        text::line(line, None, theme, Rect { y, ..inner }, buffer);
    }
    text::line(&last.left, None, theme, inner, buffer);
    text::line_right(&last.right, None, theme, inner, buffer);
}
