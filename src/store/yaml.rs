//! Front matter as a small tree, built from parser events: scalars as written, the line of every node, aliases shared and
//! never copied, limits held as the events arrive. It gives no scalar a type: whoever asks for a number says so.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::front_matter::FIRST_LINE;
use crate::model::{Code, Note, text};

const MAX_NESTING: usize = 64;
const MAX_NODES: usize = 250_000;
const MAX_ALIASES: usize = 1_000;
const MAX_EXPANSION: usize = 1_000_000;

/// One value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    /// Line of the file, from 1.
    pub line: u32,
    value: Rc<Value<'a>>,
}

#[derive(Debug)]
pub(super) enum Value<'a> {
    Scalar {
        text: Cow<'a, str>,
        /// Neither quoted nor a block.
        plain: bool,
    },
    List(Vec<Node<'a>>, Size),
    Map(Map<'a>, Size),
}

/// The entries of a map with a scalar for a key, each key once; merged ones after its own.
pub(super) type Map<'a> = Vec<(Cow<'a, str>, Node<'a>)>;

/// Nodes and height with every alias counted where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    nodes: usize,
    height: usize,
}

impl<'a> Node<'a> {
    pub(super) fn value(&self) -> &Value<'a> {
        &self.value
    }

    /// Nothing written, `~` or `null`.
    pub(super) fn is_null(&self) -> bool {
        match self.value() {
            Value::Scalar { text, plain: true } => matches!(&**text, "" | "~" | "null" | "Null" | "NULL"),
            _ => false,
        }
    }

    /// The text of a scalar that is not null.
    pub(super) fn scalar(&self) -> Option<&str> {
        match self.value() {
            Value::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// The value at `key`, if this is a map that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Node<'a>> {
        match self.value() {
            Value::Map(map, _) => map.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    fn size(&self) -> Size {
        match self.value() {
            Value::Scalar { .. } => Size { nodes: 1, height: 0 },
            Value::List(_, size) | Value::Map(_, size) => *size,
        }
    }
}

/// A whole front matter: its top map, and every key that stands there twice, with the line of the later one.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub map: Map<'a>,
    pub repeated: Vec<(String, u32)>,
}

impl<'a> Document<'a> {
    /// Reads `source`. Codes: E-YAML, E-NOTMAP, E-LIMIT, with the line in the file.
    pub(super) fn parse(source: &'a str) -> Result<Document<'a>, Note> {
        // The parser gathers a flow collection's tokens before it gives an event; each needs one of these bytes.
        let tokens = source.bytes().filter(|byte| matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b':')).count();
        if tokens > MAX_NODES {
            return Err(over(FIRST_LINE, "more than 250,000 values"));
        }
        let mut builder = Builder::default();
        let mut parser: Parser<'a, StrInput<'a>> = Parser::new_from_str(source);
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|error| broken(&error))?;
            builder.take(event, span)?;
        }
        let repeated = builder.repeated;
        let Some(top) = builder.top else { return Ok(Document { map: Vec::new(), repeated }) };
        let (is_null, line) = (top.is_null(), top.line);
        match Rc::into_inner(top.value) {
            Some(Value::Map(map, _)) => Ok(Document { map, repeated }),
            _ if is_null => Ok(Document { map: Vec::new(), repeated }),
            _ => Err(Note::new(Code::NotMap, line, "the front matter is no list of keys and values")),
        }
    }
}

/// A collection that has begun and not ended.
#[derive(Debug)]
struct Pending<'a> {
    anchor: usize,
    line: u32,
    /// Keys and values by turns, in a map.
    nodes: Vec<Node<'a>>,
    is_map: bool,
    size: Size,
}

#[derive(Debug, Default)]
struct Builder<'a> {
    pending: Vec<Pending<'a>>,
    anchors: HashMap<usize, Node<'a>>,
    top: Option<Node<'a>>,
    documents: usize,
    nodes: usize,
    aliases: usize,
    /// Nodes that aliases and merges stand for.
    expansion: usize,
    repeated: Vec<(String, u32)>,
}

