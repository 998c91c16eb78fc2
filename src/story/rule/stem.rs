//! What is left of a word when its ending and its spelling are taken off: "travellers" and "traveler's" are one. A key to compare
//! by and never shown; it knows no grammar, and that "bought" is "buy" stands in `alike.txt`.

/// Turns a folded word into its stem, in place.
pub fn stem(word: &mut String) {
    strip_apostrophe(word);
    if word.is_ascii() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        strip_ending(word);
        spell(word);
    }
    // "II" is not "I".
    if !word.bytes().all(|byte| b"ivx".contains(&byte)) {
        undouble(word);
    }
}

fn strip_apostrophe(word: &mut String) {
    if !word.as_bytes().contains(&b'\'') {
        return;
    }
    for ending in ["'s", "s'", "n't", "'"] {
        if word.len() > ending.len() + 1 && word.ends_with(ending) {
            word.truncate(word.len() - ending.len() + usize::from(ending == "s'"));
            return;
        }
    }
}

/// Plurals and the forms of a verb; then a last "e", so that "close" and "closing" meet.
fn strip_ending(word: &mut String) {
    let len = word.len();
    let last = word.bytes().next_back();
    if !matches!(last, Some(b's' | b'g' | b'd' | b'e' | b'y' | b'n')) {
        return;
    }
    if len > 4 && (word.ends_with("ies") || word.ends_with("ied")) {
        word.truncate(len - 3);
        word.push('i');
    } else if len > 4 && ["sses", "xes", "ches", "shes", "zes", "oes"].iter().any(|ending| word.ends_with(ending)) {
        word.truncate(len - 2);
    } else if len > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        word.truncate(len - 1);
    } else if len > 5 && word.ends_with("ing") && has_vowel(word, 3) {
        word.truncate(len - 3);
    } else if len > 4 && word.ends_with("ed") && !word.ends_with("eed") && has_vowel(word, 2) {
        word.truncate(len - 2);
    }
    if word.len() > 3 && word.ends_with('e') {
        word.pop();
    }
    // "Saharan" is of the Sahara.
    if len > 5 && word.ends_with("an") && !word.ends_with("man") {
        word.pop();
    }
    if word.len() > 2 && word.ends_with('y') {
        word.pop();
        word.push('i');
    }
}

/// Whether a vowel stands before the last `ending` letters.
fn has_vowel(word: &str, ending: usize) -> bool {
    word.bytes().take(word.len().saturating_sub(ending)).any(|byte| b"aeiouy".contains(&byte))
}

/// British and American spelling.
fn spell(word: &mut String) {
    if !word.ends_with(['r', 's', 'c', 'u']) {
        return;
    }
    for (british, american) in
        [("our", "or"), ("is", "iz"), ("ys", "yz"), ("enc", "ens"), ("tr", "ter"), ("br", "ber"), ("ogu", "og")]
    {
        if word.len() > british.len() + 2 && word.ends_with(british) {
            word.truncate(word.len() - british.len());
            word.push_str(american);
            return;
        }
    }
}

/// Any letter that stands twice stands once: "travelled" and "traveled", "programme" without its "e".
fn undouble(word: &mut String) {
    if word.bytes().zip(word.bytes().skip(1)).all(|(one, next)| one != next) && word.is_ascii() {
        return;
    }
    let mut last = None;
    word.retain(|c| {
        let is_new = last != Some(c) || c.is_ascii_digit();
        last = Some(c);
        is_new
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stemmed(word: &str) -> String {
        let mut word = word.to_owned();
        stem(&mut word);
        word
    }

    #[test]
    fn forms_and_spellings_of_a_word_have_one_stem() {
        for forms in [
            &["traveler", "travelers", "travellers", "traveller's", "travellers'"][..],
            &["close", "closes", "closed", "closing"],
            &["carry", "carries", "carried", "carrying"],
            &["centre", "center", "centers", "centres"],
            &["organise", "organized", "organizing"],
            &["colour", "colors"],
            &["stop", "stopped", "stopping"],
            &["licence", "license", "licenses"],
            &["sahara", "saharan"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stemmed(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
    }

    #[test]
    fn words_that_only_look_alike_stay_apart() {
        for (one, other) in
            [("bus", "bu"), ("ring", "r"), ("crisis", "crisi"), ("feed", "fe"), ("red", "r"), ("woman", "woma")]
        {
            assert_ne!(stemmed(one), other);
        }
    }
}
