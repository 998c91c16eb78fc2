//! A store of twelve articles, for the tests of every day.

use super::Made;

/// Twelve articles, one a day: three topics, three outlets, numbers in the titles; the fifth has every kind of link.
pub fn twelve() -> Made {
    let mut made = Made::new();
    for n in 1..=12 {
        let topic = ["Moon", "Mars", "Venus"][n % 3];
        let outlet = ["Orbit", "Apogee", "Perigee"][n % 3];
        let kind = if n % 4 == 0 { "crater" } else { "plain" };
        let more = if n == 5 { EVERY_LINK } else { "" };
        let front = format!(
            "title: Headline {kind} number {n}\nexcerpt: Excerpt {n}.\npublishedDateTime: 2021-01-{n:02}T10:00:00Z\n\
             originalUrl: https://example.com/{n}\nheat: {}\nprovider:\n  name: {outlet}\ntopics: [{topic}]{more}",
            n * 7 % 12
        );
        let body = if n == 5 {
            "Read [the notes](https://notes.example.org/5) and [a bad one](javascript:x).\n".to_owned()
        } else {
            (1..40)
                .map(|line| format!("Paragraph {line} of {n}{}.\n\n", if line == 33 { ", a Cräter" } else { "" }))
                .collect()
        };
        made = made.file(&format!("_news/2021-01-{n:02}-headline.md"), &format!("---\n{front}\n---\n{body}"));
    }
    made
}

const EVERY_LINK: &str = "\nwebUrl: https://web.example.com/5\nampWebUrl: https://amp.example.com/5\n\
    cdnAmpWebUrl: https://cdn.example.com/5\nfeaturedContent: '<iframe src=\"https://player.example.com/5\"></iframe>'\n\
    actions:\n- url: https://files.example.com/5.zip\n  type: download\n  title: All of it\n\
    - url: https://xn--pple-43d.com/5\n  type: link";
