//! A question before something that would take long to take back. It does nothing itself.

use crate::search::Rows;

/// What is asked, and what follows from a yes.
#[derive(Debug, Clone)]
pub struct Confirm {
    pub question: String,
    /// What is to be known for an answer, a line each.
    pub notes: Vec<String>,
    /// What a yes does, for the line of keys.
    pub yes: &'static str,
    pub then: Then,
}

/// What a yes means.
#[derive(Debug, Clone)]
pub enum Then {
    /// As they were listed when it was asked.
    MarkRead(Rows),
    Open(Rows),
    /// Without the marks that could not be saved.
    Quit,
}