impl<'a> Builder<'a> {
    fn take(&mut self, event: Event<'a>, span: Span) -> Result<(), Note> {
        let line = line_of(span.start.line());
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Note::new(Code::Yaml, line, "a second document begins in the front matter"));
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                self.count(line)?;
                let plain = style == ScalarStyle::Plain;
                self.add(Node { line, value: Rc::new(Value::Scalar { text, plain }) }, anchor, line)?;
            }
            Event::Alias(anchor) => self.alias(anchor, line)?,
            Event::SequenceStart(anchor, _) => self.begin(anchor, line, false)?,
            Event::MappingStart(anchor, _) => self.begin(anchor, line, true)?,
            Event::SequenceEnd | Event::MappingEnd => self.end()?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn count(&mut self, line: u32) -> Result<(), Note> {
        self.nodes += 1;
        if self.nodes > MAX_NODES { Err(over(line, "more than 250,000 values")) } else { Ok(()) }
    }

    fn begin(&mut self, anchor: usize, line: u32, is_map: bool) -> Result<(), Note> {
        self.count(line)?;
        if self.pending.len() >= MAX_NESTING {
            return Err(too_deep(line));
        }
        self.pending.push(Pending { anchor, line, nodes: Vec::new(), is_map, size: Size { nodes: 1, height: 1 } });
        Ok(())
    }

    fn alias(&mut self, anchor: usize, line: u32) -> Result<(), Note> {
        self.aliases += 1;
        if self.aliases > MAX_ALIASES {
            return Err(over(line, "more than 1,000 aliases"));
        }
        let Some(target) = self.anchors.get(&anchor).cloned() else {
            return Err(Note::new(Code::Yaml, line, "an alias stands inside what it refers to"));
        };
        self.expand(target.size().nodes, line)?;
        self.add(target, 0, line)
    }

    fn expand(&mut self, nodes: usize, line: u32) -> Result<(), Note> {
        self.expansion = self.expansion.saturating_add(nodes);
        if self.expansion > MAX_EXPANSION {
            Err(over(line, "aliases that stand for over 1,000,000 values"))
        } else {
            Ok(())
        }
    }

    fn add(&mut self, node: Node<'a>, anchor: usize, line: u32) -> Result<(), Note> {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let size = node.size();
        if self.pending.len() + size.height > MAX_NESTING {
            return Err(too_deep(line));
        }
        match self.pending.last_mut() {
            None => self.top = Some(node),
            Some(parent) => {
                parent.size.nodes = parent.size.nodes.saturating_add(size.nodes);
                parent.size.height = parent.size.height.max(size.height + 1);
                parent.nodes.push(node);
            }
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Note> {
        let Some(done) = self.pending.pop() else { return Ok(()) };
        let (line, anchor) = (done.line, done.anchor);
        let value = if done.is_map {
            let map = self.map(done.nodes)?;
            Value::Map(map, done.size)
        } else {
            Value::List(done.nodes, done.size)
        };
        // The anchors hold a copy of the top only if it has one itself; then it is let go, so that it can be taken apart.
        let anchor = if self.pending.is_empty() { 0 } else { anchor };
        self.add(Node { line, value: Rc::new(value) }, anchor, line)
    }

    /// Keys and values to a map: the last of a key wins, then what `<<` merges, earlier over later.
    fn map(&mut self, nodes: Vec<Node<'a>>) -> Result<Map<'a>, Note> {
        let is_top = self.pending.is_empty();
        let mut entries: Map<'a> = Vec::with_capacity(nodes.len() / 2);
        let mut places = Places::default();
        let mut merged: Vec<Node<'a>> = Vec::new();
        let mut nodes = nodes.into_iter();
        while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
            let Value::Scalar { text: name, plain } = key.value() else { continue };
            if *plain && name == "<<" {
                merged.push(value);
                continue;
            }
            match places.find(&entries, name) {
                Some(place) => {
                    if is_top {
                        self.repeated.push((name.clone().into_owned(), key.line));
                    }
                    entries[place].1 = value;
                }
                None => entries.push((name.clone(), value)),
            }
        }
        for source in merged {
            let maps = match source.value() {
                Value::List(maps, _) => maps.as_slice(),
                _ => std::slice::from_ref(&source),
            };
            for map in maps {
                let Value::Map(map, _) = map.value() else { continue };
                self.expand(map.len(), source.line)?;
                for (name, value) in map {
                    if places.find(&entries, name).is_none() {
                        entries.push((name.clone(), value.clone()));
                    }
                }
            }
        }
        Ok(entries)
    }
}

/// Where a key stands in a map that grows: looked through while it is short, looked up once it is long.
#[derive(Debug, Default)]
struct Places<'a>(HashMap<Cow<'a, str>, usize>);

