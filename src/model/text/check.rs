//! Whether a text is as the gate would leave it. It changes nothing: who finds one that is not throws it away.

use super::clean::clean_line;

/// Whether cleaning would leave this one line, of any length, as it is.
pub fn is_clean(text: &str) -> bool {
    clean_line(text, usize::MAX) == text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::any_text;
    use super::super::{excerpt, line};
    use super::*;

    #[test]
    fn control_characters_and_overrides_are_not_clean() {
        for text in ["a\u{1b}[2J", "a\u{202e}b", "a  b", " a", "a\nb", "a\u{9b}"] {
            assert!(!is_clean(text), "{text:?}");
        }
        assert!(is_clean("") && is_clean("Grüße aus 東京…"));
    }

    proptest! {
        #[test]
        fn what_has_passed_the_gate_is_clean(text in any_text()) {
            prop_assert!(is_clean(&line(&text)) && is_clean(&excerpt(&text, "Title")));
        }
    }
}
