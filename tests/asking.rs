//! The box as a place for questions: words and conditions typed key by key, what is found, what is said of mistakes, what is
//! completed.

#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod common;

use common::{Made, Reader};

const SIZE: (u16, u16) = (120, 36);

/// Six articles of two outlets, one a day, the first the newest.
fn store() -> Made {
    let titles =
        ["Robots learn to walk", "A robot taxi waits", "Hardware for all", "Walk on", "Chips and more", "Quiet day"];
    titles.iter().enumerate().fold(Made::new(), |made, (n, title)| {
        let (outlet, topic) = if n % 2 == 0 { ("Reuters", "AI in Autos") } else { ("The Verge", "Hardware") };
        made.article(
            &format!("_news/{n}.md"),
            &format!(
                "title: {title}\npublishedDateTime: 2021-01-{:02}\nheat: {}\nprovider: {{name: {outlet}}}\ntopics: [{topic}]\ntype: {}",
                20 - n,
                n * 10,
                if n == 1 { "video" } else { "article" }
            ),
        )
    })
}

fn reader(made: &Made) -> Reader {
    Reader::open(made.path(), SIZE)
}

fn line(reader: &Reader, n: usize) -> String {
    reader.screen().lines().nth(n).unwrap().split('│').nth(1).unwrap().trim().to_owned()
}

#[test]
fn every_key_of_a_question_shows_its_result_and_what_is_unfinished_asks_for_nothing() {
    let made = store();
    let mut reader = reader(&made);
    let mut counts = Vec::new();
    for key in ["/provider:", "r", "e", "u", "<Space>heat:", ">", "2", "<Space>robot"] {
        reader.keys(key);
        counts.push(line(&reader, 0).split_whitespace().rev().nth(2).unwrap_or_default().to_owned());
        assert_eq!(line(&reader, 1), "", "{key}");
    }
    assert_eq!(counts, ["6", "3", "3", "3", "3", "3", "2", "0"]);
}

#[test]
fn a_mistake_stands_under_the_box_and_the_rest_still_applies() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/walk provder:reuters");
    assert_eq!(line(&reader, 1), "no field “provder”; did you mean provider?");
    assert!(line(&reader, 0).contains("2 of 6"), "{}", reader.screen());
    reader.keys("<Esc>");
    assert_eq!(line(&reader, 1), "");
}

#[test]
fn what_is_left_out_of_a_search_is_told_after_enter_until_the_search_is_another() {
    let made = store();
    let mut reader = reader(&made);
    for (typed, left_out, says) in [
        ("walk since:2021-02-30", "since:2021-02-30", "“2021-02-30” is no date; "),
        ("walk provder:x", "provder:x", "no field “provder”; did you mean provider?"),
        ("walk is:pub", "is:pub", "no is: “pub”; did you mean published?"),
        ("walk heat:>", "heat:>", "“>” is no number; "),
    ] {
        reader.keys(&format!("/{typed}<Enter>"));
        assert!(reader.last_line().contains(says), "{}", reader.screen());
        // It is told when the message has gone, too.
        reader.keys("j");
        let heading = line(&reader, 0);
        assert!(heading.contains(&format!("“{typed}” · left out: {left_out} · best match")), "{heading}");
        assert!(heading.contains("of 2"), "{heading}");
        reader.keys("<Esc>");
        assert!(!line(&reader, 0).contains("left out"), "{}", reader.screen());
    }
    // What is closed by the end is no condition less, but it is told.
    reader.keys("/walk (heat:>10<Enter>");
    assert!(reader.last_line().contains("there is no ) to this ("), "{}", reader.screen());
    assert!(line(&reader, 0).contains("“walk (heat:>10” · best match"), "{}", reader.screen());
}

#[test]
fn no_key_of_the_whole_example_empties_the_list_where_an_article_fits_it() {
    let made = store().article(
        "_news/fits.md",
        "title: Waymo robotaxi in a crash\npublishedDateTime: 2026-11-22\nheat: 75\nprovider: {name: Reuters}\n\
         topics: [AI in Autos]\ntype: news\nrelated: [{title: The same, provider: {name: BBC}, link: 'https://b.example/x'}]",
    );
    let mut reader = reader(&made);
    let typed = "waymo crash provider:reuters heat:>60 since:3d (topic:\"AI in Autos\" or topic:hardware) -type:video has:coverage sort:heat";
    reader.keys("/");
    for key in typed.chars() {
        reader.keys(&if key == ' ' {
            "<Space>".to_owned()
        } else if key == '<' {
            "<lt>".to_owned()
        } else {
            key.to_string()
        });
        let found = reader.selected().contains("Waymo robotaxi");
        assert!(found, "{}", reader.screen());
        let told = line(&reader, 1);
        assert!(told.is_empty() || told.contains("is passed over while you type"), "{told}");
    }
    assert!(line(&reader, 0).contains("1 of 7"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert!(line(&reader, 0).contains("· by heat") && !line(&reader, 0).contains("left out"), "{}", reader.screen());
}

#[test]
fn a_word_that_nothing_has_is_passed_over_while_it_may_become_a_field_and_enter_says_so() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/walk prov");
    assert!(line(&reader, 0).contains("2 of 6"), "{}", reader.screen());
    assert_eq!(line(&reader, 1), "nothing has “prov”; it is passed over while you type");
    reader.keys("<Enter>");
    assert!(reader.last_line().contains("No headline here has “prov”"), "{}", reader.screen());
    assert!(line(&reader, 0).starts_with("/ walk prov"), "{}", reader.screen());
}

#[test]
fn a_name_that_is_nowhere_is_told_under_the_box() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/topic:\"Hardwar\"");
    assert_eq!(line(&reader, 1), "no topic “Hardwar”; did you mean Hardware?");
    let narrow = Reader::open(made.path(), (40, 12)).keys("/walk provder:x").screen();
    assert!(narrow.lines().nth(1).unwrap().contains("did you mean provider?"), "{narrow}");
}

