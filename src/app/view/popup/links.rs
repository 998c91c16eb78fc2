//! The links of an article with their letters: what they are, and where they lead, before they are opened.

use crate::app::app::App;
use crate::app::popup::Links;
use crate::app::span::{self, Line, Span};
use crate::app::view::PopupView;
use crate::model::{Verdict, brief_address, cells};
use crate::theme::Role;
use ratatui::layout::Rect;

/// The widest words of a link.
const LABEL: usize = 34;

impl App {
    pub(super) fn links_view(&self, links: &Links, area: Rect, room: usize) -> PopupView {
        let all = self.detail.links();
        let height = self.popup_height();
        let widest = all.iter().map(|link| cells::width(&link.label)).max().unwrap_or(0).min(LABEL).min(room / 2);
        let mut lines: Vec<Line> = Vec::new();
        for link in all.iter().filter(|link| link.key.starts_with(&links.typed)).skip(links.top).take(height) {
            let label = cells::truncate(&link.label, widest).0.into_owned();
            let pad = " ".repeat(widest - cells::width(&label) + 2);
            let leads = match &link.address.verdict {
                Verdict::Allow(target) => Span::new(brief_address(&link.address.shown, target), Role::Link),
                Verdict::Refuse(why) => Span::new(format!("not opened: {why}"), Role::Warning),
            };
            let line = vec![
                Span::new(format!("{:<3}", link.key), Role::Key),
                Span::body(format!("{label}{pad}")),
                leads,
                Span::quiet(if link.note.is_empty() { String::new() } else { format!("  {}", link.note) }),
            ];
            lines.push(span::cut(line, room));
        }
        if all.is_empty() {
            lines.push(vec![Span::quiet("This article has no links.")]);
        }
        let note = if all.len() > height {
            format!("{} of {}", (links.top + height).min(all.len()), all.len())
        } else {
            links.typed.clone()
        };
        PopupView { area, title: "Open".to_owned(), note, lines, selected: None, strip: false }
    }
}
