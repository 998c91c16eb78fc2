//! A list one types into: where to go, or what to do. It ranks small lists only; headlines have the search.

use crate::app::cursor::Cursor;
use crate::app::input_line::InputLine;
use crate::app::status::count;
use crate::config::Search;
use crate::index::{Index, Scope};
use crate::input::{Action, Context, Keymap};
use crate::search::fuzzy;

/// A fuzzy choice.
#[derive(Debug)]
pub struct Picker {
    pub title: &'static str,
    /// What is said where nothing matches.
    pub none: &'static str,
    pub line: InputLine,
    pub cursor: Cursor,
    choices: Vec<Choice>,
    /// Positions in `choices`, best first, with the bytes of the label that matched.
    found: Vec<(usize, Vec<usize>)>,
}

/// One thing to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    pub does: Does,
    pub label: String,
    /// What stands at the right: sort and count, or the key.
    pub right: String,
}

/// What choosing does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    Front,
    Go(Scope),
    Search(Search),
    Act(Action),
}

impl Picker {
    /// Everywhere one can go; the searches that are kept with how many headlines each finds.
    pub fn places(index: &Index, searches: &[(Search, Option<usize>)]) -> Picker {
        let choice = |scope, label: &str, sort: &str, number| Choice {
            does: Does::Go(scope),
            label: label.to_owned(),
            right: format!("{sort}  {}", count(number)),
        };
        let search = |(search, number): &(Search, Option<usize>)| Choice {
            does: Does::Search(search.clone()),
            label: search.name.clone(),
            right: number.map_or("search".to_owned(), |number| format!("search  {}", count(number))),
        };
        let front = Choice { does: Does::Front, label: "Front page".to_owned(), right: "page".to_owned() };
        let mut choices = vec![front];
        choices.extend(searches.iter().map(search));
        choices.push(choice(Scope::All, "All", "everything", index.totals().articles));
        for node in index.topics() {
            choices.push(choice(Scope::Topic(node.name.clone()), &node.name, "topic", node.count));
        }
        for (facets, sort, scope) in [
            (index.categories(), "category", Scope::Category as fn(_) -> _),
            (index.kinds(), "type", Scope::Kind),
            (index.outlets(), "outlet", Scope::Outlet),
        ] {
            choices
                .extend(facets.iter().map(|facet| choice(scope(facet.name.clone()), &facet.name, sort, facet.count)));
        }
        Picker::new("Go to", "No search, topic, type or outlet matches.", choices)
    }

    /// Every action, with its keys in that pane.
    pub fn palette(keymap: &Keymap, context: Context) -> Picker {
        let widest = Action::all().map(|action| action.name().len()).max().unwrap_or(0);
        let choice = |action: Action| Choice {
            does: Does::Act(action),
            label: format!("{:widest$}  {}", action.name(), action.help()),
            right: keymap.keys_of(context, action).join("  "),
        };
        let choices = Action::all().filter(|action| action.is_for_panes()).map(choice).collect();
        Picker::new("Do", "No action matches.", choices)
    }

    fn new(title: &'static str, none: &'static str, choices: Vec<Choice>) -> Picker {
        let (line, cursor) = (InputLine::default(), Cursor::default());
        let mut picker = Picker { title, none, line, cursor, choices, found: Vec::new() };
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
            fuzzy::choose(query, labels).into_iter().map(|hit| (hit.item, hit.matched)).collect()
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
