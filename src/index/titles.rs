//! The titles of rows that stand near each other, as they are matched: validated all at once, which costs a fraction of what it costs title by
//! title. It knows no words and matches nothing.

use super::text::{self, matched};
use super::{Index, Row};

/// Titles of so many rows for each that is looked at are still validated at once: about where both cost the same. Alone one takes longest where
/// it is not all ASCII, or not in the processor's cache.
const SPARSE: usize = 12;

/// The titles of an index; those of a run of rows known to be text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Titles<'i> {
    index: &'i Index,
    /// Where the run begins among the bytes of all titles.
    start: usize,
    run: &'i str,
}

impl Index {
    /// For `rows`, which rise, if they stand near enough to each other. Any other row may be asked for too.
    pub(crate) fn titles_near(&self, rows: &[Row]) -> Titles<'_> {
        let titles = self.columns().titles;
        let run = rows.first().zip(rows.last()).and_then(|(first, last)| {
            let is_dense = last.at().checked_sub(first.at())? <= rows.len() * SPARSE;
            let run = if is_dense { titles.run(first.at()..last.at() + 1) } else { &[] };
            // Where one is damaged each is looked at alone.
            Some((titles.start(first.at()), text::run(run)?))
        });
        let (start, run) = run.unwrap_or_default();
        Titles { index: self, start, run }
    }
}

impl<'i> Titles<'i> {
    pub fn index(&self) -> &'i Index {
        self.index
    }

    /// As [`Index::folded`].
    #[inline]
    pub fn matched(&self, row: Row) -> &'i str {
        let columns = self.index.columns();
        let place = columns.folded_place(row.at());
        let within = place.start.checked_sub(self.start).zip(place.end.checked_sub(self.start));
        let known = within.and_then(|(start, end)| self.run.get(start..end));
        known.unwrap_or_else(|| matched(columns.folded(row.at())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Batch, Builder};
    use crate::model::{Article, Timestamp};
    use proptest::prelude::*;

    proptest! {
        /// Titles that are kept as they are, and such as are kept folded beside it.
        #[test]
        fn a_title_is_the_same_alone_and_in_a_run(
            titles in prop::collection::vec("[a-zA-Z é漢’]{0,12}", 1..40),
            asked in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        ) {
            let mut batch = Batch::default();
            for (n, title) in titles.iter().enumerate() {
                let published = Some(Timestamp(n as i64));
                batch.push(&Article { title: title.clone(), published, ..Article::default() }, false, format!("{n}.md").as_ref());
            }
            let mut builder = Builder::default();
            builder.add(batch);
            let index = builder.finish();
            let mut rows: Vec<Row> = asked.iter().map(|at| Row(at.index(index.len()) as u32)).collect();
            rows.sort_unstable();
            let near = index.titles_near(&rows);
            for row in (0..index.len() as u32 + 2).map(Row) {
                prop_assert_eq!(near.matched(row), index.folded(row));
            }
        }
    }
}
