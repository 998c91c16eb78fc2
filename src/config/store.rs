//! Which store is opened. Only the choice: whether the folder is there is not looked at.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Store {
        path: PathBuf,
        from: Source,
    },
    /// The few articles that are inside the program.
    Sample,
    /// Nobody has named one.
    Unset,
}

/// Who named the store: what to say, and to whom, when it cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Argument,
    /// `DATELINE_STORE`.
    Environment,
    Config,
    /// It was opened the last time.
    Last,
}

/// `--sample` or the argument, then `DATELINE_STORE` (empty is not set), then the configuration, then the last one.
pub fn choose_store(
    argument: Option<&Path>,
    environment: Option<&OsStr>,
    config: Option<&Path>,
    last: Option<&Path>,
    sample: bool,
) -> Choice {
    if sample {
        return Choice::Sample;
    }
    let environment = environment.filter(|value| !value.is_empty()).map(Path::new);
    let named = [
        (argument, Source::Argument),
        (environment, Source::Environment),
        (config, Source::Config),
        (last, Source::Last),
    ];
    let first = named.into_iter().find_map(|(path, from)| Some(Choice::Store { path: path?.to_owned(), from }));
    first.unwrap_or(Choice::Unset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_is_named_is_opened() {
        let (a, e, c, l) = (Path::new("a"), OsStr::new("e"), Path::new("c"), Path::new("l"));
        let store = |path: &str, from| Choice::Store { path: path.into(), from };
        assert_eq!(choose_store(Some(a), Some(e), Some(c), Some(l), false), store("a", Source::Argument));
        assert_eq!(choose_store(None, Some(e), Some(c), Some(l), false), store("e", Source::Environment));
        assert_eq!(choose_store(None, None, Some(c), Some(l), false), store("c", Source::Config));
        assert_eq!(choose_store(None, None, None, Some(l), false), store("l", Source::Last));
        assert_eq!(choose_store(None, None, None, None, false), Choice::Unset);
    }

    #[test]
    fn an_empty_variable_is_not_set() {
        assert_eq!(choose_store(None, Some(OsStr::new("")), None, None, false), Choice::Unset);
    }

    #[test]
    fn the_sample_is_only_opened_when_asked_for() {
        assert_eq!(choose_store(Some(Path::new("a")), None, None, None, true), Choice::Sample);
    }
}
