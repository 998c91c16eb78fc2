//! From a key to an action: the context in front decides, then its keymap. Text boxes take what their keymap leaves, links their letters.

use super::app::App;
use super::panes::Focus;
use super::popup::Popup;
use super::status::Status;
use crate::input::{Action, Code, Context, Key, Lookup};

impl App {
    /// What the next key is looked up in: popup, box, or the focused pane.
    pub(super) fn context(&self) -> Context {
        if let Some(popup) = &self.popup {
            return popup.context();
        }
        if self.bar.is_some() {
            return Context::Box;
        }
        self.pane_context()
    }

    pub(super) fn pane_context(&self) -> Context {
        match self.panes.focus {
            Focus::Topics => Context::Topics,
            Focus::List if self.articles.is_unfolded_here() => Context::Unfolded,
            Focus::List => Context::List,
            Focus::Article => Context::Article,
        }
    }

    pub(super) fn key(&mut self, key: Key) {
        self.status = None;
        let context = self.context();
        self.pending.push(key);
        match self.keymap.lookup(context, &self.pending) {
            Lookup::Action(action) => {
                self.forget_keys();
                self.act(action);
            }
            Lookup::Pending => {}
            Lookup::NotBound => self.not_bound(context, key),
        }
    }

    pub(super) fn forget_keys(&mut self) -> Vec<Key> {
        self.menu = false;
        std::mem::take(&mut self.pending)
    }

    /// The keys so far begin others, or wait for a link's letter: what may follow is shown after a while.
    pub fn lingers(&self) -> bool {
        match &self.popup {
            Some(Popup::Links(links)) => !links.shown,
            _ => !self.pending.is_empty() && !self.menu,
        }
    }

    /// That while has passed.
    pub(super) fn linger(&mut self) {
        if let Some(Popup::Links(links)) = &mut self.popup {
            links.shown = true;
        } else if !self.pending.is_empty() {
            self.menu = true;
        }
    }

    fn not_bound(&mut self, context: Context, key: Key) {
        let keys = self.forget_keys();
        match context {
            Context::Box | Context::Picker => {
                if self.box_line().is_some_and(|line| line.key(key) == Some(true)) {
                    self.typed();
                }
            }
            Context::Links if key.typed().is_some() => self.type_letter(key),
            // Esc out of a half-typed sequence means just that.
            _ if keys.len() > 1 && key.code() == Code::Esc => {}
            _ => {
                let said: Vec<String> = keys.iter().map(Key::to_string).collect();
                let key = |action| self.keymap.keys_of(context, action).into_iter().next();
                let hint = match key(Action::Help) {
                    Some(help) => format!("{help} shows what is."),
                    None => key(Action::Back)
                        .or_else(|| key(Action::Cancel))
                        .map_or(String::new(), |back| format!("{back} goes back.")),
                };
                self.status = Some(Status::plain(format!("{} is not bound here. {hint}", said.join(" "))));
            }
        }
    }

    /// The line of text that is being typed.
    pub(super) fn box_line(&mut self) -> Option<&mut super::input_line::InputLine> {
        match &mut self.popup {
            Some(Popup::Picker(picker)) => Some(&mut picker.line),
            Some(Popup::Naming(naming)) => Some(&mut naming.line),
            Some(Popup::Help(help)) if help.typing => Some(&mut help.line),
            Some(_) => None,
            None => self.bar.as_mut().map(|bar| &mut bar.line),
        }
    }

    /// A letter of a link: opens it once there are enough of them.
    fn type_letter(&mut self, key: Key) {
        let (Some(Popup::Links(links)), Some(letter)) = (&mut self.popup, key.typed()) else { return };
        links.typed.push(letter);
        links.top = 0;
        let typed = links.typed.clone();
        let found = self.detail.links().iter().find(|link| link.key == typed);
        if let Some(address) = found.map(|link| link.address.clone()) {
            self.popup = None;
            self.open_address(&address);
        } else if !self.detail.links().iter().any(|link| link.key.starts_with(&typed)) {
            if let Some(Popup::Links(links)) = &mut self.popup {
                links.typed.clear();
            }
            self.status = Some(Status::plain(format!("No link here has the letter {typed}.")));
        }
    }

    /// The first key of an action in the focused pane, for messages.
    pub(super) fn key_name(&self, action: Action) -> String {
        self.keymap.keys_of(self.pane_context(), action).into_iter().next().unwrap_or_else(|| "-".to_owned())
    }
}
