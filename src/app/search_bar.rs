//! The box: what is typed and where to go back to. Matching is the search's; this only holds the question.

use super::articles::Place;
use super::input_line::InputLine;
use super::panes::Focus;

/// An open search box.
#[derive(Debug)]
pub struct SearchBar {
    pub line: InputLine,
    /// Where the reader was when the box was opened.
    pub before: Place,
    pub focus: Focus,
}
