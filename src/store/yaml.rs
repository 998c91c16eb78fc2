//! Front matter to a tree by the parser's events: whatever YAML there is, with limits held as the events arrive. It gives
//! no scalar a type. What real files hold is read much faster by `scan`, which must say the same.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::front_matter::FIRST_LINE;
use super::tree::{Chain, Content, Document, Id};
use crate::model::{Code, Note, text};

const MAX_NESTING: usize = 64;
const MAX_NODES: usize = 250_000;
const MAX_ALIASES: usize = 1_000;
const MAX_EXPANSION: usize = 1_000_000;

/// Nodes and height with every alias counted where it stands.
#[derive(Debug, Clone, Copy)]
struct Size {
    nodes: usize,
    height: usize,
}

/// Reads `source`. Codes: E-YAML, E-NOTMAP, E-LIMIT, with the line in the file.
pub(super) fn parse(source: &str) -> Result<Document<'_>, Note> {
    // The parser gathers a flow collection's tokens before it gives an event; each needs one of these bytes.
    let tokens = source.bytes().filter(|byte| matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b':')).count();
    if tokens > MAX_NODES {
        return Err(over(FIRST_LINE, "more than 250,000 values"));
    }
    let mut builder = Builder::default();
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(source);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| broken(&error))?;
        builder.take(event, span)?;
    }
    let mut document = builder.document;
    let Some(top) = builder.top else { return Ok(document) };
    if let Content::Map(map) = document.content(top) {
        let map = *map;
        document.set_top(map);
    } else if !document.node(top).is_null() {
        let line = document.node(top).line();
        return Err(Note::new(Code::NotMap, line, "the front matter is no list of keys and values"));
    }
    Ok(document)
}

/// A collection that has begun and not ended.
#[derive(Debug)]
struct Pending {
    anchor: usize,
    line: u32,
    /// Keys and values by turns, in a map.
    nodes: Vec<Id>,
    is_map: bool,
    size: Size,
}

#[derive(Debug, Default)]
struct Builder<'a> {
    document: Document<'a>,
    /// Of the document's nodes.
    sizes: Vec<Size>,
    pending: Vec<Pending>,
    anchors: HashMap<usize, Id>,
    top: Option<Id>,
    documents: usize,
    nodes: usize,
    aliases: usize,
    /// Nodes that aliases and merges stand for.
    expansion: usize,
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
                let node = self.node(line, Content::Scalar { text, plain }, Size { nodes: 1, height: 0 });
                self.add(node, anchor, line)?;
            }
            Event::Alias(anchor) => self.alias(anchor, line)?,
            Event::SequenceStart(anchor, _) => self.begin(anchor, line, false)?,
            Event::MappingStart(anchor, _) => self.begin(anchor, line, true)?,
            Event::SequenceEnd | Event::MappingEnd => self.end()?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn node(&mut self, line: u32, content: Content<'a>, size: Size) -> Id {
        self.sizes.push(size);
        self.document.add_node(line, content)
    }

    fn size(&self, node: Id) -> Size {
        self.sizes[node as usize]
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
        let Some(target) = self.anchors.get(&anchor).copied() else {
            return Err(Note::new(Code::Yaml, line, "an alias stands inside what it refers to"));
        };
        self.expand(self.size(target).nodes, line)?;
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

    fn add(&mut self, node: Id, anchor: usize, line: u32) -> Result<(), Note> {
        if anchor > 0 {
            self.anchors.insert(anchor, node);
        }
        let size = self.size(node);
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
        let content = if done.is_map {
            Content::Map(self.map(&done.nodes)?)
        } else {
            let mut chain = Chain::default();
            for node in done.nodes {
                self.document.add_member(&mut chain, Cow::Borrowed(""), node);
            }
            Content::List(chain)
        };
        let node = self.node(done.line, content, done.size);
        self.add(node, done.anchor, done.line)
    }

    /// Keys and values to a map: the last of a key wins, then what `<<` merges, earlier over later.
    fn map(&mut self, nodes: &[Id]) -> Result<Chain, Note> {
        let is_top = self.pending.is_empty();
        let mut entries: Entries<'a> = Vec::with_capacity(nodes.len() / 2);
        let mut places = Places::default();
        let mut merged: Vec<Id> = Vec::new();
        let (pairs, _) = nodes.as_chunks::<2>();
        for &[key, value] in pairs {
            let Content::Scalar { text: name, plain } = self.document.content(key) else { continue };
            if *plain && name == "<<" {
                merged.push(value);
                continue;
            }
            match places.find(&entries, name) {
                Some(place) => {
                    if is_top {
                        let repeated = (name.clone().into_owned(), self.document.node(key).line());
                        self.document.repeated.push(repeated);
                    }
                    entries[place].1 = value;
                }
                None => entries.push((name.clone(), value)),
            }
        }
        for source in merged {
            let maps: Vec<Id> = match self.document.content(source) {
                Content::List(maps) => self.document.members(*maps).map(|(_, map)| map).collect(),
                _ => vec![source],
            };
            for map in maps {
                let Content::Map(map) = *self.document.content(map) else { continue };
                self.expand(map.len(), self.document.node(source).line())?;
                for (name, value) in self.document.members(map) {
                    if places.find(&entries, name).is_none() {
                        entries.push((name.clone(), value));
                    }
                }
            }
        }
        let mut chain = Chain::default();
        for (name, value) in entries {
            self.document.add_member(&mut chain, name, value);
        }
        Ok(chain)
    }
}

