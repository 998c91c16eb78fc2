//! The values a key can have, where it is one of a few words. What follows from them is decided elsewhere.

use super::Paths;
use crate::theme::{self, Background};
use crate::written::nearest;
use std::path::PathBuf;

/// Makes an enum of words, each variant with how it is written.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub enum $name {
            #[default]
            $($variant),*
        }

        impl $name {
            /// Every value as it is written, the default first.
            pub const WORDS: &[&str] = &[$($word),*];

            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// The order a list starts in.
    StartOrder { Newest "newest", Oldest "oldest", Heat "heat", Quality "quality", Title "title", Outlet "outlet" }
}

words! {
    /// Where the reader begins: where one left off if that was within some hours, else on the front page; always there; with all
    /// headlines; always where one left off.
    StartPlace { Auto "auto", Front "front", All "all", Last "last" }
}

words! {
    /// What makes an article count as read, without a key for it: to open it and to read it (to stay in it, to page to its end), only
    /// to read it, or nothing.
    MarkRead { Open "open", Read "read", Never "never" }
}

/// Which theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Dateline's own colours, as they suit the terminal's background.
    Auto,
    /// One that is inside the program, by its name.
    Builtin(&'static str),
    /// A file of the user's, by its name without `.toml`: one part of a path, never a way out of the folder.
    Own(String),
}

impl Default for ThemeChoice {
    fn default() -> ThemeChoice {
        ThemeChoice::Builtin(theme::NAMES[0])
    }
}

impl ThemeChoice {
    /// Nothing for what cannot be a file's name.
    pub fn from_word(word: &str) -> Option<ThemeChoice> {
        if word == "auto" {
            return Some(ThemeChoice::Auto);
        }
        if let Some(name) = theme::builtin_name(word) {
            return Some(ThemeChoice::Builtin(name));
        }
        let name = word.strip_suffix(".toml").unwrap_or(word);
        let part = !name.is_empty() && !name.starts_with('.');
        let part = part && !name.chars().any(|c| matches!(c, '/' | '\\') || c.is_control());
        part.then(|| ThemeChoice::Own(name.to_owned()))
    }

    /// The theme inside the program that it is; the default for a file of the user's.
    pub fn builtin(&self, background: Background) -> &'static str {
        match self {
            ThemeChoice::Auto => background.theme(),
            ThemeChoice::Builtin(name) => name,
            ThemeChoice::Own(_) => theme::NAMES[0],
        }
    }

    /// The user's file it names.
    pub fn file(&self, paths: &Paths) -> Option<PathBuf> {
        match self {
            ThemeChoice::Own(name) => Some(paths.themes().join(format!("{name}.toml"))),
            _ => None,
        }
    }
}

/// The theme that was meant by a name nobody has; otherwise which there are.
pub(super) fn meant(name: &str, paths: &Paths) -> String {
    let own = std::fs::read_dir(paths.themes()).into_iter().flatten().flatten();
    let own = own.filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".toml")?.to_owned()));
    let own: Vec<String> = own.collect();
    let known = || ["auto"].into_iter().chain(theme::NAMES).chain(own.iter().map(String::as_str));
    match nearest(name, known()) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("there are {}", known().collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_one_inside_the_program_or_a_file_in_the_folder() {
        assert_eq!(ThemeChoice::from_word("light"), Some(ThemeChoice::Builtin("light")));
        assert_eq!(ThemeChoice::from_word("auto"), Some(ThemeChoice::Auto));
        assert_eq!(ThemeChoice::default(), ThemeChoice::Builtin("terminal"));
        assert_eq!(ThemeChoice::from_word("my own.toml"), Some(ThemeChoice::Own("my own".into())));
        for way_out in ["", ".toml", "..", "../x", "/etc/passwd", "a/b", "a\\b", ".hidden", "a\u{1b}b"] {
            assert_eq!(ThemeChoice::from_word(way_out), None, "{way_out:?}");
        }
    }

    #[test]
    fn the_first_word_is_the_default() {
        assert_eq!(StartOrder::from_word(StartOrder::WORDS[0]), Some(StartOrder::default()));
        assert_eq!(StartOrder::from_word("Newest"), None);
    }
}
