//! Muting and weighing on the front page: from a row, for a while, counted beforehand, listed, undone, written to rules.toml. Keys in,
//! screen and file out.

#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod common;

use common::{Made, NOW, Reader};
use dateline::app::{Event, Memory, Symbols};
use dateline::input::Keymap;
use dateline::model::Timestamp;

const SIZE: (u16, u16) = (120, 80);

/// Twelve articles: six of Alpha, of which three tell of ferries, six of others; a third of all are of Rail.
fn store() -> Made {
    (0..12).fold(Made::new(), |made, n| {
        let outlet = if n % 2 == 0 { "Alpha" } else { ["Beta", "Gamma", "Delta"][n % 3] };
        let what = if n % 4 == 0 { "Ferries" } else { "Towers" };
        let topic = ["Rail", "Harbours", "Chess"][n % 3];
        let name = ["oak", "elm", "ash", "yew", "fir", "bay", "fig", "box", "hop", "may", "rue", "sea"][n];
        made.article(
            &format!("_news/{n:02}.md"),
            &format!(
                "title: \"{what} of {name}\"\npublishedDateTime: 2026-11-22T{n:02}:00:00Z\nheat: {}\n\
                 originalUrl: https://{name}.example/\nprovider: {{name: {outlet}}}\ntopics: [{topic}]",
                90 - n
            ),
        )
    })
}

/// And a story of two outlets, before all of them.
fn with_a_story() -> Made {
    ["Beta", "Omega"].iter().enumerate().fold(store(), |made, (n, outlet)| {
        made.article(
            &format!("_news/dam{n}.md"),
            &format!(
                "title: Towers of Ollen fall into the sea at noon\npublishedDateTime: 2026-11-22T1{n}:30:00Z\nheat: 99\n\
                 originalUrl: https://{outlet}.example/dam\nprovider: {{name: {outlet}}}"
            ),
        )
    })
}

fn reader_of(made: &Made, size: (u16, u16)) -> Reader {
    let memory = Memory { front: true, ..Memory::default() };
    let mut reader =
        Reader::with(made.path(), size, Symbols::unicode(), Keymap::builtin(), memory).with_marks(NOW).telling();
    reader.load();
    reader.keys("ur");
    reader
}

fn reader(made: &Made) -> Reader {
    reader_of(made, SIZE)
}

fn titles(reader: &Reader) -> Vec<String> {
    let screen = reader.screen();
    let line = |line: &str| {
        let at = line.find("Ferries of").or_else(|| line.find("Towers of"))?;
        Some(line[at..].split_whitespace().take(3).collect::<Vec<_>>().join(" "))
    };
    let list = screen.lines().skip(2).map(|line| line.split_once('│').map_or(line, |(_, list)| list));
    list.take_while(|line| !line.starts_with('─')).filter_map(line).collect()
}

/// Down to a headline with that in its row.
fn to(reader: &mut Reader, text: &str) {
    reader.keys("gg");
    for _ in 0..20 {
        if reader.selected().contains(text) {
            return;
        }
        reader.keys("j");
    }
    panic!("{text}: {}", reader.screen());
}

fn screen(reader: &Reader) -> String {
    let screen = reader.screen();
    let Some(at) = screen.find(".tmp") else { return screen };
    screen.replace(&screen[at..at + 10], "some-store")
}

