//! `rules.toml` as it was written: all that is said, and what is wrong with how it is. It looks nothing up.

use super::apart;
use super::taste::{self, Taste};
use crate::config::{ConfigError, Paths, file};
use crate::model::ArticleId;
use crate::written::{Document, Entry, Mistake, Place, Value, nearest};
use std::path::{Path, PathBuf};

/// What the user says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// Pairs of articles that are not the same story, as written: one of them may stand there twice.
    pub apart: Vec<(ArticleId, ArticleId)>,
    /// What is to be less or more of the front page, in force or not; of one kind only one for each thing.
    pub tastes: Vec<Taste>,
}

/// The tables.
const TABLES: [&str; 3] = ["apart", "mute", "weigh"];

impl Paths {
    /// What the user says of articles and of the front page.
    pub fn rules_file(&self) -> PathBuf {
        self.config.join("rules.toml")
    }

    /// What is said there, and what is wrong with how it is written; nothing where there is no file.
    pub fn rules(&self) -> (Rules, Vec<ConfigError>) {
        let path = self.rules_file();
        match file::read(&path) {
            Ok(text) => of_text(&path, &text.unwrap_or_default()),
            Err(error) => (Rules::default(), vec![error]),
        }
    }
}

/// The rules of a text, which is the file's.
pub(super) fn of_text(path: &Path, text: &str) -> (Rules, Vec<ConfigError>) {
    let (rules, mistakes) = parse(text);
    let errors = mistakes.into_iter().map(|mistake| ConfigError::in_text(path, text, mistake)).collect();
    (rules, errors)
}

impl Rules {
    /// Takes in a table of that name.
    fn read(
        &mut self,
        table: &str,
        (at, entries): (&Place, &[Entry]),
        mistakes: &mut Vec<Mistake>,
    ) -> Result<(), Mistake> {
        if table == "apart" {
            self.apart.extend(apart::read(at, entries, mistakes)?);
            return Ok(());
        }
        let taste = taste::read(table, (at, entries), mistakes)?;
        match self.tastes.iter_mut().find(|one| one.is_for(&taste)) {
            Some(one) => {
                let mistake = Mistake::warning(at, "this is said above already, and what stands last counts");
                mistakes.push(mistake.hint("take one of the two out"));
                *one = taste;
            }
            None => self.tastes.push(taste),
        }
        Ok(())
    }
}

