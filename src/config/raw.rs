//! What was written, each key or nothing: in the file, in the environment, on the command line. What is not written
//! has no value yet: that is `Config`'s to give.

use super::choice::meant;
use super::{FrontWritten, MarkRead, Paths, Signs, StartOrder, StartPlace, ThemeChoice};
use crate::theme::NAMES;
use crate::written::{Document, Entry, Mistake, Value, nearest};
use std::path::PathBuf;

/// One layer of configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw {
    /// Absolute, or as relative as the folder it was counted from.
    pub store: Option<PathBuf>,
    pub theme: Option<ThemeChoice>,
    pub mouse: Option<bool>,
    pub watch: Option<bool>,
    pub ascii: Option<bool>,
    pub signs: Signs,
    /// A command that can be split into words, at least one.
    pub browser: Option<String>,
    /// Names of programs, none of them empty.
    pub terminal_browsers: Option<Vec<String>>,
    /// A command as `browser`.
    pub editor: Option<String>,
    pub order: Option<StartOrder>,
    pub start: Option<StartPlace>,
    pub mark_read: Option<MarkRead>,
    /// As `store`.
    pub marks: Option<PathBuf>,
    pub front: FrontWritten,
}

const KEYS: [&str; 14] = [
    "store",
    "theme",
    "mouse",
    "watch",
    "ascii",
    "signs",
    "browser",
    "terminal-browsers",
    "editor",
    "order",
    "start",
    "mark-read",
    "marks",
    "front",
];

