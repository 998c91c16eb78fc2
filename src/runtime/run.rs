//! The event loop: receive, drain, update, effects, draw if something changed. No ticks: while nothing happens, nothing runs.

use super::browser::Browser;
use super::effects::Hands;
use super::input::Input;
use super::jobs::{self, Opened, Reader};
use super::signals::Signals;
use super::terminal::{Terminal, restore_on_panic};
use crate::app::{App, Clock, Effect, Event, Setup, Symbols};
use crate::input::Keymap;
use crate::model::Timestamp;
use crate::search::{Order, Worker};
use crate::store::Store;
use crate::theme::Theme;
use anyhow::Context as _;
use crossbeam_channel::{Receiver, unbounded};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Changes within this time of a frame share the next one.
const FRAME: Duration = Duration::from_millis(8);
/// How long a frame waits for an answer that is on its way, so that a key is answered in one piece.
const ANSWER: Duration = Duration::from_millis(5);

/// What comes through the one channel.
#[derive(Debug)]
pub enum Message {
    App(Event),
    /// From keyboard or mouse; `None` where it means nothing to the app.
    Input(Option<Event>),
    /// An effect that a job leads to.
    Do(Effect),
    Terminated(i32),
    Continued,
    TerminalGone,
}

/// What the loop is started with.
pub struct Options {
    /// The store's name, cleaned.
    pub name: String,
    pub sample: bool,
    /// Opens the store, on a thread of the loop's; the error is for the reader.
    pub open: Box<dyn FnOnce() -> Result<Store, String> + Send>,
    pub keymap: Keymap,
    pub theme: Theme,
    pub symbols: Symbols,
    pub order: Order,
    pub mouse: bool,
    /// The browser command of the configuration.
    pub browser: Option<String>,
    pub warning: Option<String>,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("name", &self.name).field("sample", &self.sample).finish_non_exhaustive()
    }
}

/// Runs until the reader quits. The signal that ended it, if one did.
pub fn run(options: Options) -> anyhow::Result<Option<i32>> {
    restore_on_panic();
    let mut terminal = Terminal::enter(options.mouse).context("the terminal could not be set up")?;
    let mut app = App::new(Setup {
        store: options.name,
        sample: options.sample,
        keymap: Arc::new(options.keymap),
        symbols: options.symbols,
        order: options.order,
        clock: Clock { now: now(), zone: jiff::tz::TimeZone::system() },
        size: terminal.size()?,
        warning: options.warning,
    });
    app.take_dirty();
    terminal.draw(&app.view(), &options.theme)?;

    let (to, messages) = unbounded();
    let store = Opened::default();
    let signals = Signals::start(to.clone()).context("signals can’t be listened to")?;
    jobs::load(options.open, store.clone(), to.clone());
    let results = to.clone();
    let hands = Hands {
        searcher: Worker::start(move |found| drop(results.send(Message::App(Event::Results(found)))))
            .context("no thread to search on")?,
        reader: Reader::start(store.clone(), to.clone()),
        browser: Browser::new(options.browser.as_deref(), std::env::var("BROWSER").ok().as_deref()),
        store,
        signals,
        to: to.clone(),
    };
    let input = Input::start(to);
    input.next();
    Loop { app, terminal, theme: options.theme, hands, input }.turn(&messages)
}

struct Loop {
    app: App,
    terminal: Terminal,
    theme: Theme,
    hands: Hands,
    input: Input,
}

/// Why the loop ends.
enum End {
    Quit,
    Signal(i32),
}

impl Loop {
    fn turn(&mut self, messages: &Receiver<Message>) -> anyhow::Result<Option<i32>> {
        let mut drawn = Instant::now();
        // Since when there is something to draw.
        let mut changed: Option<Instant> = None;
        loop {
            let first = match changed {
                None => Some(messages.recv()?),
                Some(since) => messages.recv_deadline(self.due(drawn, since)).ok(),
            };
            self.app.update(Event::Time(now()));
            for message in first.into_iter().chain(messages.try_iter()) {
                match self.take(message)? {
                    None => {}
                    Some(End::Quit) => return Ok(None),
                    Some(End::Signal(signal)) => return Ok(Some(signal)),
                }
            }
            if self.app.take_dirty() && changed.is_none() {
                changed = Some(Instant::now());
            }
            if changed.is_some_and(|since| Instant::now() >= self.due(drawn, since)) {
                self.terminal.draw(&self.app.view(), &self.theme)?;
                drawn = Instant::now();
                changed = None;
            }
        }
    }

    /// When the next frame is to be drawn.
    fn due(&self, drawn: Instant, changed: Instant) -> Instant {
        let answered = if self.app.awaits() { changed + ANSWER } else { changed };
        answered.max(drawn + FRAME)
    }

    fn take(&mut self, message: Message) -> anyhow::Result<Option<End>> {
        let mut from_input = false;
        let effects = match message {
            Message::App(event) => self.app.update(event),
            Message::Input(event) => {
                from_input = true;
                event.map(|event| self.app.update(event)).unwrap_or_default()
            }
            Message::Do(effect) => vec![effect],
            Message::Continued => {
                self.terminal.enter_again()?;
                let (width, height) = self.terminal.size()?;
                self.app.update(Event::Resize { width, height })
            }
            Message::Terminated(signal) => return Ok(Some(End::Signal(signal))),
            Message::TerminalGone => return Ok(Some(End::Quit)),
        };
        for effect in effects {
            if self.hands.run(effect, &mut self.terminal)? {
                return Ok(Some(End::Quit));
            }
        }
        // Only now: what the event started has the keyboard first.
        if from_input {
            self.input.next();
        }
        Ok(None)
    }
}

/// The clock of the system, read here and nowhere below.
pub fn now() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_second())
}