#[test]
fn a_topic_is_named_by_what_the_sidebar_shows_too() {
    let made = store()
        .file("_data/topics/cds.yaml", "name: Core Data Service\nshortname: CDS\n")
        .article("_news/cds.md", "title: Tables\ntopics: [Core Data Service]");
    let mut reader = reader(&made);
    assert!(reader.screen().contains("CDS"), "{}", reader.screen());
    for typed in ["topic:\"CDS\"", "topic:cds", "topic:\"core data service\"", "topic:\"CD"] {
        reader.keys(&format!("/{typed}"));
        assert!(reader.selected().contains("Tables") && line(&reader, 0).contains("1 of 7"), "{}", reader.screen());
        reader.keys("<Esc>");
    }
}

#[test]
fn every_order_may_be_typed_and_is_told() {
    let made = store();
    let mut reader = reader(&made);
    for (typed, told, first) in [
        ("sort:quality", "by quality", "Robots"),
        ("sort:outlet", "by outlet", "Robots"),
        ("sort:title", "by title", "A robot taxi"),
        ("walk sort:relevance", "best match", "Walk on"),
        ("walk sort:newest", "newest", "Robots"),
    ] {
        reader.keys(&format!("/{typed}<Enter>"));
        assert!(line(&reader, 0).contains(&format!("· {told}")), "{}", reader.screen());
        assert!(reader.selected().contains(first), "{typed}: {}", reader.screen());
        reader.keys("<Esc>");
    }
}

#[test]
fn every_order_that_is_typed_is_in_the_menu_and_the_best_match_comes_back() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/walk<Enter>So");
    assert!(line(&reader, 0).contains("· oldest"), "{}", reader.screen());
    reader.keys("Sb");
    assert!(line(&reader, 0).contains("· best match") && reader.selected().contains("Walk on"), "{}", reader.screen());
    reader.keys("Sv");
    assert!(line(&reader, 0).contains("· by when seen"), "{}", reader.screen());
    // Without words there is no match that is better.
    reader.keys("<Esc>Sb");
    assert!(line(&reader, 0).contains("newest"), "{}", reader.screen());
}

#[test]
fn where_more_may_be_chosen_than_fits_how_many_more_is_told() {
    let made = store();
    let mut reader = Reader::open(made.path(), (60, 20));
    reader.keys("/<Tab>");
    let below = reader.screen().lines().nth(1).unwrap().trim().to_owned();
    assert!(below.starts_with("title:  excerpt:") && below.contains("  +"), "{below}");
}

#[test]
fn the_heading_tells_topic_search_what_is_left_out_filter_and_order() {
    let made = store();
    let mut reader = Reader::open(made.path(), (180, 36));
    reader.keys("/topic:\"AI in Autos\" walk heat:>60.5 sort:oldest<Enter>j");
    let heading = line(&reader, 0);
    assert!(
        heading.contains("“topic:\"AI in Autos\" walk heat:>60.5 sort:oldest” · left out: heat:>60.5 · oldest"),
        "{heading}"
    );
}

#[test]
fn what_was_searched_for_is_lit_in_the_list() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/hard<Enter>");
    let (buffer, screen) = (reader.buffer(), reader.screen());
    let row = screen.lines().position(|line| line.contains("Hardware for all") && line.contains('▌')).unwrap() as u16;
    let start =
        (0..SIZE.0 - 4).find(|&x| (0..4).map(|at| buffer[(x + at, row)].symbol()).collect::<String>() == "Hard");
    let start = start.unwrap();
    let plain = buffer[(start + 5, row)].style();
    let lit = (start..start + 16).filter(|&x| buffer[(x, row)].style() != plain);
    assert_eq!(lit.map(|x| buffer[(x, row)].symbol()).collect::<String>(), "Hard", "{screen}");
}

