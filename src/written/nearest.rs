//! Which known word was meant by an unknown one. Only a guess for a hint: nothing is ever corrected by it.

/// No word we know is longer; comparing costs the product of the lengths.
const LONGEST: usize = 40;

/// The candidate fewest edits away (insert, delete, replace, swap of two neighbours), if that is near enough to be
/// meant: a third of the length, case aside. The earlier one where two are as near.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
        let edits = distance(&word, &letters);
        let allowed = word.len().max(letters.len()).div_ceil(3);
        if edits <= allowed && best.is_none_or(|(fewest, _)| edits < fewest) {
            best = Some((edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance, by three rows of the usual table.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            let mut edits = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                edits = edits.min(before_last[j - 1] + 1);
            }
            row.push(edits);
        }
        before_last = last;
        last = row;
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_the_word() {
        let words = ["down", "half-down", "page-down", "quit", "close"];
        assert_eq!(nearest("dwon", words), Some("down"));
        assert_eq!(nearest("PageDown", words), Some("page-down"));
        assert_eq!(nearest("qiut", words), Some("quit"));
    }

    #[test]
    fn a_word_far_from_all_has_no_neighbour() {
        assert_eq!(nearest("zebra", ["down", "quit"]), None);
        assert_eq!(nearest("", ["a"]), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), ["down"]), None);
    }

    #[test]
    fn distance_counts_each_kind_of_edit_once() {
        let d = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(d("abc", "abc"), 0);
        assert_eq!(d("abc", "abxc"), 1);
        assert_eq!(d("abc", "ac"), 1);
        assert_eq!(d("abc", "axc"), 1);
        assert_eq!(d("abc", "acb"), 1);
        assert_eq!(d("", "abc"), 3);
    }
}
