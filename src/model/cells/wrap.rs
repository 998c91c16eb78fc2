//! Breaking text into lines. It does not justify or hyphenate, and knows no language: a small part of Unicode Standard
//! Annex 14 (blanks, dashes, wide characters and the marks that may not begin or end a line).

use std::ops::Range;

use super::graphemes;

/// May not begin a line.
const CLOSING: &str =
    "、。，．・：；？！）］｝」』】〕〉》〗〙〛’”…‥ーゝゞ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ｡｣､,.!?:;)]}";
/// May not end a line.
const OPENING: &str = "（［｛「『【〔〈《〖〘〚‘“｢([{";

/// The byte ranges of the lines of `text`, each at most `width` cells wide (a single wide character more than fits in one
/// cell stands alone in its line; 0 counts as 1).
///
/// `\n` ends a line; after the last one stands no empty line. A line breaks at blanks, which are then in no line; after an
/// em dash; between two characters of which one is wide. A word that is wider than a whole line breaks after its hyphens
/// and slashes, then anywhere between graphemes. Blanks in front of a paragraph are its indent and stay while they fit.
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut lines = Vec::with_capacity(text.len() / width + 1);
    let mut at = 0;
    for paragraph in text.split_inclusive('\n') {
        let text = paragraph.strip_suffix('\n').unwrap_or(paragraph);
        let text = text.strip_suffix('\r').unwrap_or(text);
        if width >= text.len() && text.is_ascii() {
            lines.push(at..at + text.trim_end_matches(is_blank).len());
        } else {
            let mut wrapper = Wrapper { lines: &mut lines, text, at, width, line: Place::default(), content: 0 };
            wrapper.run();
        }
        at += paragraph.len();
    }
    lines
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// A place in the paragraph: a byte offset, and the cells from its start to there.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    byte: usize,
    cells: usize,
}

/// Where a line may end and the next begin.
#[derive(Debug, Clone, Copy)]
struct Break {
    end: usize,
    next: Place,
}

/// The wrapping of one paragraph.
struct Wrapper<'a> {
    lines: &'a mut Vec<Range<usize>>,
    text: &'a str,
    /// Where the paragraph begins in the whole text.
    at: usize,
    width: usize,
    /// Where the line begins.
    line: Place,
    /// Where the line's text ends, blanks after it left out.
    content: usize,
}

impl Wrapper<'_> {
    fn run(&mut self) {
        // The last places to break: where one likes to, and where one must.
        let (mut fine, mut rough): (Option<Break>, Option<Break>) = (None, None);
        let mut before = Before::default();
        let mut cells = 0;
        for cell in graphemes(self.text) {
            let here = Place { byte: cell.start, cells };
            let written = &self.text[cell.start..cell.end()];
            cells += cell.width;
            if matches!(written, " " | "\t") {
                before = Before { is_blank: true, ..before };
                continue;
            }
            let now = Before::new(written, cell.width);
            if self.content > self.line.byte {
                match joint(&before, &now) {
                    Some(Joint::Fine) => fine = Some(Break { end: self.content, next: here }),
                    Some(Joint::Rough) => rough = Some(Break { end: self.content, next: here }),
                    None => {}
                }
            } else if here.cells - self.line.cells + cell.width > self.width {
                // An indent that leaves no room.
                self.line = here;
            }
            while cells - self.line.cells > self.width && self.content > self.line.byte {
                let usable = |at: &Break| at.next.byte > self.line.byte && at.end > self.line.byte;
                let here = Break { end: self.content, next: here };
                let at = fine.take().filter(usable).or_else(|| rough.take().filter(usable)).unwrap_or(here);
                self.lines.push(self.at + self.line.byte..self.at + at.end);
                self.line = at.next;
            }
            self.content = cell.end();
            before = now;
        }
        // A paragraph of nothing but blanks is an empty line.
        let start = self.line.byte.min(self.content);
        self.lines.push(self.at + start..self.at + self.content);
    }
}

/// What stands before the place that is looked at.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    c: char,
    is_blank: bool,
    is_wide: bool,
}

impl Before {
    fn new(written: &str, width: usize) -> Before {
        Before { c: written.chars().next().unwrap_or_default(), is_blank: false, is_wide: width == 2 }
    }
}

/// How a line may break between two graphemes.
enum Joint {
    Fine,
    /// Only where there is no other way.
    Rough,
}

