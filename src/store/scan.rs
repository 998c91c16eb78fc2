//! Front matter to a tree straight from its bytes, for what real files hold; `None`, "not sure", for everything else,
//! which then goes to the parser (`yaml`). It never says anything the parser would not say, and it finds no faults: what
//! is broken, doubtful or rare is the parser's to judge.
//!
//! The lines it is sure of, each ended by LF, CRLF or the end of the text:
//!
//! ```text
//! blank    = spaces
//! entry    = indent key ":" [ " " scalar ]
//! item     = indent "-" " " ( scalar | entry without indent )
//! key      = ( letter | digit | "_" ) { letter | digit | "_" | "-" }, in ASCII, at most 64 of them
//! scalar   = plain | "'" ... "'" | '"' ... '"', to the end of the line but for spaces
//! ```
//!
//! An entry without a value has none (null), or is the key of the map or list on the next lines, which must be indented
//! further; a list may also stand as far left as its key. All other lines stand exactly under the first of their map or list.
//! The top is a map in column 0.
//!
//! Not sure, because they mean something else, or nothing, or depend on what stands around them: control characters
//! (a tab is one), line ends that are not LF or CRLF, NEL, LS, PS and byte order marks; comments; flow collections; anchors,
//! aliases, tags, block scalars, `?`, `%`, `@`, and document marks, all by the character a line or a value begins with; a
//! plain scalar with `: ` or ` #` in it or `:` at its end; a value on the line after its key, or that goes on there;
//! lists in lists; other keys, and any key twice; deep nesting and long texts, where limits are counted.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::front_matter::FIRST_LINE;
use super::tree::{Chain, Content, Document, Id};

/// In bytes. Below it no limit on values can be met: each takes a byte at least.
const MAX_SOURCE: usize = 200_000;
/// Lists and maps in one another.
const MAX_DEPTH: usize = 12;
const MAX_KEY: usize = 64;
/// Entries of one map: each key is looked for among those before it.
const MAX_ENTRIES: usize = 128;

/// The tree of `source`, if that is certain.
pub(super) fn scan(source: &str) -> Option<Document<'_>> {
    if source.len() > MAX_SOURCE || is_odd(source) {
        return None;
    }
    let mut scanner = Scanner {
        document: Document::with_room_for(source.len()),
        open: [Open::default(); MAX_DEPTH],
        depth: 0,
        line: FIRST_LINE,
    };
    let mut rest = source;
    while !rest.is_empty() {
        let line;
        (line, rest) = match memchr(b'\n', rest.as_bytes()) {
            Some(end) => (rest[..end].strip_suffix('\r').unwrap_or(&rest[..end]), &rest[end + 1..]),
            None => (rest, ""),
        };
        scanner.take(line)?;
        scanner.line += 1;
    }
    scanner.finish()
}

/// Whether `source` holds a character that is more to a parser, or to the next version of one, than itself.
fn is_odd(source: &str) -> bool {
    // Without a way out in the middle, so that it is done many bytes at a time.
    let (mut control, mut all) = (false, 0);
    for &byte in source.as_bytes() {
        control |= (byte < b' ') & (byte != b'\n') | (byte == 0x7f);
        all |= byte;
    }
    control && has_control(source.as_bytes())
        || all >= 0x80 && source.contains(['\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'])
}

/// Any but LF and CRLF.
fn has_control(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'\n' => false,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        byte => byte.is_ascii_control(),
    })
}

/// A list or map that has begun and not ended.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    is_map: bool,
    /// Its first line begins here, in spaces.
    column: usize,
    line: u32,
    node: Id,
    members: Chain,
    /// The node of the last key, while it has no value.
    waiting: Option<Id>,
    /// A bit for each key that stands in it. Two keys may share one.
    keys: u64,
}

struct Scanner<'a> {
    document: Document<'a>,
    open: [Open; MAX_DEPTH],
    depth: usize,
    line: u32,
}

