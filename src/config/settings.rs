//! What the program may rely on: every key has a value that can be used. It does not remember where a value came from.

use super::choice::meant;
use super::{ConfigError, Front, MarkRead, Paths, Raw, Signs, StartOrder, StartPlace, ThemeChoice, file};
use crate::input::Keymap;
use crate::theme::{Background, ColorLevel, Theme};
use crate::written::Mistake;
use std::path::{Path, PathBuf};

/// The configuration, with the defaults where nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Absolute.
    pub store: Option<PathBuf>,
    pub theme: ThemeChoice,
    pub mouse: bool,
    /// The store is watched while the reader runs.
    pub watch: bool,
    /// Nothing past ASCII of our own is drawn.
    pub ascii: bool,
    pub signs: Signs,
    /// Splits into words, of which `%u` stands for the address, or the address comes last.
    pub browser: Option<String>,
    /// Programs that need the terminal, by the names of their files.
    pub terminal_browsers: Vec<String>,
    /// Splits into words.
    pub editor: Option<String>,
    pub order: StartOrder,
    pub start: StartPlace,
    pub mark_read: MarkRead,
    /// The folder of the journals of marks, absolute.
    pub marks: Option<PathBuf>,
    /// The weights of the front page.
    pub front: Front,
}

/// Browsers that read in the terminal.
const TERMINAL_BROWSERS: [&str; 9] =
    ["w3m", "lynx", "elinks", "links", "links2", "cha", "browsh", "carbonyl", "www-browser"];

impl Default for Config {
    fn default() -> Config {
        Config::from(Raw::default())
    }
}

impl From<Raw> for Config {
    fn from(raw: Raw) -> Config {
        Config {
            store: raw.store,
            theme: raw.theme.unwrap_or_default(),
            mouse: raw.mouse.unwrap_or(true),
            watch: raw.watch.unwrap_or(true),
            ascii: raw.ascii.unwrap_or(false),
            signs: raw.signs,
            browser: raw.browser,
            terminal_browsers: raw.terminal_browsers.unwrap_or_else(|| TERMINAL_BROWSERS.map(str::to_owned).to_vec()),
            editor: raw.editor,
            order: raw.order.unwrap_or_default(),
            start: raw.start.unwrap_or_default(),
            mark_read: raw.mark_read.unwrap_or_default(),
            marks: raw.marks,
            front: raw.front.into(),
        }
    }
}

impl Config {
    /// Every key with its default, as a file a user can write.
    pub const DEFAULTS: &str = include_str!("../../assets/config.toml");

    /// `above` (the command line over the environment) over the user's `config.toml` over the defaults. All mistakes of
    /// the file are told; what is right in it applies.
    pub fn load(paths: &Paths, above: Raw) -> (Config, Vec<ConfigError>) {
        let path = paths.config_file();
        let text = match file::read(&path) {
            Ok(Some(text)) => text,
            Ok(None) if paths.named.is_none() => String::new(),
            Ok(None) => {
                let error = ConfigError::of_file(&path, "there is no such file", "write it, or name another");
                return (Config::from(above), vec![error]);
            }
            Err(error) => return (Config::from(above), vec![error]),
        };
        let (written, mistakes) = Raw::parse(&text, paths);
        (Config::from(above.over(written)), told(&path, &text, mistakes))
    }
}

fn told(path: &Path, text: &str, mistakes: Vec<Mistake>) -> Vec<ConfigError> {
    mistakes.into_iter().map(|mistake| ConfigError::in_text(path, text, mistake)).collect()
}

impl Paths {
    /// The keys: the defaults, and the user's `keymap.toml` over them.
    pub fn keymap(&self) -> (Keymap, Vec<ConfigError>) {
        let path = self.keymap_file();
        match file::read(&path) {
            Ok(text) => {
                let text = text.unwrap_or_default();
                let (keymap, mistakes) = Keymap::with_user(&text);
                (keymap, told(&path, &text, mistakes))
            }
            Err(error) => (Keymap::builtin(), vec![error]),
        }
    }

