//! What is left of a panic: a file in the state folder with what a developer needs and nothing of what was read. Whatever could quote an
//! article is left out.

use super::terminal::restore;
use crate::model::text::safe_line;
use std::backtrace::Backtrace;
use std::collections::VecDeque;
use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The last things that were done, the newest last: words of the program, none of a file's.
static DOING: Mutex<VecDeque<&'static str>> = Mutex::new(VecDeque::new());

/// So many of them are kept, and so many reports.
const DEEDS: usize = 16;
const REPORTS: usize = 5;

/// Keeps in mind what is being done.
pub fn doing(what: &'static str) {
    let mut doing = DOING.lock().unwrap_or_else(PoisonError::into_inner);
    if doing.len() == DEEDS {
        doing.pop_front();
    }
    doing.push_back(what);
}

/// On a panic: the terminal first, then the report, then the end; half a reader is of no use.
pub fn on_panic(folder: PathBuf) {
    std::panic::set_hook(Box::new(move |info| {
        restore();
        let says = match write(&folder, info) {
            Ok(path) => format!("a report without any article’s text is in {}", safe_line(&path.to_string_lossy())),
            Err(error) => format!("no report could be written to {}: {error}", safe_line(&folder.to_string_lossy())),
        };
        // With standard error closed there is nobody to tell.
        let _ = writeln!(io::stderr(), "dateline: this is a mistake in Dateline; {says}");
        std::process::exit(101);
    }));
}

fn write(folder: &Path, info: &PanicHookInfo<'_>) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    clear(folder)?;
    let now = jiff::Timestamp::now();
    let path = folder.join(format!("panic-{}.txt", now.strftime("%Y%m%dT%H%M%S%.3fZ")));
    let doing = DOING.try_lock().map(|doing| doing.iter().copied().collect::<Vec<_>>()).unwrap_or_default();
    let place = info.location().map_or("unknown".to_owned(), ToString::to_string);
    // Only what stands in the program's own text; a message that was put together may quote what it was about.
    let message =
        info.payload().downcast_ref::<&'static str>().copied().unwrap_or("(left out: it may quote an article)");
    let report = format!(
        "Dateline {} on {} {}\nat {place}\nmessage: {message}\nthread: {}\ndone before, the last at the end: {}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        std::thread::current().name().unwrap_or("unnamed"),
        doing.join(", "),
        Backtrace::force_capture(),
    );
    std::fs::write(&path, report)?;
    Ok(path)
}

/// Makes room for one more report.
fn clear(folder: &Path) -> io::Result<()> {
    let mut reports: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("panic-")))
        .collect();
    // Their names begin with the time.
    reports.sort();
    let surplus = (reports.len() + 1).saturating_sub(REPORTS);
    reports[..surplus].iter().try_for_each(std::fs::remove_file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_report_says_where_and_what_was_done_and_quotes_no_article() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("state");
        let kept: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
        let (into, to) = (kept.clone(), folder.clone());
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| into.lock().unwrap().push(write(&to, info).unwrap())));
        doing("page-down");
        let article = "Secret headline".to_owned();
        let quoting = std::panic::catch_unwind(|| panic!("cannot cut {article:?}"));
        let quoted = kept.lock().unwrap().last().map(std::fs::read_to_string).unwrap().unwrap();
        let plain = std::panic::catch_unwind(|| panic!("the ring is broken"));
        for _ in 0..6 {
            let _ = std::panic::catch_unwind(|| panic!("again"));
        }
        std::panic::set_hook(before);
        assert!(quoting.is_err() && plain.is_err());
        let written = std::fs::read_dir(&folder).unwrap().count();
        assert!(written <= REPORTS, "{written}");
        let last = kept.lock().unwrap().last().cloned().unwrap();
        let text = std::fs::read_to_string(last).unwrap();
        assert!(
            text.contains("src/runtime/report.rs") && text.contains("page-down") && text.contains("again"),
            "{text}"
        );
        assert!(text.contains(env!("CARGO_PKG_VERSION")) && !text.contains("Secret"));
        assert!(quoted.contains("it may quote an article") && !quoted.contains("Secret"), "{quoted}");
    }
}
