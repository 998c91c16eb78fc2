//! Not the same story: one key takes an article out of its story, the file of rules keeps that, and one key puts it back.

#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod common;

use common::pty::{Pty, command, with_all_headlines_first};
use common::{Made, NOW, Reader};
use dateline::app::Event;
use dateline::index::Cache;
use dateline::input::Key;
use std::fs;
use std::os::unix::fs::symlink;

const SIZE: (u16, u16) = (120, 36);

fn article(made: Made, at: &str, title: &str, day: u32, same: &[&str]) -> Made {
    let named = |other: &&str| format!("- {{title: There, originalUrl: \"https://{other}.example/1\"}}\n");
    let related: String = same.iter().map(named).collect();
    let related = if related.is_empty() { related } else { format!("\nrelated:\n{related}") };
    made.article(
        &format!("_news/{at}.md"),
        &format!(
            "title: {title}\npublishedDateTime: 2021-01-{day:02}T08:00:00Z\noriginalUrl: https://{at}.example/1\nprovider: {{name: {at}}}{}",
            related.trim_end()
        ),
    )
}

/// A story of three, one of two, and an article that is alone.
fn store() -> Made {
    let made = article(Made::new(), "alpha", "A dam breaks", 5, &["beta", "gamma"]);
    let made = article(made, "beta", "Villages flooded in the north", 6, &["gamma"]);
    let made = article(made, "gamma", "Rescuers reach the valley", 7, &[]);
    let made = article(made, "delta", "Chess champion holds on", 10, &["epsilon"]);
    let made = article(made, "epsilon", "Title match ends early", 11, &[]);
    article(made, "zeta", "Nothing of the kind", 20, &[])
}

fn reader(made: &Made) -> Reader {
    Reader::with_stories(made.path(), SIZE)
}

/// The rows of the list as they stand on the screen: without dates, blanks made one.
fn rows(reader: &Reader) -> Vec<String> {
    let screen = reader.screen();
    let list = screen.lines().skip(2).filter_map(|line| Some(line.split_once('│')?.1.to_owned()));
    let list = list.take_while(|line| !line.starts_with('─')).filter(|line| !line.trim().is_empty());
    list.map(|line| {
        line.split_whitespace()
            .skip_while(|word| !word.starts_with(|c: char| c.is_ascii_uppercase()) || *word == "Jan")
            .collect::<Vec<_>>()
            .join(" ")
    })
    .collect()
}

const FOLDED: [&str; 3] = ["Nothing of the kind zeta", "Chess champion holds on delta +1", "A dam breaks alpha +2"];
const UNFOLDED: [&str; 5] = [
    "Nothing of the kind zeta",
    "Chess champion holds on delta +1",
    "A dam breaks alpha",
    "Villages flooded in the north",
    "Rescuers reach the valley",
];
/// An article that has become a story of its own.
const ALONE: &str = "Villages flooded in the north beta";
const PARTED: &str = "“Villages flooded in the north” is a story of its own now. u puts it back.";

#[test]
fn an_article_is_taken_out_of_its_story_by_one_key_and_put_back_by_one() {
    let made = store();
    let mut reader = reader(&made);
    assert_eq!(rows(&reader), FOLDED, "{}", reader.screen());
    reader.keys("jjcj");
    assert_eq!(rows(&reader), UNFOLDED, "{}", reader.screen());
    let before = reader.screen();
    reader.keys("xs");
    let parted = [FOLDED[0], FOLDED[1], ALONE, UNFOLDED[2], UNFOLDED[4]];
    assert_eq!((reader.last_line().as_str(), rows(&reader)), (PARTED, parted.map(str::to_owned).to_vec()));
    assert!(reader.selected().contains("Villages") && reader.screen().contains("4 stories, 6 articles"));
    let file = reader.rules();
    assert!(file.starts_with("[[apart]]\ntitle = \"Villages flooded in the north\"\noutlet = \"beta\"\n"), "{file}");
    assert!(file.contains("    # A dam breaks, alpha\n") && file.ends_with("\nsaid = 2026-11-23\n"), "{file}");
    reader.keys("u");
    assert_eq!(reader.last_line(), "“Villages flooded in the north” is put back.");
    let without_last = |screen: &str| screen.rsplit_once("\n ").unwrap().0.to_owned();
    assert_eq!(without_last(&reader.screen()), without_last(&before));
    assert_eq!(reader.rules(), "");
    reader.keys("U");
    assert_eq!((reader.last_line().as_str(), reader.rules()), (PARTED, file));
    assert_eq!(rows(&reader), parted);
    reader.keys("uu");
    assert_eq!(reader.last_line(), "There is nothing to undo.");
}

