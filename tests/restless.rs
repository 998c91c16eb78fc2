//! A store that changes while it is read: files are cut, replaced by something else, and removed under the reader's hands. They cost
//! themselves, and no other article.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use dateline::index::{self, Cache, Index, Job, Report, Row, Scope};
use dateline::store::{Stamp, Store};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

const CALM: usize = 400;
const RESTLESS: usize = 40;

fn article(title: &str) -> String {
    format!("---\ntitle: {title}\npublishedDateTime: 2021-01-01\n---\n{}\n", "Text. ".repeat(200))
}

/// One change to a file, another each time.
fn change(path: &Path, how: usize) {
    let _ = fs::remove_file(path);
    let _ = fs::remove_dir(path);
    let whole = article("Restless");
    let _ = match how % 8 {
        0 => fs::write(path, &whole[..17]),
        1 => fs::write(path, &whole),
        2 => symlink("/etc/passwd", path),
        3 => symlink(path, path),
        4 => fs::create_dir(path),
        5 => {
            let mode = rustix::fs::Mode::from_raw_mode(0o644);
            rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, mode, 0).map_err(Into::into)
        }
        6 => fs::write(path, whole.as_bytes()).and_then(|()| fs::File::options().write(true).open(path)?.set_len(9)),
        _ => Ok(()),
    };
}

fn load(store: &Store) -> Arc<Index> {
    let last: Mutex<Arc<Index>> = Mutex::default();
    let tell = |report| match report {
        Report::Snapshot(snapshot) => *last.lock().unwrap() = snapshot.index,
        Report::Folders(_) => {}
        other => panic!("{other:?}"),
    };
    let cache = Cache::none();
    index::load(&Job {
        store,
        cache: &cache,
        threads: 2,
        stop: &AtomicBool::new(false),
        clock: Stamp::clock,
        tell: &tell,
    });
    last.into_inner().unwrap()
}

#[test]
fn files_that_change_while_they_are_read_cost_only_themselves() {
    let dir = tempfile::tempdir().unwrap();
    for n in 0..CALM {
        fs::write(dir.path().join(format!("calm-{n:03}.md")), article(&format!("Calm {n}"))).unwrap();
    }
    let restless: Vec<_> = (0..RESTLESS).map(|n| dir.path().join(format!("restless-{n}.md"))).collect();
    let store = Store::open(dir.path()).unwrap();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for how in 0.. {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                change(&restless[how % RESTLESS], how / RESTLESS + how);
            }
        });
        for _ in 0..30 {
            let index = load(&store);
            let titles: Vec<&str> = index.rows(&Scope::All).iter().map(|&row: &Row| index.title(row)).collect();
            assert_eq!(titles.iter().filter(|title| title.starts_with("Calm ")).count(), CALM);
            assert!(!titles.iter().any(|title| title.contains("root")), "nothing from outside");
        }
        stop.store(true, Ordering::Relaxed);
    });
}
