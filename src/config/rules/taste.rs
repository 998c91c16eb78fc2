//! What a reader wants to see less or more of on the front page: `[[mute]]` and `[[weigh]]`, as they are read. What follows from one, and
//! whether there is such an outlet or topic, is not known here.

use crate::model::text::safe_line;
use crate::model::{Of, Says, Timestamp};
use crate::written::{Entry, Mistake, Place, Value, nearest};
use std::ops::RangeInclusive;

/// Of one thing, one thing said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taste {
    pub of: Of,
    pub says: Says,
    /// From then on no longer; nothing where it is for ever.
    pub until: Option<Timestamp>,
}

/// The keys that name what it is said of.
const OF: [&str; 3] = ["outlet", "topic", "word"];
const MUTE: [&str; 5] = ["outlet", "topic", "word", "until", "said"];
const WEIGH: [&str; 6] = ["outlet", "topic", "word", "points", "until", "said"];
/// A whole story has a thousand.
const POINTS: RangeInclusive<i64> = -1_000..=1_000;
/// What to write, for who wrote something else.
const A_NAME: &str = "write outlet = \"…\", topic = \"…\" or word = \"…\"";
const A_NUMBER: &str = "write points = and a whole number from -1000 to 1000, but not 0";
const A_DATE: &str = "write a day, 2026-12-03, or a moment, 2026-12-03T09:00:00Z, without quotation marks";

impl Taste {
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    /// It says the same kind of thing of the same: only one of the two can hold.
    pub(super) fn is_for(&self, other: &Taste) -> bool {
        self.says.table() == other.says.table() && self.of.is(&other.of)
    }
}

impl Of {
    /// Nothing where the key is another one.
    pub(super) fn new(key: &str, name: &str) -> Option<Of> {
        let name = safe_line(name).trim().to_owned();
        match key {
            "outlet" => Some(Of::Outlet(name)),
            "topic" => Some(Of::Topic(name)),
            "word" => Some(Of::Word(name)),
            _ => None,
        }
    }
}

impl Says {
    /// The name of its tables.
    pub(super) fn table(self) -> &'static str {
        match self {
            Says::Mute => "mute",
            Says::Weigh(_) => "weigh",
        }
    }

    /// Nothing where it is out of all measure.
    pub(super) fn points(whole: i64) -> Option<Says> {
        let points = i16::try_from(whole).ok().filter(|_| POINTS.contains(&whole))?;
        (points != 0).then_some(Says::Weigh(points))
    }
}

/// What to write instead of something that is no table of that name.
pub(super) fn example(table: &str) -> String {
    format!("write [[{table}]], and below it outlet = \"…\", topic = \"…\" or word = \"…\"")
}

/// A table `[[mute]]` or `[[weigh]]`.
pub(super) fn read(
    table: &str,
    (at, entries): (&Place, &[Entry]),
    mistakes: &mut Vec<Mistake>,
) -> Result<Taste, Mistake> {
    let weighs = table == "weigh";
    let keys = if weighs { &WEIGH[..] } else { &MUTE[..] };
    let of = of(table, at, entries)?;
    for entry in entries.iter().filter(|entry| !keys.contains(&entry.key.as_str())) {
        let mistake = Mistake::warning(&entry.key_at, format!("no key is called {:?}", entry.key));
        let hint = format!("there are {}", keys.join(", "));
        mistakes.push(mistake.did_you_mean(nearest(&entry.key, keys.iter().copied()), hint));
    }
    let get = |key: &str| entries.iter().find(|entry| entry.key == key);
    let says = match get("points").filter(|_| weighs) {
        Some(entry) => points(entry)?,
        None if weighs => return Err(Mistake::error(at, "nothing says points").hint(A_NUMBER)),
        None => Says::Mute,
    };
    Ok(Taste { of, says, until: get("until").map(until).transpose()? })
}

fn wrong(entry: &Entry, hint: &str) -> Mistake {
    Mistake::error(&entry.value_at, format!("{} cannot be {}", entry.key, entry.value.kind())).hint(hint)
}

