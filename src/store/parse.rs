//! Bytes of a file in, an article with its notes out, or one note that says why there is none. It never fails, never panics,
//! opens nothing and reads no clock: the same bytes always give the same article.

use std::borrow::Cow;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::article::article;
use super::body::{self, Loss};
use super::fields::Fields;
use super::front_matter::{FIRST_LINE, FrontMatter};
use super::names::{self, Markup};
use super::tree::Document;
use super::{scan, yaml};
use crate::model::{Article, Body, Code, Note, Timestamp, text};

/// The longest body that is read, in bytes.
pub const MAX_BODY: usize = 8 << 20;

/// A date further ahead than this is noted; clocks and time zones differ by less.
const AHEAD: i64 = 86_400;

/// A file to parse.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its bytes, as [`super::FoundFile::read`] gives them.
    pub bytes: &'a [u8],
    /// Relative to the store.
    pub path: &'a Path,
    /// [`super::Store::raw_name`].
    pub store_name: &'a str,
}

/// How much of an article is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// All but the body, which stays empty, and the notes on it.
    Headline,
    Whole,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    Shown(Box<Parsed>),
    Skipped(Note),
}

/// An article and what was wrong with its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    pub article: Article,
    /// In the order of the lines they speak of.
    pub notes: Vec<Note>,
    /// Anything but white space follows the front matter, as far as it was read.
    pub has_body: bool,
}

/// Parses one file.
pub fn parse(source: &Source<'_>, want: Want) -> Outcome {
    outcome(read(source, want, scan::scan))
}

/// [`parse()`] without the scanner: slower, and never anything else. What the scanner is held against.
pub fn parse_by_events(source: &Source<'_>, want: Want) -> Outcome {
    outcome(read(source, want, |_| None))
}

fn outcome(read: Result<Parsed, Note>) -> Outcome {
    match read {
        Ok(parsed) => Outcome::Shown(Box::new(parsed)),
        Err(note) => Outcome::Skipped(note),
    }
}

/// N-FUTURE for an article dated over a day after `now`. Apart from parsing, so that what is stored never depends on now.
pub fn future_note(published: Option<Timestamp>, now: Timestamp) -> Option<Note> {
    let ahead = published?.seconds() > now.seconds().saturating_add(AHEAD);
    ahead.then(|| Note::new(Code::Future, 0, "publishedDateTime: over a day ahead"))
}

fn read(source: &Source<'_>, want: Want, scan: fn(&str) -> Option<Document<'_>>) -> Result<Parsed, Note> {
    let parts = FrontMatter::find(source.bytes)?;
    let mut fields = Fields::default();
    // The lossy way takes a byte at a time, so it is not asked before it must be.
    let yaml =
        simdutf8::basic::from_utf8(parts.yaml).map_or_else(|_| String::from_utf8_lossy(parts.yaml), Cow::Borrowed);
    if let Cow::Owned(_) = yaml {
        fields.note(Code::Utf8, line_of_damage(parts.yaml), "bytes that are no UTF-8 were replaced");
    }
    let without_nul;
    let document = match scan(&yaml) {
        Some(document) => document,
        // The YAML parser takes NUL for the end.
        None if yaml.contains('\0') => {
            without_nul = yaml.replace('\0', "\u{1}");
            yaml::parse(&without_nul)?
        }
        None => yaml::parse(&yaml)?,
    };
    for (key, line) in &document.repeated {
        let key = text::safe_line(key);
        fields.note(Code::DupKey, *line, format!("{key}: stands twice; this one counts"));
    }
    let mut article = article(document.top(), source, &mut fields);
    let has_body = parts.body.iter().any(|byte| !byte.is_ascii_whitespace());
    if want == Want::Whole && has_body {
        let markup =
            source.path.file_name().and_then(|name| names::markup(name.as_bytes())).unwrap_or(Markup::Markdown);
        let mut loss = Loss::default();
        article.body = body::read(parts.body, markup, &mut loss);
        note_loss(&loss, &article.body, &mut fields);
    }
    let mut notes = fields.into_notes();
    notes.sort_by_key(|note| if note.line == 0 { u32::MAX } else { note.line });
    Ok(Parsed { article, notes, has_body })
}

fn note_loss(loss: &Loss, body: &Body, fields: &mut Fields) {
    if loss.utf8 {
        fields.note(Code::Utf8, 0, "body: bytes that are no UTF-8 were replaced");
    }
    if loss.control {
        fields.note(Code::Control, 0, "body: control characters were replaced");
    }
    if loss.bidi {
        fields.note(Code::Bidi, 0, "body: characters that turn the text around were removed");
    }
    if body.cut {
        fields.note(Code::Truncated, 0, "body: too long; shown cut");
    }
}

