//! Ties -> [`Stories`], and those to the cache and back. Which ties are looked at again is [`super::gather()`]'s matter.

use std::io;
use std::sync::Arc;

use super::gather::Gathered;
use super::group::group;
use super::kept::{ALONE, Head, Kept, Parts};
use super::stories::Stories;
use super::tie::Tie;
use super::{Apart, lead};
use crate::index::{Cache, Doubt, Index, Row, Scope, Target, Writer};
use crate::store::Store;

impl Gathered {
    /// Makes stories of the ties. `shown`, with its index, is what the reader sees: a story that stays keeps the article that leads it,
    /// where that is still one of it.
    pub fn stories(&self, apart: &Apart, shown: Option<(&Index, &Stories)>) -> Stories {
        self.write(apart, shown, Target::memory()).unwrap_or_default()
    }

    /// Keeps the stories for the next start, led as they are where nobody reads. It is not waited for until they are on the disk: they
    /// can be made again.
    ///
    /// # Errors
    /// The cache's folder can't be written to.
    pub fn keep(&self, apart: &Apart, cache: &Cache, store: &Store) -> io::Result<()> {
        let Some(draft) = cache.stories_draft(store)? else { return Ok(()) };
        self.write(apart, None, draft.target()?)?;
        draft.put()
    }

    fn write(&self, apart: &Apart, shown: Option<(&Index, &Stories)>, target: Target) -> io::Result<Stories> {
        let Gathered { index, blocks, ends: tie_ends, ties, named } = self;
        let rows = apart.iter().filter_map(|(a, b)| index.row_of(a).zip(index.row_of(b)));
        let all: Vec<Tie> = named.iter().chain(ties).copied().collect();
        let groups = group(index, &all, &rows.collect::<Vec<_>>());
        let mut of = vec![ALONE; index.len()];
        for (members, story) in groups.iter().zip(0..) {
            for row in members {
                if let Some(of) = of.get_mut(row.0 as usize) {
                    *of = story;
                }
            }
        }
        let lead = |members: &Vec<Row>| {
            let lead = pinned(index, shown, members).or_else(|| lead::lead(index, members));
            lead.or(members.first().copied()).unwrap_or(Row(0))
        };
        let leads: Vec<Row> = groups.iter().map(lead).collect();
        let outlets: Vec<[u16; 2]> = groups.iter().map(|members| lead::outlets(index, members)).collect();
        let members = groups.concat();
        let mut end = 0;
        let ends: Vec<u32> = groups
            .iter()
            .map(|members| {
                end += members.len() as u32;
                end
            })
            .collect();
        let is_front = |row: &Row| {
            let story = story_of(&of, *row);
            story == ALONE || leads.get(story as usize) == Some(row)
        };
        let fronts: Vec<Row> = index.rows(&Scope::All).iter().copied().filter(is_front).collect();
        let dated = fronts.partition_point(|&row| index.date(row).is_some());
        let kept: Vec<Kept> = blocks
            .iter()
            .zip(tie_ends)
            .map(|(block, &ties_end)| {
                let (first, end) = (block.rows.start, block.rows.end);
                Kept { number: block.number, print: block.print, first, end, ties_end }
            })
            .collect();
        let tied = surest(&all, &members, &of);
        let head =
            Head { index: index.identity(), apart: apart.print(), fronts_dated: dated as u64, ..Head::default() };
        let parts = Parts {
            head,
            of: &of,
            members: &members,
            ends: &ends,
            leads: &leads,
            outlets: &outlets,
            tied: &tied,
            fronts: &fronts,
            kept: &kept,
            ties,
        };
        Ok(Stories::open(parts.write(Writer::new(target)?)?)?)
    }
}

fn story_of(of: &[u32], row: Row) -> u32 {
    of.get(row.0 as usize).copied().unwrap_or(ALONE)
}

/// For each member the surest of its ties within its story.
fn surest(ties: &[Tie], members: &[Row], of: &[u32]) -> Vec<Tie> {
    let mut best: Vec<Option<&Tie>> = vec![None; of.len()];
    for tie in ties.iter().filter(|tie| {
        let story = story_of(of, tie.newer);
        story != ALONE && story == story_of(of, tie.older)
    }) {
        for row in [tie.newer, tie.older] {
            if let Some(best) =
                best.get_mut(row.0 as usize).filter(|best| best.is_none_or(|best| tie.order() < best.order()))
            {
                *best = Some(tie);
            }
        }
    }
    // A group is made of ties, so each member has one.
    let tie = |row: &Row| best.get(row.0 as usize).copied().flatten().copied().unwrap_or(Tie::named(*row, *row));
    members.iter().map(tie).collect()
}

/// The article of a story that stood in the list of what is shown: of several the oldest, which the others have joined.
fn pinned(index: &Index, shown: Option<(&Index, &Stories)>, members: &[Row]) -> Option<Row> {
    let (before, stories) = shown?;
    let stood = |row: &Row| before.row_of(index.id(*row)).is_some_and(|old| stories.is_lead(old));
    members.iter().copied().filter(stood).max()
}

impl Stories {
    /// What was kept of them for this index and these words of the reader; nothing where there is none of just that.
    ///
    /// # Errors
    /// A file is there that is not to be trusted.
    pub fn kept(cache: &Cache, store: &Store, index: &Index) -> Result<Option<Stories>, Doubt> {
        let Some(bytes) = cache.stories(store)? else { return Ok(None) };
        let stories = Stories::open(bytes)?;
        let fits = stories.are_of(index) && stories.parts().of.len() == index.len();
        Ok(fits.then_some(stories))
    }

    /// The same ties, grouped anew: what the reader says is not one story has changed, or only their checksums are known to be right.
    ///
    /// # Errors
    /// What was kept is damaged.
    pub fn regather(&self, index: &Arc<Index>) -> Result<Gathered, Doubt> {
        self.verify()?;
        let parts = self.parts();
        Ok(Gathered {
            index: index.clone(),
            blocks: parts.blocks(),
            ends: parts.kept.iter().map(|kept| kept.ties_end).collect(),
            ties: parts.ties.to_vec(),
            named: super::group::named(index),
        })
    }

    /// They were made with these words of the reader.
    pub fn are_with(&self, apart: &Apart) -> bool {
        self.apart() == apart.print()
    }
}
