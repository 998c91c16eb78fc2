//! The signs a user chose in `[signs]`. What each is drawn for, and what stands where none was chosen, is the app's.

use crate::model::cells;
use crate::model::text::safe_line;
use crate::written::{Entry, Mistake, Value, nearest};

/// Makes the struct, its names as they are written, and the way from one to the other.
macro_rules! signs {
    ($($field:ident $name:literal),* $(,)?) => {
        /// Every sign, or nothing where none was chosen: one cell wide, and clean.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct Signs {
            $(pub $field: Option<String>,)*
        }

        impl Signs {
            pub const NAMES: &[&str] = &[$($name),*];

            /// What is chosen here, and what is not from `below`.
            pub(super) fn over(self, below: Signs) -> Signs {
                Signs { $($field: self.$field.or(below.$field),)* }
            }

            fn of_name(&mut self, name: &str) -> Option<&mut Option<String>> {
                match name { $($name => Some(&mut self.$field),)* _ => None }
            }
        }
    };
}

signs! {
    bar "bar",
    open "open",
    closed "closed",
    held_back "held-back",
    unread "unread",
    starred "starred",
    later "later",
    chosen "chosen",
    vertical "vertical",
    horizontal "horizontal",
    done "done",
    to_do "to-do",
}

impl Signs {
    /// The table `[signs]`; what is wrong in it is told and left out.
    pub(super) fn read(table: &Entry, mistakes: &mut Vec<Mistake>) -> Signs {
        let mut signs = Signs::default();
        let Value::Table(entries) = &table.value else {
            let message = format!("{} cannot be {}", table.key, table.value.kind());
            mistakes.push(Mistake::error(&table.value_at, message).hint("write [signs] and the signs under it"));
            return signs;
        };
        for entry in entries {
            let Some(slot) = signs.of_name(&entry.key) else {
                mistakes.push(
                    Mistake::warning(&entry.key_at, format!("no sign is called {:?}", entry.key)).did_you_mean(
                        nearest(&entry.key, Signs::NAMES.iter().copied()),
                        format!("there are {}", Signs::NAMES.join(", ")),
                    ),
                );
                continue;
            };
            match &entry.value {
                Value::Text(sign) if is_sign(sign) => *slot = Some(sign.clone()),
                value => mistakes.push(wrong(entry, value)),
            }
        }
        signs
    }
}

/// A blank is one too: then nothing is drawn there.
fn is_sign(text: &str) -> bool {
    text == " " || (cells::width(text) == 1 && safe_line(text) == text && cells::drawn(text) == text)
}

fn wrong(entry: &Entry, value: &Value) -> Mistake {
    let message = match value {
        Value::Text(text) => match cells::width(&safe_line(text)) {
            1 => format!("{} cannot be {text:?}", entry.key),
            cells => format!("{} is {cells} cells wide", entry.key),
        },
        other => format!("{} cannot be {}", entry.key, other.kind()),
    };
    Mistake::error(&entry.value_at, message).hint("write one sign of one cell, in quotes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::{Document, Severity};

    fn read(text: &str) -> (Signs, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let document = Document::read(&format!("[signs]\n{text}"));
        let signs = Signs::read(document.get("signs").unwrap(), &mut mistakes);
        (signs, mistakes)
    }

    #[test]
    fn a_sign_of_one_cell_is_taken() {
        let (signs, mistakes) = read("bar = \"|\"\nheld-back = \"é\"\nto-do = \" \"\n");
        assert_eq!(mistakes, []);
        let sign = |text: &str| Some(text.to_owned());
        assert_eq!(signs, Signs { bar: sign("|"), held_back: sign("é"), to_do: sign(" "), ..Signs::default() });
    }

    #[test]
    fn every_name_is_a_mark() {
        for name in Signs::NAMES {
            assert_eq!(read(&format!("{name} = \"x\"")).1, [], "{name}");
        }
    }

    #[test]
    fn any_other_value_is_an_error_and_an_unknown_mark_a_warning() {
        for (text, told) in [
            ("bar = \"日\"", "line 2: bar is 2 cells wide (write one sign"),
            ("bar = \"ab\"", "line 2: bar is 2 cells wide"),
            ("bar = \"\"", "line 2: bar is 0 cells wide"),
            ("bar = \"a\\u200B\"", "line 2: bar cannot be"),
            ("bar = \"\\u001B\"", "line 2: bar cannot be"),
            ("bar = 1", "line 2: bar cannot be a number"),
        ] {
            let (signs, mistakes) = read(text);
            assert_eq!((signs, mistakes.len()), (Signs::default(), 1), "{text}");
            assert!(
                mistakes[0].severity == Severity::Error && mistakes[0].to_string().starts_with(told),
                "{mistakes:?}"
            );
        }
        let (_, mistakes) = read("baar = \"x\"");
        assert_eq!((mistakes[0].severity, mistakes[0].hint.as_deref()), (Severity::Warning, Some("did you mean bar?")));
    }
}
