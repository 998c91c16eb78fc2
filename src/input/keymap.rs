//! Which keys ask for what, and where. It does not wait for a key: the keys pressed so far are handed in.

use super::trie::{Found, Trie};
use super::{Action, Context, Key, KeymapError, load};
use std::array;

/// The keys of every context, from the embedded `assets/keymap.toml` and a user's file over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    pub(super) global: Trie,
    pub(super) contexts: [Trie; Context::ALL.len()],
}

/// What the keys pressed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    Action(Action),
    /// More keys may follow.
    Pending,
    NotBound,
}

impl Keymap {
    /// The defaults, as a file a user can write.
    pub const DEFAULTS: &str = include_str!("../../assets/keymap.toml");

    /// The defaults alone.
    pub fn builtin() -> Keymap {
        Keymap::with_user("").0
    }

    /// The defaults with a user's file over them: a binding there takes the place of the default for the same keys.
    /// What is wrong in it is told and left out, the rest applies.
    pub fn with_user(text: &str) -> (Keymap, Vec<KeymapError>) {
        let mut keymap = Keymap { global: Trie::default(), contexts: array::from_fn(|_| Trie::default()) };
        load::apply(&mut keymap, Keymap::DEFAULTS); // a test holds that the defaults have no mistake
        let errors = load::apply(&mut keymap, text);
        (keymap, errors)
    }

    /// What `pending`, all keys since the last answer that was not `Pending`, means in that context. In a pane, what
    /// the pane does not bind is looked up in `[global]`.
    pub fn lookup(&self, context: Context, pending: &[Key]) -> Lookup {
        if pending.is_empty() {
            return Lookup::NotBound;
        }
        for trie in self.consulted(context) {
            match trie.find(pending) {
                Found::Action(action) => return Lookup::Action(action),
                Found::Beginning => return Lookup::Pending,
                Found::Off => return Lookup::NotBound,
                Found::Nowhere => {}
            }
        }
        Lookup::NotBound
    }

    /// The keys that ask for this there, as they are written, in the keymap's order: `["g g", "Home"]`.
    pub fn keys_of(&self, context: Context, action: Action) -> Vec<String> {
        self.live(context).into_iter().filter(|(_, asked)| *asked == action).map(|(keys, _)| written(&keys)).collect()
    }

    /// Everything that can be asked for there with its keys, in the keymap's order, the context before `[global]`: for
    /// the help screen.
    pub fn bindings(&self, context: Context) -> Vec<(Action, Vec<String>)> {
        let mut rows: Vec<(Action, Vec<String>)> = Vec::new();
        for (keys, action) in self.live(context) {
            let keys = written(&keys);
            match rows.iter_mut().find(|(known, _)| *known == action) {
                Some((_, all)) => all.push(keys),
                None => rows.push((action, vec![keys])),
            }
        }
        rows
    }

    /// What may follow the keys pressed so far, for the menu of a key that begins others: the rest of the keys, and
    /// what they ask for.
    pub fn continuations(&self, context: Context, pending: &[Key]) -> Vec<(String, Action)> {
        let live = self.live(context).into_iter();
        live.filter_map(|(keys, action)| {
            let rest = keys.strip_prefix(pending).filter(|rest| !rest.is_empty())?;
            Some((written(rest), action))
        })
        .collect()
    }

    /// The sequences that can be reached: not those of `[global]` that the pane binds otherwise, or begins to.
    fn live(&self, context: Context) -> Vec<(Vec<Key>, Action)> {
        let mut found: Vec<(Vec<Key>, Action)> = Vec::new();
        for trie in self.consulted(context) {
            for (keys, action) in trie.live() {
                let reached = (1..keys.len()).all(|n| self.lookup(context, &keys[..n]) == Lookup::Pending);
                let unseen = found.iter().all(|(known, _)| *known != keys);
                if unseen && reached && self.lookup(context, &keys) == Lookup::Action(action) {
                    found.push((keys, action));
                }
            }
        }
        found
    }

    fn consulted(&self, context: Context) -> impl Iterator<Item = &Trie> {
        let list = (context == Context::Unfolded).then_some(&self.contexts[Context::List as usize]);
        let global = context.is_pane().then_some(&self.global);
        [&self.contexts[context as usize]].into_iter().chain(list).chain(global)
    }
}

