//! The language of the box in ten lines, for whoever learns it: what the help of the program and of `dateline list`, the manual, the
//! reader's `?` and the README show. How it is read is the parser's.

/// Words and conditions together.
pub const EXAMPLE: &str = "waymo crash provider:reuters heat:>60 since:3d (topic:\"AI in Autos\" or topic:hardware) -type:video has:coverage sort:heat";

/// A line: something to type, and what it and its like are for.
pub const LANGUAGE: [(&str, &str); 10] = [
    ("waymo crash", "letters in their order, words in any; accents aside, case too unless typed as in Waymo"),
    ("'crash ^the \"two words\"", "as it stands; where the title begins; a phrase"),
    ("-video not ad (a or b)", "without it; either of them; brackets"),
    (
        "text:robot title:^why",
        "a piece of title: excerpt: text: (of both and the body) author: domain: url: path: tag:",
    ),
    (
        "topic:\"AI in Autos\"",
        "provider: topic: (and those below it) category: type: a name, fuzzy; in \"\" just that one",
    ),
    (
        "heat:>60 quality:50..80",
        "> >= < <= = .. also for coverage: images: story: (its articles) outlets: (that tell it)",
    ),
    ("since:3d before:2021-12", "2021-12-28 2021 today yesterday 2w 6m 1y 2020..2021, also on: date: seen: (by you)"),
    ("is:unread is:lead", "is: unread read starred later new seen published removed estimated problem lead"),
    ("has:coverage -has:video", "has: coverage image body video original"),
    ("sort:heat limit:20", "sort: newest oldest heat quality title outlet seen relevance"),
];

/// The ten lines as text, in two columns.
pub fn taught() -> String {
    let widest = LANGUAGE.iter().map(|(write, _)| write.len()).max().unwrap_or(0);
    let lines = LANGUAGE.iter().map(|(write, says)| format!("  {write:widest$}  {says}\n"));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;
    use crate::search::query::Field;
    use std::collections::BTreeSet;

    #[test]
    fn every_example_is_understood_and_written_back_as_the_same_question() {
        for (write, _) in LANGUAGE.into_iter().chain([(EXAMPLE, "")]) {
            let query = Query::parse_whole(write);
            assert_eq!(query.mistakes, [], "{write}");
            assert!(!query.is_empty(), "{write}");
            assert_eq!(Query::parse_whole(&query.to_string()), query, "{write}");
        }
    }

    #[test]
    fn every_field_is_named_and_what_is_named_is_a_field() {
        let all = LANGUAGE.map(|(write, says)| format!("{write} {says}")).join(" ");
        let names = all.split(|c: char| c.is_whitespace() || "(-".contains(c));
        let names = names.filter_map(|word| word.split_once(':').map(|(name, _)| name));
        let named: BTreeSet<&str> = names.collect();
        assert!(named.iter().all(|name| Field::named(name).is_some()), "{named:?}");
        let missing: Vec<_> = Field::names().filter(|name| !named.contains(name)).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }

    #[test]
    fn flags_and_orders_are_all_that_there_are() {
        for (name, field) in [("is", Field::Is), ("has", Field::Has), ("sort", Field::Sort)] {
            let lines = LANGUAGE.iter().filter_map(|(_, says)| says.strip_prefix(&format!("{name}: ")));
            let words: Vec<&str> = lines.flat_map(|line| line.split(' ')).collect();
            assert_eq!(words, field.values(), "{name}");
        }
    }

    #[test]
    fn it_is_ten_lines_that_fit_a_terminal_and_the_first_column_the_help_of_the_reader() {
        assert_eq!(taught().lines().count(), 10);
        assert!(taught().lines().all(|line| line.chars().count() <= 116), "{}", taught());
        assert!(LANGUAGE.iter().all(|(write, _)| write.len() <= 30));
    }
}
