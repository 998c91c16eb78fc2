//! Carries out what the app asks for. An effect is a job, or a word to the terminal; only a program that needs the terminal is waited for.

use super::browser::{Browser, Launch};
use super::counter::Counter;
use super::editor::Editor;
use super::foreground;
use super::jobs::{self, Reader, Source};
use super::keeper::{Keeper, Wanted};
use super::marker::Marker;
use super::run::Message;
use super::scribe::Scribe;
use super::signals::Signals;
use super::terminal::Terminal;
use crate::app::{Effect, Event, Tone};
use crate::model::text::safe_line;
use crate::search;
use crate::search::Request;
use crossbeam_channel::Sender;
use std::io;
use std::path::Path;

/// Everything an effect may need.
#[derive(Debug)]
pub struct Hands {
    pub to: Sender<Message>,
    pub source: Source,
    pub searcher: search::Worker,
    pub reader: Reader,
    pub counter: Counter,
    pub keeper: Keeper,
    pub marker: Marker,
    pub scribe: Scribe,
    pub browser: Browser,
    pub editor: Editor,
    pub signals: Signals,
}

/// How the loop goes on after an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    Go,
    /// The keyboard is not to be read until [`Message::Release`]: what comes next may be a program that reads it.
    Hold,
    Quit,
}

impl Hands {
    /// Carries out one effect.
    pub fn run(&self, effect: Effect, terminal: &mut Terminal) -> io::Result<After> {
        match effect {
            Effect::Quit => match self.scribe.flush() {
                Ok(()) => return Ok(After::Quit),
                Err(why) => drop(self.to.send(Message::App(Event::NotQuit(why)))),
            },
            Effect::QuitAnyway => return Ok(After::Quit),
            Effect::Mark(ask) => self.marker.ask(ask),
            Effect::Search(request) => self.searcher.ask(Request { store: self.source.store.get(), ..request }),
            Effect::Read { id, path } => self.reader.ask(id, path),
            Effect::Hunt(hunt) => jobs::hunt(hunt, self.to.clone()),
            Effect::Open(target) => {
                let launches = self.browser.launches(&target);
                let hold = launches.iter().flatten().any(|launch| launch.in_terminal);
                jobs::open(target, launches, self.browser.clone(), self.to.clone());
                return Ok(if hold { After::Hold } else { After::Go });
            }
            Effect::OpenArticle(path) => {
                let open = |_: &crate::model::Article, target| Message::Do(Effect::Open(target));
                jobs::with_address(path, self.source.store.clone(), self.to.clone(), true, open);
                return Ok(if self.browser.may_need_terminal() { After::Hold } else { After::Go });
            }
            Effect::CopyArticle { path, with_title } => {
                jobs::with_address(path, self.source.store.clone(), self.to.clone(), false, move |article, target| {
                    let text = if with_title { format!("{}\n{target}", article.title) } else { target };
                    Message::Do(Effect::Copy(text))
                });
            }
            Effect::Copy(text) => {
                terminal.copy(&text)?;
                self.say(Tone::Plain, format!("Sent to the terminal’s clipboard: {}", text.replace('\n', "  ")));
            }
            Effect::Edit { path, line } => self.edit(&path, line, terminal)?,
            Effect::Refresh { index, touched } => self.source.refresh(index, touched),
            Effect::Count(count) => self.counter.ask(count.with_texts_of(self.source.store.get())),
            Effect::Keep(edit, way) => self.keeper.ask(Wanted::Searches(edit), way),
            Effect::Rule(edit, way) => self.keeper.ask(Wanted::Rules(edit), way),
            Effect::Suspend => {
                terminal.leave();
                self.signals.stop();
                terminal.enter_again()?;
            }
            Effect::Redraw => terminal.invalidate()?,
        }
        Ok(After::Go)
    }

    /// Gives the terminal to a browser; where it fails, those that are left are tried.
    pub fn browse(
        &self,
        target: String,
        launch: &Launch,
        rest: Vec<Result<Launch, String>>,
        mut reasons: Vec<String>,
        terminal: &mut Terminal,
    ) -> io::Result<()> {
        match foreground::run(&launch.words, terminal, &self.signals)? {
            Ok(status) if status.success() => {
                self.say(Tone::Plain, format!("Opened {target}"));
                let _ = self.to.send(Message::Release);
                return Ok(());
            }
            Ok(status) => reasons.push(format!("{} failed ({status})", launch.words[0])),
            Err(why) => reasons.push(why),
        }
        jobs::open_with(target, rest, reasons, self.browser.clone(), self.to.clone());
        Ok(())
    }

    fn edit(&self, path: &Path, line: u32, terminal: &mut Terminal) -> io::Result<()> {
        let Some(store) = self.source.store.get() else { return Ok(()) };
        let file = store.root().join(path);
        let stamp = || file.metadata().ok().map(|what| (what.len(), what.modified().ok()));
        let before = stamp();
        let ended = match self.editor.words(&file, line) {
            Ok(words) => foreground::run(&words, terminal, &self.signals)?,
            Err(why) => Err(why),
        };
        match ended {
            Ok(status) => {
                let changed = stamp() != before;
                let _ = self.to.send(Message::App(Event::Edited { changed }));
                if !status.success() {
                    self.say(Tone::Warning, format!("The editor ended with an error ({status})."));
                }
            }
            Err(why) => {
                let why = format!("The editor could not be started: {why}. Set $EDITOR, or editor in config.toml.");
                self.say(Tone::Error, safe_line(&why));
            }
        }
        Ok(())
    }

    pub fn say(&self, tone: Tone, says: String) {
        let _ = self.to.send(Message::App(Event::Said(tone, says)));
    }
}
