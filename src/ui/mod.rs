//! Paints a view model into a buffer: `fn(view, theme, area, buffer)`. It keeps nothing, decides nothing and reads no state.

mod article;
mod ascii;
mod frame;
mod heading;
mod last;
mod list;
mod popup;
mod text;
mod topics;

pub use frame::draw;
