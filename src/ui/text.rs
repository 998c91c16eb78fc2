//! Text into cells, grapheme by grapheme, in the form and width all terminals agree on. It wraps and cuts nothing but at the edge of its area.

use crate::app::Span;
use crate::model::cells;
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// What text lies on: the terminal's own ground, or a selected row.
pub type Ground = Option<Role>;

/// The style of a role on a ground.
pub fn style(role: Role, ground: Ground, theme: &Theme) -> Style {
    match ground {
        None => theme.style(role),
        Some(row) => theme.on(row, role),
    }
}

/// Paints spans from the left of `area`'s first line; gives the column after the last cell.
pub fn line(spans: &[Span], ground: Ground, theme: &Theme, area: Rect, buffer: &mut Buffer) -> u16 {
    let mut x = area.x;
    for span in spans {
        let mut style = style(span.role, ground, theme);
        if span.lit {
            style = theme.matched(style);
        }
        if span.bold {
            style = style.add_modifier(Modifier::BOLD);
        }
        x = string(&span.text, style, Rect { x, width: area.right().saturating_sub(x), ..area }, buffer);
    }
    x
}

/// Paints spans so that they end at the right of `area`'s first line; gives the column they begin in.
pub fn line_right(spans: &[Span], ground: Ground, theme: &Theme, area: Rect, buffer: &mut Buffer) -> u16 {
    let width: usize = spans.iter().map(|span| cells::width(&span.text)).sum();
    let width = u16::try_from(width).unwrap_or(u16::MAX).min(area.width);
    let x = area.right() - width;
    line(spans, ground, theme, Rect { x, width, ..area }, buffer);
    x
}

/// Paints a string from the left of `area`'s first line; gives the column after the last cell.
pub fn string(text: &str, style: Style, area: Rect, buffer: &mut Buffer) -> u16 {
    let area = area.intersection(buffer.area);
    let mut x = area.x;
    if area.is_empty() {
        return x;
    }
    for grapheme in cells::graphemes(text) {
        let width = grapheme.width as u16;
        if width == 0 {
            continue;
        }
        if x + width > area.right() {
            break;
        }
        buffer[(x, area.y)].set_symbol(&grapheme.drawn).set_style(style);
        // The second cell of a wide grapheme belongs to it.
        for covered in 1..width {
            buffer[(x + covered, area.y)].reset();
            buffer[(x + covered, area.y)].set_style(style);
        }
        x += width;
    }
    x
}

/// Fills an area with blanks of a style.
pub fn fill(style: Style, area: Rect, buffer: &mut Buffer) {
    cut_edge(area, buffer);
    for position in area.intersection(buffer.area).positions() {
        buffer[position].reset();
        buffer[position].set_style(style);
    }
}

/// Blanks what stands left of an area and reaches into it: half of a wide character can't be shown.
fn cut_edge(area: Rect, buffer: &mut Buffer) {
    let edge = Rect { x: area.x.saturating_sub(1), width: u16::from(area.x > 0), ..area };
    for position in edge.intersection(buffer.area).positions() {
        if cells::width(buffer[position].symbol()) > 1 {
            buffer[position].set_symbol(" ");
        }
    }
}

/// Repeats a one-cell sign over an area.
pub fn rule(sign: &str, style: Style, area: Rect, buffer: &mut Buffer) {
    cut_edge(area, buffer);
    for position in area.intersection(buffer.area).positions() {
        buffer[position].set_symbol(sign).set_style(style);
    }
}
