//! The name of an article for ever: 128 bits of a cryptographic hash. Not a position, and not made of the title.

use std::fmt;

use super::{Address, canonical_url};

/// 128 bits of BLAKE3 over the canonical URL (version 1), or over the store's name and the path where there is no URL.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub [u8; 16]);

impl ArticleId {
    /// `canonical` is what [`super::canonical_url`] writes.
    pub fn of_url(canonical: &str) -> ArticleId {
        hash(&[b"url\0", canonical.as_bytes()])
    }

    /// By the addresses of an article: the publisher's page, else the web page. Nothing where neither may be opened; the others it
    /// may have name no article.
    pub fn of_addresses(original: Option<&Address>, web: Option<&Address>) -> Option<ArticleId> {
        let target = original.and_then(Address::target).or_else(|| web.and_then(Address::target))?;
        Some(ArticleId::of_url(&canonical_url(target)))
    }

    /// For an article with no usable URL. `path` is relative to the store, in bytes.
    pub fn of_path(store_name: &str, path: &[u8]) -> ArticleId {
        hash(&[b"path\0", store_name.as_bytes(), b"\0", path])
    }

    /// Reads what [`fmt::Display`] writes: 32 hexadecimal digits in lower case.
    pub fn from_hex(text: &str) -> Option<ArticleId> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let mut id = [0; 16];
        if pairs.len() != id.len() || !rest.is_empty() {
            return None;
        }
        for (byte, [high, low]) in id.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Some(ArticleId(id))
    }
}

fn hash(parts: &[&[u8]]) -> ArticleId {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    let mut id = [0; 16];
    hasher.finalize_xof().fill(&mut id);
    ArticleId(id)
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks are kept under these for ever.
    #[test]
    fn the_id_of_an_address_or_path_never_changes() {
        assert_eq!(ArticleId::of_url("example.com/a?b=1").to_string(), "cef5d81b1ce3d908f5f45cbaca202e3c");
        assert_eq!(ArticleId::of_path("store", b"_news/\xff.md").to_string(), "2ff82ffef68de81cdeedb1fde5f675b1");
    }

    #[test]
    fn an_address_and_a_path_of_the_same_text_have_two_ids() {
        assert_ne!(ArticleId::of_url("x"), ArticleId::of_path("", b"x"));
        assert_ne!(ArticleId::of_path("a", b"x"), ArticleId::of_path("b", b"x"));
    }

    #[test]
    fn the_first_address_that_may_be_opened_makes_the_id() {
        let [one, other, none] = ["https://a.example/1", "https://b.example/", "/relative"].map(Address::new);
        let first = Some(ArticleId::of_url("a.example/1"));
        assert_eq!(ArticleId::of_addresses(Some(&one), Some(&other)), first);
        assert_eq!(ArticleId::of_addresses(Some(&none), Some(&one)), first);
        assert_eq!(ArticleId::of_addresses(None, Some(&one)), first);
        assert_eq!(ArticleId::of_addresses(Some(&none), None), None);
    }

    #[test]
    fn an_id_is_read_back_from_its_digits() {
        let id = ArticleId::of_url("example.com");
        assert_eq!(ArticleId::from_hex(&id.to_string()), Some(id));
        let digits = id.to_string();
        for text in
            ["", "00", &digits[1..], &format!("{digits}0"), &digits.to_uppercase(), &format!("{}é", &digits[2..])]
        {
            assert_eq!(ArticleId::from_hex(text), None, "{text}");
        }
    }
}
