//! What a reader wants less or more of on the front page. Whether a taste is in force is for who gives it.

/// Of one thing, one thing said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taste {
    pub of: Of,
    pub says: Says,
}

/// What it is said of, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Of {
    Outlet(String),
    /// With all topics below it.
    Topic(String),
    /// In the title; several are a phrase.
    Word(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Mute,
    /// So many points more or less.
    Weigh(i16),
}

impl Of {
    /// `outlet Reuters`, `topic Rail`, `word giveaway`.
    pub fn told(&self) -> String {
        match self {
            Of::Outlet(name) => format!("outlet {name}"),
            Of::Topic(name) => format!("topic {name}"),
            Of::Word(word) => format!("word {word}"),
        }
    }
}
