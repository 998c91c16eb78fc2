//! What the tests share: a reader without a terminal, small stores, and the seeded corpus. It waits for nothing: every effect is carried out at once.

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_debug_implementations, reason = "all of it is a test")]

pub mod corpus;
pub mod daily;
pub mod desk;
pub mod front;
pub mod hostile;
pub mod pty;
pub mod telling;

use dateline::app::{
    Answer, App, Ask, Chosen, Clock, Effect, Event, Memory, Pointer, Preferences, Setup, Symbols, Tone, choose,
};
use dateline::config::{self, MarkRead, Paths, Search, searches};
use dateline::index::{self, Cache, Job, Ledgers, Report, Snapshot};
use dateline::input::{Key, Keymap};
use dateline::model::Timestamp;
use dateline::search::{self, Order, Request};
use dateline::store::marks::Moment;
use dateline::store::{Outcome, Stamp, Store, Want, sample};
use dateline::story::Shelf;
use dateline::theme::{Background, ColorLevel, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

/// What time it is in every headless test: Monday 2026-11-23, noon, UTC.
pub const NOW: Timestamp = Timestamp(1_795_435_200);

/// A reader without a terminal: keys in, screen out.
pub struct Reader {
    pub app: App,
    store: Option<Store>,
    /// Nothing is kept, unless a test says where.
    pub cache: Cache,
    size: (u16, u16),
    pub opened: Vec<String>,
    pub copied: Vec<String>,
    pub quit: bool,
    pub suspended: usize,
    /// Files opened in the editor, with their lines.
    pub edited: Vec<(PathBuf, u32)>,
    pub theme: Theme,
    /// The folder of the configuration: only searches and rules are kept in it.
    pub config: tempfile::TempDir,
    /// Where there are marks, what keeps them.
    pub marks: Option<Marks>,
    /// Where there are stories, what finds them.
    /// What was shown last.
    index: Option<Arc<index::Index>>,
    shelf: Option<Shelf>,
}

/// Marks as the loop keeps them, but that nothing is written.
pub struct Marks {
    ledgers: Ledgers,
    place: index::Place,
    /// Every step lasts a second.
    now: Moment,
    /// What would be in the journal.
    pub done: Vec<Arc<index::Done>>,
}

fn preferences(keymap: Keymap, symbols: Symbols, searches: Vec<Search>, mark_read: MarkRead) -> Preferences {
    Preferences {
        keymap: Arc::new(keymap),
        symbols,
        searches,
        mark_read,
        weights: config::Front::default().into(),
        rules: config::Rules::default(),
    }
}

impl Reader {
    /// Opens a store and reads it to the end.
    pub fn open(dir: &Path, size: (u16, u16)) -> Reader {
        let mut reader = Reader::unread(dir, size);
        reader.load();
        reader
    }

    /// Opens the sample.
    pub fn sample(size: (u16, u16)) -> Reader {
        Reader::open(sample_dir(), size)
    }

    /// A reader whose store has not been read yet.
    pub fn unread(dir: &Path, size: (u16, u16)) -> Reader {
        Reader::with_symbols(dir, size, Symbols::unicode())
    }

    pub fn with_symbols(dir: &Path, size: (u16, u16), symbols: Symbols) -> Reader {
        Reader::with(dir, size, symbols, Keymap::builtin(), Memory::default())
    }

    /// Opens a store where the reader left off, and reads it to the end.
    pub fn recalling(dir: &Path, size: (u16, u16), memory: Memory) -> Reader {
        let mut reader = Reader::with(dir, size, Symbols::unicode(), Keymap::builtin(), memory);
        reader.load();
        reader
    }

    /// One who has chosen what makes an article count as read.
    pub fn choosing(dir: &Path, size: (u16, u16), mark_read: MarkRead) -> Reader {
        Reader::made(dir, size, Symbols::unicode(), (Keymap::builtin(), mark_read), Memory::default())
    }

    pub fn with(dir: &Path, size: (u16, u16), symbols: Symbols, keymap: Keymap, memory: Memory) -> Reader {
        Reader::made(dir, size, symbols, (keymap, MarkRead::default()), memory)
    }

    fn made(
        dir: &Path,
        size: (u16, u16),
        symbols: Symbols,
        (keymap, mark_read): (Keymap, MarkRead),
        memory: Memory,
    ) -> Reader {
        let is_sample = dir == sample_dir();
        let store = Store::open(dir);
        let name = if is_sample { "Sample".to_owned() } else { store.as_ref().map_or("store".to_owned(), Store::name) };
        let app = App::new(Setup {
            store: name,
            sample: is_sample,
            preferences: preferences(keymap, symbols, Vec::new(), mark_read),
            order: Order::Newest,
            clock: Clock { now: NOW, zone: jiff::tz::TimeZone::UTC },
            size,
            warning: None,
            memory,
            doing: |_| {},
        });
        let mut reader = Reader {
            app,
            store: None,
            cache: Cache::none(),
            size,
            opened: Vec::new(),
            copied: Vec::new(),
            quit: false,
            suspended: 0,
            edited: Vec::new(),
            theme: Theme::builtin(Background::Dark, ColorLevel::True),
            config: tempfile::tempdir().unwrap(),
            marks: None,
            shelf: None,
            index: None,
        };
        match store {
            Ok(store) => reader.store = Some(store),
            Err(error) => reader.send(Event::StoreFailed(error.to_string())),
        }
        reader
    }

    /// Reads the store to the end.
    pub fn load(&mut self) {
        self.snapshots().into_iter().for_each(|snapshot| self.take_snapshot(snapshot));
    }

    /// Opens a store with marks, as on a first visit.
    pub fn marking(dir: &Path, size: (u16, u16)) -> Reader {
        let mut reader = Reader::unread(dir, size).with_marks(NOW);
        reader.load();
        reader
    }

    /// With marks, of which none is set; what was first seen after `since` is new.
    pub fn with_marks(mut self, since: Timestamp) -> Reader {
        let place =
            index::Place { store: "store".into(), since: Some(since), now: Some(NOW), ..index::Place::default() };
        let now = Moment::of(NOW);
        self.marks = Some(Marks { ledgers: Ledgers::default(), place, now, done: Vec::new() });
        self
    }

    fn take_snapshot(&mut self, snapshot: Snapshot) {
        if let Some(marks) = self.marks.as_mut().filter(|_| snapshot.whole)
            && marks.ledgers.open(&snapshot.index, &marks.place, &marks.done).is_some()
        {
            let first = marks.ledgers.first_visit(marks.now, true);
            let answer = match &first {
                Some(done) => Answer::first_visit(&marks.ledgers, done),
                None => Answer { marks: marks.ledgers.marks(), answered: None },
            };
            marks.done.extend(first.map(Arc::new));
            self.send(Event::Marks(answer));
        }
        self.index = Some(snapshot.index.clone());
        if snapshot.whole {
            self.find_stories(&snapshot.index);
        }
        self.send(Event::Snapshot(snapshot));
    }

    fn mark(&mut self, ask: Ask) {
        let marks = self.marks.as_mut().expect("nothing is marked where there are no marks");
        marks.now = Moment(marks.now.0 + 1_000_000);
        let (answer, done) = ask.answer(&mut marks.ledgers, marks.now);
        marks.done.extend(done.map(Arc::new));
        self.send(Event::Marks(answer));
    }

    /// What would be in the journal, a line each: verb and title.
    pub fn journal(&self) -> Vec<String> {
        let lines =
            self.marks.iter().flat_map(|marks| &marks.done).flat_map(|done| done.lines.split(|byte| *byte == b'\n'));
        let line = |line: &[u8]| {
            let line = String::from_utf8(line.to_vec()).unwrap();
            let mut parts = line.splitn(4, ' ').skip(1);
            let verb = parts.next()?.to_owned();
            let _id = parts.next();
            Some(format!("{verb} {}", parts.next().unwrap_or_default()).trim_end().to_owned())
        };
        lines.filter_map(line).collect()
    }

    /// Somebody stays in the article for two seconds.
    pub fn stay(&mut self) -> &mut Reader {
        let id = self.app.reads().expect("somebody is in an article");
        self.send(Event::Reads(id));
        self
    }

    /// All snapshots the loader gives, in turn.
    pub fn snapshots(&self) -> Vec<Snapshot> {
        self.told(index::load)
    }

    /// All snapshots that a look at the store gives, in turn.
    pub fn looked(&self, effect: Effect) -> Vec<Snapshot> {
        let Effect::Refresh { index, touched } = effect else { panic!("{effect:?}") };
        match index {
            None => self.snapshots(),
            Some(index) => self.told(|job| index::refresh(job, &index, &touched)),
        }
    }

    fn told(&self, work: impl FnOnce(&Job<'_>)) -> Vec<Snapshot> {
        let Some(store) = &self.store else { return Vec::new() };
        let snapshots = Mutex::new(Vec::new());
        let tell = |report| match report {
            Report::Snapshot(snapshot) => snapshots.lock().unwrap().push(snapshot),
            Report::Folders(_) => {}
            other => panic!("{other:?}"),
        };
        let stop = AtomicBool::new(false);
        work(&Job { store, cache: &self.cache, threads: 2, stop: &stop, clock: Stamp::clock, tell: &tell });
        snapshots.into_inner().unwrap()
    }

    /// One event, and everything that follows from it.
    pub fn send(&mut self, event: Event) {
        for effect in self.app.update(event) {
            self.run(effect);
        }
    }

    pub fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Search(request) => {
                let mut found = Vec::new();
                let texts = self.store.as_ref().filter(|_| request.query.looks_into_texts());
                let store = texts.map(|store| Arc::new(Store::open(store.root()).unwrap()));
                let request = Request { store, ..request };
                search::run(&request, &|| false, &mut |results| found.push(results));
                found.into_iter().for_each(|results| self.send(Event::Results(results)));
            }
            Effect::Read { id, path } => {
                let article = self.article(&path);
                self.send(Event::Article(id, article));
            }
            Effect::Open(target) => {
                self.send(Event::Said(Tone::Plain, format!("Opened {target}")));
                self.opened.push(target);
            }
            Effect::OpenArticle(path) => self.with_address(&path, |_, target| Effect::Open(target)),
            Effect::CopyArticle { path, with_title: false } => {
                self.with_address(&path, |_, target| Effect::Copy(target))
            }
            Effect::CopyArticle { path, with_title: true } => {
                self.with_address(&path, |article, target| Effect::Copy(format!("{}\n{target}", article.title)));
            }
            Effect::Hunt(hunt) => self.send(Event::Hunted(hunt.run(&|| false))),
            Effect::Edit { path, line } => {
                self.edited.push((path, line));
                self.send(Event::Edited { changed: true });
            }
            Effect::Refresh { .. } => {
                self.looked(effect).into_iter().for_each(|snapshot| self.take_snapshot(snapshot));
            }
            Effect::Copy(text) => self.copied.push(text),
            Effect::Count(count) => {
                let counted = count.run(&|| false).unwrap();
                self.send(Event::Counted(counted));
            }
            Effect::Keep(edit, way) => {
                let outcome = searches::change(&self.searches_file(), &edit).map_err(|error| format!("{error}."));
                self.send(Event::Kept(edit, way, outcome));
            }
            Effect::Rule(edit, way) => self.rule(edit, way),
            Effect::Mark(ask) => self.mark(ask),
            Effect::Quit | Effect::QuitAnyway => self.quit = true,
            Effect::Suspend => self.suspended += 1,
            Effect::Redraw => {}
        }
    }

    pub fn searches_file(&self) -> PathBuf {
        self.config.path().join("searches.toml")
    }

    /// Writes the file of searches, and takes it in as the loop does.
    pub fn write_searches(&mut self, text: &str) {
        std::fs::write(self.searches_file(), text).unwrap();
        let (searches, errors) = self.paths().searches();
        assert_eq!(errors, []);
        let all = preferences(Keymap::builtin(), Symbols::unicode(), searches, MarkRead::default());
        self.send(Event::Configured(Box::new(all)));
    }

    fn paths(&self) -> Paths {
        let home = |name: &str| (name == "HOME").then(|| "/h".into());
        Paths { config: self.config.path().to_owned(), ..Paths::from_env(home).unwrap() }
    }

    fn article(&self, path: &Path) -> Result<Box<dateline::model::Article>, dateline::model::Note> {
        match self.store.as_ref().expect("a store is open").article(path, Want::Whole) {
            Outcome::Shown(parsed) => Ok(Box::new(parsed.article)),
            Outcome::Skipped(note) => Err(note),
        }
    }

    fn with_address(&mut self, path: &Path, act: fn(&dateline::model::Article, String) -> Effect) {
        match self.article(path).map(|article| (choose(&article), article)) {
            Ok((Chosen::Address(target), article)) => self.run(act(&article, target)),
            Ok((Chosen::None(why), _)) => self.send(Event::Said(Tone::Warning, why)),
            Err(note) => self.send(Event::Said(Tone::Error, note.message)),
        }
    }

    /// Types a script: letters as they stand, other keys as `<Enter>`, `<C-d>`, `<lt>` for `<`.
    pub fn keys(&mut self, script: &str) -> &mut Reader {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let (name, len) = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                Some(("lt", _)) => ("<".to_owned(), 4),
                Some((name, _)) => (name.to_owned(), name.len() + 2),
                None if c == ' ' => ("Space".to_owned(), 1),
                None => (c.to_string(), c.len_utf8()),
            };
            let key: Key = name.parse().unwrap_or_else(|_| panic!("{name:?} is no key"));
            self.send(Event::Key(key));
            rest = &rest[len..];
        }
        self
    }

    /// What stands for a moment after a key that begins others.
    pub fn linger(&mut self) -> &mut Reader {
        assert!(self.app.lingers(), "nothing is waited for");
        self.send(Event::Linger);
        self
    }

    pub fn click(&mut self, x: u16, y: u16) -> &mut Reader {
        self.send(Event::Pointer(Pointer::Click { x, y }));
        self
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Reader {
        self.size = (width, height);
        self.send(Event::Resize { width, height });
        self
    }

    pub fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        dateline::ui::draw(&self.app.view(), &self.theme, &mut buffer);
        buffer
    }

    /// The screen as text, a line each, blanks at the ends of lines dropped.
    pub fn screen(&self) -> String {
        text_of(&self.buffer())
    }

    /// The line of the screen that holds `text`.
    pub fn line_with(&self, text: &str) -> Option<String> {
        self.screen().lines().find(|line| line.contains(text)).map(str::to_owned)
    }

    /// The line with the selection's bar in the list.
    pub fn selected(&self) -> String {
        let screen = self.screen();
        screen
            .lines()
            .filter_map(|line| line.rsplit_once('▌'))
            .map(|(_, row)| row.to_owned())
            .next_back()
            .unwrap_or_default()
    }

    /// A folder for one test has a name of its own.
    pub fn store_name(&self) -> String {
        self.store.as_ref().map(Store::name).unwrap_or_default()
    }

    pub fn last_line(&self) -> String {
        self.screen().lines().last().unwrap_or_default().trim().to_owned()
    }
}

/// A buffer's text; the second cell of a wide character is left out.
pub fn text_of(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip > 0 {
                skip -= 1;
                continue;
            }
            skip = dateline::model::cells::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A blank terminal's grid.
pub fn grid(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
}

/// The sample, unpacked once for the whole test binary.
pub fn sample_dir() -> &'static Path {
    static DIR: std::sync::OnceLock<(tempfile::TempDir, PathBuf)> = std::sync::OnceLock::new();
    &DIR.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = sample::unpack(dir.path()).unwrap();
        (dir, path)
    })
    .1
}

/// A store made for one test.
pub struct Made {
    pub dir: tempfile::TempDir,
}

impl Made {
    pub fn new() -> Made {
        Made { dir: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Writes a file of the store.
    pub fn file(self, path: &str, text: &str) -> Made {
        let path = self.dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// Writes an article: `front` is its front matter's lines.
    pub fn article(self, path: &str, front: &str) -> Made {
        self.file(path, &format!("---\n{front}\n---\n"))
    }
}
