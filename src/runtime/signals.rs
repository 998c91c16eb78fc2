//! Signals, as messages on the one channel. Nothing is done in a handler.

use super::run::Message;
use crossbeam_channel::{Receiver, Sender, bounded};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals as Delivered;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a stop may take to reach us. Where no shell could continue us, it never does.
const STOPPED_BY: Duration = Duration::from_millis(200);

/// Whether SIGINT is for another program.
#[derive(Debug, Clone, Copy)]
enum Spared {
    No,
    Yes,
    Until(Instant),
}

impl Spared {
    fn is_now(self) -> bool {
        match self {
            Spared::No => false,
            Spared::Yes => true,
            Spared::Until(end) => Instant::now() < end,
        }
    }
}

fn lock(spared: &Mutex<Spared>) -> MutexGuard<'_, Spared> {
    spared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The signals this program listens to.
#[derive(Debug)]
pub struct Signals {
    continued: Receiver<()>,
    /// SIGINT is meant for a program in front of this one.
    spared: Arc<Mutex<Spared>>,
}

impl Signals {
    /// SIGTERM, SIGHUP and SIGINT end the loop; SIGCONT redraws.
    pub fn start(to: Sender<Message>) -> io::Result<Signals> {
        let mut delivered = Delivered::new([SIGTERM, SIGHUP, SIGINT, SIGCONT])?;
        let (tell, continued) = bounded(1);
        let spared = Arc::new(Mutex::new(Spared::No));
        let spare = spared.clone();
        thread::spawn(move || {
            for signal in delivered.forever() {
                if signal == SIGINT && lock(&spare).is_now() {
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

    /// SIGINT is for another program from now on.
    pub fn spare(&self) {
        *lock(&self.spared) = Spared::Yes;
    }

    /// It is for this one again, but for those that are on their way.
    pub fn spare_no_more(&self) {
        *lock(&self.spared) = Spared::Until(Instant::now() + STOPPED_BY);
    }

    /// Stops this program and those it was started with, as C-z does in a shell; returns when it goes on.
    pub fn stop(&self) {
        while self.continued.try_recv().is_ok() {}
        if kill_current_process_group(Signal::TSTP).is_ok() {
            let _ = self.continued.recv_timeout(STOPPED_BY);
        }
    }
}
