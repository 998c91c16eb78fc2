//! The text of an article, block by block, set to the measure. Markup is gone by now; this only lays out.

use crate::app::span::{Line, Span, wrap};
use crate::model::{Block, BlockKind, Body, cells};
use crate::theme::Role;

/// Bytes of a cell: a letter with some marks.
const LONGEST_CELL: usize = 16;

/// The blocks, a blank line between those that are not items of one list, until there are `most` lines; and whether there would be
/// more. So a page costs what is looked at, whatever the body is.
pub fn body(body: &Body, room: usize, most: usize) -> (Vec<Line>, bool) {
    let mut lines = Vec::new();
    let mut before: Option<BlockKind> = None;
    for block in &body.blocks {
        if lines.len() >= most {
            return (lines, true);
        }
        let together = matches!((before, block.kind), (Some(BlockKind::Item { .. }), BlockKind::Item { .. }));
        if before.is_some() && !together {
            lines.push(Line::new());
        }
        // No line takes more bytes than this but of letters nobody sees.
        let enough = block
            .text
            .floor_char_boundary((most - lines.len()).saturating_mul(room.max(1)).saturating_mul(LONGEST_CELL));
        if enough < block.text.len() {
            let beginning = Block { kind: block.kind, text: block.text[..enough].to_owned() };
            lines.extend(set(&beginning, room));
            return (lines, true);
        }
        lines.extend(set(block, room));
        before = Some(block.kind);
    }
    if body.cut {
        lines.push(Line::new());
        lines.push(vec![Span::quiet("The text is longer than what is shown here.")]);
    }
    (lines, false)
}

fn set(block: &Block, room: usize) -> Vec<Line> {
    match block.kind {
        BlockKind::Paragraph => wrap(&block.text, room, Role::Body),
        BlockKind::Heading(_) => {
            let mut lines = wrap(&block.text, room, Role::Headline);
            lines.iter_mut().flatten().for_each(|span| span.bold = true);
            lines
        }
        BlockKind::Item { depth, number } => {
            let indent = " ".repeat(usize::from(depth.clamp(1, 8) - 1) * 2);
            let mark = number.map_or("- ".to_owned(), |number| format!("{number}. "));
            hang(&block.text, &format!("{indent}{mark}"), room, Role::Body, false)
        }
        BlockKind::Quote => hang(&block.text, "│ ", room, Role::Body, true),
        BlockKind::Code => block.text.lines().flat_map(|line| code(line, room)).collect(),
        BlockKind::Rule => vec![vec![Span::new("─".repeat(room.min(8)), Role::Rule)]],
    }
}

/// Text with a mark before its first line and room for it before the others (or the mark again, with `repeat`).
fn hang(text: &str, mark: &str, room: usize, role: Role, repeat: bool) -> Vec<Line> {
    let indent = cells::width(mark).min(room.saturating_sub(8));
    let mark: String = cells::truncate(mark, indent).0.into_owned();
    let mut lines = wrap(text, room.saturating_sub(indent).max(1), role);
    for (i, line) in lines.iter_mut().enumerate() {
        let lead = if i == 0 || repeat { mark.clone() } else { " ".repeat(indent) };
        line.insert(0, Span::quiet(lead));
    }
    lines
}

/// A line of code is broken only where the pane ends.
fn code(line: &str, room: usize) -> Vec<Line> {
    let room = room.saturating_sub(2).max(1);
    let mut lines = Vec::new();
    let (mut piece, mut used) = (String::new(), 0);
    for cell in cells::graphemes(line) {
        if used + cell.width > room && used > 0 {
            lines.push(vec![Span::body(format!("  {piece}"))]);
            (piece, used) = (String::new(), 0);
        }
        piece.push_str(&cell.drawn);
        used += cell.width;
    }
    lines.push(vec![Span::body(format!("  {piece}"))]);
    lines
}