#[test]
fn what_was_taken_out_says_of_what_and_the_list_of_rules_puts_it_back() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jjcjxsw");
    let said = "You said that it is not the same story as “A dam breaks” and 1 more (rules.toml).";
    let screen = reader.screen();
    let has = |words: &str| words.split(' ').all(|word| screen.contains(word));
    assert!(screen.contains("Why this is a story of its own") && has(said), "{screen}");
    reader.keys("<Esc>c");
    assert_eq!(reader.last_line(), format!("{said} x l lists that."));
    // The others say so beside why they are one.
    reader.keys("jw");
    let screen = reader.screen();
    assert!(screen.contains("Why this is one story") && screen.contains("not the same story as “Villages"), "{screen}");
    reader.keys("<Esc>xl");
    let line = reader.line_with("apart  “Villages flooded in the north” from").unwrap();
    assert!(line.contains("and 1 more") && reader.screen().contains("Muted, weighed, apart"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert_eq!(reader.last_line(), "“Villages flooded in the north” is put back.");
    assert_eq!((reader.rules().as_str(), rows(&reader).len()), ("", 5), "{}", reader.screen());
    reader.keys("u");
    assert!(reader.rules().contains("# A dam breaks, alpha"), "{}", reader.rules());
    // As it was written by hand, of an article that is gone, it can be taken out as well.
    let gone =
        "[[apart]]\narticle = \"00112233445566778899aabbccddeeff\"\nfrom = [\"ffeeddccbbaa99887766554433221100\"]\n";
    reader.write_rules(gone);
    reader.keys("xl");
    assert!(reader.screen().contains("apart  an article that is not here from"), "{}", reader.screen());
    reader.keys("<Enter>");
    assert_eq!((reader.last_line().as_str(), reader.rules().as_str()), ("It is put back.", ""));
}

#[test]
fn the_article_that_leads_can_be_the_one_that_does_not_belong() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jjcxs");
    assert_eq!(reader.last_line(), "“A dam breaks” is a story of its own now. u puts it back.");
    assert_eq!(rows(&reader), [FOLDED[0], FOLDED[1], "Villages flooded in the north beta +1", "A dam breaks alpha"]);
    assert!(reader.selected().contains("A dam breaks"), "{}", reader.screen());
}

#[test]
fn a_folded_story_of_two_parts() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jxs");
    assert_eq!(reader.last_line(), "“Chess champion holds on” is a story of its own now. u puts it back.");
    let parted = [FOLDED[0], "Title match ends early epsilon", "Chess champion holds on delta", FOLDED[2]];
    assert_eq!(rows(&reader), parted);
    assert_eq!(rows(reader.keys("u")), FOLDED);
}

#[test]
fn a_folded_story_of_three_says_what_to_do_and_takes_nothing() {
    let made = store();
    let mut reader = reader(&made);
    let says = "This row stands for 3 articles. c unfolds it; then x s on the one that does not belong.";
    assert_eq!(reader.keys("jjxs").last_line(), says);
    // Found by another of its articles it is as much of a story.
    assert_eq!(reader.keys("/rescuers<Enter>xs").last_line(), says);
    assert_eq!(reader.rules(), "");
    assert_eq!(reader.keys("u").last_line(), "There is nothing to undo.");
}

#[test]
fn the_article_that_is_read_is_meant_and_no_other() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jj<Enter>xs");
    assert_eq!(reader.last_line(), "“A dam breaks” is a story of its own now. u puts it back.");
    assert_eq!(rows(&reader), [FOLDED[0], FOLDED[1], "Villages flooded in the north beta +1", "A dam breaks alpha"]);
}

#[test]
fn where_every_article_has_a_row_each_is_meant_by_its_own() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("SsGkxs");
    assert_eq!(reader.last_line(), PARTED);
    assert_eq!(rows(reader.keys("Ss")).len(), 4, "{}", reader.screen());
}

#[test]
fn an_article_that_is_alone_says_so_and_takes_nothing() {
    let made = store();
    let mut alone = reader(&made);
    assert_eq!(alone.keys("xs").last_line(), "This article is a story of its own already.");
    assert_eq!(alone.keys("jjcjxsxs").last_line(), "This article is a story of its own already.");
    let mut none = Reader::open(made.path(), SIZE);
    assert_eq!(none.keys("xs").last_line(), "What belongs together is still being found.");
    alone.keys("vjxs");
    assert!(alone.last_line().starts_with("One article at a time is taken out"), "{}", alone.last_line());
    let mut empty = Reader::open(tempfile::tempdir().unwrap().path(), SIZE);
    assert_eq!(empty.keys("lxs").last_line(), "No article is selected.");
}

