//! Whether the built-in themes can be read: contrast as WCAG 2.2 defines it ("relative luminance", "contrast ratio").
//! Only a test: a user's theme may be as faint as the user likes.

use super::colour::Rgb;
use super::{Background, ColorLevel, Role, Theme};
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

/// Backgrounds people have.
fn backgrounds(background: Background) -> Vec<Rgb> {
    let all: &[&str] = match background {
        Background::Dark => &["#000000", "#14161b", "#1e1e1e", "#002b36"],
        Background::Light => &["#ffffff", "#fafafa", "#fdf6e3"],
    };
    all.iter().map(|text| Rgb::parse(text).unwrap()).collect()
}

const EXACT: [ColorLevel; 2] = [ColorLevel::Indexed256, ColorLevel::True];
const THEMES: [Background; 2] = [Background::Dark, Background::Light];
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
fn every_text_is_readable_on_the_terminals_background() {
    for background in THEMES {
        for level in EXACT {
            let theme = Theme::builtin(background, level);
            for role in TEXT {
                // Body and headline have the terminal's own foreground: nothing reads better there.
                let Some(fg) = shown(theme.style(role).fg) else {
                    assert!(matches!(role, Role::Body | Role::Headline), "{role:?} has no colour");
                    continue;
                };
                let needed = if matches!(role, Role::Body | Role::Headline) { 7.0 } else { 4.5 };
                for bg in backgrounds(background) {
                    let ratio = contrast(fg, bg);
                    assert!(ratio >= needed, "{role:?} on {bg:?}, {background:?} {level:?}: {ratio:.2}");
                }
            }
        }
    }
}

#[test]
fn every_text_is_readable_on_a_selected_row() {
    for background in THEMES {
        for level in EXACT {
            let theme = Theme::builtin(background, level);
            for row in [Role::Selected, Role::SelectedIdle] {
                for role in TEXT {
                    let style = theme.on(row, role);
                    let ratio = contrast(shown(style.fg).unwrap(), shown(style.bg).unwrap());
                    let needed = if matches!(role, Role::Body | Role::Headline) { 7.0 } else { 4.5 };
                    assert!(ratio >= needed, "{role:?} on {row:?}, {background:?} {level:?}: {ratio:.2}");
                }
            }
        }
    }
}

#[test]
fn a_selected_row_is_seen_but_does_not_shout() {
    for background in THEMES {
        for level in EXACT {
            let theme = Theme::builtin(background, level);
            let row = |role| shown(theme.style(role).bg).unwrap();
            for bg in backgrounds(background) {
                let (selected, idle) = (contrast(row(Role::Selected), bg), contrast(row(Role::SelectedIdle), bg));
                assert!((1.15..2.2).contains(&selected), "{background:?} {level:?} on {bg:?}: {selected:.2}");
                assert!((1.05..selected).contains(&idle), "idle, {background:?} {level:?} on {bg:?}: {idle:.2}");
            }
        }
    }
}

#[test]
fn quiet_text_is_quieter_than_a_headline_and_rules_are_quieter_still() {
    for background in THEMES {
        let theme = Theme::builtin(background, ColorLevel::True);
        let headline = shown(theme.on(Role::Selected, Role::Headline).fg).unwrap();
        let (quiet, rule) = (shown(theme.style(Role::Quiet).fg).unwrap(), shown(theme.style(Role::Rule).fg).unwrap());
        for bg in backgrounds(background) {
            assert!(contrast(headline, bg) > 1.8 * contrast(quiet, bg));
            assert!(contrast(quiet, bg) > 1.4 * contrast(rule, bg));
        }
    }
}
