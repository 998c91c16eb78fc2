//! The conversation: a line in, lines out. It holds what Enter goes on with; what a line means stands in `command`, what is listed in
//! `list`.

use super::command::{Command, HELP};
use super::list::List;
use super::{places, speak};
use crate::app::{Chosen, Clock, choose};
use crate::cli::marked::Marked;
use crate::cli::told::Told;
use crate::index::{Index, Row, Scope};
use crate::model::text::safe_line;
use crate::model::{Article, Verdict};
use crate::runtime::Browser;
use crate::search::Order;
use crate::store::{Outcome, Store, Want};
use crate::story::front::{Taste, Weights};
use std::io::{self, BufRead, Read, Write};
use std::sync::Arc;

/// Lines of an article or of the places said at a time.
const PAGE: usize = 10;
/// Bytes of a line that are read; what is longer was not typed.
const LONGEST: u64 = 64 << 10;

struct Session<'a> {
    store: &'a Store,
    browser: &'a Browser,
    list: List<'a>,
    /// What was said last, and goes on.
    saying: Saying,
    /// Of the article or the places.
    lines: Vec<String>,
    /// The first line of the page.
    at: usize,
    /// The article last read.
    last: Option<Article>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Saying {
    Headlines,
    Article,
    Places,
}

/// How a store is shown.
#[derive(Debug)]
pub struct Shown<'a> {
    /// What the whole of it is called.
    pub name: &'a str,
    pub order: Order,
    pub clock: &'a Clock,
    pub marks: &'a Marked,
    pub stories: &'a Told,
    /// What the front page goes by.
    pub front: (Weights, Vec<Taste>),
}

/// Says the first headlines, and then does what each line of `input` asks for, until it ends or says to quit.
pub fn converse(
    store: &Store,
    index: Arc<Index>,
    shown: &Shown<'_>,
    browser: &Browser,
    mut input: impl BufRead,
    mut out: impl Write,
) -> io::Result<()> {
    let list = List::new(store, index, shown);
    let mut session = Session { store, browser, list, saying: Saying::Headlines, lines: Vec::new(), at: 0, last: None };
    let mut says = session.greeting();
    loop {
        says.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        write!(out, "> ")?;
        out.flush()?;
        let Some(line) = typed(&mut input)? else { return writeln!(out) };
        says = match Command::parse(&line) {
            Command::Quit => return Ok(()),
            command => session.answer(command),
        };
    }
}

/// The next line, cleaned; nothing at the end.
fn typed(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    input.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
    if line.len() as u64 == LONGEST && line.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
    }
    Ok((!line.is_empty()).then(|| safe_line(&String::from_utf8_lossy(&line))))
}

