//! The front page from a shell: what stands on it, why, that it ends, and what the configuration makes of it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::Made;
use common::desk::Desk;
use serde_json::{Value, json};
use std::fs;

fn front(title: &str, at: &str, outlet: &str, more: &str) -> String {
    let address = format!("https://{}.example/{}", outlet.to_lowercase(), title.replace(' ', "-"));
    format!("title: {title}\npublishedDateTime: {at}\noriginalUrl: {address}\nprovider: {{name: {outlet}}}\n{more}")
}

const DAM: &str = "A dam breaks above the old town";

/// A paper of June 2021: a dam that three outlets tell, an owl, the hottest of all held back, junk, and two about tea.
fn desk() -> Desk {
    let elsewhere = "related: [{title: Dam, originalUrl: \"https://radio.example/dam\", provider: {name: Radio}}, \
        {title: Dam, originalUrl: \"https://wire.example/dam\", provider: {name: Wire}}]\nheat: 60";
    let article = |made: Made, (file, title, at, outlet, more): (&str, &str, &str, &str, &str)| {
        made.article(file, &front(title, at, outlet, more))
    };
    let all = [
        ("dam.md", DAM, "2021-06-02T10:00:00Z", "Daily", elsewhere),
        ("owl.md", "An owl sits on the clock", "2021-06-02T16:00:00Z", "Weekly", "heat: 50"),
        ("draft.md", "Not yet", "2021-06-02T17:00:00Z", "Daily", "heat: 99\npublished: false"),
        ("junk.md", "You will never guess", "2021-06-02T12:00:00Z", "Spam", "heat: 5"),
        ("old.md", "The bridge of last month", "2021-05-12T12:00:00Z", "Daily", "heat: 50"),
    ];
    Desk::new(all.into_iter().fold(Made::new(), article))
}