/// Line of the file of the first byte that is no UTF-8.
fn line_of_damage(yaml: &[u8]) -> u32 {
    let good = std::str::from_utf8(yaml).map_or_else(|error| error.valid_up_to(), str::len);
    let breaks = yaml[..good].iter().filter(|&&byte| byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(FIRST_LINE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Address, ArticleId, Provider, Rating, Verdict, canonical_url};
    use crate::store::article::KNOWN;
    use proptest::prelude::*;

    fn outcome(path: &str, bytes: &[u8], want: Want) -> Outcome {
        parse(&Source { bytes, path: Path::new(path), store_name: "store" }, want)
    }

    fn parsed(path: &str, text: &str) -> Parsed {
        match outcome(path, text.as_bytes(), Want::Whole) {
            Outcome::Shown(parsed) => *parsed,
            Outcome::Skipped(note) => panic!("{note:?}"),
        }
    }

    /// Codes and lines.
    fn notes(parsed: &Parsed) -> Vec<(&'static str, u32)> {
        parsed.notes.iter().map(|note| (note.code.as_str(), note.line)).collect()
    }

    fn target(address: &Option<Address>) -> &str {
        address.as_ref().and_then(Address::target).unwrap_or("")
    }

    const WHOLE: &str = r##"---
category: news
title: "Ports ‘reopen’ &amp; ships wait"
excerpt: "Two harbours opened on Monday..."
publishedDateTime: 2021-12-28T18:36:00Z
updatedDateTime: 2021-12-29
originalUrl: "https://a.example/one/"
webUrl: https://b.example/one
ampWebUrl: "https://a.example/one/amp/"
cdnAmpWebUrl: "https://a-example.cdn.example/one/"
type: video
quality: 24
heat: -1
published: false
deleted: yes
featuredContent: "<iframe width=\"8\" src=\"https://p.example/e?a=1&amp;b=2\"></iframe>"
provider:
  name: The Harbour
  domain: a.example
  images: [{url: /x.png}]
  authors: [{name: Ann}, {name: Bo}]
topics:
  - Ports
  - Trade
tags: [t1]
hashtags: ["#t1", t1]
images:
  - {url: /i.jpg, width: 480, height: 360, isCached: true, attribution: Someone}
related:
  - title: "Ships wait"
    publishedDateTime: 2021-12-28T02:28:00Z
    webUrl: "https://c.example/"
    type: article
    provider: {name: C}
    quality: 44
actions:
  - {url: "https://d.example/x.zip", type: download, title: Get it, attribution: D}
length: PT13M57S
levels: [Beginner]
price: Free
ratings: {average: 4.4396553, count: 464}
members: 1,204
location: [Oslo, Bergen]
meta: {a: 1}
secured: "AAAAAAAAAAAAAAAAAAAAAA==;FcY9Cf2gKMVYiWtKVignEw=="
---
<p>Body &amp; soul</p>
"##;

    #[test]
    fn every_key_has_its_place() {
        let Parsed { article, notes, has_body } = parsed("_archive/_news/2021-12-27-x.md", WHOLE);
        assert_eq!(notes, []);
        assert!(has_body && article.held_back && article.removed && !article.estimated);
        assert_eq!(article.title, "Ports ‘reopen’ & ships wait");
        assert_eq!(article.excerpt, "Two harbours opened on Monday…");
        assert_eq!(article.published.unwrap().to_string(), "2021-12-28T18:36:00Z");
        assert_eq!(article.updated.unwrap().to_string(), "2021-12-29T00:00:00Z");
        assert_eq!(target(&article.original), "https://a.example/one/");
        assert_eq!(target(&article.web), "https://b.example/one");
        assert_eq!(target(&article.amp), "https://a.example/one/amp/");
        assert_eq!(target(&article.cached_amp), "https://a-example.cdn.example/one/");
        assert_eq!(target(&article.player), "https://p.example/e?a=1&b=2");
        assert_eq!((article.kind.as_str(), article.category.as_str()), ("video", "news"));
        assert_eq!((article.quality, article.heat), (Some(24), None));
        let authors = vec!["Ann".to_owned(), "Bo".to_owned()];
        assert_eq!(article.provider, Provider { name: "The Harbour".into(), domain: "a.example".into(), authors });
        assert_eq!(
            (article.topics, article.tags),
            (vec!["Ports".into(), "Trade".into()], vec!["t1".into(), "#t1".into()])
        );
        assert_eq!((article.images[0].width, article.images[0].attribution.as_str()), (Some(480), "Someone"));
        let related = &article.related[0];
        assert_eq!((related.title.as_str(), related.quality, related.provider.label()), ("Ships wait", Some(44), "C"));
        assert_eq!(related.published.unwrap().to_string(), "2021-12-28T02:28:00Z");
        assert_eq!((article.actions[0].title.as_str(), article.actions[0].kind.as_str()), ("Get it", "download"));
        assert_eq!(
            (article.length, article.price.as_str(), article.levels),
            (Some(837), "Free", vec!["Beginner".into()])
        );
        assert_eq!(article.rating, Some(Rating { average: 4.4396553, count: Some(464) }));
        let facts = [("members", "1,204"), ("location", "Oslo, Bergen")];
        assert_eq!(article.facts, facts.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(article.sealed, Some(16));
        assert_eq!(article.body.blocks[0].text, "Body & soul");
        assert_eq!(article.id, ArticleId::of_url(&canonical_url("https://a.example/one/")));
    }

    #[test]
    fn a_headline_is_all_but_the_body() {
        let whole = parsed("a.md", WHOLE);
        let Outcome::Shown(mut headline) = outcome("a.md", WHOLE.as_bytes(), Want::Headline) else { panic!() };
        assert_eq!(headline.article.body, Body::default());
        headline.article.body = whole.article.body.clone();
        assert_eq!(*headline, whole);
    }

    #[test]
    fn the_files_name_stands_in_for_title_date_and_category() {
        let one = parsed("_archive/_news/2021-12-28-ships-wait.md", "---\npublishedDateTime: yesterday\n---\n");
        assert_eq!(one.article.title, "ships wait");
        assert_eq!(
            (one.article.published.unwrap().to_string().as_str(), one.article.estimated),
            ("2021-12-28T00:00:00Z", true)
        );
        assert_eq!(one.article.category, "news");
        assert_eq!(notes(&one), [("N-DATE", 2), ("N-NOTITLE", 0)]);
        assert!(!one.has_body);
        assert_eq!(parsed("x.md", "---\nname: Ann\n---\n").article.title, "Ann");
        assert_eq!(notes(&parsed("x.md", "---\ntitle: [a]\nname: Ann\n---\n")), [("N-TYPE", 2)]);
    }

    #[test]
    fn an_id_is_made_of_the_first_address_that_may_be_opened() {
        let id = |yaml: &str| parsed("a.md", &format!("---\ntitle: T\n{yaml}---\n")).article.id;
        assert_eq!(
            id("originalUrl: /a\nwebUrl: https://a.example/?utm_source=x#y\n"),
            id("webUrl: http://A.example\n")
        );
        assert_ne!(id("webUrl: https://a.example/1\n"), id("webUrl: https://a.example/2\n"));
        assert_eq!(id("webUrl: javascript:x\n"), ArticleId::of_path("store", b"a.md"));
    }

    #[test]
    fn notes_come_in_the_order_of_their_lines() {
        let text =
            "---\ntitle: \"a\\e\"\nheat: hot\nwebUrl: [x]\ntitle: b\nratings: [1]\nlength: long\n---\n\u{1b}\u{202e}";
        let expected =
            [("N-TYPE", 3), ("N-URL", 4), ("N-DUPKEY", 5), ("N-TYPE", 6), ("N-TYPE", 7), ("N-CTRL", 0), ("N-BIDI", 0)];
        let parsed = parsed("a.md", text);
        assert_eq!(notes(&parsed), expected);
        assert!(matches!(parsed.article.web.unwrap().verdict, Verdict::Refuse(_)));
    }

    #[test]
    fn a_date_ahead_is_noted_against_a_given_now() {
        let now = Timestamp::parse("2026-01-01").unwrap();
        let code = |date: &str| future_note(Timestamp::parse(date), now).map(|note| note.code);
        assert_eq!(code("2026-01-02"), None);
        assert_eq!(code("2026-01-02T00:00:01Z"), Some(Code::Future));
        assert_eq!(code("none"), None);
    }

    #[test]
    fn a_byte_that_is_no_utf8_is_told_with_its_line() {
        let Outcome::Shown(one) = outcome("a.md", b"---\nheat: 1\ntitle: \"Caf\xe9\"\n---\ncaf\xc3", Want::Whole)
        else {
            panic!()
        };
        assert_eq!(one.article.title, "Caf\u{fffd}");
        assert_eq!(notes(&one), [("N-UTF8", 3), ("N-UTF8", 0)]);
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_something(head in proptest::collection::vec(any::<u8>(), 0..200), body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut file = b"---\n".to_vec();
            file.extend(&head);
            file.extend(b"\n---\n");
            file.extend(&body);
            for bytes in [&file, &head] {
                for path in ["a.md", "b.html"] {
                    let _any = outcome(path, bytes, Want::Whole);
                }
            }
        }

        #[test]
        fn any_front_matter_of_known_keys_is_shown_clean(
            entries in proptest::collection::vec((proptest::sample::select(KNOWN), "\\PC{0,30}|[\u{0}-\u{20}\u{202e}\u{9b}a&#;]{0,30}"), 0..12),
        ) {
            let mut file = String::from("---\n");
            for (key, value) in entries {
                file.push_str(&format!("{key}: {}\n", serde_json::to_string(&value).unwrap()));
            }
            file.push_str("---\n");
            if let Outcome::Shown(parsed) = outcome("a.md", file.as_bytes(), Want::Whole) {
                let article = &parsed.article;
                prop_assert!(!article.title.is_empty());
                for text in [&article.title, &article.excerpt, &article.kind, &article.category, &article.price, &article.provider.name] {
                    prop_assert!(!text.chars().any(|c| c.is_control() || c == '\u{202e}'), "{:?}", text);
                }
            }
        }
    }
}
