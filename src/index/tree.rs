//! The described topics in a segment: labels, what each stands under, and whether the descriptions are still the same. What
//! stands under a topic is the dictionary's.

use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use super::TopicNode;
use super::dictionary::Dictionary;
use super::segment::{Doubt, Ranges, Section, Segment, Writer};
use super::text::shown;
use crate::model::TopicTree;

/// Of a topic that stands at the top.
const TOP: u32 = u32::MAX;

/// The described topics, in the order of their tree: the first numbers of the dictionary of topics.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tree<'a> {
    labels: Ranges<'a, u8>,
    above: &'a [u32],
}

impl<'a> Tree<'a> {
    pub fn read(segment: &Segment<'a>) -> Result<Tree<'a>, Doubt> {
        let ends: &[u64] = segment.column(Section::TREE_ENDS)?;
        Ok(Tree {
            labels: Ranges { ends, all: segment.column(Section::TREE)? },
            above: segment.rows(Section::TREE_PARENTS, ends.len())?,
        })
    }

    /// For each the position of the one above, past the end for none.
    pub fn above(&self) -> &'a [u32] {
        self.above
    }

    /// The described topics in the order of their tree, then those that only articles name.
    pub fn nodes(&self, topics: &Dictionary<'_>, trusted: bool) -> Vec<TopicNode> {
        let mut nodes: Vec<TopicNode> = Vec::with_capacity(topics.len());
        for (at, &above) in self.above.iter().enumerate() {
            // One above stands before what is below it: anything else is damage.
            let parent = Some(above as usize).filter(|&parent| parent < at);
            nodes.push(TopicNode {
                name: Arc::from(shown(topics.name(at as u32), trusted)),
                label: Arc::from(shown(self.labels.get(at), trusted)),
                depth: parent.map_or(0, |parent| nodes[parent].depth + 1),
                parent,
                count: topics.list(at as u32).len(),
                described: true,
            });
        }
        for number in nodes.len()..topics.len() {
            let count = topics.list(number as u32).len();
            if count == 0 {
                break;
            }
            let name: Arc<str> = Arc::from(shown(topics.name(number as u32), trusted));
            nodes.push(TopicNode { label: name.clone(), name, depth: 0, parent: None, count, described: false });
        }
        nodes
    }
}

pub(crate) fn write(out: &mut Writer, tree: &TopicTree) -> std::io::Result<()> {
    let ends = out.parts(Section::TREE, tree.iter().map(|(topic, _)| topic.label().as_bytes()))?;
    out.section(Section::TREE_ENDS, &ends)?;
    let above = |(_, parent): (_, Option<usize>)| parent.map_or(TOP, |parent| parent as u32);
    out.section(Section::TREE_PARENTS, &tree.iter().map(above).collect::<Vec<u32>>())
}

/// The same for the same descriptions.
pub(crate) fn fingerprint(tree: &TopicTree) -> u64 {
    let mut hasher = Xxh3::new();
    for (topic, parent) in tree.iter() {
        for text in [topic.name.as_str(), topic.label()] {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        hasher.update(&parent.map_or(u64::MAX, |parent| parent as u64).to_le_bytes());
    }
    hasher.digest()
}
