//! One change of `searches.toml`, and what takes it back. It edits what stands in the file now, not what the reader believes stands
//! there; a file with a mistake in it is not touched.

use super::read::{EXAMPLE, Search, of_text};
use crate::config::{ConfigError, file, tables};
use crate::model::text::safe_line;
use std::path::Path;
use toml_edit::{ArrayOfTables, Item, Table, value};

/// What is to be otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// In the place of that with the same name; a new one stands at that place, or behind the others.
    Keep { search: Search, at: Option<usize> },
    /// By its name.
    Remove(String),
}

/// One that can be taken back.
pub type Edit = crate::config::Edit<Change>;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// All there are now.
    pub searches: Vec<Search>,
    /// Something of that name was there before.
    pub replaced: bool,
    /// Takes it back; nothing where nothing was to be done.
    pub back: Option<Edit>,
}

/// Changes the file at `path`, and reads it again.
///
/// # Errors
/// There is a mistake in the file, or it can't be written: nothing is changed then.
pub fn change(path: &Path, edit: &Edit) -> Result<Changed, ConfigError> {
    let text = file::read(path)?.unwrap_or_default();
    let (before, errors) = of_text(path, &text);
    if let Some(error) = errors.into_iter().find(ConfigError::is_error) {
        return Err(error);
    }
    let there = |name: &str| before.iter().position(|search| search.name == name);
    let back = match &edit.change {
        Change::Keep { search, .. } => match there(&search.name) {
            Some(at) => Change::Keep { search: before[at].clone(), at: Some(at) },
            None => Change::Remove(search.name.clone()),
        },
        Change::Remove(name) => match there(name) {
            Some(at) => Change::Keep { search: before[at].clone(), at: Some(at) },
            None => return Ok(Changed { searches: before, replaced: false, back: None }),
        },
    };
    let replaced = matches!((&edit.change, &back), (Change::Keep { .. }, Change::Keep { .. }));
    let (new, back) = edit.write((path, text), back, edited, EXAMPLE)?;
    let (searches, _) = of_text(path, &new);
    Ok(Changed { searches, replaced, back: Some(back) })
}

/// The text with the change in it; all else in it stays as it was written.
fn edited(text: &str, change: &Change) -> Option<String> {
    tables::changed(text, "search", |searches| match change {
        Change::Keep { search, at } => keep(searches, search, *at).map(|()| Vec::new()),
        Change::Remove(name) => Some(vec![tables::remove(searches, position(searches, name)?)?]),
    })
}

fn keep(searches: &mut ArrayOfTables, search: &Search, at: Option<usize>) -> Option<()> {
    if let Some(there) = position(searches, &search.name) {
        let query = searches.get_mut(there)?.get_mut("query")?.as_value_mut()?;
        let decor = query.decor().clone();
        *query = search.query.as_str().into();
        *query.decor_mut() = decor;
        return Some(());
    }
    let mut table = Table::new();
    table.insert("name", value(search.name.as_str()));
    table.insert("query", value(search.query.as_str()));
    tables::insert(searches, at, table);
    Some(())
}

