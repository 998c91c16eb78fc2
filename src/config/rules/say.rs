//! A `[[mute]]` or `[[weigh]]` as it is written: put in, changed where it stands, taken out. What it does on the front page is not known
//! here.

use super::taste::Taste;
use crate::config::tables::{self, Left};
use crate::model::{Of, Says};
use toml_edit::{ArrayOfTables, Datetime, DocumentMut, Item, Table, Value};

/// What to write, for who wrote something else.
pub(super) const EXAMPLE: &str =
    "write [[mute]] or [[weigh]], and below it outlet = \"…\", topic = \"…\" or word = \"…\"";

/// The text that says so: where it says something else of the same until now, or behind the others of its kind. Nothing where it could
/// not be read again.
pub(super) fn say(text: &str, taste: &Taste, said: &str) -> Option<String> {
    let of = Of::new(taste.of.key(), taste.of.name()).filter(|of| !of.name().is_empty())?;
    let points = match taste.says {
        Says::Mute => None,
        Says::Weigh(points) => Says::points(points.into()).map(|_| Some(Value::from(i64::from(points))))?,
    };
    let until = match taste.until {
        Some(until) => Some(Value::from(until.to_string().parse::<Datetime>().ok()?)),
        None => None,
    };
    let said = said.parse::<Datetime>().ok().map(Value::from);
    tables::changed(text, taste.says.table(), |all| {
        let there = places(all, &of).pop();
        let mut new = Table::new();
        let table = there.and_then(|at| all.get_mut(at)).unwrap_or(&mut new);
        if there.is_none() {
            put(table, of.key(), Some(of.name().into()));
        }
        put(table, "points", points);
        put(table, "until", until);
        put(table, "said", said);
        if there.is_none() {
            tables::insert(all, None, new);
        }
        Some(Vec::new())
    })
}

/// The text that says nothing of that kind of it, wherever it did.
pub(super) fn unsay(text: &str, taste: &Taste) -> Option<String> {
    tables::changed(text, taste.says.table(), |all| {
        let mut left: Vec<Left> = Vec::new();
        for at in places(all, &taste.of).into_iter().rev() {
            left.extend(tables::remove(all, at));
        }
        Some(left)
    })
}

/// When it was said, as it stands there; nothing where it does not.
pub(super) fn said(text: &str, taste: &Taste) -> Option<String> {
    let document: DocumentMut = text.parse().ok()?;
    let all = document.get(taste.says.table())?.clone().into_array_of_tables().ok()?;
    let at = places(&all, &taste.of).pop()?;
    Some(all.get(at)?.get("said")?.as_datetime()?.to_string())
}

/// Where something is said of it.
fn places(all: &ArrayOfTables, of: &Of) -> Vec<usize> {
    let is_it = |table: &Table| {
        table.iter().any(|(key, item)| item.as_str().and_then(|name| Of::new(key, name)).is_some_and(|it| it.is(of)))
    };
    all.iter().enumerate().filter(|(_, table)| is_it(table)).map(|(at, _)| at).collect()
}

