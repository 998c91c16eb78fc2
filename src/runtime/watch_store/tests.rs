//! A store on disk that is changed while it is watched, and what is told of it. What must not be told is followed by a change that
//! must be: none of this waits for time to pass.

use super::*;
use crossbeam_channel::unbounded;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;

/// Longer than anything takes, however busy the machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watched {
    dir: TempDir,
    told: Receiver<Told>,
    watch: StoreWatch,
}

impl Watched {
    fn start() -> Watched {
        let dir = store();
        let (tell, told) = unbounded();
        let watch = StoreWatch::start(root(&dir), folders(), move |what| drop(tell.send(what)));
        assert_eq!(told.recv_timeout(PATIENCE).unwrap(), Told::Ready);
        Watched { dir, told, watch }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str) {
        fs::write(self.path(name), "text").unwrap();
    }

    fn changes(&self) -> Changes {
        match self.told.recv_timeout(PATIENCE).unwrap() {
            Told::Changed(changes) => changes,
            other => panic!("{other:?}"),
        }
    }

    /// Writes a file and collects what is told until it is; that file apart. And how often there was something to tell.
    fn until_told(&self, last: &str) -> (BTreeSet<PathBuf>, usize) {
        self.write(last);
        let mut touched = BTreeSet::new();
        for calls in 1.. {
            let Changes::Paths(paths) = self.changes() else { panic!("everything") };
            touched.extend(paths);
            if touched.remove(Path::new(last)) {
                return (touched, calls);
            }
        }
        unreachable!()
    }

    fn touched(&self) -> Vec<String> {
        let (touched, _) = self.until_told("zz-last.md");
        touched.iter().map(|path| path.display().to_string()).collect()
    }
}

fn store() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for folder in ["_news/sub", "_data/topics", ".git"] {
        fs::create_dir_all(dir.path().join(folder)).unwrap();
    }
    fs::write(dir.path().join("_news/a.md"), "one").unwrap();
    dir
}

fn root(dir: &TempDir) -> PathBuf {
    dir.path().canonicalize().unwrap()
}

fn folders() -> Vec<PathBuf> {
    ["", "_news", "_news/sub", "_data", "_data/topics"].map(PathBuf::from).into()
}

#[test]
fn a_file_that_is_new_edited_replaced_moved_or_removed_is_told_once() {
    let watched = Watched::start();
    watched.write("_news/new.md");
    assert_eq!(watched.touched(), ["_news/new.md"]);
    let mut file = fs::File::options().append(true).open(watched.path("_news/a.md")).unwrap();
    file.write_all(b"more").unwrap();
    file.write_all(b"and more").unwrap();
    assert_eq!(watched.touched(), ["_news/a.md"]);
    watched.write("_news/.a.md.tmp");
    fs::rename(watched.path("_news/.a.md.tmp"), watched.path("_news/a.md")).unwrap();
    assert_eq!(watched.touched(), ["_news/a.md"]);
    fs::rename(watched.path("_news/a.md"), watched.path("_news/sub/b.md")).unwrap();
    assert_eq!(watched.touched(), ["_news/a.md", "_news/sub/b.md"]);
    fs::remove_file(watched.path("_news/sub/b.md")).unwrap();
    watched.write("_data/topics/robots.yaml");
    assert_eq!(watched.touched(), ["_data/topics/robots.yaml", "_news/sub/b.md"]);
}

#[test]
fn new_folders_are_told_and_watched_with_what_is_in_them() {
    let watched = Watched::start();
    fs::create_dir_all(watched.path("x/y/z")).unwrap();
    watched.write("x/y/z/a.md");
    assert_eq!(watched.touched(), ["x"]);
    watched.write("x/y/z/b.md");
    assert_eq!(watched.touched(), ["x/y/z/b.md"]);
    fs::rename(watched.path("x/y"), watched.path("moved")).unwrap();
    assert_eq!(watched.touched(), ["moved", "x/y"]);
    watched.write("moved/z/c.md");
    assert_eq!(watched.touched(), ["moved/z/c.md"]);
}

#[test]
fn a_folder_that_vanishes_is_told_and_another_in_its_place_is_watched() {
    let watched = Watched::start();
    fs::remove_dir_all(watched.path("_news")).unwrap();
    assert!(watched.touched().contains(&"_news".to_owned()));
    fs::create_dir(watched.path("_news")).unwrap();
    assert_eq!(watched.touched(), ["_news"]);
    watched.write("_news/b.md");
    assert_eq!(watched.touched(), ["_news/b.md"]);
}

#[test]
fn reading_and_what_is_hidden_or_no_article_are_not_told() {
    let watched = Watched::start();
    fs::read(watched.path("_news/a.md")).unwrap();
    fs::read_dir(watched.path("_news")).unwrap().for_each(drop);
    for name in [".git/x.md", "_news/.hidden.md", "_news/x.txt", "_news/a.md~", "_data/other.yaml"] {
        watched.write(name);
    }
    fs::create_dir(watched.path(".new")).unwrap();
    watched.write(".new/x.md");
    assert_eq!(watched.touched(), Vec::<String>::new());
}

