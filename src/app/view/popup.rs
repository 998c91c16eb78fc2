//! What lies over the panes, as lines: help and picker in the middle, the menu of orders above the last line.

use super::heading::{order_name, visible};
use super::model::PopupView;
use crate::app::app::App;
use crate::app::popup::{Help, Picker, Popup, orders};
use crate::app::span::{self, Line, Span};
use crate::app::status::count;
use crate::input::{Action, Context};
use crate::model::cells;
use crate::search::Order;
use crate::theme::Role;
use ratatui::layout::Rect;

/// Lines a popup needs beside its contents: the rule above and below.
const FRAME: u16 = 2;

impl App {
    /// Where the popup in front stands, frame included.
    fn popup_area(&self) -> Option<Rect> {
        let (width, height) = (self.panes.width, self.panes.height);
        if self.panes.too_small() {
            return None;
        }
        let most = height - 1;
        let centred = |wide: u16, high: u16| {
            let (w, h) = (wide.min(width), high.min(most));
            Rect::new((width - w) / 2, (most - h) / 2, w, h)
        };
        Some(match self.popup.as_ref()? {
            Popup::Help(help) => centred(76, help.lines.len() as u16 + FRAME),
            Popup::Picker(_) => centred(64, (height * 3 / 4).max(6)),
            Popup::Order => {
                let high = (self.order_lines(usize::from(width)).len() as u16 + 1).min(most);
                Rect::new(0, most - high, width, high)
            }
        })
    }

    /// Lines of the popup's contents in sight. The picker's text box takes one.
    pub(in crate::app) fn popup_height(&self) -> usize {
        let inner = self.popup_area().map_or(1, |area| area.height.saturating_sub(FRAME));
        let taken = u16::from(matches!(self.popup, Some(Popup::Picker(_))));
        usize::from(inner.saturating_sub(taken)).max(1)
    }

    pub(super) fn popup_view(&self) -> Option<PopupView> {
        let area = self.popup_area()?;
        let room = usize::from(area.width.saturating_sub(4)).max(1);
        Some(match self.popup.as_ref()? {
            Popup::Help(help) => self.help_view(help, area, room),
            Popup::Order => self.order_view(area),
            Popup::Picker(picker) => self.picker_view(picker, area, room),
        })
    }

    fn help_view(&self, help: &Help, area: Rect, room: usize) -> PopupView {
        let height = self.popup_height();
        let widest = help.lines.iter().map(|(keys, _)| cells::width(keys)).max().unwrap_or(0).min(room / 2);
        let line = |(keys, says): &(String, &'static str)| {
            let keys = cells::truncate(keys, widest).0.into_owned();
            let pad = " ".repeat(widest - cells::width(&keys) + 2);
            span::cut(vec![Span::new(keys, Role::Key), Span::body(format!("{pad}{says}"))], room)
        };
        let lines: Vec<Line> = help.lines.iter().skip(help.top).take(height).map(line).collect();
        let end = help.top + lines.len();
        let more = if help.lines.len() > height { format!("{end} of {}", help.lines.len()) } else { String::new() };
        PopupView { area, title: help.title.to_owned(), note: more, lines, selected: None, strip: false }
    }

    /// The orders with their keys, side by side as far as `width` goes.
    fn order_lines(&self, width: usize) -> Vec<Line> {
        let now = self.articles.order();
        let of = |action| match action {
            Action::OrderOldest => Order::Oldest,
            Action::OrderHeat => Order::Heat,
            Action::OrderQuality => Order::Quality,
            Action::OrderTitle => Order::Title,
            Action::OrderOutlet => Order::Outlet,
            _ => Order::Newest,
        };
        let mut lines = vec![Line::new()];
        for (action, says) in orders() {
            let Some(key) = self.keymap.keys_of(Context::Order, action).into_iter().next() else { continue };
            let says = if of(action) == now { Span::bold(says, Role::Accent) } else { Span::body(says) };
            let choice = [Span::new(key, Role::Key), Span::body(" "), says, Span::body("    ")];
            let used = lines.last().map_or(0, |line| span::width(line));
            if used > 0 && used + span::width(&choice) > width.saturating_sub(4) {
                lines.push(Line::new());
            }
            lines.last_mut().into_iter().for_each(|line| line.extend(choice.clone()));
        }
        lines
    }

    fn order_view(&self, area: Rect) -> PopupView {
        let note = order_name(self.articles.order()).to_owned();
        let lines = self.order_lines(usize::from(area.width));
        PopupView { area, title: "Order".to_owned(), note, lines, selected: None, strip: true }
    }

    fn picker_view(&self, picker: &Picker, area: Rect, room: usize) -> PopupView {
        let height = self.popup_height();
        let (text, _) = visible(picker.line.text(), picker.line.before_cursor(), room.saturating_sub(3).max(1));
        let mut lines = vec![vec![Span::new("> ", Role::Accent), Span::body(text)]];
        let window = picker.cursor.window(picker.len(), height);
        let selected = (!picker.is_empty()).then(|| 1 + picker.cursor.line());
        for at in window {
            let Some((choice, bytes)) = picker.get(at) else { break };
            let right = format!("{}  {}", choice.sort, count(choice.count));
            let left = room.saturating_sub(cells::width(&right) + 2);
            let (label, used) = cells::truncate(&choice.label, left);
            let ranges: Vec<_> = bytes
                .iter()
                .filter_map(|&at| Some(at..at + choice.label.get(at..)?.chars().next()?.len_utf8()))
                .collect();
            let mut line = span::lit(&label, &ranges, Role::Body);
            let pad = " ".repeat(room.saturating_sub(used + cells::width(&right)));
            line.push(Span::quiet(format!("{pad}{right}")));
            lines.push(line);
        }
        if picker.is_empty() {
            lines.push(vec![Span::quiet("No topic, type or outlet matches.")]);
        }
        let note = format!("{} of {}", count(picker.len().min(picker.cursor.selected() + 1)), count(picker.len()));
        PopupView { area, title: "Go to".to_owned(), note, lines, selected, strip: false }
    }

    /// Where typing goes, in a popup that has a text box; else its first line.
    pub(super) fn popup_cursor(&self) -> Option<(u16, u16)> {
        let area = self.popup_area()?;
        let at = match &self.popup {
            Some(Popup::Picker(picker)) => {
                let room = usize::from(area.width.saturating_sub(4)).saturating_sub(3).max(1);
                2 + visible(picker.line.text(), picker.line.before_cursor(), room).1 as u16
            }
            _ => 0,
        };
        Some((area.x + 2 + at, area.y + 1))
    }
}
