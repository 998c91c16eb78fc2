//! Keeping what is searched for under a name, and letting go of it: what is asked of the reader, and what is said. The file is written
//! outside, and only what stands in it is shown.

use super::app::App;
use super::filters::{condition_of, joined};
use super::marking::Special;
use super::popup::{Naming, Popup};
use super::status::Status;
use super::topics::Entry;
use super::undo::{Step, Way};
use crate::config::Search;
use crate::config::searches::{Change, Changed, Edit};
use crate::input::Action;
use crate::model::fold;
use crate::model::text::safe_line;
use crate::search::Query;

/// Characters of a name that is proposed.
const LONGEST_PROPOSED: usize = 40;

impl App {
    /// Asks for the name to keep what stands in the box under. The part of the store it is asked of is kept with it.
    pub(super) fn keep_search(&mut self) {
        let Some(bar) = &self.bar else {
            let key = self.key_name(Action::Search);
            self.status = Some(Status::plain(format!("A search is kept from the box; {key} opens it.")));
            return;
        };
        let typed = bar.line.text().trim();
        if typed.is_empty() {
            self.status = Some(Status::plain("There is nothing to keep: the box is empty."));
            return;
        }
        let query = match condition_of(self.articles.scope()) {
            Some(condition) if !self.is_asked(&condition) => joined(typed, &condition),
            _ => typed.to_owned(),
        };
        let same = self.saved.searches().iter().find(|search| search.query == query);
        let name = bar.name.clone().or_else(|| Some(same?.name.clone())).unwrap_or_else(|| proposed(typed));
        self.popup = Some(Popup::Naming(Naming::new(&name, query)));
    }

    /// A name has been given.
    pub(super) fn name_search(&mut self) {
        let Some(Popup::Naming(naming)) = &self.popup else { return };
        let name = naming.name();
        if name.is_empty() {
            self.status = Some(Status::plain("It needs a name."));
            return;
        }
        let search = Search { name, query: naming.query.clone() };
        self.popup = None;
        self.take_step(Step::Searches(Change::Keep { search, at: None }.into()), Way::Do);
    }

    /// Removes the search that the topics' cursor stands on.
    pub(super) fn remove_search(&mut self) {
        match self.topics.current() {
            Some(Entry::Saved { search, .. }) if Special::of(search).is_some() => {
                self.status = Some(Status::plain(format!("{} is everybody’s; it stays.", search.name)));
            }
            Some(Entry::Saved { search, .. }) => {
                let change = Change::Remove(search.name.clone());
                self.take_step(Step::Searches(change.into()), Way::Do);
            }
            _ => self.say_no_search(),
        }
    }

    /// Puts that search into the box, to be changed and kept again.
    pub(super) fn edit_search(&mut self) {
        match self.topics.current().cloned() {
            Some(Entry::Saved { search, .. }) => self.open_box_with(search.query, Some(search.name)),
            _ => self.say_no_search(),
        }
    }

    fn say_no_search(&mut self) {
        let key = self.keymap.keys_of(crate::input::Context::Box, Action::KeepSearch).into_iter().next();
        let how = key.map_or(String::new(), |key| format!(" {key} in the box keeps one."));
        self.status = Some(Status::plain(format!("The topics’ cursor stands on no search that is kept.{how}")));
    }

    /// The file has been changed, or could not be.
    pub(super) fn take_kept(&mut self, edit: Edit, way: Way, outcome: Result<Changed, String>) {
        let changed = match outcome {
            Ok(changed) => changed,
            Err(why) => {
                self.undo.failed(way, Step::Searches(edit));
                self.status = Some(Status::error(why));
                return;
            }
        };
        self.status = Some(Status::plain(match (&edit.change, way, changed.replaced) {
            (Change::Keep { search, .. }, Way::Do | Way::Redo, false) => {
                format!("Kept as “{}”; it stands at the top of the topics.", search.name)
            }
            (Change::Keep { search, .. }, Way::Do | Way::Redo, true) => {
                format!("Kept as “{}”, in place of what it was.", search.name)
            }
            (Change::Keep { search, .. }, Way::Undo, false) => format!("“{}” is back.", search.name),
            (Change::Keep { search, .. }, Way::Undo, true) => format!("“{}” is what it was before.", search.name),
            (Change::Remove(name), Way::Do | Way::Redo, _) => {
                format!("Removed “{name}”. {} brings it back.", self.key_name(Action::Undo))
            }
            (Change::Remove(name), Way::Undo, _) => format!("“{name}” is kept no longer."),
        }));
        if let Some(back) = changed.back {
            self.undo.taken(way, Step::Searches(back));
        }
        self.take_searches(changed.searches);
    }
}

/// The words of a query as its name, as they were typed; without words all of it.
fn proposed(query: &str) -> String {
    let asks = Query::parse(query);
    let typed = || query.split_whitespace().map(|piece| piece.trim_matches(['(', ')', '\'', '^', '"']));
    let as_typed = |piece: &&str, word: &str| *piece == word || fold(piece) == word;
    let words = asks.title_words().map(|word| &*word.text);
    let words: Vec<&str> = words.map(|word| typed().find(|piece| as_typed(piece, word)).unwrap_or(word)).collect();
    let name = if words.is_empty() { query.to_owned() } else { words.join(" ") };
    safe_line(name.chars().take(LONGEST_PROPOSED).collect::<String>().trim())
}

#[cfg(test)]
mod tests {
    use super::proposed;

    #[test]
    fn the_words_of_a_query_are_proposed_as_its_name() {
        assert_eq!(proposed("robot Crash since:1m \"self driving\""), "robot Crash self driving");
        assert_eq!(proposed("type:video"), "type:video");
        assert_eq!(proposed(&"x".repeat(90)).len(), 40);
        assert_eq!(proposed("wörd -x on:2021"), "wörd");
    }
}
