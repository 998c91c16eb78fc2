//! `dateline topics`: the topics of a store and how many articles each has.

use super::record;
use super::{Form, Terminal, TopicSort};
use crate::index::{Index, TopicNode};
use crate::model::cells;
use serde::Serialize;
use std::io::{self, Write};

/// A topic as programs are told of it.
#[derive(Debug, Serialize)]
struct Record<'a> {
    name: &'a str,
    label: &'a str,
    /// The name of the topic above.
    parent: Option<&'a str>,
    /// Under it and below it, each once.
    articles: usize,
}

pub(super) fn write(
    index: &Index,
    (sort, limit): (TopicSort, Option<usize>),
    form: Option<Form>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let all = index.topics();
    let mut nodes: Vec<&TopicNode> = all.iter().collect();
    match sort {
        TopicSort::Tree => {}
        TopicSort::Name => nodes.sort_by_key(|node| crate::model::fold(&node.label)),
        TopicSort::Articles => nodes.sort_by_key(|node| std::cmp::Reverse(node.count)),
    }
    nodes.truncate(limit.unwrap_or(usize::MAX));
    let parent = |node: &TopicNode| node.parent.and_then(|at| all.get(at)).map(|node| &*node.name);
    let mut records = nodes.iter().map(|node| Record {
        name: &node.name,
        label: &node.label,
        parent: parent(node),
        articles: node.count,
    });
    match form {
        Some(Form::Json) => record::envelope("topics", records, out),
        Some(Form::JsonLines) => record::lines(records, out),
        Some(Form::Null) => records.try_for_each(|topic| write!(out, "{}\0", topic.name)),
        None if terminal.output => {
            let digits = nodes.iter().map(|node| node.count).max().unwrap_or(0).to_string().len();
            nodes.iter().try_for_each(|node| {
                // Out of the tree's order there is nothing to stand under.
                let depth = if sort == TopicSort::Tree { node.depth.min(8) } else { 0 };
                let count = terminal.quiet(&format!("{:>digits$}", node.count));
                writeln!(out, "{count}  {}{}", "  ".repeat(depth), cells::drawn(&node.label))
            })
        }
        Some(Form::Tsv) | None => records.try_for_each(|topic| {
            let parent = topic.parent.unwrap_or_default();
            record::columns(&[topic.name, topic.label, parent, &topic.articles.to_string()], out)
        }),
    }
}
