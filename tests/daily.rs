//! What a reader does every day beyond moving and reading: coming back, jumping, links by letters, problems. Keys in, screen out.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::daily::twelve;
use common::{Made, Reader};
use dateline::app::{Event, Memory, Symbols};
use dateline::input::Keymap;

const SIZE: (u16, u16) = (120, 36);

fn reader(made: &Made) -> Reader {
    Reader::open(made.path(), SIZE)
}

// Coming back.

#[test]
fn it_opens_where_one_left_off_topic_search_order_article_and_scroll() {
    let made = twelve();
    let mut before = reader(&made);
    before.keys("tMars<Enter>Sojj<Enter><C-d>");
    let (screen, memory) = (before.screen(), before.app.memory());
    assert_eq!(memory.scope, dateline::index::Scope::Topic("Mars".into()));
    let after = Reader::recalling(made.path(), SIZE, memory.clone());
    assert_eq!(after.screen(), screen);
    let narrow = Reader::recalling(made.path(), (50, 18), memory);
    assert!(narrow.screen().contains("Paragraph"), "the article, not the list:\n{}", narrow.screen());
    before.keys("<Esc>/crater<Enter>");
    let after = Reader::recalling(made.path(), SIZE, before.app.memory());
    assert!(after.screen().contains("“crater”"), "{}", after.screen());
    assert!(after.screen().contains("1 of 1") && after.selected().contains("number 4"), "{}", after.screen());
}

#[test]
fn the_place_is_found_even_if_it_is_read_late_and_who_never_moved_is_at_the_top() {
    let dir = tempfile::tempdir().unwrap();
    common::corpus::write(dir.path(), 3_000, 7).unwrap();
    let mut before = Reader::open(dir.path(), SIZE);
    before.keys("<C-f><C-f><C-f><C-f>j");
    let memory = before.app.memory();
    let (id, _) = memory.article.unwrap();
    let mut after = Reader::with(dir.path(), SIZE, Symbols::unicode(), Keymap::builtin(), memory);
    for snapshot in after.snapshots() {
        after.send(Event::Snapshot(snapshot));
    }
    assert_eq!(after.app.memory().article.unwrap().0, id);
    assert_eq!(Reader::open(dir.path(), SIZE).app.memory().article, None);
}

#[test]
fn a_topic_or_article_that_is_gone_leaves_one_with_all_headlines() {
    let made = twelve();
    let memory = Memory {
        scope: dateline::index::Scope::Topic("Pluto".into()),
        article: Some((dateline::model::ArticleId::of_url("example.com/gone"), 3)),
        scroll: 9,
        ..Memory::default()
    };
    let reader = Reader::recalling(made.path(), SIZE, memory);
    assert!(reader.screen().contains("1 of 12"), "{}", reader.screen());
}

#[test]
fn an_open_box_is_not_kept_where_one_was_before_it_is() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("jjj/number 1");
    let memory = reader.app.memory();
    assert_eq!((memory.query.as_str(), memory.article.is_some()), ("", true));
}

// Places.

#[test]
fn capital_h_goes_back_through_topic_search_and_row_and_capital_l_forward_again() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("G");
    reader.keys("tMoon<Enter>");
    reader.keys("/crater<Enter>");
    assert!(reader.screen().contains("“crater”"));
    reader.keys("H");
    assert!(reader.screen().contains("1 of 4"), "{}", reader.screen());
    reader.keys("H");
    assert!(reader.screen().contains("12 of 12"), "{}", reader.screen());
    reader.keys("<C-o>");
    assert!(reader.screen().contains("1 of 12"), "{}", reader.screen());
    reader.keys("HH");
    assert_eq!(reader.last_line(), "There is no earlier place.");
    reader.keys("LLL");
    assert!(reader.screen().contains("“crater”"), "{}", reader.screen());
    reader.keys("L");
    assert_eq!(reader.last_line(), "There is no later place.");
}

#[test]
fn walking_through_the_topics_is_one_step_back() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("jjhjjj<Enter>");
    assert!(reader.screen().contains("1 of 4"), "{}", reader.screen());
    reader.keys("H");
    assert!(reader.screen().contains("3 of 12"), "{}", reader.screen());
}

// Menus.

