//! A list one types into: where to go, or what to do. It ranks small lists only; headlines have the search.

use crate::app::cursor::Cursor;
use crate::app::input_line::InputLine;
use crate::app::status::count;
use crate::config::{Search, rules};
use crate::index::{Index, Scope};
use crate::input::{Action, Context, Keymap};
use crate::model::{Of, fold};
use crate::search::fuzzy;

/// Columns of a popup of a few choices.
pub const SNUG: u16 = 64;

/// A fuzzy choice.
#[derive(Debug)]
pub struct Picker {
    pub title: String,
    /// Said at the end of the title's line, in the place of how many there are.
    pub note: String,
    /// What is said where nothing matches.
    pub none: &'static str,
    pub line: InputLine,
    pub cursor: Cursor,
    choices: Vec<Choice>,
    /// What is typed is a word that can be chosen, too.
    words: bool,
    pub picked_for: PickedFor,
    is_snug: bool,
    /// Choices that stand there whatever is typed; one more may be what was typed.
    fixed: usize,
    /// Positions in `choices`, best first, with the bytes of the label that matched.
    found: Vec<(usize, Vec<usize>)>,
}

/// What comes of choosing, for who wants to know beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickedFor {
    Going,
    Muting,
    TakingBack,
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
    /// Ask what is to become of an outlet, a topic or a word.
    Subject(Of),
    /// Change the rules.
    Change(rules::Change),
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

    /// A few choices, in a popup no higher than they need.
    pub fn of(title: impl Into<String>, none: &'static str, choices: Vec<Choice>) -> Picker {
        Picker { is_snug: true, ..Picker::new(title, none, choices) }
    }

    /// Cells of a line in a popup that is no wider than it needs, on a screen of that width.
    pub fn room(width: u16) -> usize {
        usize::from(width.min(SNUG).saturating_sub(4)).max(1)
    }

    /// How many choices there can be in sight, where the popup is no higher than that.
    pub fn most(&self) -> Option<usize> {
        self.is_snug.then(|| self.fixed + usize::from(self.words))
    }

    #[must_use]
    pub fn to(self, picked_for: PickedFor) -> Picker {
        Picker { picked_for, ..self }
    }

    #[must_use]
    pub fn noting(self, note: String) -> Picker {
        Picker { note, ..self }
    }

    /// What is typed can be chosen too, once it is offered.
    #[must_use]
    pub fn typing_words(self) -> Picker {
        Picker { words: true, ..self }
    }

    /// What was typed, where it is none of the choices.
    pub fn typed_word(&self) -> Option<String> {
        let word = self.line.text().trim();
        let is_there = |choice: &Choice| fold(&choice.label) == fold(word);
        (self.words && !word.is_empty() && !self.choices.iter().any(is_there)).then(|| word.to_owned())
    }

    /// Offers what was typed, before what is like it.
    pub fn offer(&mut self, choice: Choice) {
        self.found.insert(0, (self.choices.len(), Vec::new()));
        self.choices.push(choice);
    }

    fn new(title: impl Into<String>, none: &'static str, choices: Vec<Choice>) -> Picker {
        let (line, cursor, title, note) = (InputLine::default(), Cursor::default(), title.into(), String::new());
        let (words, fixed) = (false, choices.len());
        let mut picker = Picker {
            title,
            note,
            none,
            line,
            cursor,
            choices,
            words,
            picked_for: PickedFor::Going,
            is_snug: false,
            fixed,
            found: Vec::new(),
        };
        picker.find();
        picker
    }

    /// Matches the typed text anew; the best stands first.
    pub fn find(&mut self) {
        self.choices.truncate(self.fixed);
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
