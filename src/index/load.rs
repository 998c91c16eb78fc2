//! A store -> an [`Index`]: the one that was kept at once, and then what has changed; else all of it, with indexes of what is
//! there so far while it is read.

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::cache::Draft;
use super::job::{self, Changes, Job, Report, Snapshot};
use super::refresh::refresh_unchecked;
use super::segment::Target;
use super::{Batch, Builder, Index};
use crate::model::TopicTree;

/// Reading for so long is worth a first look; a store that is read sooner is shown whole at once.
const FIRST_LOOK: Duration = Duration::from_millis(30);
/// Each look is at so many times what the one before was at: building them all costs a fraction of the last. None is at more than half.
const GROWTH: usize = 5;
/// Past so many files only the counts are told until all is read: what is looked at lies in memory beside what is read.
const LAST_LOOK: usize = 200_000;

/// Loads a store. What was kept of it is told at once and then compared with its files, which are only looked at; where nothing was
/// kept every file is read on the threads of `job`, and an index of what is there told after some 30 ms, then each time five
/// times as much is there, with the counts in between. At last the whole is told, `done`; then it is kept.
///
/// A segment file in which anything is wrong is told as a doubt, and then it is as if there were none. This is the one place
/// where that is decided.
pub fn load(job: &Job<'_>) {
    match job.cache.open(job.store) {
        Ok(Some(index)) => {
            let index = Arc::new(index);
            job.tell(Snapshot { listed: index.totals().files, ..whole(&index, Changes::default(), false) });
            if let Err(doubt) = refresh_unchecked(job, &index) {
                (job.tell)(Report::Doubted(doubt));
                read(job);
            }
        }
        Ok(None) => read(job),
        Err(doubt) => {
            (job.tell)(Report::Doubted(doubt));
            read(job);
        }
    }
}

/// Reads every file.
pub(super) fn read(job: &Job<'_>) {
    let (tree, problems) = job.store.topics();
    let (mut builder, draft) = builder(job, tree);
    let mut batch = Batch::default();
    problems.into_iter().for_each(|(path, note)| batch.problem(&path, note));
    builder.add(batch);
    let begun = Instant::now();
    let mut looks = Looks { begun, index: Arc::default(), files: builder.files(), built: 0, told: begun };
    job.walk(None, &mut |batch, met| looks.take(job, &mut builder, batch, met));
    tracing::debug!("{} files read after {:?}", looks.files, begun.elapsed());
    if !job.is_stopped() {
        finish(job, builder, draft, &|_| Changes::default());
    }
}

/// A builder that writes beside the place of the store's segment, or, where that can't be had, in memory.
pub(super) fn builder(job: &Job<'_>, tree: TopicTree) -> (Builder, Option<Draft>) {
    let drafted = job.cache.draft(job.store).and_then(|draft| match draft {
        Some(mut draft) => {
            draft.write_back();
            Ok(Some((draft.target()?, draft)))
        }
        None => Ok(None),
    });
    let (target, draft) = match drafted {
        Ok(Some((target, draft))) => (target, Some(draft)),
        Ok(None) => (Target::memory(), None),
        Err(error) => {
            (job.tell)(Report::NotKept(error));
            (Target::memory(), None)
        }
    };
    (Builder::writing(tree, job.store.root().as_os_str().as_bytes().to_vec(), target), draft)
}

/// Tells the whole, and then keeps it.
pub(super) fn finish(job: &Job<'_>, builder: Builder, draft: Option<Draft>, changes: &dyn Fn(&Index) -> Changes) {
    let begun = Instant::now();
    let (index, failed) = builder.finished();
    tracing::debug!("an index of {} rows built in {:?}", index.len(), begun.elapsed());
    // It was written by this process, and has not left its memory since.
    index.trust();
    let changes = changes(&index);
    job.tell(whole(&Arc::new(index), changes, true));
    let kept = match (failed, draft) {
        (Some(error), _) => Err(error),
        (None, Some(draft)) if !job.is_stopped() => draft.keep(&|| job.is_stopped()),
        (None, _) => Ok(()),
    };
    if let Err(error) = kept {
        return (job.tell)(Report::NotKept(error));
    }
    tracing::debug!("and kept after {:?}", begun.elapsed());
}

pub(super) fn whole(index: &Arc<Index>, changes: Changes, done: bool) -> Snapshot {
    let files = index.totals().files;
    Snapshot { index: index.clone(), whole: true, read: files, rate: 0, listed: files, changes, done }
}

/// What is shown while a store is first read.
struct Looks {
    begun: Instant,
    index: Arc<Index>,
    /// Read so far.
    files: usize,
    /// As many as that were read when the index was built.
    built: usize,
    told: Instant,
}

impl Looks {
    fn take(&mut self, job: &Job<'_>, builder: &mut Builder, batch: Option<Batch>, met: usize) {
        if let Some(batch) = batch {
            self.files += batch.files();
            builder.add(batch);
        }
        // What is left comes as soon as what is there has come: then it is shown whole.
        let is_nearly_all = self.built > 0 && self.files > met / 2;
        let is_due = self.files >= self.built * GROWTH && self.files <= LAST_LOOK && !is_nearly_all;
        let worth_it = self.begun.elapsed() >= FIRST_LOOK && self.files > 0 && is_due;
        if worth_it {
            let begun = Instant::now();
            self.index = Arc::new(builder.build());
            self.built = self.files;
            tracing::debug!("a look at {} rows took {:?}", self.index.len(), begun.elapsed());
        } else if self.built == 0 || self.told.elapsed() < Duration::from_millis(50) {
            return;
        }
        let listed = met.max(self.files);
        let rate = job::rate(self.files, self.begun);
        let (index, read) = (self.index.clone(), self.files);
        job.tell(Snapshot { index, whole: false, read, rate, listed, changes: Changes::default(), done: false });
        self.told = Instant::now();
    }
}

impl From<super::segment::Doubt> for io::Error {
    fn from(doubt: super::segment::Doubt) -> io::Error {
        io::Error::other(doubt)
    }
}
