//! What a reader wants less or more of, and by how much. Where that is written, and what follows from it, is not known here.

use super::fold;

/// What it is said of, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Of {
    Outlet(String),
    /// With all topics below it.
    Topic(String),
    /// In the title; several are a phrase.
    Word(String),
}

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Mute,
    /// So many points more or less.
    Weigh(i16),
}

impl Of {
    /// What it is: `outlet`, `topic`, `word`.
    pub fn key(&self) -> &'static str {
        match self {
            Of::Outlet(_) => "outlet",
            Of::Topic(_) => "topic",
            Of::Word(_) => "word",
        }
    }

    pub fn name(&self) -> &str {
        let (Of::Outlet(name) | Of::Topic(name) | Of::Word(name)) = self;
        name
    }

    /// `outlet Reuters`, `topic Rail`, `word giveaway`.
    pub fn told(&self) -> String {
        format!("{} {}", self.key(), self.name())
    }

    /// The same thing, case and accents aside.
    pub fn is(&self, other: &Of) -> bool {
        self.key() == other.key() && fold(self.name()) == fold(other.name())
    }
}
