//! What stands beside the text, or under it: coverage, links, facts. All of it comes from the file; a link that will not be opened says why.

use super::build::Source;
use super::links::Lettered;
use super::numbered::{Numbered, Target};
use crate::app::dates::length;
use crate::app::span::{Line, Span, cut, wrap};
use crate::model::{Article, Verdict, brief_address, cells};
use crate::theme::Role;

/// The widest label of a link.
const LABEL: usize = 24;

/// The coverage or the neighbours, with a heading; nothing where there is neither.
pub fn numbered(list: &[Numbered], room: usize) -> Vec<Line> {
    let Some(first) = list.first() else { return Vec::new() };
    let neighbours = matches!(first.target, Target::Store(_));
    let heading = if neighbours { "In the same week" } else { "Coverage" };
    let mut lines = vec![vec![Span::bold(heading, Role::Quiet)]];
    for (i, entry) in list.iter().enumerate() {
        let number = if i < 9 { (i + 1).to_string() } else { " ".to_owned() };
        let number = Span::new(format!("{number} "), Role::Key);
        if neighbours {
            let outlet = if entry.outlet.is_empty() { String::new() } else { format!("  {}", entry.outlet) };
            lines.push(cut(vec![number, Span::body(entry.title.clone()), Span::quiet(outlet)], room));
            continue;
        }
        let detail = if entry.detail.is_empty() { String::new() } else { format!("  {}", entry.detail) };
        let outlet = if entry.outlet.is_empty() { "unnamed outlet" } else { &entry.outlet };
        let unread = Span::new(if entry.unread { "  unread" } else { "" }, Role::Accent);
        lines.push(cut(vec![number, Span::bold(outlet, Role::Body), unread, Span::quiet(detail)], room));
        for mut line in wrap(&entry.title, room.saturating_sub(2).max(1), Role::Body) {
            line.insert(0, Span::body("  "));
            lines.push(line);
        }
        match &entry.target {
            Target::Web(None) | Target::Told(_, None) => lines.push(cut(vec![Span::quiet("  no address")], room)),
            Target::Web(Some(address)) | Target::Told(_, Some(address))
                if let Verdict::Refuse(why) = &address.verdict =>
            {
                lines.push(cut(vec![Span::new(format!("  not opened: {why}"), Role::Warning)], room));
            }
            _ => {}
        }
    }
    lines
}

/// Every address of the article, one line each, with its letter.
pub fn links(links: &[Lettered], room: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let here = || links.iter().filter(|entry| !entry.coverage);
    let widest =
        here().map(|entry| cells::width(&entry.label)).max().unwrap_or(0).clamp(10, LABEL.min(room / 3).max(10));
    for entry in here() {
        lines.push(if entry.same {
            row(&entry.key, &entry.label, widest, vec![Span::quiet("the same page")], room)
        } else {
            link(entry, widest, room)
        });
        if !entry.note.is_empty() {
            lines.push(row("", "", widest, vec![Span::quiet(entry.note.as_str())], room));
        }
    }
    headed("Links", lines)
}

fn link(entry: &Lettered, widest: usize, room: usize) -> Line {
    let address = &entry.address;
    let value = match &address.verdict {
        Verdict::Allow(target) => vec![Span::new(brief_address(&address.shown, target), Role::Link)],
        Verdict::Refuse(why) => {
            vec![Span::quiet(address.shown.as_str()), Span::new(format!("  not opened: {why}"), Role::Warning)]
        }
    };
    row(&entry.key, &entry.label, widest, value, room)
}

fn row(key: &str, label: &str, widest: usize, mut value: Line, room: usize) -> Line {
    let key = format!("{key}{}", " ".repeat(2usize.saturating_sub(cells::width(key))));
    let label = cells::truncate(label, widest).0.into_owned();
    let pad = widest + 1 - cells::width(&label).min(widest);
    value.insert(0, Span::quiet(format!("{label}{}", " ".repeat(pad))));
    value.insert(0, Span::new(key, Role::Key));
    cut(value, room)
}

/// What else the file says, in running lines.
pub fn facts(source: &Source<'_>, article: &Article, room: usize) -> Vec<Line> {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(article.heat.map(|heat| format!("heat {heat}")));
    facts.extend(article.quality.map(|quality| format!("quality {quality}")));
    facts.extend(article.length.map(|seconds| format!("length {}", length(seconds))));
    if !article.levels.is_empty() {
        facts.push(format!("level {}", article.levels.join(", ")));
    }
    if !article.price.is_empty() {
        facts.push(format!("price {}", article.price));
    }
    if let Some(rating) = article.rating {
        let of = rating.count.map_or(String::new(), |count| format!(" by {count}"));
        facts.push(format!("rated {:.1}{of}", rating.average));
    }
    facts.extend(article.updated.map(|time| format!("updated {}", source.clock.full(time))));
    if article.provider.authors.len() > 1 {
        facts.push(format!("by {}", article.provider.authors.join(", ")));
    }
    if !article.provider.domain.is_empty() && article.provider.domain != article.provider.label() {
        facts.push(format!("outlet {}", article.provider.domain));
    }
    for (name, value) in [("type", &article.kind), ("category", &article.category)] {
        if !value.is_empty() {
            facts.push(format!("{name} {value}"));
        }
    }
    if !article.tags.is_empty() {
        facts.push(format!("tags {}", article.tags.join(", ")));
    }
    facts.extend(article.facts.iter().map(|(name, value)| format!("{name} {value}")));
    facts.extend(article.sealed.map(|bytes| format!("sealed, {bytes} bytes")));
    headed("Facts", flow(&facts, room))
}

/// Sets short pieces one after another, three blanks between them, broken only between pieces where they fit.
fn flow(pieces: &[String], room: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut text, mut used) = (String::new(), 0);
    for piece in pieces {
        let wide = cells::width(piece);
        if used > 0 && used + 3 + wide > room {
            lines.extend(wrap(&text, room.max(1), Role::Quiet));
            (text, used) = (String::new(), 0);
        }
        if used > 0 {
            text.push_str("   ");
            used += 3;
        }
        text.push_str(piece);
        used += wide;
    }
    if !text.is_empty() {
        lines.extend(wrap(&text, room.max(1), Role::Quiet));
    }
    lines
}

fn headed(heading: &str, mut lines: Vec<Line>) -> Vec<Line> {
    if !lines.is_empty() {
        lines.insert(0, vec![Span::bold(heading, Role::Quiet)]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_break_between_facts() {
        let lines = flow(&["heat 53".into(), "quality 24".into(), "price Free".into()], 20);
        let text: Vec<String> = lines.iter().map(|l| l.iter().map(|s| s.text.as_str()).collect()).collect();
        assert_eq!(text, ["heat 53   quality 24", "price Free"]);
    }
}
