//! Puts a page together: one column, or the text with coverage, links and facts beside it.

use super::links::Lettered;
use super::numbered::Numbered;
use super::{aside, body, head, timeline};
use crate::app::dates::Clock;
use crate::app::span::{Line, Span, cut, wrap};
use crate::app::stories::Companion;
use crate::index::{Index, Row};
use crate::model::{Article, Note, cells, readable_host};
use crate::theme::Role;

/// What a page is made from. The index gives the headline at once; the rest follows when the file has been read.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub index: &'a Index,
    pub row: Row,
    /// What the reader has marked of it, in a few words.
    pub marks: &'a str,
    pub article: Option<&'a Article>,
    /// Why the file could not be read.
    pub failed: Option<&'a Note>,
    pub numbered: &'a [Numbered],
    /// The other articles of its story.
    pub company: &'a [Companion],
    pub links: &'a [Lettered],
    pub clock: &'a Clock,
}

/// One line of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageRow {
    pub left: Line,
    /// Of the second column; empty where there is none.
    pub right: Line,
}

/// An article set for a width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    pub rows: Vec<PageRow>,
    /// There are more: they are set when they are wanted.
    pub more: bool,
}

impl Page {
    /// `text` and `aside` are the widths of the columns in cells; no second column at 0. Of the text about `most` lines are set.
    pub fn build(source: &Source<'_>, text: usize, aside: usize, most: usize) -> Page {
        let mut left = head::head(source, text);
        if let Some(note) = source.failed {
            left.push(Line::new());
            let path = cells::drawn(&crate::model::text::safe_line(&source.index.path(source.row).to_string_lossy()));
            left.extend(wrap(&format!("This file can’t be read now: {path}: {}", note.message), text, Role::Error));
        }
        let Some(article) = source.article else {
            // The file is on its way; or it can't be read, and then this is what is left of it.
            let excerpt = source.index.excerpt(source.row);
            if !excerpt.is_empty() {
                left.push(Line::new());
                left.extend(wrap(excerpt, text, Role::Body));
            }
            return Page { rows: zip(left, Vec::new()), more: false };
        };
        let mut more = false;
        if !article.excerpt.is_empty() && !begins_body(article) {
            left.push(Line::new());
            left.extend(wrap(&article.excerpt, text, Role::Body));
        }
        if article.body.blocks.is_empty() {
            if article.excerpt.is_empty() {
                left.push(Line::new());
            }
            left.extend(reads_on(article, text));
        } else {
            left.push(Line::new());
            let (lines, rest) = body::body(&article.body, text, most);
            left.extend(lines);
            more = rest || article.body.more;
        }
        let beside = if aside > 0 { aside } else { text };
        let sections = [
            aside::numbered(source.numbered, beside),
            timeline::timeline(source, beside),
            aside::links(source.links, beside),
            aside::facts(source, article, beside),
        ];
        let mut right = Vec::new();
        for section in sections.into_iter().filter(|section| !section.is_empty()) {
            if !right.is_empty() {
                right.push(Line::new());
            }
            right.extend(section);
        }
        if aside > 0 {
            return Page { rows: zip(left, right), more };
        }
        // What stands under the text waits for its end.
        if !more {
            left.push(Line::new());
            left.extend(right);
        }
        Page { rows: zip(left, Vec::new()), more }
    }
}

/// The excerpt is only the beginning of the text that follows it.
pub fn begins_body(article: &Article) -> bool {
    /// Letters that must agree.
    const ENOUGH: usize = 40;
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).take(ENOUGH).collect::<String>();
    let body: String = article.body.blocks.iter().take(4).map(|block| letters(&block.text)).collect();
    let excerpt = letters(&article.excerpt);
    !excerpt.is_empty() && body.starts_with(&excerpt)
}

fn zip(left: Vec<Line>, right: Vec<Line>) -> Vec<PageRow> {
    let len = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    (0..len)
        .map(|_| PageRow { left: left.next().unwrap_or_default(), right: right.next().unwrap_or_default() })
        .collect()
}

/// The quiet line that says what `o` will do where there is no text to read.
fn reads_on(article: &Article, room: usize) -> Vec<Line> {
    let have = if article.excerpt.is_empty() { "The headline" } else { "An excerpt" };
    let Some(address) = article.best_address() else {
        return wrap(&format!("{have} is all the store has, and no address."), room, Role::Quiet);
    };
    let Some(target) = address.target() else {
        return wrap(&format!("{have} is all the store has; its address can’t be opened."), room, Role::Quiet);
    };
    let host = readable_host(target);
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let line = vec![
        Span::quiet(format!("{have} is all the store has. ")),
        Span::new("o", Role::Key),
        Span::quiet(format!(" reads on at {host}")),
    ];
    if crate::app::span::width(&line) <= room {
        return vec![line];
    }
    vec![cut(vec![Span::new("o", Role::Key), Span::quiet(format!(" reads on at {host}"))], room)]
}
