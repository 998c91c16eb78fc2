//! What stands at the end of a title and is no part of it: the name of whoever printed it, behind a bar, a dash or in brackets. It leaves
//! alone what is too long for a name, has a figure in it, or would leave next to nothing.

/// A title without the outlet's name.
pub fn without<'t>(title: &'t str, outlet: &str) -> &'t str {
    let mut title = title.trim();
    // Few titles have any sign that could part a name from the rest.
    if title.bytes().all(|byte| byte.is_ascii() && !matches!(byte, b'|' | b'-' | b')')) {
        return title;
    }
    for _ in 0..2 {
        title = shortened(title, outlet).unwrap_or(title);
    }
    title
}

fn shortened<'t>(title: &'t str, outlet: &str) -> Option<&'t str> {
    let (rest, name) = [" | ", " - ", " – ", " — "]
        .into_iter()
        .filter_map(|sign| title.rsplit_once(sign))
        .chain(title.strip_suffix(')').and_then(|title| title.rsplit_once(" (")))
        .min_by_key(|(_, name)| name.len())?;
    let words = name.split_whitespace().count();
    let is_name = name.eq_ignore_ascii_case(outlet)
        || words <= 3
            && (words > 1 || !title.ends_with(')'))
            && name.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '&'))
            && !name.contains(|c: char| c.is_ascii_digit() || c == '.');
    // "(fixes bill number, paragraph 2)", "(adds quote)": what the desk has done.
    let is_mending = title.ends_with(')')
        && ["fixes ", "corrects ", "adds ", "updates ", "removes ", "recasts ", "clarifies "]
            .iter()
            .any(|done| name.starts_with(done));
    let is_name = is_name || is_mending;
    (is_name && rest.split_whitespace().count() >= 4).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_outlet_is_taken_off_and_nothing_else() {
        for (title, left) in [
            ("Library roof falls in after rain - Valley Tribune", "Library roof falls in after rain"),
            ("Phone goes on sale for €1,499 | Gadgetry", "Phone goes on sale for €1,499"),
            ("Sea grass is growing again, survey shows (Coastline Radio)", "Sea grass is growing again, survey shows"),
            ("Quartz | Loom", "Quartz | Loom"),
            ("Governor signs bill to license midwives (fixes bill number)", "Governor signs bill to license midwives"),
            (
                "Halden: dealing in securities by a director (P. Brask)",
                "Halden: dealing in securities by a director (P. Brask)",
            ),
            ("Loom portals | 2020 release wave 1 overview", "Loom portals | 2020 release wave 1 overview"),
            ("Club fined for crowd trouble at derby (corrected)", "Club fined for crowd trouble at derby (corrected)"),
        ] {
            assert_eq!(without(title, "Somebody"), left);
        }
    }
}
