//! The conversation: a line in, lines out. It holds where one is in the headlines and in an article; what a line means stands in
//! `command`.

use super::command::{Command, HELP, order};
use super::speak;
use crate::app::{Chosen, Clock, choose};
use crate::index::{self, Index, Row, Scope};
use crate::model::Verdict;
use crate::model::text::safe_line;
use crate::runtime::Browser;
use crate::search::{self, Order, Query, Request, fuzzy};
use crate::store::{Outcome, Store, Want};
use std::io::{self, BufRead, Write};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

/// Headlines, topics or paragraphs said at a time.
const PAGE: usize = 10;

struct Session<'a, W> {
    store: &'a Store,
    name: &'a str,
    index: Arc<Index>,
    clock: &'a Clock,
    browser: &'a Browser,
    out: W,
    scope: Scope,
    query: String,
    order: Order,
    rows: Arc<[Row]>,
    /// What is being gone through, and how far.
    pages: Pages,
    /// The article last read.
    last: Option<Row>,
}

/// Lines that are said in pages.
enum Pages {
    Headlines { at: usize },
    Lines { lines: Vec<String>, at: usize },
}

/// Reads the store, says the first headlines, and then does what each line of `input` asks for, until it ends or says to quit.
pub fn converse(
    store: &Store,
    name: &str,
    order: Order,
    clock: &Clock,
    browser: &Browser,
    input: impl BufRead,
    out: impl Write,
) -> io::Result<()> {
    let last: Mutex<Arc<Index>> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    index::load(store, threads, &AtomicBool::new(false), &|snapshot| {
        *last.lock().unwrap_or_else(PoisonError::into_inner) = snapshot.index;
    });
    let index = last.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut session = Session {
        store,
        name,
        index,
        clock,
        browser,
        out,
        scope: Scope::All,
        query: String::new(),
        order,
        rows: Arc::new([]),
        pages: Pages::Headlines { at: 0 },
        last: None,
    };
    session.list()?;
    session.run(input)
}

