//! The one place that tells the state: what is listed, searched and in which order, and where one is. The search box takes its line.

use super::list::scope_name;
use super::model::Heading;
use crate::app::app::App;
use crate::app::marking::Special;
use crate::app::panes::Focus;
use crate::app::span::{self, Line, Span};
use crate::app::status::{count, plural};
use crate::index::Scope;
use crate::model::cells;
use crate::search::Order;
use crate::theme::Role;
use ratatui::layout::Rect;

/// What the front page is called.
const FRONT: &str = "Front page";
/// Before the typed text: bar, slash, blank.
const BEFORE: u16 = 3;

impl App {
    pub(super) fn heading_view(&self, area: Rect) -> Heading {
        let width = usize::from(area.width);
        let rows = self.articles.rows().len();
        if let Some(bar) = &self.bar {
            let right = self.box_right();
            let prompt = Span::new(format!("{:1$}", "/", usize::from(BEFORE) - 1), Role::Accent);
            let mut text = vec![prompt];
            text.extend(self.typed_view(bar, self.box_room(area)));
            let below = span::cut(self.below_box(bar, width.saturating_sub(4)), width.saturating_sub(2));
            return Heading::Box { text, right: vec![Span::quiet(right)], below };
        }
        let right = match rows {
            0 => String::new(),
            _ => format!(
                "{} of {}",
                count(self.articles.place_in_list() + 1),
                count(self.articles.rows().folded().count())
            ),
        };
        let right = match self.articles.selection() {
            Some(selected) => format!("{} selected of {}", count(selected), count(self.articles.rows().count())),
            None => right,
        };
        let mut right = vec![Span::quiet(right)];
        if let Some(news) = self.news() {
            let gap = if right[0].text.is_empty() { "" } else { "   " };
            right.insert(0, Span::quiet(gap));
            right.insert(0, Span::new(news, Role::Accent));
        }
        let room = width.saturating_sub(span::width(&right) + 4);
        Heading::State { left: span::cut(self.state(room), room), right }
    }

    /// Topic, search, order, the outlet that goes unsaid, the year; the last ones first to go where room is short.
    fn state(&self, room: usize) -> Line {
        let scope = self.articles.scope();
        let focused = self.panes.focus == Focus::List;
        let search = self.listed_search();
        let is_special = search.is_some_and(|search| Special::of(search).is_some());
        let search = search.map(|search| search.name.as_str());
        let is_front = self.articles.wants_front();
        let name = if is_front { FRONT } else { search.unwrap_or_else(|| scope_name(scope, &self.store)) };
        let mut line = vec![Span::bold(name, if focused { Role::Title } else { Role::Headline })];
        let mut used = cells::width(name);
        let mut parts: Vec<String> = Vec::new();
        let query = self.articles.query().trim();
        if !query.is_empty() && query != name && !is_special {
            // A long one is cut, so that there is room for the order.
            let query = cells::truncate(query, (room * 3 / 5).saturating_sub(used).max(20)).0;
            parts.push(format!("“{query}”"));
        }
        let left_out = self.left_out();
        let always = if left_out.is_empty() { 1 } else { parts.len() + 1 };
        parts.extend((!left_out.is_empty()).then_some(left_out));
        if self.articles.is_front() {
            parts.extend(self.edition_title());
            parts.extend(self.articles.section().map(str::to_owned));
        } else if is_front {
            parts.push("all headlines until it is made".to_owned());
        }
        if self.articles.hides_read_here() {
            parts.push("unread only".to_owned());
        }
        if !self.articles.is_front() {
            parts.push(order_name(self.articles.order()).to_owned());
        }
        let (rows, articles) = (self.articles.rows().folded().count(), self.articles.articles());
        if self.stories().is_some() && articles > rows {
            let stories = plural(rows, "story", "stories");
            parts.push(format!("{stories}, {}", plural(articles, "article", "articles")));
        }
        if let Some(year) = self.selected_year().filter(|_| !is_front) {
            parts.push(year);
        }
        if *scope != Scope::All || search.is_some() || is_front {
            parts.push(self.store.clone());
        }
        if let Some(outlet) = self.articles.index().majority(scope).filter(|outlet| *outlet != name) {
            parts.push(format!("{outlet} unless named"));
        }
        for (i, part) in parts.iter().enumerate() {
            let gap = if i == 0 { "  " } else { " · " };
            // The search is always told, cut if it must be, and what of it does not count.
            if i >= always && used + cells::width(gap) + cells::width(part) > room {
                break;
            }
            used += cells::width(gap) + cells::width(part);
            let role = if always > 1 && i + 1 == always { Role::Warning } else { Role::Quiet };
            line.push(Span::quiet(gap));
            line.push(Span::new(part.as_str(), role));
        }
        line
    }

