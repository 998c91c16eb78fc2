//! The marks of one index, kept up with the journals: what the journals say, what is said next. It writes no journal and owns no
//! thread: it gives the lines, and whoever asked writes them.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use super::asked::{Done, Others, Place, Wish, off, on};
use super::columns::{LATER, Marks, READ, SAID, STARRED, Seen};
use super::dates::Baseline;
use super::kept::{self, Head, Kept};
use super::lines::Lines;
use crate::index::finder::Finder;
use crate::index::segment::Map;
use crate::index::{Index, Row};
use crate::model::{ArticleId, Timestamp};
use crate::store::marks::{self, Entry, Heard, Mark, Moment, Positions, Registers, Told, Verb, Way};

/// Past so many changes all is counted anew. (Few enough for the tests to come there.)
const MANY: usize = if cfg!(test) { 4 } else { 2_000 };
/// How often journals are read that change while they are read.
const TRIES: usize = 5;

/// See the module.
#[derive(Debug)]
pub struct Ledger {
    index: Arc<Index>,
    place: Place,
    marks: Marks,
    positions: Positions,
    /// No line that is known of is later.
    latest: Moment,
    /// What was said up to here is known without its moment.
    settled: Moment,
    /// The moments of what was said afterwards.
    said: HashMap<(Row, Mark), Moment>,
    baseline: Baseline,
    /// Something has changed since it was kept.
    is_stale: bool,
    /// The kept file whose bits were taken on trust.
    unverified: Option<Arc<Map>>,
}

impl Ledger {
    /// Of what was kept, and of what the journals say beyond that; else of all that they say; and of what was `told` and no journal has
    /// yet. What is wrong in the journals is told, and costs only itself; where the folder can't be read there are no marks, and why.
    pub fn open(index: Arc<Index>, place: Place, told: &[Arc<Done>]) -> (Ledger, io::Result<Heard>) {
        let kept = place.kept.as_deref().map(|path| kept::open(path, &index, &place.name()));
        let kept = match kept {
            Some(Ok(kept)) => kept,
            Some(Err(doubt)) => {
                tracing::warn!("the marks that were kept are not used: {doubt}");
                None
            }
            None => None,
        };
        let (marks, positions) = Default::default();
        let mut ledger = Ledger {
            index,
            place,
            marks,
            positions,
            latest: Moment::default(),
            settled: Moment::default(),
            said: HashMap::new(),
            baseline: Baseline::default(),
            is_stale: true,
            unverified: None,
        };
        let heard = match kept {
            Some(kept) => {
                ledger.take_kept(kept);
                ledger.catch_up(told).map(|(_, heard)| heard)
            }
            None => ledger.read_all(told),
        };
        (ledger, heard)
    }

    /// Looks whether what was kept is sound, once; nothing where it is. Where it is not all journals are read, and `told`, and how that
    /// went. A first screen need not wait for it.
    pub fn verify(&mut self, told: &[Arc<Done>]) -> Option<io::Result<Heard>> {
        let file = self.unverified.take()?;
        let doubt = kept::verify(&file).err()?;
        tracing::warn!("the marks that were kept are not used: {doubt}");
        Some(self.read_all(told))
    }

    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The latest moment that is known of.
    pub fn latest(&self) -> Moment {
        self.latest
    }

    /// Whether a baseline was ever set, or taken back, for this store.
    pub fn has_baseline(&self) -> bool {
        self.baseline.at > Moment::default()
    }

    /// Something was said as late as that elsewhere.
    pub(super) fn know(&mut self, latest: Moment) {
        self.latest = self.latest.max(latest);
    }

    /// As if that baseline were laid; nobody said so.
    pub(super) fn suppose(&mut self, until: Option<Timestamp>) {
        self.set_baseline(Baseline { until, ..self.baseline });
    }

    fn take_kept(&mut self, kept: Kept) {
        let Kept { marks, positions, head, file } = kept;
        (self.marks, self.positions, self.unverified) = (marks, positions, Some(file));
        (self.latest, self.settled) = (Moment(head.latest), Moment(head.latest));
        let until = (head.until != kept::NONE).then_some(Timestamp(head.until));
        self.baseline = Baseline { at: Moment(head.baseline), until };
        self.is_stale = false;
        if head.since != kept::until(self.place.since) {
            self.marks.find_new(&self.index, self.place.since, self.place.now);
            self.is_stale = true;
        }
    }

