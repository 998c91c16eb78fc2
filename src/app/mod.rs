//! State and update: [`App::update`] takes an [`Event`] and gives [`Effect`]s. Pure: no terminal, no I/O, no thread, no clock of its own.

mod act;
#[expect(clippy::module_inception, reason = "the floor is called after the noun that lives on it")]
mod app;
mod articles;
mod cursor;
pub mod dates;
mod detail;
mod event;
mod focus;
mod fresh;
mod hunt;
mod input_line;
mod keys;
mod leave;
mod light;
mod memory;
mod motion;
mod open;
mod page;
pub mod panes;
mod pointer;
mod popup;
mod search_bar;
mod searching;
mod span;
mod splits;
mod status;
mod symbols;
mod topics;
mod trail;
mod update;
mod view;

pub use app::{App, Setup};
pub use dates::Clock;
pub use event::{Effect, Event, Pointer, Tone};
pub use hunt::{Hunt, Quarry};
pub use memory::Memory;
pub use open::{Chosen, choose};
pub use page::{Lettered, Page, PageRow, begins_body, lettered};
pub use span::{Line, Span};
pub use splits::Splits;
pub use symbols::{Sign, Symbols};
pub use view::{ArticleView, Heading, LastLine, ListRow, ListView, PopupView, TopicRow, TopicsView, View};
