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
//! key      = ( letter | digit | "_" ) { letter | digit | "_" | "-" }, in ASCII, of at most 64
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

use memchr::{memchr_iter, memchr3_iter};

use super::cursor::Cursor;
use super::front_matter::FIRST_LINE;
use super::tree::{Chain, Content, Document, Id};

/// In bytes. Below it no limit on values can be met: each takes a byte at least.
const MAX_SOURCE: usize = 200_000;
/// Lists and maps in one another.
const MAX_DEPTH: usize = 12;
/// Entries of one map: each key is looked for among those before it.
const MAX_ENTRIES: usize = 128;

/// The tree of `source`, if that is certain.
pub(super) fn scan(source: &str) -> Option<Document<'_>> {
    if source.len() > MAX_SOURCE || is_odd(source.as_bytes()) {
        return None;
    }
    let document = Document::with_room_for(source.len());
    let open = [Open::default(); MAX_DEPTH];
    Scanner { text: Cursor { source, at: 0 }, line: FIRST_LINE, document, open, depth: 0 }.read()
}

/// Whether `source` holds a character that is more to a parser, or to the next version of one, than itself.
fn is_odd(source: &[u8]) -> bool {
    // Without a way out in the middle, so that it is done many bytes at a time.
    let (mut control, mut returns, mut all) = (false, false, 0_u8);
    for &byte in source {
        control |= (byte < b' ') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f);
        returns |= byte == b'\r';
        all |= byte;
    }
    control || returns && has_lone_return(source) || all >= 0x80 && has_odd_mark(source)
}

/// CR without LF.
fn has_lone_return(bytes: &[u8]) -> bool {
    memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'))
}

/// NEL, LS, PS or a byte order mark.
fn has_odd_mark(bytes: &[u8]) -> bool {
    memchr3_iter(0xc2, 0xe2, 0xef, bytes)
        .any(|at| matches!(bytes[at..], [0xc2, 0x85, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..] | [0xef, 0xbb, 0xbf, ..]))
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
    text: Cursor<'a>,
    line: u32,
    document: Document<'a>,
    open: [Open; MAX_DEPTH],
    depth: usize,
}

