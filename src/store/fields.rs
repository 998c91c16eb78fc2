//! Takes typed values out of front matter: cleaned text, numbers, dates, addresses, lists. What is wrong becomes a note and the
//! value falls back; nothing here knows which keys there are.

use crate::model::{Address, Code, Note, Refusal, Timestamp, Verdict, text};

use super::tree::{Node, Value};

/// Notes kept of one file.
const MAX_NOTES: usize = 100;
/// Numbers are held at it.
const MAX_NUMBER: f64 = 1_000_000.0;

/// Gathers the notes of one file while its fields are read.
#[derive(Debug, Default)]
pub(super) struct Fields {
    notes: Vec<Note>,
}

impl Fields {
    pub(super) fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    /// Adds a note; the same code for the same line only once.
    pub(super) fn note(&mut self, code: Code, line: u32, message: impl Into<String>) {
        let is_known = self.notes.iter().any(|note| note.code == code && note.line == line);
        if !is_known && self.notes.len() < MAX_NOTES {
            self.notes.push(Note::new(code, line, message));
        }
    }

    /// Notes what cleaning will replace or remove in `decoded`.
    pub(super) fn marks(&mut self, name: &str, line: u32, decoded: &str) {
        let notes = text::notes_of(decoded);
        if notes.control {
            self.note(Code::Control, line, format!("{name}: control characters were replaced"));
        }
        if notes.bidi {
            self.note(Code::Bidi, line, format!("{name}: characters that turn the text around were removed"));
        }
    }

    /// `raw` with entities decoded, cleaned to one line.
    pub(super) fn clean(&mut self, name: &str, line: u32, raw: &str) -> String {
        if text::is_plain(raw) {
            return raw.to_owned();
        }
        let decoded = text::decode_entities(raw);
        self.marks(name, line, &decoded);
        let cleaned = text::safe_line(&decoded);
        // One more than the longest is the mark of a cut.
        if cleaned.len() > text::MAX_LINE && cleaned.chars().count() > text::MAX_LINE {
            self.note(Code::LimitNote, line, format!("{name}: longer than 1,000 characters; shown cut"));
        }
        cleaned
    }

