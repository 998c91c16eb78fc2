//! What has changed in a store since its index was made. Files are looked at, and only those read that are not as they were; what
//! comes of it is the index that reading all of them would give.

use std::collections::HashSet;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::build::Old;
use super::job::{self, Changes, Job, Report, Snapshot, Touched};
use super::known::Known;
use super::load::{builder, finish, read, whole};
use super::others::Other;
use super::segment::{Doubt, Sort};
use super::told::Fault;
use super::{Batch, Index, Row, tree};
use crate::model::{ArticleId, TopicTree};
use crate::store::ReadLimit;

/// A look that takes no longer is not worth telling how far it is.
const QUIET: Duration = Duration::from_millis(500);
/// So many files that were read again and found as they were are worth writing down that they were.
const WORTH_WRITING: usize = 1_000;

/// Looks at a store again: at all of it, or at files that may have changed. Tells the index that is right now, `done`: the same
/// `Arc` where nothing has changed, and then nothing is written.
pub fn refresh(job: &Job<'_>, index: &Arc<Index>, touched: &Touched) {
    let found = match touched {
        Touched::Files(paths) if !paths.iter().any(|path| is_folder(job, path)) => look_at(job, index, paths),
        _ => refresh_unchecked(job, index),
    };
    if let Err(doubt) = found {
        (job.tell)(Report::Doubted(doubt));
        read(job);
    }
}

fn is_folder(job: &Job<'_>, path: &Path) -> bool {
    job.store.root().join(path).symlink_metadata().is_ok_and(|what| what.is_dir())
}

/// All of it. A doubt where the index turns out to be damaged; then nothing has been told but that no file has changed.
pub(super) fn refresh_unchecked(job: &Job<'_>, index: &Arc<Index>) -> Result<(), Doubt> {
    let (tree, topic_problems) = job.store.topics();
    let known = Known::new(index);
    let begun = Instant::now();
    let mut fresh = Fresh::default();
    let listed = index.totals().files;
    let mut told = begun;
    job.walk(Some(&known), &mut |batch, met| {
        fresh.batches.extend(batch);
        if begun.elapsed() > QUIET && told.elapsed() > Duration::from_millis(50) {
            told = Instant::now();
            let rate = job::rate(met, begun);
            let (index, changes) = (index.clone(), Changes::default());
            let listed = met.max(listed);
            job.tell(Snapshot { index, whole: true, read: met, rate, listed, changes, done: false });
        }
    });
    tracing::debug!("looked through after {:?}", begun.elapsed());
    let mut batch = Batch::default();
    topic_problems.into_iter().for_each(|(path, note)| batch.problem(&path, note));
    fresh.batches.push(batch);
    let [rows, others, problems] = known.seen();
    let notes = index.notes().stamps().iter().map(|&stamp| known.has_seen(stamp)).collect();
    let old = Old { index: index.clone(), rows, others, problems, notes };
    update(job, old, fresh, tree)
}

/// Only those files, and what stands at their paths now.
fn look_at(job: &Job<'_>, index: &Arc<Index>, paths: &[PathBuf]) -> Result<(), Doubt> {
    let touched = Paths::new(paths);
    let is_touched = |path: &Path| touched.contains(path);
    let (tree, topic_problems) = job.store.topics();
    let told = index.problems();
    let is_topic = |path: &Path| path.starts_with("_data/topics");
    let old = Old {
        index: index.clone(),
        rows: (0..index.len() as u32).map(|row| !is_touched(index.path(Row(row)))).collect(),
        others: (0..index.others().len()).map(|at| !is_touched(index.others().path(at))).collect(),
        problems: told.iter().map(|(path, _)| !is_touched(path) && !is_topic(path)).collect(),
        notes: index.notes().iter().map(|(path, _)| !is_touched(path)).collect(),
    };
    let mut batch = Batch::default();
    topic_problems.into_iter().for_each(|(path, note)| batch.problem(&path, note));
    let mut buffer = Vec::new();
    for path in paths {
        read_again(job, path, &mut batch, &mut buffer);
    }
    update(job, old, Fresh { batches: vec![batch] }, tree)
}

/// Some paths to be found among very many: nearly all others differ in their length already.
struct Paths<'a> {
    all: HashSet<&'a [u8]>,
    lengths: Vec<bool>,
}

