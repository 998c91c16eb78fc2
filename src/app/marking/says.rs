//! What is said of marks in the last line.

use super::ask::MarkStep;
use crate::app::app::App;
use crate::app::status::{count, named, plural};
use crate::app::undo::Way;
use crate::input::Action;
use crate::model::Timestamp;
use crate::store::marks::Verb;

impl App {
    /// `step` is what was done, or what was done then that is undone now.
    pub(super) fn says_done(&self, way: Way, step: &MarkStep) -> String {
        let what = match step.baseline {
            Some(until) => self.says_baseline(until),
            None => self.says_changes(step),
        };
        match way {
            Way::Do => capital(&format!("{what}.")),
            Way::Undo => format!("Undone: {what}."),
            Way::Redo => format!("Done again: {what}."),
        }
    }

    fn says_changes(&self, step: &MarkStep) -> String {
        let said = || step.changes.iter().filter(|(_, verb)| *verb != Verb::Seen);
        let verb = said().next().map_or(Verb::Seen, |(_, verb)| *verb);
        let count = said().count();
        let index = self.articles.index();
        let title = said().filter(|_| count == 1).find_map(|(id, _)| Some(index.title(index.row_of(*id)?)));
        let what = match title {
            Some(title) => named(title),
            None => plural(count, "headline", "headlines"),
        };
        match verb {
            Verb::Read | Verb::Seen => format!("{what} marked read"),
            Verb::Unread => format!("{what} marked unread"),
            Verb::Star => format!("{what} starred"),
            Verb::Unstar => format!("star taken off {what}"),
            Verb::Later => format!("{what} kept for later"),
            Verb::Done => format!("{what} kept for later no longer"),
        }
    }

    fn says_baseline(&self, until: Option<Timestamp>) -> String {
        match until {
            Some(until) => format!("everything up to {} counts as read", self.clock.day(until)),
            None => "nothing counts as read for its date".to_owned(),
        }
    }

    /// What the selected article is marked as, beside its headline: `★ starred, » for later`.
    pub(in crate::app) fn says_marks(&self) -> String {
        let Some((marks, row)) = self.marks().zip(self.articles.selected()) else { return String::new() };
        let word = |is: bool, sign: &str, word: &str| is.then(|| format!("{sign} {word}"));
        let words = [
            word(!marks.is_read(row), &self.symbols.unread, "unread"),
            word(marks.is_starred(row), &self.symbols.starred, "starred"),
            word(marks.is_later(row), &self.symbols.later, "for later"),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// What all counts as read up to is told where there is room for it: where it is taken back.
    pub(super) fn says_first_visit(&self, unread: usize) -> String {
        let key = self.key_name(Action::Undo);
        format!("First visit: only the newest week is unread ({}). {key} makes all unread.", count(unread))
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
