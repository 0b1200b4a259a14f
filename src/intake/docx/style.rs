//! What the styles of a docx say: heading levels, lists, bold.

use std::collections::BTreeMap;

use crate::intake::paragraph::{Style, named_style};
use crate::intake::tree::Element;

/// Longest chain of styles that are based on each other; hostile ones form circles.
const MAX_CHAIN: usize = 32;

/// Outline level that Word calls body text, counted from 0.
const BODY_LEVEL: u8 = 9;

/// The list item that a paragraph or a style asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListItem {
    /// The list; `None` if only the level is given. `0` takes a paragraph out of its list.
    pub list: Option<String>,
    /// The level, counted from 0; `None` if only the list is given.
    pub level: Option<usize>,
}

/// What one style says itself.
#[derive(Debug, Default)]
struct Declared {
    based_on: Option<String>,
    role: Option<Style>,
    item: Option<ListItem>,
    is_bold: Option<bool>,
    is_hidden: Option<bool>,
}

/// The styles of a document by their id.
#[derive(Debug, Default)]
pub struct Styles {
    declared: BTreeMap<String, Declared>,
    /// The style of paragraphs that name none.
    normal: Option<String>,
}

impl Styles {
    /// Reads the part of styles.
    pub fn of(root: Option<Element>) -> Self {
        let mut styles = Self::default();
        let Some(root) = root else { return styles };
        for element in root.elements().filter(|element| element.is("style")) {
            let Some(id) = element.attribute("styleId") else { continue };
            let is_default = element.attribute("default").is_some_and(|value| is_true(&value));
            if is_default && element.attribute("type").is_some_and(|kind| kind == "paragraph") {
                styles.normal = Some(id.clone().into_owned());
            }
            styles.declared.insert(id.into_owned(), declared(element));
        }
        styles
    }

    /// Returns what a paragraph of the style is: title, heading or body.
    pub fn role(&self, style: Option<&str>) -> Style {
        self.first(style, |declared| declared.role).unwrap_or_default()
    }

    /// Returns the list item that a style asks for and the style that says so.
    pub fn item(&self, style: Option<&str>) -> Option<(ListItem, &str)> {
        let style = style.or(self.normal.as_deref());
        self.chain(style).find_map(|(id, declared)| Some((declared.item.clone()?, id)))
    }

    /// Says whether text of the style is bold; `None` if the style leaves it open.
    pub fn is_bold(&self, style: Option<&str>) -> Option<bool> {
        self.first(style, |declared| declared.is_bold)
    }

    /// Says whether text of the style is hidden.
    pub fn is_hidden(&self, style: Option<&str>) -> bool {
        self.first(style, |declared| declared.is_hidden).unwrap_or(false)
    }

    /// Returns what the nearest style of the chain says.
    fn first<T>(&self, style: Option<&str>, said: impl Fn(&Declared) -> Option<T>) -> Option<T> {
        self.chain(style.or(self.normal.as_deref())).find_map(|(_, declared)| said(declared))
    }

    /// Returns a style and those it is based on.
    fn chain<'s>(&'s self, style: Option<&str>) -> impl Iterator<Item = (&'s str, &'s Declared)> {
        let first = style.and_then(|style| self.declared.get_key_value(style));
        let next = |(_, declared): &(&'s String, &'s Declared)| {
            self.declared.get_key_value(declared.based_on.as_deref()?)
        };
        std::iter::successors(first, next).take(MAX_CHAIN).map(|(id, style)| (id.as_str(), style))
    }
}

/// Reads one style.
fn declared(element: Element) -> Declared {
    let value = |name: &str| element.child(name).and_then(|child| child.attribute("val"));
    let paragraph = element.child("pPr");
    let named = value("name").and_then(|name| named_style(&name));
    let levelled = paragraph.and_then(outline_level);
    Declared {
        based_on: value("basedOn").map(std::borrow::Cow::into_owned),
        role: named.or(levelled),
        item: paragraph.and_then(list_item),
        is_bold: element.child("rPr").and_then(|run| flag(run, "b")),
        is_hidden: element.child("rPr").and_then(|run| flag(run, "vanish")),
    }
}

/// Returns the heading level that paragraph properties give; body text is none.
pub fn outline_level(properties: Element) -> Option<Style> {
    let level: u8 = properties.child("outlineLvl")?.number("val")?;
    Some(if level < BODY_LEVEL { Style::Heading(level + 1) } else { Style::Body })
}

/// Returns the list item that paragraph properties ask for.
pub fn list_item(properties: Element) -> Option<ListItem> {
    let numbering = properties.child("numPr").or_else(|| properties.child("listPr"))?;
    let list = numbering.child("numId").or_else(|| numbering.child("ilfo"));
    let list = list.and_then(|list| list.attribute("val"));
    let level = numbering.child("ilvl").and_then(|level| level.number("val"));
    Some(ListItem { list: list.map(std::borrow::Cow::into_owned), level })
}

/// Returns an on-off property: present means on unless its value says otherwise.
pub fn flag(properties: Element, name: &str) -> Option<bool> {
    let property = properties.child(name)?;
    Some(property.attribute("val").is_none_or(|value| is_true(&value)))
}

fn is_true(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}
