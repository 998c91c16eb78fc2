//! The sidebar: the searches that are kept, everything, categories, the topic tree, types and outlets, each with its count. It chooses a scope; it filters nothing.

use super::cursor::Cursor;
use crate::config::Search;
use crate::index::{Facet, Index, Scope};
use std::collections::HashSet;
use std::sync::Arc;

/// One line of the sidebar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// The front page.
    Front,
    Choice {
        scope: Scope,
        label: String,
        depth: usize,
        count: usize,
        fold: Option<Fold>,
    },
    Header {
        section: Section,
        count: usize,
        fold: Fold,
    },
    /// A search that is kept, and how many headlines it finds, once that is known.
    Saved {
        search: Search,
        count: Option<usize>,
    },
    Gap,
}

/// Whether what is below an entry is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    Open,
    Closed,
}

/// A part of the sidebar that is folded as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    Types,
    Outlets,
}

impl Section {
    pub fn label(self) -> &'static str {
        match self {
            Section::Types => "Types",
            Section::Outlets => "Outlets",
        }
    }
}

/// The sidebar pane.
#[derive(Debug, Default)]
pub struct Topics {
    entries: Vec<Entry>,
    pub cursor: Cursor,
    /// Topics folded by the reader, by name.
    folded: HashSet<String>,
    unfolded: HashSet<Section>,
    saved: Vec<(Search, Option<usize>)>,
}

impl Topics {
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn current(&self) -> Option<&Entry> {
        self.entries.get(self.cursor.selected())
    }

    /// Whether the cursor stands on a section's head, and how that is folded.
    pub fn header_fold(&self) -> Option<Fold> {
        match self.current() {
            Some(Entry::Header { fold, .. }) => Some(*fold),
            _ => None,
        }
    }

    /// The searches that stand at the top, when the entries are built the next time.
    pub fn set_saved(&mut self, saved: Vec<(Search, Option<usize>)>) {
        self.saved = saved;
    }

    /// Builds the entries anew; the cursor stays on what it stood on.
    pub fn rebuild(&mut self, index: &Index, height: usize) {
        let held = self.current().cloned();
        self.entries = self.build(index);
        let place = held.and_then(|held| self.entries.iter().position(|entry| same(entry, &held)));
        let all = || self.entries.iter().position(|entry| matches!(entry, Entry::Choice { scope: Scope::All, .. }));
        let place = place.or_else(all).unwrap_or(0);
        self.cursor.select(place, self.entries.len(), height);
    }

    fn build(&self, index: &Index) -> Vec<Entry> {
        let saved = self.saved.iter().map(|(search, count)| Entry::Saved { search: search.clone(), count: *count });
        let mut entries: Vec<Entry> = std::iter::once(Entry::Front).chain(saved).collect();
        if entries.len() > 1 {
            entries.push(Entry::Gap);
        }
        entries.push(choice(Scope::All, "All", 0, index.len()));
        if index.categories().len() > 1 {
            entries.push(Entry::Gap);
            entries.extend(index.categories().iter().map(|facet| facet_choice(facet, 0, Scope::Category)));
        }
        self.push_topics(index, &mut entries);
        // Outlets may be many: named only where they are shown.
        let sections = [(Section::Outlets, index.outlets_len()), (Section::Types, index.kinds().len())];
        if sections.iter().any(|(_, count)| *count > 0) {
            entries.push(Entry::Gap);
        }
        for (section, count) in sections.into_iter().filter(|(_, count)| *count > 0) {
            let open = self.unfolded.contains(&section);
            let fold = if open { Fold::Open } else { Fold::Closed };
            entries.push(Entry::Header { section, count, fold });
            if open {
                let (facets, scope): (_, fn(Arc<str>) -> Scope) = match section {
                    Section::Types => (index.kinds(), Scope::Kind),
                    Section::Outlets => (index.outlets(), Scope::Outlet),
                };
                entries.extend(facets.iter().map(|facet| facet_choice(facet, 1, scope)));
            }
        }
        entries
    }

    /// The topic tree. A topic that holds everything is no filter: its children stand in its place.
    fn push_topics(&self, index: &Index, entries: &mut Vec<Entry>) {
        let nodes = index.topics();
        let holds_all: Vec<bool> = nodes.iter().map(|node| node.count == index.len()).collect();
        let mut depth = vec![0usize; nodes.len()];
        let mut hidden = vec![false; nodes.len()];
        let mut parents = vec![false; nodes.len()];
        for node in nodes {
            if let Some(parent) = node.parent {
                parents[parent] = true;
            }
        }
        let mut described = None;
        for (i, node) in nodes.iter().enumerate() {
            if let Some(parent) = node.parent {
                depth[i] = depth[parent] + usize::from(!holds_all[parent]);
                hidden[i] = hidden[parent] || (!holds_all[parent] && self.folded.contains(&*nodes[parent].name));
            }
            if holds_all[i] || hidden[i] {
                continue;
            }
            if described != Some(node.described) {
                entries.push(Entry::Gap);
                described = Some(node.described);
            }
            let closed = self.folded.contains(&*node.name);
            let fold = parents[i].then_some(if closed { Fold::Closed } else { Fold::Open });
            entries.push(Entry::Choice {
                scope: Scope::Topic(node.name.clone()),
                label: node.label.to_string(),
                depth: depth[i],
                count: node.count,
                fold,
            });
        }
    }

