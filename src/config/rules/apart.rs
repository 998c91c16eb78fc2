//! Articles that are not the same story: `[[apart]]`, as it is read and written. Whether there are such articles it does not ask.

use crate::config::tables::{self, Left};
use crate::model::ArticleId;
use crate::model::text::safe_line;
use crate::written::{Entry, Mistake, Place, Value as Written, nearest};
use toml_edit::{Array, ArrayOfTables, Datetime, Item, Table, Value, value};

/// The keys. What is for people only may be anything.
const KEYS: [&str; 5] = ["title", "outlet", "article", "from", "said"];
/// What to write, for who wrote something else.
pub(super) const EXAMPLE: &str = "write [[apart]], and below it article = \"…\" and from = [\"…\"]";
const AN_ID: &str = "write the 32 digits that dateline list --json gives as id";
/// Characters of a title or an outlet that are written down.
const LONGEST: usize = 120;

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

impl Parting {
    /// Only what `says` holds for.
    pub(super) fn only(&self, says: impl Fn(ArticleId, ArticleId) -> bool) -> Option<Parting> {
        let from: Vec<Named> = self.from.iter().filter(|other| says(self.article.id, other.id)).cloned().collect();
        (!from.is_empty()).then(|| Parting { from, ..self.clone() })
    }

    fn is_of(&self, (a, b): (ArticleId, ArticleId)) -> bool {
        let is_other = |id| self.from.iter().any(|other| other.id == id);
        self.article.id == a && is_other(b) || self.article.id == b && is_other(a)
    }
}

/// The id of an article, in capitals or not.
fn id(written: &str) -> Option<ArticleId> {
    ArticleId::from_hex(&written.trim().to_ascii_lowercase())
}

/// One article, with each of those it is apart from.
pub(super) fn read(
    at: &Place,
    entries: &[Entry],
    mistakes: &mut Vec<Mistake>,
) -> Result<Vec<(ArticleId, ArticleId)>, Mistake> {
    for entry in entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
        let mistake = Mistake::warning(&entry.key_at, format!("no key is called {:?}", entry.key));
        mistakes
            .push(mistake.did_you_mean(nearest(&entry.key, KEYS), "there are title, outlet, article, from and said"));
    }
    let get = |key: &str, hint: &str| {
        let entry = entries.iter().find(|entry| entry.key == key);
        entry.ok_or_else(|| Mistake::error(at, format!("nothing says {key}")).hint(hint))
    };
    let wrong = |entry: &Entry, hint| {
        Err(Mistake::error(&entry.value_at, format!("{} cannot be {}", entry.key, entry.value.kind())).hint(hint))
    };
    let is_none = |entry: &Entry, text: &str| Mistake::error(&entry.value_at, format!("{text:?} is no id")).hint(AN_ID);
    let written = get("article", AN_ID)?;
    let Written::Text(text) = &written.value else { return wrong(written, AN_ID) };
    let article = id(text).ok_or_else(|| is_none(written, text))?;
    let hint = "write from = [\"…\"], and in it the ids of the articles it is apart from";
    let written = get("from", hint)?;
    let Written::List(texts) = &written.value else { return wrong(written, hint) };
    let from = texts.iter().map(|text| id(text).ok_or_else(|| is_none(written, text)));
    let from: Vec<ArticleId> = from.collect::<Result<_, _>>()?;
    if from.contains(&article) {
        let mistake = Mistake::warning(&written.value_at, "an article is not apart from itself");
        mistakes.push(mistake.hint("take its own id out of from"));
    }
    Ok(from.into_iter().filter(|other| *other != article).map(|other| (article, other)).collect())
}

/// The text that says so too.
pub(super) fn part(text: &str, parting: &Parting) -> Option<String> {
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
pub(super) fn join(text: &str, parting: &Parting) -> Option<String> {
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
    use super::super::read::of_text;
    use super::super::samples::{FILE, named, pairs, parting};
    use super::*;
    use crate::config::ConfigError;
    use proptest::prelude::*;
    use std::path::Path;

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
        let only_newer = "[[follow]]\noutlet = \"O\"\n# the end\n";
        let new = part(only_newer, &parting(7, &[8])).unwrap();
        assert!(new.starts_with("[[follow]]\noutlet = \"O\"\n\n[[apart]]\n") && new.ends_with("# the end\n"), "{new}");
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