impl Raw {
    /// A `config.toml`. Every mistake is told, not only the first.
    pub fn parse(text: &str, paths: &Paths) -> (Raw, Vec<Mistake>) {
        let document = Document::read(text);
        let (mut raw, mut mistakes) = (Raw::default(), document.mistakes);
        for entry in &document.entries {
            if let Err(mistake) = raw.set(entry, paths, &mut mistakes) {
                mistakes.push(mistake);
            }
        }
        mistakes.sort_by_key(|mistake| (mistake.at.line, mistake.at.bytes.start));
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
            watch: self.watch.or(below.watch),
            ascii: self.ascii.or(below.ascii),
            signs: self.signs.over(below.signs),
            browser: self.browser.or(below.browser),
            terminal_browsers: self.terminal_browsers.or(below.terminal_browsers),
            editor: self.editor.or(below.editor),
            order: self.order.or(below.order),
            start: self.start.or(below.start),
            mark_read: self.mark_read.or(below.mark_read),
            marks: self.marks.or(below.marks),
            front: self.front.over(below.front),
        }
    }

    fn set(&mut self, entry: &Entry, paths: &Paths, mistakes: &mut Vec<Mistake>) -> Result<(), Mistake> {
        match entry.key.as_str() {
            "store" => self.store = Some(folder(entry, paths, "\"~/news\"")?),
            "theme" => self.theme = Some(theme(entry, paths)?),
            "mouse" => self.mouse = Some(flag(entry)?),
            "watch" => self.watch = Some(flag(entry)?),
            "ascii" => self.ascii = Some(flag(entry)?),
            "signs" => self.signs = Signs::read(entry, mistakes),
            "browser" => self.browser = Some(command(entry, "\"firefox %u\"")?),
            "terminal-browsers" => self.terminal_browsers = Some(names(entry, "[\"w3m\"]")?),
            "editor" => self.editor = Some(command(entry, "\"nvim\"")?),
            "order" => self.order = Some(word(entry, StartOrder::from_word, StartOrder::WORDS)?),
            "start" => self.start = Some(word(entry, StartPlace::from_word, StartPlace::WORDS)?),
            "mark-read" | "mark_read" => self.mark_read = Some(word(entry, MarkRead::from_word, MarkRead::WORDS)?),
            "marks" => self.marks = Some(folder(entry, paths, "\"~/Sync/marks\"")?),
            "front" => self.front = FrontWritten::read(entry, mistakes),
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

fn flag(entry: &Entry) -> Result<bool, Mistake> {
    match entry.value {
        Value::Flag(on) => Ok(on),
        _ => Err(wrong_kind(entry, "true, or false")),
    }
}

fn command(entry: &Entry, example: &str) -> Result<String, Mistake> {
    let wrong = || {
        Mistake::error(&entry.value_at, format!("{} is no command", entry.key)).hint("is a quote open, or is it empty?")
    };
    command_line(text(entry, example)?.to_owned()).ok_or_else(wrong)
}

fn names(entry: &Entry, example: &str) -> Result<Vec<String>, Mistake> {
    match &entry.value {
        Value::List(names) if names.iter().all(|name| !name.is_empty()) => Ok(names.clone()),
        Value::List(_) => {
            Err(Mistake::error(&entry.value_at, format!("a name in {} is empty", entry.key)).hint("leave it out"))
        }
        Value::Other("a list") => {
            let message = format!("{} has something in it that is not a text", entry.key);
            Err(Mistake::error(&entry.value_at, message).hint(format!("write {} = {example}", entry.key)))
        }
        _ => Err(wrong_kind(entry, example)),
    }
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

fn theme(entry: &Entry, paths: &Paths) -> Result<ThemeChoice, Mistake> {
    let name = text(entry, &format!("{:?}", NAMES[0]))?;
    let wrong = |message: String| Mistake::error(&entry.value_at, message).hint(meant(name, paths));
    let choice = ThemeChoice::from_word(name).ok_or_else(|| wrong(format!("{name:?} cannot be a theme's name")))?;
    match choice.file(paths) {
        Some(file) if !file.exists() => Err(wrong(format!("no theme is called {name:?}"))),
        _ => Ok(choice),
    }
}

fn folder(entry: &Entry, paths: &Paths, example: &str) -> Result<PathBuf, Mistake> {
    let written = text(entry, example)?;
    if written.is_empty() || written.contains('\0') {
        let message = format!("{} names no folder", entry.key);
        return Err(Mistake::error(&entry.value_at, message).hint("write a path, or leave the line out"));
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
            "store = \"~/news\"\ntheme = \"light\"\nmouse = false\nascii = true\n\
             browser = \"w3m '%u'\"\nterminal-browsers = [\"w3m\"]\neditor = \"vi -R\"\norder = \"heat\"\n\
             [signs]\nbar = \"|\"\n",
        );
        assert_eq!(raw.store, Some("/h/news".into()));
        assert_eq!(raw.theme, Some(ThemeChoice::Builtin("light")));
        assert_eq!(raw.mouse, Some(false));
        assert_eq!((raw.ascii, raw.signs.bar.as_deref()), (Some(true), Some("|")));
        assert_eq!(raw.terminal_browsers, Some(vec!["w3m".to_owned()]));
        assert_eq!(raw.editor.as_deref(), Some("vi -R"));
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
                "line 3: no key is called \"xyzzy\" (there are store, theme, mouse, watch, ascii, signs,",
            ),
            ("[theme2]\n", "line 1: no table is called [theme2] (did you mean theme?)"),
            ("store = 3\n", "line 1: store cannot be a number (write store = \"~/news\")"),
            ("store = \"\"\n", "line 1: store names no folder"),
            ("store = \"a\\u0000b\"\n", "line 1: store names no folder"),
            ("store = \"~bob/news\"\n", "line 1: \"~bob/news\" cannot be followed (~/ is your home folder"),
            ("theme = true\n", "line 1: theme cannot be true or false (write theme = \"terminal\")"),
            ("theme = \"../x\"\n", "line 1: \"../x\" cannot be a theme's name (there are auto, terminal, dark"),
            ("theme = \"lihgt\"\n", "line 1: no theme is called \"lihgt\" (did you mean light?)"),
            ("mouse = \"yes\"\n", "line 1: mouse cannot be a text (write mouse = true, or false)"),
            ("ascii = \"yes\"\n", "line 1: ascii cannot be a text (write ascii = true, or false)"),
            ("symbols = \"ascii\"\n", "line 1: no key is called \"symbols\""),
            ("signs = 1\n", "line 1: signs cannot be a number (write [signs]"),
            ("[signs]\nbar = \"ab\"\n", "line 2: bar is 2 cells wide"),
            ("front = 1\n", "line 1: front cannot be a number (write [front] and the weights under it)"),
            ("[front]\nheat = 300\n", "line 2: heat cannot be 300 (write a whole number from 0 to 100)"),
            ("editor = \"\"\n", "line 1: editor is no command"),
            (
                "terminal-browsers = \"w3m\"\n",
                "line 1: terminal-browsers cannot be a text (write terminal-browsers = [\"w3m\"]",
            ),
            ("terminal-browsers = [1]\n", "line 1: terminal-browsers has something in it that is not a text"),
            ("terminal-browsers = [\"\"]\n", "line 1: a name in terminal-browsers is empty"),
            ("order = \"heet\"\n", "line 1: order cannot be \"heet\" (did you mean \"heat\"?)"),
            ("order = \"emoji\"\n", "line 1: order cannot be \"emoji\" (one of newest, oldest"),
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
        assert_eq!(raw("DATELINE_THEME", "light").unwrap().theme, Some(ThemeChoice::Builtin("light")));
        assert_eq!(raw("DATELINE_THEME", "").unwrap(), Raw::default());
        assert!(raw("DATELINE_THEME", "../x").unwrap_err().contains("DATELINE_THEME"));
        assert!(raw("DATELINE_BROWSER", "'").unwrap_err().contains("DATELINE_BROWSER"));
    }
}
