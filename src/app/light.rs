//! The words of a search lit in a line of the article: as they stand, case and accents aside. Letters that only stand apart are not lit;
//! in a text they are everywhere.

use super::span::{Line, Span};
use crate::model::Folded;
use crate::search::Query;
use std::ops::Range;

/// The byte ranges of each span of `line` that are words of `query`: the span's position, the range.
pub fn light_words(line: &[Span], query: &Query) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    for (at, span) in line.iter().enumerate() {
        let folded = Folded::new(&span.text);
        for word in query.words() {
            let word = word.folded();
            for (start, _) in folded.text.match_indices(&*word) {
                // Origins are those of characters.
                let nth = |byte: usize| folded.text[..byte].chars().count();
                let (first, last) = (nth(start), nth(start + word.len()) - 1);
                let (Some(&from), Some(&to)) = (folded.origin.get(first), folded.origin.get(last)) else { continue };
                // Marks that stand behind a letter belong to it.
                let after = folded.origin[last..].iter().find(|&&origin| origin > to);
                let end = after.map_or(span.text.len(), |&origin| origin as usize);
                found.push((at, from as usize..end));
            }
        }
    }
    found.sort_by_key(|(at, range)| (*at, range.start));
    found
}

/// The line with the words of `query` lit.
pub fn lit(line: Line, query: &Query) -> Line {
    let found = light_words(&line, query);
    if found.is_empty() {
        return line;
    }
    let mut out = Line::new();
    for (at, span) in line.into_iter().enumerate() {
        let mut done = 0;
        for (_, range) in found.iter().filter(|(of, range)| *of == at && range.end > range.start) {
            let start = range.start.max(done);
            if start >= range.end {
                continue;
            }
            if start > done {
                out.push(Span { text: span.text[done..start].to_owned(), ..span.clone() });
            }
            out.push(Span { text: span.text[start..range.end].to_owned(), lit: true, ..span.clone() });
            done = range.end;
        }
        if done < span.text.len() {
            out.push(Span { text: span.text[done..].to_owned(), ..span });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{light_words, lit};
    use crate::app::span::Span;
    use crate::search::Query;

    fn shown(text: &str, query: &str) -> String {
        let lit = |span: &Span| if span.lit { format!("[{}]", span.text) } else { span.text.clone() };
        super::lit(vec![Span::body(text)], &Query::parse(query)).iter().map(lit).collect()
    }

    #[test]
    fn words_are_lit_whatever_their_case_and_accents() {
        assert_eq!(shown("The Café of cafés", "cafe"), "The [Café] of [café]s");
        assert_eq!(shown("straße and STRASSE", "strasse"), "[straße] and [STRASSE]");
        assert_eq!(shown("nothing here", "xyz"), "nothing here");
    }

    #[test]
    fn words_within_words_are_lit_once() {
        assert_eq!(shown("abcd", "bc abc"), "[abc]d");
        assert!(light_words(&[], &Query::parse("a")).is_empty());
        assert_eq!(lit(vec![], &Query::parse("a")), vec![]);
    }
}
