//! The weights of the front page as a user wrote them in `[front]`, and the usual ones. What they do is the story floor's.

use crate::written::{Entry, Mistake, Value, nearest};

/// Makes the two structs, the names as they are written, and the way from one to the other.
macro_rules! weights {
    ($($field:ident $name:literal $usual:literal $range:expr),* $(,)?) => {
        /// What each signal weighs against the others, and the hours after which a story is half as fresh.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Front {
            $(pub $field: u16,)*
        }

        /// Each of them, or nothing where it was not written.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct FrontWritten {
            $(pub $field: Option<u16>,)*
        }

        impl Default for Front {
            fn default() -> Front {
                Front { $($field: $usual,)* }
            }
        }

        impl From<FrontWritten> for Front {
            fn from(written: FrontWritten) -> Front {
                Front { $($field: written.$field.unwrap_or($usual),)* }
            }
        }

        impl FrontWritten {
            pub const NAMES: &[&str] = &[$($name),*];

            /// What is written here, and what is not from `below`.
            pub(super) fn over(self, below: FrontWritten) -> FrontWritten {
                FrontWritten { $($field: self.$field.or(below.$field),)* }
            }

            /// A name's value, and what it may be.
            fn of_name(&mut self, name: &str) -> Option<(&mut Option<u16>, [u16; 2])> {
                match name { $($name => Some((&mut self.$field, $range)),)* _ => None }
            }
        }
    };
}

const WEIGHT: [u16; 2] = [0, 100];
/// Up to a year.
const HOURS: [u16; 2] = [1, 8_760];

weights! {
    heat "heat" 35 WEIGHT,
    quality "quality" 10 WEIGHT,
    outlets "outlets" 20 WEIGHT,
    fresh "fresh" 25 WEIGHT,
    unread "unread" 10 WEIGHT,
    half_life "half-life" 24 HOURS,
}

impl FrontWritten {
    /// The table `[front]`; what is wrong in it is told and left out.
    pub(super) fn read(table: &Entry, mistakes: &mut Vec<Mistake>) -> FrontWritten {
        let mut written = FrontWritten::default();
        let Value::Table(entries) = &table.value else {
            let message = format!("{} cannot be {}", table.key, table.value.kind());
            mistakes.push(Mistake::error(&table.value_at, message).hint("write [front] and the weights under it"));
            return written;
        };
        for entry in entries {
            let Some((slot, range)) = written.of_name(&entry.key) else {
                let message = format!("nothing in [front] is called {:?}", entry.key);
                mistakes.push(Mistake::warning(&entry.key_at, message).did_you_mean(
                    nearest(&entry.key, FrontWritten::NAMES.iter().copied()),
                    format!("there are {}", FrontWritten::NAMES.join(", ")),
                ));
                continue;
            };
            match whole(entry, range) {
                Ok(value) => *slot = Some(value),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        let FrontWritten { heat, quality, outlets, fresh, unread, half_life: _ } = written;
        if [heat, quality, outlets, fresh, unread] == [Some(0); 5] {
            let mistake =
                Mistake::warning(&table.key_at, "all weights of [front] are 0: nothing goes before what is newer");
            mistakes.push(mistake.hint("give one of heat, quality, outlets, fresh and unread more than 0"));
        }
        written
    }
}

fn whole(entry: &Entry, [least, most]: [u16; 2]) -> Result<u16, Mistake> {
    let message = match &entry.value {
        Value::Whole(value) => match u16::try_from(*value).ok().filter(|value| (least..=most).contains(value)) {
            Some(value) => return Ok(value),
            None => format!("{} cannot be {value}", entry.key),
        },
        Value::Other("a number") => format!("{} is to be a whole number", entry.key),
        other => format!("{} cannot be {}", entry.key, other.kind()),
    };
    Err(Mistake::error(&entry.value_at, message).hint(format!("write a whole number from {least} to {most}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::{Document, Severity};

    fn read(text: &str) -> (FrontWritten, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let document = Document::read(&format!("[front]\n{text}"));
        let written = FrontWritten::read(document.get("front").unwrap(), &mut mistakes);
        (written, mistakes)
    }

    #[test]
    fn what_is_written_is_taken_and_the_rest_is_as_usual() {
        let (written, mistakes) = read("heat = 0\nhalf-life = 8_760\n");
        assert_eq!(mistakes, []);
        assert_eq!(Front::from(written), Front { heat: 0, half_life: 8_760, ..Front::default() });
    }

    #[test]
    fn every_name_is_known_and_the_usual_weights_are_a_hundred() {
        for name in FrontWritten::NAMES {
            assert_eq!(read(&format!("{name} = 7")).1, [], "{name}");
        }
        let Front { heat, quality, outlets, fresh, unread, half_life: _ } = Front::default();
        assert_eq!(heat + quality + outlets + fresh + unread, 100);
    }

    #[test]
    fn weights_that_are_all_nothing_are_told() {
        let none = "heat = 0\nquality = 0\noutlets = 0\nfresh = 0\n";
        assert_eq!(read(none).1, []);
        let (written, mistakes) = read(&format!("{none}unread = 0\n"));
        let told = "line 1: all weights of [front] are 0: nothing goes before what is newer (give one of heat,";
        assert!(mistakes[0].to_string().starts_with(told) && mistakes.len() == 1, "{mistakes:?}");
        assert_eq!((mistakes[0].severity, written.heat), (Severity::Warning, Some(0)));
    }

    #[test]
    fn any_other_value_is_an_error_and_an_unknown_name_a_warning() {
        for (text, told) in [
            ("heat = 101", "line 2: heat cannot be 101 (write a whole number from 0 to 100)"),
            ("heat = -1", "line 2: heat cannot be -1 (write"),
            ("fresh = 99999999999", "line 2: fresh cannot be 99999999999"),
            ("half-life = 0", "line 2: half-life cannot be 0 (write a whole number from 1 to 8760)"),
            ("unread = 0.5", "line 2: unread is to be a whole number"),
            ("quality = \"high\"", "line 2: quality cannot be a text"),
            ("outlets = true", "line 2: outlets cannot be true or false"),
        ] {
            let (written, mistakes) = read(text);
            assert_eq!((written, mistakes.len()), (FrontWritten::default(), 1), "{text}");
            let [mistake] = &mistakes[..] else { panic!() };
            assert!(mistake.severity == Severity::Error && mistake.to_string().starts_with(told), "{mistake}");
        }
        let (_, mistakes) = read("heta = 3");
        assert_eq!(
            (mistakes[0].severity, mistakes[0].hint.as_deref()),
            (Severity::Warning, Some("did you mean heat?"))
        );
    }
}
