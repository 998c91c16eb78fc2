//! The one gate: what may be shown of text that came from outside.

/// One-line text, cleaned.
pub fn safe_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// Many-line text, cleaned.
pub fn safe_body(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}
