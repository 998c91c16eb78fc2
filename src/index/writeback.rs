//! A file that grows is brought to its disk while it grows: what would wait for a disk at the end waits for little then. It promises nothing:
//! whoever must know that the file is safe still asks for that.

use std::convert::Infallible;
use std::fs::File;
use std::thread;
use std::time::Duration;

use crossbeam_channel::{RecvTimeoutError, Sender, bounded};

/// How often it looks how long the file is.
const LOOK: Duration = Duration::from_millis(50);
/// Bytes that are worth a wait for the disk, which a reader that quits may have to end: a tenth of a second for most.
const PART: u64 = 8 << 20;

/// Brings a file to its disk on a thread of its own, as long as this lives.
#[derive(Debug)]
pub(super) struct Writeback(#[expect(dead_code, reason = "closed by being dropped")] Sender<Infallible>);

impl Writeback {
    /// `file` must have been opened for this alone: of a write that failed each opening is told once, and here nobody listens.
    pub fn start(file: File) -> Writeback {
        let (over, ended) = bounded(0);
        thread::spawn(move || {
            let mut safe = 0;
            while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(LOOK) {
                let len = file.metadata().map_or(0, |what| what.len());
                if len >= safe + PART {
                    if file.sync_data().is_err() {
                        return;
                    }
                    safe = len;
                }
            }
        });
        Writeback(over)
    }
}
