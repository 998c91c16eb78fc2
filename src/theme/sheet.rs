//! A theme as written: named colours, and a look for each role. It is not a style yet: how many colours the terminal
//! has comes later.

use super::colour::Colour;
use super::{ColorLevel, Role};
use ratatui::style::{Modifier, Style};
use std::collections::BTreeMap;

/// What a theme says of one role. What it does not say, the role's parent says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub fg: Option<Ink>,
    pub bg: Option<Ink>,
    pub add: Modifier,
    pub remove: Modifier,
}

/// A colour as a look writes it. The name stays a name, so that a user's `[palette]` recolours the built-in looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ink {
    Name(String),
    Colour(Colour),
}

/// The tables of looks: a role is looked up in the table of the level, then in `[roles]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Roles,
    /// Where there are sixteen colours.
    Ansi16,
    /// Where there is none.
    Plain,
}

impl Table {
    pub(super) const ALL: [Table; 3] = [Table::Roles, Table::Ansi16, Table::Plain];

    pub(super) fn name(self) -> &'static str {
        match self {
            Table::Roles => "roles",
            Table::Ansi16 => "ansi16",
            Table::Plain => "plain",
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    pub palette: BTreeMap<String, Colour>,
    pub looks: BTreeMap<(Table, Role), Look>,
}

impl Sheet {
    /// The style of a role: its parent's, and its own look over it.
    pub(super) fn style(&self, role: Role, level: ColorLevel) -> Style {
        let parent = role.parent().map(|parent| self.style(parent, level)).unwrap_or_default();
        let table = match level {
            ColorLevel::None => Table::Plain,
            ColorLevel::Ansi16 => Table::Ansi16,
            ColorLevel::Indexed256 | ColorLevel::True => Table::Roles,
        };
        let look = self.looks.get(&(table, role)).or_else(|| self.looks.get(&(Table::Roles, role)));
        let Some(look) = look else { return parent };
        let color = |ink: &Option<Ink>| match ink {
            Some(Ink::Name(name)) => self.palette.get(name)?.at(level),
            Some(Ink::Colour(colour)) => colour.at(level),
            None => None,
        };
        let own = Style {
            fg: color(&look.fg),
            bg: color(&look.bg),
            add_modifier: look.add,
            sub_modifier: look.remove,
            ..Style::default()
        };
        parent.patch(own)
    }
}