impl<'a> Paths<'a> {
    fn new(paths: &'a [PathBuf]) -> Paths<'a> {
        let all: HashSet<&[u8]> = paths.iter().map(|path| path.as_os_str().as_bytes()).collect();
        let mut lengths = vec![false; all.iter().map(|path| path.len() + 1).max().unwrap_or(0)];
        all.iter().for_each(|path| lengths[path.len()] = true);
        Paths { all, lengths }
    }

    fn contains(&self, path: &Path) -> bool {
        let path = path.as_os_str().as_bytes();
        self.lengths.get(path.len()).is_some_and(|there| *there) && self.all.contains(path)
    }
}

fn read_again(job: &Job<'_>, path: &Path, batch: &mut Batch, buffer: &mut Vec<u8>) {
    // What is there no longer is no problem.
    if job.store.root().join(path).symlink_metadata().is_ok() {
        let clock = (job.clock)();
        let read = job.store.read(path, buffer, ReadLimit::Headline);
        job::add(batch, job.store, path, read, buffer, clock);
    }
}

/// What was read again.
#[derive(Debug, Default)]
struct Fresh {
    batches: Vec<Batch>,
}

impl Fresh {
    fn rows(&self) -> impl Iterator<Item = (&Batch, usize)> {
        self.batches.iter().flat_map(|batch| (0..batch.len()).map(move |at| (batch, at)))
    }
}

/// Makes the index anew of what stays and what is fresh, if that is another one. The checksums of what was kept are compared before
/// anything is made of it; where nothing is, afterwards, for the whole file is read for it and the screen can't wait.
fn update(job: &Job<'_>, mut old: Old, mut fresh: Fresh, tree: TopicTree) -> Result<(), Doubt> {
    if job.is_stopped() {
        return Ok(());
    }
    read_stand_ins(job, &mut old, &mut fresh);
    let index = old.index.clone();
    let is_same = tree::fingerprint(&tree) == index.tree() && is_same(&old, &fresh);
    let read = fresh.rows().count();
    if is_same && (read < WORTH_WRITING || read * 100 < index.len()) {
        job.tell(whole(&index, Changes::default(), true));
        return index.verify(&|| job.is_stopped());
    }
    index.verify(&|| job.is_stopped())?;
    let before: Vec<(ArticleId, bool)> = fresh.rows().map(|(batch, at)| compare(&index, batch, at)).collect();
    // A new index of very many is a second's work.
    job.tell(Snapshot { done: false, ..whole(&index, coming(&index, &before), true) });
    let (mut builder, draft) = builder(job, tree);
    builder.keep(old, seconds((job.clock)()));
    fresh.batches.into_iter().for_each(|batch| builder.add(batch));
    finish(job, builder, draft, &|new| changes(&index, new, &before));
    Ok(())
}

/// Of nanoseconds.
fn seconds(clock: i64) -> u32 {
    u32::try_from(clock / 1_000_000_000).unwrap_or_default()
}

/// A file that said what another file says stands in for it when that is there no longer.
fn read_stand_ins(job: &Job<'_>, old: &mut Old, fresh: &mut Fresh) {
    let (index, mut batch, mut buffer) = (old.index.clone(), Batch::default(), Vec::new());
    for (at, stays) in old.others.iter_mut().enumerate().filter(|(_, stays)| **stays) {
        let shown = index.others().id(at).and_then(|id| index.row_of(id));
        if shown.is_some_and(|row| !old.rows[row.at()]) {
            *stays = false;
            read_again(job, index.others().path(at), &mut batch, &mut buffer);
        }
    }
    if !batch.is_empty() {
        fresh.batches.push(batch);
    }
}

/// Whether the fresh is what does not stay, over again.
fn is_same(old: &Old, fresh: &Fresh) -> bool {
    let index = &old.index;
    let gone = old.rows.iter().filter(|stays| !**stays).count();
    let mut again = vec![false; if gone == 0 { 0 } else { old.rows.len() }];
    let mut rows = 0;
    for (batch, at) in fresh.rows() {
        let row = index.row_of(batch.columns.view().id(at)).filter(|row| !old.rows[row.at()]);
        match row.filter(|&row| is_row(index, row, batch, at)) {
            Some(row) if !std::mem::replace(&mut again[row.at()], true) => rows += 1,
            _ => return false,
        }
    }
    rows == gone && is_told_again(old, fresh) && is_skipped_again(old, fresh)
}

/// The same problems at the same paths.
fn is_told_again(old: &Old, fresh: &Fresh) -> bool {
    let before: Vec<Fault> = gone(old.index.problems().faults(), &old.problems).collect();
    let mut again: Vec<&Fault> = fresh.batches.iter().flat_map(|batch| &batch.problems).collect();
    again.sort_by(|a, b| a.order(b));
    again.len() == before.len() && again.iter().zip(&before).all(|(a, b)| (&a.path, &a.note) == (&b.path, &b.note))
}

/// The same files that are no articles. Second files of an article are not looked into: they are taken for changed.
fn is_skipped_again(old: &Old, fresh: &Fresh) -> bool {
    let before: Vec<Other> = gone(old.index.others().iter(), &old.others).collect();
    let mut again: Vec<&Path> =
        fresh.batches.iter().flat_map(|batch| &batch.skipped).map(|other| &*other.path).collect();
    again.sort_unstable();
    before.iter().all(|other| other.id.is_none()) && again.into_iter().eq(before.iter().map(|other| &*other.path))
}

/// Those of `all` that do not stay.
fn gone<'s, T>(all: impl Iterator<Item = T> + 's, stays: &'s [bool]) -> impl Iterator<Item = T> + 's {
    all.zip(stays).filter_map(|(one, stays)| (!stays).then_some(one))
}

/// Whether row `at` of a batch says what `row` says.
fn is_row(index: &Index, row: Row, batch: &Batch, at: usize) -> bool {
    let (a, b) = (index.columns(), batch.columns.view());
    let i = row.at();
    let numbers = |c: &super::columns::Columns<'_>, i: usize| {
        (c.dates[i], c.heat[i], c.quality[i], c.coverage[i], c.flags[i], c.noted[i], c.images[i], c.title_lengths[i])
    };
    let [outlets, kinds, categories, topics] = &batch.names;
    let name = |names: &super::names::Names, sort: Sort| {
        b.name(sort, at).map_or(String::new(), |number| names.name(number).to_owned())
    };
    let excerpt = batch.columns.excerpts().get(b.excerpt_numbers[at] as usize);
    a.paths.get(i) == b.paths.get(at)
        && a.titles.get(i) == b.titles.get(at)
        && numbers(&a, i) == numbers(&b, at)
        && index.outlet(row) == name(outlets, Sort::Outlets)
        && index.kind(row) == name(kinds, Sort::Kinds)
        && index.category(row) == name(categories, Sort::Categories)
        && index.topics_of(row).eq(b.topics.get(at).iter().map(|&topic| topics.name(topic)))
        && index.details_of(row) == excerpt
        && index
            .related(row)
            .map(|one| (one.id, index.outlet_name(one.outlet)))
            .eq(b.related.get(Row(at as u32)).map(|one| (one.id, outlets.name(one.outlet))))
}

