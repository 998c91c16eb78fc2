//! The lists of marks that stand at the top of the topics: searches that everybody has. What they find is the search's matter.

use crate::config::Search;
use crate::index::{Index, Marks, Scope};
use crate::input::Action;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    Unread,
    Starred,
    Later,
    SinceLastVisit,
    History,
}

impl Special {
    pub const ALL: [Special; 5] =
        [Special::Unread, Special::Starred, Special::Later, Special::SinceLastVisit, Special::History];

    pub fn name(self) -> &'static str {
        match self {
            Special::Unread => "Unread",
            Special::Starred => "Starred",
            Special::Later => "Later",
            Special::SinceLastVisit => "Since last visit",
            Special::History => "History",
        }
    }

    pub fn query(self) -> &'static str {
        match self {
            Special::Unread => "is:unread",
            Special::Starred => "is:starred",
            Special::Later => "is:later",
            Special::SinceLastVisit => "is:new",
            Special::History => "is:seen sort:seen",
        }
    }

    pub fn search(self) -> Search {
        Search { name: self.name().to_owned(), query: self.query().to_owned() }
    }

    /// The one that is called so and asks for that.
    pub fn of(search: &Search) -> Option<Special> {
        Special::ALL.into_iter().find(|special| special.name() == search.name && special.query() == search.query)
    }

    /// Why nothing is in it.
    pub fn why_empty(self) -> &'static str {
        match self {
            Special::Unread => "Nothing is unread.",
            Special::Starred => "Nothing is starred.",
            Special::Later => "Nothing is kept for later.",
            Special::SinceLastVisit => "Nothing has come since the last visit.",
            Special::History => "Nothing has been opened or read yet.",
        }
    }

    /// The key that puts something into it.
    pub fn fills(self) -> Option<Action> {
        match self {
            Special::Starred => Some(Action::Star),
            Special::Later => Some(Action::Later),
            Special::Unread | Special::SinceLastVisit | Special::History => None,
        }
    }

    /// What stands beside it: of new ones those that are unread, of those that were seen no number.
    pub fn count(self, index: &Index, marks: &Marks) -> Option<usize> {
        match self {
            Special::Unread => Some(marks.unread(index, &Scope::All)),
            Special::Starred => Some(marks.starred()),
            Special::Later => Some(marks.later()),
            Special::SinceLastVisit => Some(marks.unread_new()),
            Special::History => None,
        }
    }
}
