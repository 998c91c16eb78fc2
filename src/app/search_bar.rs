//! The box: what is typed, where to go back to, and what was searched for before. Matching is the search's; this only holds the question.

use super::articles::Place;
use super::input_line::InputLine;
use super::panes::Focus;
use crate::index::Index;
use crate::search::{Completions, Rows, complete};

/// So many searches are kept.
const MOST: usize = 100;

/// An open search box.
#[derive(Debug)]
pub struct SearchBar {
    pub line: InputLine,
    /// Where the reader was when the box was opened.
    pub before: Place,
    pub focus: Focus,
    /// The search that stands in it is kept under that name.
    pub name: Option<String>,
    /// The article stood alone.
    pub zoom: bool,
    /// Which search of the history stands in the box, counted from the newest, and what was typed before it was called.
    pub recalled: Option<(usize, String)>,
    /// What is being completed, and which choice of it stands in the box.
    pub completing: Option<(Completions, usize)>,
}

impl SearchBar {
    /// Puts the next choice for the piece at the cursor into the box, or the one before; `false` where there is none. `listed` is what the
    /// text finds.
    pub fn complete(&mut self, index: &Index, listed: Option<&Rows>, onward: bool) -> bool {
        let (mut of, at) = match self.completing.take() {
            Some((of, at)) => {
                let len = of.choices.len();
                (of, (at + if onward { 1 } else { len - 1 }) % len)
            }
            None => match complete(self.line.text(), self.line.before_cursor().len(), index, listed) {
                Some(of) => {
                    let last = of.choices.len() - 1;
                    (of, if onward { 0 } else { last })
                }
                None => return false,
            },
        };
        let choice = &of.choices[at].text;
        let (before, after) = (&self.line.text()[..of.span.start], &self.line.text()[of.span.end..]);
        self.line = InputLine::at(&format!("{before}{choice}"), after);
        of.span.end = of.span.start + choice.len();
        self.completing = Some((of, at));
        true
    }

    /// Puts the next older or newer search into the box; `false` where there is none.
    pub fn recall(&mut self, history: &History, older: bool) -> bool {
        let at = self.recalled.as_ref().map(|(at, _)| *at);
        let next = match (at, older) {
            (None, true) => Some(0),
            (Some(at), true) => Some(at + 1),
            (Some(0), false) => None,
            (Some(at), false) => Some(at - 1),
            (None, false) => return false,
        };
        let typed = self.recalled.take().map_or_else(|| self.line.text().to_owned(), |(_, typed)| typed);
        match next.map(|next| (next, history.get(next))) {
            Some((next, Some(query))) => {
                self.line = InputLine::with(query);
                self.recalled = Some((next, typed));
                true
            }
            // At the oldest it stays.
            Some((_, None)) => {
                self.recalled = at.map(|at| (at, typed));
                false
            }
            None => {
                self.line = InputLine::with(&typed);
                true
            }
        }
    }
}

/// What was searched for, the oldest first, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History(Vec<String>);

impl History {
    pub fn new(mut queries: Vec<String>) -> History {
        let surplus = queries.len().saturating_sub(MOST);
        queries.drain(..surplus);
        History(queries)
    }

    /// A search that was kept becomes the newest.
    pub fn keep(&mut self, query: &str) {
        self.0.retain(|known| known != query);
        self.0.push(query.to_owned());
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }

    /// The `at`th, counted from the newest.
    pub fn get(&self, at: usize) -> Option<&str> {
        self.0.iter().rev().nth(at).map(String::as_str)
    }

    pub fn queries(&self) -> &[String] {
        &self.0
    }
}
