//! The tree of a page: elements and texts in one list, linked by their places in it.

use html5ever::{Attribute, LocalName};

/// Place of a node in [`Dom::nodes`].
pub type NodeId = usize;

/// Place of the root.
pub const ROOT: NodeId = 0;

/// A node of the tree.
#[derive(Debug)]
pub struct Node {
    /// The node it hangs on; `None` for the root and for what hangs on nothing.
    pub parent: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub enum Kind {
    /// An element.
    Element {
        /// Its name in small letters.
        name: LocalName,
        /// Its attributes.
        attributes: Vec<Attribute>,
    },
    /// A piece of text.
    Text(String),
    /// The root, a comment, or anything else that says nothing.
    Other,
}

/// A step of a walk through the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A node begins.
    Enter(NodeId),
    /// A node with all below it ends.
    Leave(NodeId),
}

/// The tree. Links always lead to nodes of the same tree and never in a circle.
#[derive(Debug)]
pub struct Dom {
    /// The nodes, the root first.
    pub nodes: Vec<Node>,
}

impl Default for Dom {
    /// Makes a tree of a root alone.
    fn default() -> Self {
        let mut dom = Self { nodes: Vec::new() };
        dom.add(Kind::Other);
        dom
    }
}

impl Dom {
    /// Adds a node that hangs on nothing yet.
    pub fn add(&mut self, kind: Kind) -> NodeId {
        let node = Node { parent: None, first: None, last: None, previous: None, next: None, kind };
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// Returns the name of an element; empty of anything else.
    pub fn name(&self, id: NodeId) -> &str {
        match self.node(id).map(|node| &node.kind) {
            Some(Kind::Element { name, .. }) => name,
            _ => "",
        }
    }

    /// Returns the value of an attribute; empty if there is none.
    pub fn attribute(&self, id: NodeId, wanted: &str) -> &str {
        let Some(Kind::Element { attributes, .. }) = self.node(id).map(|node| &node.kind) else {
            return "";
        };
        let found = attributes.iter().find(|attribute| &*attribute.name.local == wanted);
        found.map_or("", |attribute| &attribute.value)
    }

    /// Returns the children of a node, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let first = self.node(id).and_then(|node| node.first);
        std::iter::successors(first, |child| self.node(*child).and_then(|node| node.next))
    }

    /// Returns how deep a node lies, as far as `most`.
    pub fn depth(&self, id: NodeId, most: usize) -> usize {
        let parent = |id: &NodeId| self.node(*id).and_then(|node| node.parent);
        std::iter::successors(Some(id), parent).take(most).count()
    }

    /// Walks through all below a node, and the node itself, in order.
    pub fn walk(&self, root: NodeId) -> Walk<'_> {
        Walk { dom: self, root, next: Some(Step::Enter(root)) }
    }

    /// Takes a node with all below it off the node it hangs on.
    pub fn detach(&mut self, id: NodeId) {
        let Some(node) = self.nodes.get_mut(id) else { return };
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        match previous.and_then(|previous| self.nodes.get_mut(previous)) {
            Some(previous) => previous.next = next,
            None => {
                if let Some(parent) = parent.and_then(|parent| self.nodes.get_mut(parent)) {
                    parent.first = next;
                }
            }
        }
        match next.and_then(|next| self.nodes.get_mut(next)) {
            Some(next) => next.previous = previous,
            None => {
                if let Some(parent) = parent.and_then(|parent| self.nodes.get_mut(parent)) {
                    parent.last = previous;
                }
            }
        }
    }

    /// Hangs a node on another, as its last child, or in front of one of its children.
    pub fn attach(&mut self, parent: NodeId, id: NodeId, before: Option<NodeId>) {
        self.detach(id);
        let previous = match before {
            Some(before) => self.node(before).and_then(|node| node.previous),
            None => self.node(parent).and_then(|node| node.last),
        };
        if let Some(node) = self.nodes.get_mut(id) {
            (node.parent, node.previous, node.next) = (Some(parent), previous, before);
        }
        if let Some(previous) = previous.and_then(|previous| self.nodes.get_mut(previous)) {
            previous.next = Some(id);
        } else if let Some(parent) = self.nodes.get_mut(parent) {
            parent.first = Some(id);
        }
        if let Some(before) = before.and_then(|before| self.nodes.get_mut(before)) {
            before.previous = Some(id);
        } else if let Some(parent) = self.nodes.get_mut(parent) {
            parent.last = Some(id);
        }
    }

    /// Adds text as the last child of a node, or in front of one of its children; it joins text beside it.
    pub fn attach_text(&mut self, parent: NodeId, text: &str, before: Option<NodeId>) {
        let beside = match before {
            Some(before) => self.node(before).and_then(|node| node.previous),
            None => self.node(parent).and_then(|node| node.last),
        };
        let beside = beside.and_then(|beside| self.nodes.get_mut(beside));
        if let Some(Node { kind: Kind::Text(known), .. }) = beside {
            known.push_str(text);
        } else {
            let id = self.add(Kind::Text(text.to_owned()));
            self.attach(parent, id, before);
        }
    }
}

/// A walk through a tree.
pub struct Walk<'a> {
    dom: &'a Dom,
    root: NodeId,
    next: Option<Step>,
}

impl Walk<'_> {
    /// Goes on behind the node that was entered last, past all below it.
    pub fn pass_over(&mut self, entered: NodeId) {
        self.next = Some(Step::Leave(entered));
        self.next();
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next?;
        self.next = match step {
            Step::Enter(id) => {
                let first = self.dom.node(id).and_then(|node| node.first);
                Some(first.map_or(Step::Leave(id), Step::Enter))
            }
            Step::Leave(id) if id == self.root => None,
            Step::Leave(id) => {
                let node = self.dom.node(id);
                let next = node.and_then(|node| node.next).map(Step::Enter);
                next.or_else(|| node.and_then(|node| node.parent).map(Step::Leave))
            }
        };
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(dom: &Dom) -> String {
        let mut out = String::new();
        for step in dom.walk(ROOT) {
            match step {
                Step::Enter(id) => match &dom.nodes[id].kind {
                    Kind::Text(text) => out.push_str(text),
                    _ => out.push('('),
                },
                Step::Leave(id) => {
                    if !matches!(dom.nodes[id].kind, Kind::Text(_)) {
                        out.push(')');
                    }
                }
            }
        }
        out
    }

    #[test]
    fn nodes_can_be_hung_anywhere_and_taken_off() {
        let mut dom = Dom::default();
        let (one, two) = (dom.add(Kind::Other), dom.add(Kind::Other));
        dom.attach(ROOT, one, None);
        dom.attach(ROOT, two, Some(one));
        dom.attach_text(two, "b", None);
        dom.attach_text(two, "c", None);
        dom.attach_text(ROOT, "a", Some(one));
        assert_eq!(written(&dom), "((bc)a())");
        dom.attach(one, two, None);
        assert_eq!(written(&dom), "(a((bc)))");
        dom.detach(two);
        assert_eq!(written(&dom), "(a())");
    }

    #[test]
    fn a_walk_can_pass_over_what_is_below_a_node() {
        let mut dom = Dom::default();
        let one = dom.add(Kind::Other);
        dom.attach(ROOT, one, None);
        dom.attach_text(one, "a", None);
        let mut walk = dom.walk(ROOT);
        assert_eq!(walk.next(), Some(Step::Enter(ROOT)));
        assert_eq!(walk.next(), Some(Step::Enter(one)));
        walk.pass_over(one);
        assert_eq!(walk.next(), Some(Step::Leave(ROOT)));
        assert_eq!(walk.next(), None);
    }
}
