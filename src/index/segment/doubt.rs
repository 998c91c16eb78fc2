//! Why a segment file is not to be trusted. Any doubt ends in the same: the store is read again, and a new one written.

/// What is wrong with a segment file.
#[derive(Debug, thiserror::Error)]
pub enum Doubt {
    #[error("it cannot be read: {0}")]
    Io(#[from] std::io::Error),
    #[error("it is no segment file")]
    Magic,
    #[error("another version of Dateline wrote it")]
    Version,
    #[error("it is shorter or longer than it says")]
    Length,
    #[error("its header is damaged")]
    Header,
    #[error("its section {0} is missing or out of bounds")]
    Section(u32),
    #[error("its section {0} is damaged")]
    Checksum(u32),
    #[error("it is of another store")]
    Store,
}
