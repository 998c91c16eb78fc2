//! The user's files and variables, read for a start and again while the reader runs: what is wrong with a value stops it, an unknown
//! name does not, nor does what is wrong with a saved search: one reads well without it. It prints nothing.

use super::Failure;
use crate::app::{Preferences, Symbols, tastes_in_force};
use crate::config::{Config, ConfigError, Paths, Raw, Rules, Search};
use crate::input::Keymap;
use crate::model::Timestamp;
use crate::runtime::Configured;
use crate::story::front;
use crate::theme::{Background, ColorLevel, Theme};
use std::sync::Arc;

/// What a reader is started with.
#[derive(Debug)]
pub(super) struct Settings {
    pub config: Config,
    pub keymap: Keymap,
    pub theme: Theme,
    pub searches: Vec<Search>,
    pub rules: Rules,
    pub warnings: Vec<ConfigError>,
}

impl Settings {
    /// Without a screen the files that are only for it are not read.
    pub(super) fn load(paths: &Paths, above: Raw, screen: bool) -> Result<Settings, Failure> {
        let (settings, wrong_searches) = Settings::read(paths, above, screen)?;
        Ok(settings.warned(wrong_searches))
    }

    /// The same, and what is wrong with the searches.
    fn read(paths: &Paths, above: Raw, screen: bool) -> Result<(Settings, Vec<ConfigError>), Failure> {
        let env = |name: &str| std::env::var(name).ok();
        let (config, mut told) = Config::load(paths, above);
        let (background, level) = (Background::from_env(env), ColorLevel::from_env(env));
        let (rules, mistakes) = paths.rules();
        told.extend(mistakes);
        let (keymap, theme, (searches, wrong_searches)) = if screen {
            let (keymap, wrong_keys) = paths.keymap();
            let (theme, wrong_colours) = paths.theme(&config.theme, background, level);
            told.extend(wrong_keys.into_iter().chain(wrong_colours));
            (keymap, theme, paths.searches())
        } else {
            (Keymap::builtin(), Theme::builtin(background, level), Default::default())
        };
        let (errors, warnings): (Vec<_>, Vec<_>) = told.into_iter().partition(ConfigError::is_error);
        if errors.is_empty() {
            Ok((Settings { config, keymap, theme, searches, rules, warnings }, wrong_searches))
        } else {
            Err(Failure::Configuration(errors))
        }
    }

    /// With `more` before the other warnings.
    fn warned(self, mut more: Vec<ConfigError>) -> Settings {
        more.extend(self.warnings);
        Settings { warnings: more, ..self }
    }

    /// What is muted or weighed on the front page, of what holds now.
    pub(super) fn tastes(&self, now: Timestamp) -> Vec<front::Taste> {
        tastes_in_force(&self.rules.tastes, now)
    }

    /// What of them can change while the reader runs.
    pub(super) fn configured(self) -> Configured {
        let Settings { config, keymap, theme, searches, rules, warnings } = self;
        Configured {
            preferences: Preferences {
                keymap: Arc::new(keymap),
                symbols: Symbols::chosen(config.ascii, &config.signs),
                searches,
                mark_read: config.mark_read,
                weights: config.front.into(),
                rules: rules.clone(),
            },
            theme,
            mouse: config.mouse,
            browser: config.browser,
            terminal_browsers: config.terminal_browsers,
            editor: config.editor,
            rules,
            warning: in_one_line(&warnings),
        }
    }

    /// Reads all of it again; the error is a sentence for the last line.
    pub(super) fn again(paths: &Paths, above: Raw) -> Result<Configured, String> {
        let stays = |errors: &[ConfigError]| {
            let why = in_one_line(errors).unwrap_or_default();
            Err(format!("{why} The configuration stays as it was."))
        };
        match Settings::read(paths, above, true) {
            // A search that was there is not to be gone for a slip of who edits the file.
            Ok((_, wrong)) if wrong.iter().any(ConfigError::is_error) => stays(&wrong),
            Ok((settings, wrong)) => Ok(settings.warned(wrong).configured()),
            Err(Failure::Configuration(errors)) => stays(&errors),
            Err(failure) => Err(failure.to_string()),
        }
    }
}

/// The first of some mistakes, with its hint, and how many more there are.
pub(super) fn in_one_line(mistakes: &[ConfigError]) -> Option<String> {
    let first = mistakes.first()?;
    let hint = first.hint.as_deref().map_or(String::new(), |hint| format!("; {hint}"));
    let more = if mistakes.len() > 1 { format!(" ({} more)", mistakes.len() - 1) } else { String::new() };
    let said = format!("{first}{hint}{more}");
    Some(if said.ends_with(['?', '.']) { said } else { said + "." })
}