fn joint(before: &Before, now: &Before) -> Option<Joint> {
    if before.is_blank {
        return Some(Joint::Fine);
    }
    let joins = |c: char| matches!(c, '-' | '/' | '‐' | '–');
    let joint = if before.is_wide || now.is_wide || before.c == '—' && now.c != '—' {
        Joint::Fine
    } else if joins(before.c) && !joins(now.c) {
        Joint::Rough
    } else {
        return None;
    };
    (!CLOSING.contains(now.c) && !OPENING.contains(before.c)).then_some(joint)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::text::safe_body;
    use super::super::super::text::samples::any_text;
    use super::super::width;
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn a_line_breaks_at_blanks_which_are_in_no_line() {
        assert_eq!(lines("Waymo says its tech", 10), ["Waymo says", "its tech"]);
        assert_eq!(lines("Waymo   says its  tech  ", 8), ["Waymo", "says its", "tech"]);
        assert_eq!(lines("one", 3), ["one"]);
    }

    #[test]
    fn a_line_end_is_a_break_and_an_empty_line_stays() {
        assert_eq!(lines("a\n\nb c\n", 80), ["a", "", "b c"]);
        assert_eq!(lines("é\r\n \n\né", 80), ["é", "", "", "é"]);
        assert_eq!(lines("\n", 4), [""]);
        assert!(lines("", 4).is_empty());
    }

    #[test]
    fn a_word_wider_than_a_line_breaks_after_hyphens_then_anywhere() {
        assert_eq!(lines("a state-of-the-art", 16), ["a", "state-of-the-art"]);
        assert_eq!(lines("a state-of-the-art", 9), ["a", "state-of-", "the-art"]);
        assert_eq!(lines("https://example.com/news", 12), ["https://", "example.com/", "news"]);
        assert_eq!(lines("see abcdefghij x", 4), ["see", "abcd", "efgh", "ij x"]);
    }

    #[test]
    fn a_line_breaks_after_a_dash_that_parts() {
        assert_eq!(lines("word—another", 7), ["word—", "another"]);
    }

    #[test]
    fn wide_text_breaks_anywhere_but_before_its_closing_marks() {
        assert_eq!(lines("日本語の見出し", 6), ["日本語", "の見出", "し"]);
        assert_eq!(lines("日本語。見出し", 6), ["日本", "語。見", "出し"]);
        assert_eq!(lines("日本「語」", 6), ["日本", "「語」"]);
        assert_eq!(lines("AI日本", 4), ["AI日", "本"]);
    }

    #[test]
    fn an_indent_stays_while_it_fits() {
        assert_eq!(lines("    let x = 1", 9), ["    let x", "= 1"]);
        assert_eq!(lines("         é y", 4), ["é y"]);
        assert_eq!(lines("a\n  b", 80), ["a", "  b"]);
    }

    #[test]
    fn no_width_is_too_small() {
        assert_eq!(lines("ab c", 0), ["a", "b", "c"]);
        assert_eq!(lines("日本a", 1), ["日", "本", "a"]);
        assert_eq!(lines("e\u{301}👨‍👩‍👧", 1), ["e\u{301}", "👨‍👩‍👧"]);
    }

    #[test]
    fn a_megabyte_without_a_blank_is_wrapped_in_one_pass() {
        for word in ["x", "é", "x-", "日", " x", "\u{301}"] {
            let text = word.repeat(300_000);
            let begun = std::time::Instant::now();
            assert!(!wrap(&text, 70).is_empty());
            assert!(begun.elapsed().as_secs() < 5, "{word}: {:?}", begun.elapsed());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn no_line_is_too_wide_and_no_text_is_lost(text in any_text(), cells in 0_usize..30, clean in any::<bool>()) {
            let text = if clean { safe_body(&text) } else { text };
            let mut at = 0;
            let mut kept = String::new();
            for line in wrap(&text, cells) {
                prop_assert!(line.start >= at && line.end >= line.start, "{:?}", line);
                prop_assert!(width(&text[line.clone()]) <= cells.max(2), "{:?}", &text[line]);
                prop_assert!(text[at..line.start].chars().all(char::is_whitespace));
                prop_assert!(!text[line.clone()].contains('\n') && !text[line.clone()].ends_with(is_blank));
                at = line.end;
                kept.push_str(&text[line]);
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
            let ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(ink(&kept), ink(&text));
        }
    }
}
