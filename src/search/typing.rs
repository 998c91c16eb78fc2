//! A question that is still being typed: the word at its end may yet become a field or a sign. Where it finds something it counts; where it
//! would leave nothing it is passed over, so that no key on the way to `provider:` or `or` empties the list. It searches nothing itself.

use super::pass::Stale;
use super::{Request, Results, Searcher, names};
use crate::search::query::Query;

impl Searcher {
    /// As [`super::run()`].
    pub fn run(&mut self, request: &Request, stale: &Stale<'_>, publish: &mut dyn FnMut(Results)) {
        let mut tell = |mut results: Results| {
            if results.done {
                results.notes.extend(names::unknown(&request.index, &request.query));
            }
            publish(results);
        };
        let Some(last) = &request.query.last else { return self.run_whole(request, stale, &mut tell) };
        let mut is_empty = false;
        self.run_whole(request, stale, &mut |results| {
            if !results.rows.is_empty() {
                return tell(results);
            }
            is_empty = results.done;
        });
        if !is_empty {
            return;
        }
        let query = Query { expr: last.without.clone(), last: None, ..request.query.clone() };
        let without = Request { query, ..request.clone() };
        self.run_whole(&without, stale, &mut |mut results| {
            // Where there is nothing without it either it is not to blame.
            if !results.rows.is_empty() {
                results.passed_over = true;
                results.notes.push(format!("nothing has “{}”; it is passed over while you type", last.text));
            }
            tell(results);
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::search::tests::{index_of, last, request};
    use crate::search::{Order, Searcher};

    /// How many are found after each more letter, and whether the last word was passed over.
    fn each(typed: &str, titles: &[&str]) -> Vec<(usize, bool)> {
        let index = index_of(&titles.iter().map(|&title| title.to_owned()).collect::<Vec<_>>());
        let mut searcher = Searcher::default();
        let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.map(|end| {
            let request = request(&index, &typed[..end], Order::Best);
            let found = last(&mut searcher, &request);
            assert_eq!(found, last(&mut Searcher::default(), &request), "{}", &typed[..end]);
            (found.rows.len(), found.passed_over)
        })
        .collect()
    }

    #[test]
    fn a_last_word_that_may_become_a_field_counts_only_where_something_has_it() {
        assert_eq!(each("wa pr", &["Waymo", "Wary"])[3..], [(2, true), (2, true)]);
        assert_eq!(each("wa pr", &["Waymo", "Wary Price"])[3..], [(1, false), (1, false)]);
        // From something to nothing and on to a condition.
        assert_eq!(each("wa provider:", &["Waymo", "Wa pro"])[5..8], [(1, false), (2, true), (2, true)]);
        assert_eq!(each("wa provider:", &["Waymo", "Wa pro"]).last(), Some(&(2, false)));
        // What may become nothing is a word like others.
        assert_eq!(each("wa xy", &["Waymo"])[3..], [(0, false), (0, false)]);
        assert_eq!(each("wa -w", &["Waymo"])[3..], [(1, false), (0, false)]);
        assert_eq!(each("wa -t", &["Waymo Taxi"])[3..], [(1, false), (1, true)]);
    }
}
