//! An article for people at a terminal: headline, origin, text, coverage, in lines of a measure. It scrolls nothing: that is the pager's.

use super::Terminal;
use super::markdown::{byline, elsewhere};
use crate::app::{Clock, begins_body};
use crate::model::{Article, Block, BlockKind, Verdict, cells};

/// Cells of a line that is easy to read.
const MEASURE: usize = 72;

/// The headline, where it is from, its address, excerpt and text.
pub(super) fn leaf(article: &Article, clock: &Clock, terminal: &Terminal) -> String {
    let room = terminal.columns.clamp(20, MEASURE);
    let mut lines: Vec<String> = wrap(&article.title, room).iter().map(|line| terminal.bold(line)).collect();
    lines.extend(wrap(&byline(article, clock), room).iter().map(|line| terminal.quiet(line)));
    lines.extend(article.best_address().map(|address| match &address.verdict {
        Verdict::Allow(target) => terminal.quiet(target),
        Verdict::Refuse(why) => terminal.quiet(&format!("not opened: {why}")),
    }));
    if !article.excerpt.is_empty() && !begins_body(article) {
        lines.push(String::new());
        lines.extend(wrap(&article.excerpt, room));
    }
    let mut before = None;
    for block in &article.body.blocks {
        let together = matches!((before, block.kind), (Some(BlockKind::Item { .. }), BlockKind::Item { .. }));
        if !together {
            lines.push(String::new());
        }
        lines.extend(set(block, room, terminal));
        before = Some(block.kind);
    }
    if article.body.cut {
        lines.push(String::new());
        lines.push(terminal.quiet("The text is longer than what is shown here."));
    }
    if !article.related.is_empty() {
        lines.extend([String::new(), terminal.quiet("Coverage")]);
        let each = article.related.iter().map(|related| hang(&elsewhere(related, clock), "- ", room, false));
        lines.extend(each.flatten());
    }
    lines.join("\n") + "\n"
}

fn set(block: &Block, room: usize, terminal: &Terminal) -> Vec<String> {
    match block.kind {
        BlockKind::Paragraph => wrap(&block.text, room),
        BlockKind::Heading(_) => wrap(&block.text, room).iter().map(|line| terminal.bold(line)).collect(),
        BlockKind::Quote => hang(&block.text, "> ", room, true),
        BlockKind::Item { depth, number } => {
            let indent = " ".repeat(usize::from(depth.clamp(1, 8) - 1) * 2);
            let mark = number.map_or("- ".to_owned(), |number| format!("{number}. "));
            hang(&block.text, &format!("{indent}{mark}"), room, false)
        }
        BlockKind::Code => block.text.lines().map(|line| format!("  {}", cells::drawn(line))).collect(),
        BlockKind::Rule => vec![terminal.quiet("* * *")],
    }
}

/// Text with a mark before its first line and room for it before the others, or the mark again.
fn hang(text: &str, mark: &str, room: usize, repeat: bool) -> Vec<String> {
    let indent = " ".repeat(mark.len());
    let lines = wrap(text, room.saturating_sub(mark.len()).max(1)).into_iter().enumerate();
    lines.map(|(at, line)| format!("{}{line}", if at == 0 || repeat { mark } else { &indent })).collect()
}

fn wrap(text: &str, room: usize) -> Vec<String> {
    cells::wrap(text, room).into_iter().map(|range| cells::drawn(&text[range])).collect()
}
