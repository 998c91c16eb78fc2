//! Narrowing the list by what its selected row is: the conditions at hand, and how one is added to what is asked for. What a condition
//! finds is the search's to say.

use super::app::App;
use super::status::Status;
use crate::index::Scope;
use crate::input::Action;
use crate::search::Query;
use crate::search::query::{Bound, Condition, Dates, Expr, How, Names, When, Word};

impl App {
    /// Adds what the selected row is to what is asked for, and shows it in the box.
    pub(super) fn filter(&mut self, action: Action) {
        match self.filter_at_hand(action) {
            Ok(condition) => self.open_box_with(joined(self.articles.query(), &condition), None),
            Err(why) => self.status = Some(Status::plain(why)),
        }
    }

    /// The condition that an action adds, or why there is none.
    pub(super) fn filter_at_hand(&self, action: Action) -> Result<Condition, String> {
        let row = self.articles.selected().ok_or("No article is selected.")?;
        let index = self.articles.index();
        let (conditions, what): (Vec<Condition>, _) = match action {
            Action::FilterTopic => {
                // A topic that holds everything is no filter.
                let parts =
                    index.topics_of(row).filter(|name| index.rows(&Scope::Topic((*name).into())).len() < index.len());
                (parts.filter_map(|name| named(Names::Topic, name)).collect(), "is in no topic to filter by")
            }
            Action::FilterOutlet => {
                (named(Names::Provider, index.outlet(row)).into_iter().collect(), "names no outlet")
            }
            Action::FilterType => (named(Names::Type, index.kind(row)).into_iter().collect(), "names no type"),
            _ => {
                let day = When::parse(&self.clock.iso_day(index.date(row)));
                (day.map(|day| Condition::Date(Bound::On, Dates::on(day))).into_iter().collect(), "has no date")
            }
        };
        match conditions.iter().find(|condition| !self.is_all(condition)) {
            Some(condition) => Ok(condition.clone()),
            None => Err(match conditions.first() {
                Some(condition) => format!("All of this list is {condition} already."),
                None => format!("This article {what}."),
            }),
        }
    }

    /// All that is listed is that: it was asked for, or the list is of that part of the store.
    fn is_all(&self, condition: &Condition) -> bool {
        self.is_asked(condition) || condition_of(self.articles.scope()).as_ref() == Some(condition)
    }

    /// It is among what is asked for.
    pub(super) fn is_asked(&self, condition: &Condition) -> bool {
        let is_it = |part: &Expr| matches!(part, Expr::Is(asked) if asked == condition);
        self.articles.asks().expr.parts().iter().any(is_it)
    }
}

/// A part of the store as a condition.
pub(super) fn condition_of(scope: &Scope) -> Option<Condition> {
    match scope {
        Scope::All => None,
        Scope::Category(name) => named(Names::Category, name),
        Scope::Topic(name) => named(Names::Topic, name),
        Scope::Kind(name) => named(Names::Type, name),
        Scope::Outlet(name) => named(Names::Provider, name),
    }
}

/// Just that name.
fn named(of: Names, name: &str) -> Option<Condition> {
    Some(Condition::Name(of, Word::new(name, How::Exact)?))
}

/// What is typed, and that condition as well.
pub(super) fn joined(text: &str, condition: &Condition) -> String {
    let asks = Query::parse_whole(text);
    let both = Expr::all([asks.expr.clone(), Expr::Is(condition.clone())]);
    let text = text.trim();
    if text.is_empty() {
        return condition.to_string();
    }
    // As it was typed, where that means both and leaves no bracket open; else as it was understood.
    let is_closed = |way: &str| Query::parse(&format!("{way} )")).mistakes.len() > Query::parse(way).mistakes.len();
    let ways = [format!("{text} {condition}"), format!("({text}) {condition}")];
    let as_typed = ways.into_iter().find(|way| Query::parse_whole(way).expr == both && is_closed(way));
    as_typed.unwrap_or_else(|| Query { expr: both, ..asks }.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_holds_for_all_of_what_was_typed_before() {
        let reuters = named(Names::Provider, "Reuters").unwrap();
        for (text, both) in [
            ("", "provider:\"Reuters\""),
            (" robot ", "robot provider:\"Reuters\""),
            ("a or b", "(a or b) provider:\"Reuters\""),
            ("(a or b", "(a or b) provider:\"Reuters\""),
            ("a \"b c", "a \"b c\" provider:\"Reuters\""),
            ("a topic:\"b c", "a topic:\"b c\" provider:\"Reuters\""),
            ("a sort:heat", "a sort:heat provider:\"Reuters\""),
            ("a or b limit:3", "(a or b limit:3) provider:\"Reuters\""),
            ("provder:x a", "provder:x a provider:\"Reuters\""),
        ] {
            assert_eq!(joined(text, &reuters), both, "{text}");
        }
    }

    #[test]
    fn a_name_is_quoted_so_that_it_is_read_as_itself() {
        for name in ["The \"Daily\" \\ Times", "O’Reilly", "a:b (c)", "ÉCLAIR", "日本経済新聞"] {
            let condition = named(Names::Provider, name).unwrap();
            assert_eq!(Query::parse(&condition.to_string()).expr, Expr::Is(condition), "{name}");
        }
        assert_eq!(named(Names::Provider, ""), None);
    }
}
