//! Finds the YAML block at the head of a file, in bytes. It does not look into the block: that is `yaml`.

use std::sync::LazyLock;

use memchr::memchr;
use memchr::memmem::Finder;

use crate::model::{Code, Note};

/// The longest block that is read, in bytes.
pub const MAX_FRONT_MATTER: usize = 1 << 20;

/// Where the block and the body lie, as slices of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    /// Between the fences; begins on line 2 of the file.
    pub yaml: &'a [u8],
    /// After the closing fence's line.
    pub body: &'a [u8],
}

/// Line of the file on which the block begins.
pub(super) const FIRST_LINE: u32 = 2;

impl FrontMatter<'_> {
    /// Splits `bytes`, the head of a file or all of it. Codes: E-EMPTY, E-NOFM, E-ENCODING, E-FM-TOML, E-FM-JSON,
    /// E-UNTERMINATED, and E-LIMIT where the block does not end within [`MAX_FRONT_MATTER`].
    pub fn find(bytes: &[u8]) -> Result<FrontMatter<'_>, Note> {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let Some(start) = opened(text) else { return Err(no_block(bytes, text)) };
        if let Some(at) = closed(text, start) {
            return Ok(FrontMatter { yaml: &text[start..at], body: &text[at + line_at(text, at).len()..] });
        }
        if text.len() - start > MAX_FRONT_MATTER {
            return Err(Note::new(Code::Limit, 1, "the front matter is longer than 1 MiB"));
        }
        Err(Note::new(Code::Unterminated, 1, "the front matter begins with --- but no line --- ends it"))
    }
}

/// Whether reading on could change what [`FrontMatter::find`] says of `head`, a file's first bytes.
pub(super) fn needs_more(head: &[u8]) -> bool {
    matches!(FrontMatter::find(head), Err(note) if matches!(note.code, Code::Unterminated | Code::Empty))
}

/// Where the line after the opening fence begins.
fn opened(text: &[u8]) -> Option<usize> {
    let line = line_at(text, 0);
    is_fence(line, b"---").then_some(line.len())
}

/// Where the closing fence begins, the first line of either kind that begins in the bytes allowed.
fn closed(text: &[u8], start: usize) -> Option<usize> {
    let fence = |finder: &Finder<'_>, mark: &[u8], end: usize| {
        // From the line end before, which is a part of what is looked for.
        let within = &text[start - 1..end];
        finder.find_iter(within).map(|at| start + at).find(|&at| is_fence(line_at(text, at), mark))
    };
    let most = text.len().min(start + MAX_FRONT_MATTER + b"---".len());
    let dashes = fence(&DASHES, b"---", most);
    let before = dashes.map_or(most, |at| at + 2);
    fence(&DOTS, b"...", before).or(dashes)
}

static DASHES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\n---"));
static DOTS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\n..."));

/// The line that begins at `at`, with its end.
fn line_at(text: &[u8], at: usize) -> &[u8] {
    let rest = &text[at..];
    memchr(b'\n', rest).map_or(rest, |end| &rest[..=end])
}

/// The mark in column 0, then only blanks.
fn is_fence(line: &[u8], mark: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(mark) else { return false };
    let rest = rest.strip_suffix(b"\n").unwrap_or(rest);
    let rest = rest.strip_suffix(b"\r").unwrap_or(rest);
    rest.iter().all(|byte| matches!(byte, b' ' | b'\t'))
}

fn no_block(bytes: &[u8], text: &[u8]) -> Note {
    let wide = [&b"\xff\xfe"[..], b"\xfe\xff", b"\0\0\xfe\xff"].iter().any(|mark| bytes.starts_with(mark));
    if wide {
        return Note::new(Code::Encoding, 1, "the file is UTF-16 or UTF-32; save it as UTF-8");
    }
    if is_fence(line_at(text, 0), b"+++") {
        return Note::new(Code::Toml, 1, "the front matter is TOML (+++); only YAML (---) is read");
    }
    if is_json(text) {
        return Note::new(Code::Json, 1, "the front matter is JSON; only YAML (---) is read");
    }
    if text.iter().all(u8::is_ascii_whitespace) {
        return Note::new(Code::Empty, 0, "the file is empty");
    }
    Note::new(Code::NoFrontMatter, 0, "the file has no front matter")
}

/// An object in JSON, rather than a template that also begins with a brace.
fn is_json(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"{") else { return false };
    matches!(rest.iter().find(|byte| !byte.is_ascii_whitespace()), Some(b'"' | b'}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> (&str, &str) {
        let found = FrontMatter::find(text.as_bytes()).unwrap();
        (std::str::from_utf8(found.yaml).unwrap(), std::str::from_utf8(found.body).unwrap())
    }

    fn code(bytes: &[u8]) -> Code {
        FrontMatter::find(bytes).unwrap_err().code
    }

    #[test]
    fn a_block_ends_at_dashes_or_dots_in_column_0() {
        assert_eq!(split("---\na: 1\n---\nb\n"), ("a: 1\n", "b\n"));
        assert_eq!(split("\u{feff}--- \t\r\na: 1\r\n...\r\nb"), ("a: 1\r\n", "b"));
        assert_eq!(split("---\na: |\n  ---\n---"), ("a: |\n  ---\n", ""));
        assert_eq!(split("---\n---\n---\n"), ("", "---\n"));
        assert_eq!(split("---\na: 1\n----\n--- b\n---\n"), ("a: 1\n----\n--- b\n", ""));
    }

    #[test]
    fn what_has_no_block_says_why() {
        assert_eq!(code(b""), Code::Empty);
        assert_eq!(code(b"\xef\xbb\xbf \n\t\r\n"), Code::Empty);
        assert_eq!(code(b"# Readme\n---\n"), Code::NoFrontMatter);
        assert_eq!(code(b"\n---\na: 1\n---\n"), Code::NoFrontMatter);
        assert_eq!(code(b"--- a\n---\n"), Code::NoFrontMatter);
        assert_eq!(code(b"---\ra: 1\r---\r"), Code::NoFrontMatter);
        assert_eq!(code(b"---"), Code::Unterminated);
        assert_eq!(code(b"---\na: 1\n ---\n"), Code::Unterminated);
        assert_eq!(code(b"+++\na = 1\n+++\n"), Code::Toml);
        assert_eq!(code(b"{\n \"a\": 1 }\n"), Code::Json);
        assert_eq!(code(b"{% include a.html %}\n"), Code::NoFrontMatter);
        assert_eq!(code(b"\xff\xfe-\0-\0-\0"), Code::Encoding);
    }

    #[test]
    fn a_block_over_the_limit_is_told_from_one_that_never_ends() {
        let mut file = b"---\n".to_vec();
        file.resize(file.len() + MAX_FRONT_MATTER, b'y');
        assert_eq!(code(&file), Code::Unterminated);
        file.extend(b"\n---\n");
        assert_eq!(code(&file), Code::Limit);
        let mut just = b"---\n".to_vec();
        just.resize(just.len() + MAX_FRONT_MATTER - 1, b'y');
        just.extend(b"\n---\n");
        assert_eq!(FrontMatter::find(&just).unwrap().yaml.len(), MAX_FRONT_MATTER);
    }
}
