//! The keyboard and mouse: a thread that reads one event when it is told to. It never reads ahead: a program started by an event gets the keys typed after it.

use super::run::Message;
use crate::app::{Event, Pointer};
use crate::input::Key;
use crossbeam_channel::{Receiver, Sender, bounded};
use crossterm::event::{self, Event as Raw, MouseButton, MouseEventKind};
use std::thread;
use std::time::{Duration, Instant};

/// Two clicks on one cell within this time are one double click.
const DOUBLE: Duration = Duration::from_millis(400);

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
    let mut clicks = Clicks::default();
    while told.recv().is_ok() {
        let message = match event::read() {
            Ok(raw) => Message::Input(translate(raw).map(|event| clicks.pair(event, Instant::now()))),
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
                MouseEventKind::Drag(MouseButton::Left) => Pointer::Drag { x, y },
                MouseEventKind::Up(MouseButton::Left) => Pointer::Release,
                MouseEventKind::ScrollUp => Pointer::WheelUp { x, y },
                MouseEventKind::ScrollDown => Pointer::WheelDown { x, y },
                _ => return None,
            }))
        }
        Raw::FocusGained | Raw::FocusLost => None,
    }
}

/// Makes a double click of two.
#[derive(Debug, Default)]
struct Clicks {
    last: Option<(Instant, u16, u16)>,
}

impl Clicks {
    fn pair(&mut self, event: Event, now: Instant) -> Event {
        let Event::Pointer(Pointer::Click { x, y }) = event else { return event };
        let is_second = self.last.take().is_some_and(|(then, i, k)| (i, k) == (x, y) && now - then <= DOUBLE);
        if is_second {
            return Event::Pointer(Pointer::DoubleClick { x, y });
        }
        self.last = Some((now, x, y));
        event
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_quick_clicks_on_a_cell_are_a_double_click_and_a_third_is_a_click_again() {
        let (mut clicks, start) = (Clicks::default(), Instant::now());
        let mut click = |x, after| {
            let event = Event::Pointer(Pointer::Click { x, y: 1 });
            matches!(
                clicks.pair(event, start + Duration::from_millis(after)),
                Event::Pointer(Pointer::DoubleClick { .. })
            )
        };
        assert_eq!([click(1, 0), click(1, 200), click(1, 300)], [false, true, false]);
        assert_eq!([click(2, 1_000), click(3, 1_100), click(3, 2_000)], [false, false, false]);
    }
}