    /// Moves the cursor over what can be chosen.
    pub fn go(&mut self, height: usize, act: impl FnOnce(&mut Cursor, usize)) {
        let before = self.cursor.selected();
        let len = self.entries.len();
        act(&mut self.cursor, len);
        let onward = if self.cursor.selected() < before { -1 } else { 1 };
        if self.current() == Some(&Entry::Gap) {
            self.cursor.step(onward, len, height);
        }
        if self.current() == Some(&Entry::Gap) {
            self.cursor.step(-onward, len, height);
        }
    }

    /// Puts the cursor on a scope, unfolding nothing; `false` where it is not in sight.
    pub fn select(&mut self, scope: &Scope, height: usize) -> bool {
        let found = self.entries.iter().position(|entry| matches!(entry, Entry::Choice { scope: s, .. } if s == scope));
        if let Some(at) = found {
            self.cursor.select(at, self.entries.len(), height);
        }
        found.is_some()
    }

    /// Puts the cursor on the front page.
    pub fn select_front(&mut self, height: usize) {
        if let Some(at) = self.entries.iter().position(|entry| *entry == Entry::Front) {
            self.cursor.select(at, self.entries.len(), height);
        }
    }

    /// Puts the cursor on a search that is kept.
    pub fn select_saved(&mut self, name: &str, height: usize) {
        let is_it = |entry: &Entry| matches!(entry, Entry::Saved { search, .. } if search.name == name);
        if let Some(at) = self.entries.iter().position(is_it) {
            self.cursor.select(at, self.entries.len(), height);
        }
    }

    /// Makes a scope's entry visible: unfolds what it stands in.
    pub fn reveal(&mut self, scope: &Scope, index: &Index, height: usize) {
        match scope {
            Scope::Outlet(_) => _ = self.unfolded.insert(Section::Outlets),
            Scope::Kind(_) => _ = self.unfolded.insert(Section::Types),
            Scope::Topic(name) => {
                let nodes = index.topics();
                let mut at = nodes.iter().position(|node| node.name == *name).and_then(|i| nodes[i].parent);
                while let Some(i) = at {
                    self.folded.remove(&*nodes[i].name);
                    at = nodes[i].parent;
                }
            }
            Scope::All | Scope::Category(_) => {}
        }
        self.rebuild(index, height);
        self.select(scope, height);
    }

    /// Opens or closes what is below the cursor. `false` where there is nothing to change.
    pub fn set_fold(&mut self, to: Fold, index: &Index, height: usize) -> bool {
        match self.current() {
            Some(Entry::Choice { scope: Scope::Topic(name), fold: Some(now), .. }) if *now != to => {
                let name = name.to_string();
                match to {
                    Fold::Open => self.folded.remove(&name),
                    Fold::Closed => self.folded.insert(name),
                };
            }
            Some(Entry::Header { section, fold, .. }) if *fold != to => {
                let section = *section;
                match to {
                    Fold::Open => self.unfolded.insert(section),
                    Fold::Closed => self.unfolded.remove(&section),
                };
            }
            // From inside a closed-able group, closing goes to its head first.
            Some(Entry::Choice { depth, .. }) if to == Fold::Closed && *depth > 0 => {
                let depth = *depth;
                let at = self.cursor.selected();
                let head = self.entries[..at].iter().rposition(|entry| match entry {
                    Entry::Header { .. } => true,
                    Entry::Choice { depth: d, fold, .. } => *d < depth && fold.is_some(),
                    Entry::Front | Entry::Saved { .. } | Entry::Gap => false,
                });
                let Some(head) = head else { return false };
                self.cursor.select(head, self.entries.len(), height);
                return true;
            }
            _ => return false,
        }
        self.rebuild(index, height);
        true
    }
}

fn choice(scope: Scope, label: &str, depth: usize, count: usize) -> Entry {
    Entry::Choice { scope, label: label.to_owned(), depth, count, fold: None }
}

fn facet_choice(facet: &Facet, depth: usize, scope: impl Fn(Arc<str>) -> Scope) -> Entry {
    choice(scope(facet.name.clone()), &facet.name, depth, facet.count)
}

/// The same entry, its counts and folds aside.
fn same(a: &Entry, b: &Entry) -> bool {
    match (a, b) {
        (Entry::Choice { scope: a, .. }, Entry::Choice { scope: b, .. }) => a == b,
        (Entry::Header { section: a, .. }, Entry::Header { section: b, .. }) => a == b,
        (Entry::Saved { search: a, .. }, Entry::Saved { search: b, .. }) => a.name == b.name,
        (Entry::Front, Entry::Front) => true,
        _ => false,
    }
}
