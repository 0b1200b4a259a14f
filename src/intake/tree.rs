//! XML as a tree that is walked without allocating: what docx and odt consist of.
//!
//! Names are compared without their prefix: producers write `w:p`, `ns0:p` and `p` for the same thing.
//! Entities that a document declares are never expanded. Damage never fails: what stands before
//! it was read.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::intake::flaw::Flaw;
use crate::intake::limit::{Limit, MAX_DEPTH, MAX_NODES};

/// One XML part.
#[derive(Debug, Default)]
pub struct Tree<'a> {
    /// Elements and texts in document order.
    nodes: Vec<Node<'a>>,
    /// What is wrong with the part.
    pub flaw: Option<Flaw>,
}

/// An element or a piece of text.
#[derive(Debug)]
struct Node<'a> {
    content: Content<'a>,
    /// Where the nodes inside end; the next position for a text.
    end: usize,
}

#[derive(Debug)]
enum Content<'a> {
    Element(BytesStart<'a>),
    Text(Cow<'a, str>),
}

/// An element of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Element<'t> {
    tree: &'t Tree<'t>,
    at: usize,
}

/// What stands inside an element.
#[derive(Clone, Copy, Debug)]
pub enum Child<'t> {
    /// An element.
    Element(Element<'t>),
    /// Text, entities resolved.
    Text(&'t str),
}

/// Decodes an XML part: by its byte order mark, and without one as UTF-8. Bad bytes become U+FFFD.
pub fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = match bytes {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        _ => UTF_8,
    };
    encoding.decode_with_bom_removal(bytes).0
}

impl<'a> Tree<'a> {
    /// Reads an XML part up to its first error or the bounds of [`crate::intake::limit`]. Linear.
    pub fn of(xml: &'a str) -> Self {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut growing = Growing::default();
        let flaw = loop {
            if MAX_NODES <= growing.tree.nodes.len() {
                break Some(Flaw::OverLimit(Limit::Nodes));
            }
            match reader.read_event() {
                Ok(Event::Start(start)) => growing.open(start),
                Ok(Event::Empty(start)) => growing.leaf(Content::Element(start)),
                Ok(Event::End(end)) => growing.close(end.name().as_ref()),
                Ok(Event::Text(text)) => growing.leaf(Content::Text(text.xml10_content())),
                Ok(Event::CData(text)) => growing.leaf(Content::Text(text.xml10_content())),
                Ok(Event::GeneralRef(reference)) => growing.refer(&reference),
                Ok(Event::Eof) => break growing.is_unfinished().then_some(Flaw::Damaged),
                Ok(Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_)) => {}
                Err(_) => break Some(Flaw::Damaged),
            }
        };
        growing.finished(flaw)
    }

    /// Returns the outermost element; `None` if there is none.
    pub fn root(&self) -> Option<Element<'_>> {
        let is_element = |node: &Node| matches!(node.content, Content::Element(_));
        self.nodes.iter().position(is_element).map(|at| Element { tree: self, at })
    }
}

/// A tree while it is read.
#[derive(Default)]
struct Growing<'a> {
    tree: Tree<'a>,
    /// The open elements.
    open: Vec<usize>,
    /// How many elements are open that nest too deep to be kept.
    too_deep: usize,
    was_too_deep: bool,
}

impl<'a> Growing<'a> {
    fn open(&mut self, start: BytesStart<'a>) {
        if MAX_DEPTH <= self.open.len() {
            self.too_deep += 1;
            self.was_too_deep = true;
            return;
        }
        self.open.push(self.tree.nodes.len());
        self.leaf(Content::Element(start));
    }

    /// Closes the innermost element of that name and all inside it; none if no such one is open.
    fn close(&mut self, name: &str) {
        if 0 < self.too_deep {
            self.too_deep -= 1;
            return;
        }
        let is_named = |at: &usize| match self.tree.nodes.get(*at).map(|node| &node.content) {
            Some(Content::Element(start)) => start.name().as_ref() == name,
            _ => false,
        };
        let Some(depth) = self.open.iter().rposition(is_named) else { return };
        while depth < self.open.len() {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let end = self.tree.nodes.len();
        if let Some(node) = self.open.pop().and_then(|at| self.tree.nodes.get_mut(at)) {
            node.end = end;
        }
    }

    fn leaf(&mut self, content: Content<'a>) {
        let end = self.tree.nodes.len() + 1;
        self.tree.nodes.push(Node { content, end });
    }

    /// Adds what a reference stands for. Only characters and the five names of XML itself are known.
    fn refer(&mut self, reference: &BytesRef) {
        let named = match reference.as_ref() {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "apos" => Some('\''),
            "quot" => Some('"'),
            _ => None,
        };
        let c = named.or_else(|| reference.resolve_char_ref().ok().flatten());
        if let Some(c) = c {
            self.leaf(Content::Text(Cow::Owned(c.to_string())));
        }
    }

    fn is_unfinished(&self) -> bool {
        !self.open.is_empty() || 0 < self.too_deep
    }

    fn finished(mut self, flaw: Option<Flaw>) -> Tree<'a> {
        self.tree.flaw = flaw.or(self.was_too_deep.then_some(Flaw::OverLimit(Limit::Depth)));
        while !self.open.is_empty() {
            self.close_last();
        }
        self.tree
    }
}

