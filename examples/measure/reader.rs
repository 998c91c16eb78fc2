//! Dateline measured from outside: its starts, its first open, its refreshes, its memory, what it does when nothing
//! happens. Its keys are in `keys`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::context::{Context, Home};
use crate::keys::presses;
use crate::made::Made;
use crate::memory::{forget_files, memory, waits};
use crate::pty::{SILENCE, Session, command};
use crate::table::Figures;
use crate::{files, screen};

/// How often the file of the cache is looked for.
const LOOK: Duration = Duration::from_millis(1);
/// So long stories may take to be found the first time.
const STORIES: Duration = Duration::from_secs(120);
/// Longer after everything is on the screen nothing is waited for.
const AFTERWARDS: Duration = Duration::from_secs(20);

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The number of headlines, and a home in which the store was opened once.
pub fn prepare(context: &Context) -> anyhow::Result<usize> {
    let home = context.reader()?;
    home.forget()?;
    let mut session = Session::start(home.command())?;
    session.until("the end of reading", |screen| screen::count(screen).is_some() && screen::is_still(screen))?;
    session.rest(Duration::from_secs(1));
    anyhow::ensure!(screen::is_full(session.screen()), "there are too few headlines to fill a screen");
    let begun = Instant::now();
    while !home.has_stories() && begun.elapsed() < STORIES {
        session.rest(Duration::from_secs(1));
    }
    let headlines = screen::count(session.screen()).context("no number of headlines on the screen")?;
    session.quit("Q");
    Ok(headlines)
}

/// The bare program, an empty store and this one in turns, so that all have the same luck.
pub fn starts(context: &Context, figures: &mut Figures) -> anyhow::Result<()> {
    let (home, empty, bare) = (context.reader()?, context.reader_of_nothing()?, context.home("bare")?);
    context.times(|| {
        let mut session = Session::start(command(&context.bare, &bare, &[]))?;
        figures.add("bare.start", ms(session.until("a filled screen", screen::is_filled)?));
        session.rest(SILENCE);
        for ms in presses(&mut session)? {
            figures.add("bare.key", ms);
        }
        session.quit("q");

        let mut session = Session::start(empty.command())?;
        figures.add("start.empty", ms(session.until("an empty store", screen::is_still)?));
        session.rest(SILENCE);
        session.quit("Q");

        let mut session = Session::start(home.command())?;
        let full = session.until("a full screen of headlines", screen::is_full)?;
        figures.add("start", ms(full));
        if home.is_cached() {
            figures.add("start.rest", ms(session.rest(SILENCE).unwrap_or(full).max(full)));
        } else {
            // Without a cache it is at rest when all is read, and that is the first open.
            session.until("the end of reading", screen::is_still)?;
        }
        session.quit("Q");

        if home.has_stories() {
            let mut session = Session::start(home.on_front())?;
            figures.add("start.front", ms(session.until("a front page", screen::is_front)?));
            session.rest(SILENCE);
            session.quit("Q");
        }
        Ok(())
    })
}

/// The first open, each time as if it had never run.
pub fn first_opens(context: &Context, headlines: usize, figures: &mut Figures) -> anyhow::Result<()> {
    let home = context.reader()?;
    let mut caches = true;
    context.times(|| {
        home.forget()?;
        figures.add("read", ms(files::read(&context.store, files::cores())?.1));
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let written = scope.spawn(|| cached(&home, &done));
            let opened = first_open(&home, headlines, &mut caches, figures);
            done.store(true, Ordering::Relaxed);
            let written = written.join().ok().flatten();
            let started = opened?;
            if let Some(written) = written {
                figures.add("open.written", ms(written - started));
            }
            Ok(())
        })
    })?;
    if !caches {
        figures.note("No cache file (`*.segment`) was written: every start is a first open.");
    }
    Ok(())
}

/// When the file of the cache was there; `None` where it was not before all was done.
fn cached(home: &Home, done: &AtomicBool) -> Option<Instant> {
    while !home.is_cached() {
        if done.load(Ordering::Relaxed) {
            return None;
        }
        std::thread::sleep(LOOK);
    }
    Some(Instant::now())
}