impl<'a> Scanner<'a> {
    fn read(mut self) -> Option<Document<'a>> {
        while !self.text.is_done() {
            let column = self.text.skip_blanks();
            if !self.text.is_line_end() {
                self.close(column);
                self.take(column)?;
            }
            self.text.skip_line_end()?;
            self.line += 1;
        }
        self.open[..self.depth].first()?;
        self.close(0);
        self.end();
        self.document.set_top(self.open[0].members);
        Some(self.document)
    }

    /// Takes what stands on a line from `column` on.
    fn take(&mut self, column: usize) -> Option<()> {
        if !self.text.skip_dash() {
            let key = self.text.key()?;
            self.go_to_map(column)?;
            return self.add_entry(key);
        }
        self.go_to_list(column)?;
        let column = column + 1 + self.text.skip_blanks();
        match self.text.key() {
            Some(key) => {
                let map = self.add(Content::Map(Chain::default()));
                self.add_item(map);
                self.begin(true, column, map)?;
                self.add_entry(key)
            }
            None => {
                let content = self.text.scalar()?;
                let value = self.add(content);
                self.add_item(value);
                Some(())
            }
        }
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

    /// Adds `key` and the value that follows it to the innermost map.
    fn add_entry(&mut self, key: &'a str) -> Option<()> {
        self.text.skip_blanks();
        let is_empty = self.text.is_line_end();
        let content = if is_empty { NOTHING } else { self.text.scalar()? };
        let node = self.document.add_node(self.line, content);
        let map = self.open[..self.depth].last_mut()?;
        let bit = 1 << (spread(key.as_bytes()) % 64);
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
}

const NOTHING: Content<'static> = Content::Scalar { text: Cow::Borrowed(""), plain: true };

/// A number that differs for most keys.
fn spread(key: &[u8]) -> usize {
    let ends = key.first().zip(key.last()).map_or(0, |(&first, &last)| usize::from(first) * 3 + usize::from(last) * 11);
    key.len() * 7 + ends
}

#[cfg(test)]
mod tests {
    use super::super::readers::{difference, is_sure};

    #[test]
    fn what_stores_hold_is_certain_and_as_the_parser_has_it() {
        for yaml in [
            "a: 1\n",
            "a: 1",
            "a:\n",
            "a:\nb: \n",
            "a:   spaced  out   \n\n   \nb: 2\n",
            "a: 1\r\nb:\r\n  - c\r\n\r\n",
            "a: -1\nb: x#y\nc: http://d/e?f=#g\nd: don't \"say\"\n",
            "a: \"b\\\"c\\\\\\/\\n\\t\\r\\x41\\u00e9\"  \nb: 'it''s'\nc: ''\nd: \"\"\n",
            "a:\n- b\n- c\nd: e\n",
            "a:\n  - b\n  -   c: d\n      e: f\n  - g:\n    h:\n      - i\n",
            "a:\n b:\n  c:\n  - d\n e: f\n",
            "a: é – 字\nb: ~\nc: null\n",
        ] {
            assert!(is_sure(yaml), "{yaml:?}");
            assert_eq!(difference(yaml), None);
        }
    }

    #[test]
    fn what_means_something_else_is_not_certain() {
        for yaml in [
            "",
            "\n",
            "a",
            "- a\n",
            " a: 1\n",
            "a:b\n",
            "a : b\n",
            "\"a\": b\n",
            "a b: c\n",
            "<<: b\n",
            "a: 1\na: 2\n",
            "a: b: c\n",
            "a: b:\n",
            "a: b #c\n",
            "a: #c\n",
            "# c\na: b\n",
            "a: [b]\n",
            "a: {b: c}\n",
            "a: &b c\n",
            "a: *b\n",
            "a: !b c\n",
            "a: |\n  b\n",
            "a: >\n  b\n",
            "a: ? b\n",
            "a: - b\n",
            "a: -\n",
            "a: @b\n",
            "a: %b\n",
            "a: `b\n",
            "a: , b\n",
            "a: b\n  c\n",
            "a:\n  b\n",
            "a: \"b\n  c\"\n",
            "a: 'b\n  c'\n",
            "a: \"b\" c\n",
            "a: 'b' 'c'\n",
            "a: 'b\n",
            "a: \"b\n",
            "a: \"\\e\"\n",
            "a: \"\\ud800\"\n",
            "a: \"\\x4\"\n",
            "a:\tb\n",
            "a: b\t\n",
            "a: \u{1}\n",
            "a: \u{7f}\n",
            "a: b\rc: d\n",
            "a: b\r",
            "a: \u{85}\n",
            "a: \u{2028}\n",
            "a: \u{feff}b\n",
            "\u{feff}a: b\n",
            "a:\n  - b\n c: d\n",
            "a:\n  - b\n  c: d\n",
            "a: 1\n- b\n",
            "a: 1\n  - b\n",
            "a:\n  -\n",
            "a:\n  - - b\n",
            "a:\n  b: 1\n c: 2\n",
            "--- a\n",
            "...\n",
            "a: b\n--- \nc: d\n",
        ] {
            assert!(!is_sure(yaml), "{yaml:?}");
        }
    }

    #[test]
    fn what_is_long_or_deep_is_left_to_the_reader_that_counts() {
        let deep = |levels: usize| (0..levels).map(|level| format!("{:level$}a:\n", "")).collect::<String>();
        let keys = |count: usize| (0..count).map(|key| format!("k{key}: {key}\n")).collect::<String>();
        let key = |len: usize| format!("{}: a\n", "k".repeat(len));
        for (fine, not) in [(deep(12), deep(13)), (keys(128), keys(129)), (key(64), key(65))] {
            assert!(is_sure(&fine) && !is_sure(&not));
            assert_eq!(difference(&fine), None);
        }
        assert!(!is_sure(&format!("a: {}\n", "b".repeat(super::MAX_SOURCE))));
    }
}
