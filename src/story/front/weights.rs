//! How much each signal weighs, as a reader has it. What the usual weights are is not said here: the configuration has them.

/// Each against the others: only their proportions count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    pub heat: u16,
    pub quality: u16,
    pub outlets: u16,
    pub fresh: u16,
    pub unread: u16,
    /// Hours after which a story is half as fresh.
    pub half_life: u16,
}
