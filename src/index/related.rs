//! What files say of their story elsewhere: the entries of their `related` lists, by row. Most rows have none, and take no room
//! here. It knows which article an entry would be and which outlet it is of, and does not look whether the store has either.

use super::Row;
use super::columns::{Columns, Place};
use super::names::NO_NAME;
use super::segment::{Doubt, Ranges, Section, Segment, Writer};
use crate::model::{Article, ArticleId};

/// Entries kept of one article; the store keeps no more either.
const MOST: usize = 100;
/// The id of no article: no hash is all zeros.
const NO_ID: [u8; 16] = [0; 16];

/// The same story elsewhere, as one article's file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere {
    /// The article that its address names, whether the store has it or not; nothing where it has no address that may be opened.
    pub id: Option<ArticleId>,
    /// The number of its outlet, as rows have it; [`NO_NAME`] where the file does not say.
    pub outlet: u32,
}

/// The entries of many rows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RelatedLists<'a> {
    /// The rows that have some, rising.
    pub rows: &'a [Row],
    ids: Ranges<'a, [u8; 16]>,
    outlets: Ranges<'a, u32>,
}

impl<'a> RelatedLists<'a> {
    pub fn read(segment: &Segment<'a>) -> Result<RelatedLists<'a>, Doubt> {
        let rows: &[Row] = segment.column(Section::RELATED_ROWS)?;
        let ends = segment.rows(Section::RELATED_ENDS, rows.len())?;
        let ids: &[[u8; 16]] = segment.column(Section::RELATED_IDS)?;
        let outlets = segment.rows(Section::RELATED_OUTLETS, ids.len())?;
        Ok(RelatedLists { rows, ids: Ranges { ends, all: ids }, outlets: Ranges { ends, all: outlets } })
    }

    /// The entries of a row, in the file's order. A binary search.
    pub fn get(&self, row: Row) -> impl Iterator<Item = Elsewhere> + use<'a> {
        let nth = self.rows.binary_search(&row).unwrap_or(usize::MAX);
        let ids = self.ids.get(nth).iter().map(|id| Some(ArticleId(*id)).filter(|id| id.0 != NO_ID));
        ids.zip(self.outlets.get(nth)).map(|(id, &outlet)| Elsewhere { id, outlet })
    }

    fn ids_of(&self, row: Row) -> &'a [[u8; 16]] {
        self.rows.binary_search(&row).map_or(&[], |nth| self.ids.get(nth))
    }
}

/// What [`RelatedLists`] are slices of, growing row by row.
#[derive(Debug, Default)]
pub(crate) struct RelatedFilling {
    pub rows: Vec<Row>,
    pub ends: Vec<u64>,
    /// None where they are taken from elsewhere.
    ids: Vec<[u8; 16]>,
    pub outlets: Vec<u32>,
}

impl RelatedFilling {
    pub fn view(&self) -> RelatedLists<'_> {
        let RelatedFilling { rows, ends, ids, outlets } = self;
        RelatedLists { rows, ids: Ranges { ends, all: ids }, outlets: Ranges { ends, all: outlets } }
    }

    /// Adds what `article` says, as `row`, which is after all before it. An entry that is the article itself is left out, and one
    /// that names neither an article nor an outlet. `number` gives a name its number. Says whether there was any.
    pub fn push(&mut self, row: Row, article: &Article, mut number: impl FnMut(&str) -> u32) -> bool {
        let before = self.ids.len();
        for related in article.related.iter().take(MOST) {
            let id = related.id();
            if id == Some(article.id) {
                continue;
            }
            let outlet = number(related.provider.label());
            if id.is_some() || outlet != NO_NAME {
                self.ids.push(id.map_or(NO_ID, |id| id.0));
                self.outlets.push(outlet);
            }
        }
        let is_some = self.ids.len() > before;
        if is_some {
            self.rows.push(row);
            self.ends.push(self.ids.len() as u64);
        }
        is_some
    }

    /// Lets go of the room that was got for rows that never came.
    pub fn shrink(&mut self) {
        self.rows.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.ids.shrink_to_fit();
        self.outlets.shrink_to_fit();
    }
}

/// Writes the entries of `order`, taken from `sources`, all but their ids numbered anew.
pub(crate) fn write(
    out: &mut Writer,
    sources: &[Columns<'_>],
    order: &[Place],
    new: &RelatedFilling,
) -> std::io::Result<()> {
    out.section(Section::RELATED_ROWS, &new.rows)?;
    out.section(Section::RELATED_ENDS, &new.ends)?;
    out.section(Section::RELATED_OUTLETS, &new.outlets)?;
    // They are most of it, and are not gathered before they are written.
    let ids = new.rows.iter().map(|row| order[row.at()]).map(|p| sources[p.source()].related.ids_of(Row(p.at)));
    out.parts(Section::RELATED_IDS, ids.map(bytemuck::cast_slice)).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Address, Provider, Related};

    fn related(url: &str, outlet: &str) -> Related {
        let web = Some(Address::new(url)).filter(|_| !url.is_empty());
        Related { web, provider: Provider { name: outlet.into(), ..Provider::default() }, ..Related::default() }
    }

    fn filled(lists: &[&[Related]]) -> RelatedFilling {
        let own = Address::new("https://own.example/");
        let id = ArticleId::of_addresses(Some(&own), None).unwrap();
        let mut filling = RelatedFilling::default();
        for (row, list) in (0..).map(Row).zip(lists) {
            let article = Article { id, related: list.to_vec(), ..Article::default() };
            filling.push(row, &article, |name| if name.is_empty() { NO_NAME } else { name.len() as u32 });
        }
        filling
    }

    #[test]
    fn only_rows_that_have_entries_take_room() {
        let filling =
            filled(&[&[], &[related("", "BBC"), related("https://a.example/", "")], &[], &[related("", "AP")]]);
        let lists = filling.view();
        assert_eq!(lists.rows, [Row(1), Row(3)]);
        let a = ArticleId::of_url("a.example");
        let of = |row| lists.get(Row(row)).map(|one| (one.id, one.outlet)).collect::<Vec<_>>();
        assert_eq!(of(1), [(None, 3), (Some(a), NO_NAME)]);
        assert_eq!((of(0), of(3), of(9)), (vec![], vec![(None, 2)], vec![]));
    }

    #[test]
    fn the_article_itself_and_what_names_nothing_are_left_out() {
        let filling = filled(&[&[related("https://own.example", "Own"), related("/relative", ""), Related::default()]]);
        assert!(filling.view().rows.is_empty() && filling.outlets.is_empty());
    }

    #[test]
    fn of_very_many_entries_the_first_hundred_are_kept() {
        let many: Vec<Related> = (0..150).map(|n| related(&format!("https://a.example/{n}"), "")).collect();
        assert_eq!(filled(&[&many]).view().get(Row(0)).count(), MOST);
    }
}
