//! Which names of an index a typed one means, and which names nothing has.
//!
//! In quotation marks it is the very name, as the store has it or as the sidebar shows it, case and accents aside. Begun with a quotation
//! mark that is still open, or with `^`, it is every name that begins so. Else the names that fit best are meant, and only those: names
//! that have it as a whole word (`ap`: AP, AP News); where there are none, those in which a word begins with it (April Dunnam); else those
//! in which it stands anywhere (Snapchat); else those that have its letters in their order. A topic goes by its shown name too.

use super::compile;
use super::fuzzy;
use super::query::{Condition, Expr, Field, How, Names, Query, Word};
use crate::index::{Index, Sort};
use crate::model::fold;
use crate::written::nearest;

/// How well a name fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Word,
    Start,
    Inside,
}

/// The numbers of the names of `sort` that `word` means.
pub(super) fn chosen(index: &Index, sort: Sort, word: &Word) -> Vec<u32> {
    let wanted = word.folded();
    let names = names_of(index, sort);
    let numbers = |is: &dyn Fn(&str) -> bool| -> Vec<u32> {
        let is_one = |(_, ways): &&(u32, Vec<String>)| ways.iter().any(|name| is(name));
        names.iter().filter(is_one).map(|(number, _)| *number).collect()
    };
    match word.how {
        How::Exact => return numbers(&|name| name == wanted),
        How::Begins => return numbers(&|name| name.starts_with(&wanted)),
        How::Fuzzy => {}
    }
    match names.iter().flat_map(|(_, ways)| ways).filter_map(|name| fit(name, &wanted)).min() {
        Some(best) => numbers(&|name| fit(name, &wanted) == Some(best)),
        None => numbers(&|name| fuzzy::matches(name, &wanted)),
    }
}

/// Each name with what it goes by, folded: a topic is shown by a short name, too.
fn names_of(index: &Index, sort: Sort) -> Vec<(u32, Vec<String>)> {
    let topics = if sort == Sort::Topics { index.topics() } else { &[] };
    let ways = |(number, name): (u32, &str)| {
        let label = topics.get(number as usize).map(|topic| fold(&topic.label));
        let name = fold(name);
        let label = label.filter(|label| *label != name);
        (number, [Some(name), label].into_iter().flatten().collect())
    };
    index.names_of(sort).filter(|(_, name)| !name.is_empty()).map(ways).collect()
}

/// Both folded.
fn fit(name: &str, wanted: &str) -> Option<Fit> {
    let fits = name.match_indices(wanted).map(|(at, found)| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let begins = !is_letter(name[..at].chars().next_back());
        let ends = !is_letter(name[at + found.len()..].chars().next());
        match (begins, ends) {
            (true, true) => Fit::Word,
            (true, false) => Fit::Start,
            _ => Fit::Inside,
        }
    });
    fits.min()
}

/// What is to be said of the names in a question that nothing has: `no topic “Hardwar”; did you mean Hardware?`
pub(super) fn unknown(index: &Index, query: &Query) -> Vec<String> {
    let mut asked = Vec::new();
    asked_for(&query.expr, &mut asked);
    let says = |(of, word): (Names, &Word)| {
        let sort = compile::sort(of);
        if !chosen(index, sort, word).is_empty() {
            return None;
        }
        let no = format!("no {} “{}”", Field::Name(of).name(), word.text);
        let shown: Vec<&str> = if sort == Sort::Topics {
            index.topics().iter().flat_map(|topic| [&*topic.label, &*topic.name]).collect()
        } else {
            index.names_of(sort).map(|(_, name)| name).collect()
        };
        // More than these are no names one mistypes, and telling words apart takes time.
        let meant = nearest(&word.text, shown.into_iter().take(MOST_COMPARED));
        Some(meant.map_or_else(|| no.clone(), |meant| format!("{no}; did you mean {meant}?")))
    };
    asked.into_iter().filter_map(says).collect()
}

/// Names that are compared to find the one that was meant.
const MOST_COMPARED: usize = 4_096;

fn asked_for<'e>(expr: &'e Expr, found: &mut Vec<(Names, &'e Word)>) {
    match expr {
        Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| asked_for(part, found)),
        Expr::Not(inner) => asked_for(inner, found),
        Expr::Is(Condition::Name(of, word)) => found.push((*of, word)),
        Expr::Word(_) | Expr::Is(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Provider};
    use crate::search::Query;
    use crate::search::tests::built;

    const OUTLETS: [&str; 5] = ["AP", "AP News", "April Dunnam", "Snapchat", "A Plain Outlet"];

    fn meant(typed: &str) -> Vec<&'static str> {
        let by = |name: &str| Article {
            provider: Provider { name: name.into(), ..Provider::default() },
            ..Article::default()
        };
        let index = built(OUTLETS.map(by));
        let query = Query::parse_whole(&format!("provider:{typed}"));
        let Expr::Is(Condition::Name(_, word)) = &query.expr else { panic!("{typed}") };
        let numbers = chosen(&index, Sort::Outlets, word);
        let names: Vec<String> = numbers
            .iter()
            .filter_map(|number| index.names_of(Sort::Outlets).find(|(known, _)| known == number))
            .map(|(_, name)| name.to_owned())
            .collect();
        OUTLETS.into_iter().filter(|outlet| names.iter().any(|name| name == outlet)).collect()
    }

    #[test]
    fn a_whole_word_goes_before_a_word_begun_and_that_before_letters_here_and_there() {
        assert_eq!(meant("ap"), ["AP", "AP News"]);
        assert_eq!(meant("apr"), ["April Dunnam"]);
        assert_eq!(meant("napch"), ["Snapchat"]);
        assert_eq!(meant("aplout"), ["A Plain Outlet"]);
        assert_eq!(meant("news"), ["AP News"]);
    }

    #[test]
    fn in_quotation_marks_it_is_the_very_name_and_with_a_caret_those_that_begin_so() {
        assert_eq!(meant("\"ap\""), ["AP"]);
        assert_eq!(meant("^ap"), ["AP", "AP News", "April Dunnam"]);
        assert_eq!(meant("\"ap n\""), [""; 0]);
    }

    #[test]
    fn a_name_that_nothing_has_is_told_with_the_nearest_there_is() {
        let index = built([Article { topics: vec!["Hardware".into()], ..Article::default() }]);
        let told = |typed: &str| unknown(&index, &Query::parse(typed));
        assert_eq!(told("a or -topic:\"Hardwar\""), ["no topic “Hardwar”; did you mean Hardware?"]);
        assert_eq!(told("topic:nothinglike"), ["no topic “nothinglike”"]);
        assert_eq!(told("topic:hardwar topic:\"Hard"), [""; 0]);
    }
}
