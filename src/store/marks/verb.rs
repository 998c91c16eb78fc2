//! What a reader does to an article: the words of the journal, and the marks they set or take away. It knows nothing of keys.

/// A word of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    Read,
    Unread,
    Star,
    Unstar,
    Later,
    /// Takes [`Mark::Later`] away.
    Done,
    /// It was on the screen. Nothing takes that back.
    Seen,
}

/// What an article can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    Read,
    Star,
    Later,
    Seen,
}

impl Verb {
    pub const ALL: [Verb; 7] =
        [Verb::Read, Verb::Unread, Verb::Star, Verb::Unstar, Verb::Later, Verb::Done, Verb::Seen];

    /// As it stands in a journal.
    pub fn name(self) -> &'static str {
        match self {
            Verb::Read => "read",
            Verb::Unread => "unread",
            Verb::Star => "star",
            Verb::Unstar => "unstar",
            Verb::Later => "later",
            Verb::Done => "done",
            Verb::Seen => "seen",
        }
    }

    pub fn from_name(name: &str) -> Option<Verb> {
        Verb::from_bytes(name.as_bytes())
    }

    pub(super) fn from_bytes(name: &[u8]) -> Option<Verb> {
        Verb::ALL.into_iter().find(|verb| verb.name().as_bytes() == name)
    }

    /// What takes it back; nothing for [`Verb::Seen`].
    pub fn inverse(self) -> Option<Verb> {
        match self {
            Verb::Read => Some(Verb::Unread),
            Verb::Unread => Some(Verb::Read),
            Verb::Star => Some(Verb::Unstar),
            Verb::Unstar => Some(Verb::Star),
            Verb::Later => Some(Verb::Done),
            Verb::Done => Some(Verb::Later),
            Verb::Seen => None,
        }
    }

    pub fn mark(self) -> Mark {
        match self {
            Verb::Read | Verb::Unread => Mark::Read,
            Verb::Star | Verb::Unstar => Mark::Star,
            Verb::Later | Verb::Done => Mark::Later,
            Verb::Seen => Mark::Seen,
        }
    }

    /// Whether it sets its mark or takes it away.
    pub fn sets(self) -> bool {
        matches!(self, Verb::Read | Verb::Star | Verb::Later | Verb::Seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_is_known_by_its_name_and_undone_by_its_inverse() {
        for verb in Verb::ALL {
            assert_eq!(Verb::from_name(verb.name()), Some(verb));
            let Some(inverse) = verb.inverse() else { continue };
            assert_eq!((inverse.inverse(), inverse.mark()), (Some(verb), verb.mark()));
            assert_ne!(inverse.sets(), verb.sets());
        }
        assert_eq!((Verb::from_name("Read"), Verb::from_name("")), (None, None));
    }
}
