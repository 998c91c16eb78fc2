//! The keyboard and mouse: a thread that reads one event when it is told to. It never reads ahead: a program started by an event gets the keys typed after it.

use super::run::Message;
use crate::app::{Event, Pointer};
use crate::input::Key;
use crossbeam_channel::{Receiver, Sender, bounded};
use crossterm::event::{self, Event as Raw, MouseButton, MouseEventKind};
use std::thread;

/// The reading end of the keyboard.
#[derive(Debug)]
pub struct Input {
    go: Sender<()>,
}

impl Input {
    pub fn start(to: Sender<Message>) -> Input {
        let (go, told) = bounded(1);
        thread::spawn(move || read(&told, &to));
        Input { go }
    }

    /// Reads one more event.
    pub fn next(&self) {
        // Full means it was told already; closed, that the terminal is gone and the loop has been told.
        let _ = self.go.try_send(());
    }
}

fn read(told: &Receiver<()>, to: &Sender<Message>) {
    while told.recv().is_ok() {
        let message = match event::read() {
            Ok(raw) => Message::Input(translate(raw)),
            Err(_) => Message::TerminalGone,
        };
        let gone = matches!(message, Message::TerminalGone);
        if to.send(message).is_err() || gone {
            return;
        }
    }
}

/// A terminal's event as the app knows it; `None` for those that mean nothing.
fn translate(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(key) => Key::from_event(&key).map(Event::Key),
        Raw::Paste(text) => Some(Event::Paste(text)),
        Raw::Resize(width, height) => Some(Event::Resize { width, height }),
        Raw::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            Some(Event::Pointer(match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Pointer::Click { x, y },
                MouseEventKind::ScrollUp => Pointer::WheelUp { x, y },
                MouseEventKind::ScrollDown => Pointer::WheelDown { x, y },
                _ => return None,
            }))
        }
        Raw::FocusGained | Raw::FocusLost => None,
    }
}
