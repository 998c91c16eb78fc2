//! What was typed into the box, as a question that can be asked of an index. It knows the language and no articles: what a question
//! finds is the filter's.

mod expr;
mod field;
mod mistake;
mod parse;
mod print;
#[cfg(test)]
mod tests;
mod tokens;
mod value;
mod when;

pub use expr::{Condition, Expr, How, LastWord, Query, Span, Word};
pub use field::{Bound, Field, Flag, Marked, Names, Numbers, Texts};
pub use mistake::Mistake;
pub use when::{Dates, Unit, When};

#[cfg(test)]
pub(super) use expr::spells;
pub(super) use tokens::{Kind, Token, tokens};
