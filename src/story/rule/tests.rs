//! The rule on single pairs: what must be one story and what never may, whatever else changes. How good it is in all is measured by
//! `tests/stories.rs`, not here.

use proptest::prelude::*;

use super::*;
use crate::model::text::samples::any_text;

const HOUR: i64 = 3600;

fn told(title: &str, outlet: &str, hours: i64) -> Features {
    Features::of(&Told { title, excerpt: "", outlet, at: 1_700_000_000 + hours * HOUR })
}

fn compared(a: &Features, b: &Features, rarity: &Rarity) -> Option<Likeness> {
    compare(&Weighed::new(a, rarity), &Weighed::new(b, rarity))
}

fn is_one(a: &Features, b: &Features) -> bool {
    compared(a, b, &Rarity::default()).is_some()
}

/// Two titles without excerpts, of two outlets, some hours apart.
fn is_one_of_two_outlets(a: &str, b: &str) -> bool {
    is_one(&told(a, "Market Bell", 0), &told(b, "The Meridian", 4))
}

/// Two titles of one outlet.
fn is_one_of_an_outlet(a: &str, b: &str, hours: i64) -> bool {
    is_one(&told(a, "Loom Blog", 0), &told(b, "Loom Blog", hours))
}

#[test]
fn a_release_sent_again_with_its_fault_mended_is_the_same_story_in_every_outlet() {
    let first = "Provost Releases DeskTeam a New Family of ISTM Loom Products";
    let mended = "RE-TRANSMISSION: Provost Releases DeskTeam a New Family of ITSM Loom Products";
    let all = [
        told(first, "Wirelink", 0),
        told(mended, "Wirelink", 5),
        told(&mended.replace("RE-TRANSMISSION: ", ""), "Market Bell", 17),
        told(mended, "PR Current", 51),
        told(first, "PR Current", 51),
    ];
    // Where a word differs and nothing says why, two of them may not meet, but each meets those that were sent again.
    for again in [&all[1], &all[3]] {
        assert!(all.iter().all(|one| is_one(one, again)));
    }
    assert!(is_one(&all[0], &all[4]));
}

#[test]
fn a_title_printed_by_two_outlets_is_one_story() {
    let title = "Halden fleshes out Loom Portals";
    assert!(is_one(&told(title, "Market Bell", 0), &told(title, "TechBarrow", 31)));
}

#[test]
fn what_a_store_of_few_words_says_again_and_again_is_chance() {
    const WORDS: [&str; 24] = [
        "bank",
        "grid",
        "harbour",
        "nurse",
        "court",
        "forest",
        "satellite",
        "museum",
        "pilot",
        "island",
        "algorithm",
        "vaccine",
        "railway",
        "camera",
        "battery",
        "election",
        "school",
        "storm",
        "driver",
        "council",
        "bridge",
        "novel",
        "factory",
        "glacier",
    ];
    let say = |n: usize, words: usize| -> String {
        (0..words).map(|at| WORDS[(n * 7 + at * at * 5 + n / 24 * at) % WORDS.len()]).collect::<Vec<_>>().join(" ")
    };
    let all: Vec<Features> = (0..3_000)
        .map(|n| {
            let (title, excerpt, outlet) = (say(n, 7), say(n + 11, 14), format!("Outlet {}", n % 9));
            Features::of(&Told { title: &title, excerpt: &excerpt, outlet: &outlet, at: 1_700_000_000 + n as i64 * 60 })
        })
        .collect();
    let mut rarity = Rarity::default();
    all.iter().for_each(|features| rarity.count(features));
    let pairs = (0..150).flat_map(|a| (a + 1..150).map(move |b| (a, b)));
    let merged = pairs.filter(|(a, b)| compared(&all[*a], &all[*b], &rarity).is_some()).count();
    assert_eq!(merged, 0);
}

#[test]
fn what_one_outlet_fills_into_one_form_stays_apart() {
    for (a, b, hours) in [
        ("Loom | 2019 release wave 2 overview", "Loom Portals | 2019 release wave 2 overview", 100),
        ("Loom | 2020 release wave 1 overview", "Loom | 2020 release wave 2 overview", 50),
        (
            "Announcing general availability of offline mode in Loom",
            "Announcing general availability of the audit log in Loom",
            24,
        ),
        ("Loom Community Call March: forms and sign-in", "Loom Community Call April: tables and sign-in", 90),
        ("What's new in the June feature update", "What's new in the July feature update", 48),
        ("Queues explained, part 1: the letter box", "Queues explained, part 2: the waiting room", 24),
        ("Commission agenda, week 37", "Commission agenda, week 38", 100),
        ("Loom portals: Edit a page by hand (preview)", "Loom portals: Use parts of code in a page (preview)", 30),
    ] {
        assert!(!is_one_of_an_outlet(a, b, hours), "{a}, {b}");
    }
}

