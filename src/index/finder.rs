//! Rows by id for whoever looks for very many: the beginnings of all ids, in their order. To find one by halves, as
//! [`Index::row_of`] does, is twenty looks all over memory; here it is two or three, for ids are hashes and lie evenly.

use super::{Index, Row};
use crate::model::ArticleId;

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

    proptest! {
        /// Evenly spread ids, and such as begin alike, or lie all at one end.
        #[test]
        fn it_finds_what_the_index_finds(
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
                prop_assert_eq!(finder.row_of(ArticleId(*id)), index.row_of(ArticleId(*id)));
            }
        }
    }
}
