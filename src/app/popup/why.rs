//! Why something stands where it does: sentences to be read, line by line. It works nothing out.

use crate::app::span::Line;

/// What is said, set for a width when it is shown.
#[derive(Debug, Clone)]
pub struct Why {
    pub title: String,
    /// Each a headline, and what is to be said of it.
    pub said: Vec<(String, String)>,
    /// The first line in sight.
    pub top: usize,
}

impl Why {
    pub fn new(title: &str, said: Vec<(String, String)>) -> Why {
        Why { title: title.to_owned(), said, top: 0 }
    }

    /// In lines of at most `room` cells.
    pub fn lines(&self, room: usize) -> Vec<Line> {
        use crate::app::span::{Span, wrap};
        use crate::theme::Role;
        let mut lines = Vec::new();
        for (headline, because) in &self.said {
            if !lines.is_empty() {
                lines.push(Line::new());
            }
            lines.extend(wrap(headline, room, Role::Headline));
            for mut line in wrap(because, room.saturating_sub(2).max(1), Role::Quiet) {
                line.insert(0, Span::quiet("  "));
                lines.push(line);
            }
        }
        lines
    }
}
