//! The store while one reads in it: how far it is read, what has changed in it and waits to be seen. It reads nothing itself.

use super::app::App;
use super::event::Effect;
use super::popup::Popup;
use super::status::{Status, plural};
use crate::index::{Changes, Index, Snapshot, Touched};
use std::sync::Arc;

/// How far the store has been read, or looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub read: usize,
    pub listed: usize,
    /// Files in a second.
    pub rate: usize,
    pub why: Why,
}

/// Why the store is looked at: the later ones go before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It was seen to change. What comes of it is announced, and waits.
    Watched,
    /// The reader has begun.
    Start,
    /// Something the reader did changed it, or it is back.
    Needed,
    /// The reader wants to know.
    Asked,
}

impl Reading {
    pub fn begun(why: Why) -> Reading {
        Reading { read: 0, listed: 0, rate: 0, why }
    }
}

impl App {
    /// Looks at the store again; what is listed stays until that is done. While it is being looked at, afterwards.
    pub(super) fn look(&mut self, why: Why, touched: Touched) {
        if self.reading.is_some() {
            self.next = Some(match self.next.take() {
                None => (why, touched),
                Some((before, waiting)) => (before.max(why), both(waiting, touched)),
            });
            return;
        }
        self.reading = Some(Reading::begun(why));
        let index = self.loaded.then(|| self.index.clone());
        self.effects.push(Effect::Refresh { index, touched });
    }

    /// As [`App::look`], at everything.
    pub(super) fn refresh(&mut self, why: Why) {
        self.look(why, Touched::Everything);
    }

    pub(super) fn take_snapshot(&mut self, snapshot: Snapshot) {
        let Snapshot { index, whole, read, rate, listed, changes, done } = snapshot;
        let why = self.reading.map_or(Why::Start, |reading| reading.why);
        self.reading = (!done).then_some(Reading { read, listed, rate, why });
        // A store that was shown whole stays as it was until it has been read again.
        self.coming = if done || why != Why::Watched { Changes::default() } else { changes };
        // What was announced is told with the rest, whatever is taken in now.
        let announced = self.news;
        let is_shown = whole || !self.loaded;
        let is_other = is_shown && !Arc::ptr_eq(&self.index, &index);
        if is_other {
            self.take_index(index, whole, why, changes);
        }
        if done {
            self.wants_news = false;
            self.gone = false;
            self.after_looking(why, changes, announced);
        }
    }

    fn take_index(&mut self, index: Arc<Index>, whole: bool, why: Why, changes: Changes) {
        let first = !self.loaded;
        self.index = index;
        // What stands before the reader does not move by itself.
        if !first && why == Why::Watched {
            self.news = sum(self.news, changes);
            if self.wants_news && self.articles.cursor.selected() == 0 {
                self.take_news_at_the_top();
            }
            return;
        }
        self.adopt();
        if first && whole {
            self.loaded = true;
            self.settle();
            self.count_searches();
            let earlier = std::mem::take(&mut self.marking.earlier);
            self.take_earlier(earlier);
        }
        if !first {
            // What was read of the article before may be another now.
            self.detail.read_again();
        }
        if why == Why::Start && changes != Changes::default() {
            self.front_of_the_start();
        }
        self.articles.reindex(!first && why != Why::Start);
        self.ask();
    }

    /// What stands around the list follows the newest index.
    pub(super) fn adopt(&mut self) {
        self.news = Changes::default();
        self.panes.headlines = self.index.len();
        let totals = self.index.totals();
        self.panes.bodies = totals.bodies * 2 > totals.articles;
        let height = self.topics_height();
        self.topics.rebuild(&self.index, height);
        self.count_searches();
        if let Some(Popup::Problems(problems)) = &mut self.popup {
            problems.reindex(&self.index, &self.clock);
        }
        let height = self.popup_height();
        if let Some(Popup::Problems(problems)) = &mut self.popup {
            let len = problems.len();
            problems.cursor.fit(len, height);
        }
    }

    fn after_looking(&mut self, why: Why, changes: Changes, announced: Changes) {
        if let Some((why, touched)) = self.next.take() {
            return self.look(why, touched);
        }
        if why == Why::Start {
            // Since the last time: above, where one is held to where one left off.
            self.status = says(changes).map(|says| Status::plain(format!("{says}."))).or(self.status.take());
        }
        if why == Why::Asked {
            let all = sum(changes, announced);
            if std::mem::take(&mut self.front.next) && self.articles.wants_front() {
                return self.next_edition(all);
            }
            if self.has_news() {
                self.take_news();
            }
            self.status = Some(Status::plain(match says(all) {
                Some(says) => format!("{says}."),
                None => "Nothing has changed.".to_owned(),
            }));
        }
    }

    /// The list is older than what is known of the store.
    pub(super) fn has_news(&self) -> bool {
        self.news != Changes::default()
    }

    /// Takes in what was announced; the selected article keeps its line.
    fn take_news(&mut self) {
        self.detail.read_again();
        self.articles.reindex(true);
        self.ask();
    }

    /// Shows the list from its top, with what was announced.
    pub(super) fn take_news_at_the_top(&mut self) {
        self.detail.read_again();
        self.articles.go_to_the_top();
        self.ask();
    }

    /// What waits to be seen, in a word or two: `12 new`.
    pub(super) fn news(&self) -> Option<String> {
        let Changes { new, changed, gone } = sum(self.news, self.coming);
        match (new, changed + gone) {
            (0, 0) => None,
            (0, changed) => Some(format!("{} changed", super::status::count(changed))),
            (new, _) => Some(format!("{} new", super::status::count(new))),
        }
    }
}

fn sum(a: Changes, b: Changes) -> Changes {
    Changes { new: a.new + b.new, changed: a.changed + b.changed, gone: a.gone + b.gone }
}

/// `12 new, 3 changed, 1 gone`, as far as there are any.
pub(super) fn says(changes: Changes) -> Option<String> {
    let Changes { new, changed, gone } = changes;
    let part = |count: usize, what: &str| (count > 0).then(|| plural(count, what, what));
    let parts: Vec<String> =
        [part(new, "new"), part(changed, "changed"), part(gone, "gone")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn both(a: Touched, b: Touched) -> Touched {
    match (a, b) {
        (Touched::Files(mut a), Touched::Files(b)) => {
            a.extend(b);
            a.sort_unstable();
            a.dedup();
            Touched::Files(a)
        }
        _ => Touched::Everything,
    }
}
