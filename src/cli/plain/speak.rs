//! An article and a headline as plain lines, in the order one wants to hear them. It breaks no line: whoever reads them out knows better.

use crate::app::{Clock, begins_body, dates, lettered};
use crate::index::{Flags, Index, Row};
use crate::input::Keymap;
use crate::model::{Address, Article, Block, BlockKind, Related, Verdict, readable_host};

/// `31 May 2021, Business Insider: Title`.
pub fn headline(index: &Index, row: Row, clock: &Clock) -> String {
    let mut before: Vec<String> = vec![index.date(row).map_or("undated".to_owned(), |date| clock.day(date))];
    before.extend(Some(index.outlet(row)).filter(|outlet| !outlet.is_empty()).map(str::to_owned));
    if index.flags(row).has(Flags::HELD_BACK) {
        before.push("not published".to_owned());
    }
    format!("{}: {}", before.join(", "), index.title(row))
}

/// What is said where something follows.
pub fn more(count: usize) -> Option<String> {
    (count > 0).then(|| format!("{count} more; n goes on."))
}

/// The article: headline, where it is from, excerpt, text, coverage, links, the original.
pub fn article(article: &Article, clock: &Clock) -> Vec<String> {
    let mut lines = vec![article.title.clone(), byline(article, clock)];
    if !article.topics.is_empty() {
        lines.push(format!("Topics: {}", article.topics.join(", ")));
    }
    if !begins_body(article) {
        lines.push(article.excerpt.clone());
    }
    lines.extend(article.body.blocks.iter().flat_map(paragraph));
    if article.body.cut {
        lines.push("The text is longer than what is read here.".to_owned());
    }
    lines.extend(article.related.iter().enumerate().map(|(at, related)| coverage(at + 1, related, clock)));
    lines.extend(links(article));
    lines.push(match article.best_address().map(|address| &address.verdict) {
        Some(Verdict::Allow(target)) => {
            format!("The original is at {}; o opens it, y says its address.", readable_host(target))
        }
        Some(Verdict::Refuse(why)) => format!("The original is not opened: {why}."),
        None => "There is no address.".to_owned(),
    });
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Outlet, authors, full date, and what one must know before trusting the rest.
fn byline(article: &Article, clock: &Clock) -> String {
    let mut from = vec![article.provider.label().to_owned()];
    from.extend(article.provider.authors.iter().cloned());
    from.push(article.published.map_or("undated".to_owned(), |date| clock.full(date)));
    if article.estimated {
        from.push("date from the file’s name".to_owned());
    }
    if article.published.is_some_and(|date| clock.is_ahead(date)) {
        from.push("date ahead of now".to_owned());
    }
    if article.held_back {
        from.push("not published".to_owned());
    }
    if !article.kind.is_empty() && article.kind != "article" {
        let length = article.length.map_or(String::new(), |seconds| format!(" {}", dates::length(seconds)));
        from.push(format!("{}{length}", article.kind));
    }
    from.retain(|part| !part.is_empty());
    from.join(", ")
}

fn paragraph(block: &Block) -> Vec<String> {
    let line = block.text.replace('\n', " ");
    match block.kind {
        BlockKind::Rule => Vec::new(),
        BlockKind::Heading(_) => vec![format!("Heading: {line}")],
        BlockKind::Quote => vec![format!("Quote: {line}")],
        BlockKind::Item { number: Some(number), .. } => vec![format!("{number}. {line}")],
        BlockKind::Item { .. } => vec![format!("- {line}")],
        BlockKind::Code => block.text.split('\n').map(str::to_owned).collect(),
        BlockKind::Paragraph => vec![line],
    }
}

/// `Coverage 1: The Daily, 31 May 2021: Title. At example.com.`
fn coverage(number: usize, related: &Related, clock: &Clock) -> String {
    let outlet = Some(related.provider.label()).filter(|label| !label.is_empty()).unwrap_or("unnamed outlet");
    let day = related.published.map_or(String::new(), |date| format!(", {}", clock.day(date)));
    let place = related.best_address().map_or("no address".to_owned(), place);
    format!("Coverage {number}: {outlet}{day}: {} ({place})", related.title)
}

/// The links but the original and the coverage, which have lines of their own.
fn links(article: &Article) -> Vec<String> {
    let best = article.best_address();
    let links = lettered(article, &Keymap::builtin()).into_iter();
    links
        .filter(|link| !link.coverage && !link.same && Some(&link.address) != best)
        .map(|link| {
            let note = if link.note.is_empty() { String::new() } else { format!(", {}", link.note) };
            format!("Link, {}{note}: {}", link.label, place(&link.address))
        })
        .collect()
}

/// Where an address leads, or why it is not opened.
fn place(address: &Address) -> String {
    match &address.verdict {
        Verdict::Allow(target) => readable_host(target),
        Verdict::Refuse(why) => format!("not opened: {why}"),
    }
}