fn first_open(home: &Home, headlines: usize, caches: &mut bool, figures: &mut Figures) -> anyhow::Result<Instant> {
    let mut session = Session::start(home.telling())?;
    figures.add("open", ms(session.until("a full screen of headlines", screen::is_full)?));
    let complete = session.until("all headlines", |screen| screen::is_complete(screen, headlines))?;
    figures.add("open.complete", ms(complete));
    let end = Instant::now() + Duration::from_secs(2).max(complete);
    while *caches && !home.is_cached() && Instant::now() < end {
        session.rest(LOOK);
    }
    *caches = home.is_cached();
    let id = session.id()?;
    if let Some(memory) = memory(id) {
        figures.add("memory.peak", memory.peak);
    }
    let end = Instant::now() + AFTERWARDS.max(2 * complete);
    while *caches && !home.has_stories() && Instant::now() < end {
        session.rest(LOOK * 20);
    }
    if home.has_stories() {
        figures.add("open.stories", ms(session.started.elapsed()));
        memory(id).into_iter().for_each(|memory| figures.add("memory.peak.stories", memory.peak));
    }
    session.rest(SILENCE);
    if let Some(took) = home.logged("read ") {
        figures.add("open.logged", took);
    }
    let started = session.started;
    session.quit("Q");
    Ok(started)
}

/// Looking for what changed since the cache was written: nothing, then a hundredth of the articles each time.
pub fn refreshes(context: &Context, figures: &mut Figures) -> anyhow::Result<()> {
    let home = context.reader()?;
    context.times(|| {
        figures.add("stat", ms(files::stat(&context.store)?.1));
        Ok(())
    })?;
    if !home.is_cached() {
        return Ok(());
    }
    context.times(|| refresh(&home, "refresh", figures))?;
    if !context.ours {
        figures.note("The store was not made by `corpus`, so nothing in it was changed.");
        return Ok(());
    }
    let mut made = Made::read(&context.store)?;
    context.times(|| {
        made.touch(&context.store, (made.files_there() / 100).max(1))?;
        refresh(&home, "refresh.changed", figures)
    })
}

fn refresh(home: &Home, key: &str, figures: &mut Figures) -> anyhow::Result<()> {
    home.forget_log();
    let mut session = Session::start(home.telling())?;
    let full = session.until("a full screen of headlines", screen::is_full)?;
    let end = Instant::now() + AFTERWARDS.max(full);
    let mut took = None;
    while took.is_none() && Instant::now() < end {
        session.rest(Duration::from_millis(5));
        took = home.logged("refreshed");
    }
    match took {
        Some(took) => figures.add(key, took),
        None => anyhow::bail!("the log tells of no refresh (`refreshed … in …`)"),
    }
    // What it found is to be written before the next.
    session.rest(Duration::from_millis(200));
    session.quit("Q");
    Ok(())
}

/// What it holds after a start, and after a search over everything.
pub fn memories(context: &Context, headlines: usize, figures: &mut Figures) -> anyhow::Result<()> {
    let home = context.reader()?;
    let mut session = Session::start(home.command())?;
    session.until("all headlines", |screen| screen::is_complete(screen, headlines))?;
    session.rest(Duration::from_millis(500));
    let id = session.id()?;
    if let Some(memory) = memory(id) {
        figures.add("memory.start", memory.anonymous);
        figures.add("memory.start.files", memory.files);
    }
    session.key("/e", Duration::from_secs(1))?;
    session.key("\x1b", Duration::from_millis(200))?;
    if let Some(memory) = memory(id) {
        figures.add("memory.search", memory.anonymous);
        figures.add("memory.search.files", memory.files);
    }
    // Searched for and at rest: what now wakes a thread is idleness that costs.
    let before = waits(id);
    session.rest(Duration::from_secs(10));
    if let (Some(before), Some(after)) = (before, waits(id)) {
        figures.add("idle", after.saturating_sub(before) as f64);
    }
    session.quit("Q");
    Ok(())
}

/// With nothing in the system's memory of files: a start, a plain read, a first open.
pub fn cold(context: &Context, headlines: usize, figures: &mut Figures) -> anyhow::Result<()> {
    const RUNS: usize = 4;
    const THREADS: usize = 64;
    if !forget_files() {
        figures.note("Nothing was measured with a cold disk: that takes root.");
        return Ok(());
    }
    let home = context.reader()?;
    for _ in 0..RUNS {
        if home.is_cached() {
            forget_files();
            let mut session = Session::start(home.command())?;
            figures.add("start.cold", ms(session.until("a full screen of headlines", screen::is_full)?));
            session.rest(Duration::from_secs(1));
            session.quit("Q");
        }
        forget_files();
        figures.add("read.cold", ms(files::read(&context.store, THREADS)?.1));
    }
    for _ in 0..RUNS {
        home.forget()?;
        forget_files();
        let mut session = Session::start(home.command())?;
        let all = session.until("all headlines", |screen| screen::is_complete(screen, headlines))?;
        figures.add("open.cold", ms(all));
        session.rest(Duration::from_secs(1));
        session.quit("Q");
    }
    Ok(())
}
