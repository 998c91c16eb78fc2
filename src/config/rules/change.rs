//! One change of `rules.toml`, and what takes it back. A file with a mistake in it is not touched, and of what is said already nothing
//! is said again.

use super::read::{EXAMPLE, Rules, id, of_text};
use crate::config::tables::{self, Left};
use crate::config::{ConfigError, file};
use crate::model::ArticleId;
use crate::model::text::safe_line;
use std::path::Path;
use toml_edit::{Array, ArrayOfTables, Datetime, Item, Table, Value, value};

/// Characters of a title or an outlet that are written down.
const LONGEST: usize = 120;

/// What is to be otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// They are not the same story.
    Part(Parting),
    /// That is said no longer.
    Join(Parting),
}

/// An article, and those it is apart from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parting {
    pub article: Named,
    pub from: Vec<Named>,
    /// The day it is said on, `2026-11-23`.
    pub said: String,
}

/// An article with its title and outlet, for who reads the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub id: ArticleId,
    pub title: String,
    pub outlet: String,
}

/// One that can be taken back.
pub type Edit = crate::config::Edit<Change>;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// All that is said now.
    pub rules: Rules,
    /// Takes it back; nothing where nothing was to be done.
    pub back: Option<Edit>,
}

impl Parting {
    /// Only what `says` holds for.
    fn only(&self, says: impl Fn(ArticleId, ArticleId) -> bool) -> Option<Parting> {
        let from: Vec<Named> = self.from.iter().filter(|other| says(self.article.id, other.id)).cloned().collect();
        (!from.is_empty()).then(|| Parting { from, ..self.clone() })
    }

    fn is_of(&self, (a, b): (ArticleId, ArticleId)) -> bool {
        let is_other = |id| self.from.iter().any(|other| other.id == id);
        self.article.id == a && is_other(b) || self.article.id == b && is_other(a)
    }
}

/// Changes the file at `path`, and reads it again.
///
/// # Errors
/// There is a mistake in the file, or it can't be written: nothing is changed then.
pub fn change(path: &Path, edit: &Edit) -> Result<Changed, ConfigError> {
    let text = file::read(path)?.unwrap_or_default();
    let (rules, errors) = of_text(path, &text);
    if let Some(error) = errors.into_iter().find(ConfigError::is_error) {
        return Err(error);
    }
    let is_said = |a, b| rules.apart.iter().any(|pair| *pair == (a, b) || *pair == (b, a));
    let to_do = match &edit.change {
        Change::Part(parting) => parting.only(|a, b| a != b && !is_said(a, b)),
        Change::Join(parting) => parting.only(is_said),
    };
    let Some(to_do) = to_do else { return Ok(Changed { rules, back: None }) };
    let (new, back) = match &edit.change {
        Change::Part(_) => edit.write((path, text), Change::Join(to_do.clone()), |text, _| part(text, &to_do), EXAMPLE),
        Change::Join(_) => edit.write((path, text), Change::Part(to_do.clone()), |text, _| join(text, &to_do), EXAMPLE),
    }?;
    Ok(Changed { rules: of_text(path, &new).0, back: Some(back) })
}

/// The text that says so too.
fn part(text: &str, parting: &Parting) -> Option<String> {
    let Parting { article, from, said } = parting;
    let mut others = Array::new();
    for other in from {
        let mut one = Value::from(other.id.to_string());
        let told: Vec<String> = [&other.title, &other.outlet].into_iter().filter_map(|text| for_people(text)).collect();
        let comment = if told.is_empty() { String::new() } else { format!("\n    # {}", told.join(", ")) };
        one.decor_mut().set_prefix(format!("{comment}\n    "));
        others.push_formatted(one);
    }
    others.set_trailing_comma(true);
    others.set_trailing("\n");
    let mut table = Table::new();
    for (key, text) in [("title", &article.title), ("outlet", &article.outlet)] {
        if let Some(text) = for_people(text) {
            table.insert(key, value(text));
        }
    }
    table.insert("article", value(article.id.to_string()));
    table.insert("from", value(others));
    if let Ok(day) = said.parse::<Datetime>() {
        table.insert("said", value(day));
    }
    tables::changed(text, "apart", |all| {
        tables::insert(all, None, table);
        Some(Vec::new())
    })
}