#[test]
fn what_one_title_denies_of_what_the_other_says_is_another_story() {
    for (a, b) in [
        ("Senator Whitlow says he will attend debate", "Senator Whitlow says he will not attend debate"),
        ("Nela Ferrant elected MP for Dunmore", "Nela Ferrant not elected MP for Dunmore"),
        ("Orsolya Pintér will travel to Ostmark this week", "Orsolya Pintér won't travel to Ostmark this week"),
        (
            "Judge dismisses manslaughter charges against Alec Morrow",
            "Judge refuses to dismiss manslaughter charges against Alec Morrow",
        ),
        ("Korda confirms layoffs at Velden plant", "Korda denies layoffs at Velden plant"),
        ("Minister rules out rise in Halden fuel duty", "Minister refuses to rule out rise in Halden fuel duty"),
    ] {
        assert!(!is_one_of_two_outlets(a, b) && !is_one_of_two_outlets(b, a), "{a}, {b}");
    }
}

#[test]
fn a_denial_that_both_titles_have_or_that_is_of_something_else_parts_nothing() {
    for (a, b) in [
        ("Senator Whitlow says he won't attend debate", "Senator Whitlow says he will not attend debate"),
        ("Korda plane makes emergency landing in Velden", "Korda plane makes emergency landing in Velden, no injuries"),
    ] {
        assert!(is_one_of_two_outlets(a, b) && is_one_of_two_outlets(b, a), "{a}, {b}");
    }
}

#[test]
fn two_names_that_have_changed_places_around_what_is_done_are_two_stories() {
    for (a, b) in [
        ("Tarquis beats Obrel in final", "Obrel beats Tarquis in final"),
        ("Velden Rovers beat Dunmore", "Dunmore beat Velden Rovers"),
        ("Elina Brask sues Javier Toll over Loom", "Javier Toll sues Elina Brask over Loom"),
        ("Korda sues Obrel over app store fees", "Obrel sues Korda over app store fees"),
        ("US strikes Houthi targets in Yemen", "Houthi strikes US targets off Yemen"),
        ("Iran accuses Israel of attack on Natanz plant", "Israel accuses Iran of attack on Natanz plant"),
    ] {
        assert!(!is_one_of_two_outlets(a, b) && !is_one_of_two_outlets(b, a), "{a}, {b}");
    }
}

#[test]
fn names_that_have_changed_places_are_one_story_where_who_does_what_is_the_same() {
    for (a, b) in [
        ("Tarquis beat Obrel to win League Cup final", "Obrel beaten by Tarquis in League Cup final"),
        ("Tarquis beat Obrel in League Cup final", "Obrel lose to Tarquis in League Cup final"),
        ("Grocer Pellworth sells petrol stations to Ansty", "Ansty buys petrol stations of grocer Pellworth"),
        ("Korda acquires Obrel for 20 billion dollars", "Obrel acquired by Korda for 20 billion dollars"),
        ("Elina Brask meets Javier Toll at car factory", "Javier Toll meets Elina Brask at car factory"),
        ("Korda rises as Obrel falls on Tarquis forecast", "Obrel falls as Korda rises on Tarquis forecast"),
        ("Korda rises, Obrel falls on Tarquis forecast", "Obrel falls, Korda rises on Tarquis forecast"),
    ] {
        assert!(is_one_of_two_outlets(a, b) && is_one_of_two_outlets(b, a), "{a}, {b}");
    }
}

#[test]
fn parts_numbered_in_words_or_roman_numerals_stay_apart_and_one_part_is_one() {
    for (a, b) in [
        ("Loom release wave one plans published", "Loom release wave two plans published"),
        ("Quartz operator for Loom: a tutorial, part one", "Quartz operator for Loom: a tutorial, part two"),
        ("Building a compiler in Quartz, part II", "Building a compiler in Quartz, part III"),
        ("Ostmark collapse on first day of Velden Test", "Ostmark collapse on second day of Velden Test"),
        ("Ostmark collapse on third day of Velden Test", "Ostmark collapse on fourth day of Velden Test"),
        ("Velden portrait of Queen Orsolya II sold at auction", "Velden portrait of Queen Orsolya III sold at auction"),
    ] {
        assert!(!is_one_of_two_outlets(a, b) && !is_one_of_two_outlets(b, a), "{a}, {b}");
    }
    for part in ["part 1", "part one", "part I"] {
        let title = |part: &str| format!("Quartz operator for Loom, the tutorial, {part}");
        assert!(is_one_of_two_outlets(&title("part one"), &title(part)), "{part}");
    }
}

