//! Terminal cells: how wide text is, cut and wrapped by grapheme. Every width is one that terminals agree on; it paints
//! nothing.
//!
//! Terminals disagree on emoji of several characters, so those are drawn simpler than they are written ([`Cell::drawn`]):
//! what is counted here is what is drawn. Text must have passed [`crate::model::text`].

mod cell;
mod cut;
mod wrap;

pub use cell::{Cell, Graphemes, graphemes};
pub use cut::{drawn, truncate, width};
pub use wrap::wrap;
