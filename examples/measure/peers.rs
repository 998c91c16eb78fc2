//! Other programs on the same store: ripgrep over its files, newsboat over the same headlines as a feed. What is not
//! installed is left out and said to be. Nothing here goes to a network.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use anyhow::ensure;
use dateline::model::Note;
use dateline::store::{FoundFile, Outcome, Store, Visitor, Want, walk};

use crate::context::Context;
use crate::keys::presses;
use crate::machine::find;
use crate::memory::memory;
use crate::pty::{SILENCE, Session, command};
use crate::reader::ms;
use crate::table::Figures;
use crate::{files, screen};

/// Newsboat takes minutes to be given more.
const MOST: usize = 200_000;
const FEED: &str = "Headlines";

pub fn ripgrep(context: &Context, figures: &mut Figures) -> anyhow::Result<()> {
    let Some(rg) = find("rg") else {
        figures.note("`rg` is not installed.");
        return Ok(());
    };
    for (key, arguments) in [("rg.count", ["--count", "."].as_slice()), ("rg.word", ["-liF", "crash"].as_slice())] {
        context.times(|| {
            let begun = Instant::now();
            let mut rg = Command::new(&rg);
            rg.args(arguments).arg(&context.store).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            rg.status()?;
            figures.add(key, ms(begun.elapsed()));
            Ok(())
        })?;
    }
    Ok(())
}

pub fn newsboat(context: &Context, figures: &mut Figures) -> anyhow::Result<()> {
    let Some(newsboat) = find("newsboat") else {
        figures.note("`newsboat` is not installed.");
        return Ok(());
    };
    let home = context.home("newsboat")?;
    let (there, _) = files::stat(&context.store)?;
    if there > MOST {
        figures.note(format!("`newsboat` was not given more than {MOST} headlines."));
        return Ok(());
    }
    let feed = home.join("feed.xml");
    let headlines = write_feed(&context.store, &feed)?;
    fs::write(home.join("urls"), format!("file://{}\n", feed.display()))?;
    fs::write(home.join("config"), "auto-reload no\nreload-threads 1\nmax-items 0\n")?;
    let arguments = ["-u", "urls", "-c", "cache.db", "-C", "config"];
    // What was given to it before would count twice.
    let _ = fs::remove_file(home.join("cache.db"));
    let taken = Command::new(&newsboat)
        .args(arguments)
        .args(["-x", "reload"])
        .current_dir(&home)
        .env("HOME", &home)
        .output()?;
    ensure!(taken.status.success(), "newsboat did not take the feed: {}", String::from_utf8_lossy(&taken.stderr));
    context.times(|| {
        let mut session = Session::start(command(&newsboat, &home, &arguments))?;
        // All are unread; what stands behind the stroke is cut off where there are many.
        let all = format!("({headlines}/");
        let feeds = session.until("newsboat's feeds", |screen| {
            let screen = screen.contents();
            screen.contains(FEED) && screen.contains(&all)
        })?;
        figures.add("newsboat.start", ms(feeds));
        session.rest(SILENCE);
        let entered = session.send("\r")?;
        let listed = session.until("newsboat's headlines", |screen| {
            let rows = screen::rows(screen);
            rows[1..rows.len() - 2].iter().all(|row| row.trim_end().len() > 20)
        })?;
        figures.add("newsboat.list", ms((session.started + listed).saturating_duration_since(entered)));
        session.rest(SILENCE);
        for ms in presses(&mut session)? {
            figures.add("newsboat.key", ms);
        }
        if let Some(memory) = memory(session.id()?) {
            figures.add("newsboat.memory", memory.peak);
        }
        session.quit("qq");
        Ok(())
    })
}

/// A channel with every headline of the store; how many it has.
fn write_feed(store: &Path, to: &Path) -> anyhow::Result<usize> {
    let store = Store::open(store)?;
    let found = walk(&store, files::cores(), &AtomicBool::new(false), || Items { store: &store, items: Vec::new() });
    let mut out = BufWriter::new(File::create(to)?);
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>{FEED}</title>\
         <link>https://feed.example/</link><description>The store</description>\n"
    )?;
    let mut headlines = 0;
    for item in found.iter().flat_map(|items| &items.items) {
        out.write_all(item.as_bytes())?;
        headlines += 1;
    }
    out.write_all(b"</channel></rss>\n")?;
    out.flush()?;
    Ok(headlines)
}

/// The items of a feed, written out.
struct Items<'a> {
    store: &'a Store,
    items: Vec<String>,
}

impl Visitor for Items<'_> {
    fn file(&mut self, file: FoundFile<'_>) {
        let Outcome::Shown(parsed) = self.store.article(file.path(), Want::Headline) else { return };
        let article = parsed.article;
        let Some(target) = article.best_address().and_then(|address| address.target()) else { return };
        let date = article.published.and_then(|date| jiff::Timestamp::from_second(date.seconds()).ok());
        let date =
            date.and_then(|date| jiff::fmt::rfc2822::to_string(&date.to_zoned_datetime(jiff::tz::TimeZone::UTC)).ok());
        let link = escaped(target);
        self.items.push(format!(
            "<item><title>{}</title><link>{link}</link><guid>{link}</guid><pubDate>{}</pubDate><description>{}</description></item>\n",
            escaped(&article.title),
            date.unwrap_or_default(),
            escaped(&article.excerpt),
        ));
    }

    fn problem(&mut self, _path: &Path, _note: Note) {}
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