#[test]
fn an_outlet_is_muted_for_a_week_at_once_and_u_takes_it_back() {
    let made = store();
    let mut reader = reader(&made);
    let before = titles(&reader);
    assert_eq!(before.len(), 12);
    to(&mut reader, "Alpha");
    reader.keys("xo");
    insta::assert_snapshot!("outlet", screen(&reader));
    reader.keys("week<Enter>");
    assert_eq!(reader.last_line(), "Alpha is muted on the front page until 30 Nov, 12:00. u takes it back.");
    let after = titles(&reader);
    assert_eq!(after.len(), 6);
    let stays: Vec<String> = before.iter().filter(|title| after.contains(title)).cloned().collect();
    assert_eq!(after, stays, "nothing moves but what goes");
    assert!(reader.screen().contains("6 stories are muted; x l lists by what."), "{}", reader.screen());
    assert_eq!(reader.rules(), "[[mute]]\noutlet = \"Alpha\"\nuntil = 2026-11-30T12:00:00Z\nsaid = 2026-11-23\n");
    reader.keys("u");
    assert_eq!((titles(&reader), reader.last_line().as_str()), (before, "Alpha is muted no longer."));
    assert_eq!(reader.rules(), "");
    reader.keys("U");
    assert_eq!(titles(&reader), after);
    // Only the front page goes by it.
    reader.keys("tall<Enter>");
    assert!(reader.screen().contains("of 12"), "{}", reader.screen());
}

