//! Batches -> [`Index`]: one row for each article, in date order, with its lists. What comes out depends on what was
//! read, never on the order in which it was read or which thread read it.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use super::columns::{self, Columns, Numbers, Place, UNDATED};
use super::counts::Counts;
use super::names::NO_NAME;
use super::numbering::{Numbered, Numbering, SORTS};
use super::order::{Kept, Order};
use super::others::Other;
use super::postings::{Postings, majority};
use super::segment::{Bytes, Ranges, Section, Sort, Target, Writer};
use super::told::Fault;
use super::{Batch, Flags, Index, Row, dictionary, others, ranks, related, told, tree};
use crate::model::TopicTree;

/// Wrong values kept of a whole store; past it they are only counted.
const MAX_NOTES: usize = 100_000;
/// Rows whose columns stand in the head: more than any first screen shows.
const HEAD_ROWS: usize = 128;
/// A topic counts for at most so many topics above it.
const MAX_DEPTH: usize = 64;

/// Collects batches and makes indexes of them. Excerpts are written as they come: they are most of the text, and are not
/// kept in memory where the segment goes to a file.
#[derive(Debug)]
pub struct Builder {
    topics: TopicTree,
    store: Vec<u8>,
    batches: Vec<Batch>,
    /// For each batch the number of its first excerpt.
    firsts: Vec<u32>,
    excerpt_ends: Vec<u64>,
    old: Option<Old>,
    /// The number of the first excerpt of the old index.
    old_first: u32,
    /// When what is not in the old index was first seen, in seconds since 1970.
    now: u32,
    /// Its section of excerpts is open. Nothing once writing has failed.
    out: Option<Writer>,
    failed: Option<io::Error>,
}

/// What stays of an index whose store has changed.
#[derive(Debug)]
pub(crate) struct Old {
    pub index: std::sync::Arc<Index>,
    /// For each of its rows whether its file is as it was.
    pub rows: Vec<bool>,
    pub others: Vec<bool>,
    /// The files whose problems and notes still hold.
    pub problems: Vec<bool>,
    pub notes: Vec<bool>,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder::new(TopicTree::default())
    }
}

impl Builder {
    /// `topics` are the described ones. The index will be in memory.
    pub fn new(topics: TopicTree) -> Builder {
        Builder::writing(topics, Vec::new(), Target::memory())
    }

    /// For the store at `path` (raw bytes), written to `target`.
    pub(crate) fn writing(topics: TopicTree, path: Vec<u8>, target: Target) -> Builder {
        let begun = Writer::new(target).and_then(|mut out| out.begin(Section::EXCERPTS).map(|()| out));
        let (out, failed) = match begun {
            Ok(out) => (Some(out), None),
            Err(error) => (None, Some(error)),
        };
        let (batches, firsts, excerpt_ends) = Default::default();
        Builder { topics, store: path, batches, firsts, excerpt_ends, old: None, old_first: 0, now: 0, out, failed }
    }

    /// Adds what stays of an older index, once. What it does not have was first seen `now`, in seconds since 1970.
    pub(crate) fn keep(&mut self, old: Old, now: u32) {
        self.now = now;
        let excerpts = old.index.excerpts();
        let numbers = old.index.columns().excerpt_numbers;
        let mut stays = vec![false; excerpts.len()];
        for (&number, _) in numbers.iter().zip(&old.rows).filter(|(_, stays)| **stays) {
            if let Some(place) = stays.get_mut(number as usize) {
                *place = true;
            }
        }
        self.old_first = self.excerpt_ends.len() as u32;
        self.excerpts(excerpts, &|number| stays[number]);
        self.old = Some(old);
    }

    pub fn add(&mut self, mut batch: Batch) {
        if batch.is_empty() {
            return;
        }
        self.firsts.push(self.excerpt_ends.len() as u32);
        self.excerpts(batch.columns.excerpts(), &|_| true);
        batch.columns.free_excerpts();
        batch.columns.shrink();
        self.batches.push(batch);
    }

    /// Writes excerpts that stay, in runs. Where that fails (the disk is full, say) there will be none, and no file.
    fn excerpts(&mut self, excerpts: Ranges<'_, u8>, stays: &dyn Fn(usize) -> bool) {
        let Some(out) = &mut self.out else { return };
        let mut written = Ok(());
        let mut end = self.excerpt_ends.last().copied().unwrap_or(0);
        let mut at = 0;
        while at < excerpts.len() && written.is_ok() {
            let first = at;
            while at < excerpts.len() && stays(at) {
                end += excerpts.get(at).len() as u64;
                self.excerpt_ends.push(end);
                at += 1;
            }
            written = out.put(excerpts.run(first..at));
            at += 1;
        }
        if let Err(error) = written {
            (self.out, self.failed) = (None, Some(error));
        }
    }

    /// Files told of so far, those that stay not among them.
    pub fn files(&self) -> usize {
        self.batches.iter().map(Batch::files).sum()
    }

    /// An index of what was added so far, in memory and without excerpts; more may be added afterwards.
    pub fn build(&self) -> Index {
        self.in_memory(&self.order())
    }

