//! What is wrong with a query, for whoever typed it into a shell: all of it, each with its place marked below the query.

use crate::model::cells;
use crate::search::query::Mistake;

/// Cells of a query that are shown.
const ROOM: usize = 76;
/// Characters that are shown before what is wrong, where it stands too far behind.
const BEFORE: usize = 32;

/// Some lines for each mistake: what is wrong and what to write; the query; a mark under what is meant.
pub(super) fn told(typed: &str, mistakes: &[Mistake]) -> String {
    let lines = mistakes.iter().map(|mistake| format!("{}\n{}", mistake.says, marked(typed, mistake)));
    lines.collect::<Vec<_>>().join("\n")
}

fn marked(typed: &str, mistake: &Mistake) -> String {
    let (before, rest) = typed.split_at(typed.floor_char_boundary(mistake.span.start));
    let wrong = &rest[..rest.floor_char_boundary(mistake.span.len())];
    let (cut, before) = if cells::width(before) + cells::width(wrong).min(BEFORE) <= ROOM {
        ("", before)
    } else {
        ("…", before.char_indices().rev().nth(BEFORE - 1).map_or(before, |(at, _)| &before[at..]))
    };
    let shown = format!("{cut}{before}{rest}");
    let (line, used) = cells::truncate(&shown, ROOM);
    let at = cells::width(cut) + cells::width(before);
    let under = cells::width(wrong).min(used.saturating_sub(at)).max(1);
    format!("    {}\n    {}{}", line, " ".repeat(at), "^".repeat(under))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake(typed: &str, wrong: &str, says: &str) -> Mistake {
        let start = typed.find(wrong).unwrap();
        Mistake { span: start..start + wrong.len(), says: says.to_owned(), left_out: None }
    }

    #[test]
    fn each_mistake_is_told_with_its_place_below_the_query() {
        let typed = "日本 provder:x since:2021-13";
        let mistakes = [mistake(typed, "provder", "no field"), mistake(typed, "2021-13", "no date")];
        let lines = [
            "no field",
            "    日本 provder:x since:2021-13",
            "         ^^^^^^^",
            "no date",
            "    日本 provder:x since:2021-13",
            "                         ^^^^^^^",
        ];
        assert_eq!(told(typed, &mistakes), lines.join("\n"));
    }

    #[test]
    fn a_place_behind_the_end_is_marked_and_a_long_query_is_shown_around_it() {
        let at_end = Mistake { span: 6..6, says: "no number".to_owned(), left_out: None };
        assert_eq!(told("heat:>", &[at_end]), "no number\n    heat:>\n          ^");
        let typed = format!("{}heat:x {}", "word ".repeat(100), "more ".repeat(100));
        let told = told(&typed, &[mistake(&typed, "x", "no number")]);
        let lines: Vec<&str> = told.lines().collect();
        assert!(lines.iter().all(|line| cells::width(line) <= ROOM + 4), "{told}");
        let at = lines[2].find('^').unwrap();
        assert_eq!(lines[1].chars().nth(at), Some('x'), "{told}");
    }
}
