//! What can lie over the panes: the keys, the menu of orders, the picker of topics and outlets. At most one at a time; Esc takes it away.

use super::cursor::Cursor;
use super::input_line::InputLine;
use crate::index::{Index, Scope};
use crate::input::{Action, Context, Keymap};
use crate::search::fuzzy;

/// The popup in front.
#[derive(Debug)]
pub enum Popup {
    Help(Help),
    Order,
    Picker(Picker),
}

impl Popup {
    pub fn context(&self) -> Context {
        match self {
            Popup::Help(_) => Context::Help,
            Popup::Order => Context::Order,
            Popup::Picker(_) => Context::Picker,
        }
    }
}

/// The keys of one pane, as the keymap has them.
#[derive(Debug)]
pub struct Help {
    pub title: &'static str,
    /// Keys, what they do.
    pub lines: Vec<(String, &'static str)>,
    /// The first line in sight.
    pub top: usize,
}

impl Help {
    pub fn new(keymap: &Keymap, context: Context) -> Help {
        let title = match context {
            Context::Topics => "Keys in the topics",
            Context::Article => "Keys in the article",
            _ => "Keys in the headlines",
        };
        let lines = keymap.bindings(context);
        let lines = lines.into_iter().map(|(action, keys)| (keys.join("  "), action.help())).collect();
        Help { title, lines, top: 0 }
    }

    /// Scrolls within what there is to see through `height` lines.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.lines.len().saturating_sub(height));
    }
}

/// The orders as the menu offers them, with their actions. Best match stands only in a search.
pub fn orders() -> [(Action, &'static str); 6] {
    [
        (Action::OrderNewest, "newest"),
        (Action::OrderOldest, "oldest"),
        (Action::OrderHeat, "heat"),
        (Action::OrderQuality, "quality"),
        (Action::OrderTitle, "title"),
        (Action::OrderOutlet, "outlet"),
    ]
}

/// Fuzzy jump to a topic, type or outlet.
#[derive(Debug)]
pub struct Picker {
    pub line: InputLine,
    pub cursor: Cursor,
    choices: Vec<Choice>,
    /// Positions in `choices`, best first, with the matched byte ranges' characters.
    found: Vec<(usize, Vec<usize>)>,
}

/// One thing to go to.
#[derive(Debug, Clone)]
pub struct Choice {
    pub scope: Scope,
    pub label: String,
    /// What sort of thing it is: `topic`, `outlet`, ...
    pub sort: &'static str,
    pub count: usize,
}

impl Picker {
    pub fn new(index: &Index) -> Picker {
        let mut choices =
            vec![Choice { scope: Scope::All, label: "All".to_owned(), sort: "everything", count: index.len() }];
        let mut push = |scope, label: &str, sort, count| {
            choices.push(Choice { scope, label: label.to_owned(), sort, count });
        };
        for node in index.topics() {
            push(Scope::Topic(node.name.clone()), &node.name, "topic", node.count);
        }
        for facet in index.categories() {
            push(Scope::Category(facet.name.clone()), &facet.name, "category", facet.count);
        }
        for facet in index.kinds() {
            push(Scope::Kind(facet.name.clone()), &facet.name, "type", facet.count);
        }
        for facet in index.outlets() {
            push(Scope::Outlet(facet.name.clone()), &facet.name, "outlet", facet.count);
        }
        let mut picker = Picker { line: InputLine::default(), cursor: Cursor::default(), choices, found: Vec::new() };
        picker.find();
        picker
    }

    /// Matches the typed text anew; the best stands first.
    pub fn find(&mut self) {
        let query = self.line.text();
        self.found = if query.trim().is_empty() {
            (0..self.choices.len()).map(|i| (i, Vec::new())).collect()
        } else {
            let labels = self.choices.iter().map(|choice| choice.label.as_str());
            fuzzy::rank(query, labels).into_iter().map(|hit| (hit.item, hit.matched)).collect()
        };
        self.cursor = Cursor::default();
    }

    pub fn len(&self) -> usize {
        self.found.len()
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The `at`th match and the bytes of its label that matched.
    pub fn get(&self, at: usize) -> Option<(&Choice, &[usize])> {
        let (index, bytes) = self.found.get(at)?;
        Some((&self.choices[*index], bytes))
    }

    pub fn selected(&self) -> Option<&Choice> {
        self.get(self.cursor.selected()).map(|(choice, _)| choice)
    }
}