fn of(table: &str, at: &Place, entries: &[Entry]) -> Result<Of, Mistake> {
    let mut names = entries.iter().filter(|entry| OF.contains(&entry.key.as_str()));
    let Some(entry) = names.next() else {
        // Who wrote one of them, but wrongly, is told which.
        let mut meant = entries.iter().filter(|entry| !WEIGH.contains(&entry.key.as_str()));
        let meant = meant.find_map(|entry| Some((entry, nearest(&entry.key, OF)?)));
        return Err(match meant {
            Some((entry, meant)) => {
                let message = format!("nothing says outlet, topic or word; no key is called {:?}", entry.key);
                Mistake::error(&entry.key_at, message).did_you_mean(Some(meant), A_NAME)
            }
            None => Mistake::error(at, "nothing says outlet, topic or word").hint(A_NAME),
        });
    };
    if let Some(other) = names.next() {
        let mistake = Mistake::error(&other.key_at, format!("it is said of the {} already", entry.key));
        return Err(mistake.hint(format!("write another [[{table}]] for the {}", other.key)));
    }
    let Value::Text(name) = &entry.value else { return Err(wrong(entry, A_NAME)) };
    let of = Of::new(&entry.key, name).filter(|of| !of.name().is_empty());
    of.ok_or_else(|| Mistake::error(&entry.value_at, format!("{} is empty", entry.key)).hint(A_NAME))
}

fn points(entry: &Entry) -> Result<Says, Mistake> {
    let Value::Whole(whole) = &entry.value else {
        let is_number = entry.value == Value::Other("a number");
        let mistake = Mistake::error(&entry.value_at, "points is to be a whole number").hint(A_NUMBER);
        return Err(if is_number { mistake } else { wrong(entry, A_NUMBER) });
    };
    let none = || Mistake::error(&entry.value_at, format!("points cannot be {whole}")).hint(A_NUMBER);
    Says::points(*whole).ok_or_else(none)
}

/// A day begins at midnight UTC.
fn until(entry: &Entry) -> Result<Timestamp, Mistake> {
    let Value::Date(date) = &entry.value else { return Err(wrong(entry, A_DATE)) };
    let none = || Mistake::error(&entry.value_at, format!("until cannot be {date}")).hint(A_DATE);
    Timestamp::parse(date).ok_or_else(none)
}

#[cfg(test)]
mod tests {
    use super::super::read::parse;
    use super::*;
    use crate::written::Severity;

    const NOON: i64 = 1_796_299_200;

    #[test]
    fn an_outlet_a_topic_or_a_word_is_muted_or_weighed_for_ever_or_until_a_day() {
        let text = "[[weigh]]\ntopic = \" Rail\\t 2 \"\npoints = -1_000\n\n[[mute]]\noutlet = \"Reuters\"\nuntil = 2026-12-03T13:00:00+01:00 # then\nsaid = 2026-11-26\n\n[[mute]]\nsaid = [\"x\"]\nword = \"giveaway\"\nuntil = 2026-12-03\n";
        let (rules, mistakes) = parse(text);
        let taste = |of, says, until: Option<i64>| Taste { of, says, until: until.map(Timestamp) };
        assert_eq!(
            rules.tastes,
            [
                taste(Of::Topic("Rail 2".into()), Says::Weigh(-1_000), None),
                taste(Of::Outlet("Reuters".into()), Says::Mute, Some(NOON)),
                taste(Of::Word("giveaway".into()), Says::Mute, Some(NOON - 43_200)),
            ]
        );
        assert_eq!(mistakes, []);
        for nothing in ["mute = []\n", "weigh = []\n"] {
            assert_eq!(parse(nothing), (Default::default(), vec![]));
        }
        assert_eq!(parse("mute = [{ outlet = \"Reuters\" }]\n").0.tastes.len(), 1);
    }

    #[test]
    fn it_is_in_force_up_to_the_moment_that_is_said() {
        let taste = |until| Taste { of: Of::Word("a".into()), says: Says::Mute, until };
        assert!(taste(None).is_in_force(Timestamp::MAX));
        assert!(taste(Some(Timestamp(NOON))).is_in_force(Timestamp(NOON - 1)));
        assert!(!taste(Some(Timestamp(NOON))).is_in_force(Timestamp(NOON)));
    }

