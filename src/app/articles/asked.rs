//! What is asked of the list, while it is typed and once it is whole, and what is said of it. The answer is the list's.

use super::Articles;
use crate::index::Index;
use crate::search::{Query, Rows};

impl Articles {
    /// The same of what is being typed: what is not finished is no mistake yet.
    pub fn type_query(&mut self, query: &str) {
        self.set_query(query);
        self.asks = Query::parse(query);
    }

    /// Nothing more is typed to the query: whether it asks for something else now.
    pub fn end_query(&mut self) -> bool {
        let typed = std::mem::replace(&mut self.asks, Query::parse_whole(&self.query));
        typed != self.asks
    }

    /// What is said of what was asked: names that nothing has.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What is listed lacks the last word, which nothing has.
    pub fn passed_over(&self) -> bool {
        self.passed_over
    }

    /// The rows of what is asked, once they are all there.
    pub fn answer(&self) -> Option<(&Index, &Rows)> {
        (self.done && !self.unanswered() && !self.passed_over).then_some((&*self.index, &self.rows))
    }
}