/// The id of a fresh row, and whether the old index has that article just so.
fn compare(index: &Index, batch: &Batch, at: usize) -> (ArticleId, bool) {
    let id = batch.columns.view().id(at);
    (id, index.row_of(id).is_some_and(|row| is_row(index, row, batch, at)))
}

/// What will be new and changed, as far as it shows before there is a new index.
fn coming(old: &Index, fresh: &[(ArticleId, bool)]) -> Changes {
    let mut seen = HashSet::with_capacity(fresh.len());
    let mut changes = Changes::default();
    for (id, is_same) in fresh.iter().filter(|(id, _)| seen.insert(*id)) {
        match old.row_of(*id) {
            None => changes.new += 1,
            Some(_) => changes.changed += usize::from(!is_same),
        }
    }
    changes
}

/// What is new, changed and gone, by the ids of what was read again.
fn changes(old: &Index, new: &Index, fresh: &[(ArticleId, bool)]) -> Changes {
    let mut seen = HashSet::with_capacity(fresh.len());
    let mut changes = Changes::default();
    for (id, is_same) in fresh.iter().filter(|(id, _)| seen.insert(*id)) {
        match (old.row_of(*id), new.row_of(*id)) {
            (None, Some(_)) => changes.new += 1,
            (Some(_), Some(_)) if !is_same => changes.changed += 1,
            _ => {}
        }
    }
    changes.gone = (old.len() + changes.new).saturating_sub(new.len());
    changes
}
