//! Sequences of keys and what they ask for, in the order they were bound. It knows nothing of contexts.

use super::{Action, Key};

/// No sequence is longer: the trie is walked by recursion.
pub(super) const LONGEST: usize = 8;

/// One step of every sequence: its first keys, each a leaf or the way to more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Trie(Vec<(Key, Node)>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Leaf(Action),
    Branch(Trie),
}

/// What a trie says of a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Action(Action),
    /// The beginning of longer ones.
    Beginning,
    /// Its meaning was taken away by `nothing`.
    Off,
    Nowhere,
}

impl Trie {
    pub(super) fn find(&self, keys: &[Key]) -> Found {
        let Some((first, rest)) = keys.split_first() else { return Found::Beginning };
        match self.0.iter().find(|(key, _)| key == first) {
            None => Found::Nowhere,
            Some((_, Node::Leaf(Action::Nothing))) => Found::Off,
            Some((_, Node::Leaf(action))) if rest.is_empty() => Found::Action(*action),
            Some((_, Node::Leaf(_))) => Found::Off,
            Some((_, Node::Branch(more))) if rest.is_empty() && more.is_dead() => Found::Nowhere,
            Some((_, Node::Branch(more))) => more.find(rest),
        }
    }

    /// Binds a sequence of 1 to `LONGEST` keys, in the place of the same one if it was bound. Refused, with the one
    /// that is in the way, where one would be the beginning of the other.
    pub(super) fn bind(&mut self, keys: &[Key], action: Action) -> Result<(), Vec<Key>> {
        let Some((first, rest)) = keys.split_first() else { return Ok(()) };
        let at = self.0.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
            self.0.push((*first, Node::Branch(Trie::default())));
            self.0.len() - 1
        });
        let node = &mut self.0[at].1;
        match node {
            Node::Leaf(old) if rest.is_empty() || *old == Action::Nothing => {}
            Node::Leaf(_) => return Err(vec![*first]),
            Node::Branch(more) if !rest.is_empty() => {
                return more.bind(rest, action).map_err(|other| [&[*first], &other[..]].concat());
            }
            Node::Branch(more) => {
                if let Some((other, _)) = more.live().first() {
                    return Err([&[*first], &other[..]].concat());
                }
            }
        }
        if rest.is_empty() {
            *node = Node::Leaf(action);
            return Ok(());
        }
        let mut more = Trie::default();
        let bound = more.bind(rest, action);
        *node = Node::Branch(more);
        bound
    }

    /// Every sequence that asks for something.
    pub(super) fn live(&self) -> Vec<(Vec<Key>, Action)> {
        let mut found = Vec::new();
        for (key, node) in &self.0 {
            match node {
                Node::Leaf(Action::Nothing) => {}
                Node::Leaf(action) => found.push((vec![*key], *action)),
                Node::Branch(more) => {
                    found.extend(more.live().into_iter().map(|(rest, action)| ([&[*key], &rest[..]].concat(), action)));
                }
            }
        }
        found
    }

    fn is_dead(&self) -> bool {
        self.0.iter().all(|(_, node)| match node {
            Node::Leaf(action) => *action == Action::Nothing,
            Node::Branch(more) => more.is_dead(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    fn keys(text: &str) -> Vec<Key> {
        text.split_whitespace().map(|key| key.parse().unwrap()).collect()
    }

    fn trie(bound: &[(&str, Action)]) -> Trie {
        let mut trie = Trie::default();
        for (text, action) in bound {
            trie.bind(&keys(text), *action).unwrap();
        }
        trie
    }

    #[test]
    fn the_beginning_of_a_sequence_waits_for_the_rest() {
        let trie = trie(&[("g g", Action::Top), ("j", Action::Down)]);
        assert_eq!(trie.find(&keys("g")), Found::Beginning);
        assert_eq!(trie.find(&keys("g g")), Found::Action(Action::Top));
        assert_eq!(trie.find(&keys("g x")), Found::Nowhere);
        assert_eq!(trie.find(&keys("x")), Found::Nowhere);
    }

    #[test]
    fn a_key_cannot_be_bound_and_begin_another() {
        let mut trie = trie(&[("g g", Action::Top), ("j", Action::Down)]);
        let before = trie.clone();
        assert_eq!(trie.bind(&keys("g"), Action::Up), Err(keys("g g")));
        assert_eq!(trie.bind(&keys("j k"), Action::Up), Err(keys("j")));
        assert_eq!(trie, before);
    }

    #[test]
    fn what_nothing_freed_may_begin_another_or_end() {
        let mut trie = trie(&[("g g", Action::Nothing), ("j", Action::Nothing)]);
        assert_eq!(trie.find(&keys("g")), Found::Nowhere);
        assert_eq!(trie.find(&keys("g g")), Found::Off);
        assert_eq!(trie.bind(&keys("g"), Action::Up), Ok(()));
        assert_eq!(trie.bind(&keys("j k"), Action::Up), Ok(()));
        assert_eq!(trie.live(), [(keys("g"), Action::Up), (keys("j k"), Action::Up)]);
    }

    proptest! {
        /// The oracle: a map of the sequences whose binding was not refused.
        #[test]
        fn what_was_bound_last_is_found(bound in prop::collection::vec(("[ab]( [ab]){0,2}", any::<bool>()), 0..12)) {
            let (mut trie, mut map) = (Trie::default(), HashMap::new());
            for (text, down) in &bound {
                let action = if *down { Action::Down } else { Action::Up };
                let sequence = keys(text);
                let clash = map.keys().any(|other: &Vec<Key>| {
                    *other != sequence && (other.starts_with(&sequence) || sequence.starts_with(other))
                });
                prop_assert_eq!(trie.bind(&sequence, action).is_err(), clash);
                if !clash {
                    map.insert(sequence, action);
                }
            }
            prop_assert_eq!(trie.live().into_iter().collect::<HashMap<_, _>>(), map.clone());
            for (sequence, action) in map {
                prop_assert_eq!(trie.find(&sequence), Found::Action(action));
            }
        }
    }
}
