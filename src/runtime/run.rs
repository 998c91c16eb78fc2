//! The event loop: receive, drain, update, effects, draw if something changed. No ticks: while nothing happens, nothing runs.

use super::browser::{Browser, Launch};
use super::counter::Counter;
use super::editor::Editor;
use super::effects::{After, Hands};
use super::input::Input;
use super::jobs::{AtWork, FIRST_FRAME, Reader, Source};
use super::keeper::{Keep, Keeper, apart};
use super::marker::Marker;
use super::report;
use super::scribe::{Desk, Scribe};
use super::signals::Signals;
use super::teller::Teller;
use super::terminal::Terminal;
use super::watch::watch;
use super::watching::Watching;
use crate::app::{App, Clock, Effect, Event, Memory, Preferences, Setup, Tone};
use crate::config::Rules;
use crate::index::{Cache, Place};
use crate::model::{ArticleId, Timestamp};
use crate::search::{Order, Worker};
use crate::store::Store;
use crate::theme::Theme;
use anyhow::Context as _;
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use jiff::tz::TimeZone;
use signal_hook::consts::SIGHUP;
use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Changes within this time of a frame share the next one, but for those that a key made.
const FRAME: Duration = Duration::from_millis(8);
/// How long a frame waits for an answer that is on its way, so that a key is answered in one piece.
const ANSWER: Duration = Duration::from_millis(5);

/// How long the first frame waits for what was kept of the store: one of nothing would only put off the next.
const BEGINNING: Duration = Duration::from_millis(12);

/// How long a key that begins others stands alone before what may follow is shown.
const LINGER: Duration = Duration::from_millis(300);

/// How long somebody is in an article until it is read.
const READS: Duration = Duration::from_secs(2);

/// What a terminal answers that is there no longer, on Linux and macOS.
const EIO: i32 = 5;

/// What comes through the one channel.
#[derive(Debug)]
pub enum Message {
    App(Event),
    /// From keyboard or mouse; `None` where it means nothing to the app.
    Input(Option<Event>),
    /// An effect that a job leads to.
    Do(Effect),
    /// A browser needs the terminal; behind it those to try where it fails, and why others failed.
    Browse {
        target: String,
        launch: Launch,
        rest: Vec<Result<Launch, String>>,
        reasons: Vec<String>,
    },
    /// The configuration was changed.
    Configured(Box<Result<Configured, String>>),
    /// Nothing needs the keyboard any more: it is read again.
    Release,
    Terminated(i32),
    Continued,
    TerminalGone,
}

impl Message {
    /// What it is, for a report: no more than the kind.
    fn name(&self) -> &'static str {
        match self {
            Message::App(Event::Snapshot(_)) => "[snapshot]",
            Message::App(Event::Results(_)) => "[results]",
            Message::App(Event::Article(..)) => "[article]",
            Message::App(_) => "[answer]",
            Message::Input(Some(Event::Resize { .. })) => "[resize]",
            Message::Input(Some(Event::Pointer(_))) => "[pointer]",
            Message::Input(_) => "[key]",
            Message::Do(_) => "[effect]",
            Message::Browse { .. } => "[browser]",
            Message::Configured(_) => "[configuration]",
            Message::Release => "[release]",
            Message::Terminated(_) | Message::Continued => "[signal]",
            Message::TerminalGone => "[terminal gone]",
        }
    }
}

/// What the configuration says, of what can change while the reader runs.
#[derive(Debug, Clone)]
pub struct Configured {
    pub preferences: Preferences,
    pub theme: Theme,
    pub mouse: bool,
    /// The browser command.
    pub browser: Option<String>,
    /// Programs that need the terminal, by the names of their files.
    pub terminal_browsers: Vec<String>,
    /// The editor command.
    pub editor: Option<String>,
    /// What is said of articles.
    pub rules: Rules,
    /// What is not quite right with it.
    pub warning: Option<String>,
}

impl Configured {
    fn browser(&self) -> Browser {
        Browser::new(self.browser.as_deref(), &self.terminal_browsers, variable)
    }

