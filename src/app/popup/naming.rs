//! A name to keep a search under, while it is typed. It keeps nothing.

use crate::app::input_line::InputLine;
use crate::model::text::safe_line;

/// Asking for a name.
#[derive(Debug)]
pub struct Naming {
    pub line: InputLine,
    /// What is to be kept.
    pub query: String,
}

impl Naming {
    pub fn new(name: &str, query: String) -> Naming {
        Naming { line: InputLine::with(name), query }
    }

    /// As it would be kept.
    pub fn name(&self) -> String {
        safe_line(self.line.text()).trim().to_owned()
    }
}
