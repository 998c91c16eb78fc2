//! A row and its marks. A [`Row`] is a position in one [`super::Index`] and deliberately no name of an article: that is
//! [`crate::model::ArticleId`], which outlives every index.

/// A row of one index. Rows stand in date order: 0 is the newest as written, the undated come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(transparent)]
pub struct Row(pub u32);

impl Row {
    pub(crate) fn at(self) -> usize {
        self.0 as usize
    }
}

/// What is true of an article, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags(u16);

impl Flags {
    /// The date comes from the file's name.
    pub const ESTIMATED: Flags = Flags(1);
    /// Held back by the editor (`published: false`).
    pub const HELD_BACK: Flags = Flags(1 << 1);
    /// There is text below the front matter.
    pub const BODY: Flags = Flags(1 << 2);
    /// Its best address may be opened.
    pub const OPENABLE: Flags = Flags(1 << 3);
    /// Its kind is `video`.
    pub const VIDEO: Flags = Flags(1 << 4);
    /// Taken down: in no list, found only by its id.
    pub const REMOVED: Flags = Flags(1 << 5);
    /// Below a folder named `_archive`.
    pub const ARCHIVED: Flags = Flags(1 << 6);
    /// There is something to play.
    pub const PLAYER: Flags = Flags(1 << 7);
    /// The publisher's own page is known, and may be opened.
    pub const ORIGINAL: Flags = Flags(1 << 8);
    /// Its file names the story elsewhere: [`super::Index::related`] has something.
    pub const RELATED: Flags = Flags(1 << 9);

    pub(super) fn bits(self) -> u16 {
        self.0
    }

    pub(super) fn of(bits: u16) -> Flags {
        Flags(bits)
    }

    /// Whether all of `flags` are set.
    pub fn has(self, flags: Flags) -> bool {
        self.0 & flags.0 == flags.0
    }

    /// With `flags` set too, if `on`.
    #[must_use]
    pub fn with(self, flags: Flags, on: bool) -> Flags {
        if on { Flags(self.0 | flags.0) } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_there_only_when_it_was_set() {
        let flags = Flags::default().with(Flags::BODY, true).with(Flags::VIDEO, false);
        assert!(flags.has(Flags::BODY) && !flags.has(Flags::VIDEO));
        assert!(!flags.has(Flags::BODY.with(Flags::VIDEO, true)));
    }
}