    /// The theme that was chosen; the default where it cannot be had, and why not.
    pub fn theme(&self, choice: &ThemeChoice, background: Background, level: ColorLevel) -> (Theme, Vec<ConfigError>) {
        let builtin = Theme::named(choice.builtin(background), level);
        let (ThemeChoice::Own(name), Some(path)) = (choice, choice.file(self)) else { return (builtin, Vec::new()) };
        let text = match file::read(&path) {
            Ok(Some(text)) => text,
            Ok(None) => {
                let error = ConfigError::of_file(&path, "there is no such theme", &meant(name, self));
                return (builtin, vec![error]);
            }
            Err(error) => return (builtin, vec![error]),
        };
        match Theme::parse(&text, level) {
            Ok((theme, mistakes)) => (theme, told(&path, &text, mistakes)),
            Err(error) => (builtin, told(&path, &text, vec![error.0])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Role;
    use std::fs;

    fn paths() -> (tempfile::TempDir, Paths) {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::from_env(|name| (name == "HOME").then(|| home.path().into())).unwrap();
        fs::create_dir_all(paths.config.join("themes")).unwrap();
        (home, paths)
    }

    #[test]
    fn the_file_of_defaults_is_the_defaults_and_names_every_key() {
        let (_home, paths) = paths();
        let (raw, mistakes) = Raw::parse(Config::DEFAULTS, &paths);
        assert_eq!(mistakes, []);
        assert_eq!(Config::from(raw), Config::default());
        // With the commented keys written out as well.
        let all = ["store", "browser", "editor", "marks"]
            .iter()
            .fold(Config::DEFAULTS.to_owned(), |text, key| text.replace(&format!("# {key} = "), &format!("{key} = ")));
        let all = Signs::NAMES.iter().fold(all, |text, name| {
            assert!(text.contains(&format!("\n# {name} = ")), "{name}");
            text.replace(&format!("\n# {name} = "), &format!("\n{name} = "))
        });
        let (raw, mistakes) = Raw::parse(&all, &paths);
        assert_eq!(mistakes, []);
        let Raw {
            store,
            theme,
            mouse,
            watch,
            ascii,
            signs,
            browser,
            terminal_browsers,
            editor,
            order,
            start,
            mark_read,
            marks,
            front,
        } = raw;
        let crate::config::FrontWritten { heat, quality, outlets, fresh, unread: weight, half_life } = front;
        assert!([heat, quality, outlets, fresh, weight, half_life].iter().all(Option::is_some));
        assert!(mark_read.is_some() && marks.is_some());
        assert!(store.is_some() && theme.is_some() && mouse.is_some() && watch.is_some());
        assert!(ascii.is_some() && browser.is_some() && order.is_some() && start.is_some());
        assert!(terminal_browsers.is_some() && editor.is_some());
        let Signs { bar, open, closed, held_back, unread, starred, later, chosen, vertical, horizontal, done, to_do } =
            signs;
        let marks = [unread, starred, later, chosen];
        assert!(marks.iter().all(Option::is_some));
        assert!([bar, open, closed, held_back, vertical, horizontal, done, to_do].iter().all(Option::is_some));
    }

    #[test]
    fn no_file_is_the_defaults() {
        let (_home, paths) = paths();
        assert_eq!(Config::load(&paths, Raw::default()), (Config::default(), vec![]));
        assert_eq!(paths.keymap(), (Keymap::builtin(), vec![]));
    }

    #[test]
    fn what_is_above_goes_before_the_file_and_that_before_the_default() {
        let (_home, paths) = paths();
        fs::write(paths.config_file(), "theme = \"dark\"\nmouse = false\n").unwrap();
        let flags = Raw { theme: Some(ThemeChoice::Builtin("light")), ..Raw::default() };
        let environment = Raw { theme: Some(ThemeChoice::Auto), ascii: Some(true), ..Raw::default() };
        let (config, errors) = Config::load(&paths, flags.over(environment));
        assert_eq!(errors, []);
        assert_eq!((config.theme, config.ascii), (ThemeChoice::Builtin("light"), true));
        assert_eq!((config.mouse, config.order), (false, StartOrder::Newest));
    }

    #[test]
    fn mistakes_are_told_with_their_file_and_the_rest_applies() {
        let (_home, paths) = paths();
        fs::write(paths.config_file(), "mouse = false\nordr = \"heat\"\n").unwrap();
        let (config, errors) = Config::load(&paths, Raw::default());
        assert!(!config.mouse);
        assert_eq!(errors[0].to_string(), format!("{}:2:1: no key is called \"ordr\"", paths.config_file().display()));
        assert_eq!(errors[0].hint.as_deref(), Some("did you mean order?"));
        fs::write(paths.keymap_file(), "[list]\nx = \"dwn\"\n").unwrap();
        assert_eq!(paths.keymap().1[0].line, Some(2));
    }

    #[test]
    fn a_theme_is_found_by_its_name_or_the_built_in_one_stands() {
        let (_home, paths) = paths();
        let own = ThemeChoice::Own("own".into());
        let (theme, errors) = paths.theme(&own, Background::Light, ColorLevel::True);
        assert_eq!(theme, Theme::named("terminal", ColorLevel::True));
        assert!(errors[0].to_string().ends_with("themes/own.toml: there is no such theme"), "{errors:?}");
        fs::write(own.file(&paths).unwrap(), "[roles]\nlink = { fg = \"#010203\" }\nx = {}\n").unwrap();
        let (theme, errors) = paths.theme(&own, Background::Light, ColorLevel::True);
        assert_eq!(theme.style(Role::Link).fg, Some(ratatui::style::Color::Rgb(1, 2, 3)));
        assert_eq!(errors[0].line, Some(3));
        let (_, errors) = paths.theme(&ThemeChoice::Own("onw".into()), Background::Dark, ColorLevel::True);
        assert_eq!(errors[0].hint.as_deref(), Some("did you mean own?"));
        let (theme, _) = paths.theme(&ThemeChoice::Auto, Background::Light, ColorLevel::True);
        assert_eq!(theme, Theme::builtin(Background::Light, ColorLevel::True));
        let (theme, _) = paths.theme(&ThemeChoice::Builtin("light"), Background::Dark, ColorLevel::True);
        assert_eq!(theme, Theme::builtin(Background::Light, ColorLevel::True));
    }
}