impl<'t> Element<'t> {
    fn start(&self) -> Option<&'t BytesStart<'t>> {
        match &self.tree.nodes.get(self.at)?.content {
            Content::Element(start) => Some(start),
            Content::Text(_) => None,
        }
    }

    fn end(&self) -> usize {
        self.tree.nodes.get(self.at).map_or(0, |node| node.end)
    }

    /// Returns the name without prefix.
    pub fn name(&self) -> &'t str {
        self.start().map_or("", |start| unprefixed(start.name().into_inner()))
    }

    /// Says whether this is an element of that name, given without prefix.
    pub fn is(&self, name: &str) -> bool {
        self.name() == name
    }

    /// Returns the value of an attribute, named without prefix; `None` if there is none.
    pub fn attribute(&self, name: &str) -> Option<Cow<'t, str>> {
        let mut attributes = self.start()?.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| unprefixed(attribute.key.into_inner()) == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        Some(value.unwrap_or(found.value))
    }

    /// Returns the attribute as a number; `None` if there is none or it is no number.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Returns what stands directly inside, in order.
    pub fn children(&self) -> impl Iterator<Item = Child<'t>> + use<'t> {
        let (tree, end) = (self.tree, self.end());
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            let node = tree.nodes.get(at).filter(|_| at < end)?;
            let child = match &node.content {
                Content::Element(_) => Child::Element(Element { tree, at }),
                Content::Text(text) => Child::Text(text),
            };
            at = node.end;
            Some(child)
        })
    }

    /// Returns the elements directly inside, in order.
    pub fn elements(&self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        self.children().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// Returns the first element of that name directly inside.
    pub fn child(&self, name: &str) -> Option<Element<'t>> {
        self.elements().find(|element| element.is(name))
    }

    /// Returns all elements inside at any depth, in document order.
    pub fn descendants(&self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        let tree = self.tree;
        let is_element = move |at: &usize| {
            tree.nodes.get(*at).is_some_and(|node| matches!(node.content, Content::Element(_)))
        };
        (self.at + 1..self.end()).filter(is_element).map(move |at| Element { tree, at })
    }

    /// Returns all text inside at any depth.
    pub fn text(&self) -> String {
        let nodes = self.tree.nodes.get(self.at + 1..self.end()).unwrap_or_default();
        let text = |node: &'t Node| match &node.content {
            Content::Text(text) => Some(text.as_ref()),
            Content::Element(_) => None,
        };
        nodes.iter().filter_map(text).collect()
    }
}

/// Returns a name without its prefix.
fn unprefixed(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(xml: &str) -> Vec<String> {
        let tree = Tree::of(xml);
        let root = tree.root().unwrap();
        root.descendants().map(|element| element.name().to_owned()).collect()
    }

    #[test]
    fn elements_are_found_whatever_their_prefix() {
        let tree = Tree::of("<w:p a='1'><ns0:r w:val='甲&amp;乙'>丙<t>丁</t></ns0:r></w:p>");
        let run = tree.root().unwrap().child("r").unwrap();
        assert_eq!(run.attribute("val").as_deref(), Some("甲&乙"));
        assert_eq!(run.text(), "丙丁");
        assert_eq!(tree.flaw, None);
    }

    #[test]
    fn an_element_without_its_end_is_closed_with_the_one_around_it() {
        assert_eq!(names("<a><b><c></b><d/></a>"), ["b", "c", "d"]);
        let tree = Tree::of("<a><b>甲</x></b>");
        assert_eq!(tree.root().unwrap().text(), "甲");
        assert_eq!(tree.flaw, Some(Flaw::Damaged));
    }

    #[test]
    fn declared_entities_are_not_expanded() {
        let bomb = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><x>&b;&#x7532;&lt;</x>";
        assert_eq!(Tree::of(bomb).root().unwrap().text(), "甲<");
    }

    #[test]
    fn what_nests_too_deep_loses_its_elements_and_keeps_its_text() {
        let deep = format!("{}甲{}", "<a>".repeat(5000), "</a>".repeat(5000));
        let tree = Tree::of(&deep);
        assert_eq!(tree.root().unwrap().text(), "甲");
        assert_eq!(tree.flaw, Some(Flaw::OverLimit(Limit::Depth)));
        let mut depth = 1;
        let mut element = tree.root().unwrap();
        while let Some(inner) = element.child("a") {
            (element, depth) = (inner, depth + 1);
        }
        assert_eq!(depth, MAX_DEPTH);
    }

    #[test]
    fn nothing_is_an_empty_tree() {
        assert!(Tree::of("").root().is_none());
        assert!(Tree::of("plain").root().is_none());
    }
}
