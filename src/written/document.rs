//! A TOML text as entries in the order written, each with its place. A mistake of syntax costs its line, not the text.
//! It does not judge keys or values.

use super::place::Lines;
use super::{Mistake, Place};
use std::collections::HashSet;
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
    pub key_at: Place,
    pub value: Value,
    pub value_at: Place,
}

/// The kinds of value the project's files use; any other is only named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Flag(bool),
    Whole(i64),
    /// A date, a time or both, in RFC 3339 as far as it goes.
    Date(String),
    /// A list of nothing but texts.
    List(Vec<String>),
    Table(Vec<Entry>),
    /// A list of nothing but tables, each with its place: `[[name]]`.
    Tables(Vec<(Place, Vec<Entry>)>),
    Other(&'static str),
}

impl Value {
    /// What it is, for a message: "a text", "a table".
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Flag(_) => "true or false",
            Value::Whole(_) => "a number",
            Value::Date(_) => "a date",
            Value::List(_) | Value::Tables(_) => "a list",
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
            let at = lines.place(error.span().unwrap_or_default());
            // What follows the first on its line only says that the parser has lost its way.
            if mistakes.last().is_none_or(|last| last.at.line != at.line) {
                mistakes.push(Mistake::error(&at, error.message().lines().next().unwrap_or("not TOML")));
            }
        }
        let mut entries = entries(root.get_ref(), &lines);
        leave_out(&mut entries, &mistakes.iter().map(|mistake| mistake.at.line).collect());
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
        key_at: lines.place(key.span()),
        value_at: lines.place(value.span()),
        value: match value.get_ref() {
            DeValue::String(text) => Value::Text(text.clone().into_owned()),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Integer(whole) => match i64::from_str_radix(whole.as_str(), whole.radix()) {
                Ok(whole) => Value::Whole(whole),
                Err(_) => Value::Other("a number"),
            },
            DeValue::Table(table) => Value::Table(entries(table, lines)),
            DeValue::Array(items) => {
                let texts = items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect();
                let tables = || {
                    let table = |item: &Spanned<DeValue<'_>>| {
                        Some((lines.place(item.span()), entries(item.get_ref().as_table()?, lines)))
                    };
                    items.iter().map(table).collect::<Option<Vec<_>>>()
                };
                match texts {
                    Some(texts) => Value::List(texts),
                    None => tables().map_or(Value::Other("a list"), Value::Tables),
                }
            }
            DeValue::Float(_) => Value::Other("a number"),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
        },
    };
    found.into_iter().map(entry).collect()
}

/// Values the parser made up on a broken line go; a table whose heading is broken stays, for what stands under it.
fn leave_out(entries: &mut Vec<Entry>, broken: &HashSet<u32>) {
    entries.retain_mut(|entry| {
        match &mut entry.value {
            Value::Table(inner) => leave_out(inner, broken),
            Value::Tables(tables) => tables.iter_mut().for_each(|(_, inner)| leave_out(inner, broken)),
            _ => return !broken.contains(&entry.key_at.line),
        }
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn entries_keep_the_order_written_and_know_their_line() {
        let document = Document::read("z = \"1\"\n\n[b]\r\ny = true\nx = 7\n[a]\nw = [1]\n");
        assert_eq!(document.mistakes, []);
        let shape: Vec<_> = document.entries.iter().map(|e| (e.key.as_str(), e.key_at.line, e.value.kind())).collect();
        assert_eq!(shape, [("z", 1, "a text"), ("b", 3, "a table"), ("a", 6, "a table")]);
        let Value::Table(inner) = &document.get("b").unwrap().value else { panic!() };
        let place = |line, bytes| Place { line, bytes };
        let [y, x] = inner.as_slice() else { panic!() };
        assert_eq!((&*y.key, &y.key_at, &y.value), ("y", &place(4, 0..1), &Value::Flag(true)));
        assert_eq!((&x.value, &x.value_at), (&Value::Whole(7), &place(5, 4..5)));
    }

    #[test]
    fn a_list_of_texts_is_one_and_any_other_only_named() {
        let document = Document::read("a = [\n  \"x\",\n  \"y\",\n]\nb = [1]\nc = []\n");
        let values: Vec<_> = document.entries.iter().map(|entry| &entry.value).collect();
        let list = |texts: &[&str]| Value::List(texts.iter().map(|text| (*text).to_owned()).collect());
        assert_eq!(values, [&list(&["x", "y"]), &Value::Other("a list"), &list(&[])]);
        assert_eq!(document.entries[0].value_at, Place { line: 1, bytes: 4..5 });
    }

    #[test]
    fn a_date_is_told_in_rfc_3339_as_far_as_it_goes() {
        for (written, told) in [
            ("2026-12-03T09:00:00Z", "2026-12-03T09:00:00Z"),
            ("2026-12-03 09:00:00+01:00", "2026-12-03T09:00:00+01:00"),
            ("2026-12-03", "2026-12-03"),
            ("09:00:00", "09:00:00"),
        ] {
            let document = Document::read(&format!("a = {written}\n"));
            assert_eq!(document.entries[0].value, Value::Date(told.to_owned()));
        }
    }

    #[test]
    fn a_list_of_tables_is_one_and_each_knows_its_place() {
        let document = Document::read("# a\n[[t]]\nx = 1\n\n[[t]]\ny = 2\n");
        let Value::Tables(tables) = &document.get("t").unwrap().value else { panic!("{document:?}") };
        let shape: Vec<_> = tables.iter().map(|(at, inner)| (at.line, inner[0].key.as_str())).collect();
        assert_eq!(shape, [(2, "x"), (5, "y")]);
        assert_eq!(Document::read("t = [{ x = 1 }, 2]").entries[0].value, Value::Other("a list"));
    }

    #[test]
    fn a_line_that_is_not_toml_is_told_and_the_others_stay() {
        let document = Document::read("a = \"1\"\nb = = 2\nc = \"3\"\n");
        assert_eq!(document.mistakes.iter().map(|m| m.at.line).collect::<Vec<_>>(), [2]);
        let keys: Vec<_> = document.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["a", "c"]);
    }

    #[test]
    fn a_key_written_twice_is_told_where_it_stands() {
        let document = Document::read("a = \"1\"\na = \"2\"\n");
        assert_eq!(document.mistakes[0].at.line, 2);
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
