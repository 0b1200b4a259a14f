//! What the styles of an `OpenDocument` text say: titles, bold, lists.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::intake::tree::Element;

/// Longest chain of styles that are based on each other; hostile ones form circles.
const MAX_CHAIN: usize = 32;

/// Lightest weight that is seen as bold, as in CSS.
const MIN_BOLD_WEIGHT: u32 = 600;

/// What one style says itself.
#[derive(Debug, Default)]
struct Declared {
    parent: Option<String>,
    /// The name that is shown for it.
    shown: Option<String>,
    list: Option<String>,
    is_bold: Option<bool>,
    is_hidden: Option<bool>,
}

/// The styles of a text, by family and name.
#[derive(Debug, Default)]
pub struct Styles {
    declared: BTreeMap<(String, String), Declared>,
}

impl Styles {
    /// Adds the styles of a part; later ones win.
    pub fn add(&mut self, root: Element) {
        let groups = root.elements().filter(|group| group.name().ends_with("styles"));
        for style in groups.flat_map(|group| group.elements()).filter(|style| style.is("style")) {
            let value = |name| style.attribute(name).map(Cow::into_owned);
            if let (Some(family), Some(name)) = (value("family"), value("name")) {
                self.declared.insert((family, name), declared(style));
            }
        }
    }

    /// Says whether a paragraph style is that of a document title.
    pub fn is_title(&self, style: Option<&str>) -> bool {
        let is_title = |(name, declared): (&str, &Declared)| {
            let shown = declared.shown.as_deref().unwrap_or(name);
            matches!(shown, "Title" | "标题" | "文档标题")
        };
        self.chain("paragraph", style).any(is_title)
    }

    /// Returns the list style that a paragraph style asks for; empty if it asks for none.
    pub fn list(&self, style: Option<&str>) -> Option<&str> {
        self.chain("paragraph", style).find_map(|(_, declared)| declared.list.as_deref())
    }

    /// Says whether text of a style is bold; `None` if the style leaves it open.
    pub fn is_bold(&self, family: &str, style: Option<&str>) -> Option<bool> {
        self.chain(family, style).find_map(|(_, declared)| declared.is_bold)
    }

    /// Says whether text of a style is hidden.
    pub fn is_hidden(&self, family: &str, style: Option<&str>) -> bool {
        self.chain(family, style).find_map(|(_, declared)| declared.is_hidden).unwrap_or(false)
    }

    /// Returns a style and those it is based on.
    fn chain<'s>(
        &'s self,
        family: &str,
        style: Option<&str>,
    ) -> impl Iterator<Item = (&'s str, &'s Declared)> + use<'s> {
        let family = family.to_owned();
        let first =
            style.and_then(|name| self.declared.get_key_value(&(family.clone(), name.to_owned())));
        let next = move |(_, declared): &(&'s (String, String), &'s Declared)| {
            let parent = declared.parent.clone()?;
            self.declared.get_key_value(&(family.clone(), parent))
        };
        let chain = std::iter::successors(first, next).take(MAX_CHAIN);
        chain.map(|((_, name), declared)| (name.as_str(), declared))
    }
}

/// Reads one style.
fn declared(style: Element) -> Declared {
    let value = |name| style.attribute(name).map(Cow::into_owned);
    let text = style.child("text-properties");
    // Han characters follow the weight for Asian text, which every producer writes beside the other.
    let weight = text.and_then(|text| {
        text.attribute("font-weight-asian").or_else(|| text.attribute("font-weight"))
    });
    let display = text.and_then(|text| text.attribute("display"));
    Declared {
        parent: value("parent-style-name"),
        shown: value("display-name"),
        list: value("list-style-name"),
        is_bold: weight.map(|weight| is_bold(&weight)),
        is_hidden: display.map(|display| display == "none"),
    }
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse().is_ok_and(|weight: u32| MIN_BOLD_WEIGHT <= weight)
}