    #[test]
    fn what_is_said_twice_of_one_thing_is_told_and_the_last_counts() {
        let text = "[[mute]]\noutlet = \"Süd\"\n[[weigh]]\noutlet = \"Süd\"\npoints = 5\n[[mute]]\noutlet = \"SUD\"\nuntil = 2026-12-03\n";
        let (rules, mistakes) = parse(text);
        let says: Vec<_> =
            rules.tastes.iter().map(|taste| (taste.of.name(), taste.says, taste.until.is_some())).collect();
        assert_eq!(says, [("SUD", Says::Mute, true), ("Süd", Says::Weigh(5), false)]);
        let told = "line 6: this is said above already, and what stands last counts (take one of the two out)";
        assert_eq!(mistakes.iter().map(ToString::to_string).collect::<Vec<_>>(), [told]);
    }

    #[test]
    fn one_bad_file_per_mistake() {
        let weigh = |points: &str| format!("[[weigh]]\nword = \"w\"\npoints = {points}\n");
        for (text, told, is_error) in [
            ("[[mute]]\nsaid = 2026-11-26\n", "line 1: nothing says outlet, topic or word (write outlet = ", true),
            (
                "[[mute]]\noutlt = \"O\"\n",
                "line 2: nothing says outlet, topic or word; no key is called \"outlt\" (did you mean outlet?)",
                true,
            ),
            ("[[mute]]\nzebra = \"O\"\n", "line 1: nothing says outlet, topic or word (write outlet = ", true),
            ("[[weigh]]\npoints = 3\n", "line 1: nothing says outlet, topic or word (write", true),
            (
                "[[mute]]\nword = \"w\"\ntopic = \"T\"\n",
                "line 3: it is said of the word already (write another [[mute]] for the topic)",
                true,
            ),
            ("[[mute]]\noutlet = \" \\t\"\n", "line 2: outlet is empty (write outlet = ", true),
            ("[[mute]]\noutlet = 3\n", "line 2: outlet cannot be a number (write outlet = ", true),
            ("[[mute]]\ntopic = [\"a\"]\n", "line 2: topic cannot be a list (write", true),
            ("[[weigh]]\nword = \"w\"\n", "line 1: nothing says points (write points = and a whole number", true),
            (&*weigh("0"), "line 3: points cannot be 0 (write points = and a whole number from -1000 to", true),
            (&*weigh("1001"), "line 3: points cannot be 1001 (write", true),
            (&*weigh("-9_000_000_000"), "line 3: points cannot be -9000000000 (write", true),
            (&*weigh("0.5"), "line 3: points is to be a whole number (write", true),
            (&*weigh("\"many\""), "line 3: points cannot be a text (write points", true),
            (
                "[[mute]]\nword = \"w\"\nuntil = \"2026-12-03\"\n",
                "line 3: until cannot be a text (write a day, 2026-12-03, or a moment, 2026-12-03T09:00:00Z, without",
                true,
            ),
            ("[[mute]]\nword = \"w\"\nuntil = 09:00:00\n", "line 3: until cannot be 09:00:00 (write a day", true),
            ("[[mute]]\nword = \"w\"\nuntil = 2026-13-40\n", "line 3: ", true),
            ("[[mute]]\nword = \"w\"\nuntil = true\n", "line 3: until cannot be true or false (write a day", true),
            ("[mute]\nword = \"w\"\n", "line 1: mute cannot be a table (write [[mute]], and below it outlet", true),
            ("weigh = 3\n", "line 1: weigh cannot be a number (write [[weigh]], and below it", true),
            ("[[mutes]]\nword = \"w\"\n", "line 1: \"mutes\" is not known here; it stays as it is (did you", false),
            ("[[mute]]\nword = \"w\"\nuntli = 3\n", "line 3: no key is called \"untli\" (did you mean until?)", false),
            (
                "[[mute]]\nword = \"w\"\npoints = 3\n",
                "line 3: no key is called \"points\" (there are outlet, topic, word, until, said)",
                false,
            ),
            (&*(weigh("3") + "article = 1\n"), "line 4: no key is called \"article\" (there are outlet, topic", false),
        ] {
            let (_, mistakes) = parse(text);
            let first = mistakes.first().map(ToString::to_string).unwrap_or_default();
            assert!(first.starts_with(told), "{text:?}: {mistakes:?}");
            assert_eq!((mistakes.len(), mistakes[0].severity == Severity::Error), (1, is_error), "{text:?}");
        }
    }
}