/// The headlines of a page, in their order.
fn titles(desk: &Desk) -> Vec<String> {
    let page = desk.json(&["front", "--json"]);
    let stories =
        page["sections"].as_array().unwrap().iter().flat_map(|section| section["stories"].as_array().unwrap());
    stories.map(|story| story["article"]["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_page_has_a_date_the_stories_that_matter_and_an_end() {
    let desk = desk();
    let page = format!(
        "Edition of 2 June 2021\n\nTop stories\n2021-06-02\tDaily\t{DAM}\t+2\n2021-06-02\tWeekly\tAn owl sits on the clock\n\
         2021-05-12\tDaily\tThe bridge of last month\n\nYou are up to date. The rest is under All.\n"
    );
    assert_eq!(desk.out(&["front"]), page);
    let (code, bytes) = desk.pty(&["front"], &[]).end();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    assert_eq!(code, 0);
    assert_eq!(lines[0], "\u{1b}[1mEdition of 2 June 2021\u{1b}[0m");
    assert_eq!(lines[3], format!("\u{1b}[2m2021-06-02  Daily \u{1b}[0m  {DAM}  \u{1b}[2m+2\u{1b}[0m"));
    assert_eq!(lines.last(), Some(&"You are up to date. The rest is under All."));
}

#[test]
fn why_tells_below_each_story_what_lifts_it() {
    let desk = desk();
    let page = desk.out(&["front", "--why"]);
    let below = |title: &str| page.lines().skip_while(|line| !line.contains(title)).nth(1).unwrap().trim().to_owned();
    assert_eq!(below(DAM), "heat 60 +228, 3 outlets +117, 6 h before the newest +275, unread +111: 731");
    assert_eq!(below("An owl"), "heat 50 +194, 1 outlet +0, the newest +277, unread +111: 582");
    assert!(below("The bridge").contains("21 days before the newest"), "{page}");
    assert!(below("The bridge").contains(", read +0: "), "over a week before the newest");
    assert_eq!(desk.run(&["front", "--why", "--json"]).0, 2, "they are in it anyway");
}

#[test]
fn why_tells_where_variety_put_a_story_before_one_that_has_more_points() {
    let article = |made: Made, (title, outlet, heat): (&str, &str, u32)| {
        made.article(&format!("{title}.md"), &front(title, "2021-06-02T10:00:00Z", outlet, &format!("heat: {heat}")))
    };
    let all = [("Owl", "Daily", 60), ("Elk", "Daily", 60), ("Bat", "Weekly", 59), ("Cat", "Monthly", 40)];
    let desk = Desk::new(all.into_iter().fold(Made::new(), article));
    let page = desk.out(&["front", "--why"]);
    let lines: Vec<&str> = page.lines().skip(3).collect();
    assert!(lines[2].contains("Bat") && lines[4].contains("Daily"), "{page}");
    assert!(lines[3].ends_with("; stands before No. 3: within 50 points, and of another outlet"), "{page}");
    assert!(lines[5].ends_with("; stands after No. 2: within 50 points, and of another outlet"), "{page}");
    assert!(!lines[1].contains("stands") && !lines[7].contains("stands"), "{page}");
    let stories = &desk.json(&["front", "--json"])["sections"][0]["stories"];
    let told = json!(["stands before No. 3: within 50 points, and of another outlet"]);
    assert_eq!((&stories[0]["variety"], &stories[1]["variety"]), (&json!([]), &told));
}

#[test]
fn in_json_it_has_every_key_that_is_promised_and_the_articles_of_list() {
    let desk = desk();
    let page = desk.json(&["front", "--json"]);
    assert_eq!(
        (&page["version"], &page["edition"], &page["weighed"]),
        (&json!(1), &json!("2021-06-02T16:00:00Z"), &json!(4))
    );
    let [section] = &page["sections"].as_array().unwrap()[..] else { panic!("{page}") };
    assert_eq!((&section["of"], &section["name"]), (&json!("top"), &Value::Null));
    let story = &section["stories"][0];
    let listed = desk.json(&["list", "--json"]);
    assert!(listed["articles"].as_array().unwrap().contains(&story["article"]));
    let terms = story["terms"].as_array().unwrap();
    assert_eq!(terms[1], json!({"name": "outlets", "value": "3 outlets", "points": 117}));
    let names: Vec<&str> = terms.iter().map(|term| term["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["heat", "outlets", "fresh", "unread"]);
    assert_eq!(story["score"], terms.iter().map(|term| term["points"].as_u64().unwrap()).sum::<u64>());
}

#[test]
fn what_one_has_read_loses_its_bonus_and_no_more() {
    let desk = desk();
    desk.out(&["mark", "read", "'dam"]);
    assert_eq!(titles(&desk)[0], DAM, "hotter and told by three");
    desk.out(&["mark", "unread", "'bridge"]);
    let page = desk.out(&["front", "--why"]);
    assert_eq!((page.matches(", read +0").count(), page.matches(", unread +").count()), (1, 2));
}

#[test]
fn the_configuration_says_what_weighs_and_a_wrong_weight_is_shown() {
    let desk = desk();
    let config = desk.home.path().join("config.toml");
    let with = |text: &str| {
        fs::write(&config, text).unwrap();
        desk.run(&["front", "--config", config.to_str().unwrap()])
    };
    let (code, page, err) = with("[front]\nheat = 0\noutlets = 0\nunread = 0\n");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(page.lines().nth(3).unwrap().contains("An owl"), "the newest: {page}");
    let (code, page, err) = with("[front]\nhalf-life = 0\n");
    assert_eq!((code, page.as_str()), (2, ""));
    assert!(err.contains("config.toml:2:13: half-life cannot be 0") && err.contains("^"), "{err}");
    assert!(err.contains("write a whole number from 1 to 8760"), "{err}");
}

#[test]
fn a_front_page_of_nothing_ends_with_1() {
    let desk = Desk::new(Made::new().article("a.md", "title: Draft\npublished: false"));
    assert_eq!(desk.run(&["front"]), (1, String::new(), String::new()));
    let (code, out, _) = desk.run(&["front", "--json"]);
    assert_eq!((code, &serde_json::from_str::<Value>(&out).unwrap()["sections"]), (1, &json!([])));
    assert_eq!(desk.run(&["front", "--store", "/nonexistent"]).0, 2);
}

/// With these words in `rules.toml`.
fn ruled(desk: &Desk, rules: &str) {
    let folder = desk.home.path().join("config/dateline");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("rules.toml"), rules).unwrap();
}

#[test]
fn what_is_muted_is_not_on_the_page_and_one_line_says_how_much_that_is() {
    let desk = desk();
    ruled(&desk, "[[mute]]\noutlet = \"weekly\"\n");
    let page = desk.out(&["front"]);
    let end = "\n\nYou are up to date. The rest is under All.\n1 story is muted by rules.toml.\n";
    assert!(!page.contains("An owl") && page.contains(DAM) && page.ends_with(end), "{page}");
    let json = desk.json(&["front", "--json"]);
    assert_eq!((&json["muted"], &json["weighed"]), (&json!(1), &json!(3)));

    ruled(&desk, "[[mute]]\nword = \"bridge\"\n[[mute]]\noutlet = \"Weekly\"\nuntil = 9999-12-03\n");
    assert!(desk.out(&["front"]).ends_with("\n2 stories are muted by rules.toml.\n"));
    let (_, bytes) = desk.pty(&["front"], &[]).end();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().last(), Some("\u{1b}[2m2 stories are muted by rules.toml.\u{1b}[0m"));

    // What was said until a day that has gone holds no longer.
    ruled(&desk, "[[mute]]\noutlet = \"Weekly\"\nuntil = 2021-06-03\n");
    let page = desk.out(&["front"]);
    assert!(page.contains("An owl") && page.ends_with("under All.\n"), "{page}");
    assert_eq!(desk.json(&["front", "--json"])["muted"], json!(0));
}

#[test]
fn a_page_of_which_all_is_muted_says_by_what_on_the_other_stream() {
    let desk = Desk::new(Made::new().article("a.md", &front("Alone", "2021-06-02T10:00:00Z", "Daily", "")));
    ruled(&desk, "[[mute]]\noutlet = \"Daily\"\n");
    let said = "dateline: nothing is found; 1 story is muted by rules.toml: outlet Daily\n";
    assert_eq!(desk.run(&["front"]), (1, String::new(), said.to_owned()));
    let (code, bytes) = desk.pty(&["front"], &[]).end();
    assert_eq!(code, 1);
    assert!(String::from_utf8(bytes).unwrap().contains(said.trim_end()));
}

#[test]
fn why_tells_what_is_weighed_and_a_wrong_rule_is_shown() {
    let desk = desk();
    ruled(&desk, "[[weigh]]\noutlet = \"Weekly\"\npoints = 300\n\n[[weigh]]\nword = \"dam\"\npoints = -31\n");
    let page = desk.out(&["front", "--why"]);
    let lines: Vec<&str> = page.lines().skip(3).map(str::trim).take(4).collect();
    assert!(lines[0].contains("An owl") && lines[1].ends_with(", unread +111, outlet Weekly +300: 882"), "{page}");
    assert!(lines[2].contains(DAM) && lines[3].ends_with(", unread +111, word dam -31: 700"), "{page}");
    let story = &desk.json(&["front", "--json"])["sections"][0]["stories"][1];
    let last = story["terms"].as_array().unwrap().last().unwrap();
    assert_eq!((last, &story["score"]), (&json!({"name": "weigh", "value": "word dam", "points": -31}), &json!(700)));

    ruled(&desk, "[[weigh]]\nword = \"dam\"\npoints = 2000\n");
    let (code, page, err) = desk.run(&["front"]);
    assert_eq!((code, page.as_str()), (2, ""));
    assert!(err.contains("rules.toml:3:10: points cannot be 2000") && err.contains('^'), "{err}");
}