#[cfg(target_os = "linux")]
#[test]
fn the_system_does_not_even_wake_the_watch_for_what_is_read() {
    let dir = store();
    let (_wake, woken) = system::wake().unwrap();
    let Ok(mut source) = system::Source::start(root(&dir), folders(), usize::MAX, woken) else { panic!() };
    fs::read(dir.path().join("_news/a.md")).unwrap();
    fs::read_dir(dir.path().join("_news")).unwrap().for_each(drop);
    let mut wait = || source.wait(Some(Duration::ZERO), &mut Gather::default());
    assert!(matches!(wait(), Ok(Woke::Quiet)));
    fs::write(dir.path().join("_news/a.md"), "two").unwrap();
    let mut wait = || source.wait(Some(Duration::ZERO), &mut Gather::default());
    assert!(matches!(wait(), Ok(Woke::Touched)));
}

#[test]
fn a_burst_of_files_comes_in_few_calls() {
    let watched = Watched::start();
    let begun = Instant::now();
    for number in 0..2_000 {
        watched.write(&format!("_news/{number}.md"));
    }
    let (touched, calls) = watched.until_told("zz-last.md");
    assert_eq!(touched.len(), 2_000);
    let most = begun.elapsed().div_duration_f32(LONGEST) as usize + 2;
    assert!(calls <= most, "{calls} calls, {most} in that time");
}

#[cfg(target_os = "linux")]
#[test]
fn more_changes_than_the_system_keeps_are_everything_and_the_new_folders_are_watched() {
    let kept = fs::read("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let kept =
        kept.iter().filter(|byte| byte.is_ascii_digit()).fold(0, |kept, byte| kept * 10 + usize::from(byte - b'0'));
    if kept > 100_000 {
        return;
    }
    let dir = store();
    let (tell, told) = unbounded();
    let (go_on, wait) = bounded::<()>(0);
    let _watch = StoreWatch::start(root(&dir), folders(), move |what| {
        let _ = tell.send(what);
        let _ = wait.recv();
    });
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), Told::Ready);
    // While it is busy telling. By turns: events that are alike are kept as one.
    let files = ["_news/a.md", "_news/b.md"].map(|name| dir.path().join(name));
    fs::write(&files[1], "text").unwrap();
    let rights = files[0].metadata().unwrap().permissions();
    for number in 0..=kept {
        fs::set_permissions(&files[number % 2], rights.clone()).unwrap();
    }
    fs::create_dir(dir.path().join("unseen")).unwrap();
    drop(go_on);
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), Told::Changed(Changes::Everything));
    fs::write(dir.path().join("unseen/b.md"), "text").unwrap();
    let expected = Changes::Paths(vec!["unseen/b.md".into()]);
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), Told::Changed(expected));
}

#[test]
fn where_no_more_folders_may_be_watched_it_says_so_once_and_polls() {
    let dir = store();
    let (tell, told) = unbounded();
    let poll = Duration::from_millis(20);
    let watch = StoreWatch::limited(root(&dir), folders(), 0, poll, move |what| drop(tell.send(what)));
    assert!(matches!(told.recv_timeout(PATIENCE).unwrap(), Told::Polling(_)));
    for _ in 0..3 {
        assert_eq!(told.recv_timeout(PATIENCE).unwrap(), Told::Changed(Changes::Everything));
    }
    drop(watch);
    while told.recv_timeout(PATIENCE).is_ok() {}
}

#[cfg(target_os = "linux")]
#[test]
fn a_new_folder_past_the_limit_makes_it_poll() {
    let dir = store();
    let (tell, told) = unbounded();
    let poll = Duration::from_millis(20);
    let _watch = StoreWatch::limited(root(&dir), folders(), 5, poll, move |what| drop(tell.send(what)));
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), Told::Ready);
    fs::create_dir(dir.path().join("one-more")).unwrap();
    assert!(matches!(told.recv_timeout(PATIENCE).unwrap(), Told::Polling(_)));
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), Told::Changed(Changes::Everything));
}

#[test]
fn a_look_that_takes_long_makes_looks_seldom() {
    let watched = Watched::start();
    let every = |took| {
        watched.watch.refreshed(took);
        Duration::from_millis(watched.watch.every.load(Ordering::Relaxed))
    };
    assert_eq!(every(Duration::from_millis(10)), POLL);
    assert_eq!(every(Duration::from_secs(1)), Duration::from_secs(20));
}

#[test]
fn a_watch_that_is_dropped_ends_its_thread() {
    let Watched { told, watch, dir: _dir } = Watched::start();
    drop(watch);
    // The thread held the other end.
    assert!(told.recv_timeout(PATIENCE).is_err_and(|error| error.is_disconnected()));
}