#[test]
fn the_palette_finds_every_action_by_a_few_letters_shows_its_key_and_does_it() {
    let made = twelve();
    let mut reader = reader(&made);
    let screen = reader.keys(":").screen();
    assert!(screen.contains("half-down") && screen.contains("C-d"), "{screen}");
    let found = reader.keys("oldest").line_with("order-oldest").expect("found");
    assert!(found.contains("oldest first") && found.contains("S o"), "{found}");
    reader.keys("<Enter>");
    assert!(reader.selected().contains("number 12") || reader.screen().contains("oldest"), "{}", reader.screen());
    reader.keys(":xyzzy");
    assert!(reader.screen().contains("No action matches."));
    assert!(!reader.keys("<Esc>").screen().contains("No action matches."));
}

#[test]
fn the_keys_are_searched_from_within() {
    let made = twelve();
    let mut reader = reader(&made);
    let found = reader.keys("?/clipboard<Esc>").screen();
    assert!(found.contains("Keys in the headlines") && found.contains("g g"), "{found}");
    let found = reader.keys("/oldest").screen();
    assert!(found.contains("S o") && !found.contains("half a page"), "{found}");
    assert!(reader.keys("<Enter>").screen().contains("S o"));
    assert!(reader.keys("<Esc>").screen().contains("half a page"));
    assert!(!reader.keys("<Esc>").screen().contains("half a page"));
    assert!(reader.keys("?/select text").screen().contains("Shift"), "{}", reader.screen());
}

#[test]
fn a_key_that_begins_others_shows_what_may_follow_after_a_while_and_still_waits() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("G");
    assert!(!reader.keys("g").screen().contains("to the top"));
    assert!(reader.linger().screen().contains("g to the top"), "{}", reader.screen());
    assert!(!reader.app.lingers());
    assert!(reader.keys("g").selected().contains("number 12"));
    let menu = reader.keys("S").linger().screen();
    assert!(menu.contains("h hottest first"), "{menu}");
    assert!(!reader.keys("x").screen().contains("hottest"));
    assert_eq!(reader.last_line(), "S x is not bound here. ? shows what is.");
}

// Links.

#[test]
fn every_link_has_a_letter_and_the_known_ones_their_own() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("jjjjjjj");
    for (keys, address) in [
        (";o", "https://example.com/5"),
        (";w", "https://web.example.com/5"),
        (";a", "https://amp.example.com/5"),
        (";A", "https://cdn.example.com/5"),
        (";v", "https://player.example.com/5"),
        (";d", "https://files.example.com/5.zip"),
        (";f", "https://xn--pple-43d.com/5"),
        (";j", "https://notes.example.org/5"),
    ] {
        reader.keys(keys);
        assert_eq!(reader.opened.last().map(String::as_str), Some(address), "{keys}");
    }
    reader.keys("k;a");
    assert_eq!(reader.last_line(), "This article has no AMP page.");
    assert_eq!(reader.opened.len(), 8);
}

#[test]
fn where_a_link_leads_is_shown_before_it_opens_and_a_host_to_be_mistaken_in_punycode() {
    let made = twelve();
    let mut reader = Reader::open(made.path(), (140, 50));
    reader.keys("jjjjjjj;");
    assert!(!reader.screen().contains("─ Open "));
    let screen = reader.linger().screen();
    assert!(screen.contains("─ Open "), "{screen}");
    for line in ["w  web page", "a  AMP", "d  download", "j  the notes", "notes.example.org/5", "xn--pple-43d.com/5"] {
        assert!(screen.contains(line), "{line}:\n{screen}");
    }
    assert!(screen.contains("not opened: the address is not http or https"), "{screen}");
    reader.keys("x");
    assert_eq!(reader.last_line(), "No link here has the letter x.");
    assert!(!reader.keys("<Esc>").screen().contains("─ Open "));
    assert!(reader.opened.is_empty());
}

#[test]
fn capital_y_copies_title_and_address() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("Y");
    assert_eq!(reader.copied, ["Headline crater number 12\nhttps://example.com/12"]);
    let mut narrow = Reader::open(made.path(), (50, 20));
    narrow.keys("Yy");
    assert_eq!(narrow.copied, ["Headline crater number 12\nhttps://example.com/12", "https://example.com/12"]);
}