    /// Keeps the columns for the next start, where anything has changed. What is only supposed is not kept.
    ///
    /// # Errors
    /// The file can't be written: then the next start reads the journals.
    pub fn keep(&mut self) -> io::Result<()> {
        // Nothing is kept for sound that is not; nor was anything told, where something is to be kept.
        let _heard = if self.is_stale { self.verify(&[]) } else { None };
        let is_supposed = !self.has_baseline() && self.baseline.until.is_some();
        let is_due = self.is_stale && !is_supposed;
        let Some(path) = self.place.kept.as_deref().filter(|_| is_due) else { return Ok(()) };
        let head = Head {
            index: self.index.identity(),
            latest: self.latest.0,
            baseline: self.baseline.at.0,
            until: kept::until(self.baseline.until),
            since: kept::until(self.place.since),
            counts: [0; 4],
        };
        kept::write(path, (&self.marks, &self.positions, head), &self.place.name())?;
        self.is_stale = false;
        Ok(())
    }

    /// Takes in what the journals say by now, and what was `told` and they do not have yet; whether that shows.
    pub fn catch_up(&mut self, told: &[Arc<Done>]) -> io::Result<(bool, Heard)> {
        let Some(folder) = self.place.folder.clone() else { return Ok((false, Heard::default())) };
        let before = self.positions.clone();
        let (mut lines, mut baseline) = (Vec::new(), self.baseline);
        let store = self.place.store.clone();
        let heard = marks::read(&folder, &mut self.positions, &mut |line| match line.entry {
            Entry::Mark { verb, id } => lines.push((line.at, id, verb)),
            entry => baseline.hear(line.at, &entry, &store),
        })?;
        self.latest = self.latest.max(heard.latest);
        for done in told {
            lines.extend(done.changes.iter().map(|&(id, verb)| (done.at, id, verb)));
            baseline.hear_done(done);
            self.latest = self.latest.max(done.at);
        }
        let said = self.rows_of(&lines);
        self.is_stale |= self.positions != before;
        let ties = baseline.at == self.baseline.at && baseline.until != self.baseline.until;
        if heard.rewritten || ties || said.iter().any(|&(at, row, verb)| self.is_in_doubt(at, row, verb)) {
            let marks = self.marks.clone();
            let heard = self.read_all(told)?;
            return Ok((self.marks != marks, heard));
        }
        let shows = self.take(&said);
        let moved = self.set_baseline(baseline);
        Ok((shows || moved, heard))
    }

    /// Whether it can't be known here if something was said before or after what is known: it is told so late that the moment of what
    /// stands is not kept, or at the very same moment as that.
    fn is_in_doubt(&self, at: Moment, row: Row, verb: Verb) -> bool {
        let mark = verb.mark();
        let stands = self.marks.has(row, mark) == verb.sets() && self.marks.is_said(row, mark);
        let is_open = match self.said.get(&(row, mark)) {
            Some(said) => at == *said,
            None => at <= self.settled,
        };
        mark != Mark::Seen && is_open && !stands
    }

    /// What was said of articles that are there.
    fn rows_of(&self, told: &[(Moment, ArticleId, Verb)]) -> Vec<(Moment, Row, Verb)> {
        if told.len() > MANY {
            let finder = Finder::new(&self.index);
            return told.iter().filter_map(|&(at, id, verb)| Some((at, finder.row_of(id)?, verb))).collect();
        }
        told.iter().filter_map(|&(at, id, verb)| Some((at, self.index.row_of(id)?, verb))).collect()
    }

    fn take(&mut self, said: &[(Moment, Row, Verb)]) -> bool {
        let (mut shows, are_many) = (false, said.len() > MANY);
        for &(at, row, verb) in said {
            let mark = verb.mark();
            if mark == Mark::Seen {
                shows |= self.marks.see(row, at);
                continue;
            }
            let before = self.said.get(&(row, mark)).copied().unwrap_or(self.settled);
            if at <= self.settled || at < before {
                continue;
            }
            self.said.insert((row, mark), at);
            if are_many {
                self.marks.set_uncounted(row, mark, verb.sets());
                shows = true;
            } else {
                shows |= self.marks.set(&self.index, row, mark, verb.sets());
            }
        }
        if are_many {
            self.marks.recount(&self.index);
        }
        self.is_stale |= !said.is_empty();
        shows
    }

