//! The sidebar's rows in sight: indented by depth, counts at the right.

use super::model::{TopicRow, TopicsView};
use crate::app::app::App;
use crate::app::marking::Special;
use crate::app::panes::Focus;
use crate::app::span::Span;
use crate::app::status::count;
use crate::app::topics::{Entry, Fold};
use crate::config::Search;
use crate::index::Scope;
use crate::model::cells;
use crate::theme::Role;
use ratatui::layout::Rect;

impl App {
    pub(super) fn topics_view(&self, area: Rect) -> TopicsView {
        let entries = self.topics.entries();
        let window = self.topics.cursor.window(entries.len(), usize::from(area.height));
        let rows = window
            .map(|at| self.topic_row(&entries[at], at == self.topics.cursor.selected(), usize::from(area.width)))
            .collect();
        TopicsView { rows, focused: self.panes.focus == Focus::Topics }
    }

    /// The unread ones once there are marks, and of none no number; else all.
    fn unread_in(&self, scope: &Scope, all: usize) -> Option<usize> {
        match self.marking.of(&self.index) {
            Some(marks) => Some(marks.unread(&self.index, scope)).filter(|unread| *unread > 0),
            None => Some(all),
        }
    }

    fn special_count(&self, search: &Search) -> Option<usize> {
        let marks = self.marking.of(&self.index)?;
        Special::of(search)?.count(&self.index, marks).filter(|count| *count > 0)
    }

    fn sign_of_search(&self, entry: &Entry) -> &str {
        let Entry::Saved { search, .. } = entry else { return " " };
        match Special::of(search) {
            None => "/",
            Some(Special::Unread) => &self.symbols.unread,
            Some(Special::Starred) => &self.symbols.starred,
            Some(Special::Later) => &self.symbols.later,
            Some(Special::SinceLastVisit | Special::History) => " ",
        }
    }

    fn topic_row(&self, entry: &Entry, selected: bool, width: usize) -> TopicRow {
        let (label, depth, number, fold) = match entry {
            Entry::Gap => return TopicRow::default(),
            Entry::Front => ("Front page", 0, self.unread_on_front().filter(|unread| *unread > 0), None),
            Entry::Saved { search, count } => (search.name.as_str(), 0, self.special_count(search).or(*count), None),
            Entry::Choice { scope, label, depth, count, fold } => {
                (label.as_str(), *depth, self.unread_in(scope, *count), *fold)
            }
            Entry::Header { section, count, fold } => (section.label(), 0, Some(*count), Some(*fold)),
        };
        let sign = match fold {
            Some(Fold::Open) => &*self.symbols.open,
            Some(Fold::Closed) => &*self.symbols.closed,
            None if matches!(entry, Entry::Saved { .. }) => self.sign_of_search(entry),
            None => " ",
        };
        let number = number.map_or(String::new(), count);
        // Bar, indent, sign and blank before; blank, count and blank after.
        let indent = (depth * 2).min(width / 3);
        let room = width.saturating_sub(1 + indent + 2 + 1 + number.len() + 1);
        let header = matches!(entry, Entry::Header { .. });
        let current = match entry {
            Entry::Front => self.articles.wants_front(),
            Entry::Choice { scope, .. } => {
                scope == self.articles.scope() && self.listed_search().is_none() && !self.articles.wants_front()
            }
            Entry::Saved { search, .. } => self.listed_search() == Some(search),
            _ => false,
        };
        let label = cells::truncate(label, room).0.into_owned();
        let role = match () {
            () if current => Role::Accent,
            () if header => Role::Quiet,
            () => Role::Body,
        };
        let text = Span { bold: current, ..Span::new(label, role) };
        TopicRow { label: vec![Span::quiet(format!("{}{sign} ", " ".repeat(indent))), text], count: number, selected }
    }
}
