//! What was written, each key or nothing: in the file, in the environment, on the command line. What is not written
//! has no value yet: that is `Config`'s to give.

use super::{Paths, StartOrder, Symbols, ThemeChoice};
use crate::written::{Document, Entry, Mistake, Value, nearest};
use std::path::PathBuf;

/// One layer of configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw {
    /// Absolute, or as relative as the folder it was counted from.
    pub store: Option<PathBuf>,
    pub theme: Option<ThemeChoice>,
    pub mouse: Option<bool>,
    pub symbols: Option<Symbols>,
    /// A command that can be split into words, at least one.
    pub browser: Option<String>,
    pub order: Option<StartOrder>,
}

const KEYS: [&str; 6] = ["store", "theme", "mouse", "symbols", "browser", "order"];

impl Raw {
    /// A `config.toml`. Every mistake is told, not only the first.
    pub fn parse(text: &str, paths: &Paths) -> (Raw, Vec<Mistake>) {
        let document = Document::read(text);
        let (mut raw, mut mistakes) = (Raw::default(), document.mistakes);
        for entry in &document.entries {
            if let Err(mistake) = raw.set(entry, paths) {
                mistakes.push(mistake);
            }
        }
        mistakes.sort_by_key(|mistake| mistake.at.line);
        (raw, mistakes)
    }

    /// `DATELINE_THEME` and `DATELINE_BROWSER`; a value that cannot be is told with the variable's name. (For
    /// `DATELINE_STORE` see `choose_store`.)
    pub fn from_env(get: impl Fn(&str) -> Option<String>) -> Result<Raw, String> {
        let value = |name| get(name).filter(|value| !value.is_empty());
        let mut raw = Raw::default();
        if let Some(word) = value("DATELINE_THEME") {
            raw.theme = Some(ThemeChoice::from_word(&word).ok_or("DATELINE_THEME cannot be a theme's name")?);
        }
        if let Some(command) = value("DATELINE_BROWSER") {
            raw.browser = Some(command_line(command).ok_or("DATELINE_BROWSER is no command: is a quote open?")?);
        }
        Ok(raw)
    }

    /// What is written here, and what is not from `below`.
    pub fn over(self, below: Raw) -> Raw {
        Raw {
            store: self.store.or(below.store),
            theme: self.theme.or(below.theme),
            mouse: self.mouse.or(below.mouse),
            symbols: self.symbols.or(below.symbols),
            browser: self.browser.or(below.browser),
            order: self.order.or(below.order),
        }
    }

    fn set(&mut self, entry: &Entry, paths: &Paths) -> Result<(), Mistake> {
        match entry.key.as_str() {
            "store" => self.store = Some(store(entry, paths)?),
            "theme" => {
                let name = text(entry, "\"auto\"")?;
                let wrong = || Mistake::error(&entry.value_at, format!("{name:?} cannot be a theme's name"));
                let hint = "auto, dark, light, or the name of a file in the folder themes beside this one";
                self.theme = Some(ThemeChoice::from_word(name).ok_or_else(|| wrong().hint(hint))?);
            }
            "mouse" => match entry.value {
                Value::Flag(on) => self.mouse = Some(on),
                _ => return Err(wrong_kind(entry, "true")),
            },
            "symbols" => self.symbols = Some(word(entry, Symbols::from_word, Symbols::WORDS)?),
            "browser" => {
                let command = command_line(text(entry, "\"firefox %u\"")?.to_owned());
                let wrong = || {
                    Mistake::error(&entry.value_at, "browser is no command").hint("is a quote open, or is it empty?")
                };
                self.browser = Some(command.ok_or_else(wrong)?);
            }
            "order" => self.order = Some(word(entry, StartOrder::from_word, StartOrder::WORDS)?),
            key => {
                let mistake = match entry.value {
                    Value::Table(_) => format!("no table is called [{key}]"),
                    _ => format!("no key is called {key:?}"),
                };
                let all = format!("there are {}", KEYS.join(", "));
                return Err(Mistake::warning(&entry.key_at, mistake).did_you_mean(nearest(key, KEYS), all));
            }
        }
        Ok(())
    }
}

fn wrong_kind(entry: &Entry, example: &str) -> Mistake {
    let message = format!("{} cannot be {}", entry.key, entry.value.kind());
    Mistake::error(&entry.value_at, message).hint(format!("write {} = {example}", entry.key))
}

fn text<'e>(entry: &'e Entry, example: &str) -> Result<&'e str, Mistake> {
    match &entry.value {
        Value::Text(text) => Ok(text),
        _ => Err(wrong_kind(entry, example)),
    }
}

fn word<T>(entry: &Entry, known: fn(&str) -> Option<T>, words: &[&str]) -> Result<T, Mistake> {
    let written = text(entry, &format!("{:?}", words[0]))?;
    known(written).ok_or_else(|| {
        let near = nearest(written, words.iter().copied()).map(|near| format!("{near:?}"));
        Mistake::error(&entry.value_at, format!("{} cannot be {written:?}", entry.key))
            .did_you_mean(near.as_deref(), format!("one of {}", words.join(", ")))
    })
}

