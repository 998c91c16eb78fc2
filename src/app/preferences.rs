//! What a reader has chosen, as far as it may change while one reads. Where it is written is not known here.

use super::app::App;
use super::event::Tone;
use super::symbols::Symbols;
use crate::config::{MarkRead, Rules, Search};
use crate::input::Keymap;
use crate::story::front::Weights;
use std::sync::Arc;

/// What holds from now on.
#[derive(Debug, Clone)]
pub struct Preferences {
    pub keymap: Arc<Keymap>,
    pub symbols: Symbols,
    /// The searches that are kept.
    pub searches: Vec<Search>,
    /// What makes an article count as read.
    pub mark_read: MarkRead,
    /// What lifts a story on the next edition of the front page.
    pub weights: Weights,
    /// What is muted or weighed there, and what is not one story.
    pub rules: Rules,
}

impl App {
    pub(super) fn take_preferences(&mut self, preferences: Preferences) {
        let Preferences { keymap, symbols, searches, mark_read, weights, rules } = preferences;
        (self.marking.mark_read, self.front.weights) = (mark_read, weights);
        self.take_rules(rules);
        let changed = keymap != self.keymap;
        self.detail.letter(&keymap);
        (self.keymap, self.symbols) = (keymap, symbols);
        // What was wrong with it is not any more.
        self.status.take_if(|status| status.tone != Tone::Plain);
        if changed {
            self.forget_keys();
        }
        self.take_searches(searches);
    }
}
