//! Watches folders: that of the configuration, so that an edit is taken in at once, and the store's own, so that it is known when it
//! vanishes and comes back. It reads nothing itself and asks nothing regularly; what can't be watched stays as it was at the start.

use crossbeam_channel::unbounded;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// An editor writes more than once: what comes within this time is one change.
const QUIET: Duration = Duration::from_millis(200);

/// Calls `changed` on a thread of its own after something changed in or at one of `folders`
/// (a file is one without anything in it). One that is not there yet is waited for in
/// what is there above it. Watches as long as the program runs.
pub fn watch(folders: Vec<PathBuf>, changed: impl Fn() + Send + 'static) -> notify::Result<()> {
    let (tell, told) = unbounded();
    let wanted = folders.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Above a folder that is not there yet much may change that is nothing to us.
        let is_ours = |path: &PathBuf| wanted.iter().any(|folder| path.starts_with(folder) || folder.starts_with(path));
        let is_change =
            |event: notify::Event| !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(is_ours);
        if event.is_ok_and(is_change) {
            let _ = tell.send(());
        }
    })?;
    let mut watched = vec![None; folders.len()];
    look(&mut watcher, &folders, &mut watched);
    thread::spawn(move || {
        while told.recv().is_ok() {
            // But one that never comes to rest is not waited for.
            let until = Instant::now() + 10 * QUIET;
            while Instant::now() < until && told.recv_timeout(QUIET).is_ok() {}
            look(&mut watcher, &folders, &mut watched);
            changed();
        }
    });
    Ok(())
}

/// Watches what is there by now; for what is not, the nearest folder above it. A folder in the place of another is another.
fn look(watcher: &mut RecommendedWatcher, folders: &[PathBuf], watched: &mut [Option<Identity>]) {
    for (folder, watched) in folders.iter().zip(watched) {
        loop {
            let now = identity(folder);
            if now.is_some() && *watched == now {
                break;
            }
            *watched = now.filter(|_| watcher.watch(folder, RecursiveMode::NonRecursive).is_ok());
            let Some(above) = there_above(folder).filter(|_| watched.is_none()) else { break };
            let _ = watcher.watch(above, RecursiveMode::NonRecursive);
            // What comes before that is watched is told by nobody: so once more, if anything did.
            if now.is_some() || identity(folder).is_none() && there_above(folder) == Some(above) {
                break;
            }
        }
    }
}

/// The nearest folder above that is there.
fn there_above(folder: &Path) -> Option<&Path> {
    folder.ancestors().skip(1).find(|above| above.is_dir())
}

/// Device and number of a folder: the same as long as it is the same one.
pub type Identity = (u64, u64);

/// Of what is at that place now; nothing where no folder is.
pub fn identity(folder: &Path) -> Option<Identity> {
    folder.metadata().ok().filter(Metadata::is_dir).map(|what| (what.dev(), what.ino()))
}