pub(super) fn parse(text: &str) -> (Rules, Vec<Mistake>) {
    let document = Document::read(text);
    let (mut rules, mut mistakes) = (Rules::default(), Vec::new());
    for entry in &document.entries {
        match (entry.key.as_str(), &entry.value) {
            (key, Value::Tables(tables)) if TABLES.contains(&key) => {
                for (at, entries) in tables {
                    if let Err(mistake) = rules.read(key, (at, entries), &mut mistakes) {
                        mistakes.push(mistake);
                    }
                }
            }
            // A list of nothing, which is what is left when the last one is taken away by hand.
            (key, Value::List(none)) if TABLES.contains(&key) && none.is_empty() => {}
            (key, value) if TABLES.contains(&key) => {
                let mistake = Mistake::error(&entry.value_at, format!("{key} cannot be {}", value.kind()));
                let hint = if key == "apart" { apart::EXAMPLE.to_owned() } else { taste::example(key) };
                mistakes.push(mistake.hint(hint));
            }
            (key, _) => {
                let mistake = Mistake::warning(&entry.key_at, format!("{key:?} is not known here; it stays as it is"));
                mistakes.push(mistake.did_you_mean(nearest(key, TABLES), "it may be of a newer Dateline"));
            }
        }
    }
    // What is missing from a text that can't be read to its end may stand in the part that can't.
    let mut mistakes = if document.mistakes.is_empty() { mistakes } else { document.mistakes };
    mistakes.sort_by_key(|mistake| (mistake.at.line, mistake.at.bytes.start));
    (rules, mistakes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::Severity;
    use std::fs;

    const A: &str = "00112233445566778899aabbccddeeff";
    const B: &str = "ffeeddccbbaa99887766554433221100";
    const C: &str = "0123456789abcdef0123456789abcdef";

    fn ids<const N: usize>(texts: [&str; N]) -> [ArticleId; N] {
        texts.map(|text| ArticleId::from_hex(text).unwrap())
    }

    #[test]
    fn an_article_is_apart_from_each_of_the_others_and_no_file_says_nothing() {
        let text = format!(
            "# mine\n[[apart]]\ntitle = \"T\"\narticle = \"{A}\"\nfrom = [\n  # one\n  \"{B}\",\n  \"{}\", # two\n]\nsaid = 2026-11-23\n\n[[apart]]\nfrom = [\"{A}\"]\narticle = \"{C}\"\n",
            C.to_uppercase()
        );
        let (rules, mistakes) = parse(&text);
        let [a, b, c] = ids([A, B, C]);
        assert_eq!((rules.apart, mistakes), (vec![(a, b), (a, c), (c, a)], vec![]));
        for nothing in ["", "# nothing\n", "apart = []\n", &format!("[[apart]]\narticle = \"{A}\"\nfrom = []\n")] {
            assert_eq!(parse(nothing), (Rules::default(), vec![]));
        }
        let in_one_line = format!("apart = [{{ article = \"{A}\", from = [\"{B}\"] }}]\n");
        assert_eq!(parse(&in_one_line).0.apart, [(a, b)]);
    }

    #[test]
    fn one_bad_file_per_mistake() {
        let article = format!("[[apart]]\narticle = \"{A}\"\n");
        let one = format!("{article}from = [\"{B}\"]\n");
        for (text, told, is_error) in [
            (&*format!("[[apart]]\nfrom = [\"{B}\"]\n"), "line 1: nothing says article (write the 32 digits", true),
            (&*article, "line 1: nothing says from (write from = [", true),
            ("[[apart]]\narticle = 3\n", "line 2: article cannot be a number (write the 32 digits", true),
            ("[[apart]]\narticle = \"0a\"\n", "line 2: \"0a\" is no id (write the 32 digits that dateline list", true),
            (&*format!("{article}from = \"{B}\"\n"), "line 3: from cannot be a text (write from = [", true),
            (&*format!("{article}from = [\"{B}\", \"x\\u001b\"]\n"), "line 3: \"x\\u{1b}\" is no id", true),
            (&*format!("{article}from = [\"{B}\", 3]\n"), "line 3: from cannot be a list", true),
            ("[apart]\narticle = \"A\"\n", "line 1: apart cannot be a table (write [[apart]], and below", true),
            ("apart = \"a\"\n", "line 1: apart cannot be a text (write [[apart]]", true),
            ("[[apart]]\narticle = \"A\n", "line 2: ", true),
            (
                "[[appart]]\nx = 1\n",
                "line 1: \"appart\" is not known here; it stays as it is (did you mean apart?)",
                false,
            ),
            (
                "[[follow]]\ntopic = \"T\"\n",
                "line 1: \"follow\" is not known here; it stays as it is (it may be of a",
                false,
            ),
            (&*format!("{one}topic = \"T\"\n"), "line 4: no key is called \"topic\" (there are title, outlet,", false),
            (&*format!("{one}tilte = \"T\"\n"), "line 4: no key is called \"tilte\" (did you mean title?)", false),
            (&*format!("{article}from = [\"{A}\"]\n"), "line 3: an article is not apart from itself (take", false),
        ] {
            let (_, mistakes) = parse(text);
            let first = mistakes.first().map(ToString::to_string).unwrap_or_default();
            assert!(first.starts_with(told), "{text:?}: {mistakes:?}");
            assert_eq!(mistakes[0].severity == Severity::Error, is_error, "{text:?}");
        }
    }

    #[test]
    fn what_a_newer_dateline_says_does_not_keep_the_rest_from_counting() {
        let [a, b] = ids([A, B]);
        let text = format!(
            "[[follow]]\noutlet = \"O\"\nuntil = 2027-01-01\n\n[[apart]]\narticle = \"{A}\"\nfrom = [\"{B}\"]\n"
        );
        let (rules, mistakes) = parse(&text);
        assert_eq!((rules.apart, mistakes.len()), (vec![(a, b)], 1));
    }

    #[test]
    fn a_file_that_is_none_is_an_error_and_none_at_all_is_not() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::from_env(|name| (name == "HOME").then(|| home.path().into())).unwrap();
        assert_eq!(paths.rules(), (Rules::default(), vec![]));
        fs::create_dir_all(paths.rules_file()).unwrap();
        let (rules, errors) = paths.rules();
        assert!(rules == Rules::default() && errors[0].is_error(), "{errors:?}");
        assert!(errors[0].to_string().ends_with("rules.toml: is not a file"), "{errors:?}");
    }
}
