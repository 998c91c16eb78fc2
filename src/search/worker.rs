//! The thread that searches: the newest question wins, older ones are dropped. It draws nothing and waits on nothing but
//! its questions.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::{Sender, unbounded};

use super::{Request, Results, Searcher};

/// A searching thread. It sleeps while nothing is asked, and ends when this is dropped.
#[derive(Debug)]
pub struct Worker {
    requests: Sender<Request>,
    ended: Arc<AtomicBool>,
}

impl Worker {
    /// Starts the thread. `publish` runs on it: it should hand the results on and return.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(mut publish: impl FnMut(Results) + Send + 'static) -> std::io::Result<Worker> {
        let (requests, asked) = unbounded::<Request>();
        let ended = Arc::new(AtomicBool::new(false));
        let worker = Worker { requests, ended: Arc::clone(&ended) };
        thread::Builder::new().name("search".into()).spawn(move || {
            let mut searcher = Searcher::default();
            while let Ok(first) = asked.recv() {
                // All that waits is read first: of a burst of keys only the last is searched for.
                let newest = asked.try_iter().last().unwrap_or(first);
                let stale = || !asked.is_empty() || ended.load(Ordering::Relaxed);
                searcher.run(&newest, &stale, &mut publish);
            }
        })?;
        Ok(worker)
    }

    /// Asks. What was asked before and is not answered yet never will be.
    pub fn ask(&self, request: Request) {
        // It can fail only if the thread is gone, and then no answer is the answer.
        let _ = self.requests.send(request);
    }
}

impl Drop for Worker {
    /// Does not wait for the thread: it may be in `publish`, and that may wait for whoever drops this.
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}