    /// The scalar of `node` as written: `None` without a note where there is none, N-TYPE for a list or map.
    pub(super) fn scalar<'n>(&mut self, name: &str, node: Option<Node<'n>>) -> Option<(&'n str, u32)> {
        let node = node?;
        match node.value() {
            Value::Scalar { .. } => node.scalar().map(|text| (text, node.line())),
            _ => {
                self.wrong(name, node, "text");
                None
            }
        }
    }

    /// One-line text; empty where there is none.
    pub(super) fn line(&mut self, name: &str, node: Option<Node<'_>>) -> String {
        match self.scalar(name, node) {
            Some((raw, line)) => self.clean(name, line, raw),
            None => String::new(),
        }
    }

    /// The paragraph under `title`.
    pub(super) fn excerpt(&mut self, name: &str, node: Option<Node<'_>>, title: &str) -> String {
        let Some((raw, line)) = self.scalar(name, node) else { return String::new() };
        if !text::is_plain(raw) {
            self.marks(name, line, &text::decode_entities(raw));
        }
        let excerpt = text::excerpt(raw, title);
        if excerpt.len() >= text::MAX_EXCERPT && excerpt.chars().count() >= text::MAX_EXCERPT {
            self.note(Code::LimitNote, line, format!("{name}: longer than 8,000 characters; shown cut"));
        }
        excerpt
    }

    /// A whole number from 0 to 1,000,000: rounded half up and held at the upper end. -1 means not known.
    pub(super) fn number(&mut self, name: &str, node: Option<Node<'_>>) -> Option<i32> {
        let (written, line) = self.scalar(name, node)?;
        if matches!(written.len(), 1..=6) && written.bytes().all(|byte| byte.is_ascii_digit()) {
            return written.parse().ok();
        }
        let Some(value) = finite(written) else {
            self.note(Code::Type, line, format!("{name}: not a number"));
            return None;
        };
        if value == -1.0 {
            return None;
        }
        let rounded = (value + 0.5).floor();
        if rounded < 0.0 {
            self.note(Code::Range, line, format!("{name}: below 0; taken as not known"));
            return None;
        }
        if rounded > MAX_NUMBER {
            self.note(Code::Range, line, format!("{name}: held at 1,000,000"));
        }
        #[expect(clippy::cast_possible_truncation, reason = "held between 0 and 1,000,000")]
        Some(rounded.min(MAX_NUMBER) as i32)
    }

    /// A number with its fraction, zero or more.
    pub(super) fn fraction(&mut self, name: &str, node: Option<Node<'_>>) -> Option<f64> {
        let (written, line) = self.scalar(name, node)?;
        let value = finite(written).filter(|value| (0.0..=MAX_NUMBER).contains(value));
        if value.is_none() {
            self.note(Code::Type, line, format!("{name}: not a number"));
        }
        value
    }

    pub(super) fn flag(&mut self, name: &str, node: Option<Node<'_>>) -> Option<bool> {
        let (written, line) = self.scalar(name, node)?;
        match written.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => {
                self.note(Code::Type, line, format!("{name}: neither true nor false"));
                None
            }
        }
    }

    /// N-DATE for whatever is written and is no date.
    pub(super) fn date(&mut self, name: &str, node: Option<Node<'_>>) -> Option<Timestamp> {
        let node = node.filter(|node| !node.is_null())?;
        let date = node.scalar().and_then(Timestamp::parse);
        if date.is_none() {
            self.note(Code::Date, node.line(), format!("{name}: not a date that can be read"));
        }
        date
    }

    /// An address, judged before it is cleaned; N-URL where it will not be opened. Blank text is no address.
    pub(super) fn address(&mut self, name: &str, node: Option<Node<'_>>) -> Option<Address> {
        let node = node?;
        let address = self.quiet_address(node)?;
        if let Verdict::Refuse(refusal) = address.verdict {
            self.note(Code::Url, node.line(), format!("{name}: not opened: {refusal}"));
        }
        Some(address)
    }

    /// The same without N-URL, for addresses that may well be relative.
    pub(super) fn quiet_address(&mut self, node: Node<'_>) -> Option<Address> {
        match node.value() {
            Value::Scalar { .. } => {
                let address = Address::new(&text::decode_entities(node.scalar()?));
                (address.verdict != Verdict::Refuse(Refusal::Missing)).then_some(address)
            }
            Value::List(_) => Some(not_text("(a list)")),
            Value::Map(_) => Some(not_text("(a map)")),
        }
    }

    /// The items of a list of at most `most`; a value that is no list is a list of one. Nulls are passed over.
    pub(super) fn items<'n>(
        &mut self,
        name: &str,
        node: Option<Node<'n>>,
        most: usize,
    ) -> impl Iterator<Item = Node<'n>> + use<'n> {
        if let Some(node) = node
            && let Value::List(items) = node.value()
            && items.len() > most
        {
            self.note(Code::LimitNote, node.line(), format!("{name}: only the first {most} count"));
        }
        node.into_iter().flat_map(Node::items).take(most).filter(|item| !item.is_null())
    }

    /// Cleaned texts, each once, without the empty ones.
    pub(super) fn lines(&mut self, name: &str, node: Option<Node<'_>>, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for item in self.items(name, node, most) {
            let line = self.line(name, Some(item));
            if !line.is_empty() && !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// N-TYPE: `node` should have been `wanted`.
    pub(super) fn wrong(&mut self, name: &str, node: Node<'_>, wanted: &str) {
        let found = match node.value() {
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        };
        self.note(Code::Type, node.line(), format!("{name}: {found} where {wanted} belongs"));
    }
}

fn not_text(shown: &str) -> Address {
    Address { shown: shown.to_owned(), verdict: Verdict::Refuse(Refusal::Type) }
}