#[test]
fn a_word_or_a_figure_behind_a_name_makes_another_thing_of_it() {
    for (a, b) in [
        ("Halden releases Quartz 24.04 LTS", "Halden releases Quartz 24.04.1 LTS"),
        ("Quartz kernel 6.8 released with Obrel driver", "Quartz kernel 6.8.1 released with Obrel driver"),
        ("Halden announces Quartz 16 with larger display", "Halden announces Quartz 16 Pro with larger display"),
        ("Senate passes bill to ban Loom nationwide", "Senate panel passes bill to ban Loom nationwide"),
        ("Tarquis beat Obrel to win League Cup", "Tarquis Women beat Obrel to win League Cup"),
        ("Halden announces general availability of Loom", "Halden announces general availability of Loom Premium"),
    ] {
        assert!(!is_one_of_two_outlets(a, b) && !is_one_of_two_outlets(b, a), "{a}, {b}");
    }
    assert!(is_one_of_two_outlets(
        "Halden mends Quartz with security fixes",
        "Halden mends Quartz 17.4.1 with security fixes"
    ));
}

#[test]
fn one_form_filled_with_two_places_is_two_stories() {
    for (a, b) in [
        ("Man arrested after stabbing in Columbus, Ohio", "Man arrested after stabbing in Dayton, Ohio"),
        ("Ferry with 300 on board sinks off Velden in Ostmark", "Ferry with 300 on board sinks off Dunmore in Ostmark"),
    ] {
        assert!(!is_one_of_two_outlets(a, b) && !is_one_of_two_outlets(b, a), "{a}, {b}");
    }
}

#[test]
fn what_a_firm_announces_and_a_report_that_tells_it_in_other_words_are_one_story() {
    let release = Features::of(&Told {
        title: "Better together: introducing Custom Screens and the Modern Designer",
        excerpt: "Today at the Loom summit we show custom screens and a new designer for model-driven apps.",
        outlet: "Loom Blog",
        at: 0,
    });
    let report = Features::of(&Told {
        title: "Halden fleshes out Loom",
        excerpt: "Custom screens and a modern designer for model-driven apps were introduced at the Halden Loom summit.",
        outlet: "Market Bell",
        at: 15 * HOUR,
    });
    assert!(is_one(&release, &report));
}

#[test]
fn what_is_measured_in_miles_by_one_desk_and_in_kilometres_by_another_is_one_story() {
    for (a, b) in [
        (
            "Velden glacier lost nine miles of its front in a week",
            "Front of Velden glacier retreated 14.5 km in seven days",
        ),
        ("Korda to cut one in five jobs at Dunmore plant", "Korda to axe 20% of its workforce at Dunmore plant"),
        ("Fire near Dunmore destroys 2,000 hectares of oak", "Wildfire burns 5,000 acres of oak near Dunmore"),
    ] {
        assert!(is_one_of_two_outlets(a, b) && is_one_of_two_outlets(b, a), "{a}, {b}");
    }
}

#[test]
fn a_title_that_is_written_without_blanks_is_one_story_in_two_outlets_and_with_a_word_more() {
    let title = "瓦莫无人驾驶出租车在凤凰城发生碰撞两人受伤";
    for other in [title, "快讯：瓦莫无人驾驶出租车在凤凰城发生碰撞两人受伤"] {
        assert!(is_one_of_two_outlets(title, other) && is_one_of_two_outlets(other, title), "{other}");
    }
    for other in ["瓦莫无人驾驶出租车在凤凰城获准夜间运营", "央行宣布下调存款准备金率零点五个百分点"]
    {
        assert!(!is_one_of_two_outlets(title, other) && !is_one_of_two_outlets(other, title), "{other}");
    }
}

#[test]
fn one_word_in_common_says_nothing_however_rare() {
    for (a, b) in [("Pellworth", "Pellworth galore"), ("Ansty out", "Farewell, Ansty"), ("Halden 3", "Halden 4")] {
        assert!(!is_one_of_two_outlets(a, b) && !is_one_of_two_outlets(b, a), "{a}, {b}");
    }
}

#[test]
fn what_the_stock_exchange_makes_of_an_event_is_not_the_event() {
    let recall = "Baker Pellworth recalls rye loaves over metal fragments";
    assert!(!is_one_of_two_outlets(recall, "Pellworth shares slide 8% after recall of rye loaves"));
    assert!(is_one_of_two_outlets(recall, "Metal fragments found: Pellworth recalls its rye loaves"));
}

