//! What the rule is told of an article.

/// An article as the rule sees it. Its texts are clean, as the index has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'t> {
    pub title: &'t str,
    /// The paragraph under the headline; often empty, often cut.
    pub excerpt: &'t str,
    /// Whose it is; empty where that is not known.
    pub outlet: &'t str,
    /// Seconds since 1970.
    pub at: i64,
}
