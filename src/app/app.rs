//! The whole state of a reader's screen. What happens to it stands in `update` and its neighbours; what is seen of it in `view`.

use super::articles::Articles;
use super::dates::Clock;
use super::detail::Detail;
use super::event::Effect;
use super::fresh::{Reading, Why};
use super::front::Front;
use super::marking::Marking;
use super::memory::Memory;
use super::panes::{Layout, Panes};
use super::popup::Popup;
use super::preferences::Preferences;
use super::saved::Saved;
use super::search_bar::{History, SearchBar};
use super::splits::Edge;
use super::status::Status;
use super::stories::Telling;
use super::symbols::Symbols;
use super::topics::Topics;
use super::trail::Trail;
use super::undo::Undo;
use crate::index::{Changes, Index, Touched};
use crate::input::{Key, Keymap};
use crate::model::ArticleId;
use crate::search::Order;
use std::sync::Arc;

/// What an app starts with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The store's name, cleaned.
    pub store: String,
    /// The embedded sample is shown: say so, and how to open another store.
    pub sample: bool,
    pub preferences: Preferences,
    pub order: Order,
    pub clock: Clock,
    /// Screen columns and rows.
    pub size: (u16, u16),
    /// What is wrong with the configuration, to be said at the start.
    pub warning: Option<String>,
    /// Where the reader left off.
    pub memory: Memory,
    /// Told of every action before it is done.
    pub doing: fn(&'static str),
}

/// The state behind the screen.
#[derive(Debug)]
pub struct App {
    pub(super) store: String,
    pub(super) sample: bool,
    pub(super) keymap: Arc<Keymap>,
    pub(super) symbols: Symbols,
    pub(super) clock: Clock,
    /// The newest index; the list may still show an older one.
    pub(super) index: Arc<Index>,
    pub(super) reading: Option<Reading>,
    /// The store is to be looked at once more when that is done.
    pub(super) next: Option<(Why, Touched)>,
    /// What has changed in the store and is not listed yet.
    pub(super) news: Changes,
    /// What else a watched store is known to have, of which there is no index yet.
    pub(super) coming: Changes,
    /// The reader went to the top for it.
    pub(super) wants_news: bool,
    /// A search for the next match is on its way.
    pub(super) hunts: bool,
    /// The store's folder is there no longer; what is listed is what was read of it.
    pub(super) gone: bool,
    /// Why there is no store to read.
    pub(super) failed: Option<String>,
    pub(super) panes: Panes,
    pub(super) topics: Topics,
    pub(super) saved: Saved,
    pub(super) marking: Marking,
    pub(super) telling: Telling,
    pub(super) front: Front,
    pub(super) articles: Articles,
    pub(super) detail: Detail,
    pub(super) bar: Option<SearchBar>,
    pub(super) popup: Option<Popup>,
    /// The keys of an unfinished sequence.
    pub(super) pending: Vec<Key>,
    /// What may follow `pending` is shown.
    pub(super) menu: bool,
    pub(super) start_order: Order,
    pub(super) doing: fn(&'static str),
    pub(super) trail: Trail,
    pub(super) undo: Undo,
    /// The list's scope was last changed by walking through the topics: one way, one place.
    pub(super) walking: bool,
    pub(super) history: History,
    /// The matches of the last search are lit in a list of more than those.
    pub(super) hunting: bool,
    /// The line between panes that the mouse holds.
    pub(super) dragging: Option<Edge>,
    /// The article that had the keys when the reader left, until it stands in the list again or the reader has done something else.
    pub(super) resume_reading: Option<ArticleId>,
    /// The store has been read whole at least once.
    pub(super) loaded: bool,
    pub(super) status: Option<Status>,
    pub(super) effects: Vec<Effect>,
    pub(super) dirty: bool,
}

impl App {
    pub fn new(setup: Setup) -> App {
        let Preferences { keymap, symbols, searches, mark_read, weights, rules } = setup.preferences;
        let mut app = App {
            store: setup.store,
            sample: setup.sample,
            keymap,
            symbols,
            clock: setup.clock,
            index: Arc::default(),
            reading: Some(Reading::begun(Why::Start)),
            next: None,
            news: Changes::default(),
            coming: Changes::default(),
            wants_news: false,
            hunts: false,
            gone: false,
            failed: None,
            panes: Panes::new(setup.size.0, setup.size.1),
            topics: Topics::default(),
            saved: Saved::new(searches),
            marking: Marking::new(mark_read),
            telling: Telling::new(rules.apart),
            front: Front::new(weights, rules.tastes, setup.memory.edition.clone()),
            articles: Articles::new(setup.order),
            detail: Detail::default(),
            bar: None,
            popup: None,
            pending: Vec::new(),
            menu: false,
            start_order: setup.order,
            doing: setup.doing,
            trail: Trail::default(),
            undo: Undo::default(),
            walking: false,
            history: History::new(setup.memory.history.clone()),
            hunting: false,
            dragging: None,
            resume_reading: None,
            loaded: false,
            status: setup.warning.map(Status::warning),
            effects: Vec::new(),
            dirty: true,
        };
        app.show_searches();
        app.recall_place(setup.memory);
        app
    }

    /// Whether anything changed since the last call: the screen must be drawn.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// Nothing of the store is there yet: what was kept of it may be any moment.
    pub fn begins(&self) -> bool {
        !self.loaded && self.index.is_empty() && self.failed.is_none() && self.reading.is_some_and(|r| r.read == 0)
    }

    /// An answer to the last key is on its way: drawing may wait a moment for it.
    pub fn awaits(&self) -> bool {
        self.begins()
            || (self.articles.unanswered() && (self.reading.is_none() || self.loaded))
            || self.detail.waiting()
            || self.marking.asked > 0
    }

    pub(super) fn layout(&self) -> Layout {
        let mut layout = self.panes.layout();
        // Where no blank line is under the box, the list makes room for what is told there.
        if let (Some(heading), Some(list)) = (layout.heading, &mut layout.list)
            && self.has_below_box()
            && list.y == heading.y + 1
            && list.height > 1
        {
            (list.y, list.height) = (list.y + 1, list.height - 1);
        }
        layout
    }

    /// Rows of the list in sight, at least one.
    pub(super) fn list_height(&self) -> usize {
        self.layout().list.map_or(1, |area| usize::from(area.height)).max(1)
    }

    pub(super) fn topics_height(&self) -> usize {
        self.layout().topics.map_or(1, |area| usize::from(area.height)).max(1)
    }

    pub(super) fn article_height(&self) -> usize {
        self.layout().article.map_or(1, |area| usize::from(area.height)).max(1)
    }

    /// Asks for the rows of the present scope, query and order.
    pub(super) fn ask(&mut self) {
        if self.ask_for_front() {
            return;
        }
        if self.has_news() {
            self.adopt();
        }
        let request = self.articles.request(&self.index, &self.marking, &self.telling, &self.clock);
        match request.at_once() {
            Some(results) => {
                let height = self.list_height();
                self.articles.take(results, height);
            }
            None => self.effects.push(Effect::Search(request)),
        }
    }
}
