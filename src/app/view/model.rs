//! The types of the view model. Text is cut to its place already; colours are roles.

use crate::app::page::PageRow;
use crate::app::panes::Layout;
use crate::app::span::{Line, Span};
use crate::app::symbols::Symbols;
use ratatui::layout::Rect;

/// One frame.
#[derive(Debug, Clone)]
pub struct View {
    pub layout: Layout,
    pub symbols: Symbols,
    pub topics: Option<TopicsView>,
    pub heading: Option<Heading>,
    pub list: Option<ListView>,
    pub article: Option<ArticleView>,
    pub last: LastLine,
    pub popup: Option<PopupView>,
    /// Where the real cursor rests.
    pub cursor: Option<(u16, u16)>,
}

/// The sidebar's rows in sight.
#[derive(Debug, Clone)]
pub struct TopicsView {
    pub rows: Vec<TopicRow>,
    pub focused: bool,
}

#[derive(Debug, Clone, Default)]
pub struct TopicRow {
    pub label: Line,
    /// Right-aligned.
    pub count: String,
    pub selected: bool,
}

/// The line above the list.
#[derive(Debug, Clone)]
pub enum Heading {
    State {
        left: Line,
        right: Line,
    },
    /// The search box: what stands before the typed text, the text in sight, what stands right.
    Box {
        text: Line,
        right: Line,
        /// On the line under it: what is wrong with it, or what it may become.
        below: Line,
    },
}

/// The headlines in sight, or why there are none.
#[derive(Debug, Clone)]
pub struct ListView {
    pub rows: Vec<ListRow>,
    pub empty: Vec<Line>,
    /// Cells of the date rail.
    pub rail: u16,
    pub focused: bool,
}

#[derive(Debug, Clone)]
pub struct ListRow {
    /// Right-aligned in the rail; empty where the day does not change.
    pub date: String,
    /// Unread: one cell.
    pub mark: Span,
    /// Starred, or kept for later, or held back: one cell.
    pub star: Span,
    pub text: Line,
    pub selected: bool,
    /// Selected together with others.
    pub chosen: bool,
}

/// The article's lines in sight.
#[derive(Debug, Clone)]
pub struct ArticleView {
    pub rows: Vec<PageRow>,
    /// Cells of the first column.
    pub text: u16,
    pub focused: bool,
    /// There is more below.
    pub more: bool,
}

/// The last line, and what of a long message stands above it.
#[derive(Debug, Clone, Default)]
pub struct LastLine {
    pub left: Line,
    pub right: Line,
    pub above: Vec<Line>,
}

/// What lies over the panes.
#[derive(Debug, Clone)]
pub struct PopupView {
    pub area: Rect,
    pub title: String,
    /// What stands at the end of the title line.
    pub note: String,
    pub lines: Vec<Line>,
    /// The line that is selected.
    pub selected: Option<usize>,
    /// It stands on the last line, and needs no rule below it.
    pub strip: bool,
}
