//! Which articles a command means: by an id, by a file, by words. It reads no article.

use super::Around;
use super::Asked;
use super::find::{Answer, find_best};
use super::words::typed;
use crate::cli::whole::whole;
use crate::model::ArticleId;
use crate::model::text::safe_line;
use crate::store::{Store, is_article};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

/// What was meant.
pub(super) enum Meant {
    /// A file of the store, by its path in it.
    File(PathBuf),
    /// What the words find, the best first; at least one.
    Found(Answer),
    /// Why there is none.
    Nothing(String),
    /// What is wrong with the words.
    Unclear(String),
}

/// An id, else a file of the store, else a query.
pub(super) fn meant(named: &[OsString], asked: &Asked, around: &Around<'_>) -> Meant {
    let (store, cache) = (around.store, around.cache);
    if let [one] = named {
        if let Some(id) = one.to_str().and_then(ArticleId::from_hex) {
            let index = whole(store, cache);
            return match index.row_of(id) {
                Some(row) => Meant::File(index.path(row).to_owned()),
                None => Meant::Nothing(format!("no article of the store has the id {id}")),
            };
        }
        if let Some(path) = file(Path::new(one), store) {
            return Meant::File(path);
        }
        if is_only_a_file(one) {
            return Meant::Nothing(format!("there is no file {} in the store", safe_line(&one.to_string_lossy())));
        }
    }
    let words: Vec<String> = named.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let answer = match find_best(around, &words, asked) {
        Ok(answer) => answer,
        Err(why) => return Meant::Unclear(why),
    };
    if answer.len() == 0 {
        return Meant::Nothing(format!("nothing is found by “{}”", typed(&words)));
    }
    Meant::Found(answer)
}

/// Whether it is named as an article's file is, and is no question: no field stands before it, and no blank is in it.
fn is_only_a_file(named: &OsStr) -> bool {
    let bytes = named.as_bytes();
    is_article(bytes) && !bytes.iter().any(|byte| b" :\"'".contains(byte))
}

/// The path in the store of a file that is named by it, or from where one is.
fn file(named: &Path, store: &Store) -> Option<PathBuf> {
    let is_plain = named.components().all(|part| matches!(part, Component::Normal(_)));
    if is_plain && store.root().join(named).is_file() {
        return Some(named.to_owned());
    }
    // What climbs or is absolute may lead out.
    [store.root().join(named), named.to_owned()].iter().find_map(|place| {
        let real = place.canonicalize().ok().filter(|path| path.is_file())?;
        real.strip_prefix(store.root()).ok().map(Path::to_owned)
    })
}
