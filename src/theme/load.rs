//! A theme's text into a sheet. What is wrong is told by its place and left out; it reads no file.

use super::colour::{Colour, NAMES, Rgb, named};
use super::sheet::{Ink, Look, Sheet, Table};
use super::{Role, builtin};
use crate::written::{Document, Entry, Value, nearest};
use ratatui::style::Modifier;

/// What is wrong in one line of a theme, and what to write instead.
pub use crate::written::Mistake as ThemeWarning;

/// Nothing in the text is a theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a theme: {0}")]
pub struct ThemeError(pub ThemeWarning);

const ATTRIBUTES: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

const COLOUR: &str = "write \"#82b4ff\", or { rgb = \"#82b4ff\", ansi = \"cyan\" }";

pub(super) fn builtin(name: &str) -> Sheet {
    let mut sheet = Sheet::default();
    lay(&mut sheet, &Document::read(builtin::text(name)).entries); // a test holds that it has no mistake
    sheet
}

pub(super) fn user(text: &str) -> Result<(Sheet, Vec<ThemeWarning>), ThemeError> {
    let document = Document::read(text);
    let mut warnings = document.mistakes;
    if let (true, Some(first)) = (document.entries.is_empty(), warnings.first()) {
        return Err(ThemeError(first.clone()));
    }
    let mut sheet = builtin(base(&document.entries, &mut warnings));
    warnings.extend(lay(&mut sheet, &document.entries));
    warnings.sort_by_key(|warning| warning.at.line);
    Ok((sheet, warnings))
}

fn base(entries: &[Entry], warnings: &mut Vec<ThemeWarning>) -> &'static str {
    let Some(entry) = entries.iter().find(|entry| entry.key == "base") else { return builtin::NAMES[0] };
    let mistake = match &entry.value {
        Value::Text(name) => match builtin::name(name) {
            Some(name) => return name,
            None => ThemeWarning::error(&entry.value_at, format!("no built-in theme is called {name:?}"))
                .did_you_mean(nearest(name, builtin::NAMES), format!("they are {}", builtin::NAMES.join(", "))),
        },
        other => ThemeWarning::error(&entry.value_at, format!("base cannot be {}", other.kind()))
            .hint(format!("write base = \"{}\"", builtin::NAMES[0])),
    };
    warnings.push(mistake);
    builtin::NAMES[0]
}

/// Lays what is written over what is there: a colour over the colour of that name, a look over that role's.
fn lay(sheet: &mut Sheet, entries: &[Entry]) -> Vec<ThemeWarning> {
    let mut warnings = Vec::new();
    let rows = |entry: &Entry, warnings: &mut Vec<ThemeWarning>| match &entry.value {
        Value::Table(rows) => rows.clone(),
        other => {
            let warning =
                ThemeWarning::error(&entry.value_at, format!("{} is {}, not a table", entry.key, other.kind()));
            warnings.push(warning.hint(format!("write [{}] and its entries under it", entry.key)));
            Vec::new()
        }
    };
    // The colours first: roles may name them from above.
    for entry in entries.iter().filter(|entry| entry.key == "palette") {
        for row in rows(entry, &mut warnings) {
            match colour(&row, &mut warnings) {
                Ok(colour) => _ = sheet.palette.insert(row.key, colour),
                Err(warning) => warnings.push(warning),
            }
        }
    }
    for entry in entries.iter().filter(|entry| !matches!(entry.key.as_str(), "palette" | "base")) {
        let Some(table) = Table::ALL.into_iter().find(|table| table.name() == entry.key) else {
            let known = ["base", "palette", "roles", "ansi16", "plain"];
            warnings.push(
                ThemeWarning::warning(&entry.key_at, format!("a theme has no {:?}", entry.key))
                    .did_you_mean(nearest(&entry.key, known), format!("it has {}", known.join(", "))),
            );
            continue;
        };
        for row in rows(entry, &mut warnings) {
            match Role::from_name(&row.key) {
                Some(role) => {
                    let look = look(sheet, &row, &mut warnings);
                    sheet.looks.insert((table, role), look);
                }
                None => warnings.push(
                    ThemeWarning::warning(&row.key_at, format!("no role is called {:?}", row.key))
                        .did_you_mean(nearest(&row.key, Role::ALL.iter().map(|role| role.name())), all_roles()),
                ),
            }
        }
    }
    warnings
}

fn all_roles() -> String {
    let names: Vec<_> = Role::ALL.iter().map(|role| role.name()).collect();
    format!("the roles are {}", names.join(", "))
}

