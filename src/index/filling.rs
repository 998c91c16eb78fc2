//! The columns of a [`super::Batch`], growing row by row. It orders nothing and numbers names by its own dictionaries.

use super::Row;
use super::columns::{Columns, NO_EXCERPT};
use super::details::Details;
use super::related::RelatedFilling;
use super::segment::Ranges;
use crate::model::{Article, fold};
use std::borrow::Cow;

/// What [`Columns`] are slices of.
#[derive(Debug, Default)]
pub(crate) struct Filling {
    titles: Vec<u8>,
    title_ends: Vec<u64>,
    title_lengths: Vec<u16>,
    paths: Vec<u8>,
    path_ends: Vec<u64>,
    pub ids: Vec<[u8; 16]>,
    pub dates: Vec<i64>,
    pub heat: Vec<i16>,
    pub quality: Vec<i16>,
    pub coverage: Vec<u16>,
    pub flags: Vec<u16>,
    pub noted: Vec<u8>,
    pub images: Vec<u8>,
    pub stamps: Vec<u64>,
    excerpt_numbers: Vec<u32>,
    pub names: [Vec<u32>; 3],
    topics: Vec<u32>,
    topic_ends: Vec<u64>,
    excerpts: Vec<u8>,
    excerpt_ends: Vec<u64>,
    related: RelatedFilling,
}

impl Filling {
    pub fn view(&self) -> Columns<'_> {
        let [outlets, kinds, categories] = &self.names;
        Columns {
            titles: Ranges { ends: &self.title_ends, all: &self.titles },
            title_lengths: &self.title_lengths,
            paths: Ranges { ends: &self.path_ends, all: &self.paths },
            ids: &self.ids,
            dates: &self.dates,
            heat: &self.heat,
            quality: &self.quality,
            coverage: &self.coverage,
            flags: &self.flags,
            noted: &self.noted,
            images: &self.images,
            stamps: &self.stamps,
            excerpt_numbers: &self.excerpt_numbers,
            names: [outlets, kinds, categories],
            topics: Ranges { ends: &self.topic_ends, all: &self.topics },
            related: self.related.view(),
        }
    }

    /// Adds a title. Titles are cut at 65,535 bytes; the store cuts them far earlier.
    ///
    /// Matching ignores ASCII case, so a fold is kept only where folding changes more than that. It stands beside its title:
    /// a match touches one place in memory.
    pub fn title(&mut self, title: &str) {
        let title = &title[..title.floor_char_boundary(usize::from(u16::MAX))];
        self.titles.extend_from_slice(title.as_bytes());
        self.title_lengths.push(title.len() as u16);
        if let Some(folded) = fold_to_keep(title) {
            self.titles.extend_from_slice(folded.as_bytes());
        }
        self.title_ends.push(self.titles.len() as u64);
    }

    pub fn path(&mut self, path: &[u8]) {
        self.paths.extend_from_slice(path);
        self.path_ends.push(self.paths.len() as u64);
    }

    pub fn topics(&mut self, topics: &[u32]) {
        self.topics.extend_from_slice(topics);
        self.topic_ends.push(self.topics.len() as u64);
    }

    /// What the article of the next row says of its story elsewhere; whether that is anything. `number` gives an outlet its number.
    pub fn related(&mut self, article: &Article, number: impl FnMut(&str) -> u32) -> bool {
        self.related.push(Row(self.ids.len() as u32), article, number)
    }

    /// The details of an article, its excerpt among them.
    pub fn details(&mut self, article: &Article) {
        let before = self.excerpts.len();
        Details::write(article, &mut self.excerpts);
        if self.excerpts.len() == before {
            return self.excerpt_numbers.push(NO_EXCERPT);
        }
        self.excerpt_numbers.push(self.excerpt_ends.len() as u32);
        self.excerpt_ends.push(self.excerpts.len() as u64);
    }

    /// The details by their numbers.
    pub fn excerpts(&self) -> Ranges<'_, u8> {
        Ranges { ends: &self.excerpt_ends, all: &self.excerpts }
    }

    /// Lets the excerpts go; their numbers stay.
    pub fn free_excerpts(&mut self) {
        (self.excerpts, self.excerpt_ends) = Default::default();
    }

    /// Lets go of the room that was got for rows that never came.
    pub fn shrink(&mut self) {
        [&mut self.titles, &mut self.paths, &mut self.noted, &mut self.images, &mut self.excerpts]
            .into_iter()
            .for_each(Vec::shrink_to_fit);
        [&mut self.title_ends, &mut self.path_ends, &mut self.topic_ends, &mut self.stamps]
            .into_iter()
            .for_each(Vec::shrink_to_fit);
        [&mut self.excerpt_numbers, &mut self.topics].into_iter().for_each(Vec::shrink_to_fit);
        self.names.iter_mut().for_each(Vec::shrink_to_fit);
        [&mut self.title_lengths, &mut self.coverage, &mut self.flags].into_iter().for_each(Vec::shrink_to_fit);
        [&mut self.heat, &mut self.quality].into_iter().for_each(Vec::shrink_to_fit);
        self.related.shrink();
        self.ids.shrink_to_fit();
        self.dates.shrink_to_fit();
    }
}

