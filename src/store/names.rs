//! What a file's name says: whether it counts as an article, its markup, and the title, date and category that stand in
//! where the file is silent. It never opens anything.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path};

use crate::model::{Timestamp, text};

/// What a body is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    Markdown,
    Html,
}

/// Hidden names, of files and of folders, are not looked at.
pub fn is_hidden(name: &[u8]) -> bool {
    name.first() == Some(&b'.')
}

/// The name ends as an article's does, in either case. What editors leave behind (`x.md~`, `#x.md#`) does not.
pub fn is_article(name: &[u8]) -> bool {
    markup(name).is_some()
}

/// The markup by the name's end; `None` where the name is no article's.
pub(super) fn markup(name: &[u8]) -> Option<Markup> {
    let dot = name.iter().rposition(|&byte| byte == b'.')?;
    let extension = &name[dot + 1..];
    let is = |known: &str| extension.eq_ignore_ascii_case(known.as_bytes());
    if is("md") || is("markdown") {
        Some(Markup::Markdown)
    } else if is("html") || is("htm") {
        Some(Markup::Html)
    } else {
        None
    }
}

/// The title that stands in for a missing one: the name without its extension; where it begins with a date, without that,
/// and with blanks for the dashes that such names have. Never empty.
pub(super) fn title_of(path: &Path) -> String {
    let stem = stem(path);
    let undated = stem.get(..10).filter(|head| is_date_shaped(head)).and_then(|_| stem.get(10..));
    let title = match undated {
        Some(rest) => text::safe_line(&rest.replace('-', " ")),
        None => text::safe_line(&stem),
    };
    if !title.is_empty() {
        return title;
    }
    let whole = text::safe_line(&stem);
    if whole.is_empty() { "(no title)".to_owned() } else { whole }
}

/// The date that the name begins with.
pub(super) fn date_of(path: &Path) -> Option<Timestamp> {
    Timestamp::from_file_name(&path.file_name()?.to_string_lossy())
}

/// The collection's name: the first folder that begins with `_`, without it; the archive's own folder only where there is
/// no other. Empty where no folder does.
pub(super) fn collection_of(path: &Path) -> String {
    let folders = path.parent().into_iter().flat_map(Path::components).filter_map(|part| match part {
        Component::Normal(name) if name.as_bytes().first() == Some(&b'_') => Some(&name.as_bytes()[1..]),
        _ => None,
    });
    let mut archive = None;
    for name in folders {
        if name != b"archive" {
            return text::safe_line(&String::from_utf8_lossy(name));
        }
        archive = Some("archive".to_owned());
    }
    archive.unwrap_or_default()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(OsStr::new("")).to_string_lossy().into_owned()
}

fn is_date_shaped(head: &str) -> bool {
    head.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_name_makes_an_article_of_it() {
        for name in ["x.md", "X.MD", "a.markdown", "a.html", "a.htm", "x.md.md", "*?[a].md"] {
            assert!(is_article(name.as_bytes()), "{name}");
        }
        for name in ["x", "x.md~", "#x.md#", "x.md.part", "x.md.swp", "md", "x.txt", ""] {
            assert!(!is_article(name.as_bytes()), "{name}");
        }
        assert!(is_hidden(b".md") && !is_hidden(b"_news"));
    }

    #[test]
    fn a_title_from_a_dated_name_reads_as_words() {
        assert_eq!(title_of(Path::new("_news/2021-12-28-china-pursues-tech.md")), "china pursues tech");
        assert_eq!(title_of(Path::new("empty-fm.md")), "empty-fm");
        assert_eq!(title_of(Path::new("2021-12-28.md")), "2021-12-28");
        assert_eq!(title_of(Path::new("")), "(no title)");
    }

    #[test]
    fn the_collection_is_the_first_folder_with_an_underscore_that_is_not_the_archive() {
        for (path, collection) in [
            ("_news/a.md", "news"),
            ("_archive/_news/a.md", "news"),
            ("site/_learning/videos/a.md", "learning"),
            ("_archive/a.md", "archive"),
            ("news/a.md", ""),
            ("_a.md", ""),
        ] {
            assert_eq!(collection_of(Path::new(path)), collection, "{path}");
        }
    }
}
