//! Headlines: selection bar, date rail, mark, text. One line each.

use super::text::{self, Ground};
use crate::app::{ListRow, ListView, Symbols};
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub fn draw(list: &ListView, symbols: &Symbols, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for (row, y) in list.rows.iter().zip(area.top()..area.bottom()) {
        draw_row(row, list, symbols, theme, Rect { y, height: 1, ..area }, buffer);
    }
    let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    for (line, y) in list.empty.iter().zip(area.top() + 1..area.bottom()) {
        text::line(line, None, theme, Rect { y, height: 1, ..inner }, buffer);
    }
}

fn draw_row(row: &ListRow, list: &ListView, symbols: &Symbols, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    // Rows that are selected together lie on one ground, where that is one: to be bold is to be unread.
    let lies = row.chosen && theme.style(Role::SelectedIdle).bg.is_some();
    let ground = selection(row.selected || lies, row.selected && list.focused);
    select(ground, row.selected, symbols, theme, area, buffer);
    let rail = Rect { x: area.x + 1, width: list.rail.min(area.width.saturating_sub(1)), ..area };
    text::line_right(&[crate::app::Span::quiet(row.date.as_str())], ground, theme, rail, buffer);
    if row.chosen && !row.selected {
        text::string(&symbols.chosen, text::style(Role::Accent, ground, theme), area, buffer);
    }
    let mark = Rect { x: rail.right() + 1, width: 1, ..area };
    let star = Rect { x: mark.right(), ..mark };
    for (sign, place) in [(&row.mark, mark), (&row.star, star)] {
        text::line(std::slice::from_ref(sign), ground, theme, place.intersection(area), buffer);
    }
    let x = star.right() + 1;
    text::line(&row.text, ground, theme, Rect { x, width: area.right().saturating_sub(x + 1), ..area }, buffer);
}

/// What lies under a row: nothing, or the selection's ground.
pub fn selection(selected: bool, focused: bool) -> Ground {
    selected.then_some(if focused { Role::Selected } else { Role::SelectedIdle })
}

/// Lays the ground of a selected row, with the bar at its beginning.
pub fn select(ground: Ground, bar: bool, symbols: &Symbols, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(row) = ground else { return };
    text::fill(theme.style(row), area, buffer);
    if bar {
        text::string(&symbols.bar, text::style(Role::Accent, ground, theme), area, buffer);
    }
}
