//! The lists of an index by name: categories, kinds and outlets, and the tree of topics. It knows rows and names, and
//! nothing else of an article.

use std::sync::Arc;

use super::columns::Lists;
use super::names::{NO_NAME, Names};
use super::postings::{Postings, majority};
use super::{Facet, Row, TopicNode};
use crate::model::TopicTree;

/// A topic counts for at most so many topics above it.
const MAX_DEPTH: usize = 64;

/// Names of one sort, each with its rows. Names that have rows stand first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Dictionary {
    names: Names,
    postings: Postings,
    majorities: Vec<u32>,
    pub facets: Vec<Facet>,
}

impl Dictionary {
    pub fn new(names: Names, rows: &[Row], number_of: &[u32], outlet_of: impl Fn(Row) -> u32) -> Dictionary {
        let postings = Postings::new(names.len(), rows, |row, under| under.push(number_of[row.at()]));
        let facets = names
            .list()
            .iter()
            .zip(postings.lists())
            .take_while(|(_, list)| !list.is_empty())
            .map(|(name, list)| Facet { name: Arc::clone(name), count: list.len() })
            .collect();
        let majorities = postings.lists().map(|list| majority(list, &outlet_of)).collect();
        Dictionary { names, postings, majorities, facets }
    }

    pub fn name(&self, number: u32) -> &str {
        self.names.name(number)
    }

    pub fn rows(&self, name: &str) -> &[Row] {
        self.names.number(name).map_or(&[], |number| self.postings.list(number))
    }

    /// The outlet with over half of the rows under `name`.
    pub fn majority(&self, name: &str) -> u32 {
        let number = self.names.number(name);
        number.and_then(|number| self.majorities.get(number as usize)).copied().unwrap_or(NO_NAME)
    }
}

/// Topics: the described ones in the order of their tree, then those that only articles name, by count, then by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TopicLists {
    names: Names,
    postings: Postings,
    majorities: Vec<u32>,
    pub nodes: Vec<TopicNode>,
}

impl TopicLists {
    /// `names` begins with the topics of `tree`, in its order.
    pub fn new(
        names: Names,
        tree: &TopicTree,
        rows: &[Row],
        named: &Lists,
        outlet_of: impl Fn(Row) -> u32,
    ) -> TopicLists {
        let above: Vec<Option<usize>> = tree.iter().map(|(_, parent)| parent).collect();
        let postings = Postings::new(names.len(), rows, |row, under| {
            for &topic in named.get(row.at()) {
                let mut next = Some(topic as usize);
                for _ in 0..MAX_DEPTH {
                    // What is above a topic that is there already is there too.
                    let Some(topic) = next.filter(|&topic| !under.contains(&(topic as u32))) else { break };
                    under.push(topic as u32);
                    next = above.get(topic).copied().flatten();
                }
            }
        });
        let mut nodes: Vec<TopicNode> = Vec::with_capacity(names.len());
        for (topic, parent) in tree.iter() {
            let number = nodes.len();
            nodes.push(TopicNode {
                name: Arc::clone(&names.list()[number]),
                label: Arc::from(topic.label()),
                depth: parent.map_or(0, |parent| nodes[parent].depth + 1),
                parent,
                count: postings.list(number as u32).len(),
                described: true,
            });
        }
        for (number, name) in names.list().iter().enumerate().skip(nodes.len()) {
            let count = postings.list(number as u32).len();
            if count == 0 {
                break;
            }
            nodes.push(TopicNode {
                name: Arc::clone(name),
                label: Arc::clone(name),
                depth: 0,
                parent: None,
                count,
                described: false,
            });
        }
        let majorities = postings.lists().map(|list| majority(list, &outlet_of)).collect();
        TopicLists { names, postings, majorities, nodes }
    }

    pub fn name(&self, number: u32) -> &str {
        self.names.name(number)
    }

    pub fn rows(&self, name: &str) -> &[Row] {
        self.names.number(name).map_or(&[], |number| self.list(number))
    }

    pub fn list(&self, number: u32) -> &[Row] {
        self.postings.list(number)
    }

    pub fn majority(&self, name: &str) -> u32 {
        let number = self.names.number(name);
        number.and_then(|number| self.majorities.get(number as usize)).copied().unwrap_or(NO_NAME)
    }
}
