//! Why something stands where it does: sentences to be read, line by line. It works nothing out.

use crate::app::span::Line;

/// What is said, set for a width when it is shown.
#[derive(Debug, Clone)]
pub struct Why {
    pub title: String,
    pub said: Vec<Said>,
    /// The first line in sight.
    pub top: usize,
}

/// A headline, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub headline: String,
    pub because: String,
    /// Parts of a sum, each with what it is.
    pub terms: Vec<(String, String)>,
}

impl Said {
    pub fn new(headline: impl Into<String>, because: impl Into<String>) -> Said {
        Said { headline: headline.into(), because: because.into(), terms: Vec::new() }
    }
}

impl Why {
    pub fn new(title: &str, said: Vec<Said>) -> Why {
        Why { title: title.to_owned(), said, top: 0 }
    }

    /// In lines of at most `room` cells.
    pub fn lines(&self, room: usize) -> Vec<Line> {
        use crate::app::span::{Span, cut, wrap};
        use crate::theme::Role;
        let mut lines = Vec::new();
        for Said { headline, because, terms } in &self.said {
            if !lines.is_empty() {
                lines.push(Line::new());
            }
            lines.extend(wrap(headline, room, Role::Headline));
            for mut line in wrap(because, room.saturating_sub(2).max(1), Role::Quiet) {
                line.insert(0, Span::quiet("  "));
                lines.push(line);
            }
            let widest = terms.iter().map(|(points, _)| points.len()).max().unwrap_or(0);
            lines.extend(terms.iter().map(|(points, what)| {
                let points = format!("  {points:>widest$}  ");
                cut(vec![Span::new(points, Role::Key), Span::body(what.as_str())], room)
            }));
        }
        lines
    }
}
