//! The line above the list, or the search box in its place.

use super::text;
use crate::app::Heading;
use crate::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub fn draw(heading: &Heading, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let (Heading::State { left, right } | Heading::Box { text: left, right }) = heading;
    text::line(left, None, theme, inner, buffer);
    text::line_right(right, None, theme, inner, buffer);
}