#[test]
fn a_topic_is_muted_for_ever_and_a_word_as_it_is_typed_with_what_it_would_hide() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("xt");
    assert!(
        reader.screen().contains("Topic ") && reader.screen().contains("hides 4 of 12 stories"),
        "{}",
        reader.screen()
    );
    reader.keys("ever<Enter>");
    assert_eq!(titles(&reader).len(), 8);
    assert!(reader.rules().contains("[[mute]]\ntopic = ") && !reader.rules().contains("until"), "{}", reader.rules());
    reader.keys("ur");
    reader.keys("xw");
    insta::assert_snapshot!("words", screen(&reader));
    reader.keys("ferries of");
    assert!(reader.screen().contains("ferries of") && reader.screen().contains("3 of 12"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert!(reader.screen().contains("Word ferries of"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert!(
        reader.last_line().starts_with("“ferries of” is muted on the front page until 24 Nov, 12:00."),
        "{}",
        reader.last_line()
    );
    assert_eq!(titles(&reader).iter().filter(|title| title.starts_with("Ferries")).count(), 0);
}

#[test]
fn what_is_weighed_counts_from_the_next_edition_on_and_w_tells_it() {
    let made = store();
    let mut reader = reader(&made);
    let before = titles(&reader);
    let last = reader.keys("G").selected();
    let outlet = ["Alpha", "Beta", "Gamma", "Delta"].into_iter().find(|outlet| last.contains(outlet)).unwrap();
    for _ in 0..3 {
        reader.keys("xomore<Enter>");
    }
    assert_eq!(reader.last_line(), format!("{outlet} counts +300 points from the next edition on; r makes it."));
    assert_eq!(titles(&reader), before);
    assert_eq!(reader.rules().matches("[[weigh]]").count(), 1, "{}", reader.rules());
    reader.keys("r");
    assert_ne!(titles(&reader), before);
    assert!(reader.selected().contains(outlet), "{}", reader.screen());
    reader.keys("w");
    assert!(reader.screen().contains(&format!("+300  outlet {outlet}")), "{}", reader.screen());
    reader.keys("<Esc>xonolonger<Enter>");
    assert_eq!(reader.last_line(), format!("{outlet} is weighed no longer from the next edition on; r makes it."));
    assert_eq!(reader.rules(), "");
}

#[test]
fn all_that_is_muted_is_listed_with_what_it_hides_and_taken_back_from_there() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("xl");
    assert_eq!(reader.last_line(), "Nothing is muted or weighed; x o, x t, x w on a headline does that.");
    reader.write_rules(
        "# Mine.\n[[mute]]\nword = \"ferries\"\n\n[[mute]]\noutlet = \"Beta\"\nuntil = 2020-01-01\n\n[[weigh]]\ntopic = \"Rail\"\npoints = -50\n",
    );
    reader.keys("r");
    assert_eq!(titles(&reader).len(), 9);
    reader.keys("xl");
    insta::assert_snapshot!("muted", screen(&reader));
    reader.keys("ferries<Enter>");
    assert_eq!(reader.last_line(), "“ferries” is muted no longer; r makes an edition with it.");
    assert!(
        reader.rules().starts_with("[[mute]]\noutlet = \"Beta\"") || !reader.rules().contains("ferries"),
        "{}",
        reader.rules()
    );
    reader.keys("r");
    assert_eq!(titles(&reader).len(), 12);
    reader.keys("u");
    assert!(reader.rules().starts_with("# Mine.\n[[mute]]\nword = \"ferries\"\n"), "{}", reader.rules());
    assert_eq!(titles(&reader).len(), 9);
}

#[test]
fn a_mute_ends_when_its_time_is_over() {
    let made = store();
    let mut reader = reader(&made);
    to(&mut reader, "Alpha");
    reader.keys("xo<Enter>");
    assert_eq!(titles(&reader).len(), 6);
    reader.send(Event::Time(Timestamp(NOW.seconds() + 86_400)));
    reader.keys("r");
    assert_eq!(titles(&reader).len(), 12);
    assert!(!reader.screen().contains("muted;"), "{}", reader.screen());
}

#[test]
fn a_story_of_a_muted_outlet_is_told_by_another_one() {
    let made = with_a_story();
    let mut reader = reader(&made);
    assert!(reader.selected().contains("Ollen") && reader.selected().contains("Beta +1"), "{}", reader.screen());
    reader.keys("xoever<Enter>");
    to(&mut reader, "Ollen");
    assert!(reader.selected().contains("Omega"), "{}", reader.screen());
}

#[test]
fn a_hand_written_rule_is_taken_in_and_a_mistake_leaves_all_as_it_is() {
    let made = store();
    let mut reader = reader(&made);
    reader.write_rules("[[mute]]\noutlet = \"alpha\"\n");
    assert_eq!(titles(&reader).len(), 6);
    reader.write_rules("[[mute]]\noutlet = 3\n");
    assert!(reader.last_line().contains("rules.toml:2"), "{}", reader.last_line());
    assert_eq!(titles(&reader).len(), 6);
    reader.keys("xo<Enter>");
    assert!(reader.screen().contains("It is not done."), "{}", reader.screen());
    assert_eq!(reader.rules(), "[[mute]]\noutlet = 3\n");
}

#[test]
fn what_cannot_be_muted_says_so() {
    let made = Made::new().article("_news/1.md", "title: Of nobody\npublishedDateTime: 2026-11-22");
    let mut reader = reader(&made);
    reader.keys("xo");
    assert_eq!(reader.last_line(), "This article names no outlet.");
    reader.keys("xt");
    assert_eq!(reader.last_line(), "This article is in no topic to mute.");
    let of_all = "publishedDateTime: 2026-11-22\ntopics: [Perigee]";
    let made = Made::new()
        .article("_news/1.md", &format!("title: One\n{of_all}"))
        .article("_news/2.md", &format!("title: Two\n{of_all}"));
    let mut reader = reader_of(&made, SIZE);
    reader.keys("xt");
    let says = "All of this store is in Perigee: muting that would leave nothing on the front page.";
    assert_eq!(reader.last_line(), says);
}

#[test]
fn the_popups_fit_every_size() {
    let made = store();
    for (name, size) in
        [("180x50", (180, 50)), ("100x30", (100, 30)), ("60x20", (60, 20)), ("40x10", (40, 10)), ("30x8", (30, 8))]
    {
        let mut reader = reader_of(&made, size);
        reader.keys("xo");
        insta::assert_snapshot!(format!("outlet_{name}"), screen(&reader));
        reader.keys("<Enter>xl");
        insta::assert_snapshot!(format!("muted_{name}"), screen(&reader));
    }
}

#[test]
fn the_end_of_the_page_and_the_list_of_mutes_say_one_number_which_goes_with_the_mute() {
    let made = store();
    let mut reader = reader(&made);
    reader.write_rules("[[mute]]\noutlet = \"Alpha\"\n");
    assert!(reader.screen().contains("6 stories are muted; x l lists by what."), "{}", reader.screen());
    reader.keys("xl");
    assert!(reader.screen().contains("hides 6 of 12"), "{}", reader.screen());
    reader.keys("<Esc>r");
    assert!(reader.screen().contains("6 stories are muted;"), "{}", reader.screen());
    reader.keys("xl<Enter>");
    assert!(!reader.screen().contains("stories are muted"), "{}", reader.screen());
}

#[test]
fn a_mute_says_one_number_before_it_is_said_at_once_and_in_the_next_edition_which_is_not_filled_with_what_is_older() {
    let old = |made: Made, n: usize| {
        let front =
            format!("title: Bridges of last spring {n}\npublishedDateTime: 2026-03-{:02}T09:00:00Z\nheat: 80", n + 1);
        made.article(&format!("_news/old{n}.md"), &front)
    };
    let made = (0..20).fold(store(), old);
    let mut reader = reader(&made);
    assert!(!reader.screen().contains("Bridges"), "{}", reader.screen());
    to(&mut reader, "Alpha");
    reader.keys("xo");
    assert!(reader.screen().contains("hides 6 of 12 stories"), "{}", reader.screen());
    reader.keys("week<Enter>");
    for _ in 0..2 {
        assert!(reader.screen().contains("6 stories are muted; x l lists by what."), "{}", reader.screen());
        assert!(!reader.screen().contains("Bridges"), "{}", reader.screen());
        reader.keys("xl");
        assert!(reader.screen().contains("hides 6 of 12"), "{}", reader.screen());
        reader.keys("<Esc>r");
    }
}

#[test]
fn a_mute_of_a_name_that_nobody_has_says_so_in_the_list() {
    let made = store();
    let mut reader = reader(&made);
    reader.write_rules(
        "[[mute]]\noutlet = \"Alhpa\"\n[[weigh]]\ntopic = \"Trains\"\npoints = 5\n[[mute]]\ntopic = \"chess\"\n",
    );
    reader.keys("xl");
    for (rule, told) in [
        ("muted  outlet Alhpa", "no outlet here is called so"),
        ("muted  topic chess", "hides 4 of 12"),
        ("weighed  topic Trains", "no topic here is called so"),
    ] {
        let line = reader.line_with(rule).unwrap();
        assert!(line.contains(told), "{line}");
    }
}

#[test]
fn where_all_is_muted_the_page_says_so() {
    let made = store();
    let mut reader = reader(&made);
    let all = ["Alpha", "Beta", "Gamma", "Delta"].map(|name| format!("[[mute]]\noutlet = \"{name}\"\n")).concat();
    reader.write_rules(&all);
    for _ in 0..2 {
        let screen = reader.screen();
        assert!(screen.contains("All that would stand on the front page is muted."), "{screen}");
        assert!(screen.contains("12 stories are muted; x l lists by what."), "{screen}");
        reader.keys("r");
    }
}

#[test]
fn what_stands_in_a_muted_ones_place_says_whose_points_it_has() {
    let made = with_a_story();
    let mut reader = reader(&made);
    to(&mut reader, "Ollen");
    reader.keys("xoever<Enter>");
    to(&mut reader, "Ollen");
    reader.keys("w");
    let screen = reader.screen();
    assert!(screen.contains("They are those of the"), "{screen}");
}

#[test]
fn a_long_name_leaves_room_for_what_became_of_it() {
    let long = "A very very long outlet name that never seems to come to an end";
    let front = format!("title: One\npublishedDateTime: 2026-11-22\nprovider: {{name: {long}}}");
    let made =
        Made::new().article("_news/1.md", &front).article("_news/2.md", "title: Two\npublishedDateTime: 2026-11-21");
    let mut reader = reader_of(&made, (60, 20));
    to(&mut reader, "One");
    reader.keys("xo");
    assert!(reader.screen().contains("─ Outlet A very very long"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert!(reader.last_line().contains("… is muted on the front page"), "{}", reader.last_line());
    reader.keys("xl");
    assert!(reader.screen().contains("muted until 24 Nov, 12:00  outlet A very"), "{}", reader.screen());
    assert!(reader.last_line().contains("Enter take it back"), "{}", reader.last_line());
}