#[test]
fn what_nothing_could_open_is_shown_whole_and_offered_to_be_copied() {
    let made = twelve();
    let mut reader = Reader::open(made.path(), (40, 16));
    let target = format!("https://example.com/{}", "long/".repeat(30));
    reader.send(Event::NotOpened { target: target.clone(), why: "There is no display here.".to_owned() });
    let screen = reader.screen();
    let all: String = screen.lines().map(str::trim).collect();
    assert!(screen.contains("Not opened") && screen.contains("y copies it"), "{screen}");
    assert!(all.contains(&target), "{screen}");
    reader.keys("y");
    assert_eq!(reader.copied, [target]);
    assert!(!reader.keys("<Esc>").screen().contains("y copies it"));
}

// Matches.

#[test]
fn n_goes_from_match_to_match_in_the_whole_list_after_the_search_is_left() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("n");
    assert_eq!(reader.last_line(), "Nothing has been searched for yet. / searches.");
    reader.keys("/crater<Enter><Esc>");
    assert!(reader.screen().contains("1 of 12"), "{}", reader.screen());
    assert!(reader.keys("n").selected().contains("number 8"));
    assert!(reader.keys("n").selected().contains("number 4"));
    assert!(reader.keys("n").selected().contains("number 12"), "past the end from the top on");
    assert!(reader.keys("N").selected().contains("number 4"));
    reader.keys("H");
    assert!(reader.selected().contains("number 12"));
}

#[test]
fn n_inside_the_article_scrolls_to_the_words_and_lights_them() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("/crater<Enter><Esc>jjjj<Enter>");
    let here = reader.screen();
    assert!(!here.contains("Cräter"), "{here}");
    // The first match is the headline itself.
    let there = reader.keys("nn").screen();
    assert!(there.contains("a Cräter") && reader.selected().contains("number 8"), "{there}");
    reader.keys("<Esc>j<Enter>");
}

#[test]
fn an_article_without_the_words_says_so() {
    let made = Made::new()
        .article("a.md", "title: Alpha\npublishedDateTime: 2021-01-01")
        .article("b.md", "title: Beta\npublishedDateTime: 2011-01-01");
    let mut reader = reader(&made);
    reader.keys("/alpha<Enter><Esc>j<Enter>n");
    assert_eq!(reader.last_line(), "No match in this article.");
}

#[test]
fn older_searches_come_back_into_the_box_and_past_the_newest_what_was_typed() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("/crater<Enter><Esc>/plain<Enter><Esc>/num");
    assert!(reader.keys("<C-Up>").screen().contains("/ plain"), "{}", reader.screen());
    assert!(reader.keys("<C-Up>").screen().contains("/ crater"));
    assert!(reader.keys("<C-Up>").screen().contains("/ crater"));
    assert!(reader.screen().contains("3 of 12"), "{}", reader.screen());
    assert!(reader.keys("<C-Down>").screen().contains("/ plain"));
    assert!(reader.keys("<C-Down>").screen().contains("/ num"));
    reader.keys("<Esc>");
    let mut later = Reader::recalling(made.path(), SIZE, reader.app.memory());
    assert!(later.keys("/<C-Up>").screen().contains("/ plain"));
}

// Problems and the editor.

fn with_problems() -> Made {
    twelve()
        .file("_news/broken.md", "---\ntitle: [unclosed\n---\n")
        .article("_news/odd.md", "title: Odd\nheat: hot\nquality: 12\noriginalUrl: 'ftp://example.com/'")
}

#[test]
fn every_problem_is_listed_with_path_line_code_and_reason_and_counted_in_the_last_line() {
    let made = with_problems();
    let mut reader = reader(&made);
    assert!(reader.last_line().contains("! 1 file left out, 2 wrong values"), "{}", reader.last_line());
    let screen = reader.keys("!").screen();
    for part in ["_news/broken.md:", "E-YAML", "_news/odd.md:3", "N-TYPE", "_news/odd.md:5", "N-URL", "1 of 3"] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    assert!(!reader.keys("!").screen().contains("E-YAML"));
}

