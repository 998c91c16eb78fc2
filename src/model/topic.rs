//! Topics as `_data/topics` describes them: a tree by name. Counts are not here; they belong to an index.

/// One topic of a store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topic {
    pub name: String,
    /// What the sidebar shows, where the file gives one.
    pub short: Option<String>,
    /// The name of the topic above, as written.
    pub parent: Option<String>,
}

impl Topic {
    /// The short name, else the name.
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

/// The described topics, parents before their children, each with its depth; siblings in the order of their files.
/// A topic whose parent is missing or circular stands at the top.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TopicTree {
    nodes: Vec<(Topic, Option<usize>)>,
}

impl TopicTree {
    /// Orders `topics` (given in file order) into a tree. Of two with one name the later one is dropped.
    pub fn new(topics: Vec<Topic>) -> TopicTree {
        let mut unique: Vec<Topic> = Vec::with_capacity(topics.len());
        let mut place = std::collections::HashMap::new();
        for topic in topics {
            if !place.contains_key(&topic.name) {
                place.insert(topic.name.clone(), unique.len());
                unique.push(topic);
            }
        }
        let parent_of: Vec<Option<usize>> =
            unique.iter().map(|t| t.parent.as_ref().and_then(|name| place.get(name).copied())).collect();
        // A chain that is longer than there are topics, or that returns, is a circle: its members stand at the top.
        let circular = |start: usize| {
            let mut at = parent_of[start];
            for _ in 0..unique.len() {
                match at {
                    None => return false,
                    Some(next) if next == start => return true,
                    Some(next) => at = parent_of[next],
                }
            }
            false
        };
        let parents: Vec<Option<usize>> =
            (0..unique.len()).map(|i| if circular(i) { None } else { parent_of[i] }).collect();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); unique.len()];
        let mut stack: Vec<(usize, Option<usize>)> = Vec::new();
        for (i, parent) in parents.iter().enumerate() {
            match parent {
                Some(p) => children[*p].push(i),
                None => stack.push((i, None)),
            }
        }
        stack.reverse();
        let mut slots: Vec<Option<Topic>> = unique.into_iter().map(Some).collect();
        let mut nodes = Vec::with_capacity(slots.len());
        while let Some((i, parent)) = stack.pop() {
            let here = nodes.len();
            if let Some(topic) = slots[i].take() {
                nodes.push((topic, parent));
            }
            for &child in children[i].iter().rev() {
                stack.push((child, Some(here)));
            }
        }
        TopicTree { nodes }
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Topics in display order with the position of their parent (always an earlier one).
    pub fn iter(&self) -> impl Iterator<Item = (&Topic, Option<usize>)> {
        self.nodes.iter().map(|(topic, parent)| (topic, *parent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(name: &str, parent: Option<&str>) -> Topic {
        Topic { name: name.into(), short: None, parent: parent.map(Into::into) }
    }

    fn drawn(topics: Vec<Topic>) -> String {
        let tree = TopicTree::new(topics);
        tree.iter()
            .map(|(t, p)| format!("{}{}", t.name, p.map_or(String::new(), |p| format!("<{p}"))))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn children_follow_their_parent_whatever_the_file_order() {
        assert_eq!(
            drawn(vec![topic("c", Some("a")), topic("a", None), topic("b", None), topic("d", Some("c"))]),
            "a c<0 d<1 b"
        );
    }

    #[test]
    fn a_missing_or_circular_parent_puts_a_topic_at_the_top() {
        assert_eq!(
            drawn(vec![
                topic("a", Some("nowhere")),
                topic("b", Some("c")),
                topic("c", Some("b")),
                topic("d", Some("d"))
            ]),
            "a b c d"
        );
    }

    #[test]
    fn a_topic_below_a_circle_keeps_its_parent() {
        assert_eq!(drawn(vec![topic("a", Some("b")), topic("b", Some("a")), topic("x", Some("a"))]), "a x<0 b");
    }

    #[test]
    fn the_second_topic_of_a_name_is_dropped() {
        assert_eq!(drawn(vec![topic("a", None), topic("a", None)]), "a");
    }
}
