//! A theme in use: a style for every role, made for one number of colours. It does not choose which role anything is.

use super::sheet::Sheet;
use super::{Background, ColorLevel, Role, ThemeError, ThemeWarning};
use super::{builtin, load};
use ratatui::style::{Color, Modifier, Style};

/// What every role looks like on this terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    level: ColorLevel,
    styles: Vec<Style>,
    /// As without colour: for text on a reversed row, where colours would turn inside out.
    plain: Vec<Style>,
}

impl Theme {
    /// A built-in theme's file, in the format a user writes; the default's for a name that is not one's.
    pub fn text(name: &str) -> &'static str {
        builtin::text(name)
    }

    /// A built-in theme by its name; the default for a name that is not one's.
    pub fn named(name: &str, level: ColorLevel) -> Theme {
        Theme::of(&load::builtin(name), level)
    }

    /// The project's own colours, for that background.
    pub fn builtin(background: Background, level: ColorLevel) -> Theme {
        Theme::named(background.theme(), level)
    }

    /// A user's theme over the built-in one it names as its `base`. What is wrong in it is told and left out; an error
    /// only where nothing in the text is a theme.
    pub fn parse(text: &str, level: ColorLevel) -> Result<(Theme, Vec<ThemeWarning>), ThemeError> {
        let (sheet, warnings) = load::user(text)?;
        Ok((Theme::of(&sheet, level), warnings))
    }

    fn of(sheet: &Sheet, level: ColorLevel) -> Theme {
        let styles = |level| Role::ALL.iter().map(|role| sheet.style(*role, level)).collect();
        Theme { level, styles: styles(level), plain: styles(ColorLevel::None) }
    }

    pub fn level(&self) -> ColorLevel {
        self.level
    }

    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// The style of text on a row: of `Selected` or `SelectedIdle`, say. Text without a colour of its own takes the
    /// row's, quiet text stays readable on it, and on a reversed row (without colours, or with few) text keeps only
    /// what it has without colour.
    pub fn on(&self, row: Role, text: Role) -> Style {
        let under = self.style(row);
        if under.add_modifier.contains(Modifier::REVERSED) {
            return under.patch(self.plain[text as usize]).remove_modifier(Modifier::DIM);
        }
        let mut over = self.own(text);
        if matches!(text, Role::Quiet | Role::Dimmed) && matches!(row, Role::Selected | Role::SelectedIdle) {
            over.fg = self.style(Role::SelectedQuiet).fg.or(over.fg);
        }
        under.patch(over)
    }

    /// The style of matched letters in text that has the style `text` (from `style` or `on`): what is bold stays bold.
    pub fn matched(&self, text: Style) -> Style {
        if text.add_modifier.contains(Modifier::REVERSED) {
            return text.patch(self.plain[Role::Match as usize]);
        }
        text.patch(self.own(Role::Match))
    }

    /// A role's style without the ground's colours: what it lies on shows through.
    fn own(&self, role: Role) -> Style {
        let (ground, style) = (self.style(Role::Ground), self.style(role));
        let other = |own: Option<Color>, grounds| own.filter(|_| own != grounds);
        Style { fg: other(style.fg, ground.fg), bg: other(style.bg, ground.bg), ..style }
    }
}

#[cfg(test)]
mod tests {
    use super::super::NAMES;
    use super::*;

    fn dark(level: ColorLevel) -> Theme {
        Theme::builtin(Background::Dark, level)
    }

    #[test]
    fn a_role_looks_like_its_parent_where_the_theme_is_silent() {
        let (theme, warnings) =
            Theme::parse("base = \"dark\"\n[palette]\nblue = \"#010203\"\n", ColorLevel::True).unwrap();
        assert_eq!(warnings, []);
        for role in [Role::Accent, Role::Title, Role::Link, Role::Match] {
            assert_eq!(theme.style(role).fg, Some(Color::Rgb(1, 2, 3)), "{role:?}");
        }
        assert!(theme.style(Role::Title).add_modifier.contains(Modifier::BOLD));
    }

    #[test]
    fn only_rows_have_a_background_where_the_screen_is_the_terminals() {
        for name in ["terminal", "dark", "light"] {
            for level in [ColorLevel::Ansi16, ColorLevel::Indexed256, ColorLevel::True] {
                let theme = Theme::named(name, level);
                for role in Role::ALL.iter().filter(|role| !matches!(role, Role::Selected | Role::SelectedIdle)) {
                    assert_eq!(theme.style(*role).bg, None, "{role:?}");
                }
            }
        }
    }

