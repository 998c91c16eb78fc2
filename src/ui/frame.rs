//! The whole frame: rules first, then panes, then what lies over them.

use super::{article, ascii, heading, last, list, popup, text, topics};
use crate::app::View;
use crate::app::panes::SMALLEST;
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Paints a frame. `buffer` is blank and as large as the screen the view was made for.
pub fn draw(view: &View, theme: &Theme, buffer: &mut Buffer) {
    let layout = &view.layout;
    let ground = theme.style(Role::Ground);
    text::fill(ground, buffer.area, buffer);
    if layout.too_small {
        let says = format!("Dateline needs {} x {}", SMALLEST.0, SMALLEST.1);
        text::string(&says, ground, Rect { height: 1.min(buffer.area.height), ..buffer.area }, buffer);
        return;
    }
    let rule = theme.style(Role::Rule);
    if let Some(area) = layout.rule {
        let sign = if area.height > 1 { &view.symbols.vertical } else { &view.symbols.horizontal };
        text::rule(sign, rule, area, buffer);
    }
    if let (Some(area), Some(shown)) = (layout.heading, &view.heading) {
        heading::draw(shown, theme, area, buffer);
    }
    if let (Some(area), Some(shown)) = (layout.list, &view.list) {
        list::draw(shown, &view.symbols, theme, area, buffer);
    }
    if let (Some(area), Some(shown)) = (layout.heading, &view.heading) {
        heading::below(shown, theme, area, buffer);
    }
    if let (Some(area), Some(shown)) = (layout.article, &view.article) {
        article::draw(shown, theme, area, buffer);
    }
    if let (Some(area), Some(shown)) = (layout.topics, &view.topics) {
        text::fill(ground, area, buffer);
        topics::draw(shown, &view.symbols, theme, area, buffer);
    }
    if let Some(area) = layout.divider {
        text::rule(&view.symbols.vertical, rule, area, buffer);
    }
    last::draw(&view.last, theme, layout.last, buffer);
    if let Some(shown) = &view.popup {
        popup::draw(shown, &view.symbols, theme, buffer);
    }
    if view.symbols.ascii {
        ascii::spell(&view.symbols, buffer);
    }
}
