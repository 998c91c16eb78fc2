//! The line above the list, or the search box in its place.

use super::text;
use crate::app::Heading;
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub fn draw(heading: &Heading, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let (Heading::State { left, right } | Heading::Box { text: left, right, .. }) = heading;
    text::line(left, None, theme, inner, buffer);
    text::line_right(right, None, theme, inner, buffer);
}

/// What stands on the line under the box, over whatever else does.
pub fn below(heading: &Heading, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Heading::Box { below, .. } = heading else { return };
    let line = Rect { y: area.y + 1, ..area };
    if below.is_empty() || line.bottom() > buffer.area.bottom() {
        return;
    }
    text::fill(theme.style(Role::Ground), line, buffer);
    text::line(below, None, theme, Rect { x: line.x + 1, width: line.width.saturating_sub(2), ..line }, buffer);
}
