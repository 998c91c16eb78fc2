//! Words to find in titles: whole ones, one after the other, case and accents aside. It knows no language.

use memchr::memchr2_iter;

use crate::model::fold;

/// Words made ready to be found.
#[derive(Debug)]
pub(super) struct Phrase {
    words: Vec<String>,
    /// As it stands, where more than blanks is between its words or around them, as in `C++`.
    signs: Option<String>,
}

impl Phrase {
    pub fn new(text: &str) -> Phrase {
        let folded = fold(text.trim());
        let has_signs = folded.chars().any(|c| !c.is_alphanumeric() && !c.is_whitespace());
        Phrase { words: words(&folded).map(str::to_owned).collect(), signs: has_signs.then_some(folded) }
    }

    /// Whether it is in a title as it is matched: folded, but for the case of ASCII.
    pub fn is_in(&self, title: &str) -> bool {
        let Some(&first) = self.words.first().and_then(|word| word.as_bytes().first()) else {
            return self.stands_in(title);
        };
        let mut places = memchr2_iter(first, first.to_ascii_uppercase(), title.as_bytes());
        places.any(|at| self.begins(title, at)) && self.stands_in(title)
    }

    /// Its words are there from that byte on.
    fn begins(&self, title: &str, at: usize) -> bool {
        // What a character begins with stands nowhere inside of one.
        let Some((before, rest)) = title.split_at_checked(at) else { return false };
        let is_inside = before.chars().next_back().is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c))
            && rest.chars().next().is_some_and(|c| !is_unspaced(c));
        let mut there = words(rest);
        !is_inside && self.words.iter().all(|word| there.next().is_some_and(|it| it.eq_ignore_ascii_case(word)))
    }

    fn stands_in(&self, title: &str) -> bool {
        match &self.signs {
            Some(signs) => title.to_ascii_lowercase().contains(signs),
            None => !self.words.is_empty(),
        }
    }
}

/// Runs of letters and digits. Of a script that puts no blanks between words each character is one: so any piece of such a text is found.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let first = rest.chars().next()?;
        let end = |c: char| !c.is_alphanumeric() || is_unspaced(c);
        let len = if is_unspaced(first) { first.len_utf8() } else { rest.find(end).unwrap_or(rest.len()) };
        let (word, after) = rest.split_at(len);
        rest = after;
        Some(word)
    })
}

/// A letter of a text in which words are not told apart by blanks, or, as in Korean, grow at their ends.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' // Burmese, Khmer
        | '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' // Hangul, whole and in its parts
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{31ff}' // Kana, Bopomofo, Hangul once more
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' // Han
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_in(phrase: &str, title: &str) -> bool {
        Phrase::new(phrase).is_in(&fold(title))
    }

    #[test]
    fn a_whole_word_is_found_whatever_its_case_and_accents() {
        for (phrase, title) in [
            ("giveaway", "A GIVEAWAY, at last"),
            ("Cafe", "Le café"),
            ("Öl", "Kein Ol mehr"),
            ("disney", "What is new on Disney+"),
            ("don't", "Why you don’t"),
            ("C++", "A C++ compiler"),
            ("5", "iPhone 5: all of it"),
            ("!!!", "Wow!!!"),
        ] {
            assert!(is_in(phrase, title), "{phrase} in {title}");
            assert!(Phrase::new(phrase).is_in(&fold(title).to_ascii_uppercase()), "{phrase} in {title}");
        }
        for (phrase, title) in [
            ("giveaway", "Giveaways galore"),
            ("art", "A start, a party, smart"),
            ("C++", "Vitamin C"),
            ("5", "iPhone 15"),
            ("", "Anything"),
            (" ", "Anything"),
            ("giveaway", ""),
        ] {
            assert!(!is_in(phrase, title), "{phrase} in {title}");
        }
    }

    #[test]
    fn several_words_stand_one_after_the_other() {
        assert!(is_in("black friday", "Deals: Black  Friday is here") && is_in("black friday", "Black-Friday"));
        assert!(is_in("a b", "a a b"));
        assert!(!is_in("black friday", "Friday is black") && !is_in("black friday", "A black good Friday"));
        assert!(!is_in("black friday", "Black Fridays") && !is_in("black friday", "black"));
    }

    #[test]
    fn what_has_no_blanks_between_words_is_found_as_a_piece() {
        assert!(is_in("規制", "米AI規制強化へ") && is_in("ai", "米AI規制強化へ") && is_in("AI規制", "米AI規制強化へ"));
        assert!(is_in("삼성", "삼성이 새로운") && is_in("ข่าว", "อ่านข่าวเช้า"));
        assert!(!is_in("規強", "米AI規制強化へ"));
    }

    proptest! {
        #[test]
        fn a_phrase_of_words_is_found_where_they_follow_each_other(title in "[abÉ漢字 ,-]{0,12}", phrase in "[abé漢 ]{1,4}") {
            let (title, phrase) = (fold(&title), fold(phrase.trim()));
            let (all, wanted): (Vec<_>, Vec<_>) = (words(&title).collect(), words(&phrase).collect());
            let expected = !wanted.is_empty() && all.windows(wanted.len()).any(|some| some == wanted);
            prop_assert_eq!(Phrase::new(&phrase).is_in(&title), expected);
        }

        #[test]
        fn any_text_in_any_text_is_no_trouble(phrase: String, title: String) {
            let _ = Phrase::new(&phrase).is_in(&title);
        }
    }
}
