//! Text to tree, the way browsers do it, with a bound on depth and size.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{
    ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink,
};
use html5ever::{Attribute, ExpandedName, QualName, local_name, ns};

use crate::intake::html::dom::{Dom, Kind, NodeId, ROOT};

/// Deepest nesting of elements; deeper ones are passed over, their text is kept.
///
/// Real pages reach 60. The parser looks through the open elements for every tag, so that without a
/// bound a megabyte of `<div>` would take minutes.
const MAX_DEPTH: usize = 256;

/// Most nodes of a tree; beyond it only text is kept. Half a gigabyte at the very most.
const MAX_NODES: usize = 2_000_000;

/// Returns the tree of a page, and whether tags were passed over. Never fails.
pub fn parsed(text: &str) -> (Dom, bool) {
    let builder = TreeBuilder::new(Planter::default(), TreeBuilderOpts::default());
    let fence = Fence { builder, n_passed: Cell::new(0), was_passed: Cell::new(false) };
    let tokenizer = Tokenizer::new(fence, html5ever::tokenizer::TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    // The parser stops at scripts and declarations of encodings; neither matters here.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let was_passed = tokenizer.sink.was_passed.get();
    (tokenizer.sink.builder.sink.dom.into_inner(), was_passed)
}

/// Keeps tags from the builder that would go beyond the bounds.
struct Fence {
    builder: TreeBuilder<Handle, Planter>,
    /// How many elements were passed over whose ends have not come yet.
    n_passed: Cell<usize>,
    was_passed: Cell<bool>,
}

impl Fence {
    /// Says whether a tag is passed over.
    fn passes(&self, tag: &Tag) -> bool {
        let n_passed = self.n_passed.get();
        if tag.kind == TagKind::EndTag {
            self.n_passed.set(n_passed.saturating_sub(1));
            return 0 < n_passed;
        }
        let planter = &self.builder.sink;
        let is_beyond = MAX_DEPTH <= planter.depth.get() || planter.is_full();
        if is_beyond {
            self.was_passed.set(true);
            self.n_passed.set(n_passed + usize::from(!tag.self_closing && !is_void(&tag.name)));
        }
        is_beyond
    }
}

/// Says whether an element never has an end tag.
fn is_void(name: &str) -> bool {
    matches!(name, "br" | "img" | "hr" | "input" | "meta" | "link" | "col" | "wbr" | "area")
}

impl TokenSink for Fence {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        match &token {
            Token::TagToken(tag) if self.passes(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// A node as the builder holds it.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    name: Rc<QualName>,
}

/// Grows the tree as the builder says.
#[derive(Default)]
struct Planter {
    dom: RefCell<Dom>,
    /// How deep the element lies that was hung last.
    depth: Cell<usize>,
}

impl Planter {
    fn is_full(&self) -> bool {
        MAX_NODES <= self.dom.borrow().nodes.len()
    }

    /// Adds a node that says nothing.
    fn other(&self) -> Handle {
        let id = self.dom.borrow_mut().add(Kind::Other);
        Handle { id, name: nameless() }
    }

    fn put(&self, parent: NodeId, child: NodeOrText<Handle>, before: Option<NodeId>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => {
                dom.attach(parent, node.id, before);
                self.depth.set(dom.depth(node.id, MAX_DEPTH + 1));
            }
            NodeOrText::AppendText(text) => dom.attach_text(parent, &text, before),
        }
    }
}

/// Returns the name of what has none.
fn nameless() -> Rc<QualName> {
    Rc::new(QualName::new(None, ns!(), local_name!("")))
}

impl TreeSink for Planter {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: ROOT, name: nameless() }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let kind = Kind::Element { name: name.local.clone(), attributes };
        let id = self.dom.borrow_mut().add(kind);
        Handle { id, name: Rc::new(name) }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.id, child, None);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let parent = self.dom.borrow().nodes.get(element.id).and_then(|node| node.parent);
        match parent {
            Some(parent) => self.put(parent, child, Some(element.id)),
            None => self.put(previous.id, child, None),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.dom.borrow().nodes.get(sibling.id).and_then(|node| node.parent);
        if let Some(parent) = parent {
            self.put(parent, child, Some(sibling.id));
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, added: Vec<Attribute>) {
        let mut dom = self.dom.borrow_mut();
        let node = dom.nodes.get_mut(target.id).map(|node| &mut node.kind);
        if let Some(Kind::Element { attributes, .. }) = node {
            for attribute in added {
                if attributes.iter().all(|known| known.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.dom.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        let mut dom = self.dom.borrow_mut();
        let children: Vec<NodeId> = dom.children(node.id).collect();
        for child in children {
            dom.attach(parent.id, child, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::html::dom::Step;

    fn names(dom: &Dom) -> Vec<&str> {
        let entered = dom.walk(ROOT).filter_map(|step| match step {
            Step::Enter(id) => Some(dom.name(id)),
            Step::Leave(_) => None,
        });
        entered.filter(|name| !name.is_empty()).collect()
    }

    #[test]
    fn what_browsers_repair_is_repaired() {
        let (dom, _) = parsed("<p>一<p><b>二</p>三<table>四<tr><td>五");
        let expected = ["html", "head", "body", "p", "p", "b", "b", "table", "tbody", "tr", "td"];
        assert_eq!(names(&dom), expected);
    }

    #[test]
    fn deep_nesting_is_passed_over_and_its_text_is_kept() {
        let n = 100_000;
        let text = format!("{}深{}浅", "<div>".repeat(n), "</div>".repeat(n));
        let (dom, was_passed) = parsed(&text);
        assert!(was_passed);
        assert!(names(&dom).len() < 2 * MAX_DEPTH);
        let texts: Vec<&String> = dom
            .nodes
            .iter()
            .filter_map(|node| match &node.kind {
                Kind::Text(text) => Some(text),
                _ => None,
            })
            .collect();
        assert_eq!(texts, ["深", "浅"]);
    }

    #[test]
    fn many_open_paragraphs_are_not_deep() {
        let (_, was_passed) = parsed(&"<p>段".repeat(5_000));
        assert!(!was_passed);
    }
}
