//! The values a key can have, where it is one of a few words. What follows from them is decided elsewhere.

use std::path::PathBuf;

use super::Paths;

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
    /// Which characters mark rows.
    Symbols { Unicode "unicode", Ascii "ascii" }
}

words! {
    /// The order a list starts in.
    StartOrder { Newest "newest", Oldest "oldest", Heat "heat", Quality "quality", Title "title", Outlet "outlet" }
}

/// Which theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// The built-in one that suits the terminal.
    #[default]
    Auto,
    Dark,
    Light,
    /// A file of the user's, by its name without `.toml`: one part of a path, never a way out of the folder.
    Named(String),
}

impl ThemeChoice {
    /// Nothing for what cannot be a file's name.
    pub fn from_word(word: &str) -> Option<ThemeChoice> {
        match word {
            "auto" => Some(ThemeChoice::Auto),
            "dark" => Some(ThemeChoice::Dark),
            "light" => Some(ThemeChoice::Light),
            name if name.is_empty() || name.starts_with('.') => None,
            name if name.chars().any(|c| matches!(c, '/' | '\\') || c.is_control()) => None,
            name => Some(ThemeChoice::Named(name.strip_suffix(".toml").unwrap_or(name).to_owned())),
        }
    }

    /// The user's file it names.
    pub fn file(&self, paths: &Paths) -> Option<PathBuf> {
        match self {
            ThemeChoice::Named(name) => Some(paths.config.join("themes").join(format!("{name}.toml"))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_one_of_three_words_or_a_file_in_the_folder() {
        assert_eq!(ThemeChoice::from_word("light"), Some(ThemeChoice::Light));
        assert_eq!(ThemeChoice::from_word("my own.toml"), Some(ThemeChoice::Named("my own".into())));
        for way_out in ["", "..", "../x", "/etc/passwd", "a/b", "a\\b", ".hidden", "a\u{1b}b"] {
            assert_eq!(ThemeChoice::from_word(way_out), None, "{way_out:?}");
        }
    }

    #[test]
    fn the_first_word_is_the_default() {
        assert_eq!(Symbols::from_word(Symbols::WORDS[0]), Some(Symbols::default()));
        assert_eq!(StartOrder::from_word(StartOrder::WORDS[0]), Some(StartOrder::default()));
        assert_eq!(StartOrder::from_word("Newest"), None);
    }
}
