//! Keys in, screen out: moving, panes, searching, opening. Each test is a sentence of input and outcome.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::{Made, Reader};
use dateline::app::{Event, Pointer};

/// Twelve articles of two topics, three outlets, one a day from 2021-01-12 back to 2021-01-01.
fn twelve() -> Made {
    let mut made = Made::new()
        .file("_data/topics/00-all.yaml", "name: Cosmos\n")
        .file("_data/topics/01-moon.yaml", "name: The Moon\nshortname: Moon\nparent: Cosmos\n");
    for n in 1..=12 {
        let topics = if n % 3 == 0 { "[The Moon]" } else { "[Cosmos]" };
        let outlet = ["Orbit", "Apogee", "Perigee"][n % 3];
        let front = format!(
            "title: Headline number {n}\nexcerpt: Excerpt {n}.\npublishedDateTime: 2021-01-{n:02}T10:00:00Z\n\
             originalUrl: https://example.com/{n}\nheat: {}\nprovider:\n  name: {outlet}\ntopics: {topics}",
            n * 7 % 12
        );
        made = made.article(&format!("_news/2021-01-{n:02}-headline.md"), &front);
    }
    made
}

fn reader(made: &Made) -> Reader {
    Reader::open(made.path(), (120, 36))
}

#[test]
fn j_and_k_move_by_one_and_g_g_and_shift_g_to_the_ends() {
    let made = twelve();
    let mut reader = reader(&made);
    assert!(reader.selected().contains("number 12"));
    assert!(reader.keys("jj").selected().contains("number 10"));
    assert!(reader.keys("k").selected().contains("number 11"));
    assert!(reader.keys("G").selected().contains("number 1 "), "{}", reader.selected());
    assert!(reader.keys("gg").selected().contains("number 12"));
}

#[test]
fn what_is_selected_shows_at_once_as_the_article() {
    let made = twelve();
    let mut reader = reader(&made);
    assert!(reader.keys("jjj").screen().contains("Excerpt 9."));
}

#[test]
fn enter_goes_in_to_the_article_then_to_the_browser_and_esc_comes_out() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("j<Enter>");
    assert!(reader.opened.is_empty());
    reader.keys("<Enter>");
    assert_eq!(reader.opened, ["https://example.com/11"]);
    assert!(reader.last_line().contains("Opened https://example.com/11"));
    reader.keys("<Esc>j");
    assert!(reader.selected().contains("number 10"));
}

#[test]
fn o_opens_the_original_from_any_pane() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("o<Enter>o<Esc>ho");
    assert_eq!(reader.opened.len(), 3);
}

#[test]
fn a_digit_opens_what_it_numbers_in_the_article_and_nothing_in_the_list() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("2");
    assert!(reader.opened.is_empty());
    assert!(reader.last_line().contains("2 is not bound here. ? shows what is."));
    let numbered = reader.keys("<Enter>GGG").line_with("1 Headline").expect("neighbours are numbered");
    reader.keys("1");
    let number = numbered.split("number ").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert_eq!(reader.opened, [format!("https://example.com/{number}")]);
    reader.keys("9");
    assert!(reader.last_line().contains("There is no 9 here."));
}

#[test]
fn an_address_that_is_not_http_is_not_opened_and_said() {
    let made = Made::new().article("a.md", "title: Bad\noriginalUrl: 'javascript:alert(1)'");
    let mut reader = reader(&made);
    reader.keys("o");
    assert!(reader.opened.is_empty());
    assert!(
        reader.last_line().contains("Not opened: the address is not http or https (javascript:alert(1))."),
        "{}",
        reader.last_line()
    );
}

#[test]
fn choosing_a_topic_filters_the_list_at_once() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("hj");
    let screen = reader.screen();
    assert!(screen.contains("1 of 4"), "{screen}");
    assert!(reader.keys("<Enter>").selected().contains("number 12"));
    assert!(reader.keys("j").selected().contains("number 9"));
}

#[test]
fn a_topic_that_holds_everything_is_no_row_but_its_children_are() {
    let made = twelve().article("b.md", "title: Also\ntopics: [The Moon]\npublishedDateTime: 2020-01-01");
    let screen = reader(&made).screen();
    assert!(screen.lines().any(|line| line.trim_start_matches(['▌', ' ']).starts_with("Moon")), "{screen}");
    assert!(!screen.lines().any(|line| line.trim_start_matches(['▌', ' ', '▾']).starts_with("Cosmos ")), "{screen}");
}

#[test]
fn outlets_unfold_and_one_of_them_filters() {
    let made = twelve();
    let mut reader = reader(&made);
    let screen = reader.keys("hG").screen();
    assert!(screen.contains("▸ Outlets"), "{screen}");
    let screen = reader.keys("lj").screen();
    assert!(screen.contains("1 of 4"), "{screen}");
    assert!(screen.contains("▾ Outlets"), "{screen}");
    assert!(reader.keys("hh").screen().contains("▸ Outlets"));
}

