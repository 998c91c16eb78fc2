//! A TOML text as entries in the order written, each with its line. A mistake of syntax costs its line, not the text.
//! It does not judge keys or values.

use super::Mistake;
use std::collections::HashSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What could be read of a text, and what could not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub entries: Vec<Entry>,
    pub mistakes: Vec<Mistake>,
}

/// One `key = value`, or a table with its name as the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    /// 1 is the first.
    pub line: u32,
    pub value: Value,
}

/// The kinds of value the project's files use; any other is only named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Flag(bool),
    Whole(i64),
    Table(Vec<Entry>),
    Other(&'static str),
}

impl Value {
    /// What it is, for a message: "a text", "a table".
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Flag(_) => "true or false",
            Value::Whole(_) => "a number",
            Value::Table(_) => "a table",
            Value::Other(kind) => kind,
        }
    }
}

impl Document {
    pub fn read(text: &str) -> Document {
        let (root, errors) = DeTable::parse_recoverable(text);
        let lines = Lines::of(text);
        let mut mistakes: Vec<Mistake> = Vec::new();
        for error in errors {
            let line = lines.at(error.span().unwrap_or_default());
            // What follows the first on its line only says that the parser has lost its way.
            if mistakes.last().is_none_or(|last| last.line != line) {
                mistakes.push(Mistake::new(line, error.message().lines().next().unwrap_or("not TOML")));
            }
        }
        let mut entries = entries(root.get_ref(), &lines);
        leave_out(&mut entries, &mistakes.iter().map(|mistake| mistake.line).collect());
        Document { entries, mistakes }
    }

    /// The entry of that name, if it was written.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// The parser keeps tables sorted by name; the order written comes back by where each key stands. It goes no deeper
/// than 80 tables, so neither does this.
fn entries(table: &DeTable<'_>, lines: &Lines) -> Vec<Entry> {
    let mut found: Vec<_> = table.iter().collect();
    found.sort_by_key(|(key, _)| key.span().start);
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| Entry {
        key: AsRef::<str>::as_ref(key.get_ref()).to_owned(),
        line: lines.at(key.span()),
        value: match value.get_ref() {
            DeValue::String(text) => Value::Text(text.clone().into_owned()),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Integer(whole) => match i64::from_str_radix(whole.as_str(), whole.radix()) {
                Ok(whole) => Value::Whole(whole),
                Err(_) => Value::Other("a number"),
            },
            DeValue::Table(table) => Value::Table(entries(table, lines)),
            DeValue::Array(_) => Value::Other("a list"),
            DeValue::Float(_) => Value::Other("a number"),
            DeValue::Datetime(_) => Value::Other("a date"),
        },
    };
    found.into_iter().map(entry).collect()
}

/// Values the parser made up on a broken line go; a table whose heading is broken stays, for what stands under it.
fn leave_out(entries: &mut Vec<Entry>, broken: &HashSet<u32>) {
    entries.retain_mut(|entry| {
        if let Value::Table(inner) = &mut entry.value {
            leave_out(inner, broken);
            return true;
        }
        !broken.contains(&entry.line)
    });
}

/// Where the lines end, so that an offset finds its line without reading the text again.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Lines {
        Lines(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect())
    }

    fn at(&self, span: Range<usize>) -> u32 {
        let before = self.0.partition_point(|&end| end < span.start);
        u32::try_from(before + 1).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn entries_keep_the_order_written_and_know_their_line() {
        let document = Document::read("z = \"1\"\n\n[b]\r\ny = true\nx = 7\n[a]\nw = [1]\n");
        assert_eq!(document.mistakes, []);
        let shape: Vec<_> = document.entries.iter().map(|e| (e.key.as_str(), e.line, e.value.kind())).collect();
        assert_eq!(shape, [("z", 1, "a text"), ("b", 3, "a table"), ("a", 6, "a table")]);
        let Value::Table(inner) = &document.get("b").unwrap().value else { panic!() };
        assert_eq!(inner[0], Entry { key: "y".into(), line: 4, value: Value::Flag(true) });
        assert_eq!(inner[1], Entry { key: "x".into(), line: 5, value: Value::Whole(7) });
    }

    #[test]
    fn a_line_that_is_not_toml_is_told_and_the_others_stay() {
        let document = Document::read("a = \"1\"\nb = = 2\nc = \"3\"\n");
        assert_eq!(document.mistakes.iter().map(|m| m.line).collect::<Vec<_>>(), [2]);
        let keys: Vec<_> = document.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["a", "c"]);
    }

    #[test]
    fn a_key_written_twice_is_told_where_it_stands() {
        let document = Document::read("a = \"1\"\na = \"2\"\n");
        assert_eq!(document.mistakes[0].line, 2);
        assert_eq!(document.get("a").map(|entry| &entry.value), Some(&Value::Text("1".into())));
        assert!(document.mistakes[0].message.contains("duplicate"), "{:?}", document.mistakes);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[\\[\\]{}=\"'\\\\a-c0-9.,# \n\r\t\u{0}-\u{1f}é]{0,80}") {
            Document::read(&text);
        }
    }
}
