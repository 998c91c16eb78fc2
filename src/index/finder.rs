//! Rows by id. Ids are hashes and lie evenly, so that where one lies can be guessed: [`place`] does so with the ids where they are, and
//! [`Finder`], for whoever looks for very many, with the beginnings of all ids in their order.

use super::{Index, Row};
use crate::model::ArticleId;

/// Guesses in a row before the half is looked at: ids that somebody has made up need not lie evenly.
const GUESSES: u32 = 3;

/// Where `wanted` stands among `len` ids, which rise; `id_at` looks one up, and each look is a page of its own. Looks at some log log `len`
/// of them where they lie evenly, and at no more than four times log `len` however they lie, rising or not.
pub(super) fn place(len: usize, wanted: ArticleId, id_at: impl Fn(usize) -> ArticleId) -> Option<usize> {
    let head_wanted = head(wanted);
    // What is below `low` is less, what is at `high` or above is more; their heads, as far as those are known.
    let (mut low, mut high) = (0, len);
    let (mut below, mut above) = (0, u64::MAX);
    let mut looks = 0;
    while low < high {
        looks += 1;
        let by_halves = looks % (GUESSES + 1) == 0 || above <= below || !(below..=above).contains(&head_wanted);
        let part = if by_halves {
            (high - low) / 2
        } else {
            let share = u128::from(head_wanted - below) * (high - low) as u128;
            (share / (u128::from(above - below) + 1)) as usize
        };
        let at = low + part.min(high - low - 1);
        let found = id_at(at);
        match found.cmp(&wanted) {
            std::cmp::Ordering::Equal => return Some(at),
            std::cmp::Ordering::Less => (low, below) = (at + 1, head(found)),
            std::cmp::Ordering::Greater => (high, above) = (at, head(found)),
        }
    }
    None
}

/// The first eight bytes of the ids of an index, in the order of the ids: 8 bytes a row.
pub(super) struct Finder<'i> {
    index: &'i Index,
    heads: Vec<u64>,
}

impl<'i> Finder<'i> {
    /// Looks at every id once.
    pub fn new(index: &'i Index) -> Finder<'i> {
        let columns = index.columns();
        let heads = index.by_id().iter().map(|row| head(columns.id(row.at()))).collect();
        Finder { index, heads }
    }

    /// As [`Index::row_of`].
    pub fn row_of(&self, id: ArticleId) -> Option<Row> {
        let (wanted, len) = (head(id), self.heads.len());
        // Where it would lie if they lay quite evenly; from there in growing steps to where it lies.
        let guess = ((u128::from(wanted) * len as u128) >> 64) as usize;
        let (mut low, mut high) = (guess.min(len), guess.min(len));
        let mut step = 16;
        while low > 0 && self.heads[low - 1] >= wanted {
            low = low.saturating_sub(step);
            step *= 2;
        }
        step = 16;
        while high < len && self.heads[high] < wanted {
            high = (high + step).min(len);
            step *= 2;
        }
        let first = low + self.heads[low..high].partition_point(|head| *head < wanted);
        let columns = self.index.columns();
        let rows = self.index.by_id().iter().zip(&self.heads).skip(first);
        let mut same = rows.take_while(|(_, head)| **head == wanted).map(|(row, _)| *row);
        same.find(|row| columns.id(row.at()) == id)
    }
}

fn head(id: ArticleId) -> u64 {
    id.0.first_chunk().map_or(0, |head| u64::from_be_bytes(*head))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Batch, Builder};
    use crate::model::Article;
    use proptest::prelude::*;

    fn index(ids: &[[u8; 16]]) -> Index {
        let mut batch = Batch::default();
        for (n, id) in ids.iter().enumerate() {
            let article = Article { id: ArticleId(*id), title: "x".into(), ..Article::default() };
            batch.push(&article, false, format!("{n}.md").as_ref());
        }
        let mut builder = Builder::default();
        builder.add(batch);
        builder.finish()
    }

    /// How often it looks for each of `ids`, which rise, at most and in all.
    fn looks(ids: &[ArticleId]) -> (usize, usize) {
        let looks = |wanted: &ArticleId| {
            let count = std::cell::Cell::new(0);
            let look = |at: usize| {
                count.set(count.get() + 1);
                ids[at]
            };
            assert_eq!(place(ids.len(), *wanted, look).map(|at| ids[at]), Some(*wanted));
            count.get()
        };
        let all = ids.iter().map(looks);
        all.fold((0, 0), |(most, sum), looks| (most.max(looks), sum + looks))
    }

    #[test]
    fn ids_that_lie_evenly_are_found_in_a_few_looks_and_any_others_in_not_very_many() {
        let mut even: Vec<ArticleId> = (0..20_000_u32).map(|n| ArticleId::of_url(&n.to_string())).collect();
        even.sort_unstable();
        let (most, sum) = looks(&even);
        assert!(most <= 16 && sum <= 5 * even.len(), "{most} {sum}");
        // All at one end, but for the last.
        let mut crowded: Vec<ArticleId> = (0..20_000_u128).map(|n| ArticleId((n * n).to_be_bytes())).collect();
        crowded.push(ArticleId([255; 16]));
        assert!(looks(&crowded).0 <= 4 * 15);
    }

    proptest! {
        /// Evenly spread ids, and such as begin alike, or lie all at one end.
        #[test]
        fn both_find_what_is_there(
            spread in prop::collection::vec(any::<[u8; 16]>(), 0..80),
            alike in prop::collection::vec(any::<u8>(), 0..20),
            low in prop::collection::vec(any::<u16>(), 0..80),
        ) {
            let alike = alike.into_iter().map(|last| { let mut id = [7; 16]; id[15] = last; id });
            let low = low.into_iter().map(|n| { let mut id = [0; 16]; id[14..].copy_from_slice(&n.to_be_bytes()); id });
            let all: Vec<[u8; 16]> = spread.into_iter().chain(alike).chain(low).collect();
            let (there, missing) = all.split_at(all.len() / 2);
            let index = index(there);
            let finder = Finder::new(&index);
            for id in there.iter().chain(missing) {
                let rows = 0..index.len() as u32;
                let found = rows.map(Row).find(|row| index.id(*row) == ArticleId(*id));
                prop_assert_eq!(finder.row_of(ArticleId(*id)), found);
                prop_assert_eq!(index.row_of(ArticleId(*id)), found);
            }
        }
    }
}
