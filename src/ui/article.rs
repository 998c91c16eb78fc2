//! The article: its text, and its second column where there is one.

use super::text;
use crate::app::ArticleView;
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Cells between the columns.
const GAP: u16 = 4;

pub fn draw(article: &ArticleView, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let first = Rect { width: article.text.min(area.width), ..area };
    let x = first.right() + GAP;
    for (row, y) in article.rows.iter().zip(area.top()..area.bottom()) {
        text::line(&row.left, None, theme, Rect { y, height: 1, ..first }, buffer);
        if x < area.right() {
            text::line(&row.right, None, theme, Rect { x, y, width: area.right() - x, height: 1 }, buffer);
        }
    }
    if article.more && area.height > 0 {
        let sign = Rect { x: area.right(), y: area.bottom() - 1, width: 1, height: 1 };
        let role = if article.focused { Role::Accent } else { Role::Quiet };
        text::string("↓", theme.style(role), sign, buffer);
    }
}
