//! What an article says beside its headline, as one text: excerpt, site, address, authors and tags, parted by characters that no
//! cleaned text holds. Nothing of it is needed to list articles, so it stands apart, with the excerpts, where no start touches it.

use crate::model::Article;

/// Between the parts.
const PART: u8 = 0x1f;
/// Between authors, and between tags.
const ITEM: u8 = 0x1e;
/// So many authors and tags are written down.
const MOST: usize = 32;

/// The parts, as bytes that were written as clean text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Details<'a> {
    pub excerpt: &'a [u8],
    /// The outlet's site.
    pub domain: &'a [u8],
    /// What opening the original opens; empty where that would be refused.
    pub address: &'a [u8],
    authors: &'a [u8],
    tags: &'a [u8],
}

impl<'a> Details<'a> {
    /// Appends the details of `article` to `out`; nothing where there are none.
    pub fn write(article: &Article, out: &mut Vec<u8>) {
        let address = article.best_address().and_then(|address| address.target()).unwrap_or_default();
        let mut blanks = 0;
        let mut part = |items: &mut dyn Iterator<Item = &str>| {
            let mut is_first = true;
            for item in items.filter(|item| !item.is_empty()) {
                // What is empty at the end is not written.
                out.extend(std::iter::repeat_n(PART, std::mem::take(&mut blanks)));
                if !std::mem::take(&mut is_first) {
                    out.push(ITEM);
                }
                out.extend_from_slice(item.as_bytes());
            }
            blanks += 1;
        };
        part(&mut std::iter::once(&*article.excerpt));
        part(&mut std::iter::once(&*article.provider.domain));
        part(&mut std::iter::once(address));
        part(&mut article.provider.authors.iter().map(String::as_str).take(MOST));
        part(&mut article.tags.iter().map(String::as_str).take(MOST));
    }

    /// Reads what [`Details::write`] wrote; of anything else, something.
    pub fn read(bytes: &'a [u8]) -> Details<'a> {
        let mut parts = bytes.splitn(5, |&byte| byte == PART);
        let mut next = || parts.next().unwrap_or_default();
        Details { excerpt: next(), domain: next(), address: next(), authors: next(), tags: next() }
    }

    /// The excerpt alone, which most of the time is all that is wanted.
    pub fn excerpt(bytes: &'a [u8]) -> &'a [u8] {
        let end = memchr::memchr(PART, bytes).unwrap_or(bytes.len());
        &bytes[..end]
    }

    pub fn authors(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        items(self.authors)
    }

    pub fn tags(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        items(self.tags)
    }
}

fn items(part: &[u8]) -> impl Iterator<Item = &[u8]> {
    part.split(|&byte| byte == ITEM).filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Address, Provider};

    fn written(article: &Article) -> Vec<u8> {
        let mut out = Vec::new();
        Details::write(article, &mut out);
        out
    }

    #[test]
    fn what_was_written_is_read_and_what_is_not_there_takes_no_room() {
        let mut article = Article {
            excerpt: "Some words.".into(),
            original: Some(Address::new("https://a.example/x")),
            provider: Provider { authors: vec!["Ann".into(), "Bo".into()], ..Provider::default() },
            tags: vec!["t".into()],
            ..Article::default()
        };
        let bytes = written(&article);
        let details = Details::read(&bytes);
        assert_eq!((details.excerpt, details.domain), (&b"Some words."[..], &b""[..]));
        assert_eq!(details.address, b"https://a.example/x");
        assert_eq!(details.authors().collect::<Vec<_>>(), [b"Ann".as_slice(), b"Bo"]);
        assert_eq!(details.tags().collect::<Vec<_>>(), [b"t"]);
        assert_eq!(Details::excerpt(&bytes), b"Some words.");
        article = Article { excerpt: "Only this.".into(), ..Article::default() };
        assert_eq!(written(&article), b"Only this.");
        assert_eq!(written(&Article::default()), b"");
        article = Article { tags: vec!["t".into()], ..Article::default() };
        assert_eq!(Details::read(&written(&article)).tags().count(), 1);
    }

    #[test]
    fn an_address_that_is_not_opened_is_not_there() {
        let article = Article { original: Some(Address::new("javascript:alert(1)")), ..Article::default() };
        assert_eq!(written(&article), b"");
    }

    #[test]
    fn any_bytes_are_some_details() {
        let details = Details::read(b"\x1f\x1f\x1e\x1e\xff\x1f\x1f\x1f");
        assert_eq!((details.excerpt, details.tags().count()), (&b""[..], 1));
    }
}
