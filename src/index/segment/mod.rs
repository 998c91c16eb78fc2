//! The segment file: all that is known of a store as one run of bytes, in sections. Written once, from front to back; read
//! by mapping it. What the sections mean is the index's matter; here they are only found, checked and cast.

mod bytes;
mod doubt;
mod format;
mod map;
mod read;
mod write;

pub(crate) use bytes::{Bytes, Words};
pub use doubt::Doubt;
pub(crate) use format::{Section, Sort};
pub(crate) use map::Map;
pub(crate) use read::{Ranges, Segment};
pub(crate) use write::{Target, Writer};
