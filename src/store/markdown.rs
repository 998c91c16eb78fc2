//! Markdown to HTML in pieces, so that what a piece costs has a bound whatever it holds. A piece ends at a blank line;
//! references to links do not reach from one piece into another. It is not laid out here.

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

/// A piece may end from here on.
const PIECE: usize = 32 << 10;
/// A piece without a blank line may end before any line that is not indented.
const LONG: usize = 64 << 10;
/// No piece is longer, unless it is HTML.
const LONGEST: usize = 256 << 10;
/// Quotations and lists in each other that are rendered.
const MAX_NESTING: usize = 64;

/// A part of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Markdown(Range<usize>),
    /// A long run of HTML without a blank line: Markdown would hand it on as it is.
    Html(Range<usize>),
}

/// Parts `body` into pieces, in order and without gaps.
pub(super) fn pieces(body: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut start, mut run) = (0, 0);
    let mut fence: Option<(u8, usize)> = None;
    let mut at = 0;
    while at < body.len() {
        let end = body[at..].iter().position(|&byte| byte == b'\n').map_or(body.len(), |end| at + end + 1);
        let line = &body[at..end];
        let is_html = fence.is_none() && begins_html(&body[run..]);
        if is_html && end - run > LONG {
            // The run goes on to the next blank line.
            let stop = blank_line(body, end);
            if run > start {
                pieces.push(Piece::Markdown(start..run));
            }
            pieces.push(Piece::Html(run..stop));
            (start, run, at) = (stop, stop, stop);
            continue;
        }
        if at > start && at - start >= LONG && !is_html && !matches!(line.first(), Some(b' ' | b'\t')) {
            pieces.push(Piece::Markdown(start..at));
            start = at;
        }
        if end - start > LONGEST && !is_html {
            let cut = cut_before(body, start, start + LONGEST);
            pieces.push(Piece::Markdown(start..cut));
            (start, run, at) = (cut, cut, cut);
            continue;
        }
        at = end;
        fence = fence_after(fence, line);
        if fence.is_none() && line.iter().all(u8::is_ascii_whitespace) {
            run = at;
            if at - start >= PIECE {
                pieces.push(Piece::Markdown(start..at));
                start = at;
            }
        }
    }
    if start < body.len() {
        pieces.push(Piece::Markdown(start..body.len()));
    }
    pieces
}

/// Renders one piece into `html`, whose contents it replaces; `false` where lists or quotations are nested too deep to be
/// rendered, and nothing was.
pub(super) fn render(markdown: &str, html: &mut String) -> bool {
    html.clear();
    if markdown.lines().any(|line| nesting(line.as_bytes()) > MAX_NESTING) {
        return false;
    }
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    pulldown_cmark::html::push_html(html, parser);
    true
}

/// How many marks of lists and quotations a line begins with, or room for as many.
fn nesting(line: &[u8]) -> usize {
    let (mut at, mut marks, mut blanks) = (0, 0, 0);
    loop {
        let rest = &line[at..];
        let digits = rest.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
        match rest.first() {
            Some(b' ') => (at, blanks) = (at + 1, blanks + 1),
            Some(b'\t') => (at, blanks) = (at + 1, blanks + 4),
            Some(b'>') => (at, marks) = (at + 1, marks + 1),
            Some(b'-' | b'*' | b'+') if matches!(rest.get(1), None | Some(b' ' | b'\t')) => {
                (at, marks) = (at + 1, marks + 1)
            }
            Some(_) if digits > 0 && matches!(rest.get(digits), Some(b'.' | b')')) => {
                (at, marks) = (at + digits + 1, marks + 1)
            }
            // A level of a list takes two columns at least. Text far to the right is only text.
            _ => return if marks > 0 { marks.max(blanks / 2) } else { 0 },
        }
    }
}

