//! The words of a command as one text of the language. A shell takes quotation marks away before anybody sees them; where what is left
//! says that they stood there, they are put back. It asks nothing.

use crate::model::text::safe_line;
use crate::search::query::Field;

/// What was typed, in one line: the arguments with a blank between them.
///
/// An argument that is one field and a value with blanks is that field with the value in quotation marks: of `topic:"AI in Autos"` a
/// shell leaves `topic:AI in Autos`. It is so where the field is one of texts or names, and nothing behind the first blank shows that
/// more is asked: another field, `or`, `not`, a word that begins with `-`, `'` or `^`. An argument with a quotation mark, a bracket or a
/// backslash in it was written for the language, and stays as it is.
pub(super) fn typed(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(safe_line(word).trim())).collect();
    words.join(" ")
}

fn quoted(word: &str) -> String {
    let (sign, condition) = word.strip_prefix('-').map_or(("", word), |rest| ("-", rest));
    let Some((name, value)) = condition.split_once(':') else { return word.to_owned() };
    let has_text = matches!(Field::named(name), Some(Field::Text(_) | Field::Name(_)));
    if !has_text || value.starts_with(' ') || value.contains(written_for_the_language) {
        return word.to_owned();
    }
    let mut parts = value.split(' ').filter(|part| !part.is_empty());
    let first = parts.next();
    let mut more = parts.peekable();
    if first.is_none() || more.peek().is_none() || more.any(asks) {
        return word.to_owned();
    }
    let text = value.trim_start_matches(['\'', '^', '=']);
    let mark = &value[..value.len() - text.len()];
    format!("{sign}{name}:{mark}\"{text}\"")
}

fn written_for_the_language(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '(' | ')' | '\\')
}

/// Whether a word behind a blank shows that it is a question of its own.
fn asks(word: &str) -> bool {
    let is_joined = matches!(word, "or" | "OR" | "|" | "||" | "not" | "NOT");
    let is_marked = word.len() > 1 && word.starts_with(['-', '\'', '^']);
    let is_field = word.split_once(':').is_some_and(|(name, value)| {
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        is_name && !value.starts_with("//") && (!value.is_empty() || Field::named(name).is_some())
    });
    is_joined || is_marked || is_field
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> String {
        typed(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_value_with_blanks_that_came_as_one_argument_is_quoted_again() {
        for (argument, text) in [
            ("topic:AI in Autos", "topic:\"AI in Autos\""),
            ("provider:The Verge", "provider:\"The Verge\""),
            ("-topic:AI in Autos", "-topic:\"AI in Autos\""),
            ("title:^The dam", "title:^\"The dam\""),
            ("Outlet:The Verge ", "Outlet:\"The Verge\""),
            ("title:Part - the end", "title:\"Part - the end\""),
            ("title:The film: a story", "title:\"The film: a story\""),
        ] {
            assert_eq!(of(&[argument]), text);
        }
        assert_eq!(of(&["waymo", "topic:AI in Autos", "or", "topic:x"]), "waymo topic:\"AI in Autos\" or topic:x");
    }

    #[test]
    fn an_argument_that_is_a_question_of_its_own_stays_as_it_is() {
        for argument in [
            "waymo crash provider:x",
            "topic:\"a b\" or x",
            "topic:a or topic:b",
            "topic:a not b",
            "topic:a -b",
            "topic:a 'b",
            "provider:reuters heat:>60 since:1w -type:video",
            "provider:reuters provder:x",
            "topic:a sort:",
            "(topic:a b)",
            "topic:a (b or c)",
            "topic:AI\\ in\\ Autos",
            "heat:>60 waymo",
            "is:unread waymo",
            "topic:Rail",
            "topic: a b",
            "topic:",
            "http://example.com/a b",
            "nofield:a b",
            "two words",
            "",
        ] {
            assert_eq!(of(&[argument]), argument);
        }
    }

    #[test]
    fn arguments_are_one_line_with_a_blank_between_them() {
        assert_eq!(of(&["waymo\tcrash\n", " heat:>60 "]), "waymo crash heat:>60");
        assert_eq!(of(&[]), "");
    }
}
