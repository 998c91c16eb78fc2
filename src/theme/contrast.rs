//! Whether the built-in themes can be read: contrast as WCAG 2.2 defines it ("relative luminance", "contrast ratio").
//! Only a test: a user's theme may be as faint as the user likes.

use super::colour::Rgb;
use super::{ColorLevel, NAMES, Role, Theme};
use ratatui::style::Color;

fn luminance(Rgb(r, g, b): Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn shown(color: Option<Color>) -> Option<Rgb> {
    match color {
        Some(Color::Rgb(r, g, b)) => Some(Rgb(r, g, b)),
        Some(Color::Indexed(n)) => Some(Rgb::of_indexed(n)),
        _ => None,
    }
}

/// What a theme's text stands on: its own ground, else backgrounds people have.
fn grounds(name: &str, theme: &Theme) -> Vec<Rgb> {
    let all: &[&str] = match (shown(theme.style(Role::Ground).bg), name) {
        (Some(own), _) => return vec![own],
        (None, "dark") => &["#000000", "#14161b", "#1e1e1e", "#002b36"],
        (None, _) => &["#ffffff", "#fafafa", "#fdf6e3"],
    };
    all.iter().map(|text| Rgb::parse(text).unwrap()).collect()
}

/// Every theme with colours of its own, in every number of colours that are the same everywhere.
fn themes() -> impl Iterator<Item = (String, Theme, Vec<Rgb>)> {
    let levels = [ColorLevel::Indexed256, ColorLevel::True];
    let exact = NAMES.into_iter().filter(|name| *name != "terminal");
    exact.flat_map(move |name| levels.map(|level| (name, level))).map(|(name, level)| {
        let theme = Theme::named(name, level);
        let grounds = grounds(name, &theme);
        (format!("{name} {level:?}"), theme, grounds)
    })
}

/// Solarized's own text reaches no more than is needed of any.
fn needed(name: &str, role: Role) -> f64 {
    match role {
        Role::Headline => 7.0,
        Role::Body if !name.starts_with("solarized") => 7.0,
        _ => 4.5,
    }
}

const TEXT: [Role; 11] = [
    Role::Body,
    Role::Headline,
    Role::Quiet,
    Role::Accent,
    Role::Match,
    Role::Heat,
    Role::Warning,
    Role::Error,
    Role::Link,
    Role::Title,
    Role::Dimmed,
];

#[test]
fn the_ratio_is_the_standards() {
    let black = Rgb(0, 0, 0);
    assert!((contrast(black, Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
    assert!((contrast(Rgb(0x77, 0x77, 0x77), Rgb(255, 255, 255)) - 4.48).abs() < 0.01);
}

#[test]
fn every_text_is_readable_on_the_ground() {
    for (name, theme, grounds) in themes() {
        for role in TEXT {
            // In some themes body and headline have the terminal's own foreground: nothing reads better there.
            let Some(fg) = shown(theme.style(role).fg) else {
                assert!(matches!(role, Role::Body | Role::Headline), "{role:?} has no colour");
                continue;
            };
            for &bg in &grounds {
                let ratio = contrast(fg, bg);
                assert!(ratio >= needed(&name, role), "{role:?} on {bg:?}, {name}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn every_text_is_readable_on_a_selected_row() {
    for (name, theme, _) in themes() {
        for row in [Role::Selected, Role::SelectedIdle] {
            for role in TEXT {
                let style = theme.on(row, role);
                let ratio = contrast(shown(style.fg).unwrap(), shown(style.bg).unwrap());
                assert!(ratio >= needed(&name, role), "{role:?} on {row:?}, {name}: {ratio:.2}");
            }
            let style = theme.matched(theme.on(row, Role::Headline));
            assert_eq!(style.bg, theme.style(row).bg, "{name}");
        }
    }
}

#[test]
fn a_selected_row_is_seen_but_does_not_shout() {
    for (name, theme, grounds) in themes() {
        let row = |role| shown(theme.style(role).bg).unwrap();
        for bg in grounds {
            let (selected, idle) = (contrast(row(Role::Selected), bg), contrast(row(Role::SelectedIdle), bg));
            assert!((1.15..2.2).contains(&selected), "{name} on {bg:?}: {selected:.2}");
            assert!((1.05..selected).contains(&idle), "idle, {name} on {bg:?}: {idle:.2}");
        }
    }
}

#[test]
fn quiet_text_is_quieter_than_a_headline_and_rules_are_quieter_still() {
    for (name, theme, grounds) in themes().filter(|(name, ..)| name.ends_with("True")) {
        let headline = shown(theme.on(Role::Selected, Role::Headline).fg).unwrap();
        let (quiet, rule) = (shown(theme.style(Role::Quiet).fg).unwrap(), shown(theme.style(Role::Rule).fg).unwrap());
        for bg in grounds {
            let (headline, quiet, rule) = (contrast(headline, bg), contrast(quiet, bg), contrast(rule, bg));
            assert!(headline > 1.5 * quiet && quiet > 1.4 * rule, "{name}: {headline:.2} {quiet:.2} {rule:.2}");
        }
    }
}

#[test]
fn with_sixteen_colours_or_none_the_palettes_are_the_terminals() {
    for level in [ColorLevel::None, ColorLevel::Ansi16] {
        for name in NAMES.into_iter().filter(|name| !matches!(*name, "dark" | "light")) {
            for role in Role::ALL {
                let (own, terminals) = (Theme::named(name, level), Theme::named("terminal", level));
                assert_eq!(own.style(*role), terminals.style(*role), "{role:?} of {name} at {level:?}");
            }
        }
    }
}
