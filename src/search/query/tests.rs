//! Questions as they are typed, what is understood of them, and that what is written back is understood the same.

use proptest::prelude::*;

use super::field::{FIELDS, HAS, IS, SORTS};
use super::*;
use crate::search::Order;

/// As it is written back.
fn read(typed: &str) -> String {
    let query = Query::parse(typed);
    assert_eq!(query.mistakes, [], "{typed}");
    query.to_string()
}

/// What is wrong: the marked piece of what was typed, and what is said of it.
fn wrong(typed: &str) -> Vec<(&str, String)> {
    Query::parse(typed).mistakes.into_iter().map(|mistake| (&typed[mistake.span], mistake.says)).collect()
}

#[test]
fn words_stand_side_by_side_each_once_and_folded() {
    assert_eq!(read("  waymo\tcrásh waymo "), "waymo crash");
    assert_eq!(read(" \n "), "");
    assert_eq!(read("10:30 don't c++ 5-4"), "10\\:30 don't c++ 5-4");
}

#[test]
fn a_sign_before_a_word_says_how_it_is_to_stand() {
    assert_eq!(read("'robot"), "\"robot\"");
    assert_eq!(read("^the"), "^\"the\"");
    assert_eq!(read("\"two words\" “curly ones”"), "\"two words\" \"curly ones\"");
    assert_eq!(read("-crash not \"a b\""), "-crash -\"a b\"");
    assert_eq!(read("- not"), "\\-");
    assert_eq!(read("--a"), "a");
}