impl<'a> Scanner<'a> {
    /// Takes one line, without its end.
    fn take(&mut self, line: &'a str) -> Option<()> {
        let content = line.trim_start_matches(' ');
        let column = line.len() - content.len();
        if content.is_empty() {
            return Some(());
        }
        self.close(column);
        let Some(item) = content.strip_prefix("- ") else { return self.entry(column, content) };
        self.go_to_list(column)?;
        let item = item.trim_start_matches(' ');
        match split_entry(item) {
            Some((key, value)) => {
                let map = self.add(Content::Map(Chain::default()));
                self.add_item(map);
                self.begin(true, column + content.len() - item.len(), map)?;
                self.add_entry(key, value)
            }
            None => {
                let value = self.add(scalar(item.trim_end_matches(' '))?);
                self.add_item(value);
                Some(())
            }
        }
    }

    fn entry(&mut self, column: usize, content: &'a str) -> Option<()> {
        let (key, value) = split_entry(content)?;
        self.go_to_map(column)?;
        self.add_entry(key, value)
    }

    /// Ends what is further right than `column`.
    fn close(&mut self, column: usize) {
        while let Some(last) = self.depth.checked_sub(1)
            && self.open[last].column > column
        {
            self.end();
        }
    }

    fn end(&mut self) {
        self.depth -= 1;
        let Open { is_map, line, node, members, .. } = self.open[self.depth];
        let content = if is_map { Content::Map(members) } else { Content::List(members) };
        self.document.replace(node, line, content);
    }

    /// The innermost list or map.
    fn last(&mut self) -> Option<&mut Open> {
        self.open[..self.depth].last_mut()
    }

    /// Makes the list at `column` the innermost, or begins it.
    fn go_to_list(&mut self, column: usize) -> Option<()> {
        let last = self.last()?;
        if !last.is_map {
            return (last.column == column).then_some(());
        }
        let node = last.waiting.take()?;
        self.begin(false, column, node)
    }

    /// Makes the map at `column` the innermost, or begins it.
    fn go_to_map(&mut self, column: usize) -> Option<()> {
        let Some(last) = self.last() else {
            let top = self.add(Content::Map(Chain::default()));
            return if column == 0 { self.begin(true, column, top) } else { None };
        };
        if last.column == column && !last.is_map {
            // A list that stands as far left as its key ends where the next key stands.
            self.end();
            return self.last().is_some_and(|map| map.is_map && map.column == column).then_some(());
        }
        if last.column == column {
            last.waiting = None;
            return Some(());
        }
        let node = last.waiting.take()?;
        self.begin(true, column, node)
    }

    fn begin(&mut self, is_map: bool, column: usize, node: Id) -> Option<()> {
        let open = self.open.get_mut(self.depth)?;
        *open = Open { is_map, column, line: self.line, node, ..Open::default() };
        self.depth += 1;
        Some(())
    }

    fn add(&mut self, content: Content<'a>) -> Id {
        self.document.add_node(self.line, content)
    }

    fn add_item(&mut self, node: Id) {
        if let Some(list) = self.open[..self.depth].last_mut() {
            self.document.add_member(&mut list.members, Cow::Borrowed(""), node);
        }
    }

    fn add_entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        let value = value.trim_matches(' ');
        let is_empty = value.is_empty();
        let content = if is_empty { Content::Scalar { text: Cow::Borrowed(""), plain: true } } else { scalar(value)? };
        let node = self.document.add_node(self.line, content);
        let map = self.open[..self.depth].last_mut()?;
        let bit = 1 << (bit_of(key) % 64);
        if map.keys & bit != 0 && self.document.members(map.members).any(|(known, _)| known == key)
            || map.members.len() == MAX_ENTRIES
        {
            return None;
        }
        map.keys |= bit;
        map.waiting = is_empty.then_some(node);
        self.document.add_member(&mut map.members, Cow::Borrowed(key), node);
        Some(())
    }

    fn finish(mut self) -> Option<Document<'a>> {
        self.open[..self.depth].first()?;
        while self.depth > 0 {
            self.end();
        }
        self.document.set_top(self.open[0].members);
        Some(self.document)
    }
}

