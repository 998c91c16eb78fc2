//! What is wrong with a question, where, and what to write. It costs its own condition and nothing else.

use super::expr::Span;
use crate::written::nearest;

/// Of more names only the first few are told.
const MOST_NAMED: usize = 12;
const FEW: usize = 3;

/// One mistake. Its texts are for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Bytes of what was typed.
    pub span: Span,
    /// What is wrong, and what to write, as one line without an end mark of its own.
    pub says: String,
    /// The condition that is left out for it; none where all that stands there still counts, as with a bracket that is not closed.
    pub left_out: Option<Span>,
}

impl Mistake {
    pub(super) fn new(span: Span, says: impl Into<String>) -> Mistake {
        Mistake { span, says: says.into(), left_out: None }
    }

    /// `no field “provder”; did you mean provider?`
    pub(super) fn unknown<'c>(
        span: Span,
        what: &str,
        word: &str,
        known: impl IntoIterator<Item = &'c str> + Clone,
    ) -> Mistake {
        let begun = word.to_ascii_lowercase();
        let begins = || known.clone().into_iter().find(|known| known.starts_with(&begun));
        let says = match nearest(word, known.clone()).or_else(begins) {
            Some(meant) => format!("no {what} “{word}”; did you mean {meant}?"),
            None => {
                let all: Vec<&str> = known.into_iter().collect();
                if all.len() > MOST_NAMED {
                    format!("no {what} “{word}”; Tab offers {}, …", all[..FEW].join(", "))
                } else {
                    format!("no {what} “{word}”; there are {}", all.join(", "))
                }
            }
        };
        Mistake::new(span, says)
    }
}
