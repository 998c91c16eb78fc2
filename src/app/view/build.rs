//! Puts the frame together, pane by pane. Costs what it shows.

use super::model::{ArticleView, View};
use crate::app::app::App;
use crate::app::light::lit;
use crate::app::page::PageRow;
use crate::app::panes::{Focus, Layout};

impl App {
    /// The frame as it is now.
    pub fn view(&self) -> View {
        let layout = self.layout();
        let popup = self.popup_view();
        let list = layout.list.map(|area| self.list_view(area));
        let topics = layout.topics.map(|area| self.topics_view(area));
        View {
            heading: layout.heading.map(|area| self.heading_view(area)),
            article: self.article_view(&layout),
            last: self.last_view(layout.last),
            cursor: self.cursor_at(&layout),
            topics,
            list,
            popup,
            symbols: self.symbols.clone(),
            layout,
        }
    }

    /// The widths the article is set to: text, and the second column.
    fn columns(layout: &Layout) -> Option<(usize, usize)> {
        let area = layout.article?;
        let inner = usize::from(area.width);
        let aside = usize::from(layout.aside);
        let text = if aside > 0 { inner.saturating_sub(aside + 4) } else { inner };
        Some((text.min(usize::from(crate::app::panes::MEASURE)).max(1), aside))
    }

    /// Sets the article for the present widths, so that scrolling knows its end.
    pub(in crate::app) fn set_page(&mut self) {
        if let Some((text, aside)) = Self::columns(&self.layout()) {
            let marks = self.says_marks();
            let company = self.company();
            self.detail.set(text, aside, marks, company, &self.clock);
        }
    }

    fn article_view(&self, layout: &Layout) -> Option<ArticleView> {
        let area = layout.article?;
        let (text, _) = Self::columns(layout)?;
        let focused = self.panes.focus == Focus::Article && self.bar.is_none();
        let Some(page) = self.detail.page() else {
            return Some(ArticleView { rows: Vec::new(), text: 0, focused, more: false });
        };
        let top = self.detail.scroll().min(page.rows.len());
        let end = (top + usize::from(area.height)).min(page.rows.len());
        Some(ArticleView {
            rows: page.rows[top..end].iter().map(|row| self.lit_row(row)).collect(),
            text: text as u16,
            focused,
            more: end < page.rows.len() || page.more,
        })
    }

    /// A line of the article, with the words lit that are searched for.
    fn lit_row(&self, row: &PageRow) -> PageRow {
        let query = self.lit_query();
        if query.words().is_empty() {
            return row.clone();
        }
        PageRow { left: lit(row.left.clone(), &query), right: lit(row.right.clone(), &query) }
    }

    /// The real cursor rests in the box or on the selected row, so that screen readers and magnifiers follow.
    fn cursor_at(&self, layout: &Layout) -> Option<(u16, u16)> {
        if layout.too_small {
            return None;
        }
        if let Some(at) = self.popup_cursor() {
            return Some(at);
        }
        if let (Some(_), Some(area)) = (&self.bar, layout.heading) {
            return Some((area.x + self.box_cursor(area), area.y));
        }
        let on_line = |area: ratatui::layout::Rect, line: usize| {
            Some((area.x, area.y + (line as u16).min(area.height.saturating_sub(1))))
        };
        match (self.panes.focus, layout.topics, layout.list, layout.article) {
            (Focus::Topics, Some(area), ..) => on_line(area, self.topics.cursor.line()),
            (Focus::List, _, Some(area), _) => on_line(area, self.articles.cursor.line()),
            (_, _, _, Some(area)) => Some((area.x, area.y)),
            (_, _, Some(area), _) => on_line(area, self.articles.cursor.line()),
            _ => None,
        }
    }
}