#[test]
fn the_menu_of_x_is_that_of_where_one_is() {
    let made = store();
    let mut reader = reader(&made);
    let says = "s not the same story: take this article out of it";
    assert!(reader.keys("x").linger().screen().contains(says), "{}", reader.screen());
    let screen = reader.keys("<Esc><Enter>x").linger().screen();
    assert!(screen.contains(says) && !screen.contains("remove this search"), "{screen}");
    let screen = reader.keys("<Esc>hhx").linger().screen();
    assert!(screen.contains(says) && screen.contains("r remove this search"), "{screen}");
}

#[test]
fn a_menu_that_does_not_fit_is_cut_and_says_so() {
    let made = store();
    let mut reader = Reader::with_stories(made.path(), (40, 10));
    let screen = reader.keys("x").linger().screen();
    assert!(screen.lines().any(|line| line.starts_with("  s not the same story") && line.ends_with('…')), "{screen}");
    let mut reader = Reader::with_stories(made.path(), SIZE);
    let screen = reader.keys("x").linger().screen();
    assert!(screen.contains("take this article out of it    o mute or weigh zeta\n"), "{screen}");
}

#[test]
fn the_menu_of_s_says_the_order_whether_a_row_is_a_story_and_whether_the_read_ones_are_there() {
    let made = store();
    let mut reader = Reader::unread(made.path(), SIZE).with_marks(NOW).telling();
    reader.load();
    for (keys, says) in [
        ("", "newest, stories, read ones shown"),
        ("Ss", "newest, articles, read ones shown"),
        ("St.", "title, articles, read ones hidden"),
    ] {
        let screen = reader.keys(keys).keys("S").linger().screen();
        assert!(screen.contains(says), "{screen}");
        reader.keys("<Esc>");
    }
    reader.resize(30, 10);
    let screen = reader.keys("S").linger().screen();
    assert!(screen.contains(" title ") && !screen.contains("articles, read"), "{screen}");
}

#[test]
fn what_was_said_holds_at_the_next_start() {
    let (made, cache) = (store(), tempfile::tempdir().unwrap());
    let mut before = Reader::unread(made.path(), SIZE).with_cache(Cache::at(cache.path())).telling();
    before.load();
    before.keys("jjcjxs");
    let parted = [FOLDED[0], FOLDED[1], ALONE, "A dam breaks alpha +1"];
    let mut next = Reader::unread(made.path(), SIZE).with_cache(Cache::at(cache.path()));
    next.config = before.config;
    let mut next = next.telling();
    next.load();
    assert_eq!(rows(&next), parted);
    // Said again of what is said already: nothing is, and there is nothing to undo.
    assert_eq!(next.keys("jjxs").last_line(), "This article is a story of its own already.");
    assert_eq!(next.keys("u").last_line(), "There is nothing to undo.");
}

#[test]
fn an_edit_of_the_file_is_taken_in_while_one_reads() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jjcjxs");
    let file = reader.rules();
    reader.write_rules("");
    assert_eq!(rows(&reader), UNFOLDED);
    reader.write_rules(&file);
    assert_eq!(rows(&reader).len(), 5, "{}", reader.screen());
    assert!(reader.selected().contains("Villages"), "{}", reader.screen());
    // A mistake leaves all as it was, on the screen and in the file.
    let wrong = format!("{file}\n[[apart]]\narticle = \"x\"\n");
    reader.write_rules(&wrong);
    assert!(reader.last_line().contains("rules.toml:14:11: \"x\" is no id"), "{}", reader.screen());
    assert!(reader.selected().contains("Villages"), "{}", reader.screen());
    let before = rows(&reader);
    reader.keys("kxs");
    assert!(reader.last_line().contains("rules.toml:14:11: \"x\" is no id"), "{}", reader.screen());
    assert_eq!((rows(&reader), reader.rules()), (before, wrong));
}

#[test]
fn what_was_written_by_hand_meanwhile_stays_when_a_word_is_taken_back() {
    let made = store();
    let mut reader = reader(&made);
    reader.keys("jxs");
    let mine = format!("# Mine.\n\n{}\n[[follow]]\noutlet = \"zeta\"\n", reader.rules());
    reader.write_rules(&mine);
    assert_eq!(rows(&reader).len(), 4, "a table of a newer Dateline is no mistake");
    assert_eq!(rows(reader.keys("u")), FOLDED);
    assert_eq!(reader.rules(), "# Mine.\n\n[[follow]]\noutlet = \"zeta\"\n");
}