#[test]
fn one_outlet_tells_nothing_twice_within_the_hour_in_other_words() {
    let first = told("Halden opens Loom to outside developers at Weave", "Market Bell", 0);
    let again = "Developers outside Halden can build on Loom, firm tells Weave crowd in Velden";
    assert!(is_one(&first, &told(again, "The Meridian", 0)));
    assert!(!is_one(&first, &told(again, "Market Bell", 0)));
}

#[test]
fn a_newsletter_named_by_its_day_is_none_of_its_items() {
    let item = told("Conference shows Loom agents that build forms faster", "Market Bell", 0);
    assert!(!is_one(&item, &told("Loom Weekly: conference shows agents that build forms (2024-06-02)", "", 20)));
}

#[test]
fn far_dates_part_even_the_very_same_words() {
    let title = "Guitarist Joss Calder of the Paper Kites Club dies at 71";
    let hours = WINDOW / HOUR;
    assert!(is_one(&told(title, "Stagecraft", 0), &told(title, "The Meridian", 1)));
    assert!(!is_one(&told(title, "Stagecraft", 0), &told(title, "The Meridian", hours + 1)));
}

#[test]
fn words_are_rarer_the_fewer_articles_have_them() {
    let article = told("Korda halts Polish line", "Market Bell", 0);
    let mut rarity = Rarity::default();
    let before: Vec<_> = article.words().iter().map(|word| rarity.weight(*word)).collect();
    let mut other = Rarity::default();
    for _ in 0..5_000 {
        rarity.count(&article);
        other.count(&told("Nothing of that", "Market Bell", 0));
    }
    for (word, before) in article.words().iter().zip(before) {
        assert!(rarity.weight(*word) < before);
    }
    let mut merged = rarity.clone();
    merged.merge(&other);
    other.merge(&rarity);
    assert_eq!(merged, other);
    assert!(article.words().iter().all(|word| merged.weight(*word) > rarity.weight(*word)));
}

#[test]
fn the_features_of_an_article_are_small() {
    let excerpt =
        "The chain will hand 214 forecourts to fuel group Ansty for 610 million pounds, it said on Monday. ".repeat(3);
    let title = "Grocer Pellworth agrees to sell its petrol stations to fuel group Ansty for 610 million";
    let features = Features::of(&Told { title, excerpt: &excerpt, outlet: "Market Bell", at: 0 });
    assert!(features.words().len() * 6 + size_of::<Features>() < 400);
    assert!(features.title_words().len() < features.words().len());
}

proptest! {
    #[test]
    fn any_two_texts_can_be_compared_and_either_way_round(
        texts in [any_text(), any_text(), any_text(), any_text()],
        hours in -9i64..9,
    ) {
        let [title, excerpt, other, more] = &texts;
        let one = Features::of(&Told { title, excerpt, outlet: "", at: 0 });
        let two = Features::of(&Told { title: other, excerpt: more, outlet: title, at: hours * HOUR });
        let mixed = Features::of(&Told { title: &format!("{title} {other}"), excerpt: more, outlet: "", at: i64::MAX });
        let mut rarity = Rarity::default();
        rarity.count(&one);
        for (a, b) in [(&one, &two), (&one, &mixed), (&two, &mixed), (&one, &one)] {
            prop_assert_eq!(compared(a, b, &rarity), compared(b, a, &rarity));
        }
    }

    #[test]
    fn who_has_read_other_articles_reads_an_article_no_other_way(
        texts in proptest::collection::vec((any_text(), "([A-Z]?[a-z]{1,3}[ ,:'-]|US |U.S. |[0-9]{1,2} ){0,12}"), 1..9),
    ) {
        let mut reader = Reader::new();
        for (any, headline) in texts.iter().chain(&texts) {
            for (title, excerpt) in [(any, headline), (headline, any)] {
                let told = Told { title, excerpt, outlet: "", at: 0 };
                prop_assert_eq!(reader.read(&told), Features::of(&told));
            }
        }
    }

    #[test]
    fn any_headlines_can_be_compared_and_either_way_round(
        a in "(UPDATE [0-9]-)?([A-Z]?[a-z]{1,9}[ ,:'-]{1,2}|[0-9]{1,4}[,.-]?[0-9]{0,3}(bn|m|%)? ){0,14}",
        b in "(After )?([A-Z]?[a-z]{1,9} |[0-9]{1,6} (million|to) ?[0-9]{0,2} ){0,14}( \\| [A-Z][a-z]+)?",
    ) {
        let (one, two) = (told(&a, "A", 0), told(&b, "B", 3));
        prop_assert_eq!(compared(&one, &two, &Rarity::default()), compared(&two, &one, &Rarity::default()));
    }
}