impl<'a> Places<'a> {
    const SHORT: usize = 32;

    fn find(&mut self, entries: &Map<'a>, name: &str) -> Option<usize> {
        if entries.len() <= Self::SHORT {
            return entries.iter().position(|(known, _)| known == name);
        }
        for (place, (known, _)) in entries.iter().enumerate().skip(self.0.len()) {
            self.0.insert(known.clone(), place);
        }
        self.0.get(name).copied()
    }
}

fn line_of(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX).saturating_add(FIRST_LINE - 1)
}

fn broken(error: &ScanError) -> Note {
    let line = line_of(error.marker().line());
    if error.info().contains("recursion limit") {
        return too_deep(line);
    }
    Note::new(Code::Yaml, line, text::safe_line(&format!("not valid YAML: {}", error.info())))
}

fn too_deep(line: u32) -> Note {
    over(line, "values nested deeper than 64")
}

fn over(line: u32, what: &str) -> Note {
    Note::new(Code::Limit, line, format!("the front matter holds {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(yaml: &str) -> (&'static str, u32) {
        let note = Document::parse(yaml).unwrap_err();
        (note.code.as_str(), note.line)
    }

    fn texts(yaml: &str) -> Vec<(String, String)> {
        let document = Document::parse(yaml).unwrap();
        document.map.iter().map(|(key, node)| (key.to_string(), node.scalar().unwrap_or("-").to_owned())).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn scalars_are_as_written_whatever_their_style() {
        let yaml = "a: 3.10\nb: 007\nc: Yes\nd: \"x\\ty\"\ne: 'it''s'\nf: >-\n  one\n  two\ng: |\n  l\nh: ~\ni: '~'\nj: !t v\n";
        let expected = [
            ("a", "3.10"),
            ("b", "007"),
            ("c", "Yes"),
            ("d", "x\ty"),
            ("e", "it's"),
            ("f", "one two"),
            ("g", "l\n"),
            ("h", "-"),
            ("i", "~"),
            ("j", "v"),
        ];
        assert_eq!(texts(yaml), pairs(&expected));
    }

    #[test]
    fn the_last_of_a_key_wins_and_is_told() {
        let document = Document::parse("a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n").unwrap();
        assert_eq!(document.repeated, [("a".to_owned(), 4)]);
        assert_eq!(document.map[0].1.scalar(), Some("3"));
        assert_eq!(document.map[2].1.get("d").unwrap().scalar(), Some("2"));
    }

    #[test]
    fn a_long_map_keeps_each_key_once_as_a_short_one_does() {
        let keys: String = (0..200).chain(0..200).map(|key| format!("k{key}: {key}\n")).collect();
        let document = Document::parse(&keys).unwrap();
        assert_eq!((document.map.len(), document.repeated.len()), (200, 200));
        assert_eq!(document.repeated[0], ("k0".to_owned(), 202));
    }

    #[test]
    fn merges_fill_in_what_a_map_lacks() {
        assert_eq!(texts("d: &d {a: 1}\n<<: *d\n")[1..], pairs(&[("a", "1")]));
        let yaml = "x: &x {t: A, h: 1}\ny: &y {h: 2, z: 3}\n<<: [*x, *y]\nt: Own\n";
        assert_eq!(texts(yaml)[2..], pairs(&[("t", "Own"), ("h", "1"), ("z", "3")]));
        assert_eq!(texts("'<<': 1\n<<: text\n"), pairs(&[("<<", "1")]));
    }

    #[test]
    fn nothing_at_all_is_an_empty_map_and_anything_else_is_none() {
        for yaml in ["", "# only a comment\n", "~\n", "\n\n", "&a\n"] {
            assert!(Document::parse(yaml).unwrap().map.is_empty(), "{yaml:?}");
        }
        assert_eq!(code("- a\n"), ("E-NOTMAP", 2));
        assert_eq!(code("# c\ntext\n"), ("E-NOTMAP", 3));
    }

    #[test]
    fn an_error_says_its_line_in_the_file() {
        assert_eq!(code("title: T\nx:\n\tname: P\n"), ("E-YAML", 4));
        assert_eq!(code("a: *none\n"), ("E-YAML", 2));
        assert_eq!(code("a: &a [*a]\n"), ("E-YAML", 2));
        assert_eq!(code("a: 1\n--- \nb: 2\n"), ("E-YAML", 3));
    }

    #[test]
    fn limits_are_held() {
        let nested = |levels: usize| format!("x: {}{}\n", "[".repeat(levels), "]".repeat(levels));
        assert!(Document::parse(&nested(63)).is_ok());
        assert_eq!(code(&nested(64)).0, "E-LIMIT");
        assert_eq!(code(&nested(300)).0, "E-LIMIT");
        let list = |count: usize| format!("x:\n{}", "- a\n".repeat(count));
        assert!(Document::parse(&list(MAX_NODES - 3)).is_ok());
        assert_eq!(code(&list(MAX_NODES)).0, "E-LIMIT");
        assert_eq!(code(&format!("[{}]", "a,".repeat(400_000))).0, "E-LIMIT");
        let aliases = |count: usize| format!("a: &a 1\nx: [{}]\n", "*a,".repeat(count));
        assert!(Document::parse(&aliases(MAX_ALIASES)).is_ok());
        assert_eq!(code(&aliases(MAX_ALIASES + 1)).0, "E-LIMIT");
        let mut laughs = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        let mut merges = String::from("a0: &a0 {x: 1}\n");
        let mut tower = String::from("a0: &a0 [x]\n");
        for level in 1..70 {
            let below = level - 1;
            if level < 9 {
                laughs.push_str(&format!("a{level}: &a{level} [{}]\n", format!("*a{below},").repeat(9)));
            }
            merges.push_str(&format!("a{level}: &a{level}\n  k{level}: 1\n  <<: [*a{below}, *a{below}]\n"));
            tower.push_str(&format!("a{level}: &a{level} [*a{below}]\n"));
        }
        assert_eq!(code(&laughs).0, "E-LIMIT");
        assert_eq!(code(&merges).0, "E-LIMIT");
        assert_eq!(code(&tower).0, "E-LIMIT");
    }

    proptest! {
        #[test]
        fn any_text_is_a_map_or_a_note(yaml in "(?s)[-a-c:,\\[\\]{}&*!|>'\"%#?<\n \\t\u{1}é]{0,60}") {
            let _either = Document::parse(&yaml);
        }

        #[test]
        fn texts_agree_with_the_other_parser(
            map in proptest::collection::btree_map("[a-z]{1,8}", "[ -~¡-ž字\u{1f600}]{0,40}", 0..8),
            quote in proptest::bool::ANY,
        ) {
            let yaml = if quote {
                map.iter().map(|(key, value)| format!("{key}: '{}'\n", value.replace('\'', "''"))).collect::<String>()
            } else {
                serde_yaml::to_string(&map).unwrap()
            };
            let expected: std::collections::BTreeMap<String, String> = serde_yaml::from_str(&yaml).unwrap();
            let document = Document::parse(&yaml).unwrap();
            prop_assert_eq!(document.map.len(), expected.len());
            for (key, node) in &document.map {
                prop_assert_eq!(node.scalar(), expected.get(&**key).map(String::as_str));
            }
        }
    }
}
