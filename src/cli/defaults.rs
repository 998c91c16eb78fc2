//! The embedded files that document themselves, for whoever starts one of their own from them. It does not look at what
//! is wrong in the user's files.

use super::Printed;
use crate::config::{Config, Paths, Raw};
use crate::input::Keymap;
use crate::theme::{Background, Theme};

/// The text of a file. The theme is the built-in one that is chosen; a user's own is a file already.
pub(super) fn text(what: Printed, paths: &Paths, above: Raw) -> &'static str {
    match what {
        Printed::Config => Config::DEFAULTS,
        Printed::Keymap => Keymap::DEFAULTS,
        Printed::Theme => {
            let background = Background::from_env(|name| std::env::var(name).ok());
            Theme::text(Config::load(paths, above).0.theme.builtin(background))
        }
    }
}
