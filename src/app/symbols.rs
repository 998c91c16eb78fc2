//! The few signs the screen is drawn with, for terminals that show all of Unicode and for those that do not. They are
//! signs, not text: none comes from an article.

use crate::config::Signs;
use std::borrow::Cow;

/// A sign one cell wide.
pub type Sign = Cow<'static, str>;

/// One set of signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbols {
    /// Nothing past ASCII is drawn but what stands in an article.
    pub ascii: bool,
    /// Before the selected row.
    pub bar: Sign,
    pub open: Sign,
    pub closed: Sign,
    /// An article its editor held back.
    pub held_back: Sign,
    pub unread: Sign,
    pub starred: Sign,
    /// Kept for later.
    pub later: Sign,
    /// A row that is selected together with others.
    pub chosen: Sign,
    pub vertical: Sign,
    pub horizontal: Sign,
    pub done: Sign,
    pub to_do: Sign,
}

impl Symbols {
    pub fn unicode() -> Symbols {
        Symbols::of(false, ["▌", "▾", "▸", "◌", "●", "★", "»", "┃", "│", "─", "▰", "▱"])
    }

    pub fn ascii() -> Symbols {
        Symbols::of(true, [">", "-", "+", "~", "o", "*", "^", ":", "|", "-", "#", "."])
    }

    fn of(ascii: bool, signs: [&'static str; 12]) -> Symbols {
        let [bar, open, closed, held_back, unread, starred, later, chosen, vertical, horizontal, done, to_do] =
            signs.map(Cow::Borrowed);
        Symbols {
            ascii,
            bar,
            open,
            closed,
            held_back,
            unread,
            starred,
            later,
            chosen,
            vertical,
            horizontal,
            done,
            to_do,
        }
    }

    /// One of the two sets, with what the user chose over it.
    pub fn chosen(ascii: bool, signs: &Signs) -> Symbols {
        let Signs { bar, open, closed, held_back, unread, starred, later, chosen, vertical, horizontal, done, to_do } =
            signs.clone();
        let under = if ascii { Symbols::ascii() } else { Symbols::unicode() };
        let over = |chosen: Option<String>, sign| chosen.map_or(sign, Cow::Owned);
        Symbols {
            ascii,
            bar: over(bar, under.bar),
            open: over(open, under.open),
            closed: over(closed, under.closed),
            held_back: over(held_back, under.held_back),
            unread: over(unread, under.unread),
            starred: over(starred, under.starred),
            later: over(later, under.later),
            chosen: over(chosen, under.chosen),
            vertical: over(vertical, under.vertical),
            horizontal: over(horizontal, under.horizontal),
            done: over(done, under.done),
            to_do: over(to_do, under.to_do),
        }
    }

    /// It is one of the signs.
    pub fn has(&self, sign: &str) -> bool {
        let Symbols {
            ascii: _,
            bar,
            open,
            closed,
            held_back,
            unread,
            starred,
            later,
            chosen,
            vertical,
            horizontal,
            done,
            to_do,
        } = self;
        [bar, open, closed, held_back, unread, starred, later, chosen, vertical, horizontal, done, to_do]
            .into_iter()
            .any(|own| own == sign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_sign_goes_over_either_set() {
        let signs = Signs { bar: Some("┃".into()), ..Signs::default() };
        let symbols = Symbols::chosen(true, &signs);
        assert_eq!(symbols, Symbols { bar: "┃".into(), ..Symbols::ascii() });
        assert!(symbols.has("┃") && symbols.has("+") && !symbols.has("▌"));
        assert_eq!(Symbols::chosen(false, &Signs::default()), Symbols::unicode());
    }
}
