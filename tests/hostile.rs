//! Every damaged and hostile article of `tests/hostile/cases.jsonl`, written to a folder, walked and parsed, against what must
//! come of it. It does not draw anything.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "all of it is a test")]

mod common;

use common::hostile::{cases, is_state, path_of, unlock, unpack};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use dateline::model::{Article, Note, Refusal, Timestamp, Verdict};
use dateline::store::{
    FoundFile, MAX_BODY, Outcome, Parsed, ReadLimit, Source, Store, Visitor, Want, future_note, parse, walk,
};
use serde_json::{Value, json};

/// When the cases are looked at.
const NOW: Timestamp = Timestamp(1_795_392_000); // 2026-11-23
/// A file may cost a second; builds for tests are slower than that.
const MOST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

/// What came of a file.
#[derive(Debug)]
enum Came {
    Shown(Box<Parsed>),
    Skipped(Note),
}

struct Reader {
    store_name: String,
    buffer: Vec<u8>,
    came: HashMap<PathBuf, Came>,
    faults: Vec<String>,
}

impl Visitor for Reader {
    fn file(&mut self, file: FoundFile<'_>) {
        let path = file.path();
        let start = Instant::now();
        let came = match file.read(&mut self.buffer, ReadLimit::Whole) {
            Ok(_) => self.parse(path, Want::Whole),
            Err(note) => Came::Skipped(note),
        };
        let took = start.elapsed();
        if took > MOST {
            self.faults.push(format!("{}: took {took:?}", path.display()));
        }
        if file.read(&mut self.buffer, ReadLimit::Headline).is_ok() {
            let headline = self.parse(path, Want::Headline);
            if let Some(fault) = differs(&came, headline) {
                self.faults.push(format!("{}: {fault}", path.display()));
            }
        }
        self.put(path, came);
    }

    fn problem(&mut self, path: &Path, note: Note) {
        self.put(path, Came::Skipped(note));
    }
}

impl Reader {
    fn parse(&self, path: &Path, want: Want) -> Came {
        match parse(&Source { bytes: &self.buffer, path, store_name: &self.store_name }, want) {
            Outcome::Shown(parsed) => Came::Shown(parsed),
            Outcome::Skipped(note) => Came::Skipped(note),
        }
    }

    fn put(&mut self, path: &Path, came: Came) {
        if self.came.insert(path.to_owned(), came).is_some() {
            self.faults.push(format!("{}: met twice", path.display()));
        }
    }
}

/// A headline is the article without its body.
fn differs(whole: &Came, headline: Came) -> Option<String> {
    match (whole, headline) {
        (Came::Shown(whole), Came::Shown(mut headline)) => {
            headline.article.body = whole.article.body.clone();
            let is_same = headline.article == whole.article && headline.has_body == whole.has_body;
            (!is_same).then(|| "the headline is another article".to_owned())
        }
        (Came::Skipped(whole), Came::Skipped(headline)) => {
            (*whole != headline).then(|| format!("the headline says {headline:?}"))
        }
        (_, headline) => Some(format!("the headline says {headline:?}")),
    }
}

/// What is wrong with what came, in one line; nothing where all is as it must be.
fn judge(case: &Value, came: Option<&Came>) -> Result<(), String> {
    let (state, title, codes) = match came {
        None => ("ignored", None, Vec::new()),
        Some(Came::Skipped(note)) => ("skipped", None, vec![note.code.as_str()]),
        Some(Came::Shown(parsed)) => {
            let mut codes: Vec<_> = parsed.notes.iter().map(|note| note.code.as_str()).collect();
            codes.extend(future_note(parsed.article.published, NOW).map(|note| note.code.as_str()));
            (if codes.is_empty() { "shown" } else { "shown+note" }, Some(parsed.article.title.as_str()), codes)
        }
    };
    let found = format!("{state} {codes:?} {title:?}");
    let is_expected = is_state(case, state, &codes) && (state == "skipped" || case["title"].as_str() == title);
    let is_accepted = case["accept"].as_array().into_iter().flatten().any(|accept| match state {
        "skipped" => accept[0] == state && accept[1].as_str() == codes.first().copied(),
        _ => {
            accept[0] == state
                && accept[1].as_str() == title
                && accept[2].as_str().is_none_or(|code| codes.contains(&code))
        }
    });
    if !is_expected && !is_accepted {
        return Err(format!("is {found}"));
    }
    match came {
        Some(Came::Shown(parsed)) => fields(case, &parsed.article),
        _ => Ok(()),
    }
}