#[test]
fn typing_searches_within_the_topic_and_esc_takes_back_to_where_one_was() {
    let made = twelve();
    let mut reader = reader(&made);
    let before = reader.keys("jjjj").screen();
    let screen = reader.keys("/number 1").screen();
    assert!(screen.contains("4 of 12"), "{screen}");
    assert_eq!(reader.keys("<Esc>").screen(), before);
}

#[test]
fn enter_keeps_a_search_and_esc_then_clears_it_with_the_article_still_selected() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("/number 7<Enter>");
    assert!(reader.screen().contains("“number 7”"));
    assert!(reader.selected().contains("number 7"));
    reader.keys("<Esc>");
    assert!(!reader.screen().contains("“number 7”"));
    assert!(reader.selected().contains("number 7"));
}

#[test]
fn enter_on_no_result_searches_everywhere() {
    let made = twelve();
    let mut reader = reader(&made);
    let screen = reader.keys("hj<Enter>/number 11").screen();
    assert!(screen.contains("No headline in The Moon matches “number 11”."), "{screen}");
    assert!(screen.contains("Enter searches everywhere; Esc goes back."), "{screen}");
    let screen = reader.keys("<Enter>").screen();
    assert!(screen.contains("1 of 12"), "{screen}");
    assert!(screen.contains("Headline number 11"), "{screen}");
}

#[test]
fn results_are_moved_in_while_typing() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("/number<C-n><Down><C-p>");
    assert!(reader.selected().contains("number 11"), "{}", reader.selected());
}

#[test]
fn the_order_menu_sorts_and_keeps_the_selected_article() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("jj");
    reader.keys("So");
    assert!(reader.selected().contains("number 10"), "{}", reader.selected());
    assert!(reader.screen().contains("oldest"));
    reader.keys("ggSh");
    assert!(reader.screen().contains("by heat"));
}

#[test]
fn space_reads_on_to_the_end_of_the_article_and_then_to_the_next() {
    let made = twelve();
    let mut reader = reader(&made);
    for _ in 0..20 {
        reader.keys(" ");
        if reader.selected().contains("number 11") {
            return;
        }
    }
    panic!("never came to the next article:\n{}", reader.screen());
}

#[test]
fn an_excerpt_that_only_begins_the_text_is_not_shown_twice() {
    let made =
        Made::new().file("a.md", "---\ntitle: T\nexcerpt: The first words ...\n---\nThe first words, and then more.\n");
    let screen = reader(&made).screen();
    assert_eq!(screen.matches("The first words").count(), 1, "{screen}");
    assert!(screen.contains("and then more"), "{screen}");
}

#[test]
fn capital_j_and_k_move_articles_from_within_the_article() {
    let made = twelve();
    let mut reader = reader(&made);
    assert!(reader.keys("<Enter>JJ").screen().contains("Excerpt 10."));
    assert!(reader.keys("K").screen().contains("Excerpt 11."));
}

#[test]
fn z_shows_the_article_alone_and_esc_comes_back() {
    let made = twelve();
    let mut reader = reader(&made);
    let before = reader.screen();
    let alone = reader.keys("z").screen();
    assert!(!alone.contains("number 11") && alone.contains("Excerpt 12."), "{alone}");
    assert_eq!(reader.keys("<Esc>").screen(), before);
}

#[test]
fn q_goes_back_and_at_the_root_quits_but_esc_never_does() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("<Enter>q<Esc><Esc>");
    assert!(!reader.quit);
    reader.keys("q");
    assert!(reader.quit);
}

#[test]
fn ctrl_c_closes_the_box_first_and_then_quits() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("/abc<C-c>");
    assert!(!reader.quit);
    reader.keys("<C-c>");
    assert!(reader.quit);
}

#[test]
fn y_copies_the_address() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("jy");
    assert_eq!(reader.copied, ["https://example.com/11"]);
}

#[test]
fn in_one_pane_y_and_o_read_the_file_first() {
    let made = twelve();
    let mut reader = Reader::open(made.path(), (40, 12));
    reader.keys("jyo");
    assert_eq!(
        (reader.copied, reader.opened),
        (vec!["https://example.com/11".into()], vec!["https://example.com/11".into()])
    );
}

#[test]
fn t_goes_to_an_outlet_by_a_few_letters() {
    let made = twelve();
    let mut reader = reader(&made);
    let screen = reader.keys("tapgee<Enter>").screen();
    assert!(screen.contains("1 of 4"), "{screen}");
    assert!(screen.contains("▾ Outlets"), "{screen}");
}

#[test]
fn capital_t_hides_the_topics_where_there_is_room_and_draws_them_out_where_not() {
    let made = twelve();
    let mut reader = reader(&made);
    assert!(!reader.keys("T").screen().contains("Outlets"));
    assert!(reader.keys("T").screen().contains("Outlets"));
    reader.resize(80, 24);
    assert!(!reader.screen().contains("Outlets"));
    assert!(reader.keys("T").screen().contains("Outlets"));
    assert!(!reader.keys("<Esc>").screen().contains("Outlets"));
}

