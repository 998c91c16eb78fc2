//! The nouns of a news reader and what may be shown of them. No I/O, no terminal, no threads.

mod address;
mod article;
pub mod cells;
mod code;
mod fold;
mod id;
pub mod text;
mod timestamp;
mod topic;

pub use address::{Address, Refusal, Verdict, canonical_url, open_verdict};
pub use article::{Article, Block, BlockKind, Body, Image, Link, Provider, Rating, Related};
pub use code::{Code, Note};
pub use fold::{Folded, fold};
pub use id::ArticleId;
pub use timestamp::Timestamp;
pub use topic::{Topic, TopicTree};
