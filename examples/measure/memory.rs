//! What the system says of a process: memory, and how often its threads woke. From `/proc`, so on Linux only; elsewhere it
//! knows nothing.

use std::fs;
use std::path::PathBuf;

/// Mebibytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory {
    /// The most that was resident at once.
    pub peak: f64,
    /// What the process wrote itself.
    pub anonymous: f64,
    /// Mapped pages of files, which the system may take back.
    pub files: f64,
}

pub fn memory(id: u32) -> Option<Memory> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let mebibytes = |name| number(&status, name).map(|kibibytes| kibibytes as f64 / 1024.0);
    Some(Memory { peak: mebibytes("VmHWM:")?, anonymous: mebibytes("RssAnon:")?, files: mebibytes("RssFile:")? })
}

/// How often any of its threads gave up the processor to wait for something, until now.
pub fn waits(id: u32) -> Option<u64> {
    let tasks = fs::read_dir(format!("/proc/{id}/task")).ok()?;
    let statuses = tasks.filter_map(|task| fs::read_to_string(task.ok()?.path().join("status")).ok());
    Some(statuses.filter_map(|status| number(&status, "voluntary_ctxt_switches:")).sum())
}

/// The number behind a name that begins a line.
fn number(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Lets the system forget every page of every file. Only root may; `false` where that is not so.
pub fn forget_files() -> bool {
    let synced = std::process::Command::new("sync").status().is_ok_and(|status| status.success());
    synced && fs::write(PathBuf::from("/proc/sys/vm/drop_caches"), "3\n").is_ok()
}
