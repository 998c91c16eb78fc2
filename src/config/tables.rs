//! The tables of one name in a user's text, `[[name]]`: some put in, some taken out. All else in the text stays as it was written. It
//! does not know what stands in a table.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table};

/// The text after a change of its tables of that name. Nothing where something else is called so, or `change` gives nothing. What that
/// gives is what stood before a table taken out and is not about it.
pub(super) fn changed(
    text: &str,
    name: &str,
    change: impl FnOnce(&mut ArrayOfTables) -> Option<Vec<Left>>,
) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let is_bare = document.as_table().is_empty();
    let root = document.as_table_mut();
    let item = root.entry(name).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    // Written in one line: tables have room for comments.
    if !item.is_array_of_tables() {
        let none = item.as_array().is_some_and(Array::is_empty);
        let tables = if none { Ok(ArrayOfTables::new()) } else { std::mem::take(item).into_array_of_tables() };
        *item = Item::ArrayOfTables(tables.ok()?);
    }
    let tables = item.as_array_of_tables_mut()?;
    let left = change(tables)?;
    // What stands alone in a file stands at its head.
    if let Some(table) = tables.get_mut(0).filter(|_| is_bare) {
        let alone = text.trim_end();
        let head = if alone.is_empty() { String::new() } else { format!("{alone}\n\n") };
        table.decor_mut().set_prefix(head);
        document.set_trailing("");
    } else if tables.is_empty() {
        root.remove(name);
    }
    left.into_iter().for_each(|left| put_back(&mut document, left));
    Some(document.to_string())
}

/// What stood before a table that has been taken out, and where.
pub(super) struct Left {
    text: String,
    at: isize,
}

/// Puts a table at that place among the others, or behind them.
pub(super) fn insert(tables: &mut ArrayOfTables, at: Option<usize>, mut table: Table) {
    table.decor_mut().set_prefix("\n");
    let mut all: Vec<Table> = std::mem::take(tables).into_iter().collect();
    all.insert(at.unwrap_or(all.len()).min(all.len()), table);
    tables.extend(all);
}

/// Takes one out.
pub(super) fn remove(tables: &mut ArrayOfTables, at: usize) -> Option<Left> {
    let table = tables.get(at)?;
    let before = prefix(table);
    // What stands right above it is about it; what a blank line parts from it is not.
    let text = before.rfind("\n\n").map_or(String::new(), |end| before[..=end].to_owned());
    let left = Left { text, at: table.position().unwrap_or(isize::MAX) };
    tables.remove(at);
    Some(left)
}

/// Before the table that stood below, of whatever name, or at the end of the file.
fn put_back(document: &mut DocumentMut, left: Left) {
    let is_first = all(document).iter().all(|table| table.position() > Some(left.at));
    let next = all(document).into_iter().filter(|table| table.position() > Some(left.at));
    match next.min_by_key(|table| table.position()) {
        Some(next) => {
            let own = prefix(next);
            let own = if is_first && left.text.is_empty() { own.trim_start_matches('\n') } else { own };
            let text = left.text + own;
            next.decor_mut().set_prefix(text);
        }
        None if left.text.is_empty() => {}
        None => {
            let trailing = document.trailing().as_str().unwrap_or_default();
            let trailing = left.text + trailing;
            document.set_trailing(trailing);
        }
    }
}

/// The tables with a heading.
fn all(document: &mut DocumentMut) -> Vec<&mut Table> {
    let mut found = Vec::new();
    for (_, item) in document.as_table_mut().iter_mut() {
        match item {
            Item::Table(table) => found.push(table),
            Item::ArrayOfTables(tables) => found.extend(tables.iter_mut()),
            _ => {}
        }
    }
    found
}

/// What stands before a table: blank lines and comments.
fn prefix(table: &Table) -> &str {
    table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default()
}
