//! On what is measured: the processor, the system, the file system of a store, the versions of the programs beside ours.
//! What cannot be found out is said to be unknown.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn describe(store: &Path, dateline: &Path) -> Vec<(&'static str, String)> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut machine = vec![
        ("processor", format!("{cores} cores of {}", processor())),
        ("system", format!("{} {}", std::env::consts::OS, kernel())),
        ("file system", file_system(store)),
        ("date", jiff::ZonedDateTime::now().date().to_string()),
        ("terminal", format!("{}x{}", crate::pty::SIZE.0, crate::pty::SIZE.1)),
    ];
    if let Some(version) = version(dateline) {
        machine.push(("dateline", version));
    }
    for name in ["rg", "newsboat"] {
        let is = find(name).and_then(|program| version(&program));
        machine.push((name, is.unwrap_or_else(|| "not installed".to_owned())));
    }
    machine
}

/// The program of that name in the search path.
pub fn find(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// The first line that `--version` gives.
fn version(program: &Path) -> Option<String> {
    let told = Command::new(program).arg("--version").output().ok()?.stdout;
    let line = String::from_utf8_lossy(&told).lines().next()?.trim().to_owned();
    Some(line.split(" - ").next().unwrap_or_default().to_owned())
}

fn processor() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':').map(|(_, name)| name.trim()));
    name.map_or_else(|| format!("an unknown {}", std::env::consts::ARCH), str::to_owned)
}

fn kernel() -> String {
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    if kernel.is_empty() { "unknown".to_owned() } else { kernel.trim().to_owned() }
}

/// The type of the mount with the longest path above the store.
fn file_system(store: &Path) -> String {
    let store = store.canonicalize().unwrap_or_else(|_| store.to_owned());
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let above = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let (folder, kind) = (words.next()?, words.next()?);
        store.starts_with(folder).then_some((folder.len(), kind))
    });
    above.max_by_key(|(length, _)| *length).map_or_else(|| "unknown".to_owned(), |(_, kind)| kind.to_owned())
}
