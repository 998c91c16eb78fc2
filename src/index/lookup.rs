//! What a search asks of an index: names by number and the rows under them, details by number. It matches nothing itself.

use super::columns::NO_EXCERPT;
use super::details::Details;
use super::segment::Sort;
use super::{Index, Row};

impl Index {
    /// The names of a dictionary that rows have or that are described, each with its number. Not those that are only elsewhere.
    pub(crate) fn names_of(&self, sort: Sort) -> impl Iterator<Item = (u32, &str)> {
        let dictionary = self.parts().dictionary(sort);
        let names = if sort == Sort::Outlets { self.parts().counts.outlets as usize } else { usize::MAX };
        (0..dictionary.len().min(names) as u32).map(move |number| (number, self.text(dictionary.name(number))))
    }

    /// The rows under a name, newest first as written; those of articles taken down are not among them.
    pub(crate) fn rows_named(&self, sort: Sort, number: u32) -> &[Row] {
        self.parts().dictionary(sort).list(number)
    }

    /// The number of a row's name, where a row has one.
    pub(crate) fn number_of(&self, sort: Sort, row: Row) -> u32 {
        self.parts().columns.name(sort, row.at()).unwrap_or(u32::MAX)
    }

    /// The numbers of the topics a row's file names.
    pub(crate) fn topic_numbers(&self, row: Row) -> &[u32] {
        self.parts().columns.topics.get(row.at())
    }

    /// Chosen topics with all that stand below them: for each number whether it is one.
    pub(crate) fn with_those_below(&self, chosen: &[u32]) -> Vec<bool> {
        let parts = self.parts();
        let mut all = vec![false; parts.dictionary(Sort::Topics).len()];
        for &number in chosen {
            if let Some(place) = all.get_mut(number as usize) {
                *place = true;
            }
        }
        // One above stands before what is below it.
        for (at, &above) in parts.tree.above().iter().enumerate() {
            if (above as usize) < at && all.get(above as usize) == Some(&true) && at < all.len() {
                all[at] = true;
            }
        }
        all
    }

    /// How many articles have details.
    pub(crate) fn details_len(&self) -> usize {
        self.parts().excerpts.len()
    }

    /// Details by their number, in the order in which they lie.
    pub(crate) fn details_at(&self, number: usize) -> Details<'_> {
        Details::read(self.parts().excerpts.get(number))
    }

    /// The excerpt alone of details by their number.
    pub(crate) fn excerpt_at(&self, number: usize) -> &[u8] {
        Details::excerpt(self.parts().excerpts.get(number))
    }

    /// The title as it is matched, as bytes: as [`Index::folded`], but that damage shows.
    pub(crate) fn folded_bytes(&self, row: Row) -> &[u8] {
        self.parts().columns.folded(row.at())
    }

    /// The dates of all rows, in seconds since 1970; the undated have the least there is.
    pub(crate) fn dates(&self) -> &[i64] {
        self.parts().columns.dates
    }

    /// When each article was first seen, in seconds since 1970; 0 for those that were there when the store was first read.
    pub(crate) fn first_seen(&self) -> &[u32] {
        self.parts().added
    }

    /// The number of a row's details.
    pub(crate) fn details_number(&self, row: Row) -> Option<usize> {
        let number = self.parts().columns.excerpt_numbers.get(row.at()).copied()?;
        (number != NO_EXCERPT).then_some(number as usize)
    }
}
