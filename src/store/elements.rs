//! What is known of HTML's elements by their names, in lower case, and of the words that stand for pictures. It holds no state.

/// Elements that begin and end a block of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Elements without an end.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose text is no part of the page, or only stands in for what they show.
pub(super) fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "audio" | "canvas" | "datalist" | "map" | "math" | "object" | "select" | "svg" | "template" | "video"
    )
}

/// Elements that another of their kind ends.
pub(super) fn ends_itself(name: &str) -> bool {
    matches!(name, "dd" | "dt" | "li" | "p" | "td" | "th" | "tr")
}

/// Not a file's name, and not only a word for "picture".
pub(super) fn is_meaningful(words: &str) -> bool {
    let lower = words.to_lowercase();
    let is_file = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp"].iter().any(|end| lower.ends_with(end));
    let says_nothing =
        ["image", "img", "picture", "photo", "logo", "icon", "thumbnail", "banner", "screenshot", "avatar"];
    words.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !is_file && !says_nothing.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_a_picture_mean_something_or_do_not() {
        for words in ["Sales of 2021", "A map", "Karte"] {
            assert!(is_meaningful(words), "{words}");
        }
        for words in ["", "logo", "Image", "IMG_0123.JPG", "12", "a1"] {
            assert!(!is_meaningful(words), "{words}");
        }
    }

    #[test]
    fn no_element_is_both_without_end_and_dropped() {
        for name in ["br", "img", "svg", "video", "p", "td", "b"] {
            assert!(!(is_void(name) && is_dropped(name)), "{name}");
        }
        assert!(is_block("p") && !is_block("td") && ends_itself("td"));
    }
}
