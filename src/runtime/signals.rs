//! Signals, as messages on the one channel. Nothing is done in a handler.

use super::run::Message;
use crossbeam_channel::{Receiver, Sender, bounded};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals as Delivered;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// How long a stop may take to reach us. Where no shell could continue us, it never does.
const STOPPED_BY: Duration = Duration::from_millis(200);

/// The signals this program listens to.
#[derive(Debug)]
pub struct Signals {
    continued: Receiver<()>,
    /// SIGINT is meant for a program in front of this one.
    spared: Arc<AtomicBool>,
}

impl Signals {
    /// SIGTERM, SIGHUP and SIGINT end the loop; SIGCONT redraws.
    pub fn start(to: Sender<Message>) -> io::Result<Signals> {
        let mut delivered = Delivered::new([SIGTERM, SIGHUP, SIGINT, SIGCONT])?;
        let (tell, continued) = bounded(1);
        let spared = Arc::new(AtomicBool::new(false));
        let spare = spared.clone();
        thread::spawn(move || {
            for signal in delivered.forever() {
                if signal == SIGINT && spare.load(Ordering::SeqCst) {
                    continue;
                }
                if signal == SIGCONT {
                    let _ = tell.try_send(());
                }
                let message = if signal == SIGCONT { Message::Continued } else { Message::Terminated(signal) };
                if to.send(message).is_err() {
                    return;
                }
            }
        });
        Ok(Signals { continued, spared })
    }

    /// Whether SIGINT is for another program now.
    pub fn spare(&self, spared: bool) {
        self.spared.store(spared, Ordering::SeqCst);
    }

    /// Stops this program and those it was started with, as C-z does in a shell; returns when it goes on.
    pub fn stop(&self) {
        while self.continued.try_recv().is_ok() {}
        if kill_current_process_group(Signal::TSTP).is_ok() {
            let _ = self.continued.recv_timeout(STOPPED_BY);
        }
    }
}
