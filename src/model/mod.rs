//! The nouns of a news reader and what may be shown of them. No I/O, no terminal, no threads.

mod address;
mod article;
mod canonical;
pub mod cells;
mod code;
mod fold;
mod host;
mod id;
mod taste;
pub mod text;
mod timestamp;
mod topic;
mod verdict;

pub use address::{Address, Refusal, Verdict};
pub use article::{Article, Block, BlockKind, Body, BodyLink, Image, Link, Provider, Rating, Related};
pub use canonical::canonical_url;
pub use code::{Code, Note};
pub use fold::{Folded, fold, fold_accents, fold_into, is_folded};
pub use host::{brief_address, host_of, readable_host};
pub use id::ArticleId;
pub use taste::{Of, Says};
pub use timestamp::Timestamp;
pub use topic::{Topic, TopicTree};
pub use verdict::open_verdict;
