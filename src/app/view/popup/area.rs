//! Where the popup in front stands, and which view it gives.

use super::menu::MENU_GAP;
use crate::app::app::App;
use crate::app::popup::{Popup, SNUG};
use crate::app::span::{self, Line, Span};
use crate::app::view::PopupView;
use crate::app::view::heading::visible;
use crate::model::cells;
use crate::theme::Role;
use ratatui::layout::Rect;

/// Lines a popup needs beside its contents: the rule above and below.
const FRAME: u16 = 2;
/// Lines below the list of problems for the whole text of the selected one.
pub(super) const WHOLE: u16 = 3;

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
        let lines = |count: usize| u16::try_from(count).unwrap_or(u16::MAX).saturating_add(FRAME);
        Some(match self.popup.as_ref()? {
            Popup::Help(help) => {
                let filter = u16::from(help.typing || !help.line.text().is_empty());
                centred(84, lines(help.most()).saturating_add(filter))
            }
            Popup::Picker(picker) => match picker.most() {
                Some(most) => centred(SNUG, lines(most + 1).min((height * 3 / 4).max(6))),
                None => centred(80, (height * 3 / 4).max(6)),
            },
            Popup::Naming(_) => centred(64, lines(2)),
            Popup::Links(links) if links.shown => centred(100, lines(self.detail.links().len().max(1))),
            Popup::Links(_) => return None,
            Popup::Problems(problems) if problems.is_empty() => centred(70, 2 + FRAME + WHOLE),
            Popup::Problems(problems) => {
                centred(120, lines(problems.len()).saturating_add(WHOLE).min(height * 3 / 4).max(10))
            }
            Popup::Why(why) => {
                let wide = 90.min(width);
                centred(wide, lines(why.lines(usize::from(wide.saturating_sub(4)).max(1)).len()))
            }
            Popup::Confirm(confirm) => {
                let wide = 64.min(width);
                centred(wide, lines(self.confirm_lines(confirm, usize::from(wide.saturating_sub(4))).len()))
            }
            Popup::Address { .. } => {
                let wide = 90.min(width);
                centred(wide, lines(self.address_lines(usize::from(wide.saturating_sub(4))).len()))
            }
        })
    }

    /// The lines of the popup that can be clicked.
    pub(in crate::app) fn popup_lines(&self) -> Option<Rect> {
        let area = self.popup_area()?;
        let before = 1 + u16::from(matches!(self.popup, Some(Popup::Picker(_))));
        let height = self.popup_height() as u16;
        Some(Rect { y: area.y + before, height: height.min(area.height.saturating_sub(before + 1)), ..area })
    }

    /// Lines of the popup's contents in sight. A text box takes one.
    pub(in crate::app) fn popup_height(&self) -> usize {
        let inner = self.popup_area().map_or(1, |area| area.height.saturating_sub(FRAME));
        let taken = match &self.popup {
            Some(Popup::Picker(_)) => 1,
            Some(Popup::Help(help)) => u16::from(help.typing || !help.line.text().is_empty()),
            Some(Popup::Problems(_)) => WHOLE,
            _ => 0,
        };
        usize::from(inner.saturating_sub(taken)).max(1)
    }

    pub(in crate::app::view) fn popup_view(&self) -> Option<PopupView> {
        if self.menu && self.popup.is_none() {
            return self.menu_view();
        }
        let area = self.popup_area()?;
        let room = usize::from(area.width.saturating_sub(4)).max(1);
        Some(match self.popup.as_ref()? {
            Popup::Help(help) => self.help_view(help, area, room),
            Popup::Picker(picker) => self.picker_view(picker, area, room),
            Popup::Naming(naming) => self.naming_view(naming, area, room),
            Popup::Links(links) => self.links_view(links, area, room),
            Popup::Problems(problems) => self.problems_view(problems, area, room),
            Popup::Why(why) => PopupView {
                area,
                title: why.title.clone(),
                note: String::new(),
                lines: why.lines(room).into_iter().skip(why.top).take(self.popup_height()).collect(),
                selected: None,
                strip: false,
            },
            Popup::Confirm(confirm) => self.confirm_view(confirm, area, room),
            Popup::Address { .. } => PopupView {
                area,
                title: "Not opened".to_owned(),
                note: String::new(),
                lines: self.address_lines(room),
                selected: None,
                strip: false,
            },
        })
    }

    /// Scrolls what is said by lines, never past its last screenful.
    pub(in crate::app) fn scroll_why(&mut self, by: isize) {
        let (height, width) = (self.popup_height(), self.popup_area().map_or(1, |area| area.width));
        if let Some(Popup::Why(why)) = &mut self.popup {
            let len = why.lines(usize::from(width.saturating_sub(4)).max(1)).len();
            why.top = why.top.saturating_add_signed(by).min(len.saturating_sub(height));
        }
    }

    /// The whole address, for whoever must type it elsewhere.
    fn address_lines(&self, room: usize) -> Vec<Line> {
        let Some(Popup::Address { target, why }) = &self.popup else { return Vec::new() };
        let mut lines = span::wrap(why, room.max(1), Role::Warning);
        lines.push(Line::new());
        lines.extend(broken(target, room.max(1)));
        lines.push(Line::new());
        let key = |action| self.keymap.keys_of(crate::input::Context::Address, action).into_iter().next();
        let gap = " ".repeat(MENU_GAP);
        let mut hints = Line::new();
        for (action, says) in [(crate::input::Action::CopyAddress, "copies it"), (crate::input::Action::Back, "closes")]
        {
            if let Some(key) = key(action) {
                hints.extend([Span::new(key, Role::Key), Span::quiet(format!(" {says}{gap}"))]);
            }
        }
        lines.push(hints);
        lines
    }

    /// Where typing goes, in a popup that has a text box; else its first line.
    pub(in crate::app::view) fn popup_cursor(&self) -> Option<(u16, u16)> {
        let area = self.popup_area()?;
        let typing = match self.popup.as_ref()? {
            Popup::Picker(picker) => Some(&picker.line),
            Popup::Naming(naming) => Some(&naming.line),
            Popup::Help(help) if help.typing => Some(&help.line),
            _ => None,
        };
        let room = usize::from(area.width.saturating_sub(4)).saturating_sub(3).max(1);
        let at = typing.map_or(0, |line| 2 + visible(line.text(), line.before_cursor(), room).1 as u16);
        let line = match &self.popup {
            Some(Popup::Problems(problems)) => problems.cursor.line() as u16,
            _ => 0,
        };
        Some((area.x + 2 + at, area.y + 1 + line))
    }

    /// The line of a text box.
    pub(super) fn box_text(&self, line: &crate::app::input_line::InputLine, room: usize) -> Line {
        let (text, _) = visible(line.text(), line.before_cursor(), room.saturating_sub(3).max(1));
        vec![Span::new("> ", Role::Accent), Span::body(text)]
    }
}

/// Broken anywhere and nowhere marked, so that it can be selected whole.
fn broken(text: &str, room: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut piece, mut used) = (String::new(), 0);
    for cell in cells::graphemes(text) {
        if used + cell.width > room {
            lines.push(vec![Span::new(std::mem::take(&mut piece), Role::Link)]);
            used = 0;
        }
        piece.push_str(&cell.drawn);
        used += cell.width;
    }
    lines.push(vec![Span::new(piece, Role::Link)]);
    lines
}
