//! The few signs the screen is drawn with, for terminals that show all of Unicode and for those that do not. They are signs, not text: none comes from a file.

/// One set of signs, each one cell wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbols {
    /// Before the selected row.
    pub bar: &'static str,
    pub open: &'static str,
    pub closed: &'static str,
    /// An article its editor held back.
    pub held_back: &'static str,
    pub vertical: &'static str,
    pub horizontal: &'static str,
    pub done: &'static str,
    pub to_do: &'static str,
}

impl Symbols {
    pub fn unicode() -> Symbols {
        Symbols {
            bar: "▌",
            open: "▾",
            closed: "▸",
            held_back: "◌",
            vertical: "│",
            horizontal: "─",
            done: "▰",
            to_do: "▱",
        }
    }

    pub fn ascii() -> Symbols {
        Symbols {
            bar: ">",
            open: "-",
            closed: "+",
            held_back: "~",
            vertical: "|",
            horizontal: "-",
            done: "#",
            to_do: ".",
        }
    }
}
