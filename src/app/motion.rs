//! Moving: by lines, halves, pages and to the ends, in whatever has the keys. One set of motions for every list.

use super::app::App;
use super::cursor::Cursor;
use super::panes::Focus;
use super::popup::Popup;
use super::status::Status;
use super::topics::Entry;

/// A motion, as far as lists and pages have it in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    Lines(isize),
    /// In halves of the window: 2 is a page.
    Halves(isize),
    Top,
    Bottom,
}

impl Motion {
    fn lines(self, height: usize) -> isize {
        let height = isize::try_from(height).unwrap_or(isize::MAX);
        match self {
            Motion::Lines(by) => by,
            // A page keeps one line of what was there.
            Motion::Halves(by) if by.abs() == 2 => by.signum() * (height - 1).max(1),
            Motion::Halves(by) => by * (height / 2).max(1),
            Motion::Top => isize::MIN,
            Motion::Bottom => isize::MAX,
        }
    }

    /// Moves a list's cursor.
    pub fn apply(self, cursor: &mut Cursor, len: usize, height: usize) {
        let by = self.lines(height);
        match self {
            Motion::Halves(_) => cursor.page(by, len, height),
            Motion::Lines(_) => cursor.step(by, len, height),
            Motion::Top => cursor.select(0, len, height),
            Motion::Bottom => cursor.select(len.saturating_sub(1), len, height),
        }
    }
}

impl App {
    pub(super) fn go(&mut self, motion: Motion) {
        let heights = (self.list_height(), self.topics_height(), self.article_height());
        let popup_height = self.popup_height();
        match &mut self.popup {
            Some(Popup::Help(help)) => return help.scroll(motion.lines(popup_height), popup_height),
            Some(Popup::Picker(picker)) => {
                let len = picker.len();
                return motion.apply(&mut picker.cursor, len, popup_height);
            }
            Some(Popup::Problems(problems)) => {
                let len = problems.len();
                return motion.apply(&mut problems.cursor, len, popup_height);
            }
            Some(Popup::Links(links)) => {
                let most = self.detail.links().len().saturating_sub(popup_height);
                links.top = links.top.saturating_add_signed(motion.lines(popup_height)).min(most);
                return;
            }
            Some(Popup::Why(_)) => return self.scroll_why(motion.lines(popup_height)),
            Some(Popup::Naming(_) | Popup::Address { .. } | Popup::Confirm(_)) => return,
            None => {}
        }
        match self.panes.focus {
            Focus::Topics => {
                self.topics.go(heights.1, |cursor, len| motion.apply(cursor, len, heights.1));
                self.choose_topic();
            }
            Focus::List => self.articles.go(|cursor, len| motion.apply(cursor, len, heights.0)),
            Focus::Article => _ = self.detail.scroll_by(motion.lines(heights.2), heights.2),
        }
    }

    /// To the top or the bottom: in the list a way to come back from.
    pub(super) fn go_far(&mut self, motion: Motion) {
        if self.popup.is_none() && self.panes.focus == Focus::List {
            self.note_place();
        }
        if motion == Motion::Top && self.popup.is_none() && self.panes.focus == Focus::List && self.news().is_some() {
            self.wants_news = self.reading.is_some();
            if self.has_news() {
                return self.take_news_at_the_top();
            }
        }
        self.go(motion);
    }

    /// Moves in the list whatever has the keys.
    pub(super) fn go_in_list(&mut self, by: isize) {
        let height = self.list_height();
        self.articles.go(|cursor, len| Motion::Lines(by).apply(cursor, len, height));
    }

    /// The list shows what the sidebar's cursor stands on.
    pub(super) fn choose_topic(&mut self) {
        let leaves_search = self.listed_search().is_some();
        let is_on_front = self.articles.wants_front();
        let chosen = match self.topics.current() {
            Some(Entry::Front) if !is_on_front => None,
            Some(Entry::Choice { scope, .. }) if scope != self.articles.scope() || leaves_search || is_on_front => {
                Some(Ok(scope.clone()))
            }
            Some(Entry::Saved { search, .. }) if !self.lists(search) => Some(Err(search.clone())),
            _ => return,
        };
        if !self.walking {
            self.note_place();
        }
        self.walking = true;
        match chosen {
            None => self.list_front(),
            Some(Ok(scope)) => {
                // A search that is kept is a place of its own: one goes on from it without it.
                if leaves_search {
                    self.articles.clear_query();
                }
                self.articles.set_scope(scope);
                self.ask();
            }
            Some(Err(search)) => self.list_search(&search),
        }
    }

    /// To the next unread article, where there are marks; else to the next. Back, to the one before.
    fn go_on(&mut self, onward: bool) {
        match self.next_unread(true).filter(|_| onward) {
            Some(at) => {
                let height = self.list_height();
                self.articles.go(|cursor, len| cursor.select(at, len, height));
            }
            None => {
                let before = self.articles.cursor.selected();
                self.go_in_list(if onward { 1 } else { -1 });
                if onward && self.articles.cursor.selected() == before {
                    self.status = Some(Status::plain(match self.articles.is_front() {
                        true => "You are up to date. The rest is under All.",
                        false => "This is the last headline of the list.",
                    }));
                }
            }
        }
    }

    /// Pages the article; past its end the next one, before its beginning the one before. Where no article is in sight, it is shown.
    pub(super) fn read(&mut self, onward: bool) {
        if self.layout().article.is_none() {
            self.panes.focus = Focus::Article;
            return;
        }
        let height = self.article_height();
        let by = Motion::Halves(if onward { 2 } else { -2 }).lines(height);
        let moves = self.detail.scroll_by(by, height);
        if onward
            && self.detail.is_at_end(height)
            && let Some(row) = self.articles.selected().filter(|_| self.reads_on_the_selected())
        {
            self.note_seen(row);
        }
        if !moves {
            self.go_on(onward);
        }
    }
}
