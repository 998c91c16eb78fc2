//! The search box: what is typed, with what is wrong marked, and the line under it.

use super::heading::visible;
use crate::app::app::App;
use crate::app::search_bar::SearchBar;
use crate::app::span::{Line, Span, width};
use crate::app::status::count;
use crate::model::cells;
use crate::search::Completions;
use crate::theme::Role;

impl App {
    /// The part of the text that fits `room` cells, pieces that are wrong in the colour of errors.
    pub(super) fn typed_view(&self, bar: &SearchBar, room: usize) -> Line {
        let typed = bar.line.text();
        let (shown, _) = visible(typed, bar.line.before_cursor(), room);
        // Where what is shown begins: it is a piece of what was typed, but for what takes no cells.
        let mistakes = &self.articles.asks().mistakes;
        let Some(start) =
            typed.find(&shown).filter(|_| !mistakes.is_empty() && bar.line.text() == self.articles.query())
        else {
            return vec![Span::body(shown)];
        };
        let mut line = Line::new();
        let mut done = 0;
        for mistake in mistakes {
            let place = |byte: usize| byte.saturating_sub(start).clamp(done, shown.len());
            let (from, to) = (place(mistake.span.start), place(mistake.span.end));
            line.push(Span::body(&shown[done..from]));
            line.push(Span::bold(&shown[from..to], Role::Error));
            done = to;
        }
        line.push(Span::body(&shown[done..]));
        line.retain(|span| !span.text.is_empty());
        line
    }

    /// Something stands on the line under the box.
    pub(in crate::app) fn has_below_box(&self) -> bool {
        self.bar.as_ref().is_some_and(|bar| bar.completing.is_some() || !self.told().is_empty())
    }

    /// What may stand in the place of what was typed, or what is wrong with it.
    pub(super) fn below_box(&self, bar: &SearchBar, room: usize) -> Line {
        if let Some((of, at)) = &bar.completing {
            return choices(of, *at, room);
        }
        let told = self.told();
        let Some(&first) = told.first() else { return Line::new() };
        let more = if told.len() > 1 { format!("   and {} more", told.len() - 1) } else { String::new() };
        // What to write goes before what is wrong: that is marked in the box.
        let hint = first.split_once("; ").filter(|_| cells::width(first) + more.len() > room).map(|(_, hint)| hint);
        vec![Span::quiet("  "), Span::new(hint.unwrap_or(first), Role::Warning), Span::quiet(more)]
    }

    /// What is wrong with what is typed, and what is to be said of it.
    pub(in crate::app) fn told(&self) -> Vec<&str> {
        let mistakes = self.articles.asks().mistakes.iter().map(|mistake| &*mistake.says);
        mistakes.chain(self.articles.notes().iter().map(String::as_str)).collect()
    }
}

/// The choices side by side, as many as fit, the chosen one among them.
fn choices(of: &Completions, at: usize, room: usize) -> Line {
    let piece = |n: usize| {
        let choice = &of.choices[n];
        let role = if n == at { Role::Accent } else { Role::Body };
        let mut piece = vec![Span::quiet("  "), Span::bold(choice.text.as_str(), role)];
        piece[1].bold = n == at;
        piece.extend(choice.count.map(|found| Span::quiet(format!(" {}", count(found)))));
        piece
    };
    // From the chosen one back as far as it goes, but at least half of the room is for what follows.
    let mut first = at;
    let mut used = width(&piece(at));
    while first > 0 && used + width(&piece(first - 1)) <= room / 2 {
        first -= 1;
        used += width(&piece(first));
    }
    let mut line = Line::new();
    for n in first..of.choices.len() {
        let piece = piece(n);
        // How many more there are must fit, too.
        let more = of.choices.len() - n;
        let more = vec![Span::quiet(format!("  +{more}"))];
        let tail = if n + 1 < of.choices.len() { width(&more) } else { 0 };
        if n > at && width(&line) + width(&piece) + tail > room {
            line.extend(more);
            break;
        }
        line.extend(piece);
    }
    line
}