    fn editor(&self) -> Editor {
        Editor::new(self.editor.as_deref(), variable)
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Reads the configuration; the error is a sentence.
type Configure = Box<dyn Fn() -> Result<Configured, String> + Send>;

/// What the loop is started with.
pub struct Options {
    /// The store's name, cleaned.
    pub name: String,
    pub sample: bool,
    /// Opens the store, on a thread of the loop's; the error is for the reader.
    pub open: Box<dyn FnOnce() -> Result<Store, String> + Send>,
    /// Where its index is kept.
    pub cache: Cache,
    /// The store is watched.
    pub watch: bool,
    pub configured: Configured,
    /// Reads the configuration again; an error is a sentence, and then all stays as it is.
    pub configure: Configure,
    /// Changes the searches that are kept, and the rules.
    pub keep: Keep,
    /// The folders of the configuration.
    pub watched: Vec<PathBuf>,
    pub order: Order,
    /// Where the marks of the store are.
    pub marks: Place,
    /// Where what is marked is written; without it marks last as long as the reader.
    pub journal: Option<Desk>,
    /// The folder for reports.
    pub state: PathBuf,
    pub memory: Memory,
    /// Keeps what is to be remembered, when the reader ends.
    pub remember: Box<dyn FnOnce(Memory)>,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("name", &self.name).field("sample", &self.sample).finish_non_exhaustive()
    }
}

/// Runs until the reader quits. The signal that ended it, if one did.
pub fn run(options: Options) -> anyhow::Result<Option<i32>> {
    report::on_panic(options.state);
    let (to, messages) = unbounded();
    // First of all: while the terminal is set up the store is opened.
    let watch = Watching::new(options.watch);
    let (undrawn, drawn) = bounded(0);
    let (store, there, at_work): (_, _, Arc<AtWork>) = Default::default();
    let words = Marker::words();
    let scribe = match options.journal {
        Some(desk) => Scribe::start(desk, drawn.clone(), words.0.clone(), to.clone()),
        None => Scribe::none(),
    };
    let journals = options.marks.folder.clone();
    let marker = Marker::start(words, options.marks, scribe.clone(), drawn.clone(), to.clone());
    let apart = apart(&options.configured.rules);
    let stories = Teller::start((options.cache.clone(), apart), at_work.clone(), drawn.clone(), to.clone());
    let (cache, working, marks) = (options.cache, at_work.clone(), marker.clone());
    let source = Source { store, cache, watch, to: to.clone(), there, drawn, at_work: working, marks, stories };
    source.clone().load(options.open);
    let terminal = Terminal::enter(options.configured.mouse).context("the terminal could not be set up")?;
    let app = App::new(Setup {
        store: options.name,
        sample: options.sample,
        preferences: options.configured.preferences.clone(),
        order: options.order,
        clock: Clock { now: now(), zone: zone() },
        size: terminal.size()?,
        warning: options.configured.warning.clone(),
        memory: options.memory,
        doing: report::doing,
    });
    let signals = Signals::start(to.clone()).context("signals can’t be listened to")?;
    let results = to.clone();
    let hands = Hands {
        searcher: Worker::start(move |found| drop(results.send(Message::App(Event::Results(found)))))
            .context("no thread to search on")?,
        reader: Reader::start(source.store.clone(), to.clone()),
        counter: Counter::start(source.drawn.clone(), to.clone()),
        keeper: Keeper::start(options.keep, source.stories.clone(), at_work.clone(), to.clone()),
        marker: marker.clone(),
        scribe: scribe.clone(),
        browser: options.configured.browser(),
        editor: options.configured.editor(),
        source,
        signals,
        to: to.clone(),
    };
    let configuration = (options.watched, options.configure);
    watch_own(configuration, journals.map(|folder| (folder, marker.clone())), hands.source.drawn.clone(), to.clone());
    let input = Input::start(to);
    input.next();
    let undrawn = Some(undrawn);
    let mut running = Loop { app, terminal, theme: options.configured.theme, hands, input, held: false, undrawn };
    let ended = running.turn(&messages);
    let memory = running.app.memory();
    // The terminal is given back first.
    drop(running);
    if let Err(why) = scribe.flush() {
        tracing::error!("marks were not saved: {why}");
    }
    at_work.end();
    marker.keep();
    (options.remember)(memory);
    match ended {
        Err(error) if is_gone(&error) => Ok(Some(SIGHUP)),
        ended => ended,
    }
}

/// Watches the files of the configuration and the folder of the journals: what is edited, and what another reader marks, or another
/// machine, is taken in at once. On a thread of its own: nobody waits for the watches.
fn watch_own(
    (files, configure): (Vec<PathBuf>, Configure),
    journals: Option<(PathBuf, Marker)>,
    drawn: Receiver<Infallible>,
    to: Sender<Message>,
) {
    std::thread::spawn(move || {
        let changed =
            || files.iter().map(|file| file.metadata().and_then(|what| what.modified()).ok()).collect::<Vec<_>>();
        let before = changed();
        // The processors are the first frame's until it stands.
        let _closed = drawn.recv_timeout(FIRST_FRAME);
        if changed() != before {
            let _ = to.send(Message::Configured(Box::new(configure())));
        }
        let watching = watch(files, move || drop(to.send(Message::Configured(Box::new(configure())))));
        if let Err(error) = watching {
            tracing::warn!("the configuration can't be watched: {error}");
        }
        let Some((folder, marker)) = journals else { return };
        let told = marker.clone();
        if let Err(error) = watch(vec![folder], move || told.look()) {
            tracing::warn!("the journals of marks can't be watched: {error}");
        }
        // What was said before they were.
        marker.look();
    });
}

/// The terminal took no more: it has gone, and the signal that says so may still be on its way.
fn is_gone(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe || error.raw_os_error() == Some(EIO))
}