#[test]
fn an_upper_case_letter_keeps_the_word_as_it_was_typed() {
    assert_eq!(read("Apple apple Émile"), "Apple apple Émile");
    let query = Query::parse("Apple apple");
    assert_eq!(query.words().iter().map(|word| word.minds_case()).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn or_joins_less_closely_than_standing_side_by_side_and_brackets_change_that() {
    assert_eq!(read("a b or c | d OR e"), "a b or c or d or e");
    assert_eq!(read("a (b or c) -(d e)"), "a (b or c) -(d e)");
    assert_eq!(read("a ((b)) (c"), "a b c");
    assert_eq!(read("(a or (b or c))"), "a or b or c");
    // What is not there yet asks for nothing.
    assert_eq!(read("a or"), "a");
    assert_eq!(read("or a () -()"), "a");
}

#[test]
fn the_example_is_understood_whole() {
    let typed = "waymo crash provider:reuters heat:>60 since:3d (topic:\"AI in Autos\" or topic:hardware) -type:video has:coverage sort:heat";
    let written = "waymo crash provider:reuters heat:>=61 since:3d (topic:\"ai in autos\" or topic:hardware) -type:video has:coverage sort:heat";
    // Of a name with an upper-case letter that letter is kept: it is just this name.
    assert_eq!(read(typed), written.replace("\"ai in autos\"", "\"AI in Autos\""));
    assert_eq!(Query::parse(typed).order(), Some(Order::Heat));
}

#[test]
fn numbers_and_dates_have_bounds() {
    assert_eq!(
        read("heat:60 heat:=60 quality:50..80 images:..3 coverage:2.."),
        "heat:60 quality:50..80 images:<=3 coverage:>=2"
    );
    assert_eq!(read("heat:<5 heat:<=5 heat:>5 heat:>=5"), "heat:<=4 heat:<=5 heat:>=6 heat:>=5");
    assert_eq!(read("date:2021-12..2022 before:today on:3D"), "on:2021-12..2022 before:today on:3d");
    assert_eq!(read("after:2021 outlet:bbc"), "since:2021 provider:bbc");
    assert_eq!(read("limit:20 a"), "a limit:20");
}

#[test]
fn marks_are_asked_for_by_name_and_by_when_an_article_was_seen() {
    assert_eq!(
        read("is:unread -IS:Read is:starred is:later or is:new is:seen"),
        "is:unread -is:read is:starred is:later or is:new is:seen"
    );
    // So many days are all days since then; a day, a month and a range are just those.
    assert_eq!(read("seen:2d SEEN:1w"), "seen:2d.. seen:1w..");
    assert_eq!(
        read("seen:today seen:2026-11 seen:2w..1w seen:..yesterday"),
        "seen:today seen:2026-11 seen:2w..1w seen:..yesterday"
    );
    assert_eq!(read("sort:seen walk"), "walk sort:seen");
    assert_eq!(Query::parse("sort:seen").order(), Some(Order::Seen));
    for (typed, says) in
        [("is:starrd a", "no is: “starrd”; did you mean starred?"), ("seen:never a", "“never” is no date; ")]
    {
        assert!(wrong(typed)[0].1.starts_with(says), "{:?}", wrong(typed));
    }
    for (typed, asks) in [
        ("is:unread", true),
        ("a or -(b is:later)", true),
        ("seen:2d", true),
        ("is:published since:2d", false),
        ("sort:seen", false),
    ] {
        assert_eq!(Query::parse(typed).asks_for_marks(), asks, "{typed}");
    }
    assert!(Query::parse("seen:2d").is_relative() && !Query::parse("seen:2026 is:new").is_relative());
}

#[test]
fn what_is_not_finished_asks_for_nothing_and_is_no_mistake() {
    for typed in [
        "heat:",
        "heat:>",
        "heat:6.",
        "heat:5..",
        "since:",
        "since:20",
        "since:tod",
        "is:pub",
        "sort:he",
        "a -",
        "(",
        "\"",
        "'",
    ] {
        assert_eq!(wrong(typed), [], "{typed}");
    }
    // Until something follows.
    assert_eq!(wrong("is:pub a").len(), 1);
}

#[test]
fn of_a_text_to_which_nothing_is_typed_what_is_unfinished_is_a_mistake() {
    for (typed, place, says) in [
        ("a heat:", "heat:", "there is nothing after heat:; write heat:>60"),
        ("topic:", "topic:", "there is nothing after topic:; write topic:name"),
        ("heat:>", ">", "“>” is no number; write 60, >60, <=60 or 50..80"),
        ("heat:6.", "6.", "“6.” is no number; write 60, >60, <=60 or 50..80"),
        ("heat:75..6", "75..6", "“75..6” is upside down; write the smaller number first, 50..80"),
        ("sort:", "sort:", "there is nothing after sort:; write sort:heat"),
        ("sort:he", "he", "no order “he”; did you mean heat?"),
        ("is:pub", "pub", "no is: “pub”; did you mean published?"),
        ("limit:", "limit:", "there is nothing after limit:; write limit:20"),
        ("topic:\"AI in", "\"AI in", "there is no quotation mark at the end of this"),
        ("\"two words", "\"two words", "there is no quotation mark at the end of this"),
        ("waymo -", "-", "there is nothing after this; write -word"),
        ("waymo not ", "not", "there is nothing after this; write -word"),
        ("a or", "or", "there is nothing to choose from on one side of this"),
        ("or a", "or", "there is nothing to choose from on one side of this"),
        ("(a b", "(", "there is no ) to this ("),
        ("a ()", "(", "there is nothing in these brackets"),
        ("a '", "'", "there is no word to this; write a word, or \"two words\""),
    ] {
        let mistakes = Query::parse_whole(typed).mistakes;
        let told: Vec<_> = mistakes.iter().map(|mistake| (&typed[mistake.span.clone()], &*mistake.says)).collect();
        assert_eq!(told, [(place, says)], "{typed}");
        assert_eq!(wrong(typed), [], "{typed}");
        // A name that is begun is no name yet.
        assert!(typed.contains("topic:") || Query::parse_whole(typed) == Query::parse(typed), "{typed}");
    }
    assert_eq!(Query::parse_whole("since:20").mistakes.len(), 1);
    assert_eq!(Query::parse_whole("since:2021-1-5 is:published (\"a b\" or -c) sort:heat").mistakes, []);
}

#[test]
fn what_no_more_typing_makes_right_is_a_mistake_at_once() {
    for (typed, place) in [
        ("since:2021-02-30", "2021-02-30"),
        ("since:2021-13", "2021-13"),
        ("since:2021-13-1", "2021-13-1"),
        ("since:99999d", "99999d"),
        ("heat:>60.5", ">60.5"),
        ("heat:>-1", ">-1"),
        ("heat:>99999999999", ">99999999999"),
        ("on:2022..2021", "2022..2021"),
        ("since:>", ">"),
        ("limit:0", "0"),
    ] {
        assert_eq!(wrong(typed).len(), 1, "{typed}");
        assert_eq!(wrong(typed)[0].0, place, "{typed}");
        // What stands before it goes on counting.
        let before = format!("waymo {typed}");
        assert_eq!(Query::parse(&before).to_string(), "waymo");
    }
}

#[test]
fn a_mistake_has_its_place_and_costs_nothing_else() {
    for (typed, rest, place, says) in [
        ("a provder:x b", "a b", "provder", "no field “provder”; did you mean provider?"),
        ("is:publshed", "", "publshed", "no is: “publshed”; did you mean published?"),
        ("heat:hot a", "a", "hot", "“hot” is no number; write 60, >60, <=60 or 50..80"),
        (
            "since:2021-13 a",
            "a",
            "2021-13",
            "“2021-13” is no date; write 2021-12-28, 2021-12, 2021, today, yesterday, 3d, 2w, 6m or 1y",
        ),
        ("a limit:0", "a", "0", "“0” is too few; write limit:20"),
        ("a ) b", "a b", ")", "there is no ( to this )"),
    ] {
        let query = Query::parse(typed);
        assert_eq!(wrong(typed), [(place, says.to_owned())], "{typed}");
        assert_eq!(query.to_string(), rest, "{typed}");
    }
    assert!(wrong("sort:sideways a")[0].1.contains("there are newest, oldest"), "{:?}", wrong("sort:sideways a"));
}

#[test]
fn an_address_is_no_field_and_a_colon_at_the_end_no_condition() {
    assert_eq!(read("https://a.example/x"), "https\\://a.example/x");
    assert_eq!(read("breaking: news"), "breaking\\: news");
}

#[test]
fn a_backslash_makes_a_letter_of_a_sign() {
    assert_eq!(read("\\-a \\or b\\(c\\) \"a\\\"b\""), "\\-a \\or b\\(c\\) \"a\\\"b\"");
}

#[test]
fn more_letters_words_or_conditions_narrow() {
    let narrows = |new, old| Query::parse(new).narrows(&Query::parse(old));
    assert!(narrows("waymo", "way") && narrows("waymo", "wymo") && narrows("crash way", "way"));
    assert!(narrows("anything", "") && narrows("way heat:>3", "way") && narrows("heat:>3 way", "heat:>3"));
    assert!(!narrows("way", "waymo") && !narrows("way crash", "crashes"));
    assert!(!narrows("way", "way heat:>3") && !narrows("heat:>30", "heat:>3") && !narrows("-waymo", "-way"));
    assert!(!narrows("'waymo", "'way") && !narrows("Way", "way"));
}

#[test]
fn a_pasted_book_is_cut() {
    let query = Query::parse(&"ab cde ".repeat(100_000));
    assert_eq!(query.to_string(), "ab cde");
    let deep = format!("{}a", "(".repeat(1_000));
    assert!(Query::parse(&deep).mistakes.iter().any(|mistake| mistake.says.contains("too many brackets")));
}

#[test]
fn what_looks_like_a_condition_and_is_none_is_left_out_with_its_value() {
    for (typed, place, says) in [
        ("a provider: reuters b", "provider: reuters", "no blank after provider:; write provider:reuters"),
        ("a since: 3d b", "since: 3d", "no blank after since:; write since:3d"),
        ("a heat:> 60 b", "heat:> 60", "no blank after heat:>; write heat:>60"),
        ("a heat: >60 b", "heat: >60", "no blank after heat:; write heat:>60"),
        ("a sort: heat b", "sort: heat", "no blank after sort:; write sort:heat"),
        ("a heat>60 b", "heat>60", "a field has a colon; write heat:>60"),
        ("a Since>=2021 b", "Since>=2021", "a field has a colon; write since:>=2021"),
        (
            "a provider:(reuters or (bbc)) b",
            "(reuters or (bbc))",
            "no brackets after provider:; write (provider:a or provider:b)",
        ),
        ("a title:>3 b", ">3", "title: takes no >; write title:word"),
        ("a provider:>3 b", ">3", "provider: takes no >; write provider:name"),
        ("a -sort:heat b", "sort:heat", "sort: takes no - before it; write sort:heat"),
        ("a not limit:3 b", "limit:3", "limit: takes no - before it; write limit:20"),
    ] {
        assert_eq!(wrong(typed), [(place, says.to_owned())], "{typed}");
        assert_eq!(Query::parse(typed).to_string(), "a b", "{typed}");
        let left_out = Query::parse(typed).mistakes[0].left_out.clone().unwrap();
        assert!(typed[left_out].trim_end().ends_with(place), "{typed}");
    }
    // A condition that follows is no value, and what a sign makes a word is one.
    assert_eq!(read("provider: heat:>60"), "heat:>=61");
    assert_eq!(read("heat\\>60 a=b"), "heat\\>60 a=b");
}

#[test]
fn of_two_orders_or_limits_that_differ_the_first_holds() {
    for (typed, place) in [("sort:heat a sort:title", "sort:title"), ("limit:3 a limit:4", "limit:4")] {
        let says = wrong(typed);
        assert_eq!(says[0].0, place);
        assert!(says[0].1.ends_with("before this; take one of them away"), "{says:?}");
    }
    assert_eq!(Query::parse("sort:heat a sort:title").order(), Some(Order::Heat));
    assert_eq!(read("limit:3 limit:3"), "limit:3");
}

#[test]
fn and_joins_what_stands_side_by_side_anyway() {
    assert_eq!(read("supply and demand AND not a"), "supply demand -a");
    assert_eq!(read("a or b and c \\and"), "a or b c \\and");
    assert_eq!(Query::parse_whole("a and").mistakes[0].says, "there is nothing to join on one side of this");
}

#[test]
fn a_bracket_that_nothing_opened_ends_a_word_too() {
    assert_eq!(wrong("waymo)"), [(")", "there is no ( to this )".to_owned())]);
    assert_eq!(Query::parse("waymo) b").to_string(), "waymo b");
    assert_eq!(read("(a f(x))"), "a f\\(x\\)");
}

#[test]
fn of_many_names_a_few_are_told_and_where_all_are() {
    assert_eq!(wrong("foo:bar")[0].1, "no field “foo”; Tab offers title, excerpt, text, …");
    assert_eq!(wrong("limit:99999999999")[0].1, "“99999999999” is too large a number");
}

#[test]
fn a_name_is_begun_as_long_as_its_quotation_mark_is_open() {
    assert_eq!(read("topic:\"AI in"), "topic:^\"AI in\"");
    assert_eq!(read("topic:\"AI in\""), "topic:\"AI in\"");
    assert_eq!(Query::parse_whole("topic:\"AI in").to_string(), "topic:\"AI in\"");
}

#[test]
fn the_last_word_may_become_a_field_or_a_sign() {
    for (typed, text, without) in [
        ("waymo prov", "prov", "waymo"),
        ("waymo -type", "type", "waymo"),
        ("(topic:ai o", "o", "topic:ai"),
        ("a or Sinc", "Sinc", "a"),
    ] {
        let last = Query::parse(typed).last.unwrap();
        assert_eq!((last.text.as_str(), last.without.to_string().as_str()), (text, without), "{typed}");
        assert_eq!(Query::parse_whole(typed).last, None);
    }
    for typed in ["prov ", "xyz", "'prov", "\"prov", "prov:", "providers", "prov x", "provider:t", ""] {
        assert_eq!(Query::parse(typed).last, None, "{typed}");
    }
}

#[test]
fn the_grammar_names_every_field_flag_and_order() {
    let comment = include_str!("parse.rs").lines().take_while(|line| line.starts_with("//!"));
    let grammar: Vec<&str> = comment.flat_map(str::split_whitespace).collect();
    let names = FIELDS.iter().map(|(name, _)| name);
    let flags = IS.iter().chain(HAS).map(|(name, _)| name);
    for name in names.chain(flags).chain(SORTS.iter().map(|(name, _)| name)) {
        assert!(grammar.contains(name), "{name}");
    }
}

fn typed() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "Word",
        "or",
        "and",
        "heat>",
        "not ",
        "-",
        "(",
        ")",
        "\"",
        "'",
        "^",
        "\\",
        " ",
        " ",
        " ",
        "é",
        "“",
        "heat:",
        ">",
        "=",
        "60",
        "..",
        "80",
        "since:",
        "2021-12",
        "3d",
        "today",
        "is:",
        "published",
        "unread",
        "new",
        "seen:",
        "seen",
        "..",
        "has:",
        "body",
        "topic:",
        "provider:",
        "title:",
        "sort:",
        "title",
        "limit:",
        "5",
        "x:",
        ":",
        "|",
        "ﬁ",
        "¨",
        "\u{301}",
        "–",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_sign_that_folds_to_a_blank_parts_words_beside_one_of_upper_case_too() {
    assert_eq!(Query::parse(r"¨or\ Word"), Query::parse(r"\or Word"));
    assert_eq!(Query::parse(r"¨or\ Word").to_string(), r"\or Word");
}

proptest! {
    #[test]
    fn what_is_written_back_is_understood_the_same(typed in typed()) {
        let query = Query::parse(&typed);
        let written = query.to_string();
        let again = Query::parse(&written);
        prop_assert_eq!(&again.mistakes, &[]);
        prop_assert_eq!(Query::parse_whole(&written).mistakes, vec![]);
        prop_assert_eq!(&again, &query, "{} as {}", typed, written);
        prop_assert_eq!(again.to_string(), written);
    }

    #[test]
    fn any_text_is_some_question_and_its_mistakes_stand_in_it(typed in "\\PC{0,40}") {
        for mistake in Query::parse(&typed).mistakes {
            prop_assert!(typed.get(mistake.span).is_some());
        }
    }
}