    #[test]
    fn the_terminals_theme_has_only_named_colours_however_many_there_are() {
        let exact = |color: Option<Color>| matches!(color, Some(Color::Rgb(..) | Color::Indexed(_)));
        for level in [ColorLevel::Ansi16, ColorLevel::Indexed256, ColorLevel::True] {
            let theme = Theme::named("terminal", level);
            assert!(theme.styles.iter().all(|style| !exact(style.fg) && style.bg.is_none()));
        }
    }

    #[test]
    fn a_themes_ground_lies_under_text_but_not_over_a_selected_row() {
        let theme = Theme::named("gruvbox-dark", ColorLevel::True);
        let (ground, row) = (theme.style(Role::Ground), theme.style(Role::Selected));
        assert!(ground.bg.is_some() && ground.bg != row.bg);
        assert_eq!(theme.style(Role::Link).bg, ground.bg);
        assert_eq!(theme.on(Role::Selected, Role::Link).bg, row.bg);
        assert_eq!(theme.on(Role::Selected, Role::Body).fg, row.fg);
        assert_eq!(theme.matched(theme.on(Role::Selected, Role::Headline)).bg, row.bg);
    }

    #[test]
    fn without_colour_there_is_none_and_everything_is_told_apart() {
        for name in NAMES {
            let theme = Theme::named(name, ColorLevel::None);
            assert!(Role::ALL.iter().all(|role| theme.style(*role).fg.is_none() && theme.style(*role).bg.is_none()));
            let marks = |role| theme.style(role).add_modifier;
            // A headline is told from text by where it stands, and is bold while it is unread.
            let apart = [
                [Role::Headline, Role::Selected, Role::Quiet, Role::Match],
                [Role::Headline, Role::Heat, Role::Quiet, Role::Dimmed],
                [Role::Selected, Role::SelectedIdle, Role::Body, Role::Quiet],
                [Role::Error, Role::Warning, Role::Body, Role::Quiet],
                [Role::Title, Role::Body, Role::Quiet, Role::Link],
                [Role::Key, Role::Body, Role::Quiet, Role::Link],
            ];
            for together in apart {
                for (i, one) in together.iter().enumerate() {
                    for other in &together[i + 1..] {
                        assert_ne!(marks(*one), marks(*other), "{one:?} and {other:?}");
                    }
                }
            }
            assert!(marks(Role::Selected).contains(Modifier::REVERSED));
            assert!(marks(Role::Match).contains(Modifier::UNDERLINED));
            assert!(marks(Role::Error).contains(Modifier::BOLD));
        }
    }

    #[test]
    fn matched_letters_are_underlined_only_without_colour() {
        for level in [ColorLevel::Ansi16, ColorLevel::Indexed256, ColorLevel::True] {
            assert!(!dark(level).style(Role::Match).add_modifier.contains(Modifier::UNDERLINED));
        }
    }

    #[test]
    fn on_a_reversed_row_text_has_no_colour_and_is_not_dim() {
        for level in [ColorLevel::None, ColorLevel::Ansi16] {
            let theme = dark(level);
            for text in Role::ALL.iter().filter(|role| !matches!(role, Role::Selected | Role::SelectedIdle)) {
                let style = theme.on(Role::Selected, *text);
                assert_eq!((style.fg, style.bg), (None, None), "{text:?}");
                assert!(style.add_modifier.contains(Modifier::REVERSED) && !style.add_modifier.contains(Modifier::DIM));
            }
            assert!(theme.on(Role::Selected, Role::Match).add_modifier.contains(Modifier::UNDERLINED));
        }
    }

    #[test]
    fn matched_letters_of_a_bold_text_stay_bold() {
        let theme = dark(ColorLevel::True);
        let bold = |style: Style| style.add_modifier(Modifier::BOLD);
        let matched = theme.matched(bold(theme.on(Role::Selected, Role::Headline)));
        assert!(matched.add_modifier.contains(Modifier::BOLD));
        assert_eq!((matched.fg, matched.bg), (theme.style(Role::Match).fg, theme.style(Role::Selected).bg));
        let theme = dark(ColorLevel::Ansi16);
        let matched = theme.matched(bold(theme.on(Role::Selected, Role::Headline)));
        assert!(matched.add_modifier.contains(Modifier::BOLD | Modifier::REVERSED | Modifier::UNDERLINED));
        assert_eq!(matched.fg, None);
    }

    #[test]
    fn text_without_a_colour_takes_the_selected_rows() {
        let theme = dark(ColorLevel::True);
        assert_eq!(theme.on(Role::Selected, Role::Headline).fg, theme.style(Role::Selected).fg);
        assert_eq!(theme.on(Role::Selected, Role::Quiet).fg, theme.style(Role::SelectedQuiet).fg);
        assert_eq!(theme.on(Role::Selected, Role::Accent).fg, theme.style(Role::Accent).fg);
        assert_eq!(theme.on(Role::Body, Role::Quiet), theme.style(Role::Quiet));
    }
}
