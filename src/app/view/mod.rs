//! What is seen of the state: a view model of the rows in sight, built anew for each frame. It is all that painting needs, and nothing it could change.

mod build;
mod heading;
mod last;
mod list;
mod model;
mod popup;
mod search_box;
mod topics;

pub(super) use list::scope_name;
pub use model::{ArticleView, Heading, LastLine, ListRow, ListView, PopupView, TopicRow, TopicsView, View};