/// The fold of `title`, where it is more than a change of ASCII case.
fn fold_to_keep(title: &str) -> Option<Cow<'_, str>> {
    if title.is_ascii() {
        return None;
    }
    let folded = fold(title);
    // An empty fold (a title of nothing but marks) would read as "no fold"; one blank matches nothing either.
    if folded.is_empty() {
        return Some(Cow::Borrowed(" "));
    }
    (!folded.eq_ignore_ascii_case(title)).then_some(Cow::Owned(folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(titles: &[&str]) -> Filling {
        let mut filling = Filling::default();
        titles.iter().for_each(|title| filling.title(title));
        filling
    }

    #[test]
    fn a_title_comes_out_as_it_went_in() {
        let filling = texts(&["One", "", "ÉTÉ", "Four"]);
        let titles: Vec<&[u8]> = (0..5).map(|at| filling.view().title(at)).collect();
        assert_eq!(titles, ["One", "", "ÉTÉ", "Four", ""].map(str::as_bytes));
    }

    #[test]
    fn a_fold_is_stored_only_where_more_than_ascii_case_changes() {
        let filling = texts(&["Waymo Says", "Waymo 漢字", "ÉTÉ"]);
        let view = filling.view();
        assert_eq!(view.folded(0), b"Waymo Says");
        assert_eq!(view.titles.get(1), "Waymo 漢字".as_bytes());
        assert_eq!(view.folded(2), fold("ÉTÉ").as_bytes());
    }

    #[test]
    fn folding_ascii_only_lowers_it() {
        let ascii: String = (b' '..=b'~').map(char::from).collect();
        assert_eq!(fold(&ascii), ascii.to_ascii_lowercase());
    }

    #[test]
    fn a_title_over_the_limit_is_cut_at_a_character() {
        let filling = texts(&[&"é".repeat(40_000)]);
        assert_eq!(filling.view().title(0).len(), 65_534);
    }

    #[test]
    fn only_details_that_say_something_get_a_number() {
        let mut filling = Filling::default();
        ["", "a", "", "bc"].iter().for_each(|&excerpt| {
            filling.details(&Article { excerpt: excerpt.into(), ..Article::default() });
        });
        assert_eq!(filling.view().excerpt_numbers, [NO_EXCERPT, 0, NO_EXCERPT, 1]);
        assert_eq!(filling.excerpts().iter().collect::<Vec<_>>(), [&b"a"[..], b"bc"]);
    }

    #[test]
    fn a_path_of_any_bytes_comes_out_as_it_went_in() {
        let mut filling = Filling::default();
        filling.path(b"a/\xff.md");
        filling.path(b"");
        let paths = filling.view().paths;
        assert_eq!((paths.get(0), paths.get(1), paths.get(2)), (&b"a/\xff.md"[..], &b""[..], &b""[..]));
    }
}
