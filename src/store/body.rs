//! A body, in Markdown or HTML, to blocks of text. It takes no more than [`MAX_BODY`] bytes, and stops where what it makes of
//! them grows too large.

use std::borrow::Cow;

use super::html::Mode;
use super::markdown::{self, Piece};
use super::names::Markup;
use super::page::Page;
use super::parse::MAX_BODY;
use crate::model::{Body, text};

/// What rendering a body may cost: a unit for each byte of HTML made, [`MARK`] for each character that Markdown has to stop at.
/// Past it the body is cut. Text does not come near it; made-up text does, and a table of a few rows can be made to grow.
const MAX_WORK: usize = 2 * MAX_BODY;
const MARK: usize = 8;

/// What reading a body replaced or removed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Loss {
    pub utf8: bool,
    pub control: bool,
    pub bidi: bool,
}

pub(super) fn read(bytes: &[u8], markup: Markup, loss: &mut Loss) -> Body {
    let taken = &bytes[..end_of(bytes)];
    let mut page = Page::default();
    let mut is_cut = taken.len() < bytes.len();
    match markup {
        Markup::Html => page.feed(&decode(taken, loss)),
        Markup::Markdown => is_cut |= read_markdown(taken, &mut page, loss, MAX_WORK),
    }
    let mut body = page.into_body();
    body.cut |= is_cut;
    body
}

/// Does about `most` of work at most; true where it stopped before the end.
fn read_markdown(bytes: &[u8], page: &mut Page, loss: &mut Loss, most: usize) -> bool {
    let mut html = String::new();
    let mut work = 0;
    for piece in markdown::pieces(bytes) {
        if page.is_full() || work > most {
            return true;
        }
        match piece {
            Piece::Html(range) => page.feed(&decode(&bytes[range], loss)),
            Piece::Markdown(range) => {
                let markdown = decode(&bytes[range], loss);
                // In a comment Markdown means nothing, and would hide where it ends.
                let shown = match page.mode() {
                    Mode::Comment => match markdown.split_once("-->") {
                        Some((_, after)) => {
                            page.set_mode(Mode::Text);
                            after
                        }
                        None => continue,
                    },
                    _ => &markdown,
                };
                work += MARK * marks(shown);
                if work > most {
                    return true;
                }
                if markdown::render(shown, &mut html) {
                    page.feed(&html);
                    work += html.len();
                } else {
                    page.feed_plain(shown);
                }
            }
        }
    }
    false
}

/// Characters that may begin or end something in Markdown, line ends among them.
fn marks(markdown: &str) -> usize {
    let is_mark = |byte: &u8| match byte {
        b'\n' | b'\r' | b'*' | b'_' | b'[' | b']' | b'(' | b')' | b'<' | b'>' => true,
        _ => matches!(byte, b'&' | b'`' | b'~' | b'!' | b'|' | b'\\' | b'-' | b'+'),
    };
    markdown.bytes().filter(is_mark).count()
}

/// Where the part of `bytes` that is read ends: not within a character.
fn end_of(bytes: &[u8]) -> usize {
    if bytes.len() <= MAX_BODY {
        return bytes.len();
    }
    (MAX_BODY - 3..=MAX_BODY).rev().find(|&at| bytes[at] & 0xc0 != 0x80).unwrap_or(MAX_BODY)
}

fn decode<'a>(bytes: &'a [u8], loss: &mut Loss) -> Cow<'a, str> {
    let text = String::from_utf8_lossy(bytes);
    loss.utf8 |= matches!(text, Cow::Owned(_));
    // Letters, digits and line ends need no second look.
    if text.bytes().any(|byte| !(0x20..0x7f).contains(&byte) && !(b'\t'..=b'\r').contains(&byte)) {
        let notes = text::notes_of(&text);
        loss.control |= notes.control;
        loss.bidi |= notes.bidi;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(bytes: &[u8], markup: Markup) -> (Vec<String>, bool, Loss) {
        let mut loss = Loss::default();
        let body = read(bytes, markup, &mut loss);
        (body.blocks.into_iter().map(|block| block.text).collect(), body.cut, loss)
    }

    fn markdown(text: &str) -> Vec<String> {
        texts(text.as_bytes(), Markup::Markdown).0
    }

    #[test]
    fn markdown_and_html_in_it_become_blocks() {
        assert_eq!(
            markdown("# A *b*\n\n1. [c](x)\n2. d\n\n<p>e</p>\n\n    f\n\n|g|h|\n|-|-|\n|1|2|\n"),
            ["A b", "c", "d", "e", "f", "g | h", "1 | 2"]
        );
        assert_eq!(markdown("a  \nb\nc"), ["a\nb c"]);
        assert_eq!(markdown("&amp;lt; `&amp;lt;`"), ["< &amp;lt;"]);
    }

    #[test]
    fn html_is_not_taken_for_markdown() {
        assert_eq!(texts(b"# a *b*\n<b>c</b>", Markup::Html).0, ["# a *b* c"]);
    }

    #[test]
    fn a_comment_over_pieces_ends_where_it_ends() {
        let long = format!("a\n\n<!--\n\n{}\n\n-->\n\nb\n", "word \n\n".repeat(20_000));
        assert_eq!(markdown(&long), ["a", "b"]);
    }

    #[test]
    fn what_is_nested_too_deep_is_shown_as_it_stands() {
        let deep = format!("{}x", "> ".repeat(100));
        assert_eq!(markdown(&deep), [deep]);
    }

    #[test]
    fn a_body_past_the_limit_is_cut_between_characters() {
        let (blocks, cut, loss) = texts("é ".repeat(MAX_BODY / 3 + 10).as_bytes(), Markup::Markdown);
        assert!(cut && blocks.iter().map(String::len).sum::<usize>() <= MAX_BODY);
        assert_eq!(loss, Loss::default());
        assert!(!texts(&vec![b'x'; MAX_BODY], Markup::Html).1);
    }

    #[test]
    fn a_table_that_grows_without_end_is_cut() {
        let table = format!("{}\n{}\n{}\n\n", "|a".repeat(300), "|-".repeat(300), "x\n".repeat(16_000));
        let cut_at = |most| read_markdown(table.repeat(3).as_bytes(), &mut Page::default(), &mut Loss::default(), most);
        assert!(cut_at(100_000) && !cut_at(MAX_WORK));
    }

    #[test]
    fn a_body_of_nothing_but_marks_is_cut_and_one_of_words_is_not() {
        assert!(texts("*a_ ".repeat(MAX_BODY / 4).as_bytes(), Markup::Markdown).1);
        assert!(!texts("Words, words and a *few* more. ".repeat(MAX_BODY / 64).as_bytes(), Markup::Markdown).1);
    }

    #[test]
    fn what_was_replaced_is_told() {
        assert_eq!(texts(b"a\xff", Markup::Markdown).2, Loss { utf8: true, ..Loss::default() });
        assert_eq!(texts("\u{1b}\u{202e}".as_bytes(), Markup::Html).2, Loss { utf8: false, control: true, bidi: true });
    }

    proptest! {
        #[test]
        fn any_markdown_comes_out_clean(text in "(?s)[-*_`#>\\[\\]()!<>a-c/&;|~\\\\ \n\u{1b}\u{202e}\"'=0-9]{0,120}") {
            for block in markdown(&text) {
                prop_assert!(!block.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{:?}", block);
            }
        }
    }
}