    /// What of the query does not count, for there is a mistake in it.
    fn left_out(&self) -> String {
        let pieces = self.articles.asks().mistakes.iter().filter_map(|mistake| mistake.left_out.clone());
        let pieces: Vec<&str> = pieces.filter_map(|span| self.articles.query().get(span)).collect();
        if pieces.is_empty() { String::new() } else { format!("left out: {}", pieces.join(" ")) }
    }

    /// The year of the selected headline where it is not this one.
    fn selected_year(&self) -> Option<String> {
        let date = self.articles.index().date(self.articles.selected()?)?;
        let year = self.clock.year(date)?;
        (year != self.clock.this_year()).then(|| year.to_string())
    }

    /// How many are found, and how many texts have been looked into for it.
    fn box_right(&self) -> String {
        let found = format!("{} of {}", count(self.articles.rows().count()), count(self.articles.of()));
        match self.articles.texts() {
            Some((done, of)) => format!("{} of {} texts   {found}", count(done), count(of)),
            None => found,
        }
    }

    fn box_room(&self, area: Rect) -> usize {
        let right = self.box_right().len();
        usize::from(area.width).saturating_sub(usize::from(BEFORE) + right + 3).max(4)
    }

    /// The cell of the heading's line the typing goes to.
    pub(super) fn box_cursor(&self, area: Rect) -> u16 {
        let Some(bar) = &self.bar else { return 0 };
        let (_, at) = visible(bar.line.text(), bar.line.before_cursor(), self.box_room(area));
        (BEFORE + at as u16).min(area.width.saturating_sub(1))
    }
}

/// The part of a typed text that fits `room` cells around its cursor, and the cursor's cell in it.
pub(super) fn visible(text: &str, before_cursor: &str, room: usize) -> (String, usize) {
    let mut start = 0;
    let mut at = cells::width(before_cursor);
    for cell in cells::graphemes(before_cursor) {
        if at < room {
            break;
        }
        at -= cell.width;
        start = cell.start + cell.len;
    }
    let mut shown = String::new();
    let mut used = 0;
    for cell in cells::graphemes(&text[start..]) {
        if used + cell.width > room {
            break;
        }
        used += cell.width;
        shown.push_str(&cell.drawn);
    }
    (shown, at)
}

/// An order as the heading names it.
pub(super) fn order_name(order: Order) -> &'static str {
    match order {
        Order::Newest => "newest",
        Order::Oldest => "oldest",
        Order::Heat => "by heat",
        Order::Quality => "by quality",
        Order::Title => "by title",
        Order::Outlet => "by outlet",
        Order::Seen => "by when seen",
        Order::Best => "best match",
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn a_text_longer_than_the_box_shows_where_the_cursor_is() {
        assert_eq!(visible("abcdef", "abcdef", 4), ("def".to_owned(), 3));
        assert_eq!(visible("abcdef", "", 4), ("abcd".to_owned(), 0));
        assert_eq!(visible("日本語", "日本語", 4), ("語".to_owned(), 2));
    }
}
