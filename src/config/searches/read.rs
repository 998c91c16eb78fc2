//! `searches.toml` as it was written: the searches in their order, and what is wrong with them. It asks no question.

use crate::config::{ConfigError, Paths, file};
use crate::model::text::safe_line;
use crate::written::{Document, Entry, Mistake, Place, Value, nearest};
use std::path::{Path, PathBuf};

/// A search with its name. Both have passed the gate, and neither is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    pub name: String,
    pub query: String,
}

const KEYS: [&str; 2] = ["name", "query"];
/// What to write, for who wrote something else.
pub(super) const EXAMPLE: &str = "write [[search]], and below it name = \"Robots\" and query = \"robot\"";

impl Paths {
    /// The user's searches.
    pub fn searches_file(&self) -> PathBuf {
        self.config.join("searches.toml")
    }

    /// The searches that are kept, and what is wrong with how they are written; none where there is no file.
    pub fn searches(&self) -> (Vec<Search>, Vec<ConfigError>) {
        let path = self.searches_file();
        match file::read(&path) {
            Ok(text) => of_text(&path, &text.unwrap_or_default()),
            Err(error) => (Vec::new(), vec![error]),
        }
    }
}

/// The searches of a text, which is the file's.
pub(super) fn of_text(path: &Path, text: &str) -> (Vec<Search>, Vec<ConfigError>) {
    let (searches, mistakes) = parse(text);
    let errors = mistakes.into_iter().map(|mistake| ConfigError::in_text(path, text, mistake)).collect();
    (searches, errors)
}

fn parse(text: &str) -> (Vec<Search>, Vec<Mistake>) {
    let document = Document::read(text);
    let (mut searches, mut mistakes) = (Vec::new(), Vec::new());
    for entry in &document.entries {
        match (entry.key.as_str(), &entry.value) {
            ("search", Value::Tables(tables)) => {
                for (at, entries) in tables {
                    match search(at, entries, &searches, &mut mistakes) {
                        Ok(search) => searches.push(search),
                        Err(mistake) => mistakes.push(mistake),
                    }
                }
            }
            // A list of nothing, which is what is left when the last one is taken away by hand.
            ("search", Value::List(none)) if none.is_empty() => {}
            ("search", value) => {
                let mistake = Mistake::error(&entry.value_at, format!("search cannot be {}", value.kind()));
                mistakes.push(mistake.hint(EXAMPLE));
            }
            (key, _) => {
                let mistake = Mistake::warning(&entry.key_at, format!("no table is called [[{key}]]"));
                mistakes.push(mistake.did_you_mean(nearest(key, ["search"]), EXAMPLE));
            }
        }
    }
    // What is missing from a text that can't be read to its end may stand in the part that can't.
    let mut mistakes = if document.mistakes.is_empty() { mistakes } else { document.mistakes };
    mistakes.sort_by_key(|mistake| (mistake.at.line, mistake.at.bytes.start));
    (searches, mistakes)
}

/// One search; of two with one name the first counts.
fn search(at: &Place, entries: &[Entry], before: &[Search], mistakes: &mut Vec<Mistake>) -> Result<Search, Mistake> {
    for entry in entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
        let mistake = Mistake::warning(&entry.key_at, format!("no key is called {:?}", entry.key));
        mistakes.push(mistake.did_you_mean(nearest(&entry.key, KEYS), "there are name and query"));
    }
    let (name, name_at) = text(at, entries, "name", "Robots")?;
    let (query, _) = text(at, entries, "query", "robot")?;
    if before.iter().any(|other| other.name == name) {
        let mistake = Mistake::warning(name_at, format!("a search is called {name:?} already; this one is left out"));
        return Err(mistake.hint("give it another name"));
    }
    Ok(Search { name, query })
}

fn text<'e>(at: &'e Place, entries: &'e [Entry], key: &str, example: &str) -> Result<(String, &'e Place), Mistake> {
    let hint = format!("write {key} = {example:?}");
    let Some(entry) = entries.iter().find(|entry| entry.key == key) else {
        return Err(Mistake::error(at, format!("this search has no {key}")).hint(hint));
    };
    let Value::Text(text) = &entry.value else {
        return Err(Mistake::error(&entry.value_at, format!("{key} cannot be {}", entry.value.kind())).hint(hint));
    };
    match safe_line(text).trim() {
        "" => Err(Mistake::error(&entry.value_at, format!("{key} is empty")).hint(hint)),
        text => Ok((text.to_owned(), &entry.value_at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(searches: &[Search]) -> Vec<(&str, &str)> {
        searches.iter().map(|search| (search.name.as_str(), search.query.as_str())).collect()
    }

    #[test]
    fn searches_stand_in_the_order_written_and_no_file_is_none() {
        let text = "# mine\n[[search]]\nname = \"Z\"\nquery = \"z since:1m\"\n\n[[search]]\nquery = \"provder:x\"\nname = \"A\"\n";
        let (searches, mistakes) = parse(text);
        assert_eq!(mistakes, []);
        assert_eq!(named(&searches), [("Z", "z since:1m"), ("A", "provder:x")]);
        assert_eq!(named(&parse("search = [{ name = \"A\", query = \"a\" }]\n").0), [("A", "a")]);
        for nothing in ["", "# nothing\n", "search = []\n"] {
            assert_eq!(parse(nothing), (vec![], vec![]));
        }
    }

    #[test]
    fn one_bad_file_per_mistake() {
        let one = "[[search]]\nname = \"A\"\nquery = \"a\"\n";
        for (text, told, is_error) in [
            ("[[search]]\nquery = \"a\"\n", "line 1: this search has no name (write name = \"Robots\")", true),
            ("[[search]]\nname = \"A\"\n", "line 1: this search has no query (write query = \"robot\")", true),
            ("[[search]]\nname = 3\nquery = \"a\"\n", "line 2: name cannot be a number (write name =", true),
            ("[[search]]\nname = \" \"\nquery = \"a\"\n", "line 2: name is empty (write name =", true),
            ("[[search]]\nname = \"A\"\nquery = \"\"\n", "line 3: query is empty (write query =", true),
            ("[search]\nname = \"A\"\n", "line 1: search cannot be a table (write [[search]], and below", true),
            ("search = \"a\"\n", "line 1: search cannot be a text (write [[search]]", true),
            ("[[search]]\nname = \"A\nquery = \"a\"\n", "line 2: ", true),
            ("[[serch]]\nname = \"A\"\n", "line 1: no table is called [[serch]] (did you mean search?)", false),
            (&format!("{one}topic = \"T\"\n"), "line 4: no key is called \"topic\" (there are name and query)", false),
            (&format!("{one}qury = \"T\"\n"), "line 4: no key is called \"qury\" (did you mean query?)", false),
            (&format!("{one}\n{one}"), "line 6: a search is called \"A\" already; this one is left out (give", false),
        ] {
            let (_, mistakes) = parse(text);
            let first = mistakes.first().map(ToString::to_string).unwrap_or_default();
            assert!(first.starts_with(told), "{text:?}: {mistakes:?}");
            assert_eq!(mistakes[0].severity == crate::written::Severity::Error, is_error, "{text:?}");
        }
        assert_eq!(named(&parse(&format!("{one}\n{one}")).0), [("A", "a")]);
    }

    #[test]
    fn what_the_file_says_passes_the_gate() {
        let (searches, _) = parse("[[search]]\nname = \"A\\u001b[31m\\u202eB\"\nquery = \"a\\nb\"\n");
        assert!(!searches[0].name.contains(['\u{1b}', '\u{202e}']) && !searches[0].query.contains('\n'));
    }
}
