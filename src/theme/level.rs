//! How many colours the terminal has, and whether it is dark. Only what the environment says: nobody asks the terminal.

/// How many colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorLevel {
    /// None: bold, underline, dim and reverse must do.
    None,
    /// The terminal's own sixteen.
    Ansi16,
    /// xterm's 256, whose upper 240 are the same everywhere.
    Indexed256,
    /// Any.
    True,
}

/// What the text stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    Dark,
    Light,
}

impl ColorLevel {
    /// `NO_COLOR` (<https://no-color.org>) wins over `COLORTERM`, that over `TERM`.
    pub fn from_env(get: impl Fn(&str) -> Option<String>) -> ColorLevel {
        let value = |name| get(name).unwrap_or_default();
        let (colorterm, term) = (value("COLORTERM").to_ascii_lowercase(), value("TERM"));
        if !value("NO_COLOR").is_empty() || term == "dumb" {
            ColorLevel::None
        } else if colorterm == "truecolor" || colorterm == "24bit" || term.ends_with("-direct") {
            ColorLevel::True
        } else if term.contains("256color") {
            ColorLevel::Indexed256
        } else {
            ColorLevel::Ansi16
        }
    }
}

impl Background {
    /// The name of the project's own theme for it.
    pub fn theme(self) -> &'static str {
        match self {
            Background::Dark => "dark",
            Background::Light => "light",
        }
    }

    /// `COLORFGBG` is `foreground;background` in the terminal's sixteen colours, as rxvt and Konsole set it; its last
    /// field is read. Dark where nothing is known.
    pub fn from_env(get: impl Fn(&str) -> Option<String>) -> Background {
        let value = get("COLORFGBG").unwrap_or_default();
        match value.rsplit(';').next().and_then(|last| last.parse::<u8>().ok()) {
            Some(7 | 9..=15) => Background::Light,
            _ => Background::Dark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(vars: &[(&str, &str)]) -> ColorLevel {
        ColorLevel::from_env(|name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        assert_eq!(level(&[]), ColorLevel::Ansi16);
        assert_eq!(level(&[("TERM", "xterm")]), ColorLevel::Ansi16);
        assert_eq!(level(&[("TERM", "xterm-256color")]), ColorLevel::Indexed256);
        assert_eq!(level(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), ColorLevel::True);
        assert_eq!(level(&[("COLORTERM", "24bit")]), ColorLevel::True);
        assert_eq!(level(&[("TERM", "xterm-direct")]), ColorLevel::True);
        assert_eq!(level(&[("TERM", "dumb")]), ColorLevel::None);
    }

    #[test]
    fn no_color_wins_unless_it_is_empty() {
        assert_eq!(level(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]), ColorLevel::None);
        assert_eq!(level(&[("NO_COLOR", ""), ("COLORTERM", "truecolor")]), ColorLevel::True);
    }

    #[test]
    fn the_background_is_the_last_field_and_dark_where_unknown() {
        let of = |value: &str| Background::from_env(|name| (name == "COLORFGBG").then(|| value.to_owned()));
        for dark in ["15;0", "15;default;0", "7;8", "12;6", "", "x", "0;default", "0;16", "0;999"] {
            assert_eq!(of(dark), Background::Dark, "{dark}");
        }
        for light in ["0;15", "0;default;15", "0;7", "8;9"] {
            assert_eq!(of(light), Background::Light, "{light}");
        }
    }
}
