//! An article as Markdown that says what was written and no more: what would be markup in a text is escaped. It breaks no line.

use crate::app::{Clock, begins_body, dates};
use crate::model::{Article, Block, BlockKind, Related};

/// Headline, where it is from, address, excerpt, text, coverage.
pub(super) fn markdown(article: &Article, clock: &Clock) -> String {
    let title = escaped(&article.title);
    let mut parts = vec![format!("# {title}"), escaped(&byline(article, clock))];
    parts.extend(article.best_address().and_then(|address| address.target()).map(|target| format!("<{target}>")));
    if !article.excerpt.is_empty() && !begins_body(article) {
        parts.push(escaped(&article.excerpt));
    }
    parts.extend(Some(body(&article.body.blocks)).filter(|body| !body.is_empty()));
    if article.body.cut {
        parts.push("The text is longer than what is read here.".to_owned());
    }
    if !article.related.is_empty() {
        parts.push("## Coverage".to_owned());
        let lines: Vec<String> = article.related.iter().map(|related| coverage(related, clock)).collect();
        parts.push(lines.join("\n"));
    }
    parts.join("\n\n") + "\n"
}

/// Outlet, authors, date, and what one must know before trusting the rest.
pub(super) fn byline(article: &Article, clock: &Clock) -> String {
    let mut from = vec![article.provider.label().to_owned()];
    from.extend(article.provider.authors.iter().cloned());
    from.push(article.published.map_or("undated".to_owned(), |date| clock.full(date)));
    for (holds, badge) in [
        (article.removed, "taken down"),
        (article.held_back, "not published"),
        (article.estimated, "date from the file’s name"),
        (article.published.is_some_and(|date| clock.is_ahead(date)), "date ahead of now"),
    ] {
        from.extend(holds.then(|| badge.to_owned()));
    }
    if !article.kind.is_empty() && article.kind != "article" {
        let length = article.length.map_or(String::new(), |seconds| format!(" {}", dates::length(seconds)));
        from.push(format!("{}{length}", article.kind));
    }
    from.retain(|part| !part.is_empty());
    from.join(" · ")
}

/// `The Daily, 31 May 2021: Title`.
pub(super) fn elsewhere(related: &Related, clock: &Clock) -> String {
    let outlet = Some(related.provider.label()).filter(|label| !label.is_empty()).unwrap_or("unnamed outlet");
    let day = related.published.map_or(String::new(), |date| format!(", {}", clock.day(date)));
    format!("{outlet}{day}: {}", related.title)
}

fn coverage(related: &Related, clock: &Clock) -> String {
    let address = related.best_address().and_then(|address| address.target());
    let address = address.map_or(String::new(), |target| format!(" <{target}>"));
    format!("- {}{address}", escaped(&elsewhere(related, clock)))
}

/// Blocks, a blank line between those that are not items of one list.
fn body(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut before: Option<BlockKind> = None;
    let mut depth = 0;
    for block in blocks {
        let is_item = matches!(block.kind, BlockKind::Item { .. });
        let together = is_item && matches!(before, Some(BlockKind::Item { .. }));
        if before.is_some() {
            text.push_str(if together { "\n" } else { "\n\n" });
        }
        // An item stands at most one level below the one before it, or it would be code.
        depth = match block.kind {
            BlockKind::Item { depth: own, .. } => usize::from(own.max(1)).min(if together { depth + 1 } else { 1 }),
            _ => 0,
        };
        text.push_str(&written(block, depth));
        before = Some(block.kind);
    }
    text
}

fn written(block: &Block, depth: usize) -> String {
    let text = || escaped(&block.text);
    match block.kind {
        BlockKind::Paragraph => text(),
        // The headline is the only one of the first level.
        BlockKind::Heading(level) => {
            format!("{} {}", "#".repeat(usize::from(level.clamp(1, 5)) + 1), escaped(&block.text.replace('\n', " ")))
        }
        BlockKind::Quote => format!("> {}", text().replace('\n', "\n> ")),
        BlockKind::Item { number, .. } => {
            let indent = " ".repeat(depth.saturating_sub(1) * 4);
            let mark = number.map_or("-".to_owned(), |number| format!("{number}."));
            let under = format!("\n{indent}{}", " ".repeat(mark.len() + 1));
            format!("{indent}{mark} {}", text().replace('\n', &under))
        }
        BlockKind::Code => {
            let longest = block.text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            format!("{fence}\n{}\n{fence}", block.text)
        }
        BlockKind::Rule => "---".to_owned(),
    }
}

/// Text as Markdown, a line break in it as a hard one.
fn escaped(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| escaped_line(line, text.contains('\n'))).collect();
    lines.join("  \n")
}

/// `among`: other lines stand with it, and could make a table of it.
fn escaped_line(line: &str, among: bool) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    if begins_block(line) {
        // A number is escaped behind its digits.
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        out.push_str(&line[..digits]);
        out.push('\\');
        inline(&line[digits..], among, &mut out);
    } else {
        inline(line, among, &mut out);
    }
    out
}

