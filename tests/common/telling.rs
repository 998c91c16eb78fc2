//! Stories for a reader without a terminal, and what is said of them: found at once and by one thread, kept where the reader's index is.

use super::{Reader, preferences};
use dateline::app::{Event, Symbols, Tone, Way};
use dateline::config::{MarkRead, Rules, rules};
use dateline::index::{Cache, Index};
use dateline::input::Keymap;
use dateline::story::{Apart, Shelf};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Reader {
    /// Opens a store with stories.
    pub fn with_stories(dir: &Path, size: (u16, u16)) -> Reader {
        let mut reader = Reader::unread(dir, size).telling();
        reader.load();
        reader
    }

    /// With stories, as the rules of its folder of configuration have them. Without this there are none.
    pub fn telling(mut self) -> Reader {
        let (rules, errors) = self.paths().rules();
        assert_eq!(errors, []);
        self.shelf = Some(Shelf::new(self.cache.clone(), apart(&rules)));
        self
    }

    pub fn with_cache(mut self, cache: Cache) -> Reader {
        self.cache = cache;
        self
    }

    /// Those of what is shown, which had none so far.
    pub fn find_stories_now(&mut self) {
        self.shelf = Some(Shelf::new(self.cache.clone(), Apart::default()));
        if let Some(index) = self.index.clone() {
            self.find_stories(&index);
        }
    }

    /// Those of an index that is about to be shown.
    pub(super) fn find_stories(&mut self, index: &Arc<Index>) {
        let (Some(shelf), Some(store)) = (&mut self.shelf, &self.store) else { return };
        let kept = shelf.is_empty().then(|| shelf.open(index, store)).flatten();
        let stories = kept.unwrap_or_else(|| {
            let (stories, gathered) = shelf.gather(index, 1, &|| false).unwrap();
            shelf.keep(&gathered, store);
            stories
        });
        self.send(Event::Stories(index.clone(), stories));
    }

    pub fn rules_file(&self) -> PathBuf {
        self.config.path().join("rules.toml")
    }

    /// What stands in it.
    pub fn rules(&self) -> String {
        std::fs::read_to_string(self.rules_file()).unwrap_or_default()
    }

    /// Writes the file of rules, and takes it in as the loop does.
    pub fn write_rules(&mut self, text: &str) {
        std::fs::write(self.rules_file(), text).unwrap();
        let (rules, errors) = self.paths().rules();
        match errors.iter().find(|error| error.is_error()) {
            None => {
                self.part(&rules);
                let mut all = preferences(Keymap::builtin(), Symbols::unicode(), Vec::new(), MarkRead::default());
                all.rules = rules;
                self.send(Event::Configured(Box::new(all)));
            }
            Some(error) => self.send(Event::Said(Tone::Error, format!("{error}. The configuration stays as it was."))),
        }
    }

    pub(super) fn rule(&mut self, edit: rules::Edit, way: Way) {
        let outcome = rules::change(&self.rules_file(), &edit).map_err(|error| format!("{error}. It is not done."));
        if let Ok(changed) = &outcome {
            self.part(&changed.rules);
        }
        self.send(Event::Ruled(edit, way, outcome));
    }

    fn part(&mut self, rules: &Rules) {
        let (Some(shelf), Some(store)) = (&mut self.shelf, &self.store) else { return };
        if let Some((index, stories, gathered)) = shelf.part(apart(rules)) {
            shelf.keep(&gathered, store);
            self.send(Event::Stories(index, stories));
        }
    }
}

fn apart(rules: &Rules) -> Apart {
    Apart::new(rules.apart.iter().copied())
}