fn fields(case: &Value, article: &Article) -> Result<(), String> {
    let mut faults = Vec::new();
    let mut check = |key: &str, found: Value| {
        if case.get(key).is_some_and(|expected| *expected != found) {
            faults.push(format!("{key} is {found}, not {}", case[key]));
        }
    };
    check("date", article.published.map(|date| date.to_string()).into());
    check("heat", article.heat.into());
    check("topics", article.topics.clone().into());
    let provider = article.provider.name.clone();
    check("provider", if provider.is_empty() { Value::Null } else { provider.into() });
    let verdict = article.best_address().map_or(Verdict::Refuse(Refusal::Missing), |address| address.verdict.clone());
    check(
        "open",
        match verdict {
            Verdict::Allow(target) => json!(["allow", target]),
            Verdict::Refuse(why) => json!([format!("refuse:{}", why.as_str()), null]),
        },
    );
    if let Some(words) = case["body_contains"].as_str()
        && !article.body.blocks.iter().any(|block| block.text.contains(words))
        && !words.is_empty()
    {
        faults.push(format!("the body lacks {words:?}"));
    }
    if let Some(bad) = unclean(article) {
        faults.push(format!("holds {bad:?}"));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ")) }
}

/// A character of the article that no terminal may see.
fn unclean(article: &Article) -> Option<char> {
    let body = article.body.blocks.iter().map(|block| block.text.replace('\n', " "));
    let mut all: Vec<String> = body.collect();
    assert!(all.iter().map(String::len).sum::<usize>() <= MAX_BODY);
    all.extend([article.title.clone(), article.excerpt.clone(), article.kind.clone(), article.category.clone()]);
    all.extend([article.price.clone(), article.provider.name.clone(), article.provider.domain.clone()]);
    all.extend(article.topics.iter().chain(&article.tags).chain(&article.levels).cloned());
    all.extend(article.facts.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
    all.extend(article.best_address().map(|address| address.shown.clone()));
    let is_bad =
        |c: &char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}');
    all.iter().flat_map(|text| text.chars()).find(is_bad)
}

#[test]
fn every_case_comes_out_as_it_must() {
    let cases = cases();
    let dir = tempfile::tempdir().unwrap();
    unpack(&cases, dir.path());
    let store = Store::open(dir.path()).unwrap();
    let make = || Reader {
        store_name: store.raw_name().to_owned(),
        buffer: Vec::new(),
        came: HashMap::new(),
        faults: Vec::new(),
    };
    let mut readers = walk(&store, 2, &AtomicBool::new(false), make);
    let mut came = HashMap::new();
    let mut faults = Vec::new();
    for reader in &mut readers {
        came.extend(reader.came.drain());
        faults.append(&mut reader.faults);
    }
    let is_root = rustix::process::geteuid().is_root();
    for case in &cases {
        if is_root && case["not_as_root"] == true {
            println!("passed over, for root may read everything: {}", case["id"]);
            came.remove(&path_of(case));
            continue;
        }
        if let Err(fault) = judge(case, came.remove(&path_of(case)).as_ref()) {
            faults.push(format!("{}: {fault}, for {}", case["id"], case["tests"]));
        }
    }
    faults.extend(came.keys().map(|path| format!("{}: no case", path.display())));
    unlock(dir.path());
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
