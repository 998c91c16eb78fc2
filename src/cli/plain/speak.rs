//! An article and a headline as plain lines, in the order one wants to hear them. It breaks no line: whoever reads them out knows better.

use crate::app::Clock;
use crate::index::{Flags, Index, Row};
use crate::model::{Article, BlockKind, Verdict, readable_host};

/// `31 May 2021, Business Insider: Title`.
pub fn headline(index: &Index, row: Row, clock: &Clock) -> String {
    let mut before: Vec<String> = vec![index.date(row).map_or("undated".to_owned(), |date| clock.day(date))];
    before.extend(Some(index.outlet(row)).filter(|outlet| !outlet.is_empty()).map(str::to_owned));
    if index.flags(row).has(Flags::HELD_BACK) {
        before.push("not published".to_owned());
    }
    format!("{}: {}", before.join(", "), index.title(row))
}

/// The article: headline, where it is from, excerpt, text, coverage, links.
pub fn article(article: &Article, clock: &Clock) -> Vec<String> {
    let mut lines = vec![article.title.clone()];
    let mut from: Vec<String> = Vec::new();
    from.extend(Some(article.provider.label()).filter(|label| !label.is_empty()).map(str::to_owned));
    from.extend(article.provider.authors.iter().cloned());
    from.push(article.published.map_or("undated".to_owned(), |date| clock.full(date)));
    if article.held_back {
        from.push("not published".to_owned());
    }
    lines.push(from.join(", "));
    if !article.topics.is_empty() {
        lines.push(format!("Topics: {}", article.topics.join(", ")));
    }
    if !article.excerpt.is_empty() {
        lines.push(article.excerpt.clone());
    }
    for block in &article.body.blocks {
        let text = block.text.split('\n').map(str::to_owned);
        match block.kind {
            BlockKind::Rule => {}
            BlockKind::Heading(_) => lines.extend(text.map(|text| format!("Heading: {text}"))),
            BlockKind::Quote => lines.push(format!("Quote: {}", block.text.replace('\n', " "))),
            BlockKind::Item { number: Some(number), .. } => {
                lines.push(format!("{number}. {}", block.text.replace('\n', " ")))
            }
            BlockKind::Item { .. } => lines.push(format!("- {}", block.text.replace('\n', " "))),
            BlockKind::Code => lines.extend(text),
            BlockKind::Paragraph => lines.push(block.text.replace('\n', " ")),
        }
    }
    if article.body.cut {
        lines.push("The text is longer than what is read here.".to_owned());
    }
    for (at, related) in article.related.iter().enumerate() {
        lines.push(format!("Coverage {}: {}: {}", at + 1, related.provider.label(), related.title));
    }
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
