//! Watches the folder of the configuration, so that an edit is taken in at once. It reads nothing itself, asks nothing regularly, and
//! where watching is not possible the configuration is that of the start.

use crossbeam_channel::unbounded;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

/// An editor writes more than once: what comes within this time is one change.
const QUIET: Duration = Duration::from_millis(200);

/// Calls `changed` on a thread of its own after something changed in one of `folders`. One that is not there yet is waited for in
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
    let mut watched = vec![false; folders.len()];
    look(&mut watcher, &folders, &mut watched);
    thread::spawn(move || {
        while told.recv().is_ok() {
            while told.recv_timeout(QUIET).is_ok() {}
            look(&mut watcher, &folders, &mut watched);
            changed();
        }
    });
    Ok(())
}

/// Watches what is there by now; for what is not, the nearest folder above it.
fn look(watcher: &mut RecommendedWatcher, folders: &[PathBuf], watched: &mut [bool]) {
    for (folder, watched) in folders.iter().zip(watched) {
        if *watched && folder.is_dir() {
            continue;
        }
        *watched = watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
        if !*watched && let Some(above) = folder.ancestors().skip(1).find(|above| above.is_dir()) {
            let _ = watcher.watch(above, RecursiveMode::NonRecursive);
        }
    }
}