impl<W: Write> Session<'_, W> {
    fn run(&mut self, mut input: impl BufRead) -> io::Result<()> {
        let mut line = Vec::new();
        loop {
            write!(self.out, "> ")?;
            self.out.flush()?;
            line.clear();
            if input.read_until(b'\n', &mut line)? == 0 {
                return writeln!(self.out);
            }
            match Command::parse(&safe_line(&String::from_utf8_lossy(&line))) {
                Command::Quit => return Ok(()),
                command => self.answer(command)?,
            }
        }
    }

    fn answer(&mut self, command: Command) -> io::Result<()> {
        match command {
            Command::Next => self.turn(true),
            Command::Previous => self.turn(false),
            Command::Read(number) => self.read(number),
            Command::Open(number) => self.open(number),
            Command::Address(number) => {
                let says = self.address(number).unwrap_or_else(|why| why);
                self.say(&says)
            }
            Command::Coverage(number) => {
                let says = self.coverage(number).map_or_else(|why| why, |target| self.opened(&target));
                self.say(&says)
            }
            Command::Search(words) => {
                self.query = words;
                self.list()
            }
            Command::Places => {
                let lines = self.places().into_iter().map(|(label, count, _)| format!("{label}, {count}")).collect();
                self.go_through(lines)
            }
            Command::GoTo(name) => self.go_to(&name),
            Command::Order(order) => {
                self.order = order;
                self.list()
            }
            Command::Again => {
                if let Pages::Lines { .. } = self.pages {
                    self.pages = Pages::Headlines { at: 0 };
                }
                self.page()
            }
            Command::Help => HELP.iter().try_for_each(|line| self.say(line)),
            Command::Unknown(why) => self.say(&format!("{why} h lists the commands.")),
            Command::Quit => Ok(()),
        }
    }

    fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// Asks for the rows anew, and says what they are and the first of them.
    fn list(&mut self) -> io::Result<()> {
        let query = Query::parse(&self.query);
        let order = if query.is_empty() { self.order } else { Order::Best };
        let (index, scope) = (self.index.clone(), self.scope.clone());
        let request = Request { generation: 0, index, scope, query, order, now: self.clock.now };
        let mut rows: Arc<[Row]> = Arc::new([]);
        search::run(&request, &|| false, &mut |results| rows = results.rows);
        self.rows = rows;
        self.pages = Pages::Headlines { at: 0 };
        let place = match &self.scope {
            Scope::All => self.name.to_owned(),
            Scope::Category(name) | Scope::Topic(name) | Scope::Kind(name) | Scope::Outlet(name) => name.to_string(),
        };
        let (count, matches) = match self.rows.len() {
            1 => ("1 headline".to_owned(), "matches"),
            count => (format!("{count} headlines"), "match"),
        };
        let how = if self.query.is_empty() {
            format!(", {}", said(self.order))
        } else {
            format!(" {matches} “{}”, best first", self.query)
        };
        self.say(&format!("{place}: {count}{how}. h lists the commands."))?;
        let problems = self.index.totals().problems;
        if problems > 0 && self.scope == Scope::All && self.query.is_empty() {
            self.say(&format!("{problems} files could not be read; dateline check lists them."))?;
        }
        self.page()
    }

    /// Says the page one is at.
    fn page(&mut self) -> io::Result<()> {
        let (lines, at, len) = match &self.pages {
            Pages::Headlines { at } => {
                let page = self.rows.iter().enumerate().skip(*at).take(PAGE);
                let line =
                    |(n, row): (usize, &Row)| format!("{}. {}", n + 1, speak::headline(&self.index, *row, self.clock));
                (page.map(line).collect::<Vec<_>>(), *at, self.rows.len())
            }
            Pages::Lines { lines, at } => (lines.iter().skip(*at).take(PAGE).cloned().collect(), *at, lines.len()),
        };
        lines.iter().try_for_each(|line| self.say(line))?;
        match len.saturating_sub(at + PAGE) {
            0 => Ok(()),
            more => self.say(&format!("{more} more; n goes on.")),
        }
    }

    fn turn(&mut self, onward: bool) -> io::Result<()> {
        let len = match &self.pages {
            Pages::Headlines { .. } => self.rows.len(),
            Pages::Lines { lines, .. } => lines.len(),
        };
        let (Pages::Headlines { at } | Pages::Lines { at, .. }) = &mut self.pages;
        let to = if onward { *at + PAGE } else { at.saturating_sub(PAGE) };
        if onward && to >= len {
            return self.say("That is the end. l says the headlines again.");
        }
        if !onward && *at == 0 {
            return self.say("That is the beginning.");
        }
        *at = to;
        self.page()
    }

    fn go_through(&mut self, lines: Vec<String>) -> io::Result<()> {
        self.pages = Pages::Lines { lines, at: 0 };
        self.page()
    }

    /// The row of a number, or of the article last read.
    fn row(&self, number: Option<usize>) -> Result<Row, String> {
        match number {
            None => self.last.ok_or_else(|| "No article has been read yet; say a number first.".to_owned()),
            Some(number) => {
                let row = number.checked_sub(1).and_then(|at| self.rows.get(at)).copied();
                row.ok_or_else(|| format!("There is no headline {number} here; there are {}.", self.rows.len()))
            }
        }
    }

    fn file(&self, row: Row) -> Result<Box<crate::store::Parsed>, String> {
        let path = self.index.path(row);
        match self.store.article(path, Want::Whole) {
            Outcome::Shown(parsed) => Ok(parsed),
            Outcome::Skipped(note) => {
                Err(format!("{} can’t be read now: {}", safe_line(&path.to_string_lossy()), note.message))
            }
        }
    }

    fn read(&mut self, number: usize) -> io::Result<()> {
        let found = self.row(Some(number)).and_then(|row| Ok((row, self.file(row)?)));
        match found {
            Err(why) => self.say(&why),
            Ok((row, parsed)) => {
                self.last = Some(row);
                self.go_through(speak::article(&parsed.article, self.clock))
            }
        }
    }

    /// The address that may be opened; else why there is none.
    fn address(&self, number: Option<usize>) -> Result<String, String> {
        match choose(&self.file(self.row(number)?)?.article) {
            Chosen::Address(target) => Ok(target),
            Chosen::None(why) => Err(why),
        }
    }

    fn open(&mut self, number: Option<usize>) -> io::Result<()> {
        let says = self.address(number).map_or_else(|why| why, |target| self.opened(&target));
        self.say(&says)
    }

    /// Opens an address and says how that went.
    fn opened(&self, target: &str) -> String {
        match self.browser.open_here(target) {
            Ok(()) => format!("Opened {target}"),
            Err(why) => format!("{why} The address is {target}"),
        }
    }

    /// The address of a number of the coverage.
    fn coverage(&self, number: usize) -> Result<String, String> {
        let article = self.file(self.row(None)?)?.article;
        let related = number.checked_sub(1).and_then(|at| article.related.get(at));
        let related = related
            .ok_or_else(|| format!("There is no {number} in its coverage; there are {}.", article.related.len()))?;
        match related.best_address().map(|address| &address.verdict) {
            None => Err("It has no address.".to_owned()),
            Some(Verdict::Allow(target)) => Ok(target.clone()),
            Some(Verdict::Refuse(why)) => Err(format!("Not opened: {why}.")),
        }
    }

    /// Label, headlines, scope.
    fn places(&self) -> Vec<(String, usize, Scope)> {
        let mut places = vec![("All".to_owned(), self.index.totals().articles, Scope::All)];
        let topics = self.index.topics().iter();
        places.extend(topics.map(|node| (node.name.to_string(), node.count, Scope::Topic(node.name.clone()))));
        for (facets, scope) in [
            (self.index.categories(), Scope::Category as fn(_) -> _),
            (self.index.kinds(), Scope::Kind),
            (self.index.outlets(), Scope::Outlet),
        ] {
            places.extend(facets.iter().map(|facet| (facet.name.to_string(), facet.count, scope(facet.name.clone()))));
        }
        places
    }

    fn go_to(&mut self, name: &str) -> io::Result<()> {
        let mut places = self.places();
        let best = fuzzy::rank(name, places.iter().map(|(label, ..)| label.as_str())).first().map(|best| best.item);
        match best {
            None => self.say(&format!("No topic, type or outlet matches “{name}”. t lists them.")),
            Some(best) => {
                self.scope = places.swap_remove(best).2;
                self.query.clear();
                self.list()
            }
        }
    }
}

fn said(now: Order) -> &'static str {
    let names = ["newest", "oldest", "heat", "quality", "title", "outlet"];
    let says = ["newest first", "oldest first", "hottest first", "best quality first", "by title", "by outlet"];
    names.iter().zip(says).find(|(name, _)| order(name) == Some(now)).map_or("best first", |(_, says)| says)
}