#[test]
fn tab_completes_fields_and_values_and_goes_on_to_the_next() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/prov<Tab>");
    assert!(line(&reader, 0).starts_with("/ provider:"), "{}", reader.screen());
    reader.keys("ver<Tab>");
    assert!(
        line(&reader, 0).contains("/ provider:\"The Verge\"") && line(&reader, 0).contains("3 of 6"),
        "{}",
        reader.screen()
    );
    assert_eq!(line(&reader, 1), "\"The Verge\" 3");
    reader.keys("<Space>topic:<Tab><Tab>");
    // Only what the outlet has.
    assert_eq!(line(&reader, 1), "\"Hardware\" 3");
    assert!(
        line(&reader, 0).contains("topic:\"Hardware\"") && line(&reader, 0).contains("3 of 6"),
        "{}",
        reader.screen()
    );
    reader.keys("<Space>zz<Tab>");
    assert!(reader.last_line().contains("Nothing completes this"), "{}", reader.screen());
}

#[test]
fn an_order_that_is_typed_and_one_that_is_chosen_are_one() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/sort:heat<Enter>");
    assert!(reader.selected().contains("Quiet day"), "{}", reader.screen());
    assert!(line(&reader, 0).contains("by heat"), "{}", line(&reader, 0));
    reader.keys("So");
    assert!(line(&reader, 0).contains("oldest") && !line(&reader, 0).contains("sort:"), "{}", line(&reader, 0));
}

#[test]
fn conditions_alone_keep_the_order_of_the_list_and_words_bring_the_best_match() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("Sh/provider:reuters<Enter>");
    assert!(line(&reader, 0).contains("by heat") && reader.selected().contains("Chips"), "{}", reader.screen());
    reader.keys("<Esc>/provider:reuters walk<Enter>");
    assert!(line(&reader, 0).contains("best match") && reader.selected().contains("Robots"), "{}", reader.screen());
}

#[test]
fn n_goes_to_the_next_headline_that_is_what_was_asked_for() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/type:video<Enter><Esc>n");
    assert!(reader.selected().contains("robot taxi"), "{}", reader.screen());
}

#[test]
fn on_a_low_screen_the_list_makes_room_for_what_stands_under_the_box() {
    let made = store();
    let mut reader = Reader::open(made.path(), (60, 20));
    reader.keys("/walk");
    let first = |reader: &Reader, n: usize| reader.screen().lines().nth(n).unwrap().to_owned();
    assert!(first(&reader, 1).contains("Walk on"), "{}", reader.screen());
    reader.keys("<Space>x:y");
    assert!(first(&reader, 1).contains("no field “x”") && first(&reader, 2).contains("Walk on"), "{}", reader.screen());
}

#[test]
fn texts_are_looked_into_and_how_far_that_is_stands_at_the_box() {
    let made = Made::new()
        .file("_news/a.md", "---\ntitle: One\n---\nA text about robots.\n")
        .file("_news/b.md", "---\ntitle: Two\n---\nNone.\n");
    let mut reader = reader(&made);
    reader.keys("/text:robots");
    assert!(line(&reader, 0).ends_with("1 of 2") && reader.selected().contains("One"), "{}", reader.screen());
}

#[test]
fn what_is_wrong_in_a_file_and_whether_there_is_a_text_can_be_asked_for() {
    let made = Made::new()
        .file("_news/a.md", "---\ntitle: One\nheat: hot\n---\n")
        .file("_news/b.md", "---\ntitle: Two\n---\nA text.\n");
    let mut reader = reader(&made);
    assert!(reader.keys("/is:problem").selected().contains("One"), "{}", reader.screen());
    assert!(reader.keys("<Esc>/has:body").selected().contains("Two"), "{}", reader.screen());
}

#[test]
fn a_search_keeps_its_place_when_the_store_has_changed() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("/provider:reuters<Enter>j");
    assert!(reader.selected().contains("Hardware for all"), "{}", reader.screen());
    let new = "---\ntitle: Newest of all\npublishedDateTime: 2021-02-01\nprovider: {name: Reuters}\n---\n";
    std::fs::write(made.path().join("_news/new.md"), new).unwrap();
    reader.keys("r");
    assert!(
        reader.selected().contains("Hardware for all") && line(&reader, 0).contains("3 of 4"),
        "{}",
        reader.screen()
    );
}

#[test]
fn what_was_searched_for_is_lit_in_the_article_too() {
    let made = Made::new().file("_news/a.md", "---\ntitle: One robot\nexcerpt: A Robot walks.\n---\n");
    let mut reader = reader(&made);
    reader.keys("/robot<Enter>");
    let (buffer, screen) = (reader.buffer(), reader.screen());
    let row = screen.lines().position(|line| line.contains("A Robot walks.")).unwrap() as u16;
    let start = (0..SIZE.0).find(|&x| x > 27 && buffer[(x, row)].symbol() == "A").unwrap();
    let plain = buffer[(start, row)].style();
    let lit = (start..start + 15).filter(|&x| buffer[(x, row)].style() != plain);
    assert_eq!(lit.map(|x| buffer[(x, row)].symbol()).collect::<String>(), "Robot", "{screen}");
}