#[test]
fn a_key_that_does_nothing_says_so() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("a");
    assert_eq!(reader.last_line(), "a is not bound here. ? shows what is.");
    reader.keys("gx");
    assert_eq!(reader.last_line(), "g x is not bound here. ? shows what is.");
}

#[test]
fn help_lists_the_keys_of_the_pane_from_the_keymap() {
    let made = twelve();
    let mut reader = Reader::open(made.path(), (100, 60));
    let list = reader.keys("?").screen();
    assert!(list.contains("Keys in the headlines") && list.contains("g g"), "{list}");
    assert!(!list.contains("open number 2"));
    let article = reader.keys("?<Enter>?").screen();
    assert!(article.contains("Keys in the article") && article.contains("open number 2"), "{article}");
}

#[test]
fn a_click_selects_and_the_wheel_scrolls_what_is_under_it() {
    let made = twelve();
    let mut reader = reader(&made);
    let row = reader.screen().lines().position(|line| line.contains("number 8")).unwrap() as u16;
    reader.click(60, row);
    assert!(reader.selected().contains("number 8"));
    reader.send(Event::Pointer(Pointer::WheelDown { x: 60, y: row }));
    assert!(reader.selected().contains("number 5"));
    let moon = reader.screen().lines().position(|line| line.contains("Moon  ")).unwrap() as u16;
    reader.click(4, moon);
    assert!(reader.screen().contains("1 of 4"));
}

#[test]
fn a_paste_into_the_box_searches() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("/");
    reader.send(Event::Paste("number\n12".into()));
    assert!(reader.screen().contains("1 of 12"));
}

#[test]
fn resizing_keeps_the_article_selected_and_in_sight() {
    let made = twelve();
    let mut reader = reader(&made);
    reader.keys("jjjjjjjj");
    for (width, height) in [(30, 8), (80, 24), (59, 16), (250, 70), (29, 7), (120, 36)] {
        reader.resize(width, height);
        reader.screen();
    }
    assert!(reader.selected().contains("number 4"), "{}", reader.selected());
}

#[test]
fn held_back_articles_are_marked_and_removed_ones_hidden() {
    let made = Made::new()
        .article("a.md", "title: Held\npublished: false\npublishedDateTime: 2021-01-02")
        .article("b.md", "title: Gone\nremoved: true\npublishedDateTime: 2021-01-03")
        .article("c.md", "title: Shown\npublished: true\npublishedDateTime: 2021-01-01");
    let screen = reader(&made).screen();
    assert!(screen.contains("◌ Held") && screen.contains("not published"), "{screen}");
    assert!(!screen.contains("Gone"), "{screen}");
    assert!(screen.contains("1 of 2"), "{screen}");
}

#[test]
fn an_outlet_with_over_half_of_a_list_is_said_once_in_the_heading() {
    let mut made = Made::new();
    for n in 0..5 {
        let outlet = if n < 4 { "The Daily" } else { "The Weekly" };
        made = made.article(&format!("{n}.md"), &format!("title: Title {n}\nprovider: {{name: {outlet}}}"));
    }
    let screen = reader(&made).screen();
    assert!(screen.contains("The Daily unless named"), "{screen}");
    assert!(screen.contains("Title 4  The Weekly") && !screen.contains("Title 1  The Daily"), "{screen}");
}

#[test]
fn what_else_there_was_that_week_is_found_anew_when_more_has_been_read() {
    let article = |made: Made, n: usize| {
        let front = format!("title: Title {n}\ntopics: [Moon]\npublishedDateTime: 2021-01-0{n}");
        made.article(&format!("{n}.md"), &front)
    };
    let made = article(Made::new(), 5);
    let mut reader = Reader::open(made.path(), (140, 30));
    assert!(!reader.screen().contains("In the same week"));
    let _made = (3..5).fold(made, article);
    reader.load();
    assert!(reader.selected().contains("Title 5"));
    assert!(reader.screen().contains("1 Title 4"), "{}", reader.screen());
}

#[test]
fn while_the_store_is_read_keys_work_and_the_selected_article_stays() {
    let dir = tempfile::tempdir().unwrap();
    common::corpus::write(dir.path(), 3_000, 7).unwrap();
    let mut reader = Reader::unread(dir.path(), (120, 36));
    let snapshots = reader.snapshots();
    let first = snapshots.first().cloned().unwrap();
    reader.send(Event::Snapshot(first));
    reader.keys("jjj");
    let title = reader.selected();
    for snapshot in snapshots {
        reader.send(Event::Snapshot(snapshot));
    }
    // The outlet may go, once it is known to have over half of the list.
    let headline = |row: &str| row.chars().skip(8).take(40).collect::<String>();
    assert_eq!(headline(&reader.selected()), headline(&title));
}
