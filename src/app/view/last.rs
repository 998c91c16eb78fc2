//! The last line: a message, or the few keys that matter where one is; at its right what goes on in the background.

use super::model::LastLine;
use crate::app::app::App;
use crate::app::event::Tone;
use crate::app::fresh::{Reading, Why};
use crate::app::marking::Special;
use crate::app::panes::Focus;
use crate::app::popup::{PickedFor, Popup};
use crate::app::span::{self, Line, Span};
use crate::app::status::{count, plural};
use crate::app::topics::Entry;
use crate::index::Scope;
use crate::input::Action;
use crate::theme::Role;
use ratatui::layout::Rect;

/// Cells of the bar that shows how far the store is read.
const GAUGE: usize = 9;

impl App {
    pub(super) fn last_view(&self, area: Rect) -> LastLine {
        let room = usize::from(area.width.saturating_sub(2));
        let mut right = self.background(room);
        let (left, above) = match &self.status {
            Some(_) => self.message(room),
            None => (self.hints(room.saturating_sub(span::width(&right) + 3)), Vec::new()),
        };
        if span::width(&left) + 2 + span::width(&right) > room {
            right = Line::new();
        }
        LastLine { left, right, above }
    }

    /// What went wrong stands above the line where it is longer, whole: an address must be seen to its end.
    fn message(&self, room: usize) -> (Line, Vec<Line>) {
        let Some(status) = &self.status else { return Default::default() };
        let role = match status.tone {
            Tone::Plain => Role::Body,
            Tone::Warning => Role::Warning,
            Tone::Error => Role::Error,
        };
        if status.tone == Tone::Plain {
            return (span::cut(vec![Span::new(status.text.as_str(), role)], room), Vec::new());
        }
        let mut lines = span::wrap(&status.text, room.max(1), role);
        let most = usize::from(self.panes.height / 2).max(1);
        lines.truncate(most);
        let last = lines.pop().unwrap_or_default();
        (last, lines)
    }

    /// As many of the keys that matter here as fit whole.
    fn hints(&self, room: usize) -> Line {
        let pending: Vec<String> = self.pending.iter().map(|key| key.to_string()).collect();
        if !pending.is_empty() {
            return vec![Span::new(pending.join(" "), Role::Key), Span::quiet(" …")];
        }
        let context = self.context();
        let mut line = Line::new();
        let mut used = 0;
        for (action, says) in self.wanted() {
            let Some(key) = self.keymap.keys_of(context, *action).into_iter().next() else { continue };
            let gap = if line.is_empty() { "" } else { "   " };
            let piece = [Span::quiet(gap), Span::new(key, Role::Key), Span::quiet(format!(" {says}"))];
            let wide = span::width(&piece);
            if used + wide > room {
                break;
            }
            used += wide;
            line.extend(piece);
        }
        line
    }

    fn on_special(&self) -> bool {
        matches!(self.topics.current(), Some(Entry::Saved { search, .. }) if Special::of(search).is_some())
    }

    fn finds_nothing(&self) -> bool {
        self.articles.rows().is_empty() && !self.articles.query().trim().is_empty()
    }