/// In one line, cut where it is very long; nothing where it is empty.
fn for_people(text: &str) -> Option<String> {
    let line = safe_line(text.chars().take(LONGEST).collect::<String>().trim());
    (!line.is_empty()).then_some(line)
}

/// The text that says so no longer, wherever it did.
fn join(text: &str, parting: &Parting) -> Option<String> {
    tables::changed(text, "apart", |all| {
        let mut left: Vec<Left> = Vec::new();
        for at in (0..all.len()).rev() {
            if take_back(all, at, parting)? {
                left.extend(tables::remove(all, at));
            }
        }
        Some(left)
    })
}

/// Takes out of a table what the parting says; whether nothing is left in it.
fn take_back(all: &mut ArrayOfTables, at: usize, parting: &Parting) -> Option<bool> {
    let table = all.get_mut(at)?;
    let article = id(table.get("article")?.as_str()?)?;
    let from = table.get_mut("from").and_then(Item::as_array_mut)?;
    let before = from.len();
    from.retain(|other| !other.as_str().and_then(id).is_some_and(|other| parting.is_of((article, other))));
    Some(from.is_empty() && before > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fs;
    use std::path::PathBuf;

    const FILE: &str = "# What I say.\n\n# a mistake of theirs\n[[apart]]\narticle = \"00000000000000000000000000000001\" # mine\nfrom = [\"00000000000000000000000000000002\", \"00000000000000000000000000000003\"]\n\n# of a newer one\n[[mute]]\noutlet = \"O\"\n\n# the end\n";

    fn named(n: u8) -> Named {
        let mut id = [0; 16];
        id[15] = n;
        Named { id: ArticleId(id), title: format!("Title {n}"), outlet: "O".into() }
    }

    fn parting(article: u8, from: &[u8]) -> Parting {
        Parting { article: named(article), from: from.iter().copied().map(named).collect(), said: "2026-11-23".into() }
    }

    fn pairs(rules: &Rules) -> Vec<(u8, u8)> {
        rules.apart.iter().map(|(a, b)| (a.0[15], b.0[15])).collect()
    }

    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rules.toml");
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn text(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn what_is_said_is_written_for_people_too() {
        let new = part("", &parting(7, &[8, 9])).unwrap();
        let told = "[[apart]]\ntitle = \"Title 7\"\noutlet = \"O\"\narticle = \"00000000000000000000000000000007\"\nfrom = [\n    # Title 8, O\n    \"00000000000000000000000000000008\",\n    # Title 9, O\n    \"00000000000000000000000000000009\",\n]\nsaid = 2026-11-23\n";
        assert_eq!(new, told);
        assert_eq!(pairs(&of_text(Path::new("r"), &new).0), [(7, 8), (7, 9)]);
        assert_eq!(part("# Mine.\n", &parting(7, &[8, 9])).unwrap(), format!("# Mine.\n\n{told}"));
    }

    #[test]
    fn it_stands_behind_what_was_said_before_and_all_else_stays() {
        let new = part(FILE, &parting(7, &[8])).unwrap();
        let (before, after) = FILE.split_once("\n# of a newer one\n").unwrap();
        assert!(new.starts_with(&format!("{before}\n[[apart]]\ntitle = \"Title 7\"\n")), "{new}");
        assert!(new.ends_with(&format!("said = 2026-11-23\n\n# of a newer one\n{after}")), "{new}");
        let only_newer = "[[mute]]\noutlet = \"O\"\n# the end\n";
        let new = part(only_newer, &parting(7, &[8])).unwrap();
        assert!(new.starts_with("[[mute]]\noutlet = \"O\"\n\n[[apart]]\n") && new.ends_with("# the end\n"), "{new}");
    }

    #[test]
    fn taking_back_gives_the_very_file_again_and_again() {
        for text_before in ["", FILE] {
            for first in [Change::Part(parting(7, &[8, 9])), Change::Part(parting(3, &[2, 4]))] {
                let (_folder, path) = file(text_before);
                let done = change(&path, &first.into()).unwrap();
                let after = text(&path);
                let undone = change(&path, &done.back.unwrap()).unwrap();
                assert_eq!(text(&path), text_before);
                let again = change(&path, &undone.back.unwrap()).unwrap();
                assert_eq!((text(&path), again.rules), (after, done.rules));
            }
        }
    }

    #[test]
    fn what_was_written_meanwhile_stays_when_something_is_taken_back() {
        let (_folder, path) = file(FILE);
        let done = change(&path, &Change::Part(parting(7, &[8, 9])).into()).unwrap();
        let mine = "\n[[apart]]\narticle = \"00000000000000000000000000000005\"\nfrom = [\"00000000000000000000000000000006\"]\n";
        fs::write(&path, text(&path) + mine).unwrap();
        let undone = change(&path, &done.back.unwrap()).unwrap();
        assert_eq!(pairs(&undone.rules), [(1, 2), (1, 3), (5, 6)]);
        assert_eq!(text(&path), FILE.to_owned() + mine);
        let again = change(&path, &undone.back.unwrap()).unwrap();
        assert_eq!(pairs(&again.rules).len(), 5);
    }

    #[test]
    fn what_is_said_already_is_not_said_again_and_not_taken_back_either() {
        let (_folder, path) = file(FILE);
        let same = change(&path, &Change::Part(parting(2, &[1])).into()).unwrap();
        assert_eq!((same.back, text(&path)), (None, FILE.to_owned()));
        let done = change(&path, &Change::Part(parting(1, &[3, 4])).into()).unwrap();
        assert_eq!(pairs(&done.rules), [(1, 2), (1, 3), (1, 4)]);
        fs::write(&path, text(&path) + "# touched\n").unwrap();
        let undone = change(&path, &done.back.unwrap()).unwrap();
        assert_eq!(pairs(&undone.rules), [(1, 2), (1, 3)]);
        let nothing = change(&path, &Change::Join(parting(1, &[4])).into()).unwrap();
        assert_eq!(nothing.back, None);
    }

    #[test]
    fn of_a_table_only_what_is_taken_back_goes_with_the_comment_above_it() {
        let new = part(FILE, &parting(7, &[8, 9])).unwrap();
        let less = join(&new, &parting(7, &[8])).unwrap();
        assert!(!less.contains("Title 8") && less.contains("from = [\n    # Title 9, O\n    \"0"), "{less}");
        // Whichever of the two it was said of.
        assert_eq!(join(&less, &parting(9, &[7])).unwrap(), FILE);
        let gone = join(FILE, &parting(1, &[2, 3])).unwrap();
        let (_, after) = FILE.split_once("\n# of a newer one\n").unwrap();
        assert_eq!(gone, format!("# What I say.\n\n# of a newer one\n{after}"));
    }

    #[test]
    fn a_file_with_a_mistake_is_told_with_its_line_and_not_touched() {
        let (_folder, path) = file("[[apart]]\narticle = 3\n");
        let error = change(&path, &Change::Part(parting(7, &[8])).into()).unwrap_err();
        assert!(error.to_string().ends_with("rules.toml:2:11: article cannot be a number"), "{error}");
        assert_eq!(text(&path), "[[apart]]\narticle = 3\n");
        let error = change(&path.join("rules.toml"), &Change::Part(parting(7, &[8])).into()).unwrap_err();
        assert!(error.to_string().contains("rules.toml/rules.toml: cannot be written: "), "{error}");
    }

    #[test]
    fn a_file_that_could_not_be_read_again_is_not_written() {
        let full = format!("#{}\n", "x".repeat(file::LARGEST as usize - 100));
        let (_folder, path) = file(&full);
        let error = change(&path, &Change::Part(parting(7, &[8])).into()).unwrap_err();
        assert!(error.to_string().ends_with("would become larger than a megabyte"), "{error}");
        assert_eq!(text(&path).len(), full.len());
    }

    proptest! {
        #[test]
        fn whatever_an_article_is_called_it_is_read_back_and_goes_without_a_trace(titles in proptest::collection::vec(any::<String>(), 1..4)) {
            let from = titles.iter().zip(20..).map(|(title, n)| Named { title: title.clone(), ..named(n) }).collect();
            let said = Parting { article: Named { title: titles[0].clone(), ..named(7) }, from, said: titles[0].clone() };
            let new = part(FILE, &said).unwrap();
            let (rules, errors) = of_text(Path::new("r"), &new);
            prop_assert_eq!((rules.apart.len(), errors.iter().any(ConfigError::is_error)), (2 + titles.len(), false));
            prop_assert_eq!(join(&new, &said).unwrap(), FILE);
        }
    }
}
