//! The article pane: which article it shows, how far its file is, and how far the reader is in it. Its file is read only when it is shown.

use super::dates::Clock;
use super::page::{self, Numbered, Page, Source};
use crate::index::{Index, Row};
use crate::model::{Article, ArticleId, Note};
use std::sync::Arc;

/// The article pane.
#[derive(Debug, Default)]
pub struct Detail {
    shown: Option<Shown>,
    scroll: usize,
    /// The page as last set, with the widths it was set for.
    set: Option<(usize, usize, Page)>,
}

#[derive(Debug)]
struct Shown {
    id: ArticleId,
    index: Arc<Index>,
    row: Row,
    article: Option<Result<Box<Article>, Note>>,
    numbered: Vec<Numbered>,
}

impl Shown {
    /// The coverage, or else the neighbours: those of a new index may be others.
    fn number(&mut self, clock: &Clock) {
        self.numbered = match &self.article {
            None => Vec::new(),
            Some(Ok(article)) => page::coverage(article, |time| clock.day(time)),
            Some(Err(_)) => Vec::new(),
        };
        if self.article.is_some() && self.numbered.is_empty() {
            self.numbered = page::same_week(&self.index, self.row, |time| clock.day(time));
        }
    }
}

impl Detail {
    /// Shows an article; `true` if its file must be read.
    pub fn show(&mut self, index: &Arc<Index>, row: Row, clock: &Clock) -> bool {
        let id = index.id(row);
        if let Some(shown) = self.shown.as_mut().filter(|shown| shown.id == id) {
            if !Arc::ptr_eq(&shown.index, index) {
                (shown.index, shown.row) = (index.clone(), row);
                shown.number(clock);
                self.set = None;
            }
            return false;
        }
        self.shown = Some(Shown { id, index: index.clone(), row, article: None, numbered: Vec::new() });
        self.scroll = 0;
        self.set = None;
        true
    }

    pub fn clear(&mut self) {
        *self = Detail::default();
    }

    /// The file was read; dropped where another article is shown by now.
    pub fn take(&mut self, id: ArticleId, article: Result<Box<Article>, Note>, clock: &Clock) -> bool {
        let Some(shown) = self.shown.as_mut().filter(|shown| shown.id == id) else { return false };
        shown.article = Some(article);
        shown.number(clock);
        self.set = None;
        true
    }

    /// The article, once its file has been read.
    pub fn article(&self) -> Option<&Article> {
        self.shown.as_ref()?.article.as_ref()?.as_deref().ok()
    }

    pub fn waiting(&self) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.article.is_none())
    }

    /// What the digit `number` (1 to 9) stands for.
    pub fn numbered(&self, number: u8) -> Option<&Numbered> {
        self.shown.as_ref()?.numbered.get(usize::from(number).checked_sub(1)?)
    }

    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// Scrolls by lines, never past the last screenful; `false` where there was nothing left.
    pub fn scroll_by(&mut self, by: isize, height: usize) -> bool {
        let len = self.set.as_ref().map_or(0, |(_, _, page)| page.rows.len());
        let end = len.saturating_sub(height);
        let before = self.scroll;
        self.scroll = self.scroll.saturating_add_signed(by).min(end);
        self.scroll != before
    }

    /// Sets the page for these widths in cells (`aside` 0: one column), unless it is.
    pub fn set(&mut self, text: usize, aside: usize, clock: &Clock) {
        let Some(shown) = &self.shown else { return };
        if self.set.as_ref().is_some_and(|(t, a, _)| (*t, *a) == (text, aside)) {
            return;
        }
        let source = Source {
            index: &shown.index,
            row: shown.row,
            article: shown.article.as_ref().and_then(|article| article.as_deref().ok()),
            failed: shown.article.as_ref().and_then(|article| article.as_ref().err()),
            numbered: &shown.numbered,
            clock,
        };
        self.set = Some((text, aside, Page::build(&source, text, aside)));
    }

    /// The page as last set.
    pub fn page(&self) -> Option<&Page> {
        self.set.as_ref().map(|(_, _, page)| page)
    }
}