    /// The index of all that was added.
    pub fn finish(self) -> Index {
        self.finished().0
    }

    /// The same, with why it is only in memory, and without its excerpts, where writing it failed.
    pub(crate) fn finished(mut self) -> (Index, Option<io::Error>) {
        let order = self.order();
        if let Some(out) = self.out.take() {
            let whole = |out| {
                let bytes = self.write(&order, out, true)?;
                Index::open(bytes).map_err(io::Error::other)
            };
            match whole(out) {
                Ok(index) => return (index, None),
                Err(error) => self.failed = Some(error),
            }
        }
        (self.in_memory(&order), self.failed)
    }

    fn in_memory(&self, order: &Order) -> Index {
        let written = Writer::new(Target::memory()).and_then(|mut out| {
            out.begin(Section::EXCERPTS)?;
            self.write(order, out, false)
        });
        // Memory takes what it is given, and what was just written can be read: this is for completeness.
        written.map_err(Into::into).and_then(Index::open).unwrap_or_else(|doubt| {
            tracing::error!("an index could not be made: {doubt}");
            Index::default()
        })
    }

    fn sources(&self) -> Vec<Columns<'_>> {
        let old = self.old.iter().map(|old| old.index.columns());
        old.chain(self.batches.iter().map(|batch| batch.columns.view())).collect()
    }

    fn order(&self) -> Order {
        let kept = self.old.as_ref().map(|old| Kept { by_id: old.index.by_id(), stays: &old.rows });
        Order::new(&self.sources(), kept)
    }

    /// Writes all sections but the excerpts themselves. One that is not the `last` does without them, and without what takes long
    /// to find.
    fn write(&self, order: &Order, mut out: Writer, last: bool) -> io::Result<Bytes> {
        out.end();
        let ends: &[u64] = if last { &self.excerpt_ends } else { &[] };
        out.section(Section::EXCERPT_ENDS, ends)?;
        let sources = self.sources();
        let flags: Vec<Flags> =
            order.rows.iter().map(|place| Flags::of(sources[place.source()].flags[place.at()])).collect();
        let (topics, old, batches) = (&self.topics, self.old.as_ref(), &self.batches);
        let numbered = Numbered { topics, old, batches, sources: &sources, order, flags: &flags };
        let old_first = self.old.iter().map(|_| self.old_first);
        let firsts: Vec<u32> = old_first.chain(self.firsts.iter().copied()).collect();
        let numbering = Numbering::new(&numbered, last.then_some(&firsts));
        let numbers = numbering.numbers();
        let listed: Vec<Row> =
            (0..order.rows.len() as u32).map(Row).filter(|row| !flags[row.at()].has(Flags::REMOVED)).collect();
        let dated = order.rows.partition_point(|place| sources[place.source()].dates[place.at()] != UNDATED);
        let head = &order.rows[..order.rows.len().min(HEAD_ROWS)];
        out.section(Section::STORE, &self.store)?;
        let head_segment = self.head(&sources, head, numbers.first(head.len()), &mut out)?;
        out.section(Section::HEAD, &head_segment)?;
        // What is found beside that takes as long as what is written.
        let known = self.old.as_ref().and_then(|old| old.index.title_ranks());
        let (written, (postings, ranks)) = rayon::join(
            || {
                columns::write(&mut out, &sources, &order.rows, numbers)?;
                related::write(&mut out, &sources, &order.rows, numbering.related())
            },
            || {
                let ranks = if last { ranks::ranks(&sources, &order.rows, known) } else { Vec::new() };
                (self.postings(&numbering, &listed), ranks)
            },
        );
        written?;
        out.section(Section::BY_ID, &order.by_id)?;
        out.section(Section::ADDED, &self.added(order, &sources))?;
        out.section(Section::ALL, &listed)?;
        out.section(Section::TITLE_RANKS, &ranks)?;
        let outlet_of = |row: Row| numbers.names[Sort::Outlets as usize][row.at()];
        for (sort, postings) in SORTS.iter().zip(&postings) {
            dictionary::write(&mut out, *sort, numbering.names(*sort).list(), postings, outlet_of, dated)?;
        }
        tree::write(&mut out, &self.topics)?;
        let mut counts = Counts {
            rows: order.rows.len() as u64,
            head: head.len() as u64,
            dated: dated as u64,
            listed_dated: listed.partition_point(|row| row.at() < dated) as u64,
            majority: match majority(&listed, outlet_of) {
                NO_NAME => u64::MAX,
                number => u64::from(number),
            },
            tree: tree::fingerprint(&self.topics),
            articles: listed.len() as u64,
            outlets: numbering.outlets() as u64,
            removed: (order.rows.len() - listed.len()) as u64,
            bodies: listed.iter().filter(|row| flags[row.at()].has(Flags::BODY)).count() as u64,
            ..Counts::default()
        };
        self.files_without_rows(&mut out, &sources, order, &mut counts)?;
        counts.write(&mut out)?;
        out.finish()
    }

    /// When each row was first seen. A file that changed, or moved, is the article that it was.
    fn added(&self, order: &Order, sources: &[Columns<'_>]) -> Vec<u32> {
        let Some(old) = &self.old else { return vec![0; order.rows.len()] };
        let before = |row: Row| old.index.parts().added.get(row.at()).copied().unwrap_or_default();
        let first_seen = |place: &Place| match place.source {
            0 => before(Row(place.at)),
            _ => old.index.row_of(sources[place.source()].id(place.at())).map_or(self.now, before),
        };
        order.rows.iter().map(first_seen).collect()
    }

    /// The first rows' columns and their excerpts, as a segment of their own.
    fn head(
        &self,
        sources: &[Columns<'_>],
        head: &[Place],
        numbers: Numbers<'_>,
        out: &mut Writer,
    ) -> io::Result<Vec<u8>> {
        let mut within = Writer::new(Target::memory())?;
        columns::write(&mut within, sources, head, numbers)?;
        let mut excerpts = Vec::with_capacity(head.len());
        for &number in numbers.excerpts {
            let number = number as usize;
            let end = self.excerpt_ends.get(number).copied().unwrap_or(0);
            let start = if number == 0 { 0 } else { self.excerpt_ends.get(number - 1).copied().unwrap_or(end) };
            excerpts.push(out.read_back(Section::EXCERPTS, start, end)?);
        }
        let ends = within.parts(Section::EXCERPTS, excerpts.iter().map(Vec::as_slice))?;
        within.section(Section::EXCERPT_ENDS, &ends)?;
        Ok(within.finish()?.to_vec())
    }

    /// The rows under each name, by [`Sort`]; a topic has those of the topics below it too.
    fn postings(&self, numbering: &Numbering, listed: &[Row]) -> [Postings; 4] {
        let numbers = numbering.numbers();
        let above: Vec<Option<usize>> = self.topics.iter().map(|(_, parent)| parent).collect();
        SORTS.map(|sort| {
            let len = numbering.names(sort).len();
            if sort != Sort::Topics {
                return Postings::new(len, listed, |row, under| under.push(numbers.names[sort as usize][row.at()]));
            }
            Postings::new(len, listed, |row, under| {
                for &topic in numbers.topics.get(row.at()) {
                    let mut next = Some(topic as usize);
                    for _ in 0..MAX_DEPTH {
                        // What is above a topic that is there already is there too.
                        let Some(topic) = next.filter(|&topic| !under.contains(&(topic as u32))) else { break };
                        under.push(topic as u32);
                        next = above.get(topic).copied().flatten();
                    }
                }
            })
        })
    }

    /// What is known of files that have no row of their own, and of what is wrong.
    fn files_without_rows(
        &self,
        out: &mut Writer,
        sources: &[Columns<'_>],
        order: &Order,
        counts: &mut Counts,
    ) -> io::Result<()> {
        let lost = order.duplicates.iter().map(|place| {
            let columns = &sources[place.source()];
            Other {
                path: PathBuf::from(OsStr::from_bytes(columns.paths.get(place.at()))),
                stamp: columns.stamps[place.at()],
                id: Some(columns.id(place.at())),
                noted: columns.noted[place.at()],
            }
        });
        let mut others: Vec<Other> = lost.collect();
        others.extend(self.batches.iter().flat_map(|batch| batch.skipped.iter().cloned()));
        let mut problems: Vec<Fault> = self.batches.iter().flat_map(|batch| batch.problems.iter().cloned()).collect();
        let mut notes: Vec<Fault> = Vec::new();
        if let Some(old) = &self.old {
            others.extend(staying(old.index.others().iter(), &old.others));
            problems.extend(staying(old.index.problems().faults(), &old.problems));
            notes.extend(staying(old.index.notes().faults(), &old.notes));
        }
        notes.extend(self.batches.iter().flat_map(|batch| batch.notes.iter().cloned()));
        notes.truncate(MAX_NOTES);
        others.sort_unstable();
        [&mut problems, &mut notes].into_iter().for_each(|faults| faults.sort_by(Fault::order));
        others::write(out, &others)?;
        told::write(out, true, &problems)?;
        told::write(out, false, &notes)?;
        let noted = order.rows.iter().map(|place| u64::from(sources[place.source()].noted[place.at()]));
        counts.notes = noted.sum::<u64>() + others.iter().map(|other| u64::from(other.noted)).sum::<u64>();
        counts.duplicates = others.iter().filter(|other| other.id.is_some()).count() as u64;
        counts.not_articles = others.len() as u64 - counts.duplicates;
        counts.problems = problems.len() as u64;
        let unsettled = self.batches.iter().map(|batch| batch.unsettled as u64).sum();
        counts.unsettled = unsettled;
        Ok(())
    }
}

/// Those of `all` that stay.
fn staying<'s, T>(all: impl Iterator<Item = T> + 's, stays: &'s [bool]) -> impl Iterator<Item = T> + 's {
    all.zip(stays).filter_map(|(one, stays)| stays.then_some(one))
}
