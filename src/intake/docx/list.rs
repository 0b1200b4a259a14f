//! The lists of a docx: which label stands in front of which paragraph.
//!
//! A paragraph names a list (`num`); a list names its definition (`abstractNum`), counts along with
//! all lists of that definition, and may override single levels.

use std::collections::{BTreeMap, BTreeSet};

use crate::intake::docx::style::{ListItem, Styles};
use crate::intake::numbering::{Counters, Level, Levels, MAX_LEVELS, Suffix};
use crate::intake::numeral::Numerals;
use crate::intake::tree::Element;

/// A definition: levels, and the style that each level belongs to.
#[derive(Debug, Default)]
struct Definition {
    levels: Levels,
    styles: Vec<Option<String>>,
    /// The numbering style that holds the levels instead.
    link: Option<String>,
}

/// A list: its definition and what it says otherwise.
#[derive(Debug, Default)]
struct List {
    definition: String,
    /// Level and the number that it starts anew with.
    starts: Vec<(usize, u32)>,
    /// Levels that replace those of the definition.
    levels: Vec<(usize, Level)>,
}

/// All lists of a document, and how far each was counted.
#[derive(Debug, Default)]
pub struct Lists {
    definitions: BTreeMap<String, Definition>,
    named: BTreeMap<String, List>,
    counters: Counters,
    /// The lists whose own starts were set.
    started: BTreeSet<String>,
}

impl Lists {
    /// Reads the part of numberings.
    pub fn of(root: Option<Element>) -> Self {
        let mut lists = Self::default();
        let Some(root) = root else { return lists };
        // Word 2003 calls the same things listDef and list.
        for element in root.elements() {
            let named = |now, before| element.attribute(now).or_else(|| element.attribute(before));
            if let Some(id) = named("abstractNumId", "listDefId") {
                lists.definitions.insert(id.into_owned(), definition(element));
            } else if let Some(id) = named("numId", "ilfo") {
                lists.named.insert(id.into_owned(), list(element));
            }
        }
        lists
    }

    /// Counts one more item and returns the label that is seen in front of the paragraph, with the
    /// gap behind it; empty if it has none. `style` is the style of the paragraph.
    pub fn label(
        &mut self,
        own: Option<&ListItem>,
        style: Option<&str>,
        styles: &Styles,
    ) -> String {
        let inherited = styles.item(style);
        let list = own.and_then(|item| item.list.as_deref());
        let list = list.or_else(|| inherited.as_ref().and_then(|(item, _)| item.list.as_deref()));
        let Some(id) = list.map(str::to_owned) else { return String::new() };
        let Some(list) = self.named.get(&id) else { return String::new() };
        let Some(key) = self.definition_of(&list.definition, styles) else {
            return String::new();
        };
        let Some(definition) = self.definitions.get(&key) else { return String::new() };
        let of_style = inherited.as_ref().and_then(|(_, style)| {
            definition.styles.iter().position(|known| known.as_deref() == Some(*style))
        });
        let level = own
            .and_then(|item| item.level)
            .or(of_style)
            .or_else(|| inherited.as_ref().and_then(|(item, _)| item.level))
            .unwrap_or(0);
        let mut levels = definition.levels.clone();
        for (at, level) in &list.levels {
            if let Some(slot) = levels.get_mut(*at) {
                *slot = level.clone();
            }
        }
        if !self.started.contains(&id) {
            for (level, start) in &list.starts {
                self.counters.set_next(&key, *level, *start);
            }
            self.started.insert(id);
        }
        self.counters.next(&key, &levels, level)
    }

    /// Returns the definition that holds the levels: the one named, or the one of its numbering style.
    fn definition_of(&self, named: &str, styles: &Styles) -> Option<String> {
        let definition = self.definitions.get(named)?;
        let Some(link) = definition.link.as_deref().filter(|_| definition.levels.is_empty()) else {
            return Some(named.to_owned());
        };
        let (item, _) = styles.item(Some(link))?;
        Some(self.named.get(&item.list?)?.definition.clone())
    }
}

/// Reads one definition.
fn definition(element: Element) -> Definition {
    let mut definition = Definition::default();
    let link = element.child("numStyleLink").and_then(|link| link.attribute("val"));
    definition.link = link.map(std::borrow::Cow::into_owned);
    for level in element.elements().filter(|level| level.is("lvl")) {
        let at: usize = level.number("ilvl").unwrap_or(definition.levels.len());
        if MAX_LEVELS <= at {
            continue;
        }
        while definition.levels.len() <= at {
            definition.levels.push(Level::default());
            definition.styles.push(None);
        }
        let style = level.child("pStyle").and_then(|style| style.attribute("val"));
        if let Some(slot) = definition.styles.get_mut(at) {
            *slot = style.map(std::borrow::Cow::into_owned);
        }
        if let Some(slot) = definition.levels.get_mut(at) {
            *slot = read_level(level);
        }
    }
    definition
}

/// Reads one list.
fn list(element: Element) -> List {
    let definition = element.child("abstractNumId").or_else(|| element.child("ilst"));
    let definition = definition.and_then(|id| id.attribute("val"));
    let mut list =
        List { definition: definition.unwrap_or_default().into_owned(), ..List::default() };
    for change in element.elements().filter(|change| change.is("lvlOverride")) {
        let Some(at) = change.number("ilvl").filter(|at| *at < MAX_LEVELS) else { continue };
        if let Some(start) = change.child("startOverride").and_then(|start| start.number("val")) {
            list.starts.push((at, start));
        }
        if let Some(level) = change.child("lvl") {
            list.levels.push((at, read_level(level)));
        }
    }
    list
}

/// Reads one level.
fn read_level(element: Element) -> Level {
    let value = |name: &str| {
        let direct = element.child(name);
        // Newer formats stand in a choice, with a fallback for older programs behind it.
        let chosen = || element.descendants().find(|inner| inner.is(name));
        direct.or_else(chosen).and_then(|child| child.attribute("val"))
    };
    let number = |name: &str| value(name).and_then(|value| value.parse::<u32>().ok());
    let coded = || number("nfc").map_or(Numerals::Decimal, |code| Numerals::coded(code as u16));
    let is_bare = value("suff").is_some_and(|suffix| suffix == "nothing");
    Level {
        start: number("start").unwrap_or(0),
        numerals: value("numFmt").map_or_else(coded, |name| Numerals::named(&name)),
        pattern: value("lvlText").unwrap_or_default().into_owned(),
        suffix: if is_bare { Suffix::Nothing } else { Suffix::Gap },
        is_legal: element.child("isLgl").is_some(),
        restart: number("lvlRestart").map(|level| level as usize),
    }
}
