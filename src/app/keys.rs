//! From a key to an action: the context in front decides, then its keymap. Text boxes take what their keymap leaves.

use super::app::App;
use super::panes::Focus;
use super::popup::Popup;
use super::status::Status;
use crate::input::{Code, Context, Key, Lookup};

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
                self.pending.clear();
                self.act(action);
            }
            Lookup::Pending => {}
            Lookup::NotBound => self.not_bound(context, key),
        }
    }

    fn not_bound(&mut self, context: Context, key: Key) {
        let keys = std::mem::take(&mut self.pending);
        match context {
            Context::Box => {
                if let Some(bar) = &mut self.bar
                    && bar.line.key(key) == Some(true)
                {
                    self.search_typed();
                }
            }
            Context::Picker => {
                if let Some(Popup::Picker(picker)) = &mut self.popup
                    && picker.line.key(key) == Some(true)
                {
                    picker.find();
                }
            }
            // Esc out of a half-typed sequence means just that.
            _ if keys.len() > 1 && key.code() == Code::Esc => {}
            _ => {
                let said: Vec<String> = keys.iter().map(Key::to_string).collect();
                let help = self.key_name(crate::input::Action::Help);
                self.status =
                    Some(Status::plain(format!("{} is not bound here. {help} shows what is.", said.join(" "))));
            }
        }
    }

    /// The first key of an action in the focused pane, for messages.
    pub(super) fn key_name(&self, action: crate::input::Action) -> String {
        self.keymap.keys_of(self.pane_context(), action).into_iter().next().unwrap_or_else(|| "-".to_owned())
    }
}
