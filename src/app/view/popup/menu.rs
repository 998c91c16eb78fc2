//! What may follow the keys pressed so far: a strip above the last line.

use crate::app::app::App;
use crate::app::span::{self, Line, Span};
use crate::app::view::PopupView;
use crate::app::view::heading::order_name;
use crate::input::Action;
use crate::search::Order;
use crate::theme::Role;
use ratatui::layout::Rect;

/// Blanks between two choices.
pub(super) const MENU_GAP: usize = 4;

impl App {
    pub(super) fn menu_view(&self) -> Option<PopupView> {
        let (width, most) = (self.panes.width, self.panes.height.checked_sub(1)?);
        let lines = self.menu_lines(usize::from(width));
        if lines.is_empty() || self.panes.too_small() {
            return None;
        }
        let height = (lines.len() as u16 + 1).min(most);
        let title = self.pending.iter().map(|key| key.to_string()).collect::<Vec<_>>().join(" ");
        let orders = lines.iter().flatten().any(|span| span.role == Role::Accent);
        let note =
            if orders { self.listed_how(usize::from(width).saturating_sub(title.len() + 8)) } else { String::new() };
        // What stands behind the last one of a line is no more than a gap.
        let whole = |mut line: Line| {
            line.pop();
            span::cut(line, usize::from(width.saturating_sub(4)))
        };
        let lines = lines.into_iter().map(whole).collect();
        let area = Rect::new(0, most - height, width, height);
        Some(PopupView { area, title, note, lines, selected: None, strip: true })
    }

    /// How the list stands: its order, of what its rows are, and whether the read ones are among them; where that is too long, the order.
    fn listed_how(&self, room: usize) -> String {
        let order = order_name(self.articles.order());
        let rows = if self.telling.plain && !self.articles.is_front() { "articles" } else { "stories" };
        let read = if self.articles.hides_read_here() { "hidden" } else { "shown" };
        let how = format!("{order}, {rows}, read ones {read}");
        if how.len() > room { order.to_owned() } else { how }
    }

    /// What an action does; of a filter, the very condition.
    fn menu_says(&self, action: Action) -> String {
        match action {
            Action::FilterTopic | Action::FilterOutlet | Action::FilterDay | Action::FilterType => {
                self.filter_at_hand(action).map_or(action.help().to_owned(), |condition| condition.to_string())
            }
            Action::MuteOutlet | Action::MuteTopic => {
                let row = self.articles.selected();
                match &row.map(|row| self.subjects(action, row)).unwrap_or_default()[..] {
                    [of] => format!("mute or weigh {}", of.name()),
                    _ => action.help().to_owned(),
                }
            }
            _ => action.help().to_owned(),
        }
    }

    /// The keys with what they do, side by side as far as `width` goes; the order in force stands out.
    fn menu_lines(&self, width: usize) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for (key, action) in self.keymap.continuations(self.context(), &self.pending) {
            let in_force = order_of(action) == Some(self.articles.order());
            let says =
                if in_force { Span::bold(action.help(), Role::Accent) } else { Span::body(self.menu_says(action)) };
            let choice = [Span::new(key, Role::Key), Span::body(" "), says, Span::body(" ".repeat(MENU_GAP))];
            let room = width.saturating_sub(4);
            match lines.last_mut() {
                Some(line) if span::width(line) + span::width(&choice[..3]) <= room => line.extend(choice),
                _ => lines.push(choice.to_vec()),
            }
        }
        lines
    }
}

fn order_of(action: Action) -> Option<Order> {
    Some(match action {
        Action::OrderNewest => Order::Newest,
        Action::OrderOldest => Order::Oldest,
        Action::OrderHeat => Order::Heat,
        Action::OrderQuality => Order::Quality,
        Action::OrderTitle => Order::Title,
        Action::OrderOutlet => Order::Outlet,
        Action::OrderSeen => Order::Seen,
        Action::OrderBest => Order::Best,
        _ => return None,
    })
}