/// A value in the place of another one, with the comments that stand there; or none.
fn put(table: &mut Table, key: &str, new: Option<Value>) {
    match (table.get_mut(key).and_then(Item::as_value_mut), new) {
        (Some(old), Some(mut new)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        (None, Some(new)) => _ = table.insert(key, Item::Value(new)),
        (_, None) => _ = table.remove(key),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::of_text;
    use super::super::samples::FILE;
    use super::*;
    use crate::config::ConfigError;
    use crate::model::Timestamp;
    use proptest::prelude::*;
    use std::path::Path;

    const UNTIL: Timestamp = Timestamp(1_796_299_200);
    const MINE: &str = "# Mine.\n\n# they repeat themselves\n[[mute]]\noutlet = 'Reuters' # all of it\nuntil = 2026-12-01 # or so\nsaid = 2026-11-20\n\n# for fun\n[[weigh]]\npoints = 5 # few\nword = \"chess\"\n";

    fn mute(of: Of, until: Option<Timestamp>) -> Taste {
        Taste { of, says: Says::Mute, until }
    }

    fn reuters() -> Of {
        Of::Outlet("Reuters".into())
    }

    #[test]
    fn what_is_said_stands_behind_what_was_said_before() {
        let new = say("", &mute(reuters(), Some(UNTIL)), "2026-11-26").unwrap();
        assert_eq!(new, "[[mute]]\noutlet = \"Reuters\"\nuntil = 2026-12-03T12:00:00Z\nsaid = 2026-11-26\n");
        let weigh = Taste { of: Of::Topic("Rail".into()), says: Says::Weigh(-100), until: None };
        let new = say(MINE, &weigh, "2026-11-26").unwrap();
        assert_eq!(new, format!("{MINE}\n[[weigh]]\ntopic = \"Rail\"\npoints = -100\nsaid = 2026-11-26\n"));
    }

    #[test]
    fn what_is_said_otherwise_of_the_same_is_changed_where_it_stands() {
        let new = say(MINE, &mute(reuters(), Some(UNTIL)), "2026-11-26").unwrap();
        let expected = MINE.replace("2026-12-01 #", "2026-12-03T12:00:00Z #").replace("2026-11-20", "2026-11-26");
        assert_eq!(new, expected);
        let new = say(MINE, &mute(reuters(), None), "2026-11-20").unwrap();
        assert_eq!(new, MINE.replace("until = 2026-12-01 # or so\n", ""));
        let weigh = Taste { of: Of::Word("Chess".into()), says: Says::Weigh(6), until: None };
        assert_eq!(say(MINE, &weigh, "").unwrap(), MINE.replace("5 # few", "6 # few"));
    }

    #[test]
    fn what_is_said_no_longer_takes_the_comment_right_above_it_along() {
        let new = unsay(MINE, &mute(reuters(), None)).unwrap();
        assert_eq!(new, "# Mine.\n\n# for fun\n[[weigh]]\npoints = 5 # few\nword = \"chess\"\n");
        assert_eq!(unsay(MINE, &mute(Of::Word("chess".into()), None)).unwrap(), MINE);
        let twice = say("", &mute(reuters(), None), "").unwrap().repeat(2);
        assert_eq!(unsay(&twice, &mute(reuters(), None)).unwrap(), "");
    }

    #[test]
    fn what_could_not_be_read_again_is_not_written() {
        let weigh = |points| Taste { of: reuters(), says: Says::Weigh(points), until: None };
        for points in [0, 1_001, -1_001, i16::MIN] {
            assert_eq!(say("", &weigh(points), ""), None);
        }
        assert_eq!(say("", &mute(Of::Word(" \t".into()), None), ""), None);
        assert_eq!(say("", &mute(reuters(), Some(Timestamp(i64::MAX))), ""), None);
    }

    fn any_taste() -> impl Strategy<Value = Taste> {
        let says =
            prop_oneof![Just(Says::Mute), (1..=1_000i16).prop_map(Says::Weigh), (-1_000..0i16).prop_map(Says::Weigh)];
        let until = proptest::option::of(Timestamp::MIN.0..Timestamp::MAX.0);
        (0..3usize, any::<String>(), says, until).prop_map(|(of, name, says, until)| Taste {
            of: [Of::Outlet, Of::Topic, Of::Word][of](name),
            says,
            until: until.map(Timestamp),
        })
    }

    proptest! {
        #[test]
        fn whatever_is_said_is_read_back_and_goes_without_a_trace(taste in any_taste(), said: String) {
            let clean = Of::new(taste.of.key(), taste.of.name()).unwrap();
            prop_assume!(!clean.name().is_empty());
            let taste = Taste { of: clean, ..taste };
            for file in ["", FILE, MINE] {
                let before = of_text(Path::new("r"), file).0.tastes;
                prop_assume!(!before.iter().any(|one| one.is_for(&taste)));
                let new = say(file, &taste, &said).unwrap();
                let (rules, errors) = of_text(Path::new("r"), &new);
                prop_assert!(rules.tastes.contains(&taste) && !errors.iter().any(ConfigError::is_error), "{}", new);
                prop_assert_eq!(rules.tastes.len(), before.len() + 1);
                prop_assert_eq!(unsay(&new, &taste).unwrap(), file);
            }
        }
    }
}
