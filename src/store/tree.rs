//! Front matter as a small tree: scalars as written, the line of every node, aliases shared and never copied. Two readers
//! fill it, the parser's (`yaml`) and the scanner (`scan`), and whoever looks at it cannot tell which did. It gives no
//! scalar a type: whoever asks for a number says so.
//!
//! All nodes stand in one vector and all members of lists and maps in another, each member with the place of the next: two
//! allocations a file, however deep it is.

use std::borrow::Cow;

/// Where a node stands in its document. The limits on values keep it far below 2^32.
pub(super) type Id = u32;

/// A whole front matter: its top map, and every key that stands there twice, with the line of the later one.
#[derive(Debug, Default)]
pub(super) struct Document<'a> {
    nodes: Vec<Stored<'a>>,
    members: Vec<Member<'a>>,
    top: Chain,
    pub(super) repeated: Vec<(String, u32)>,
}

#[derive(Debug)]
struct Stored<'a> {
    line: u32,
    content: Content<'a>,
}

/// What a node is, to the reader that fills a document.
#[derive(Debug)]
pub(super) enum Content<'a> {
    Scalar {
        text: Cow<'a, str>,
        /// Neither quoted nor a block.
        plain: bool,
    },
    List(Chain),
    Map(Chain),
}

#[derive(Debug)]
struct Member<'a> {
    /// Empty in a list.
    key: Cow<'a, str>,
    node: Id,
    next: u32,
}

/// The members of one list or map, in their order.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Chain {
    first: u32,
    last: u32,
    len: u32,
}

impl<'a> Document<'a> {
    /// An empty one with room for what `bytes` of front matter usually hold.
    pub(super) fn with_room_for(bytes: usize) -> Document<'a> {
        let nodes = (bytes / 24).clamp(8, 4_096);
        Document { nodes: Vec::with_capacity(nodes), members: Vec::with_capacity(nodes), ..Document::default() }
    }

    pub(super) fn top(&self) -> Map<'_> {
        Map(Members { document: self, next: self.top.first, left: self.top.len })
    }

    pub(super) fn set_top(&mut self, top: Chain) {
        self.top = top;
    }

    pub(super) fn add_node(&mut self, line: u32, content: Content<'a>) -> Id {
        self.nodes.push(Stored { line, content });
        (self.nodes.len() - 1) as Id
    }

    /// Says what a node is that was added before it was known.
    pub(super) fn replace(&mut self, id: Id, line: u32, content: Content<'a>) {
        self.nodes[id as usize] = Stored { line, content };
    }

    /// Adds a member at the end of `chain`; `key` is empty in a list.
    pub(super) fn add_member(&mut self, chain: &mut Chain, key: Cow<'a, str>, node: Id) {
        let place = self.members.len() as u32;
        self.members.push(Member { key, node, next: place });
        match chain.len {
            0 => chain.first = place,
            _ => self.members[chain.last as usize].next = place,
        }
        chain.last = place;
        chain.len += 1;
    }

    /// What stands at `id`, for the reader that put it there.
    pub(super) fn content(&self, id: Id) -> &Content<'a> {
        &self.nodes[id as usize].content
    }

    /// Keys and nodes of `chain`, as they were added.
    pub(super) fn members(&self, chain: Chain) -> impl Iterator<Item = (&Cow<'a, str>, Id)> {
        let mut next = chain.first as usize;
        (0..chain.len).map(move |_| {
            let member = &self.members[next];
            next = member.next as usize;
            (&member.key, member.node)
        })
    }

    pub(super) fn node(&self, id: Id) -> Node<'_> {
        Node { document: self, stored: &self.nodes[id as usize] }
    }
}

impl Chain {
    pub(super) fn len(self) -> usize {
        self.len as usize
    }
}

/// One value and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'d> {
    document: &'d Document<'d>,
    stored: &'d Stored<'d>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'d> {
    Scalar {
        text: &'d str,
        /// Neither quoted nor a block.
        plain: bool,
    },
    List(List<'d>),
    Map(Map<'d>),
}

impl<'d> Node<'d> {
    /// Line of the file, from 1.
    pub(super) fn line(self) -> u32 {
        self.stored.line
    }

    pub(super) fn value(self) -> Value<'d> {
        let members = |chain: &Chain| Members { document: self.document, next: chain.first, left: chain.len };
        match &self.stored.content {
            Content::Scalar { text, plain } => Value::Scalar { text, plain: *plain },
            Content::List(chain) => Value::List(List(members(chain))),
            Content::Map(chain) => Value::Map(Map(members(chain))),
        }
    }

    pub(super) fn is_map(self) -> bool {
        matches!(self.stored.content, Content::Map(_))
    }

    pub(super) fn is_scalar(self) -> bool {
        matches!(self.stored.content, Content::Scalar { .. })
    }

    /// Nothing written, `~` or `null`.
    pub(super) fn is_null(self) -> bool {
        match self.stored.content {
            Content::Scalar { ref text, plain: true } => matches!(&**text, "" | "~" | "null" | "Null" | "NULL"),
            _ => false,
        }
    }

    /// The text of a scalar that is not null.
    pub(super) fn scalar(self) -> Option<&'d str> {
        match &self.stored.content {
            Content::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// The value at `key`, if this is a map that has it.
    pub(super) fn get(self, key: &str) -> Option<Node<'d>> {
        match self.value() {
            Value::Map(map) => map.get(key),
            _ => None,
        }
    }

    /// The nodes of a list; of anything else, that alone.
    pub(super) fn items(self) -> impl Iterator<Item = Node<'d>> + use<'d> {
        let (alone, list) = match self.value() {
            Value::List(list) => (None, list.0),
            _ => (Some(self), Members { document: self.document, next: 0, left: 0 }),
        };
        alone.into_iter().chain(list.map(|(_, node)| node))
    }
}

/// The entries of a map with a scalar for a key, each key once; merged ones after its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Map<'d>(Members<'d>);

impl<'d> Map<'d> {
    pub(super) fn get(self, key: &str) -> Option<Node<'d>> {
        self.iter().find(|(name, _)| *name == key).map(|(_, node)| node)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = (&'d str, Node<'d>)> {
        self.0
    }

    #[cfg(test)]
    pub(super) fn len(self) -> usize {
        self.0.left as usize
    }
}

/// The items of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct List<'d>(Members<'d>);

impl<'d> List<'d> {
    pub(super) fn iter(self) -> impl Iterator<Item = Node<'d>> {
        self.0.map(|(_, node)| node)
    }

    pub(super) fn len(self) -> usize {
        self.0.left as usize
    }
}

#[derive(Debug, Clone, Copy)]
struct Members<'d> {
    document: &'d Document<'d>,
    next: u32,
    left: u32,
}

impl<'d> Iterator for Members<'d> {
    type Item = (&'d str, Node<'d>);

    fn next(&mut self) -> Option<(&'d str, Node<'d>)> {
        self.left = self.left.checked_sub(1)?;
        let member = &self.document.members[self.next as usize];
        self.next = member.next;
        Some((&member.key, self.document.node(member.node)))
    }
}