/// The entries of a map that grows.
type Entries<'a> = Vec<(Cow<'a, str>, Id)>;

/// Where a key stands in a map that grows: looked through while it is short, looked up once it is long.
#[derive(Debug, Default)]
struct Places<'a>(HashMap<Cow<'a, str>, usize>);

impl<'a> Places<'a> {
    const SHORT: usize = 32;

    fn find(&mut self, entries: &Entries<'a>, name: &str) -> Option<usize> {
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
        let note = parse(yaml).unwrap_err();
        (note.code.as_str(), note.line)
    }

    fn texts(yaml: &str) -> Vec<(String, String)> {
        let document = parse(yaml).unwrap();
        document.top().iter().map(|(key, node)| (key.to_owned(), node.scalar().unwrap_or("-").to_owned())).collect()
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
        let document = parse("a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n").unwrap();
        assert_eq!(document.repeated, [("a".to_owned(), 4)]);
        assert_eq!(document.top().get("a").unwrap().scalar(), Some("3"));
        assert_eq!(document.top().get("c").unwrap().get("d").unwrap().scalar(), Some("2"));
    }

    #[test]
    fn a_long_map_keeps_each_key_once_as_a_short_one_does() {
        let keys: String = (0..200).chain(0..200).map(|key| format!("k{key}: {key}\n")).collect();
        let document = parse(&keys).unwrap();
        assert_eq!((document.top().len(), document.repeated.len()), (200, 200));
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
            assert!(parse(yaml).unwrap().top().len() == 0, "{yaml:?}");
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
        assert!(parse(&nested(63)).is_ok());
        assert_eq!(code(&nested(64)).0, "E-LIMIT");
        assert_eq!(code(&nested(300)).0, "E-LIMIT");
        let list = |count: usize| format!("x:\n{}", "- a\n".repeat(count));
        assert!(parse(&list(MAX_NODES - 3)).is_ok());
        assert_eq!(code(&list(MAX_NODES)).0, "E-LIMIT");
        assert_eq!(code(&format!("[{}]", "a,".repeat(400_000))).0, "E-LIMIT");
        let aliases = |count: usize| format!("a: &a 1\nx: [{}]\n", "*a,".repeat(count));
        assert!(parse(&aliases(MAX_ALIASES)).is_ok());
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
            let _either = parse(&yaml);
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
            let document = parse(&yaml).unwrap();
            prop_assert_eq!(document.top().len(), expected.len());
            for (key, node) in document.top().iter() {
                prop_assert_eq!(node.scalar(), expected.get(key).map(String::as_str));
            }
        }
    }
}