fn position(searches: &ArrayOfTables, name: &str) -> Option<usize> {
    let is_it =
        |table: &Table| table.get("name").and_then(Item::as_str).is_some_and(|text| safe_line(text).trim() == name);
    searches.iter().position(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fs;
    use std::path::PathBuf;

    const FILE: &str = "# My searches.\n\n# for work\n[[search]]\nname = 'Robots' # quick\nquery = \"robot\"   # of all kinds\n\n# for fun\n[[search]]\nquery = \"chess\"\nname = \"Chess\"\n\n# the end\n";

    fn keep(name: &str, query: &str) -> Change {
        Change::Keep { search: Search { name: name.into(), query: query.into() }, at: None }
    }

    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("searches.toml");
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn what_is_kept_stands_behind_the_others_and_what_was_written_stays() {
        let new = edited(FILE, &keep("Go \"2\"", "go since:1m")).unwrap();
        assert!(new.starts_with(FILE.trim_end_matches("\n# the end\n")), "{new}");
        assert!(new.contains("\n[[search]]\nname = 'Go \"2\"'\nquery = \"go since:1m\"\n"), "{new}");
        assert!(new.ends_with("# the end\n"), "{new}");
        assert_eq!(edited("", &keep("A", "a")).unwrap(), "[[search]]\nname = \"A\"\nquery = \"a\"\n");
    }

    #[test]
    fn a_name_that_is_there_gets_the_new_query_where_it_stands() {
        let new = edited(FILE, &keep("Robots", "robot crash")).unwrap();
        assert_eq!(new, FILE.replace("\"robot\" ", "\"robot crash\" "));
    }

    #[test]
    fn what_is_removed_takes_the_comment_right_above_it_along_and_no_other() {
        let new = edited(FILE, &Change::Remove("Robots".into())).unwrap();
        assert!(new.starts_with("# My searches.\n\n# for fun\n[[search]]\nquery = \"chess\""), "{new}");
        let new = edited(FILE, &Change::Remove("Chess".into())).unwrap();
        assert!(new.contains("# quick") && !new.contains("for fun") && new.ends_with("# the end\n"), "{new}");
        let none = edited(&new, &Change::Remove("Robots".into())).unwrap();
        assert!(
            none.contains("# My searches.") && !none.contains("search]") && none.ends_with("# the end\n"),
            "{none}"
        );
    }

    #[test]
    fn a_comment_that_stands_alone_in_the_file_stays_at_its_head() {
        let new = edited("# My searches.\n", &keep("A", "a")).unwrap();
        assert_eq!(new, "# My searches.\n\n[[search]]\nname = \"A\"\nquery = \"a\"\n");
        let none = edited(&new, &Change::Remove("A".into())).unwrap();
        assert_eq!(edited(&none, &keep("A", "a")).unwrap(), new);
    }

    proptest! {
        #[test]
        fn whatever_is_kept_is_read_back_and_goes_without_a_trace(name in "\\PC{1,30}", query in "\\PC{1,30}") {
            let search = Search { name: safe_line(&name).trim().into(), query: safe_line(&query).trim().into() };
            prop_assume!(!search.name.is_empty() && !search.query.is_empty());
            let new = edited(FILE, &Change::Keep { search: search.clone(), at: Some(1) }).unwrap();
            let (searches, errors) = of_text(Path::new("s"), &new);
            prop_assert_eq!((&searches[1], searches.len(), errors), (&search, 3, vec![]));
            prop_assert_eq!(edited(&new, &Change::Remove(search.name)).unwrap(), FILE);
        }
    }

    #[test]
    fn searches_in_one_line_become_tables() {
        let text = "search = [{ name = \"A\", query = \"a\" }]\n";
        let new = edited(text, &keep("B", "b")).unwrap();
        let names: Vec<_> = of_text(Path::new("s"), &new).0.into_iter().map(|search| search.name).collect();
        assert_eq!(names, ["A", "B"], "{new}");
        let new = edited("search = []\n", &keep("B", "b")).unwrap();
        assert_eq!(of_text(Path::new("s"), &new).0.len(), 1, "{new}");
    }

    #[test]
    fn taking_back_gives_the_very_file_again_and_again() {
        for first in
            [keep("New", "n"), keep("Chess", "go"), Change::Remove("Robots".into()), Change::Remove("Chess".into())]
        {
            let (_folder, path) = file(FILE);
            let done = change(&path, &first.into()).unwrap();
            let after = fs::read(&path).unwrap();
            let undone = change(&path, &done.back.unwrap()).unwrap();
            assert_eq!(fs::read(&path).unwrap(), FILE.as_bytes());
            change(&path, &undone.back.unwrap()).unwrap();
            assert_eq!(fs::read(&path).unwrap(), after);
        }
    }

    #[test]
    fn what_was_written_meanwhile_stays_when_a_removal_is_taken_back() {
        let (_folder, path) = file(FILE);
        let done = change(&path, &Change::Remove("Robots".into()).into()).unwrap();
        let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
        fs::write(&path, text + "\n[[search]]\nname = \"Mine\"\nquery = \"m\"\n").unwrap();
        let undone = change(&path, &done.back.unwrap()).unwrap();
        let names: Vec<_> = undone.searches.iter().map(|search| search.name.as_str()).collect();
        assert_eq!(names, ["Robots", "Chess", "Mine"]);
        assert!(!undone.replaced);
    }

    #[test]
    fn a_file_with_a_mistake_is_told_with_its_line_and_not_touched() {
        let (_folder, path) = file("[[search]]\nname = \"A\"\n");
        let error = change(&path, &keep("B", "b").into()).unwrap_err();
        assert!(error.to_string().ends_with("searches.toml:1:1: this search has no query"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"[[search]]\nname = \"A\"\n");
        let (_folder, path) = file("");
        let done = change(&path, &Change::Remove("A".into()).into()).unwrap();
        assert_eq!((done.searches, done.back), (vec![], None));
    }

    #[test]
    fn a_folder_that_can_not_be_made_is_told_with_the_file() {
        let (_folder, path) = file("");
        let error = change(&path.join("searches.toml"), &keep("B", "b").into()).unwrap_err();
        assert!(error.to_string().contains("searches.toml/searches.toml: cannot be written: "), "{error}");
    }
}