/// A sequence as a keymap writes it: `g g`.
pub(super) fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').map(|key| key.parse().unwrap()).collect()
    }

    fn asks(keymap: &Keymap, context: Context, text: &str) -> Lookup {
        keymap.lookup(context, &keys(text))
    }

    #[test]
    fn a_sequence_is_pending_until_it_ends() {
        let keymap = Keymap::builtin();
        assert_eq!(asks(&keymap, Context::List, "g"), Lookup::Pending);
        assert_eq!(asks(&keymap, Context::List, "g g"), Lookup::Action(Action::Top));
        assert_eq!(asks(&keymap, Context::List, "g x"), Lookup::NotBound);
        assert_eq!(asks(&keymap, Context::List, "g g g"), Lookup::NotBound);
        assert_eq!(keymap.lookup(Context::List, &[]), Lookup::NotBound);
        let next = [("f".to_owned(), Action::FrontPage), ("g".to_owned(), Action::Top)];
        let choices = keymap.continuations(Context::List, &keys("g"));
        assert!(choices.len() == 2 && next.iter().all(|choice| choices.contains(choice)), "{choices:?}");
    }

    #[test]
    fn digits_open_numbers_in_the_article_and_in_an_unfolded_story_only() {
        let keymap = Keymap::builtin();
        assert_eq!(asks(&keymap, Context::Unfolded, "3"), Lookup::Action(Action::OpenNumbered(3)));
        assert_eq!(asks(&keymap, Context::Unfolded, "j"), asks(&keymap, Context::List, "j"));
        assert_eq!(asks(&keymap, Context::Article, "3"), Lookup::Action(Action::OpenNumbered(3)));
        assert_eq!(asks(&keymap, Context::List, "3"), Lookup::NotBound);
        assert_eq!(asks(&keymap, Context::Topics, "3"), Lookup::NotBound);
    }

    #[test]
    fn letters_are_free_for_text_in_the_boxes() {
        let keymap = Keymap::builtin();
        for context in [Context::Box, Context::Picker] {
            for c in (' '..='~').map(|c| Key::new(super::super::Code::Char(c), false, false, false).unwrap()) {
                assert_eq!(keymap.lookup(context, &[c]), Lookup::NotBound, "{c} in {context:?}");
            }
        }
    }

    #[test]
    fn a_users_binding_takes_the_place_of_the_default() {
        let (keymap, errors) = Keymap::with_user("[global]\nj = \"up\"\n[list]\nk = \"down\"\na = \"nothing\"\n");
        assert_eq!(errors, []);
        assert_eq!(asks(&keymap, Context::Topics, "j"), Lookup::Action(Action::Up));
        assert_eq!(asks(&keymap, Context::Topics, "k"), Lookup::Action(Action::Up));
        assert_eq!(asks(&keymap, Context::List, "k"), Lookup::Action(Action::Down));
        assert_eq!(keymap.keys_of(Context::List, Action::Down), ["k", "Down"]);
    }

    #[test]
    fn nothing_unbinds_here_or_everywhere() {
        let (keymap, errors) = Keymap::with_user("[list]\nq = \"nothing\"\n[global]\nQ = \"nothing\"\n");
        assert_eq!(errors, []);
        assert_eq!(asks(&keymap, Context::List, "q"), Lookup::NotBound);
        assert_eq!(asks(&keymap, Context::Article, "q"), Lookup::Action(Action::Close));
        assert_eq!(asks(&keymap, Context::Article, "Q"), Lookup::NotBound);
        assert_eq!(keymap.keys_of(Context::Article, Action::Quit), Vec::<String>::new());
    }

    #[test]
    fn a_panes_key_hides_the_global_sequences_it_begins() {
        let (keymap, errors) = Keymap::with_user("[list]\ng = \"bottom\"\n");
        assert_eq!(errors, []);
        assert_eq!(asks(&keymap, Context::List, "g"), Lookup::Action(Action::Bottom));
        assert_eq!(keymap.keys_of(Context::List, Action::Top), ["Home"]);
        assert_eq!(keymap.keys_of(Context::Article, Action::Top), ["g g", "Home"]);
    }

    #[test]
    fn a_panes_sequence_and_a_global_one_may_begin_alike() {
        let (keymap, errors) = Keymap::with_user("[list]\n\"g t\" = \"go-to\"\n");
        assert_eq!(errors, []);
        assert_eq!(asks(&keymap, Context::List, "g t"), Lookup::Action(Action::GoTo));
        assert_eq!(asks(&keymap, Context::List, "g g"), Lookup::Action(Action::Top));
        assert_eq!(keymap.continuations(Context::List, &keys("g")).len(), 3);
    }

    #[test]
    fn the_help_screen_gets_each_action_once_in_the_files_order() {
        let rows = Keymap::builtin().bindings(Context::Article);
        assert_eq!(rows[0].0, Action::OpenNumbered(1));
        assert!(rows.contains(&(Action::Top, vec!["g g".to_owned(), "Home".to_owned()])), "{rows:?}");
        for (i, (action, _)) in rows.iter().enumerate() {
            assert!(rows[i + 1..].iter().all(|(other, _)| other != action), "{action:?} twice");
        }
        let place = |action| rows.iter().position(|(known, _)| *known == action).unwrap();
        assert!(place(Action::Down) < place(Action::Search) && place(Action::Search) < place(Action::Quit));
    }
}
