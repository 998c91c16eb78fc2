//! The user's files and variables, read for a start: what is wrong with a value stops it, an unknown name does not. It
//! prints nothing.

use super::Failure;
use crate::config::{Config, ConfigError, Paths, Raw};
use crate::input::Keymap;
use crate::theme::{Background, ColorLevel, Theme};

/// What a reader is started with.
#[derive(Debug)]
pub(super) struct Settings {
    pub config: Config,
    pub keymap: Keymap,
    pub theme: Theme,
    pub warnings: Vec<ConfigError>,
}

impl Settings {
    /// Without a screen the files that are only for it are not read.
    pub(super) fn load(paths: &Paths, above: Raw, screen: bool) -> Result<Settings, Failure> {
        let env = |name: &str| std::env::var(name).ok();
        let (config, mut told) = Config::load(paths, above);
        let (background, level) = (Background::from_env(env), ColorLevel::from_env(env));
        let (mut keymap, mut theme) = (Keymap::builtin(), Theme::builtin(background, level));
        if screen {
            let mistakes;
            (keymap, mistakes) = paths.keymap();
            told.extend(mistakes);
            let mistakes;
            (theme, mistakes) = paths.theme(&config.theme, background, level);
            told.extend(mistakes);
        }
        let (errors, warnings): (Vec<_>, Vec<_>) = told.into_iter().partition(ConfigError::is_error);
        if errors.is_empty() {
            Ok(Settings { config, keymap, theme, warnings })
        } else {
            Err(Failure::Configuration(errors))
        }
    }
}