struct Loop {
    app: App,
    terminal: Terminal,
    theme: Theme,
    hands: Hands,
    input: Input,
    /// The keyboard is not read, until it is released.
    held: bool,
    /// Until the first frame is drawn.
    undrawn: Option<Sender<Infallible>>,
}

/// Why the loop ends.
enum End {
    Quit,
    Signal(i32),
}

impl Loop {
    fn turn(&mut self, messages: &Receiver<Message>) -> anyhow::Result<Option<i32>> {
        // Since when there is something to draw: the first frame, which may wait a moment for the store.
        let mut changed = Some(Instant::now());
        let mut drawn: Option<Instant> = None;
        // Since when keys wait for others.
        let mut lingers: Option<Instant> = None;
        // Which article somebody is in, and since when.
        let mut reads: Option<(ArticleId, Instant)> = None;
        loop {
            let frame = changed.map(|since| self.due(drawn, since));
            let menu = lingers.map(|since| since + LINGER);
            let read = reads.map(|(_, since)| since + READS);
            let first = match frame.into_iter().chain(menu).chain(read).min() {
                None => Some(messages.recv()?),
                Some(due) => messages.recv_deadline(due).ok(),
            };
            self.app.update(Event::Time(now()));
            if menu.is_some_and(|due| first.is_none() && Instant::now() >= due) {
                self.app.update(Event::Linger);
            }
            if let Some((id, since)) = reads.filter(|(_, since)| Instant::now() >= *since + READS) {
                tracing::debug!("somebody is in an article since {:?}", since.elapsed());
                let effects = self.app.update(Event::Reads(id));
                self.carry_out(effects, false)?;
            }
            for message in first.into_iter().chain(messages.try_iter()) {
                if matches!(message, Message::Input(_)) {
                    drawn = None;
                }
                match self.take(message)? {
                    None => {}
                    Some(End::Quit) => return Ok(None),
                    Some(End::Signal(signal)) => return Ok(Some(signal)),
                }
            }
            reads = match (self.app.reads(), reads) {
                (Some(id), Some((before, since))) if id == before => Some((id, since)),
                (id, _) => id.map(|id| (id, Instant::now())),
            };
            lingers = if self.app.lingers() { lingers.or_else(|| Some(Instant::now())) } else { None };
            if self.app.take_dirty() && changed.is_none() {
                changed = Some(Instant::now());
            }
            if changed.is_some_and(|since| Instant::now() >= self.due(drawn, since)) {
                self.terminal.draw(&self.app.view(), &self.theme)?;
                drawn = Some(Instant::now());
                changed = None;
                self.undrawn = None;
            }
        }
    }