/// The fence that is open after `line`: its character and length.
fn fence_after(fence: Option<(u8, usize)>, line: &[u8]) -> Option<(u8, usize)> {
    let indent = line.iter().take_while(|&&byte| byte == b' ').count();
    let Some(&mark) = line.get(indent).filter(|byte| matches!(byte, b'`' | b'~')) else { return fence };
    let length = line[indent..].iter().take_while(|&&byte| byte == mark).count();
    let after = &line[indent + length..];
    match fence {
        Some((open, least)) => {
            let closes = mark == open && length >= least && after.iter().all(u8::is_ascii_whitespace);
            if closes { None } else { fence }
        }
        None => (length >= 3 && indent < 4 && !(mark == b'`' && after.contains(&b'`'))).then_some((mark, length)),
    }
}

fn begins_html(run: &[u8]) -> bool {
    let start = run.iter().take(3).take_while(|&&byte| byte == b' ').count();
    matches!((run.get(start), run.get(start + 1)), (Some(b'<'), Some(b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?')))
}

/// Where the first blank line from `at` on begins.
fn blank_line(body: &[u8], mut at: usize) -> usize {
    while at < body.len() {
        let end = body[at..].iter().position(|&byte| byte == b'\n').map_or(body.len(), |end| at + end + 1);
        if body[at..end].iter().all(u8::is_ascii_whitespace) {
            return at;
        }
        at = end;
    }
    body.len()
}

/// A place to cut before `most`: after a blank, else between two characters.
fn cut_before(body: &[u8], start: usize, most: usize) -> usize {
    if let Some(blank) = body[start + PIECE..most].iter().rposition(u8::is_ascii_whitespace) {
        return start + PIECE + blank + 1;
    }
    // At most three bytes continue a character.
    (most - 3..=most).rev().find(|&at| body[at] & 0xc0 != 0x80).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        let mut html = String::new();
        assert!(render(markdown, &mut html));
        html
    }

    /// The pieces' kinds and lengths; fails where they leave a gap.
    fn lengths(body: &str) -> Vec<(char, usize)> {
        let mut at = 0;
        let lengths = pieces(body.as_bytes()).into_iter().map(|piece| {
            let (kind, range) = match piece {
                Piece::Markdown(range) => ('m', range),
                Piece::Html(range) => ('h', range),
            };
            assert_eq!(range.start, at);
            assert!(body.is_char_boundary(range.end));
            at = range.end;
            (kind, range.len())
        });
        let lengths = lengths.collect();
        assert_eq!(at, body.len());
        lengths
    }

    #[test]
    fn tables_and_strikethrough_are_rendered() {
        assert!(html("|a|b|\n|-|-|\n|1|2|").contains("<td>1</td>"));
        assert!(html("~~x~~").contains("<del>"));
    }

    #[test]
    fn a_body_is_parted_at_blank_lines_and_not_in_a_fence() {
        let paragraph = format!("{}\n\n", "word ".repeat(4000));
        assert_eq!(lengths(&paragraph.repeat(4)), [('m', 40004), ('m', 40004)]);
        let fenced = format!("```\n{}```\n", "x\n\n".repeat(12_000));
        assert_eq!(lengths(&fenced), [('m', fenced.len())]);
        assert_eq!(lengths(""), []);
    }

    #[test]
    fn a_line_without_end_is_cut_between_characters() {
        let pieces = lengths(&"é".repeat(LONGEST));
        assert_eq!(pieces.len(), 2);
        let pieces = lengths(&"word ".repeat(LONGEST));
        assert!(pieces.len() > 4 && pieces.iter().all(|(_, length)| *length <= LONGEST));
    }

    #[test]
    fn long_html_without_a_blank_line_stays_whole() {
        let body = format!("# a\n\n<p title=\"{}\">text</p>\nmore\n\n# b\n", "x ".repeat(LONGEST));
        let kinds: Vec<char> = lengths(&body).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ['m', 'h', 'm']);
    }

    #[test]
    fn what_is_nested_too_deep_is_not_rendered() {
        let mut html = String::new();
        assert!(!render(&"> ".repeat(65), &mut html));
        assert!(!render(&format!("{}- x", " ".repeat(200)), &mut html));
        assert!(render(&format!("{}x", " ".repeat(200)), &mut html));
        assert!(render(&format!("{}x", "- ".repeat(20)), &mut html));
    }
}