    /// The keys that matter where one is, the first ones most.
    fn wanted(&self) -> &'static [(Action, &'static str)] {
        use Action::*;
        match (&self.popup, self.panes.focus) {
            (Some(Popup::Picker(picker)), _) => match picker.picked_for {
                PickedFor::Going => &[(Accept, "go"), (Cancel, "back")],
                PickedFor::Muting => &[(Accept, "choose"), (Cancel, "back")],
                PickedFor::TakingBack => &[(Accept, "take it back"), (Cancel, "back")],
            },
            (Some(Popup::Naming(_)), _) => &[(Accept, "keep"), (Cancel, "back")],
            (Some(Popup::Help(help)), _) if help.typing => &[(Accept, "keep"), (Cancel, "back")],
            (Some(Popup::Help(_)), _) => &[(Search, "find"), (Back, "back"), (Down, "down"), (Up, "up")],
            (Some(Popup::Links(_)), _) => &[(OpenOriginal, "original"), (Cancel, "back")],
            (Some(Popup::Problems(problems)), _) if problems.is_empty() => &[(Back, "back")],
            (Some(Popup::Problems(_)), _) => &[(Edit, "edit"), (CopyAddress, "copy the path"), (Back, "back")],
            (Some(Popup::Why(_)), _) => &[(Down, "down"), (Back, "back")],
            (Some(Popup::Confirm(_)), _) => &[(Accept, "yes"), (Cancel, "no")],
            (Some(Popup::Address { .. }), _) => &[(CopyAddress, "copy"), (Back, "back")],
            (None, _) if self.bar.is_some() && self.finds_nothing() => match self.articles.scope() {
                Scope::All => &[(Cancel, "back"), (OlderSearch, "older")],
                _ => &[(Accept, "search everywhere"), (Cancel, "back"), (OlderSearch, "older")],
            },
            (None, _) if self.bar.is_some() => &[
                (Accept, "keep"),
                (Cancel, "back"),
                (ResultDown, "next"),
                (ResultUp, "previous"),
                (OlderSearch, "older"),
                (KeepSearch, "save"),
            ],
            (None, Focus::Topics) if self.on_special() => &[(Enter, "headlines"), (GoTo, "go to"), (Help, "keys")],
            (None, Focus::Topics) if matches!(self.topics.current(), Some(Entry::Saved { .. })) => {
                &[(Enter, "headlines"), (EditSearch, "edit"), (RemoveSearch, "remove"), (GoTo, "go to"), (Help, "keys")]
            }
            (None, Focus::Topics) => &[(Enter, "headlines"), (PaneRight, "unfold"), (GoTo, "go to"), (Help, "keys")],
            (None, Focus::List | Focus::Article) if self.articles.selection().is_some() => &[
                (MarkRead, "read"),
                (Star, "star"),
                (Later, "later"),
                (OpenOriginal, "open"),
                (Select, "up to here"),
                (Back, "none"),
            ],
            (None, Focus::List) if self.articles.is_front() && self.articles.rows().is_empty() => &[
                (Refresh, "next edition"),
                (GoTo, "go to"),
                (ToggleRead, "read ones"),
                (Muted, "muted"),
                (Help, "keys"),
                (Palette, "all actions"),
            ],
            (None, Focus::List) if self.articles.is_front() => &[
                (ReadOn, "read on"),
                (OpenOriginal, "open"),
                (Search, "search"),
                (MarkRead, "read"),
                (Action::Why, "why here"),
                (Refresh, "next edition"),
                (GoTo, "go to"),
                (Help, "keys"),
                (Links, "links"),
                (Palette, "all actions"),
            ],
            (None, Focus::List) => &[
                (ReadOn, "read on"),
                (OpenOriginal, "open"),
                (Search, "search"),
                (MarkRead, "read"),
                (Star, "star"),
                (GoTo, "go to"),
                (Help, "keys"),
                (Links, "links"),
                (Palette, "all actions"),
            ],
            (None, Focus::Article) => &[
                (ReadOn, "read on"),
                (OpenOriginal, "open"),
                (Links, "links"),
                (Back, "headlines"),
                (Zoom, "alone"),
                (Help, "keys"),
            ],
        }
    }

    fn background(&self, room: usize) -> Line {
        // A look at a store that is shown already is told only where it takes long, or was asked for.
        if let Some(reading) = self.reading.filter(|r| !self.loaded || r.rate > 0 || r.why == Why::Asked) {
            return self.progress(reading, room);
        }
        if self.gone {
            return vec![Span::new("The store is gone; waiting for it.", Role::Warning)];
        }
        if self.marking.unsaved.is_some() {
            return vec![Span::new("marks not saved", Role::Error)];
        }
        let mut says = self.problems();
        if self.sample {
            if !says.is_empty() {
                says.push(Span::quiet("   "));
            }
            let long = "This is the sample; dateline DIR opens your own.";
            says.push(Span::quiet(if room >= 100 { long } else { "Sample; dateline DIR opens yours." }));
        }
        says
    }

    /// What is wrong in the store, counted, and the key that lists it.
    fn problems(&self) -> Line {
        let totals = self.index.totals();
        let mut parts = Vec::new();
        if totals.problems > 0 {
            parts.push(format!("{} left out", plural(totals.problems, "file", "files")));
        }
        if totals.notes > 0 {
            parts.push(plural(totals.notes, "wrong value", "wrong values"));
        }
        if parts.is_empty() {
            return Line::new();
        }
        let role = if totals.problems > 0 { Role::Warning } else { Role::Quiet };
        let mut line = vec![Span::new(parts.join(", "), role)];
        if let Some(key) = self.keymap.keys_of(self.pane_context(), Action::Problems).into_iter().next() {
            line.insert(0, Span::quiet(" "));
            line.insert(0, Span::new(key, Role::Key));
        }
        line
    }

    fn progress(&self, reading: Reading, room: usize) -> Line {
        if reading.read == 0 {
            return vec![Span::quiet(if self.loaded { "Looking for changes …" } else { "Reading …" })];
        }
        let done = (reading.read * GAUGE).checked_div(reading.listed).unwrap_or(0).min(GAUGE);
        let gauge = format!("{}{}", self.symbols.done.repeat(done), self.symbols.to_do.repeat(GAUGE - done));
        let does = if self.loaded { "Looking through" } else { "Reading" };
        let text = format!("{does} {}  {} of about {}  ", self.store, count(reading.read), count(reading.listed));
        let mut line = vec![Span::quiet(text), Span::new(gauge, Role::Accent)];
        let rate = format!("  {}/s", count(reading.rate));
        if reading.rate > 0 && span::width(&line) + rate.len() + 24 <= room {
            line.push(Span::quiet(rate));
        }
        line
    }
}
