//! The top of an article: headline, outlet and date, topics and badges. Badges say what a reader must know before trusting the rest.

use super::build::Source;
use crate::app::dates::length;
use crate::app::span::{Line, Span, cut, wrap};
use crate::index::Flags;
use crate::theme::Role;

/// Headline, outlet · full date, topics and badges, each line at most `room` cells.
pub fn head(source: &Source<'_>, room: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = wrap(source.index.title(source.row), room, Role::Headline);
    lines.iter_mut().flatten().for_each(|span| span.bold = true);
    lines.push(cut(vec![Span::quiet(byline(source))], room));
    let line = topics_and_badges(source);
    if !line.is_empty() {
        lines.push(cut(line, room));
    }
    lines
}

fn byline(source: &Source<'_>) -> String {
    let mut parts = Vec::new();
    let outlet = source.index.outlet(source.row);
    if !outlet.is_empty() {
        parts.push(outlet.to_owned());
    }
    if let Some(article) = source.article {
        match article.provider.authors.as_slice() {
            [] => {}
            [author] => parts.push(author.clone()),
            [first, rest @ ..] => parts.push(format!("{first} and {} more", rest.len())),
        }
    }
    parts.push(source.index.date(source.row).map_or("undated".to_owned(), |date| source.clock.full(date)));
    parts.join(" · ")
}

fn topics_and_badges(source: &Source<'_>) -> Line {
    let (index, row) = (source.index, source.row);
    let mut line = Line::new();
    let topics: Vec<&str> = index.topics_of(row).collect();
    if !topics.is_empty() {
        line.push(Span::quiet(topics.join(", ")));
    }
    if !source.marks.is_empty() {
        let gap = if line.is_empty() { "" } else { " · " };
        line.push(Span::new(format!("{gap}{}", source.marks), Role::Accent));
    }
    for badge in badges(source) {
        if !line.is_empty() {
            line.push(Span::quiet(" · "));
        }
        line.push(Span::new(badge, Role::Warning));
    }
    let kind = index.kind(row);
    if !kind.is_empty() && kind != "article" {
        let seconds = source.article.and_then(|article| article.length);
        let text = seconds.map_or(kind.to_owned(), |seconds| format!("{kind} {}", length(seconds)));
        let at = usize::from(!topics.is_empty());
        let sep = if line.is_empty() { "" } else { " · " };
        if at == 1 {
            line.insert(1, Span::new(format!(" · {text}"), Role::Accent));
        } else {
            line.insert(0, Span::new(format!("{text}{sep}"), Role::Accent));
        }
    }
    line
}

fn badges(source: &Source<'_>) -> Vec<&'static str> {
    let flags = source.index.flags(source.row);
    let date = source.index.date(source.row);
    let mut badges = Vec::new();
    if flags.has(Flags::HELD_BACK) {
        badges.push("not published");
    }
    if flags.has(Flags::ESTIMATED) {
        badges.push("date from the file’s name");
    }
    if date.is_some_and(|date| source.clock.is_ahead(date)) {
        badges.push("date ahead of now");
    }
    badges
}