/// `"#rrggbb"`, one of the sixteen, or `{ rgb = "#rrggbb", ansi = "blue", xterm = 111 }`.
fn colour(row: &Entry, warnings: &mut Vec<ThemeWarning>) -> Result<Colour, ThemeWarning> {
    let wrong = || ThemeWarning::error(&row.value_at, format!("{:?} is not a colour", row.key)).hint(COLOUR);
    let parts = match &row.value {
        Value::Text(text) => return Colour::parse(text).ok_or_else(wrong),
        Value::Table(parts) => parts,
        _ => return Err(wrong()),
    };
    let (mut rgb, mut ansi, mut xterm) = (None, None, None);
    for part in parts {
        match (part.key.as_str(), &part.value) {
            ("rgb", Value::Text(text)) => rgb = Some(Rgb::parse(text).ok_or_else(wrong)?),
            ("ansi", Value::Text(name)) => match named(name) {
                Some(n) => ansi = Some(n),
                None => warnings.push(unknown_ansi(part, name)),
            },
            ("xterm", Value::Whole(n)) => match u8::try_from(*n) {
                Ok(n) => xterm = Some(n),
                Err(_) => {
                    warnings.push(ThemeWarning::error(&part.value_at, format!("{n} is no colour")).hint("16 to 255"));
                }
            },
            ("rgb" | "ansi" | "xterm", _) => return Err(wrong()),
            (key, _) => warnings
                .push(ThemeWarning::warning(&part.key_at, format!("{} cannot have {key:?}", row.key)).hint(COLOUR)),
        }
    }
    let rgb = rgb.ok_or_else(wrong)?;
    Ok(match Colour::exact(rgb) {
        Colour::Exact { sixteen, indexed, .. } => {
            Colour::Exact { rgb, sixteen: ansi.unwrap_or(sixteen), indexed: xterm.unwrap_or(indexed) }
        }
        other => other,
    })
}

fn unknown_ansi(part: &Entry, name: &str) -> ThemeWarning {
    ThemeWarning::error(&part.value_at, format!("{name:?} is none of the sixteen colours"))
        .did_you_mean(nearest(name, NAMES), format!("they are {}", NAMES.join(", ")))
}

fn look(sheet: &Sheet, row: &Entry, warnings: &mut Vec<ThemeWarning>) -> Look {
    let mut look = Look::default();
    let Value::Table(parts) = &row.value else {
        let warning = ThemeWarning::error(&row.value_at, format!("{} is {}, not a look", row.key, row.value.kind()));
        warnings.push(warning.hint("write { fg = \"blue\", bold = true }"));
        return look;
    };
    for part in parts {
        match (part.key.as_str(), &part.value) {
            ("fg", Value::Text(name)) => look.fg = ink(sheet, part, name, warnings),
            ("bg", Value::Text(name)) => look.bg = ink(sheet, part, name, warnings),
            (key, Value::Flag(on)) if ATTRIBUTES.iter().any(|(name, _)| *name == key) => {
                let set = if *on { &mut look.add } else { &mut look.remove };
                ATTRIBUTES.iter().filter(|(name, _)| *name == key).for_each(|(_, modifier)| set.insert(*modifier));
            }
            (key, value) => {
                let known = || ["fg", "bg"].into_iter().chain(ATTRIBUTES.map(|(name, _)| name));
                let message = format!("{} cannot have {key:?} as {}", row.key, value.kind());
                let kinds =
                    "fg and bg are colours in quotes; bold, dim, italic, underline and reverse are true or false";
                warnings.push(if known().any(|name| name == key) {
                    ThemeWarning::error(&part.value_at, message).hint(kinds)
                } else {
                    ThemeWarning::warning(&part.key_at, message).did_you_mean(nearest(key, known()), kinds)
                });
            }
        }
    }
    look
}

fn ink(sheet: &Sheet, part: &Entry, name: &str, warnings: &mut Vec<ThemeWarning>) -> Option<Ink> {
    if sheet.palette.contains_key(name) {
        return Some(Ink::Name(name.to_owned()));
    }
    let colour = Colour::parse(name);
    if colour.is_none() {
        let known = sheet.palette.keys().map(String::as_str).chain(NAMES).chain(["default"]);
        warnings.push(
            ThemeWarning::error(&part.value_at, format!("no colour is called {name:?}"))
                .did_you_mean(nearest(name, known), "name it in [palette], or write it as \"#82b4ff\""),
        );
    }
    colour.map(Ink::Colour)
}

#[cfg(test)]
mod tests {
    use super::super::{ColorLevel, Theme};
    use super::*;
    use crate::written::Severity;
    use proptest::prelude::*;

