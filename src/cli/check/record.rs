//! One file as `dateline check --json` tells of it. It is a format of its own, apart from the types it is made of: those may change.

use crate::model::text::safe_line;
use crate::model::{Article, Note, Verdict};
use base64::Engine;
use serde::Serialize;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The version of the format. Within a version keys may be added; none goes or changes its meaning.
const VERSION: u32 = 1;
/// Characters of the body that are told.
const HEAD: usize = 200;

/// One JSON object a line, one for every file that is looked at: articles, duplicates of articles, files that are no articles, files
/// that can't be read. Hidden files and those of another kind are not looked at. All text has been cleaned but `path_b64`.
#[derive(Debug, Serialize)]
pub struct Record {
    version: u32,
    /// Relative to the store, cleaned for people.
    path: String,
    /// The same, the bytes as they are, in Base64 (RFC 4648, section 4).
    path_b64: String,
    /// `shown`, `shown+note`, `skipped`.
    state: &'static str,
    /// Of why it is skipped, or of the first note; empty where there is none.
    code: &'static str,
    message: String,
    /// 1 is the first; 0 where the whole file is meant.
    line: u32,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    article: Option<Told>,
}

/// What is told of an article.
#[derive(Debug, Serialize)]
struct Told {
    /// The same in files that are one article.
    id: String,
    title: String,
    /// RFC 3339.
    published: Option<String>,
    heat: Option<i32>,
    topics: Vec<String>,
    provider: Option<String>,
    /// `["allow", address]`, or `["refuse", reason]`: what happens to its best address.
    open: [String; 2],
    notes: Vec<Remark>,
    /// The first 200 characters of its text.
    body_head: String,
}

#[derive(Debug, Serialize)]
struct Remark {
    code: &'static str,
    line: u32,
    message: String,
}

impl Record {
    pub fn skipped(path: &Path, note: &Note) -> Record {
        Record {
            version: VERSION,
            path: safe_line(&path.to_string_lossy()),
            path_b64: base64::engine::general_purpose::STANDARD.encode(path.as_os_str().as_bytes()),
            state: "skipped",
            code: note.code.as_str(),
            message: note.message.clone(),
            line: note.line,
            article: None,
        }
    }

    /// `notes` are all there are, that of a date ahead of now among them.
    pub fn shown(path: &Path, article: &Article, notes: &[Note]) -> Record {
        let open = match article.best_address().map(|address| &address.verdict) {
            None => ["refuse".to_owned(), "missing".to_owned()],
            Some(Verdict::Allow(target)) => ["allow".to_owned(), target.clone()],
            Some(Verdict::Refuse(why)) => ["refuse".to_owned(), why.as_str().to_owned()],
        };
        let body = article.body.blocks.iter().map(|block| block.text.as_str());
        let body_head = body.flat_map(|text| text.chars().chain(['\n'])).take(HEAD).collect::<String>();
        let remark = |note: &Note| Remark { code: note.code.as_str(), line: note.line, message: note.message.clone() };
        let first = notes.first();
        Record {
            version: VERSION,
            path: safe_line(&path.to_string_lossy()),
            path_b64: base64::engine::general_purpose::STANDARD.encode(path.as_os_str().as_bytes()),
            state: if notes.is_empty() { "shown" } else { "shown+note" },
            code: first.map_or("", |note| note.code.as_str()),
            message: first.map_or(String::new(), |note| note.message.clone()),
            line: first.map_or(0, |note| note.line),
            article: Some(Told {
                id: article.id.to_string(),
                title: article.title.clone(),
                published: article.published.map(|date| date.to_string()),
                heat: article.heat,
                topics: article.topics.clone(),
                provider: Some(article.provider.name.clone()).filter(|name| !name.is_empty()),
                open,
                notes: notes.iter().map(remark).collect(),
                body_head: body_head.trim_end().to_owned(),
            }),
        }
    }
}