/// A decimal number, with a fraction or an exponent; not the names of infinities and the like.
fn finite(written: &str) -> Option<f64> {
    let written = written.trim();
    let is_decimal = written.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    is_decimal.then(|| written.parse::<f64>().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::yaml;

    /// Reads `x` of a front matter with `read`; gives what came and the codes of the notes.
    fn read<T>(yaml: &str, read: impl FnOnce(&mut Fields, Option<Node<'_>>) -> T) -> (T, Vec<&'static str>) {
        let document = yaml::parse(yaml).unwrap();
        let mut fields = Fields::default();
        let value = read(&mut fields, document.top().get("x"));
        (value, fields.into_notes().into_iter().map(|note| note.code.as_str()).collect())
    }

    #[test]
    fn numbers_are_rounded_and_held() {
        let number = |yaml: &str| read(yaml, |fields, node| fields.number("x", node));
        for (yaml, value) in [
            ("x: 324", Some(324)),
            ("x: 72.5", Some(73)),
            ("x: '72'", Some(72)),
            ("x: 1e2", Some(100)),
            ("x: -0.2", Some(0)),
        ] {
            assert_eq!(number(yaml), (value, vec![]), "{yaml}");
        }
        for yaml in ["x: -1", "x: ", "x: null", "x: ~", "y: 1"] {
            assert_eq!(number(yaml), (None, vec![]), "{yaml}");
        }
        for yaml in ["x: hot", "x: .nan", "x: .inf", "x: [72]", "x: {a: 1}", "x: '1 2'", "x: ''"] {
            assert_eq!(number(yaml), (None, vec!["N-TYPE"]), "{yaml}");
        }
        assert_eq!(number("x: -7"), (None, vec!["N-RANGE"]));
        assert_eq!(number("x: 1e308"), (Some(1_000_000), vec!["N-RANGE"]));
        assert_eq!(number("x: 1e999"), (Some(1_000_000), vec!["N-RANGE"]));
    }

    #[test]
    fn scalars_keep_their_text_and_the_rest_is_dropped() {
        let lines = |yaml: &str| read(yaml, |fields, node| fields.lines("x", node, 4));
        let texts = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        assert_eq!(lines("x: 3.10"), (texts(&["3.10"]), vec![]));
        assert_eq!(lines("x: [A, a, A, ' A ']"), (texts(&["A", "a"]), vec![]));
        assert_eq!(lines("x: [007, null, [y], '']"), (texts(&["007"]), vec!["N-TYPE"]));
        assert_eq!(lines("x: [a, b, c, d, e]"), (texts(&["a", "b", "c", "d"]), vec!["N-LIMIT"]));
        assert_eq!(lines("x: {a: b}"), (vec![], vec!["N-TYPE"]));
        assert_eq!(lines("y: 1"), (vec![], vec![]));
    }

    #[test]
    fn a_flag_is_read_as_people_write_it() {
        let flag = |yaml: &str| read(yaml, |fields, node| fields.flag("x", node));
        assert_eq!(flag("x: False"), (Some(false), vec![]));
        assert_eq!(flag("x: 'yes'"), (Some(true), vec![]));
        assert_eq!(flag("x: maybe"), (None, vec!["N-TYPE"]));
    }

    #[test]
    fn text_that_is_not_as_written_is_noted() {
        let line = |yaml: &str| read(yaml, |fields, node| fields.line("x", node));
        assert_eq!(line("x: \"a\\e[2J\"").1, ["N-CTRL"]);
        assert_eq!(line("x: \"a\\u202eb\"").1, ["N-BIDI"]);
        assert_eq!(line(&format!("x: {}", "L".repeat(1001))).1, ["N-LIMIT"]);
        assert_eq!(line(&format!("x: {}", "é".repeat(1000))).1, Vec::<&str>::new());
    }

    #[test]
    fn an_address_that_will_not_be_opened_is_kept_and_noted() {
        let address = |yaml: &str| read(yaml, |fields, node| fields.address("x", node).map(|address| address.verdict));
        assert_eq!(address("x: [a]"), (Some(Verdict::Refuse(Refusal::Type)), vec!["N-URL"]));
        assert_eq!(address("x: javascript:alert(1)"), (Some(Verdict::Refuse(Refusal::Scheme)), vec!["N-URL"]));
        assert_eq!(address("x:"), (None, vec![]));
    }
}