#[test]
fn e_opens_the_problem_at_its_line_and_afterwards_the_store_is_read_again() {
    let made = with_problems();
    let mut reader = reader(&made);
    reader.keys("!je");
    assert_eq!(reader.edited.len(), 1);
    let (path, line) = reader.edited[0].clone();
    assert_eq!((path.to_string_lossy().as_ref(), line), ("_news/odd.md", 3), "{}", reader.screen());
    let made =
        made.article("_news/odd.md", "title: Odd\nheat: 50\nquality: 12\noriginalUrl: 'https://example.com/odd'");
    reader.keys("e");
    assert!(!reader.screen().contains("N-TYPE"), "{}", reader.screen());
    drop(made);
}

#[test]
fn e_edits_the_selected_article_whose_new_text_is_shown() {
    let made = twelve();
    let mut reader = reader(&made);
    assert!(reader.screen().contains("Excerpt 12."));
    let made = made.article(
        "_news/2021-01-12-headline.md",
        "title: Headline changed\nexcerpt: Changed.\npublishedDateTime: 2021-01-12T10:00:00Z\noriginalUrl: https://example.com/12",
    );
    reader.keys("e");
    assert_eq!(reader.edited[0].0.to_string_lossy(), "_news/2021-01-12-headline.md");
    assert!(reader.selected().contains("Headline changed"), "{}", reader.screen());
    assert!(reader.screen().contains("Changed."), "{}", reader.screen());
    drop(made);
}

#[test]
fn a_store_without_a_problem_says_so() {
    let made = Made::new().article("a.md", "title: One\npublishedDateTime: 2021-01-01");
    let screen = reader(&made).keys("!").screen();
    assert!(screen.contains("Every file could be read"), "{screen}");
}

#[test]
fn r_reads_the_store_again_and_the_line_under_the_cursor_stays() {
    let made = twelve();
    let mut reader = reader(&made);
    let selected = reader.selected();
    let made = made.article("new.md", "title: Brand new\npublishedDateTime: 2021-02-01");
    reader.keys("r");
    assert!(reader.screen().contains("2 of 13"), "{}", reader.screen());
    assert_eq!(reader.selected(), selected);
    drop(made);
}

#[test]
fn a_move_made_while_more_results_are_to_come_holds() {
    let dir = tempfile::tempdir().unwrap();
    common::corpus::write(dir.path(), 3_000, 7).unwrap();
    let mut reader = Reader::open(dir.path(), SIZE);
    reader.keys("jjjj");
    // The store is read again; before the answer comes the reader moves on.
    let snapshot = reader.snapshots().pop().unwrap();
    let effects = reader.app.update(Event::Snapshot(snapshot));
    for key in ["j", "j"] {
        reader.app.update(Event::Key(key.parse().unwrap()));
    }
    let here = reader.app.memory().article.unwrap().0;
    for effect in effects {
        if let dateline::app::Effect::Search(request) = effect {
            let mut found = Vec::new();
            dateline::search::run(&request, &|| false, &mut |results| found.push(results));
            found.into_iter().for_each(|results| reader.send(Event::Results(results)));
        }
    }
    assert_eq!(reader.app.memory().article.unwrap().0, here);
    assert!(reader.screen().contains("7 of 3,000") || reader.screen().contains("7 of "), "{}", reader.screen());
}

#[test]
fn mending_the_last_problem_leaves_one_selected() {
    let made = with_problems();
    let mut reader = reader(&made);
    reader.keys("!G");
    assert!(reader.screen().contains("3 of 3"));
    let made = made.article("_news/odd.md", "title: Odd\nheat: hot\noriginalUrl: 'https://example.com/odd'");
    reader.keys("e");
    assert!(reader.screen().contains("2 of 2"), "{}", reader.screen());
    drop(made);
}

#[test]
fn an_article_that_has_changed_is_shown_anew_when_the_store_is_read_again() {
    let made = twelve();
    let mut reader = reader(&made);
    let made = made.article(
        "_news/2021-01-12-headline.md",
        "title: Headline crater number 12\nexcerpt: Another excerpt.\npublishedDateTime: 2021-01-12T10:00:00Z\n\
         originalUrl: https://example.com/12",
    );
    assert!(!reader.screen().contains("Another excerpt."));
    assert!(reader.keys("r").screen().contains("Another excerpt."), "{}", reader.screen());
    drop(made);
}