fn store(entry: &Entry, paths: &Paths) -> Result<PathBuf, Mistake> {
    let written = text(entry, "\"~/news\"")?;
    if written.is_empty() || written.contains('\0') {
        return Err(
            Mistake::error(&entry.value_at, "store names no folder").hint("write a path, or leave the line out")
        );
    }
    let path = paths.expand(written).ok_or_else(|| {
        Mistake::error(&entry.value_at, format!("{written:?} cannot be followed"))
            .hint("~/ is your home folder (HOME must be set); write another's in full")
    })?;
    Ok(paths.config.join(path))
}

/// Only what splits into words, the first of them not empty.
fn command_line(command: String) -> Option<String> {
    let words = shell_words::split(&command).ok()?;
    words.first().is_some_and(|program| !program.is_empty()).then_some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths() -> Paths {
        Paths::from_env(|name| (name == "HOME").then(|| "/h".into())).unwrap()
    }

    fn parse(text: &str) -> Raw {
        let (raw, mistakes) = Raw::parse(text, &paths());
        assert_eq!(mistakes, [], "{text}");
        raw
    }

    #[test]
    fn every_key_is_read() {
        let raw = parse(
            "store = \"~/news\"\ntheme = \"paper\"\nmouse = false\nsymbols = \"ascii\"\n\
             browser = \"w3m '%u'\"\norder = \"heat\"\n",
        );
        assert_eq!(raw.store, Some("/h/news".into()));
        assert_eq!(raw.theme, Some(ThemeChoice::Named("paper".into())));
        assert_eq!(raw.mouse, Some(false));
        assert_eq!(raw.symbols, Some(Symbols::Ascii));
        assert_eq!(raw.browser.as_deref(), Some("w3m '%u'"));
        assert_eq!(raw.order, Some(StartOrder::Heat));
    }

    #[test]
    fn a_relative_store_counts_from_the_configuration() {
        assert_eq!(parse("store = \"news\"").store, Some("/h/.config/dateline/news".into()));
        assert_eq!(parse("store = \"/srv/news\"").store, Some("/srv/news".into()));
    }

    #[test]
    fn one_bad_file_per_mistake() {
        for (text, told) in [
            ("stroe = \"x\"\n", "line 1: no key is called \"stroe\" (did you mean store?)"),
            (
                "\n\nxyzzy = 1\n",
                "line 3: no key is called \"xyzzy\" (there are store, theme, mouse, symbols, browser, order)",
            ),
            ("[theme2]\n", "line 1: no table is called [theme2] (did you mean theme?)"),
            ("store = 3\n", "line 1: store cannot be a number (write store = \"~/news\")"),
            ("store = \"\"\n", "line 1: store names no folder"),
            ("store = \"a\\u0000b\"\n", "line 1: store names no folder"),
            ("store = \"~bob/news\"\n", "line 1: \"~bob/news\" cannot be followed (~/ is your home folder"),
            ("theme = true\n", "line 1: theme cannot be true or false (write theme = \"auto\")"),
            ("theme = \"../x\"\n", "line 1: \"../x\" cannot be a theme's name (auto, dark, light"),
            ("mouse = \"yes\"\n", "line 1: mouse cannot be a text (write mouse = true)"),
            ("symbols = \"asci\"\n", "line 1: symbols cannot be \"asci\" (did you mean \"ascii\"?)"),
            ("symbols = \"emoji\"\n", "line 1: symbols cannot be \"emoji\" (one of unicode, ascii)"),
            ("browser = \"firefox 'a\"\n", "line 1: browser is no command (is a quote open"),
            ("browser = \" \"\n", "line 1: browser is no command"),
            ("browser = [\"firefox\"]\n", "line 1: browser cannot be a list (write browser = \"firefox %u\")"),
            ("order = \"newst\"\n", "line 1: order cannot be \"newst\" (did you mean \"newest\"?)"),
            ("order = 1979-05-27\n", "line 1: order cannot be a date"),
            ("mouse = tru\n", "line 1: "),
            ("mouse = true\nmouse = false\n", "line 2: duplicate key"),
            ("mouse\n", "line 1: "),
        ] {
            let (_, mistakes) = Raw::parse(text, &paths());
            let all: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
            assert!(all.len() == 1 && all[0].starts_with(told), "{text:?}: {all:?}");
        }
    }

    #[test]
    fn all_mistakes_are_told_and_the_rest_is_kept() {
        let (raw, mistakes) = Raw::parse("mous = 1\nmouse = false\norder = 7\n", &paths());
        assert_eq!(mistakes.iter().map(|mistake| mistake.at.line).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(raw.mouse, Some(false));
    }

    #[test]
    fn the_environment_says_theme_and_browser() {
        let raw =
            |name: &'static str, value: &'static str| Raw::from_env(move |asked| (asked == name).then(|| value.into()));
        assert_eq!(raw("DATELINE_THEME", "light").unwrap().theme, Some(ThemeChoice::Light));
        assert_eq!(raw("DATELINE_THEME", "").unwrap(), Raw::default());
        assert!(raw("DATELINE_THEME", "../x").unwrap_err().contains("DATELINE_THEME"));
        assert!(raw("DATELINE_BROWSER", "'").unwrap_err().contains("DATELINE_BROWSER"));
    }
}
