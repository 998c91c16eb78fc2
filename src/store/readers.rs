//! The two readers of front matter side by side, for tests, benches and fuzzing. The program itself does not use it: it
//! calls [`super::parse()`], which asks the scanner first.

use std::fmt::Write as _;

use super::scan::scan;
use super::tree::{Document, Node, Value};
use super::yaml;

/// Whether the scanner is sure of `yaml`.
pub fn is_sure(yaml: &str) -> bool {
    scan(yaml).is_some()
}

/// Whether the parser takes `yaml`.
pub fn is_read_by_events(yaml: &str) -> bool {
    yaml::parse(yaml).is_ok()
}

/// What the scanner makes of `yaml` and what the parser does, where the scanner is sure and they differ in anything: keys,
/// their order, structure, texts, how they are quoted, lines. There should be no such text.
pub fn difference(yaml: &str) -> Option<(String, String)> {
    let scanned = written(&scan(yaml)?);
    let parsed = yaml::parse(yaml).map_or_else(|note| format!("{note:?}"), |document| written(&document));
    (scanned != parsed).then_some((scanned, parsed))
}

/// All there is in a document.
fn written(document: &Document<'_>) -> String {
    let mut out = format!("repeated {:?}\n", document.repeated);
    for (key, node) in document.top().iter() {
        write(&mut out, 0, key, node);
    }
    out
}

fn write(out: &mut String, depth: usize, key: &str, node: Node<'_>) {
    let _ = write!(out, "{:depth$}{key:?} line {} ", "", node.line());
    match node.value() {
        Value::Scalar { text, plain } => {
            let _ = writeln!(out, "{text:?} {}", if plain { "plain" } else { "quoted" });
        }
        Value::List(list) => {
            let _ = writeln!(out, "list of {}", list.len());
            list.iter().for_each(|node| write(out, depth + 1, "", node));
        }
        Value::Map(map) => {
            let _ = writeln!(out, "map");
            map.iter().for_each(|(key, node)| write(out, depth + 1, key, node));
        }
    }
}
