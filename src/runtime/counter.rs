//! The thread that counts what the searches find that are kept: the newest question wins. It sleeps while nothing is asked.

use super::jobs::FIRST_FRAME;
use super::run::Message;
use crate::app::{Count, Event};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::convert::Infallible;
use std::thread;

/// A handle to it; it ends with this.
#[derive(Debug)]
pub struct Counter(Sender<Count>);

impl Counter {
    /// `drawn` says that the first frame has been drawn, by being closed: until then the processors are that one's.
    pub fn start(drawn: Receiver<Infallible>, to: Sender<Message>) -> Counter {
        let (asked, queue) = unbounded::<Count>();
        thread::spawn(move || {
            while let Ok(first) = queue.recv() {
                let _closed = drawn.recv_timeout(FIRST_FRAME);
                let newest = queue.try_iter().last().unwrap_or(first);
                if let Some(counted) = newest.run(&|| !queue.is_empty()) {
                    let _ = to.send(Message::App(Event::Counted(counted)));
                }
            }
        });
        Counter(asked)
    }

    pub fn ask(&self, count: Count) {
        // The thread ends only with this handle.
        let _ = self.0.send(count);
    }
}