/// Spreads keys over bits; their ends tell them apart best.
fn bit_of(key: &str) -> usize {
    key.bytes().rev().take(4).fold(key.len(), |sum, byte| sum.wrapping_mul(7) ^ usize::from(byte))
}

/// The key `content` begins with, and what follows its colon: nothing, or a blank and more.
fn split_entry(content: &str) -> Option<(&str, &str)> {
    let is_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let end = content.bytes().take(MAX_KEY + 1).position(|byte| !is_key(&byte))?;
    let (key, rest) = content.split_at(end);
    let value = rest.strip_prefix(':')?;
    let is_entry = !key.is_empty() && !key.starts_with('-') && (value.is_empty() || value.starts_with(' '));
    is_entry.then_some((key, value))
}

/// A value of one line that has no blanks around it. One that is not there is null, or on the next line: not sure.
fn scalar(text: &str) -> Option<Content<'_>> {
    let inside = text.get(1..);
    match text.as_bytes().first()? {
        b'"' => Some(Content::Scalar { text: double_quoted(inside?)?, plain: false }),
        b'\'' => Some(Content::Scalar { text: single_quoted(inside?)?, plain: false }),
        _ => is_plain(text).then_some(Content::Scalar { text: Cow::Borrowed(text), plain: true }),
    }
}

/// Whether `text` is a plain scalar, and all of it.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = match bytes[0] {
        b'-' => bytes.get(1).is_some_and(u8::is_ascii_alphanumeric),
        b'/' | b'.' | b'~' | b'(' | b'_' | b'$' | b'+' => true,
        byte => byte.is_ascii_alphanumeric() || byte >= 0x80,
    };
    if !begins || bytes.ends_with(b":") {
        return false;
    }
    let mut from = 1;
    while let Some(at) = memchr2(b':', b'#', &bytes[from..]).map(|at| from + at) {
        let parts = if bytes[at] == b':' { bytes[at + 1] == b' ' } else { bytes[at - 1] == b' ' };
        if parts {
            return false;
        }
        from = at + 1;
    }
    true
}

/// What stands between single quotes; `rest` follows the first of them.
fn single_quoted(rest: &str) -> Option<Cow<'_, str>> {
    let text = rest.strip_suffix('\'')?;
    let mut from = 0;
    while let Some(at) = memchr(b'\'', &text.as_bytes()[from..]).map(|at| from + at) {
        if text.as_bytes().get(at + 1) != Some(&b'\'') {
            return None;
        }
        from = at + 2;
    }
    Some(if from == 0 { Cow::Borrowed(text) } else { Cow::Owned(text.replace("''", "'")) })
}

/// What stands between double quotes; `rest` follows the first of them.
fn double_quoted(rest: &str) -> Option<Cow<'_, str>> {
    let at = memchr2(b'"', b'\\', rest.as_bytes())?;
    if rest.as_bytes()[at] == b'"' {
        return (at + 1 == rest.len()).then_some(Cow::Borrowed(&rest[..at]));
    }
    let mut out = String::with_capacity(rest.len());
    let mut rest = rest;
    loop {
        let at = memchr2(b'"', b'\\', rest.as_bytes())?;
        out.push_str(&rest[..at]);
        if rest.as_bytes()[at] == b'"' {
            return (at + 1 == rest.len()).then_some(Cow::Owned(out));
        }
        let escape = rest.as_bytes().get(at + 1)?;
        rest = rest.get(at + 2..)?;
        let digits = match escape {
            b'"' | b'\\' | b'/' => {
                out.push(char::from(*escape));
                continue;
            }
            b'n' | b'r' | b't' => {
                out.push(if *escape == b'n' {
                    '\n'
                } else if *escape == b'r' {
                    '\r'
                } else {
                    '\t'
                });
                continue;
            }
            b'x' => 2,
            b'u' => 4,
            _ => return None,
        };
        let (code, after) = rest.split_at_checked(digits)?;
        let is_code = code.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(code, 16).ok().filter(|_| is_code)?;
        out.push(char::from_u32(code)?);
        rest = after;
    }
}
