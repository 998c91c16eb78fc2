//! The article pane: which article it shows, how far its file is, and how far the reader is in it. Its file is read only when it is shown.

use super::dates::Clock;
use super::light::light_words;
use super::page::{self, Lettered, Numbered, Page, Source};
use super::stories::Company;
use crate::index::{Index, Row};
use crate::input::Keymap;
use crate::model::{Article, ArticleId, Note, Related};
use crate::search::Query;
use std::sync::Arc;

/// Lines of a text that are set at first.
const FIRST: usize = 300;

/// The article pane.
#[derive(Debug, Default)]
pub struct Detail {
    shown: Option<Shown>,
    scroll: usize,
    /// So many lines of text are to be set; 0 stands for [`FIRST`].
    wanted: usize,
    /// Where the reader wants to be, once those are set.
    target: Option<usize>,
    /// Lines to scroll that article by once it has been read.
    resume: Option<(ArticleId, usize)>,
    /// The line of the page with the last match.
    found: Option<usize>,
    /// What the reader has marked of it, as it stands on the page.
    marks: String,
    /// The other articles of its story.
    company: Company,
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
    links: Vec<Lettered>,
    stale: bool,
}

impl Shown {
    /// The coverage, or else the neighbours: those of a new index may be others.
    fn number(&mut self, company: &Company, clock: &Clock) {
        self.numbered = page::told(&self.index, company, clock);
        if let Some(Ok(article)) = &self.article {
            let here: Vec<ArticleId> = company.iter().map(|companion| self.index.id(companion.row)).collect();
            let is_here = |related: &Related| related.id().is_some_and(|id| here.contains(&id));
            self.numbered.extend(page::coverage(article, is_here, !here.is_empty(), |time| clock.day(time)));
        }
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
                shown.number(&self.company, clock);
                self.set = None;
            }
            return std::mem::take(&mut shown.stale);
        }
        self.shown = Some(Shown {
            id,
            index: index.clone(),
            row,
            article: None,
            numbered: Vec::new(),
            links: Vec::new(),
            stale: false,
        });
        (self.scroll, self.found, self.wanted, self.target) = (0, None, 0, None);
        self.set = None;
        true
    }

    pub fn clear(&mut self) {
        *self = Detail { resume: self.resume, ..Detail::default() };
    }

    /// Its file is to be read again; what is shown stays until then.
    pub fn read_again(&mut self) {
        if let Some(shown) = &mut self.shown {
            shown.stale = true;
        }
    }

    /// Once that article has been read, it is scrolled to where it was.
    pub fn scroll_when_read(&mut self, id: ArticleId, scroll: usize) {
        self.resume = Some((id, scroll));
    }

    /// The file was read; dropped where another article is shown by now.
    pub fn take(&mut self, id: ArticleId, article: Result<Box<Article>, Note>, clock: &Clock, keymap: &Keymap) -> bool {
        let Some(shown) = self.shown.as_mut().filter(|shown| shown.id == id) else { return false };
        shown.links = article.as_ref().map_or(Vec::new(), |article| page::lettered(article, keymap));
        shown.article = Some(article);
        shown.number(&self.company, clock);
        self.set = None;
        if let Some((_, scroll)) = self.resume.take_if(|(resumed, _)| *resumed == id) {
            self.want(scroll);
        }
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

    /// The article's links with their letters.
    pub fn links(&self) -> &[Lettered] {
        self.shown.as_ref().map_or(&[], |shown| &shown.links)
    }

    /// The article that is shown, its file read or not.
    pub fn id(&self) -> Option<ArticleId> {
        self.shown.as_ref().map(|shown| shown.id)
    }

    /// Gives the links the letters of another keymap.
    pub fn letter(&mut self, keymap: &Keymap) {
        if let Some(shown) = &mut self.shown
            && let Some(Ok(article)) = &shown.article
        {
            shown.links = page::lettered(article, keymap);
            self.set = None;
        }
    }

    /// Lines the article is scrolled by, or is to be once it has been read.
    pub fn scroll_of(&self, id: ArticleId) -> usize {
        match self.resume {
            Some((resumed, scroll)) if resumed == id => scroll,
            _ if self.id() == Some(id) => self.target.unwrap_or(self.scroll),
            _ => 0,
        }
    }

    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// Scrolls by lines, never past the last screenful; `false` where there was nothing left.
    pub fn scroll_by(&mut self, by: isize, height: usize) -> bool {
        let len = self.set.as_ref().map_or(0, |(_, _, page)| page.rows.len());
        let end = len.saturating_sub(height);
        let before = self.scroll;
        let to = self.scroll.saturating_add_signed(by);
        if to > end && self.page().is_some_and(|page| page.more) && self.target.is_none() {
            self.want(to);
            return true;
        }
        self.scroll = to.min(end);
        self.scroll != before
    }

    /// The last line of the article is in sight.
    pub fn is_at_end(&self, height: usize) -> bool {
        self.target.is_none()
            && self.set.as_ref().is_some_and(|(_, _, page)| !page.more && self.scroll + height >= page.rows.len())
    }

    /// Goes to that line as soon as so much is set.
    fn want(&mut self, line: usize) {
        self.target = Some(line);
        self.wanted = self.wanted.max(line.saturating_mul(2).saturating_add(4 * FIRST));
        self.set = None;
    }

    /// Wants the whole text set.
    pub fn want_all(&mut self) {
        if self.page().is_some_and(|page| page.more) {
            self.wanted = usize::MAX;
            self.set = None;
        }
    }

    /// Scrolls to the next line, or the one before, that holds a word of `query`; past the end from the other end on. `false`
    /// where there is none.
    pub fn find(&mut self, query: &Query, onward: bool, height: usize) -> bool {
        let Some((_, _, page)) = &self.set else { return false };
        let len = page.rows.len();
        let holds = |at: &usize| {
            let row = &page.rows[*at];
            [&row.left, &row.right].into_iter().any(|line| !light_words(line, query).is_empty())
        };
        // Set for other widths, the page may be shorter than it was.
        let from = self.found.unwrap_or(if onward { usize::MAX } else { 0 }).min(len.saturating_sub(1));
        let found = match onward {
            _ if len == 0 => None,
            true => (from + 1..len).chain(0..=from).find(holds),
            false => (0..from).rev().chain((from..len).rev()).find(holds),
        };
        let Some(at) = found else { return false };
        self.found = Some(at);
        self.scroll = at.saturating_sub(height / 3);
        self.scroll_by(0, height);
        true
    }

    /// Sets the page for these widths in cells (`aside` 0: one column), unless it is.
    pub fn set(&mut self, text: usize, aside: usize, marks: String, company: Company, clock: &Clock) {
        let Some(shown) = &mut self.shown else { return };
        if company != self.company {
            (self.company, self.set) = (company, None);
            shown.number(&self.company, clock);
        }
        if marks != self.marks {
            (self.marks, self.set) = (marks, None);
        }
        if self.set.as_ref().is_some_and(|(t, a, _)| (*t, *a) == (text, aside)) {
            return;
        }
        let source = Source {
            index: &shown.index,
            row: shown.row,
            marks: &self.marks,
            article: shown.article.as_ref().and_then(|article| article.as_deref().ok()),
            failed: shown.article.as_ref().and_then(|article| article.as_ref().err()),
            numbered: &shown.numbered,
            company: &self.company,
            links: &shown.links,
            clock,
        };
        let page = Page::build(&source, text, aside, self.wanted.max(FIRST));
        let all_read = source.article.is_some_and(|article| !article.body.more);
        self.set = Some((text, aside, page));
        if let Some(line) = self.target {
            self.scroll = line;
            // Of a file that is still being read the end is not known yet.
            if all_read {
                self.target = None;
            }
        }
    }

    /// The page as last set.
    pub fn page(&self) -> Option<&Page> {
        self.set.as_ref().map(|(_, _, page)| page)
    }
}
