//! What was touched since it was last told: which paths are worth it, and when they are too many to name. It asks the disk nothing.

use crate::store::{is_article, is_hidden};
use std::collections::BTreeMap;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// More than so many paths are not worth naming: to look at everything is as quick.
pub(super) const MOST: usize = 20_000;
/// Where topics are described; what is in it counts whatever its name.
const TOPICS: &str = "_data/topics";

/// What was touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Relative to the store, raw, in order, each once. What is there now counts: a file, a folder with all that is in it, or
    /// nothing any more, and then nothing below it either. What lies in a folder that is named is not named again.
    Paths(Vec<PathBuf>),
    /// Anything may have changed.
    Everything,
}

#[derive(Debug, Default)]
pub(super) struct Gather {
    /// Whether it is a folder.
    paths: BTreeMap<PathBuf, bool>,
    everything: bool,
}

impl Gather {
    /// Takes in a path unless it is nothing to a reader of articles.
    pub(super) fn touched(&mut self, path: PathBuf, is_folder: bool) {
        if self.everything || !counts(&path, is_folder) {
            return;
        }
        // Once a folder, it is one until it is told: more was touched than the name.
        *self.paths.entry(path).or_default() |= is_folder;
        if self.paths.len() > MOST {
            self.everything();
        }
    }

    pub(super) fn everything(&mut self) {
        self.everything = true;
        self.paths.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.everything && self.paths.is_empty()
    }

    /// All of it; from here on it gathers anew.
    pub(super) fn take(&mut self) -> Changes {
        let Gather { paths, everything } = std::mem::take(self);
        if everything {
            return Changes::Everything;
        }
        let mut named: Vec<PathBuf> = Vec::new();
        let mut folder: Option<PathBuf> = None;
        // Paths are ordered by their parts: what is in a folder comes right behind it.
        for (path, is_folder) in paths {
            if folder.as_ref().is_some_and(|folder| path.starts_with(folder)) {
                continue;
            }
            if is_folder {
                folder = Some(path.clone());
            }
            named.push(path);
        }
        Changes::Paths(named)
    }
}

/// Hidden things do not, and of files only articles by their names and what describes topics.
fn counts(path: &Path, is_folder: bool) -> bool {
    let is_shown = path.iter().all(|part| !is_hidden(part.as_bytes()));
    let is_file_that_counts =
        || path.file_name().is_some_and(|name| is_article(name.as_bytes())) || path.starts_with(TOPICS);
    is_shown && (is_folder || is_file_that_counts())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(touched: &[(&str, bool)]) -> Changes {
        let mut gather = Gather::default();
        touched.iter().for_each(|(path, is_folder)| gather.touched(path.into(), *is_folder));
        let changes = gather.take();
        assert!(gather.is_empty());
        changes
    }

    fn paths(names: &[&str]) -> Changes {
        Changes::Paths(names.iter().map(PathBuf::from).collect())
    }

    #[test]
    fn only_what_may_be_an_article_a_topic_or_a_folder_is_told() {
        let touched = [
            ("_news/b.md", false),
            ("a.HTML", false),
            ("_news/b.md", false),
            ("_news/b.md~", false),
            ("x.txt", false),
            (".git", true),
            (".git/x.md", false),
            ("_news/.x.md.swp", false),
            ("_news/.hidden/x.md", false),
            ("_data/topics/robots.yaml", false),
            ("_data/other.yaml", false),
            ("images", true),
        ];
        assert_eq!(told(&touched), paths(&["_data/topics/robots.yaml", "_news/b.md", "a.HTML", "images"]));
    }

    #[test]
    fn what_lies_in_a_folder_that_is_told_is_told_with_it() {
        let touched =
            [("a/x.md", false), ("a", true), ("a/b", true), ("a.md", false), ("a-b/x.md", false), ("b.md", true)];
        assert_eq!(told(&touched), paths(&["a", "a-b/x.md", "a.md", "b.md"]));
    }

    #[test]
    fn too_many_paths_are_everything() {
        let mut gather = Gather::default();
        (0..MOST).for_each(|number| gather.touched(format!("{number}.md").into(), false));
        assert!(matches!(gather.take(), Changes::Paths(paths) if paths.len() == MOST));
        (0..=MOST).for_each(|number| gather.touched(format!("{number}.md").into(), false));
        assert!(!gather.is_empty());
        assert_eq!(gather.take(), Changes::Everything);
    }
}
