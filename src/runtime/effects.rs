//! Carries out what the app asks for. An effect is a job, or a word to the terminal; none of them waits.

use super::browser::Browser;
use super::jobs::{self, Opened, Reader};
use super::run::Message;
use super::signals::Signals;
use super::terminal::Terminal;
use crate::app::{Effect, Event, Tone};
use crate::search;
use crossbeam_channel::Sender;
use std::io;

/// Everything an effect may need.
#[derive(Debug)]
pub struct Hands {
    pub to: Sender<Message>,
    pub store: Opened,
    pub searcher: search::Worker,
    pub reader: Reader,
    pub browser: Browser,
    pub signals: Signals,
}

impl Hands {
    /// Carries out one effect; `true` if the program is to end.
    pub fn run(&self, effect: Effect, terminal: &mut Terminal) -> io::Result<bool> {
        match effect {
            Effect::Quit => return Ok(true),
            Effect::Search(request) => self.searcher.ask(request),
            Effect::Read { id, path } => self.reader.ask(id, path),
            Effect::Open(target) => jobs::open(target, self.browser.clone(), self.to.clone()),
            Effect::OpenArticle(path) => {
                jobs::with_address(path, self.store.clone(), self.to.clone(), |target| {
                    Message::Do(Effect::Open(target))
                });
            }
            Effect::CopyArticle(path) => {
                jobs::with_address(path, self.store.clone(), self.to.clone(), |target| {
                    Message::Do(Effect::Copy(target))
                });
            }
            Effect::Copy(text) => {
                terminal.copy(&text)?;
                let says = format!("Sent to the terminal’s clipboard: {text}");
                let _ = self.to.send(Message::App(Event::Said(Tone::Plain, says)));
            }
            Effect::Suspend => {
                terminal.leave();
                self.signals.stop();
                terminal.enter_again()?;
            }
            Effect::Redraw => terminal.invalidate()?,
        }
        Ok(false)
    }
}
