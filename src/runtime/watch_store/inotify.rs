//! Linux: one inotify watch a folder, for what changes only, so that reading articles wakes nobody (`notify` asks for every opening and
//! closing too). No link is followed.

use super::gather::Gather;
use super::{Failed, Woke};
use crate::store::is_hidden;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init, remove_watch};
use rustix::io::Errno;
use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;
use std::io::{PipeReader, PipeWriter};
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Wakes the thread by being dropped.
pub(super) type Wake = PipeWriter;
pub(super) type Woken = PipeReader;

/// Both ends; nothing where no handle is left.
pub(super) fn wake() -> Option<(Wake, Woken)> {
    std::io::pipe().ok().map(|(woken, wake)| (wake, woken))
}

/// Events are read in such portions: some hundreds.
const PORTION: usize = 32 << 10;

fn wanted() -> WatchFlags {
    WatchFlags::CREATE
        | WatchFlags::DELETE
        | WatchFlags::MODIFY
        | WatchFlags::CLOSE_WRITE
        | WatchFlags::ATTRIB
        | WatchFlags::MOVE
        | WatchFlags::DELETE_SELF
        | WatchFlags::MOVE_SELF
        | WatchFlags::ONLYDIR
        | WatchFlags::DONT_FOLLOW
        | WatchFlags::EXCL_UNLINK
}

/// The watched folders.
pub(super) struct Source {
    root: PathBuf,
    inotify: OwnedFd,
    woken: Woken,
    most: usize,
    folders: HashMap<i32, PathBuf>,
    watches: BTreeMap<PathBuf, i32>,
}

impl Source {
    pub(super) fn start(root: PathBuf, folders: Vec<PathBuf>, most: usize, woken: Woken) -> Result<Source, Failed> {
        let inotify = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).map_err(|error| failed(&error))?;
        let (watches, known) = (BTreeMap::new(), HashMap::new());
        let mut source = Source { root, inotify, woken, most, folders: known, watches };
        for (number, folder) in folders.into_iter().enumerate() {
            if number % 256 == 0 && source.is_ended() {
                return Err(Failed::Ended);
            }
            source.add(folder)?;
        }
        Ok(source)
    }

    fn is_ended(&self) -> bool {
        let mut polled = [PollFd::new(&self.woken, PollFlags::IN)];
        poll(&mut polled, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).is_ok_and(|ready| ready > 0)
    }

    /// Waits for events, at most for `timeout`, and gathers those that are there.
    pub(super) fn wait(&mut self, timeout: Option<Duration>, gather: &mut Gather) -> Result<Woke, Failed> {
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let mut polled = [PollFd::new(&self.inotify, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
        match poll(&mut polled, timeout.as_ref()) {
            Ok(0) => return Ok(Woke::Quiet),
            Ok(_) if !polled[1].revents().is_empty() => return Ok(Woke::Ended),
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(Woke::Touched),
            Err(error) => return Err(failed(&error)),
        }
        let mut events = Vec::new();
        let mut buffer = [MaybeUninit::uninit(); PORTION];
        let mut reader = Reader::new(&self.inotify, &mut buffer);
        loop {
            match reader.next() {
                Ok(event) => {
                    let name = event.file_name().map(|name| OsStr::from_bytes(name.to_bytes()).to_owned());
                    events.push((event.wd(), event.events(), name));
                }
                Err(Errno::AGAIN) => break,
                Err(Errno::INTR) => continue,
                Err(error) => return Err(failed(&error)),
            }
            if reader.is_buffer_empty() {
                break;
            }
        }
        for (watch, what, name) in events {
            self.event(watch, what, name.as_deref(), gather)?;
        }
        Ok(Woke::Touched)
    }

    fn event(&mut self, watch: i32, what: ReadFlags, name: Option<&OsStr>, gather: &mut Gather) -> Result<(), Failed> {
        if what.contains(ReadFlags::QUEUE_OVERFLOW) {
            gather.everything();
            // Folders may have come unseen.
            return self.add_all(PathBuf::new());
        }
        let Some(folder) = self.folders.get(&watch) else { return Ok(()) };
        let Some(name) = name else {
            // The folder itself. What it is called is its parent's to tell, and the store's has none.
            if folder.as_os_str().is_empty() && what.intersects(ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF) {
                gather.everything();
            }
            if what.contains(ReadFlags::IGNORED) {
                self.forget_watch(watch);
            }
            return Ok(());
        };
        if is_hidden(name.as_bytes()) {
            return Ok(());
        }
        let path = folder.join(name);
        let is_folder = what.contains(ReadFlags::ISDIR);
        if is_folder && what.intersects(ReadFlags::MOVED_FROM | ReadFlags::DELETE) {
            self.forget(&path);
        }
        // One that may be entered only now is as good as new.
        if is_folder && what.intersects(ReadFlags::CREATE | ReadFlags::MOVED_TO | ReadFlags::ATTRIB) {
            self.add_all(path.clone())?;
        }
        gather.touched(path, is_folder);
        Ok(())
    }

    /// Watches a folder and those in it. A folder is watched before it is listed: what comes between is told.
    fn add_all(&mut self, folder: PathBuf) -> Result<(), Failed> {
        let mut waiting = vec![folder];
        while let Some(folder) = waiting.pop() {
            let Some(listing) = self.add(folder.clone())?.then(|| std::fs::read_dir(self.root.join(&folder))) else {
                continue;
            };
            for entry in listing.into_iter().flatten().flatten() {
                let name = entry.file_name();
                if !is_hidden(name.as_bytes()) && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    waiting.push(folder.join(name));
                }
            }
        }
        Ok(())
    }

    /// Watches one folder; false where there is none that could be.
    fn add(&mut self, folder: PathBuf) -> Result<bool, Failed> {
        if self.watches.len() >= self.most && !self.watches.contains_key(&folder) {
            return Err(failed(&Errno::NOSPC));
        }
        match add_watch(&self.inotify, self.root.join(&folder), wanted()) {
            Ok(watch) => {
                // One that was moved keeps its number.
                if let Some(before) = self.folders.insert(watch, folder.clone())
                    && before != folder
                {
                    self.watches.remove(&before);
                }
                self.watches.insert(folder, watch);
                Ok(true)
            }
            Err(error @ (Errno::NOSPC | Errno::MFILE | Errno::NFILE | Errno::NOMEM)) => Err(failed(&error)),
            // Gone, no folder any more, or not to be entered: then there is nothing to see in it either.
            Err(_) => Ok(false),
        }
    }

    /// Forgets a folder that is not there any more and those in it.
    fn forget(&mut self, folder: &Path) {
        let below = self.watches.range(folder.to_owned()..).take_while(|(path, _)| path.starts_with(folder));
        for watch in below.map(|(_, watch)| *watch).collect::<Vec<_>>() {
            // It may be gone with its folder.
            let _ = remove_watch(&self.inotify, watch);
            self.forget_watch(watch);
        }
    }

    fn forget_watch(&mut self, watch: i32) {
        if let Some(folder) = self.folders.remove(&watch)
            && self.watches.get(&folder) == Some(&watch)
        {
            self.watches.remove(&folder);
        }
    }
}

fn failed(error: &Errno) -> Failed {
    Failed::Why(match *error {
        Errno::NOSPC => "more folders than the system lets a user watch (fs.inotify.max_user_watches)".to_owned(),
        Errno::MFILE => "more watches than the system lets a user have (fs.inotify.max_user_instances)".to_owned(),
        error => std::io::Error::from(error).to_string(),
    })
}