    /// Reads every journal from its beginning; what was `told` comes behind all of them.
    fn read_all(&mut self, told: &[Arc<Done>]) -> io::Result<Heard> {
        let (index, store) = (self.index.clone(), self.place.store.clone());
        // Made where there is anything to be found.
        let finder = LazyCell::new(|| Finder::new(&index));
        // As many as rows, once anything was said of one: on a first visit nothing was.
        let mut registers: Vec<Registers> = Vec::new();
        let hear = |id: ArticleId, at: Moment, verb: Verb, registers: &mut Vec<Registers>| {
            if let Some(row) = finder.row_of(id) {
                registers.resize(index.len(), Registers::default());
                registers[row.at()].take(at, verb);
            }
        };
        let (mut positions, mut baseline) = (Positions::default(), Baseline::default());
        let mut heard = Ok(Heard::default());
        for _ in 0..TRIES {
            registers.clear();
            baseline = Baseline::default();
            let take = &mut |told: Told<'_>| match told.entry {
                Entry::Mark { verb, id } => hear(id, told.at, verb, &mut registers),
                entry => baseline.hear(told.at, &entry, &store),
            };
            if let Some(folder) = self.place.folder.as_deref() {
                heard = marks::read(folder, &mut positions, take);
            }
            if !heard.as_ref().is_ok_and(|heard| heard.rewritten) {
                break;
            }
        }
        for done in told {
            done.changes.iter().for_each(|&(id, verb)| hear(id, done.at, verb, &mut registers));
            baseline.hear_done(done);
        }
        let mut seen = Vec::new();
        let bits = registers.iter().zip(0..).map(|(registers, row)| {
            seen.extend(registers.seen().map(|at| Seen { row: Row(row), at }));
            bits(registers)
        });
        let mut bits: Vec<u8> = bits.collect();
        bits.resize(index.len(), 0);
        self.unverified = None;
        self.marks = Marks::of(bits.into(), seen, Default::default());
        self.said.clear();
        (self.positions, self.baseline, self.is_stale) = (positions, baseline, true);
        let latest = heard.as_ref().map_or(Moment::default(), |heard| heard.latest);
        self.settled = told.iter().map(|done| done.at).fold(latest, Moment::max);
        self.latest = self.latest.max(self.settled);
        self.marks.lay(&self.index, self.baseline);
        self.marks.find_new(&self.index, self.place.since, self.place.now);
        self.marks.recount(&self.index);
        heard
    }

    /// Marks rows of this ledger's index as wished; nothing where all are so already. The clock's `now` may go back: the moment of
    /// what is said only rises.
    /// `others` gives the rows that are read or unread together with a row.
    pub fn wish(
        &mut self,
        rows: &mut dyn Iterator<Item = Row>,
        others: &Others<'_>,
        wish: Wish,
        now: Moment,
    ) -> Option<Done> {
        let rows: Vec<Row> = rows.filter(|row| row.at() < self.index.len()).collect();
        let together = self.together(&rows, others, wish);
        let verbs = match wish {
            Wish::Set(verb) => vec![verb],
            Wish::Seen { read: true } => vec![Verb::Seen, Verb::Read],
            Wish::Seen { read: false } => vec![Verb::Seen],
            Wish::Toggle(mark) => {
                let rows = if mark == Mark::Read { &together } else { &rows };
                let all = rows.iter().all(|&row| self.marks.has(row, mark));
                vec![if all { off(mark) } else { on(mark) }]
            }
        };
        let of = |verb: Verb| if verb.mark() == Mark::Read { &together } else { &rows };
        let changes = verbs.into_iter().flat_map(|verb| of(verb).iter().map(move |&row| (row, verb)));
        let changes: Vec<(Row, Verb)> = changes
            .filter(|&(row, verb)| verb == Verb::Seen || self.marks.has(row, verb.mark()) != verb.sets())
            .collect();
        self.say(&changes, now)
    }

    /// The rows with those that are read together with them, each once, where that is wished.
    fn together(&self, rows: &[Row], others: &Others<'_>, wish: Wish) -> Vec<Row> {
        let is_of_reading = match wish {
            Wish::Toggle(mark) => mark == Mark::Read,
            Wish::Set(verb) => verb.mark() == Mark::Read,
            Wish::Seen { read } => read,
        };
        if !is_of_reading {
            return Vec::new();
        }
        let mut together = rows.to_vec();
        let with = rows.iter().flat_map(|&row| others(row)).copied().filter(|row| row.at() < self.index.len());
        together.extend(with);
        if together.len() > rows.len() {
            let mut met = std::collections::HashSet::with_capacity(together.len());
            together.retain(|row| met.insert(*row));
        }
        together
    }

    /// Takes a step back, or takes it again: `changes` are what is to be said for it, of articles that are there or not.
    pub fn change(&mut self, changes: &[(ArticleId, Verb)], of: Option<(Way, Moment)>, now: Moment) -> Option<Done> {
        if changes.is_empty() {
            return None;
        }
        let at = self.next(now);
        let told: Vec<(Moment, ArticleId, Verb)> = changes.iter().map(|&(id, verb)| (at, id, verb)).collect();
        let said = self.rows_of(&told);
        self.take(&said);
        let mut lines = Lines::new(at, of);
        for &(_, id, verb) in &told {
            lines.mark(&self.index, self.index.row_of(id), id, verb);
        }
        self.is_stale = true;
        Some(Done { at, changes: changes.to_vec(), baseline: None, lines: lines.into_bytes() })
    }

    /// Everything published up to a date counts as read from now on; without one nothing does for its date.
    pub fn lay(&mut self, until: Option<Timestamp>, of: Option<(Way, Moment)>, now: Moment) -> Done {
        let at = self.next(now);
        let before = self.baseline.until;
        let mut lines = Lines::new(at, of);
        lines.baseline(&self.place.store, until);
        self.set_baseline(Baseline { at, until });
        self.is_stale = true;
        Done { at, baseline: Some((before, until)), lines: lines.into_bytes(), ..Done::default() }
    }

    /// Takes over what was said just now in the ledger of another index of the same store: later than anything that is known.
    pub fn follow(&mut self, done: &Done) {
        let told: Vec<(Moment, ArticleId, Verb)> = done.changes.iter().map(|&(id, verb)| (done.at, id, verb)).collect();
        let said = self.rows_of(&told);
        self.latest = self.latest.max(done.at);
        self.take(&said);
        if let Some((_, until)) = done.baseline {
            self.set_baseline(Baseline { at: done.at, until });
        }
    }

    fn next(&mut self, now: Moment) -> Moment {
        self.latest = now.max(Moment(self.latest.0 + 1));
        self.latest
    }

    fn say(&mut self, changes: &[(Row, Verb)], now: Moment) -> Option<Done> {
        if changes.is_empty() {
            return None;
        }
        let at = self.next(now);
        let said: Vec<(Moment, Row, Verb)> = changes.iter().map(|&(row, verb)| (at, row, verb)).collect();
        self.take(&said);
        let mut lines = Lines::new(at, None);
        changes.iter().for_each(|&(row, verb)| lines.mark(&self.index, Some(row), self.index.id(row), verb));
        let changes = changes.iter().map(|&(row, verb)| (self.index.id(row), verb)).collect();
        Some(Done { at, changes, baseline: None, lines: lines.into_bytes() })
    }

    fn set_baseline(&mut self, baseline: Baseline) -> bool {
        let moves = baseline != self.baseline;
        self.baseline = baseline;
        if moves {
            self.marks.lay(&self.index, self.baseline);
            self.marks.recount(&self.index);
        }
        moves
    }
}

fn bits(registers: &Registers) -> u8 {
    let read = match registers.get(Mark::Read) {
        Some(true) => READ | SAID,
        Some(false) => SAID,
        None => 0,
    };
    let bit = |mark, bit| if registers.get(mark) == Some(true) { bit } else { 0 };
    read | bit(Mark::Star, STARRED) | bit(Mark::Later, LATER)
}