    fn warnings(text: &str) -> Vec<String> {
        user(text).unwrap().1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_built_in_themes_have_no_mistake() {
        for name in builtin::NAMES {
            let (sheet, warnings) = user(Theme::text(name)).unwrap();
            assert_eq!(warnings, []);
            assert_eq!(sheet, builtin(name), "{name} names its own base");
        }
    }

    #[test]
    fn an_unknown_role_is_told_with_the_one_meant_and_the_rest_applies() {
        let text = "[roles]\nheadlin = { bold = true }\nbody = { fg = \"red\" }\n";
        assert_eq!(warnings(text), ["line 2: no role is called \"headlin\" (did you mean headline?)"]);
        let (theme, _) = Theme::parse(text, ColorLevel::Ansi16).unwrap();
        assert_eq!(theme.style(Role::Body).fg, Some(ratatui::style::Color::Red));
        assert!(warnings("[roles]\nxyzzy = {}\n")[0].contains("the roles are ground, body"));
    }

    #[test]
    fn an_unknown_colour_is_told_and_costs_only_itself() {
        let text = "[roles]\nlink = { fg = \"blu\", underline = true }\n";
        assert_eq!(warnings(text), ["line 2: no colour is called \"blu\" (did you mean blue?)"]);
        let (theme, _) = Theme::parse(text, ColorLevel::True).unwrap();
        assert_eq!(theme.style(Role::Link).fg, theme.style(Role::Accent).fg);
        assert!(theme.style(Role::Link).add_modifier.contains(Modifier::UNDERLINED));
    }

    #[test]
    fn every_other_mistake_is_told_with_its_line() {
        for (text, told) in [
            ("base = \"drak\"\n", "line 1: no built-in theme is called \"drak\" (did you mean dark?)"),
            ("base = 1\n", "line 1: base cannot be a number (write base = \"terminal\")"),
            ("[role]\n", "line 1: a theme has no \"role\" (did you mean roles?)"),
            ("palette = 1\n", "line 1: palette is a number, not a table"),
            ("[palette]\na = \"#12\"\n", "line 2: \"a\" is not a colour (write \"#82b4ff\""),
            ("[palette]\na = { rgb = \"#010203\", blink = true }\n", "line 2: a cannot have \"blink\" (write"),
            ("[palette]\na = { rgb = \"#010203\", xterm = 256 }\n", "line 2: 256 is no colour"),
            ("[palette]\na = { ansi = \"red\" }\n", "line 2: \"a\" is not a colour"),
            ("[palette]\na = { rgb = \"#010203\", ansi = \"pink\" }\n", "line 2: \"pink\" is none of the sixteen"),
            ("[roles]\nbody = \"red\"\n", "line 2: body is a text, not a look (write { fg"),
            (
                "[roles]\nbody = { bould = true }\n",
                "line 2: body cannot have \"bould\" as true or false (did you mean bold?)",
            ),
            ("[roles]\nbody = { bold = 1 }\n", "line 2: body cannot have \"bold\" as a number (fg and bg are colours"),
        ] {
            let all = warnings(text);
            assert!(all.len() == 1 && all[0].starts_with(told), "{text:?}: {all:?}");
        }
    }

    #[test]
    fn an_unknown_name_only_warns_and_a_wrong_value_is_an_error() {
        let severities = |text: &str| user(text).unwrap().1.iter().map(|told| told.severity).collect::<Vec<_>>();
        for text in ["[role]\n", "[roles]\nx = {}\n", "[roles]\nbody = { bould = true }\n"] {
            assert_eq!(severities(text), [Severity::Warning], "{text}");
        }
        for text in ["base = 1\n", "[roles]\nbody = { bold = 1 }\n", "[roles]\nbody = { fg = \"blu\" }\n"] {
            assert_eq!(severities(text), [Severity::Error], "{text}");
        }
    }

    #[test]
    fn what_is_no_toml_at_all_is_no_theme() {
        let error = Theme::parse("%%% not a theme", ColorLevel::True).unwrap_err();
        assert!(error.to_string().starts_with("not a theme: line 1: "), "{error}");
        assert!(Theme::parse("", ColorLevel::True).is_ok());
    }

    #[test]
    fn an_attribute_can_be_taken_away() {
        let (theme, _) =
            Theme::parse("[roles]\nerror = { bold = false }\ntitle = { bold = false }\n", ColorLevel::True).unwrap();
        assert!(!theme.style(Role::Title).add_modifier.contains(Modifier::BOLD));
    }

    proptest! {
        #[test]
        fn any_text_gives_a_theme_or_an_error(lines in prop::collection::vec(
            "\\[?(palette|roles|plain|x)\\]?|(body|x) = (\"#?[0-9a-f]{0,6}\"|\\{ (fg|bold|rgb) = (true|\"x\") \\})",
            0..8,
        )) {
            let _ = Theme::parse(&lines.join("\n"), ColorLevel::Indexed256);
        }
    }
}
