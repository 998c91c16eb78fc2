//! A change of one of the user's files that can be taken back. It edits what stands in the file now, not what the reader believes
//! stands there; what is to be otherwise, and how, is told by who knows the file.

use super::{ConfigError, file};
use crate::config::write::write;
use std::path::Path;

/// A change; one that takes another back knows the texts before and after, and where nobody has written since, the file becomes
/// what it was to the letter, comments and all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit<C> {
    pub change: C,
    exactly: Option<Box<(String, String)>>,
}

impl<C> From<C> for Edit<C> {
    fn from(change: C) -> Edit<C> {
        Edit { change, exactly: None }
    }
}

impl<C> Edit<C> {
    /// Writes the file at `path`, in which `text` stands: as `edited` makes it, but for a change that takes back the very last one.
    /// Gives what stands in it now, and `back` as what takes that back.
    ///
    /// # Errors
    /// `edited` has nothing to give, or the file can't be written: nothing is changed then. `example` is what to write in such a file.
    pub(super) fn write(
        &self,
        (path, text): (&Path, String),
        back: C,
        edited: impl FnOnce(&str, &C) -> Option<String>,
        example: &str,
    ) -> Result<(String, Edit<C>), ConfigError> {
        let wrong = |message: &str, hint| Err(ConfigError::of_file(path, message, hint));
        let new = match &self.exactly {
            Some(texts) if texts.0 == text => texts.1.clone(),
            _ => match edited(&text, &self.change) {
                Some(new) => new,
                None => return wrong("cannot be changed as it is written", example),
            },
        };
        // It could not be read again.
        if new.len() as u64 > file::LARGEST {
            return wrong("would become larger than a megabyte", "take out what is needed no longer");
        }
        if let Err(error) = write(path, &new) {
            return wrong(&format!("cannot be written: {error}"), "make the file and its folder writable");
        }
        let exactly = Some(Box::new((new.clone(), text)));
        Ok((new, Edit { change: back, exactly }))
    }
}