#[test]
fn a_file_that_can_not_be_written_is_told_and_nothing_is_done() {
    let made = store();
    let mut reader = reader(&made);
    // A way through a file: there is none, and none can be made.
    fs::write(reader.config.path().join("file"), "").unwrap();
    symlink("file/rules.toml", reader.rules_file()).unwrap();
    reader.keys("jxs");
    let screen = reader.screen();
    assert!(screen.contains("rules.toml: cannot be written: ") && screen.contains("It is not done."), "{screen}");
    assert_eq!(rows(&reader), FOLDED);
    assert_eq!(reader.keys("u").last_line(), "There is nothing to undo.");
    // It can be done once it can be.
    fs::remove_file(reader.rules_file()).unwrap();
    assert_eq!(rows(reader.keys("xs")).len(), 4, "{}", reader.screen());
    // And what can't be undone now can be later.
    fs::rename(reader.rules_file(), reader.config.path().join("away")).unwrap();
    fs::create_dir(reader.rules_file()).unwrap();
    assert!(reader.keys("u").screen().contains("rules.toml: is not a file"), "{}", reader.screen());
    fs::remove_dir(reader.rules_file()).unwrap();
    fs::rename(reader.config.path().join("away"), reader.rules_file()).unwrap();
    assert_eq!(rows(reader.keys("u")), FOLDED);
}

#[test]
fn marks_and_rules_are_undone_in_the_order_in_which_they_were_made() {
    let made = store();
    let mut reader = Reader::unread(made.path(), SIZE).with_marks(NOW).telling();
    reader.load();
    reader.keys("js").keys("xs").keys("Gs");
    assert!(reader.keys("u").last_line().starts_with("Undone: "), "{}", reader.last_line());
    assert_eq!(reader.keys("u").last_line(), "“Chess champion holds on” is put back.");
    assert!(reader.keys("u").last_line().starts_with("Undone: "), "{}", reader.last_line());
}

#[test]
fn an_undo_waits_for_what_is_still_being_written() {
    let made = store();
    let mut reader = reader(&made);
    let press = |reader: &mut Reader, key: &str| reader.app.update(Event::Key(key.parse::<Key>().unwrap()));
    reader.keys("jx");
    let written = press(&mut reader, "s");
    assert_eq!(press(&mut reader, "u").len(), 0);
    written.into_iter().for_each(|effect| reader.run(effect));
    assert_eq!((rows(&reader), reader.rules()), (FOLDED.map(str::to_owned).to_vec(), String::new()));
    assert_eq!(reader.last_line(), "“Chess champion holds on” is put back.");
}

#[test]
fn in_a_terminal_a_rule_is_written_kept_and_its_file_watched() {
    let (home, made) = (tempfile::tempdir().unwrap(), store());
    with_all_headlines_first(home.path());
    let start = || Pty::start(command(home.path(), &[&made.path().to_string_lossy()]), SIZE);
    let mut pty = start();
    pty.wait_for("3 stories, 6 articles");
    pty.keys("jxs");
    pty.wait_for("is a story of its own now. u puts it back.");
    pty.wait_for("4 stories, 6 articles");
    let file = home.path().join("config/dateline/rules.toml");
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("[[apart]]\ntitle = \"Chess champion holds on\"\n"), "{written}");
    pty.keys("u");
    pty.wait_for("3 stories, 6 articles");
    fs::write(&file, &written).unwrap();
    pty.wait_for("4 stories, 6 articles");
    fs::write(&file, "[[apart]]\narticle = 3\n").unwrap();
    let screen = pty.wait_for("stays as it was.");
    assert!(screen.contains("rules.toml:2") && screen.contains("4 stories, 6 articles"), "{screen}");
    fs::write(&file, &written).unwrap();
    pty.keys("Q");
    assert_eq!(pty.end().0, 0);
    let mut again = start();
    again.wait_for("4 stories, 6 articles");
    again.keys("Q");
    assert_eq!(again.end().0, 0);
    // With a mistake in it nothing is drawn.
    fs::write(&file, "[[apart]]\narticle = 3\n").unwrap();
    let (code, bytes) = start().end();
    let text = String::from_utf8_lossy(&bytes);
    assert!(code == 2 && text.contains("2 | article = 3") && text.contains("write the 32 digits"), "{text}");
}