impl Session<'_> {
    fn greeting(&self) -> Vec<String> {
        let mut lines = vec![format!("{} h lists the commands.", self.list.heading())];
        match self.list.index.totals().problems {
            0 => {}
            1 => lines.push("1 file could not be read; dateline check says why.".to_owned()),
            count => lines.push(format!("{count} files could not be read; dateline check says why.")),
        }
        lines.extend(self.list.page());
        lines
    }

    fn answer(&mut self, command: Command) -> Vec<String> {
        match command {
            Command::Next => self.next(),
            Command::Previous => self.previous(),
            Command::Read(number) => self.read(number),
            Command::Open(number) => vec![self.open(number)],
            Command::Coverage(number) => vec![self.coverage(number)],
            Command::Address(number) => vec![self.address(number).unwrap_or_else(|why| why)],
            Command::Search(words) if words.is_empty() => {
                self.list.go(Scope::All);
                self.headlines()
            }
            Command::Search(words) => {
                self.list.search(words);
                let mistakes = std::mem::take(&mut self.list.mistakes);
                let rest = (!mistakes.is_empty()).then(|| "The rest is searched for.".to_owned());
                let told = mistakes.into_iter().map(|says| format!("Not understood: {says}"));
                told.chain(rest).chain(self.headlines()).collect()
            }
            Command::Places => self.go_through(Saying::Places, places::lines(&self.list.index)),
            Command::GoTo(name) => match places::find(&self.list.index, &name) {
                None => vec![format!("No topic, category, type or outlet matches “{name}”. t lists them.")],
                Some(scope) => {
                    self.list.go(scope);
                    self.headlines()
                }
            },
            Command::Order(order) => {
                self.list.sort(order);
                self.headlines()
            }
            Command::Front => {
                self.list.go_to_front();
                self.headlines()
            }
            Command::Again => self.headlines(),
            Command::Help => HELP.iter().map(|line| (*line).to_owned()).collect(),
            Command::Unknown(why) => vec![format!("{why} h lists the commands.")],
            // Has ended before.
            Command::Quit => Vec::new(),
        }
    }

    /// What the list is, and the page of it where one is.
    fn headlines(&mut self) -> Vec<String> {
        self.saying = Saying::Headlines;
        let mut lines = vec![self.list.heading()];
        lines.extend(self.list.page());
        lines
    }

    fn go_through(&mut self, what: Saying, lines: Vec<String>) -> Vec<String> {
        (self.saying, self.lines, self.at) = (what, lines, 0);
        self.page()
    }

    fn page(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.lines.iter().skip(self.at).take(PAGE).cloned().collect();
        lines.extend(speak::more(self.lines.len().saturating_sub(self.at + PAGE)));
        lines
    }

    /// On in what is being said; from the end of an article the headlines go on.
    fn next(&mut self) -> Vec<String> {
        if self.saying != Saying::Headlines && self.at + PAGE < self.lines.len() {
            self.at += PAGE;
            return self.page();
        }
        if self.saying == Saying::Places {
            return vec!["That is the end. t and a name goes there; l says the headlines again.".to_owned()];
        }
        self.saying = Saying::Headlines;
        if self.list.turn(true) {
            return self.list.page();
        }
        vec![self.list.end().to_owned()]
    }

    fn previous(&mut self) -> Vec<String> {
        if self.saying == Saying::Headlines {
            if self.list.turn(false) {
                return self.list.page();
            }
        } else if self.at > 0 {
            self.at = self.at.saturating_sub(PAGE);
            return self.page();
        }
        vec!["That is the beginning. l says the headlines again.".to_owned()]
    }

    fn row(&self, number: usize) -> Result<Row, String> {
        let none = || format!("There is no headline {number} here; there are {}.", self.list.len());
        self.list.row(number).ok_or_else(none)
    }

    fn article(&self, number: usize) -> Result<Article, String> {
        let path = self.list.index.path(self.row(number)?);
        match self.store.article(path, Want::Whole) {
            Outcome::Shown(parsed) => Ok(parsed.article),
            Outcome::Skipped(note) => {
                Err(format!("{} can’t be read now: {}", safe_line(&path.to_string_lossy()), note.message))
            }
        }
    }

    fn read(&mut self, number: usize) -> Vec<String> {
        match self.article(number) {
            Err(why) => vec![why],
            Ok(article) => {
                let lines = speak::article(&article, &self.list.clock);
                self.last = Some(article);
                self.go_through(Saying::Article, lines)
            }
        }
    }

    /// The address of a headline's original, or of the article last read, if it may be opened; else why not.
    fn address(&self, number: Option<usize>) -> Result<String, String> {
        let chosen = match (number, &self.last) {
            (Some(number), _) => choose(&self.article(number)?),
            (None, Some(article)) => choose(article),
            (None, None) => return Err("No article has been read yet; say a number first.".to_owned()),
        };
        match chosen {
            Chosen::Address(target) => Ok(target),
            Chosen::None(why) => Err(why),
        }
    }

    fn open(&self, number: Option<usize>) -> String {
        self.address(number).map_or_else(|why| why, |target| self.opened(&target))
    }

    /// Opens an address and says how that went.
    fn opened(&self, target: &str) -> String {
        match self.browser.open_here(target) {
            Ok(()) => format!("Opened {target}"),
            Err(why) => format!("{why} The address is {target}"),
        }
    }

    /// Opens a number of the coverage of the article last read.
    fn coverage(&self, number: usize) -> String {
        let Some(article) = &self.last else { return "No article has been read yet; say a number first.".to_owned() };
        let Some(related) = number.checked_sub(1).and_then(|at| article.related.get(at)) else {
            return format!("There is no {number} in its coverage; it has {}.", article.related.len());
        };
        match related.best_address().map(|address| &address.verdict) {
            None => "It has no address.".to_owned(),
            Some(Verdict::Allow(target)) => self.opened(target),
            Some(Verdict::Refuse(why)) => format!("Not opened: {why}."),
        }
    }
}
