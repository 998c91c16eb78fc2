//! Other systems than Linux: `notify` with the system's own way to watch all that is below a folder. It follows no link there.

use super::gather::Gather;
use super::{Failed, Woke};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use notify::event::{CreateKind, EventKind, RemoveKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::PathBuf;
use std::time::Duration;

/// What the thread hears.
pub(super) enum Heard {
    Event(notify::Result<Event>),
    Ended,
}

/// Wakes the thread by being dropped.
#[derive(Debug)]
pub(super) struct Wake(Sender<Heard>);

impl Drop for Wake {
    fn drop(&mut self) {
        let _ = self.0.send(Heard::Ended);
    }
}

pub(super) struct Woken(Sender<Heard>, Receiver<Heard>);

pub(super) fn wake() -> Option<(Wake, Woken)> {
    let (tell, told) = unbounded();
    Some((Wake(tell.clone()), Woken(tell, told)))
}

pub(super) struct Source {
    root: PathBuf,
    told: Receiver<Heard>,
    _watcher: RecommendedWatcher,
}

impl Source {
    pub(super) fn start(root: PathBuf, _folders: Vec<PathBuf>, most: usize, woken: Woken) -> Result<Source, Failed> {
        let failed = |error: notify::Error| Failed::Why(error.to_string());
        if most == 0 {
            return Err(Failed::Why("no folder may be watched".to_owned()));
        }
        let Woken(tell, told) = woken;
        let hear = move |event: notify::Result<Event>| {
            if !event.as_ref().is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                let _ = tell.send(Heard::Event(event));
            }
        };
        let mut watcher = notify::recommended_watcher(hear).map_err(failed)?;
        watcher.watch(&root, RecursiveMode::Recursive).map_err(failed)?;
        Ok(Source { root, told, _watcher: watcher })
    }

    /// Waits for events, at most for `timeout`, and gathers those that are there.
    pub(super) fn wait(&mut self, timeout: Option<Duration>, gather: &mut Gather) -> Result<Woke, Failed> {
        let first = match timeout {
            Some(timeout) => self.told.recv_timeout(timeout),
            None => self.told.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match first {
            Ok(first) => {
                for heard in std::iter::once(first).chain(self.told.try_iter()) {
                    match heard {
                        Heard::Event(Ok(event)) => self.event(event, gather),
                        Heard::Event(Err(_)) => gather.everything(),
                        Heard::Ended => return Ok(Woke::Ended),
                    }
                }
                Ok(Woke::Touched)
            }
            Err(RecvTimeoutError::Timeout) => Ok(Woke::Quiet),
            Err(RecvTimeoutError::Disconnected) => Ok(Woke::Ended),
        }
    }

    fn event(&self, event: Event, gather: &mut Gather) {
        if event.need_rescan() {
            return gather.everything();
        }
        let was_folder =
            matches!(event.kind, EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder));
        for path in event.paths {
            let Ok(inside) = path.strip_prefix(&self.root) else { continue };
            if inside.as_os_str().is_empty() {
                if !matches!(event.kind, EventKind::Modify(_)) {
                    gather.everything();
                }
                continue;
            }
            // Of one that was moved away it can't be asked any more: a name without an ending is taken for a folder's.
            let is_folder = was_folder
                || path.symlink_metadata().map_or(inside.extension().is_none(), |metadata| metadata.is_dir());
            gather.touched(inside.to_owned(), is_folder);
        }
    }
}