/// It would begin a heading, a quotation, a list, or underline the line before.
fn begins_block(line: &str) -> bool {
    let is_blank = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let all = |mark: char| line.chars().all(|c| c == mark || c == ' ');
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match line.chars().next() {
        Some('>') => true,
        Some('#') => is_blank(line.trim_start_matches('#')),
        Some('-') => is_blank(&line[1..]) || all('-'),
        Some('+') => is_blank(&line[1..]),
        Some('=') => all('='),
        Some('0'..='9') => digits.starts_with(['.', ')']) && is_blank(&digits[1..]),
        _ => false,
    }
}

fn inline(line: &str, among: bool, out: &mut String) {
    let tildes = line.matches('~').count() > 1;
    let mut before = ' ';
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let is_markup = match c {
            '\\' | '`' | '*' => true,
            // Within a word it is a letter.
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            ']' => matches!(next, '(' | '[' | ':'),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next == '#' || next.is_ascii_alphabetic(),
            '~' => tildes,
            '|' => among,
            _ => false,
        };
        // What is first may be escaped already, as the beginning of a block.
        if is_markup && !(out.ends_with('\\') && before == ' ' && out.len() == 1) {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::safe_line;
    use crate::model::text::samples::any_text;
    use crate::store::{Outcome, Source, Want, parse};
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    use std::path::Path;

    /// The text of Markdown that is one paragraph without markup.
    fn said(markdown: &str) -> Option<String> {
        let mut said = String::new();
        let mut inside = 0;
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::Paragraph) => inside += 1,
                Event::End(TagEnd::Paragraph) => {}
                Event::Text(text) => said.push_str(&text),
                Event::HardBreak => said.push('\n'),
                _ => return None,
            }
        }
        (inside == 1).then_some(said)
    }

    /// What is read from the blocks, written as Markdown into a file.
    fn read_back(blocks: &[Block]) -> Vec<Block> {
        let file = format!("---\ntitle: x\n---\n{}\n", body(blocks));
        let source = Source { bytes: file.as_bytes(), path: Path::new("a.md"), store_name: "s" };
        match parse(&source, Want::Whole) {
            Outcome::Shown(parsed) => parsed.article.body.blocks,
            Outcome::Skipped(note) => panic!("{note:?}"),
        }
    }

    fn block(kind: BlockKind, text: &str) -> Block {
        Block { kind, text: text.to_owned() }
    }

    #[test]
    fn what_looks_like_markup_is_text_and_reads_back_the_same() {
        let paragraphs = [
            "# no heading",
            "- no item",
            "1. no item",
            "1) no item",
            "> no quotation",
            "*no* _emphasis_ snake_case **",
            "<b>no</b> tag, a < b, &amp; no entity, AT&T",
            "[no](link) and ![no](image) [a]: b",
            "`no code` ``",
            "~~no~~ ~ strike",
            "\\ backslash \\*",
            "one\n===\n---\na|b\n-|-\ntwo",
            "2021 was long",
            "-5 degrees, #hashtag, +1",
            "* star",
            "***",
            "___",
        ];
        for text in paragraphs {
            let written = escaped(text);
            assert_eq!(said(&written).as_deref(), Some(text), "{written}");
        }
        assert_eq!(escaped("snake_case, a | b, 3 < 4, 5 & 6, ~10 [1]"), "snake_case, a | b, 3 < 4, 5 & 6, ~10 [1]");
    }

    #[test]
    fn blocks_of_every_kind_read_back_as_they_are() {
        let item = |depth, number, text: &str| block(BlockKind::Item { depth, number }, text);
        let blocks = [
            block(BlockKind::Paragraph, "First."),
            block(BlockKind::Quote, "Said *so*\nand so."),
            item(1, None, "one"),
            item(2, None, "one a"),
            item(1, None, "two\nlines"),
            block(BlockKind::Code, "let x = `y`;\n```\n  # z"),
            block(BlockKind::Rule, ""),
            item(1, Some(9), "nine"),
            item(1, Some(10), "ten"),
            item(2, Some(1), "ten one"),
        ];
        assert_eq!(read_back(&blocks), blocks, "{}", body(&blocks));
        let heading = read_back(&[block(BlockKind::Heading(1), "Part")]);
        assert_eq!(heading, [block(BlockKind::Heading(2), "Part")]);
    }

    proptest! {
        #[test]
        fn any_text_reads_back_as_it_is(text in prop_oneof![any_text(), "[-#>*_+=~`|<&\\[\\]():;.!0-9a-z \\\\]{0,24}"]) {
            let text = safe_line(&text);
            prop_assert_eq!(said(&escaped(&text)), Some(text).filter(|text| !text.is_empty()));
        }
    }
}
