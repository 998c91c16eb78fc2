//! Text of many rows in one allocation: titles with their folds, and paths. It deliberately gives no owned `String`, and
//! nothing can be taken out of it again.

use std::borrow::Cow;

use crate::model::fold;

/// Titles, each followed by its fold where the matcher needs one.
///
/// Matching ignores ASCII case, so a fold is stored only where folding changes more than that. A title and its fold stand
/// side by side: one bound a row, and a match touches one place in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Texts {
    text: String,
    /// Where each row's text ends; it begins where the row before ends.
    ends: Vec<usize>,
    /// Bytes of the title; what follows up to the end is the fold.
    title_len: Vec<u16>,
}

impl Texts {
    pub fn with_capacity(rows: usize, bytes: usize) -> Texts {
        Texts {
            text: String::with_capacity(bytes),
            ends: Vec::with_capacity(rows),
            title_len: Vec::with_capacity(rows),
        }
    }

    /// Adds a title. Titles are cut at 65,535 bytes; the store cuts them far earlier.
    pub fn push(&mut self, title: &str) {
        let title = &title[..title.floor_char_boundary(usize::from(u16::MAX))];
        self.text.push_str(title);
        self.title_len.push(title.len() as u16);
        if let Some(folded) = fold_to_keep(title) {
            self.text.push_str(&folded);
        }
        self.ends.push(self.text.len());
    }

    /// Adds row `at` of `other`, as it stands.
    pub fn push_from(&mut self, other: &Texts, at: usize) {
        self.text.push_str(&other.text[other.start(at)..other.ends[at]]);
        self.title_len.push(other.title_len[at]);
        self.ends.push(self.text.len());
    }

    pub fn title(&self, at: usize) -> &str {
        match self.bounds(at) {
            Some((start, middle, _)) => &self.text[start..middle],
            None => "",
        }
    }

    /// The title as it is matched: folded but for ASCII case, which the matcher ignores.
    pub fn folded(&self, at: usize) -> &str {
        match self.bounds(at) {
            Some((start, middle, end)) if middle == end => &self.text[start..middle],
            Some((_, middle, end)) => &self.text[middle..end],
            None => "",
        }
    }

    /// Bytes that row `at` takes.
    pub fn size(&self, at: usize) -> usize {
        self.ends[at] - self.start(at)
    }

    fn bounds(&self, at: usize) -> Option<(usize, usize, usize)> {
        let end = *self.ends.get(at)?;
        let start = self.start(at);
        Some((start, start + usize::from(*self.title_len.get(at)?), end))
    }

    fn start(&self, at: usize) -> usize {
        if at == 0 { 0 } else { self.ends[at - 1] }
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

/// Byte strings: paths as the file system spells them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bytes {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Bytes {
    pub fn with_capacity(rows: usize, bytes: usize) -> Bytes {
        Bytes { bytes: Vec::with_capacity(bytes), ends: Vec::with_capacity(rows) }
    }

    pub fn push(&mut self, value: &[u8]) {
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len());
    }

    pub fn get(&self, at: usize) -> &[u8] {
        let start = if at == 0 { 0 } else { self.ends.get(at - 1).copied().unwrap_or_default() };
        self.ends.get(at).map_or(&[], |&end| &self.bytes[start..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(titles: &[&str]) -> Texts {
        let mut texts = Texts::default();
        titles.iter().for_each(|t| texts.push(t));
        texts
    }

    #[test]
    fn a_title_comes_out_as_it_went_in() {
        let texts = texts(&["One", "", "ÉTÉ", "Four"]);
        assert_eq!((0..5).map(|i| texts.title(i)).collect::<Vec<_>>(), ["One", "", "ÉTÉ", "Four", ""]);
    }

    #[test]
    fn a_fold_is_stored_only_where_more_than_ascii_case_changes() {
        let texts = texts(&["Waymo Says", "Waymo 漢字", "ÉTÉ"]);
        assert_eq!(texts.folded(0), "Waymo Says");
        assert_eq!(texts.size(1), "Waymo 漢字".len());
        assert_eq!(texts.folded(2), fold("ÉTÉ"));
    }

    #[test]
    fn folding_ascii_only_lowers_it() {
        let ascii: String = (b' '..=b'~').map(char::from).collect();
        assert_eq!(fold(&ascii), ascii.to_ascii_lowercase());
    }

    #[test]
    fn a_title_over_the_limit_is_cut_at_a_character() {
        let texts = texts(&[&"é".repeat(40_000)]);
        assert_eq!(texts.title(0).len(), 65_534);
    }

    #[test]
    fn a_path_of_any_bytes_comes_out_as_it_went_in() {
        let mut bytes = Bytes::default();
        bytes.push(b"a/\xff.md");
        bytes.push(b"");
        assert_eq!((bytes.get(0), bytes.get(1), bytes.get(2)), (&b"a/\xff.md"[..], &b""[..], &b""[..]));
    }
}
