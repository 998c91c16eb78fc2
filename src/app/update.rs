//! One event in, effects out. The dispatch stands here; what a key means stands in `keys` and `act`.

use super::app::App;
use super::event::{Effect, Event, Tone};
use super::fresh::Why;
use super::panes::Focus;
use super::popup::Popup;
use super::status::Status;

impl App {
    /// Takes one event in and gives what is to be done outside.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Time(now) => {
                self.clock.now = now;
                self.count_by_the_day();
                return Vec::new();
            }
            Event::Key(key) => {
                self.resume_reading = None;
                self.note_move();
                self.key(key);
            }
            Event::Pointer(pointer) => {
                self.note_move();
                self.pointer(pointer);
            }
            Event::Paste(text) => self.paste(&text),
            Event::Resize { width, height } => {
                (self.panes.width, self.panes.height) = (width, height);
                self.dragging = None;
            }
            Event::Snapshot(snapshot) => self.take_snapshot(snapshot),
            Event::StoreFailed(why) => {
                (self.reading, self.front.next) = (None, false);
                self.failed = Some(why);
            }
            Event::StoreThere(there) => {
                self.gone = !there;
                (self.reading, self.next, self.front.next) = (None, None, false);
                // What was said before is of a store that is not there.
                self.status = None;
                if there {
                    self.detail.read_again();
                    self.refresh(Why::Needed);
                }
            }
            Event::StoreTouched(touched) => self.look(Why::Watched, touched),
            Event::Results(results) => {
                let height = self.list_height();
                if !self.articles.take(results, height) {
                    return Vec::new();
                }
            }
            Event::Article(id, article) => {
                if !self.detail.take(id, article, &self.clock, &self.keymap) {
                    return Vec::new();
                }
            }
            Event::Hunted(quarry) => {
                self.hunts = false;
                self.take_quarry(quarry);
            }
            Event::Linger => self.linger(),
            Event::Edited { changed } => {
                self.detail.read_again();
                if changed {
                    self.refresh(Why::Needed);
                }
            }
            Event::NotOpened { target, why } => self.popup = Some(Popup::Address { target, why }),
            Event::Counted(counted) => {
                if !self.take_counted(counted) {
                    return Vec::new();
                }
            }
            Event::Kept(edit, way, outcome) => {
                self.take_kept(edit, way, outcome);
                self.file_changed();
            }
            Event::Ruled(edit, way, outcome) => {
                self.take_ruled(edit, way, outcome);
                self.file_changed();
            }
            Event::Configured(preferences) => self.take_preferences(*preferences),
            Event::Stories(index, stories) => self.take_stories(&index, stories),
            Event::Marks(answer) => {
                self.take_marks(answer);
                self.front_by_marks();
            }
            Event::Earlier(steps) => {
                self.take_earlier(steps);
                return Vec::new();
            }
            Event::MarksKept(kept) => {
                if !self.take_marks_kept(kept) {
                    return Vec::new();
                }
            }
            Event::NotQuit(why) => {
                self.marking.unsaved = Some(why);
                self.quit();
            }
            Event::Reads(id) => self.take_reads(id),
            Event::Said(tone, text) => {
                self.status = Some(match tone {
                    Tone::Plain => Status::plain(text),
                    Tone::Warning => Status::warning(text),
                    Tone::Error => Status::error(text),
                });
            }
        }
        self.dirty = true;
        self.follow();
        std::mem::take(&mut self.effects)
    }

    fn paste(&mut self, text: &str) {
        if self.box_line().is_some_and(|line| line.paste(text)) {
            self.typed();
        }
    }

    /// The panes after the change: cursors in their windows, the selected article in the article pane.
    fn follow(&mut self) {
        self.walking &= self.panes.focus == Focus::Topics;
        self.follow_search();
        self.follow_reader();
        let selected = self.articles.selected().map(|row| self.articles.index().id(row));
        if selected.is_some() && self.resume_reading.take_if(|id| Some(*id) == selected).is_some() {
            self.panes.focus = Focus::Article;
        }
        let (list, topics) = (self.list_height(), self.topics_height());
        self.articles.fit(list);
        self.topics.cursor.fit(self.topics.entries().len(), topics);
        if self.layout().article.is_none() {
            return;
        }
        let Some(row) = self.articles.selected() else {
            self.detail.clear();
            return;
        };
        let index = self.articles.index();
        if self.detail.show(index, row, &self.clock) {
            self.effects.push(Effect::Read { id: index.id(row), path: index.path(row).to_owned() });
        }
        self.set_page();
        let height = self.article_height();
        self.detail.scroll_by(0, height);
        // Where that wanted more of the text.
        self.set_page();
    }
}