    /// When the next frame is to be drawn.
    fn due(&self, drawn: Option<Instant>, changed: Instant) -> Instant {
        let answered = match () {
            () if self.app.begins() => changed + BEGINNING,
            () if self.app.awaits() => changed + ANSWER,
            () => changed,
        };
        drawn.map_or(answered, |drawn| answered.max(drawn + FRAME))
    }

    fn take(&mut self, message: Message) -> anyhow::Result<Option<End>> {
        let mut from_input = false;
        report::doing(message.name());
        // Only in a build for tests: how else would one see what a panic leaves behind?
        #[cfg(debug_assertions)]
        if matches!(message, Message::Input(_)) && std::env::var_os("DATELINE_TEST_PANIC").is_some() {
            panic!("as the test asked");
        }
        let effects = match message {
            Message::App(event) => self.app.update(event),
            Message::Input(event) => {
                from_input = true;
                event.map(|event| self.app.update(event)).unwrap_or_default()
            }
            Message::Do(effect) => vec![effect],
            Message::Browse { target, launch, rest, reasons } => {
                self.hands.browse(target, &launch, rest, reasons, &mut self.terminal)?;
                self.resized()?
            }
            Message::Configured(configured) => self.configure(*configured)?,
            Message::Release => {
                if std::mem::take(&mut self.held) {
                    self.input.next();
                }
                return Ok(None);
            }
            Message::Continued => {
                self.terminal.enter_again()?;
                self.resized()?
            }
            Message::Terminated(signal) => return Ok(Some(End::Signal(signal))),
            Message::TerminalGone => return Ok(Some(End::Signal(SIGHUP))),
        };
        let ends = self.carry_out(effects, from_input)?;
        // Only now: what the event started has the keyboard first.
        if ends.is_none() && from_input && !self.held {
            self.input.next();
        }
        Ok(ends)
    }

    fn carry_out(&mut self, effects: Vec<Effect>, from_input: bool) -> anyhow::Result<Option<End>> {
        for effect in effects {
            let resizes = matches!(effect, Effect::Edit { .. } | Effect::Suspend);
            match self.hands.run(effect, &mut self.terminal)? {
                After::Go => {}
                After::Hold => self.held |= from_input,
                After::Quit => return Ok(Some(End::Quit)),
            }
            if resizes {
                let again = self.resized()?;
                for effect in again {
                    self.hands.run(effect, &mut self.terminal)?;
                }
            }
        }
        Ok(None)
    }

    /// Takes the changed configuration in; one with an error is told, and the old one kept.
    fn configure(&mut self, configured: Result<Configured, String>) -> anyhow::Result<Vec<Effect>> {
        let configured = match configured {
            Ok(configured) => configured,
            Err(why) => {
                tracing::warn!("{why}");
                return Ok(self.app.update(Event::Said(Tone::Error, why)));
            }
        };
        self.terminal.set_mouse(configured.mouse)?;
        (self.hands.browser, self.hands.editor) = (configured.browser(), configured.editor());
        self.theme = configured.theme;
        self.hands.source.stories.part(apart(&configured.rules));
        let mut effects = self.app.update(Event::Configured(Box::new(configured.preferences)));
        if let Some(warning) = configured.warning {
            effects.extend(self.app.update(Event::Said(Tone::Warning, warning)));
        }
        Ok(effects)
    }

    /// While another program had the terminal its size may have changed.
    fn resized(&mut self) -> anyhow::Result<Vec<Effect>> {
        let (width, height) = self.terminal.size()?;
        Ok(self.app.update(Event::Resize { width, height }))
    }
}

/// The time zone of the system: of the file that the variable names, or that says what is local. What is no such file (a rule, say) is
/// left to `TimeZone::system`, which walks through all zones there are.
pub fn zone() -> TimeZone {
    let file =
        std::env::var_os("TZ").map_or("/etc/localtime".into(), |name| Path::new("/usr/share/zoneinfo").join(name));
    let local = || TimeZone::tzif("local", &std::fs::read(file).ok()?).ok();
    local().unwrap_or_else(TimeZone::system)
}

/// The clock of the system, read here and nowhere below.
pub fn now() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_second())
}
