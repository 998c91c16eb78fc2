//! From a key to the screen: what the hand does, again and again in one session, so that each key has those before it
//! behind it.

use std::time::Duration;

use crate::context::Context;
use crate::pty::Session;
use crate::reader::ms;
use crate::screen;
use crate::table::Figures;

/// A frame and the article that belongs to it come closer together than this.
const MOVE: Duration = Duration::from_millis(20);
/// Searches and orders of large stores come in parts, further apart.
const WORK: Duration = Duration::from_millis(100);

/// What is typed, under what it is noted (not at all where that is empty), and what silence ends its answer.
const ROUND: &[(&str, &str, Duration)] = &[
    ("j", "j", MOVE),
    ("k", "k", MOVE),
    ("\x04", "C-d", MOVE),
    ("\x1b[6~", "PgDn", MOVE),
    ("G", "G", MOVE),
    // The key that begins others has its frame first; together they would wait for it.
    ("g", "", MOVE),
    ("g", "gg", MOVE),
    ("T", "T", MOVE),
    ("T", "T", MOVE),
    ("?", "help", MOVE),
    ("\x1b", "", MOVE),
    ("S", "", MOVE),
    ("h", "heat", WORK),
    ("S", "", MOVE),
    ("n", "newest", WORK),
    ("/", "search", MOVE),
    ("c", "letter.1", WORK),
    ("r", "letter.2", WORK),
    ("a", "letter.3", WORK),
    ("s", "letter.4", WORK),
    ("h", "letter.5", WORK),
    ("\x1b", "", WORK),
    // To the topics, from All to what stands below it, in; and back.
    ("h", "", MOVE),
    ("j", "topic", WORK),
    ("\r", "enter", MOVE),
    ("h", "", MOVE),
    ("k", "all", WORK),
    ("\r", "", MOVE),
];

/// A few `j` in another program, as milliseconds, the first left out.
pub fn presses(session: &mut Session) -> anyhow::Result<Vec<f64>> {
    let mut times = Vec::new();
    for _ in 0..4 {
        times.extend(session.key("j", MOVE)?.map(|answer| ms(answer.last)));
    }
    Ok(times.into_iter().skip(1).collect())
}

pub fn keys(context: &Context, headlines: usize, figures: &mut Figures) -> anyhow::Result<()> {
    let mut session = Session::start(context.reader()?.command())?;
    session.until("all headlines", |screen| screen::is_complete(screen, headlines))?;
    session.rest(Duration::from_millis(500));
    context.times(|| {
        for (keys, name, silence) in ROUND {
            let answer = session.key(keys, *silence)?;
            let Some(answer) = answer.filter(|_| !name.is_empty()) else { continue };
            figures.add(&format!("key.{name}"), ms(answer.last));
            figures.add(&format!("key.{name}.first"), ms(answer.first));
            figures.add(&format!("bytes.{name}"), answer.bytes as f64);
        }
        // Back where it began, or the next round would measure something else.
        anyhow::ensure!(
            screen::is_complete(session.screen(), headlines),
            "the keys led elsewhere; the screen is\n{}",
            session.screen().contents()
        );
        Ok(())
    })?;
    session.quit("Q");
    Ok(())
}
