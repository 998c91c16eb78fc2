//! The letters typed after the key of links, and whether their list is shown yet. The links themselves are the article's.

/// Waiting for a link's letters.
#[derive(Debug, Default)]
pub struct Links {
    pub typed: String,
    /// The reader has paused: the list is shown.
    pub shown: bool,
    /// The first link in sight.
    pub top: usize,
}
