//! The signs a user chose in `[marks]`. What each is drawn for, and what stands where none was chosen, is the app's.

use crate::model::cells;
use crate::model::text::safe_line;
use crate::written::{Entry, Mistake, Value, nearest};

/// Makes the struct, its names as they are written, and the way from one to the other.
macro_rules! marks {
    ($($field:ident $name:literal),* $(,)?) => {
        /// Every sign, or nothing where none was chosen: one cell wide, and clean.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct Marks {
            $(pub $field: Option<String>,)*
        }

        impl Marks {
            pub const NAMES: &[&str] = &[$($name),*];

            /// What is chosen here, and what is not from `below`.
            pub(super) fn over(self, below: Marks) -> Marks {
                Marks { $($field: self.$field.or(below.$field),)* }
            }

            fn of_name(&mut self, name: &str) -> Option<&mut Option<String>> {
                match name { $($name => Some(&mut self.$field),)* _ => None }
            }
        }
    };
}

marks! {
    bar "bar",
    open "open",
    closed "closed",
    held_back "held-back",
    vertical "vertical",
    horizontal "horizontal",
    done "done",
    to_do "to-do",
}

impl Marks {
    /// The table `[marks]`; what is wrong in it is told and left out.
    pub(super) fn read(table: &Entry, mistakes: &mut Vec<Mistake>) -> Marks {
        let mut marks = Marks::default();
        let Value::Table(entries) = &table.value else {
            let message = format!("{} cannot be {}", table.key, table.value.kind());
            mistakes.push(Mistake::error(&table.value_at, message).hint("write [marks] and the signs under it"));
            return marks;
        };
        for entry in entries {
            let Some(slot) = marks.of_name(&entry.key) else {
                mistakes.push(
                    Mistake::warning(&entry.key_at, format!("no mark is called {:?}", entry.key)).did_you_mean(
                        nearest(&entry.key, Marks::NAMES.iter().copied()),
                        format!("there are {}", Marks::NAMES.join(", ")),
                    ),
                );
                continue;
            };
            match &entry.value {
                Value::Text(sign) if is_sign(sign) => *slot = Some(sign.clone()),
                value => mistakes.push(wrong(entry, value)),
            }
        }
        marks
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

    fn read(text: &str) -> (Marks, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let document = Document::read(&format!("[marks]\n{text}"));
        let marks = Marks::read(document.get("marks").unwrap(), &mut mistakes);
        (marks, mistakes)
    }

    #[test]
    fn a_sign_of_one_cell_is_taken() {
        let (marks, mistakes) = read("bar = \"|\"\nheld-back = \"é\"\nto-do = \" \"\n");
        assert_eq!(mistakes, []);
        let sign = |text: &str| Some(text.to_owned());
        assert_eq!(marks, Marks { bar: sign("|"), held_back: sign("é"), to_do: sign(" "), ..Marks::default() });
    }

    #[test]
    fn every_name_is_a_mark() {
        for name in Marks::NAMES {
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
            let (marks, mistakes) = read(text);
            assert_eq!((marks, mistakes.len()), (Marks::default(), 1), "{text}");
            assert!(
                mistakes[0].severity == Severity::Error && mistakes[0].to_string().starts_with(told),
                "{mistakes:?}"
            );
        }
        let (_, mistakes) = read("baar = \"x\"");
        assert_eq!((mistakes[0].severity, mistakes[0].hint.as_deref()), (Severity::Warning, Some("did you mean bar?")));
    }
}
